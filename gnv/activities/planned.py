"""What stands of local plans and of the regional action plan, published and withdrawn as all kinds are.

`gnv.ledger.submissions` publishes, withdraws and remembers them, by `PLANS` and `PRIORITIES`.
"""

from __future__ import annotations

import contextlib
from typing import Any

from sqlalchemy import Row, func, select

from gnv.access import Person
from gnv.activities import plan as plan_form
from gnv.activities import priority as priority_form
from gnv.activities.form import Subject
from gnv.activities.plan import Plan, is_digest
from gnv.activities.plan_files import plan_file
from gnv.activities.priority import Priority
from gnv.areas import swedish
from gnv.ledger import submissions
from gnv.ledger.fields import kind_of_fields
from gnv.ledger.kind import Kind
from gnv.ledger.moment import Moment
from gnv.ledger.topic import topic_of
from gnv.settings import Settings
from gnv.store.blanking import blank_fields
from gnv.store.engine import Store
from gnv.store.tables import FIELD

PLAN_TEXTS = ("decided_by", "link", "file", "file_name")
PRIORITY_TEXTS = ("target_group", "text", "decided_by")


def _subject_of(row: Row[Any]) -> Subject:
    return Subject(row.municipality, row.unit_key, row.unit)


PLANS: Kind[Plan] = kind_of_fields(
    name="lokal plan",
    noun="lokala planer",
    plural="lokala planer",
    one="en lokal plan",
    subject_of=_subject_of,
    from_row=lambda row, said: plan_form.from_fields(_subject_of(row), said),
    owners=lambda plan: plan.owners,
)
PRIORITIES: Kind[Priority] = kind_of_fields(
    name="prioritering",
    noun="prioriteringar",
    plural="prioriteringar i den regionala handlingsplanen",
    one="en prioritering",
    subject_of=topic_of,
    from_row=lambda row, said: priority_form.from_fields(topic_of(row), said),
)


def plans(store: Store, moment: Moment | None = None) -> tuple[Plan, ...]:
    """Return the local plans that stand, by name and first day.

    Args:
        store: the database.
        moment: when they stood; now where none is given.

    Raises:
        ProblemError: where the database cannot be read.
    """
    found = [each.form for each in submissions.standing(PLANS, store, moment=moment).values()]
    return tuple(sorted(found, key=lambda plan: (swedish(plan.name), plan.starts, plan.unit.key)))


def priorities(store: Store, year: str = "", moment: Moment | None = None) -> tuple[Priority, ...]:
    """Return the priorities of a year that stand, by sub-goals and title; of all years where none is given.

    Args:
        store: the database.
        year: of the action plan.
        moment: when they stood; now where none is given.

    Raises:
        ProblemError: where the database cannot be read.
    """
    found = [each.form for each in submissions.standing(PRIORITIES, store, moment=moment).values()]
    ordered = sorted(found, key=lambda each: (each.year, each.goals, swedish(each.title), each.id))
    return tuple(each for each in ordered if year in ("", each.year))


def blank_plan(store: Store, where: Settings, person: Person, submission: int) -> tuple[str, ...]:
    """Blank the texts of a plan's submission but its name, and remove its PDF unless another has it too.

    The name is blanked in all submissions of the plan, by `gnv.store.blanking.blank_unit`.

    Returns:
        What still holds what was blanked, in Swedish (`gnv.store.blanking.blank_comments`); the PDF too
        where it could not be removed or belongs to another.

    Raises:
        ProblemError: as `gnv.store.blanking.blank_comments`.
    """
    f = FIELD.c
    with store.read() as connection:
        held = select(f.value).where(f.submission_id == submission, f.name == "file")
        digest = connection.scalar(held) or ""
    remains = blank_fields(store, person, submission, PLAN_TEXTS)
    if not is_digest(digest):
        return remains
    file = plan_file(where, digest)
    with store.read() as connection:
        others = select(func.count()).where(f.name == "file", f.value == digest)
        if not connection.scalar(others):
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
    return (*remains, f"filen {file}") if file.exists() else remains


def blank_priority(store: Store, person: Person, submission: int) -> tuple[str, ...]:
    """Blank the texts of a priority's submission but its title (`gnv.store.blanking.blank_fields`)."""
    return blank_fields(store, person, submission, PRIORITY_TEXTS)
