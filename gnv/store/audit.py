"""Who did what and when: a row per write, in the write's own transaction."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select

from gnv.access import Person
from gnv.store.engine import Store
from gnv.store.tables import AUDIT

_LOG = logging.getLogger("gnv.store")


class Action(StrEnum):
    """What can be done."""

    PUBLISHED = "publicerade"
    WITHDREW = "drog tillbaka"
    BLANKED = "gallrade"
    RESTORED = "lade tillbaka"


@dataclass(frozen=True)
class Entry:
    """What one write did.

    Attributes:
        id: rises with time.
        time: UTC, ISO.
        identity: what tells the person apart.
        person: what is shown of them.
        action: what was done, in Swedish.
        subject: to what (*uppladdning 3*).
        detail: how much.
    """

    id: int
    time: str
    identity: str
    person: str
    action: str
    subject: str
    detail: str


def utc_now() -> str:
    """Return the time to note beside a write: UTC, ISO, whole seconds."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def note_entry(
    connection: Connection,
    person: Person,
    action: Action,
    subject: str,
    detail: str = "",
    number: int | None = None,
) -> None:
    """Note what the writing of a connection does. Neither subject nor detail may hold what can be blanked.

    Args:
        number: the entry's id; the next one where none is given.
    """
    connection.execute(
        insert(AUDIT).values(
            time=utc_now(),
            identity=person.identity,
            person=person.name,
            action=str(action),
            subject=subject,
            detail=detail,
            **({} if number is None else {"id": number}),
        )
    )
    _LOG.debug("audit inserted")


def entries(store: Store, limit: int = 100) -> tuple[Entry, ...]:
    """Return the latest entries, the latest first. Raises ProblemError where the database cannot be read."""
    with store.read() as connection:
        rows = connection.execute(select(AUDIT).order_by(AUDIT.c.id.desc()).limit(limit))
        return tuple(Entry(**row) for row in rows.mappings())


def count(store: Store, *actions: Action) -> int:
    """Return how many entries there are of some actions. Raises ProblemError."""
    with store.read() as connection:
        query = select(func.count()).select_from(AUDIT).where(AUDIT.c.action.in_(map(str, actions)))
        return connection.scalar(query) or 0
