"""An activity that a person is writing: what is filled in, weighed by the same rules as a file's row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from gnv.activities import columns
from gnv.activities.filled import Told
from gnv.activities.form import Activity, State
from gnv.activities.identity import identified
from gnv.activities.naming import with_plans_checked
from gnv.activities.plan import Plan
from gnv.activities.reading import read_form
from gnv.areas import Areas
from gnv.intake.cells import EMPTY
from gnv.intake.columns import CODE
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from gnv.problems import Problem
from gnv.strategy import Strategy
from gnv.tabular.findings import Finding, Severity

Said = dict[str, Any]  # the key of a column to what is filled in: a text, or several choices

_TWICE = Problem(
    "En aktivitet med den titeln är redan registrerad i kommunen.",
    "Öppna den och ändra den, eller ge den här en annan titel.",
)


def new_said(municipality: str) -> Said:
    """Return what is filled in of a new one, of a municipality; "" for one that is to be chosen."""
    said: Said = {column.key: "" for column in columns.SAID}
    several: Said = {columns.GOALS.key: (), columns.PRINCIPALS.key: ()}
    return said | several | {CODE.key: municipality, columns.STATE.key: str(State.PLANNED)}


def said_of(form: Activity) -> Said:
    """Return what is filled in where an activity is opened to be changed."""
    several: Said = {
        columns.GOALS.key: form.goals,
        columns.PRINCIPALS.key: tuple(map(str, form.principals)),
    }
    said: Said = {**form.fields(), columns.TITLE.key: form.title, CODE.key: form.municipality}
    return said | several


def closing_said(form: Activity, today: dt.date) -> Said:
    """Return what is filled in where an activity is closed: done, and today its last day if that is open."""
    said = said_of(form) | {columns.STATE.key: str(State.DONE)}
    if (form.ends is None or form.ends > today) and form.starts <= today:
        said[columns.ENDS.key] = today.isoformat()
    return said


def read_activity(
    said: Mapping[str, Any],
    strategy: Strategy,
    areas: Areas,
    today: dt.date,
    standing: Mapping[Key, Standing[Activity]],
    plans: Collection[Plan] = (),
    stood: Activity | None = None,
) -> Told[Activity]:
    """Return what a form says of an activity.

    Args:
        said: what is filled in.
        strategy: its sub-goals, and the time that it holds for.
        areas: the county's.
        today: the day it is.
        standing: the activities that stand.
        plans: the local plans that stand.
        stood: the one that is changed, whose id is kept; none for one that is new.
    """
    cells = {
        key: ", ".join(map(str, each)) if isinstance(each, list | tuple) else each
        for key, each in said.items()
    }
    reading = read_form({**cells, columns.ID.key: stood.id if stood else ""}, strategy, areas, today)
    if not reading.errors:
        reading = with_plans_checked(identified(reading, standing), plans, areas)
    problems = tuple(_problem(each) for each in reading.errors)
    if stood is None and any(form.unit.key in standing for form in reading.forms):
        problems = (_TWICE,)
    concerns = tuple(_problem(each) for each in reading.findings if each.severity is Severity.WARNING)
    return Told(None if problems else reading.forms[0], problems, concerns)


def _problem(finding: Finding) -> Problem:
    """Return a finding as a form tells it, which is plain where a field is empty."""
    column = finding.column.capitalize()
    if finding.message == EMPTY:
        return Problem(f"{column} måste fyllas i.", "")
    return Problem(f"{column}: {finding.message}", finding.remedy)
