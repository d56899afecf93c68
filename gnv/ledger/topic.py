"""What a submission is about, of the kinds that people write in the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gnv.ledger.kind import Key

if TYPE_CHECKING:  # a text is read where no database is
    from sqlalchemy import Row


@dataclass(frozen=True)
class Topic:
    """What a text is about.

    Attributes:
        round: the year that it is about.
        municipality: four digits; 0020 for Region Dalarna and the whole county.
        id: what it is known by.
        name: as people know it.
        principal: what tells texts of the same year, municipality and id apart; mostly empty.
    """

    round: str
    municipality: str
    id: str
    name: str
    principal: str = ""

    @property
    def key(self) -> Key:
        """What makes a text replace another."""
        return (self.round, self.municipality, self.principal, self.id)

    @property
    def label(self) -> str:
        """How a sentence names it."""
        return f"”{self.name}” ({self.round})"


def topic_of(row: Row[Any]) -> Topic:
    """Return what a row of submissions is about."""
    return Topic(row.round, row.municipality, row.unit_key, row.unit, row.principal)
