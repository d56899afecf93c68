"""Which of the activities that stand are for a sub-goal or a municipality, and how far they have come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from gnv.activities.form import Activity, State, at_odds
from gnv.areas import swedish


def place_of(activity: Activity) -> str:
    """Return what tells an activity apart from all others, for an address (2080:traffpunkt-for-aldre)."""
    return f"{activity.municipality}:{activity.id}"


def of_goal(activities: Iterable[Activity], goal: int) -> tuple[Activity, ...]:
    """Return those that are for a sub-goal."""
    return tuple(each for each in activities if goal in each.goals)


def concerning(activities: Iterable[Activity], municipality: str) -> tuple[Activity, ...]:
    """Return those of a municipality and those of the whole county; all where none is given."""
    return tuple(
        each
        for each in activities
        if not municipality or each.serves_all or each.municipality == municipality
    )


def counted_states(activities: Iterable[Activity]) -> Counter[State]:
    """Return how many have come how far."""
    return Counter(each.state for each in activities)


def doubtful(activities: Iterable[Activity], today: dt.date) -> tuple[Activity, ...]:
    """Return those whose state does not go with their days."""
    return tuple(each for each in activities if at_odds(each.state, each.starts, each.ends, today))


def in_order(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """Return them as a timeline shows them: by their first day, then by title."""
    return tuple(sorted(activities, key=lambda each: (each.starts, swedish(each.title), place_of(each))))
