"""What is asked of the database about submissions of any kind, and what is put into it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from gnv.ledger.kind import Key, Subject
from gnv.ledger.moment import Moment
from gnv.store.tables import SUBMISSION, UPLOAD, WITHDRAWAL

_LOG = logging.getLogger("gnv.store")
_MOST_NAMED = 500  # subjects that are asked for by name; where there are more, their rounds are


def standing_ids(kind: str, keys: Collection[Key] | None = None, moment: Moment | None = None) -> Select[Any]:
    """Return the query for the latest submission that is not withdrawn, per subject.

    With keys it leaves out most of the subjects that are not among them, not all. With a moment it is the
    latest that had been published by then, if it had not been withdrawn by then.
    """
    s, w = SUBMISSION.c, WITHDRAWAL.c
    withdrawn = w.submission_id == s.id
    if moment is not None:
        withdrawn &= w.id <= moment.withdrawal
    query = (
        select(func.max(s.id))
        .join(UPLOAD)
        .outerjoin(WITHDRAWAL, withdrawn)
        .where(w.id.is_(None), UPLOAD.c.kind == kind)
        .group_by(s.unit_key, s.round, s.municipality, s.principal)
    )
    if moment is not None:
        query = query.where(UPLOAD.c.id <= moment.upload)
    if keys is not None:
        query = query.where(s.round.in_({key[0] for key in keys}))
        if len(keys) <= _MOST_NAMED:
            query = query.where(s.unit_key.in_({key[3] for key in keys}))
    return query


def submissions_between(
    connection: Connection, kind: str, column: str, first: int, last: int
) -> Sequence[Row[Any]]:
    """Return the submissions whose ``id`` or ``upload_id`` lies within bounds, and what became of them."""
    w = WITHDRAWAL.c
    became = (w.id.label("withdrawn"), w.time, w.identity, w.person, w.note)
    query = select(SUBMISSION, *became, SUBMISSION.c.id.in_(standing_ids(kind)).label("standing"))
    query = query.join(UPLOAD).outerjoin(WITHDRAWAL).where(UPLOAD.c.kind == kind)
    query = query.where(SUBMISSION.c[column].between(first, last))
    return connection.execute(query.order_by(SUBMISSION.c.id)).all()


def latest_uploads(connection: Connection, kind: str, limit: int, before: int | None) -> Sequence[Row[Any]]:
    """Return uploads, the latest first; only those earlier than a given one."""
    query = select(UPLOAD).where(UPLOAD.c.kind == kind).order_by(UPLOAD.c.id.desc()).limit(limit)
    return connection.execute(query if before is None else query.where(UPLOAD.c.id < before)).all()


def insert_upload(connection: Connection, kind: str, **values: object) -> int:
    """Put an upload in and return its number."""
    query = insert(UPLOAD).values(kind=kind, **values).returning(UPLOAD.c.id)
    number: int = connection.execute(query).scalar_one()
    _LOG.debug("upload inserted")
    return number


def insert_submissions(
    connection: Connection, upload: int, subjects: Sequence[Subject], replaced: Mapping[Key, int]
) -> list[int]:
    """Put an upload's submissions in, without their content, and return their numbers in the same order."""
    rows = [
        {
            "upload_id": upload,
            "round": subject.round,
            "municipality": subject.municipality,
            "principal": str(subject.principal),
            "unit": subject.name,
            "unit_key": subject.key[3],
            "replaced": replaced.get(subject.key),
        }
        for subject in subjects
    ]
    query = insert(SUBMISSION).returning(SUBMISSION.c.id, sort_by_parameter_order=True)
    numbers = list(connection.scalars(query, rows))
    _LOG.debug("submissions inserted")
    return numbers


def insert_withdrawals(connection: Connection, submissions: Iterable[int], **values: object) -> None:
    """Put a withdrawal in for each of the submissions."""
    connection.execute(insert(WITHDRAWAL), [{"submission_id": each, **values} for each in submissions])
    _LOG.debug("withdrawals inserted")
