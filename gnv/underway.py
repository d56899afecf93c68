"""What is said of activities that stand: their states, days and numbers, in Swedish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from babel.dates import format_date

from gnv.activities.columns import GOALS, PRINCIPALS
from gnv.activities.form import Activity, State
from gnv.areas import REGION_DALARNA, Areas
from gnv.strategy import Strategy
from gnv.tabular.columns import Column
from gnv.words import MISSING, joined, number

WHOLE_COUNTY = "Hela länet"
MARKS = {State.PLANNED: "○", State.ONGOING: "●", State.DONE: "✓", State.STOPPED: "✗"}
_SEVERAL = {State.PLANNED: "planerade", State.DONE: "klara", State.STOPPED: "avbrutna"}
_LOCALE = "sv_SE"


def count_text(count: int) -> str:
    """Return how many activities (1 aktivitet, 12 aktiviteter)."""
    return f"{number(count)} {'aktivitet' if count == 1 else 'aktiviteter'}"


def states_text(counts: Mapping[State, int]) -> str:
    """Return how many have come how far (3 pågår, 2 planerade, 1 klar)."""
    order = (State.ONGOING, State.PLANNED, State.DONE, State.STOPPED)
    return ", ".join(_state_text(state, counts[state]) for state in order if counts.get(state))


def _state_text(state: State, count: int) -> str:
    return f"{number(count)} {state if count == 1 else _SEVERAL.get(state, state)}"


def where_text(municipality: str, areas: Areas) -> str:
    """Return where an activity is (Falun, Hela länet)."""
    return WHOLE_COUNTY if municipality == REGION_DALARNA else areas.name(municipality)


def months_text(activity: Activity) -> str:
    """Return when it goes on, in months (mars 2025–feb. 2026, från mars 2025)."""
    if activity.ends is None:
        return f"från {_month(activity.starts)}"
    first, last = _month(activity.starts), _month(activity.ends)
    return first if first == last else f"{first}–{last}"


def _month(day: dt.date) -> str:
    return format_date(day, "MMM y", locale=_LOCALE)


def goals_text(goals: Sequence[int], strategy: Strategy) -> str:
    """Return sub-goals by their names (Nära för mig och Nära till hälsa)."""
    names = {goal.number: goal.name for goal in strategy.goals}
    return joined([names.get(goal, f"delmål {goal}") for goal in goals])


def row_text(activity: Activity, areas: Areas) -> str:
    """Return what stands beside an activity's title (Falun, pågår, mars 2025–feb. 2026)."""
    where = where_text(activity.municipality, areas)
    return f"{where}, {activity.state}, {months_text(activity)}"


def told(activity: Activity, column: Column, strategy: Strategy) -> str:
    """Return what an activity says in one of `gnv.activities.columns.SAID`, whole; – for nothing."""
    value = getattr(activity, column.key)
    if column is GOALS:
        return goals_text(value, strategy)
    return joined(value) if column is PRINCIPALS else str(value or MISSING)
