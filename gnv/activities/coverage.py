"""Which municipalities have a local plan on a day, and which activities a plan has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gnv.activities.form import Activity
from gnv.activities.plan import Plan
from gnv.intake.texts import folded


class Coverage(StrEnum):
    """Whether there is a plan that holds; in the order in which one counts before another."""

    VALID = "har en gällande plan"
    COMING = "har en plan som inte börjat gälla"
    EXPIRED = "har en plan som gått ut"
    NONE = "ingen känd plan"


@dataclass(frozen=True)
class Covered:
    """What a municipality has.

    Attributes:
        municipality: its code.
        coverage: the best that can be said of its plans.
        plans: all that are known, those that hold first, then the latest.
    """

    municipality: str
    coverage: Coverage
    plans: tuple[Plan, ...]


def coverage_of(plan: Plan, day: dt.date) -> Coverage:
    """Return whether a plan holds on a day, its first and last days included."""
    if day < plan.starts:
        return Coverage.COMING
    return Coverage.EXPIRED if plan.ends is not None and plan.ends < day else Coverage.VALID


def coverage(plans: Iterable[Plan], municipalities: Iterable[str], day: dt.date) -> dict[str, Covered]:
    """Return what each municipality has on a day, in the order of the municipalities."""
    known = sorted(plans, key=lambda plan: (_order(plan, day), -plan.starts.toordinal(), plan.name))
    return {
        code: _covered(code, [plan for plan in known if code in plan.municipalities], day)
        for code in municipalities
    }


def _covered(code: str, plans: list[Plan], day: dt.date) -> Covered:
    best = coverage_of(plans[0], day) if plans else Coverage.NONE
    return Covered(code, best, tuple(plans))


def _order(plan: Plan, day: dt.date) -> int:
    return list(Coverage).index(coverage_of(plan, day))


def activities_of(plan: Plan, activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """Return the activities that name a plan as theirs, of its municipalities or of the whole county."""
    name = folded(plan.name)
    return tuple(
        each
        for each in activities
        if folded(each.plan) == name and (each.serves_all or each.municipality in plan.municipalities)
    )
