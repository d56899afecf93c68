"""What people have published: every upload with its submissions, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from gnv.ledger import queries
from gnv.ledger.kind import Kind, Subject
from gnv.store.engine import Store


@dataclass(frozen=True)
class Source:
    """The file that an upload came in.

    Attributes:
        name: of the file.
        hash: SHA-256 of its bytes.
        rows: how many rows with answers it has.
    """

    name: str
    hash: str
    rows: int


@dataclass(frozen=True)
class Withdrawal:
    """That a submission was withdrawn: when (UTC, ISO), by whom, and why in their words."""

    time: str
    identity: str
    person: str
    note: str


@dataclass(frozen=True)
class Submission:
    """A whole form, as one upload said it.

    Attributes:
        id: rises with time.
        unit: what it is about.
        replaced: the submission that stood when this one was published; none where none did.
        withdrawn: by whom, where it is withdrawn.
        standing: whether it is the one that counts.
    """

    id: int
    unit: Subject
    replaced: int | None
    withdrawn: Withdrawal | None
    standing: bool


@dataclass(frozen=True)
class Upload:
    """What was published at one time.

    Attributes:
        id: rises with time.
        time: UTC, ISO.
        identity: what tells the person who published it apart.
        person: what is shown of them.
        source: the file.
        note: the person's own words on it; may be empty.
        submissions: one per subject, in the file's order.
    """

    id: int
    time: str
    identity: str
    person: str
    source: Source
    note: str
    submissions: tuple[Submission, ...]


def history(kind: Kind[Any], store: Store, limit: int = 20, before: int | None = None) -> tuple[Upload, ...]:
    """Return uploads with all their submissions, the latest first.

    Args:
        kind: of which kind.
        store: the database.
        limit: how many at most.
        before: only those earlier than this upload.

    Raises:
        ProblemError: where the database cannot be read.
    """
    with store.read() as connection:
        uploads = queries.latest_uploads(connection, kind.name, limit, before)
        if not uploads:
            return ()
        rows = queries.submissions_between(connection, kind.name, "upload_id", uploads[-1].id, uploads[0].id)
    within = {number: list(each) for number, each in groupby(rows, key=lambda row: row.upload_id)}
    return tuple(_upload(kind, row, within.get(row.id, [])) for row in uploads)


def _upload(kind: Kind[Any], row: Row[Any], submissions: Iterable[Row[Any]]) -> Upload:
    return Upload(
        row.id,
        row.time,
        row.identity,
        row.person,
        Source(row.file_name, row.file_hash, row.rows),
        row.note,
        tuple(_submission(kind, each) for each in submissions),
    )


def _submission(kind: Kind[Any], row: Row[Any]) -> Submission:
    withdrawn = None
    if row.withdrawn is not None:
        withdrawn = Withdrawal(row.time, row.identity, row.person, row.note)
    return Submission(row.id, kind.subject_of(row), row.replaced, withdrawn, bool(row.standing))
