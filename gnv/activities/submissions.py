"""The submissions of activities, published and withdrawn as all kinds are (`gnv.ledger`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Row

from gnv.access import Person
from gnv.activities.columns import TEXTS
from gnv.activities.form import Activity, Subject, from_fields
from gnv.areas import swedish
from gnv.ledger import fallback, submissions
from gnv.ledger.fallback import Fallback
from gnv.ledger.fields import kind_of_fields
from gnv.ledger.kind import Key, Kind
from gnv.ledger.moment import Moment
from gnv.ledger.submissions import Source, Standing, Upload
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


def standing(store: Store, keys: Collection[Key] | None = None) -> dict[Key, Standing[Activity]]:
    """Return the activities that stand (`gnv.ledger.submissions.standing`)."""
    return submissions.standing(ACTIVITIES, store, keys)


def publish(
    store: Store,
    person: Person,
    source: Source,
    forms: Iterable[Activity],
    note: str = "",
    seen: Mapping[Key, int] | None = None,
) -> Upload | None:
    """Store activities, so that each of them stands (`gnv.ledger.submissions.publish`)."""
    return submissions.publish(ACTIVITIES, store, person, source, forms, note, seen)


def withdraw(
    store: Store,
    person: Person,
    numbers: Collection[int],
    note: str,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Withdraw submissions (`gnv.ledger.submissions.withdraw`)."""
    return submissions.withdraw(ACTIVITIES, store, person, numbers, note, seen)


def history(store: Store, limit: int = 20, before: int | None = None) -> tuple[Upload, ...]:
    """Return uploads, the latest first (`gnv.ledger.submissions.history`)."""
    return submissions.history(ACTIVITIES, store, limit, before)


def fallbacks(store: Store, upload: int) -> dict[int, Fallback]:
    """Return what would stand without each of an upload's submissions (`gnv.ledger.fallback.fallbacks`)."""
    return fallback.fallbacks(ACTIVITIES, store, upload)


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
