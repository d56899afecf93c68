"""What a file says, whatever it is about: forms that can be stored, and what has to be mended before."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from gnv.intake.columns import GUIDANCE_SHEET
from gnv.ledger.kind import FormT, Subject
from gnv.problems import Problem, ProblemError
from gnv.tabular.findings import Finding, Severity
from gnv.tabular.reading import Sheet, read_sheet


class Entry(Protocol):
    """A row that can be stored."""

    @property
    def row(self) -> int:
        """Its number as the spreadsheet shows it."""

    @property
    def unit(self) -> Subject:
        """What it is about."""


EntryT = TypeVar("EntryT", bound=Entry)


@dataclass(frozen=True)
class File:
    """A file whose table has been found.

    Attributes:
        name: the file's name.
        hash: SHA-256 of its content, in hex.
        sheet: the table.
    """

    name: str
    hash: str
    sheet: Sheet


@dataclass(frozen=True)
class Reading(Generic[EntryT, FormT]):
    """What a file says.

    Attributes:
        name: the file's name.
        hash: SHA-256 of its content, in hex.
        rows: how many rows it has below its headings, blank ones not counted.
        entries: the rows that can be stored, in the file's order.
        findings: what has to be mended, or looked at, in the order of rows.
        forms: whole forms, made of the entries.
    """

    name: str
    hash: str
    rows: int
    entries: tuple[EntryT, ...]
    findings: tuple[Finding, ...]
    forms: tuple[FormT, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop the file."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that ought to be looked at."""
        return tuple(each for each in self.findings if each.severity is Severity.WARNING)


def open_file(content: bytes, name: str) -> File:
    """Return the table in a CSV or XLSX file.

    Args:
        content: the file's bytes.
        name: its name, which decides nothing.

    Raises:
        ProblemError: where it is no spreadsheet that can be read, or a template that is not filled in.
    """
    sheet = read_sheet(content, name)
    if sheet.name == GUIDANCE_SHEET:  # there were no rows on the sheet before it
        what = f"{name}: mallen är inte ifylld."
        remedy = "Fyll i minst en rad på mallens första blad och ladda upp den igen."
        raise ProblemError(Problem(what, remedy))
    return File(name, hashlib.sha256(content).hexdigest(), sheet)
