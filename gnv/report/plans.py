"""The local plans and the regional action plan as tables for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import pandas as pd

from gnv import plan_words
from gnv.activities.coverage import Coverage, coverage_of
from gnv.activities.plan import Plan, day_said
from gnv.activities.priority import Priority
from gnv.areas import Areas
from gnv.report.exports import Table
from gnv.strategy import Strategy
from gnv.underway import goals_text

_PLAN_COLUMNS = (
    "Kod",
    "Kommun",
    "Läge",
    "Plan",
    "Gäller för",
    "Gäller från",
    "Gäller till och med",
    "Beslutad av",
    "Beslutad den",
    "Senast uppföljd",
    "Länk",
    "PDF",
)
_PRIORITY_COLUMNS = (
    "År",
    "Prioritering",
    "Delmål",
    "Målgrupp",
    "Vad som ska göras",
    "Läge",
    "Beslutad av",
    "Beslutad den",
)


def plan_table(
    rows: Iterable[tuple[str, Plan | None]], areas: Areas, day: dt.date, notes: Sequence[str]
) -> Table:
    """Return a row per municipality and plan.

    Args:
        rows: the codes, each with a plan, or none for those without a known one.
        areas: whose names are told.
        day: on which a plan holds, or does not.
        notes: what must be said with it.
    """
    told = [(code, areas.name(code), *_plan_cells(plan, areas, day)) for code, plan in rows]
    frame = pd.DataFrame(told, columns=list(_PLAN_COLUMNS), dtype=str)
    return Table("Lokala planer", frame, (*notes, plan_words.NONE_KNOWN))


def _plan_cells(plan: Plan | None, areas: Areas, day: dt.date) -> tuple[str, ...]:
    if plan is None:
        return (str(Coverage.NONE), *[""] * (len(_PLAN_COLUMNS) - 3))
    return (
        plan_words.STATE_WORDS[coverage_of(plan, day)],
        plan.name,
        plan_words.shared_text(plan, areas),
        day_said(plan.starts),
        day_said(plan.ends),
        plan.decided_by,
        day_said(plan.decided),
        day_said(plan.followed_up),
        plan.link,
        plan.file_name,
    )


def priority_table(priorities: Sequence[Priority], year: str, strategy: Strategy) -> Table:
    """Return a row per priority of a year's regional action plan."""
    told = [
        (
            each.year,
            each.title,
            goals_text(each.goals, strategy),
            each.target_group,
            each.text,
            str(each.state),
            each.decided_by if each.decided else "",
            day_said(each.decided),
        )
        for each in priorities
    ]
    frame = pd.DataFrame(told, columns=list(_PRIORITY_COLUMNS), dtype=str)
    said = plan_words.priorities_headline(year, priorities)
    return Table("Handlingsplan", frame, (said, plan_words.decisions_text(priorities)))
