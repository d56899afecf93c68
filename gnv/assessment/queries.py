"""What is asked of the database about self-assessments, and what is put into it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from gnv.assessment.form import Answer, Form, Key, Principal, Unit
from gnv.store.tables import ANSWER, SUBMISSION, UPLOAD, WITHDRAWAL

KIND = "självskattning"
_LOG = logging.getLogger("gnv.store")
_MOST_NAMED = 500  # units that are asked for by name; where there are more, their rounds are


def standing_ids(keys: Collection[Key] | None = None) -> Select[Any]:
    """Return the query for the latest submission that is not withdrawn, per unit and round.

    With keys it leaves out most of the units that are not among them, not all.
    """
    s = SUBMISSION.c
    query = (
        select(func.max(s.id))
        .join(UPLOAD)
        .outerjoin(WITHDRAWAL)
        .where(WITHDRAWAL.c.id.is_(None), UPLOAD.c.kind == KIND)
        .group_by(s.unit_key, s.round, s.municipality, s.principal)
    )
    if keys is not None:
        query = query.where(s.round.in_({key[0] for key in keys}))
        if len(keys) <= _MOST_NAMED:
            query = query.where(s.unit_key.in_({key[3] for key in keys}))
    return query


def standing_forms(connection: Connection, keys: Collection[Key] | None) -> dict[Key, tuple[int, Form]]:
    """Return the form that stands for each unit, and the number of its submission; for all without keys."""
    s, a = SUBMISSION.c, ANSWER.c
    query = select(s.id, s.round, s.municipality, s.principal, s.unit, *_said()).join(ANSWER)
    rows = connection.execute(query.where(s.id.in_(standing_ids(keys))).order_by(s.id, a.id))
    found = {}
    for number, answers in groupby(rows, key=lambda row: row.id):
        told = list(answers)
        said = (Answer(row.goal, row.statement, row.score, row.respondents, row.comment) for row in told)
        form = Form(unit_of(told[0]), tuple(said))
        found[form.unit.key] = (number, form)
    return found if keys is None else {key: found[key] for key in keys if key in found}


def standing_answers(connection: Connection) -> Iterable[Row[Any]]:
    """Return the answers that stand, in the order of the files, as `gnv.assessment.scores.TYPES` has them."""
    s = SUBMISSION.c
    query = select(s.round, s.municipality, s.principal, s.unit, *_said(), s.id).join(ANSWER)
    return connection.execute(query.where(s.id.in_(standing_ids())).order_by(ANSWER.c.id))


def submissions_between(connection: Connection, column: str, first: int, last: int) -> Sequence[Row[Any]]:
    """Return the submissions whose ``id`` or ``upload_id`` lies within bounds, and what became of them."""
    w = WITHDRAWAL.c
    became = (w.id.label("withdrawn"), w.time, w.identity, w.person, w.note)
    query = select(SUBMISSION, *became, SUBMISSION.c.id.in_(standing_ids()).label("standing"))
    query = query.join(UPLOAD).outerjoin(WITHDRAWAL).where(UPLOAD.c.kind == KIND)
    query = query.where(SUBMISSION.c[column].between(first, last))
    return connection.execute(query.order_by(SUBMISSION.c.id)).all()


def latest_uploads(connection: Connection, limit: int, before: int | None) -> Sequence[Row[Any]]:
    """Return uploads, the latest first; only those earlier than a given one."""
    query = select(UPLOAD).where(UPLOAD.c.kind == KIND).order_by(UPLOAD.c.id.desc()).limit(limit)
    return connection.execute(query if before is None else query.where(UPLOAD.c.id < before)).all()


def unit_of(row: Row[Any]) -> Unit:
    """Return the unit of a row of submissions."""
    return Unit(row.round, row.municipality, Principal(row.principal), row.unit)


def insert_upload(connection: Connection, **values: object) -> int:
    """Put an upload in and return its number."""
    query = insert(UPLOAD).values(kind=KIND, **values).returning(UPLOAD.c.id)
    number: int = connection.execute(query).scalar_one()
    _LOG.debug("upload inserted")
    return number


def insert_forms(
    connection: Connection, upload: int, forms: Sequence[Form], replaced: Mapping[Key, int]
) -> list[int]:
    """Put an upload's forms in, and return the numbers of their submissions in the same order."""
    submissions = [
        {
            "upload_id": upload,
            "round": form.unit.round,
            "municipality": form.unit.municipality,
            "principal": str(form.unit.principal),
            "unit": form.unit.name,
            "unit_key": form.unit.key[3],
            "replaced": replaced.get(form.unit.key),
        }
        for form in forms
    ]
    query = insert(SUBMISSION).returning(SUBMISSION.c.id, sort_by_parameter_order=True)
    numbers = list(connection.scalars(query, submissions))
    _LOG.debug("submissions inserted")
    answers = [
        {
            "submission_id": number,
            "goal": answer.goal,
            "statement": answer.statement,
            "score": answer.score,
            "respondents": answer.respondents,
            "comment": answer.comment,
        }
        for number, form in zip(numbers, forms, strict=True)
        for answer in form.answers
    ]
    connection.execute(insert(ANSWER), answers)
    _LOG.debug("answers inserted")
    return numbers


def insert_withdrawals(connection: Connection, submissions: Iterable[int], **values: object) -> None:
    """Put a withdrawal in for each of the submissions."""
    connection.execute(insert(WITHDRAWAL), [{"submission_id": each, **values} for each in submissions])
    _LOG.debug("withdrawals inserted")


def _said() -> tuple[Any, ...]:
    a = ANSWER.c
    return (a.goal, a.statement, a.score, a.respondents, a.comment)
