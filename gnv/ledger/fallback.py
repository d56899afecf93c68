"""What stands instead where submissions of an upload are withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from gnv.ledger.kind import FormT, Kind
from gnv.store.engine import Store
from gnv.store.tables import SUBMISSION, UPLOAD, WITHDRAWAL

_SUBJECT = ("unit_key", "round", "municipality", "principal")


@dataclass(frozen=True)
class Fallback:
    """A submission that is left where another is withdrawn.

    Attributes:
        submission: its number.
        time: when it was published: UTC, ISO.
        file_name: of the file that it came in.
    """

    submission: int
    time: str
    file_name: str


def fallbacks(kind: Kind[Any], store: Store, upload: int) -> dict[int, Fallback]:
    """Return what would stand without each of an upload's submissions, by their numbers.

    Those that nothing would be left for are not among them. A subject has at most one submission in
    an upload, so it does not matter which of the others are withdrawn too.

    Raises:
        ProblemError: where the database cannot be read.
    """
    left = _left(kind.name, SUBMISSION.c.upload_id == upload).subquery()
    query = (
        select(left.c.without, left.c.stands, UPLOAD.c.time, UPLOAD.c.file_name)
        .join(SUBMISSION, SUBMISSION.c.id == left.c.stands)
        .join(UPLOAD, UPLOAD.c.id == SUBMISSION.c.upload_id)
    )
    with store.read() as connection:
        return {
            row.without: Fallback(row.stands, row.time, row.file_name) for row in connection.execute(query)
        }


def form_without(kind: Kind[FormT], store: Store, submission: int) -> tuple[int, FormT | None]:
    """Return the number and the form of what would stand without a submission, 0 and none for nothing.

    Raises:
        ProblemError: where the database cannot be read.
    """
    with store.read() as connection:
        left = stands_without(connection, kind.name, submission, submission).get(submission, 0)
        chosen = select(SUBMISSION.c.id).where(SUBMISSION.c.id == left)
        return next(iter(kind.read(connection, chosen)), (0, None))


def stands_without(connection: Connection, kind: str, first: int, last: int) -> dict[int, int]:
    """Return the number of what would stand without each submission between two, as `fallbacks` tells it."""
    return {
        row.without: row.stands
        for row in connection.execute(_left(kind, SUBMISSION.c.id.between(first, last)))
    }


def _left(kind: str, chosen: ColumnElement[bool]) -> Select[tuple[int, int]]:
    """Return the query for what would stand without each of the submissions that are chosen."""
    other = SUBMISSION.alias()
    same = (SUBMISSION.c[column] == other.c[column] for column in _SUBJECT)
    return (
        select(SUBMISSION.c.id.label("without"), func.max(other.c.id).label("stands"))
        .join(other, and_(SUBMISSION.c.id != other.c.id, *same))
        .join(UPLOAD, (UPLOAD.c.id == other.c.upload_id) & (UPLOAD.c.kind == kind))
        .outerjoin(WITHDRAWAL, WITHDRAWAL.c.submission_id == other.c.id)
        .where(chosen, WITHDRAWAL.c.id.is_(None))
        .group_by(SUBMISSION.c.id)
    )
