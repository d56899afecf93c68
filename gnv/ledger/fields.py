"""Submissions whose content is named fields of text."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from gnv.store.tables import FIELD, SUBMISSION

_LOG = logging.getLogger("gnv.store")


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
