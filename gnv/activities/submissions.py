"""The submissions of activities, published and withdrawn as all kinds are (`gnv.ledger`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select

from gnv.activities.form import Activity, Subject, from_fields
from gnv.ledger.fields import insert_fields, read_fields
from gnv.ledger.kind import Kind


def _subject_of(row: Row[Any]) -> Subject:
    return Subject(row.municipality, row.unit_key, row.unit)


def _read(connection: Connection, numbers: Select[Any]) -> Iterator[tuple[int, Activity]]:
    for number, row, said in read_fields(connection, numbers):
        yield number, from_fields(_subject_of(row), said)


def _insert(connection: Connection, forms: Sequence[tuple[int, Activity]]) -> None:
    insert_fields(connection, [(number, form.fields()) for number, form in forms])


ACTIVITIES: Kind[Activity] = Kind(
    name="aktivitet",
    noun="aktiviteter",
    plural="aktiviteter",
    subject_of=_subject_of,
    read=_read,
    insert=_insert,
)
