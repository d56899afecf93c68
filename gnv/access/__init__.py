"""Who may do what: reading is open, writing is not. The pages only ask; what is decided is decided here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

READ_ONLY = "Tjänsten är öppen för läsning. Den som sköter den har stängt alla ändringar."


class Role(StrEnum):
    """What a person may do."""

    READER = "läsare"
    CONTRIBUTOR = "bidragsgivare"
    ADMINISTRATOR = "administratör"


@dataclass(frozen=True)
class Person:
    """Who is asking, and what they may.

    Attributes:
        identity: what tells the person apart for ever, as an e-mail address; empty for someone unknown.
        name: what is shown of them.
        role: reader, contributor or administrator.
        municipalities: the codes a contributor may change; none for all.
        refusal: why they may not write, in Swedish; empty where they may.
    """

    identity: str
    name: str
    role: Role
    municipalities: frozenset[str] | None = None
    refusal: str = ""

    @property
    def contributes(self) -> bool:
        """Whether they may upload, withdraw and refresh."""
        return self.role is not Role.READER and not self.refusal

    @property
    def administers(self) -> bool:
        """Whether they may also blank texts and names."""
        return self.role is Role.ADMINISTRATOR and not self.refusal

    def may_change(self, municipality: str) -> bool:
        """Return whether they may upload or withdraw what a municipality's units say."""
        return self.contributes and (self.municipalities is None or municipality in self.municipalities)


def stranger(refusal: str) -> Person:
    """Return someone unknown, who may read only."""
    return Person("", "", Role.READER, refusal=refusal)
