"""What a spreadsheet is made of, and how much of it is let in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gnv.problems import Problem, ProblemError

MOST_BYTES = 5_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 100
LONGEST_CELL = 5_000

Cell = str | int | float | dt.date | dt.datetime | bool | None


@dataclass(frozen=True)
class Source:
    """One table as its file gives it, not yet weighed.

    Attributes:
        name: the sheet's name, or the file's where it has no sheets.
        rows: 1-based row number as a person sees it, and the row's cells; may be read once.
        encoding: of the text; empty for XLSX.
        delimiter: between the cells; empty for XLSX.
    """

    name: str
    rows: Iterable[tuple[int, Sequence[Cell]]]
    encoding: str = ""
    delimiter: str = ""


def is_blank(cell: Cell) -> bool:
    """Return whether a cell holds nothing that can be seen."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def column_letters(index: int) -> str:
    """Return the letters over a 0-based column in the spreadsheet (0 -> A, 26 -> AA)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def thousands(number: int) -> str:
    """Return a whole number as Swedes write it (50 000)."""
    return f"{number:,}".replace(",", "\u00a0")


def refusal(what: str, remedy: str) -> ProblemError:
    """Return the error to raise; ``what`` goes on from the file's name and so begins in lower case."""
    return ProblemError(Problem(what, remedy))
