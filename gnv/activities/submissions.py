"""The submissions of activities, published and withdrawn as all kinds are (`gnv.ledger`)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from gnv.access import Person
from gnv.activities.columns import TEXTS
from gnv.activities.form import Activity, Subject, from_fields
from gnv.areas import swedish
from gnv.ledger import submissions
from gnv.ledger.fields import kind_of_fields
from gnv.ledger.kind import Kind
from gnv.ledger.moment import Moment
from gnv.store.blanking import blank_fields
from gnv.store.engine import Store


def _subject_of(row: Row[Any]) -> Subject:
    return Subject(row.municipality, row.unit_key, row.unit)


ACTIVITIES: Kind[Activity] = kind_of_fields(
    name="aktivitet",
    noun="aktiviteter",
    plural="aktiviteter",
    one="en aktivitet",
    subject_of=_subject_of,
    from_row=lambda row, said: from_fields(_subject_of(row), said),
)


def blank_texts(store: Store, person: Person, submission: int) -> tuple[str, ...]:
    """Blank all texts of a submission but its title (`gnv.store.blanking.blank_fields`).

    The title is blanked in all submissions of the activity, by `gnv.store.blanking.blank_unit`.
    """
    return blank_fields(store, person, submission, [column.key for column in TEXTS])


def activities(store: Store, moment: Moment | None = None) -> tuple[Activity, ...]:
    """Return the activities that stand, or stood at a moment, by municipality, first day and title.

    Raises:
        ProblemError: where the database cannot be read.
    """
    stood = submissions.standing(ACTIVITIES, store, moment=moment)
    return tuple(sorted((each.form for each in stood.values()), key=_order))


def _order(form: Activity) -> tuple[object, ...]:
    return (form.municipality, form.starts, swedish(form.title), form.id)
