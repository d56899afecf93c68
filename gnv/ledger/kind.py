"""What a kind of submissions must tell, so that all kinds are published, withdrawn and remembered alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:  # a form is read where no database is
    from sqlalchemy import Connection, Row, Select

Key = tuple[str, str, str, str]  # round, municipality, principal and the key of the name


class Subject(Protocol):
    """What a submission is about: the later one about the same replaces the earlier."""

    @property
    def round(self) -> str:
        """The period that it is about; empty where the kind has none."""

    @property
    def municipality(self) -> str:
        """Four digits; 0020 for the whole county; several with commas between where it is shared."""

    @property
    def principal(self) -> str:
        """Who is responsible for it; empty where the kind does not tell them apart."""

    @property
    def name(self) -> str:
        """As people know it."""

    @property
    def key(self) -> Key:
        """What makes a submission replace another."""

    @property
    def label(self) -> str:
        """How a sentence names it."""


class Form(Protocol):
    """The content of a submission."""

    @property
    def unit(self) -> Subject:
        """What it is about."""

    def says_the_same_as(self, other: Any) -> bool:
        """Return whether two forms of a subject have the same content."""


FormT = TypeVar("FormT", bound=Form)


@dataclass(frozen=True)
class Kind(Generic[FormT]):
    """A kind of submissions.

    Attributes:
        name: what the uploads are marked with.
        noun: what a submission is called in the audit trail, in the plural.
        plural: what they are called to a person who may not change them.
        subject_of: makes the subject of a row of submissions.
        read: gives every standing submission's number and form, those of a query for numbers.
        insert: puts the content of new submissions in.
        owners: the codes of those whose a form is, where they can be others than its subject's.
    """

    name: str
    noun: str
    plural: str
    subject_of: Callable[[Row[Any]], Subject]
    read: Callable[[Connection, Select[Any]], Iterable[tuple[int, FormT]]]
    insert: Callable[[Connection, Sequence[tuple[int, FormT]]], None]
    owners: Callable[[FormT], Collection[str]] | None = None
