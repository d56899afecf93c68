"""The answers of self-assessments in the database."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from gnv.assessment.form import Answer, Form, Unit
from gnv.intake.choices import Principal
from gnv.store.tables import ANSWER, SUBMISSION

_LOG = logging.getLogger("gnv.store")


def unit_of(row: Row[Any]) -> Unit:
    """Return the unit of a row of submissions."""
    return Unit(row.round, row.municipality, Principal(row.principal), row.unit)


def read_forms(connection: Connection, numbers: Select[Any]) -> Iterable[tuple[int, Form]]:
    """Give the number and the form of the submissions that a query for numbers finds."""
    s, a = SUBMISSION.c, ANSWER.c
    query = select(s.id, s.round, s.municipality, s.principal, s.unit, *_said()).join(ANSWER)
    rows = connection.execute(query.where(s.id.in_(numbers)).order_by(s.id, a.id))
    for number, answers in groupby(rows, key=lambda row: row.id):
        told = list(answers)
        said = (Answer(row.goal, row.statement, row.score, row.respondents, row.comment) for row in told)
        yield number, Form(unit_of(told[0]), tuple(said))


def read_answers(connection: Connection, numbers: Select[Any]) -> Iterable[Row[Any]]:
    """Return the submissions' answers, file by file, as `gnv.assessment.scores.TYPES` has them."""
    s = SUBMISSION.c
    query = select(s.round, s.municipality, s.principal, s.unit, *_said(), s.id).join(ANSWER)
    return connection.execute(query.where(s.id.in_(numbers)).order_by(ANSWER.c.id))


def insert_answers(connection: Connection, forms: Sequence[tuple[int, Form]]) -> None:
    """Put the answers of new submissions in."""
    answers = [
        {
            "submission_id": number,
            "goal": answer.goal,
            "statement": answer.statement,
            "score": answer.score,
            "respondents": answer.respondents,
            "comment": answer.comment,
        }
        for number, form in forms
        for answer in form.answers
    ]
    connection.execute(insert(ANSWER), answers)
    _LOG.debug("answers inserted")


def _said() -> tuple[Any, ...]:
    a = ANSWER.c
    return (a.goal, a.statement, a.score, a.respondents, a.comment)
