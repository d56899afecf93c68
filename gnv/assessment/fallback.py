"""What stands instead where submissions of an upload are withdrawn."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from gnv.assessment.queries import KIND
from gnv.store.engine import Store
from gnv.store.tables import SUBMISSION, UPLOAD, WITHDRAWAL

_UNIT = ("unit_key", "round", "municipality", "principal")


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


def fallbacks(store: Store, upload: int) -> dict[int, Fallback]:
    """Return what would stand without each of an upload's submissions, by their numbers.

    Those that nothing would be left for are not among them. A unit has at most one submission in an
    upload, so it does not matter which of the others are withdrawn too.

    Raises:
        ProblemError: where the database cannot be read.
    """
    own, other = SUBMISSION.alias(), SUBMISSION.alias()
    same = [own.c[column] == other.c[column] for column in _UNIT]
    left = (
        select(own.c.id.label("without"), func.max(other.c.id).label("stands"))
        .join(other, (own.c.id != other.c.id) & same[0] & same[1] & same[2] & same[3])
        .join(UPLOAD, (UPLOAD.c.id == other.c.upload_id) & (UPLOAD.c.kind == KIND))
        .outerjoin(WITHDRAWAL, WITHDRAWAL.c.submission_id == other.c.id)
        .where(own.c.upload_id == upload, WITHDRAWAL.c.id.is_(None))
        .group_by(own.c.id)
        .subquery()
    )
    query = (
        select(left.c.without, left.c.stands, UPLOAD.c.time, UPLOAD.c.file_name)
        .join(SUBMISSION, SUBMISSION.c.id == left.c.stands)
        .join(UPLOAD, UPLOAD.c.id == SUBMISSION.c.upload_id)
    )
    with store.read() as connection:
        return {
            row.without: Fallback(row.stands, row.time, row.file_name) for row in connection.execute(query)
        }
