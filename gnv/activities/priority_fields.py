"""From a form about a priority of the action plan, as a person has filled it in, to the priority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from gnv.activities.fields import LONGEST_TEXT, state_in, text_in
from gnv.activities.filled import Filled, Told
from gnv.activities.form import State, id_of
from gnv.activities.plan import day_said
from gnv.activities.priority import LEADERSHIP, Priority
from gnv.strategy import Strategy

LABELS = {
    "title": "Prioritering",
    "goals": "Delmål",
    "target_group": "Målgrupp",
    "text": "Vad som ska göras",
    "state": "Läge",
    "decided_by": "Beslutad av",
    "decided": "Beslutad den",
}


def said_of(priority: Priority | None) -> dict[str, str]:
    """Return what a form says of a priority that stands, or of a new one, to begin with."""
    if priority is None:
        return {"state": State.PLANNED, "decided_by": LEADERSHIP}
    return {
        "title": priority.title,
        "target_group": priority.target_group,
        "text": priority.text,
        "state": priority.state,
        "decided_by": priority.decided_by,
        "decided": day_said(priority.decided),
    }


def years(strategy: Strategy) -> tuple[str, ...]:
    """Return the years that an action plan can be for: those of the strategy."""
    last = strategy.ends.year - (strategy.ends == dt.date(strategy.ends.year, 1, 1))
    return tuple(str(year) for year in range(strategy.starts.year, last + 1))


def read_priority(
    said: Mapping[str, str],
    goals: Collection[int],
    year: str,
    strategy: Strategy,
    today: dt.date,
    standing: Priority | None = None,
) -> Told[Priority]:
    """Return what a form says of a priority.

    Args:
        said: the fields' texts, by the keys of `LABELS`.
        goals: the numbers that are chosen.
        year: the action plan's; of one that stands its own is kept.
        strategy: whose sub-goals and time there are.
        today: the day it is.
        standing: the priority that is changed.
    """
    filled = Filled(said, LABELS)
    title = filled.title("title")
    if not goals or not {goal.number for goal in strategy.goals}.issuperset(goals):
        filled.wrong("goals", "Inget delmål är valt.", "Välj ett eller flera.")
    target_group = filled.text("target_group")
    what = filled.text("text", text_in, LONGEST_TEXT)
    state = filled.read("state", state_in, f"Välj {', '.join(State)}.", required=True)
    decided_by = filled.body("decided_by")
    decided = filled.past_day("decided", strategy, today)
    own = standing.year if standing else year
    if own not in years(strategy):
        filled.wrong("title", f"{own} är inget av strategins år.", "Välj ett år.")
    form = None
    if not filled.problems and state is not None:
        form = Priority(
            year=own,
            id=standing.id if standing else id_of(title),
            title=title,
            goals=tuple(sorted(goals)),
            state=state,
            target_group=target_group,
            text=what,
            decided_by=decided_by,
            decided=decided,
        )
    return filled.told(form)
