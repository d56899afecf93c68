"""A moment of the database: what had been published and withdrawn until then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from gnv.store.tables import SUBMISSION, UPLOAD, WITHDRAWAL


@dataclass(frozen=True)
class Moment:
    """The latest that had been written: writers are alone, so what is later has a higher number.

    Attributes:
        upload: number of the latest upload; 0 where there was none.
        withdrawal: number of the latest withdrawal; 0 where there was none.
    """

    upload: int
    withdrawal: int


BEGINNING = Moment(0, 0)  # of a database in which nothing has been written


def moment_now(connection: Connection, besides: Collection[str] = ()) -> Moment:
    """Return the moment of the latest writing.

    Args:
        connection: being read.
        besides: kinds that are left out, since nobody asks how they stood.
    """
    other = UPLOAD.c.kind.not_in(besides)
    withdrawn = select(func.max(WITHDRAWAL.c.id)).select_from(WITHDRAWAL).join(SUBMISSION).join(UPLOAD)
    return Moment(
        connection.scalar(select(func.max(UPLOAD.c.id)).where(other)) or 0,
        connection.scalar(withdrawn.where(other)) or 0,
    )


def written_since(connection: Connection, moment: Moment, year: int) -> Counter[str]:
    """Return how many submissions of each kind have been published or withdrawn since a moment.

    Those of rounds after the year are left out; what has no round is of all years.
    """
    later = or_(UPLOAD.c.id > moment.upload, WITHDRAWAL.c.id > moment.withdrawal)
    until = func.substr(SUBMISSION.c.round, 1, 4) <= str(year)
    query = select(UPLOAD.c.kind, func.count(SUBMISSION.c.id)).select_from(UPLOAD).join(SUBMISSION)
    rows = connection.execute(query.outerjoin(WITHDRAWAL).where(later, until).group_by(UPLOAD.c.kind))
    return Counter({row[0]: row[1] for row in rows})
