"""Submissions whose content is named fields of text."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Row, Select, insert, select

from gnv.ledger.history import Source
from gnv.ledger.kind import Form, Kind, Subject
from gnv.problems import Problem, ProblemError
from gnv.store.tables import FIELD, SUBMISSION

WRITTEN_HERE = "Skrivet i tjänsten"
_LOG = logging.getLogger("gnv.store")


class FieldForm(Form, Protocol):
    """A submission's content that can be told as named fields of text."""

    def fields(self) -> dict[str, str]:
        """Return what is stored besides the subject, as texts."""


FieldFormT = TypeVar("FieldFormT", bound=FieldForm)


def kind_of_fields(
    name: str,
    noun: str,
    plural: str,
    one: str,
    subject_of: Callable[[Row[Any]], Subject],
    from_row: Callable[[Row[Any], Mapping[str, str]], FieldFormT],
    owners: Callable[[FieldFormT], Collection[str]] | None = None,
) -> Kind[FieldFormT]:
    """Return a kind of submissions whose content is named fields of text.

    Args:
        name, noun, plural, subject_of, owners: as `gnv.ledger.kind.Kind` has them.
        one: what one of them is called in a sentence (*en aktivitet*).
        from_row: makes the form of a row of submissions and its fields; KeyError or ValueError where
            that is none.
    """

    def read(connection: Connection, numbers: Select[Any]) -> Iterable[tuple[int, FieldFormT]]:
        for number, row, said in read_fields(connection, numbers):
            try:
                yield number, from_row(row, said)
            except (KeyError, ValueError) as error:
                what = f"Databasen har {one} som inte kan läsas: {row.unit} ({row.municipality})."
                remedy = "Lägg tillbaka en säkerhetskopia från innan den ändrades utanför tjänsten."
                raise ProblemError(Problem(what, remedy)) from error

    def put_in(connection: Connection, forms: Sequence[tuple[int, FieldFormT]]) -> None:
        insert_fields(connection, [(number, form.fields()) for number, form in forms])

    return Kind(name, noun, plural, subject_of, read, put_in, owners)


def read_fields(
    connection: Connection, numbers: Select[Any]
) -> Iterator[tuple[int, Row[Any], dict[str, str]]]:
    """Give the number, the row and the fields of the submissions that a query for numbers finds."""
    query = select(SUBMISSION, FIELD.c.name, FIELD.c.value).join(FIELD)
    rows = connection.execute(query.where(SUBMISSION.c.id.in_(numbers)).order_by(SUBMISSION.c.id))
    for number, found in groupby(rows, key=lambda row: row.id):
        told = list(found)
        yield number, told[0], {row.name: row.value for row in told}


def insert_fields(connection: Connection, contents: Sequence[tuple[int, Mapping[str, str]]]) -> None:
    """Put the fields of new submissions in; empty ones too, so that a submission always has some."""
    rows = [
        {"submission_id": number, "name": name, "value": value}
        for number, fields in contents
        for name, value in fields.items()
    ]
    connection.execute(insert(FIELD), rows)
    _LOG.debug("fields inserted")


def source_of(form: FieldForm) -> Source:
    """Return what stands in a file's place where a person has written a form in the app."""
    content = json.dumps(form.fields(), ensure_ascii=False, sort_keys=True).encode()
    return Source(WRITTEN_HERE, hashlib.sha256(content).hexdigest(), 1)
