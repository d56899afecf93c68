"""One row of a file, read column by column."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from gnv.intake.texts import concerns
from gnv.tabular.cells import LONGEST_CELL, Cell
from gnv.tabular.columns import Column, Record
from gnv.tabular.findings import Finding, Severity
from gnv.tabular.values import text

Value = TypeVar("Value")
EMPTY = "är tom."  # what is said of a cell that must not be
_ANY_LENGTH = 3 * LONGEST_CELL  # composed letters are at most three times as many


class Cells:
    """A row's cells; what is wrong with them is noted among the findings.

    Attributes:
        row: number as the spreadsheet shows it.
        sound: whether nothing in it has had to be mended so far.
    """

    def __init__(self, record: Record, findings: list[Finding]) -> None:
        self._record, self._findings = record, findings
        self.row = record.row
        self.sound = True

    def has(self, column: Column) -> bool:
        """Return whether the sheet has a column."""
        return column.key in self._record.cells

    def cell(self, column: Column) -> Cell:
        """Return what stands in a column, none where the sheet does not have it."""
        return self._record.cells.get(column.key)

    def read(
        self, column: Column, parse: Callable[[Cell], Value], remedy: str, *, required: bool = False
    ) -> Value | None:
        """Return a cell's value; none where it has to be mended. A missing column is told of but once."""
        try:
            value = parse(self.cell(column))
        except ValueError as error:
            self.wrong(column, str(error), remedy)
            return None
        if required and self.has(column) and value in ("", None, ()):
            self.wrong(column, EMPTY, remedy)
        return value

    def wrong(self, column: Column, message: str, remedy: str) -> None:
        """Note what has to be mended."""
        self.sound = False
        self._note(column, message, remedy, Severity.ERROR)

    def warn(self, column: Column, message: str, remedy: str) -> None:
        """Note what ought to be looked at."""
        self._note(column, message, remedy, Severity.WARNING)

    def concern(self, column: Column, said: str) -> None:
        """Note what in a text ought to be looked at."""
        for message, remedy in concerns(said):
            self.warn(column, message, remedy)

    def _note(self, column: Column, message: str, remedy: str, severity: Severity) -> None:
        value = text(self.cell(column), _ANY_LENGTH)
        self._findings.append(Finding(self.row, column.name, value, message, remedy, severity))
