"""The plans that activities name: those that are not registered are pointed out, never refused."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection

from gnv.activities.columns import PLAN
from gnv.activities.coverage import activities_of
from gnv.activities.form import Activity
from gnv.activities.plan import Plan
from gnv.activities.reading import Entry, Reading
from gnv.areas import Areas, swedish
from gnv.intake.texts import folded
from gnv.store.blanking import is_blanked
from gnv.tabular.findings import Finding, Severity
from gnv.tabular.values import quoted

_REGIONAL = "regional handlingsplan"  # has its priorities on the page Planer, but no name of its own
_MOST_NAMES = 3


def is_registered(activity: Activity, plans: Collection[Plan]) -> bool:
    """Return whether the plan that an activity names is known; so it is where none is named."""
    named = folded(activity.plan)
    if not named or named.startswith(_REGIONAL) or is_blanked(activity.plan):
        return True
    return any(activities_of(plan, [activity]) for plan in plans)


def with_plans_checked(reading: Reading, plans: Collection[Plan], areas: Areas) -> Reading:
    """Return what a file says with a warning, once for each, of plans that are not registered.

    Args:
        reading: what it says.
        plans: those that stand.
        areas: whose names are told.
    """
    unknown: dict[str, list[Entry]] = {}
    for entry in reading.entries:
        if not is_registered(entry.form, plans):
            unknown.setdefault(folded(entry.form.plan), []).append(entry)
    found = [_finding(entries, plans, areas) for entries in unknown.values()]
    findings = sorted((*reading.findings, *found), key=lambda finding: finding.row)
    return dataclasses.replace(reading, findings=tuple(findings))


def _finding(entries: list[Entry], plans: Collection[Plan], areas: Areas) -> Finding:
    """Return what is said, at its first row, of a plan that is not registered."""
    first = entries[0]
    codes = {entry.form.municipality for entry in entries}
    where = areas.name(first.form.municipality) if len(codes) == 1 else "kommunerna på raderna"
    rows = f" Det gäller {len(entries)} rader." if len(entries) > 1 else ""
    what = f"{quoted(first.form.plan)} är inte registrerad för {where}.{rows}"
    names = sorted({plan.name for plan in plans if codes & {*plan.municipalities}}, key=swedish)
    known = f" Registrerade är {', '.join(f'”{name}”' for name in names[:_MOST_NAMES])}." if names else ""
    remedy = f"Registrera den på sidan Planer, eller rätta namnet.{known}"
    return Finding(first.row, PLAN.name, first.form.plan, what, remedy, Severity.WARNING)
