"""All that has been said of one subject: every version of it with who said it, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from sqlalchemy import select

from gnv.ledger.history import Withdrawal
from gnv.ledger.kind import FormT, Key, Kind
from gnv.store.engine import Store
from gnv.store.tables import SUBMISSION, UPLOAD, WITHDRAWAL


@dataclass(frozen=True)
class Version(Generic[FormT]):
    """What a subject's submission said.

    Attributes:
        submission: its number, which rises with time.
        upload: number of the upload that it came in.
        time: UTC, ISO.
        person: who published it.
        form: what it said.
        withdrawn: by whom, where it is withdrawn.
        standing: whether it is the one that counts.
    """

    submission: int
    upload: int
    time: str
    person: str
    form: FormT
    withdrawn: Withdrawal | None
    standing: bool


def versions(kind: Kind[FormT], store: Store, key: Key) -> tuple[Version[FormT], ...]:
    """Return all versions of a subject, the latest first, withdrawn ones too.

    Raises:
        ProblemError: where the database cannot be read.
    """
    s, u, w = SUBMISSION.c, UPLOAD.c, WITHDRAWAL.c
    same = (
        column == said
        for column, said in zip((s.round, s.municipality, s.principal, s.unit_key), key, strict=True)
    )
    numbers = select(s.id).join(UPLOAD).where(u.kind == kind.name, *same)
    became = (w.id.label("withdrawn"), w.time.label("then"), w.identity, w.person.label("by"), w.note)
    query = select(s.id, s.upload_id, u.time, u.person, *became).join(UPLOAD).outerjoin(WITHDRAWAL)
    with store.read() as connection:
        forms = dict(kind.read(connection, numbers))
        rows = connection.execute(query.where(s.id.in_(numbers)).order_by(s.id.desc())).all()
    left = [row.id for row in rows if row.withdrawn is None]
    return tuple(
        Version(
            row.id,
            row.upload_id,
            row.time,
            row.person,
            forms[row.id],
            None if row.withdrawn is None else Withdrawal(row.then, row.identity, row.by, row.note),
            standing=row.id in left[:1],
        )
        for row in rows
    )
