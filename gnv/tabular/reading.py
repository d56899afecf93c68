"""Read an uploaded spreadsheet: its content decides what it is, never its name.

Whatever the bytes are, the answer is a `Sheet` or a `ProblemError` that a person can act on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gnv.problems import Problem, ProblemError
from gnv.tabular.cells import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Source,
    column_letters,
    is_blank,
    refusal,
    thousands,
)
from gnv.tabular.delimited import read_delimited
from gnv.tabular.kinds import Kind, kind_of
from gnv.tabular.workbook import read_workbook

__all__ = ["LONGEST_CELL", "MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "Cell", "Row", "Sheet", "read_sheet"]

LONGEST_NAME = 100
RESAVE = "Öppna filen i ett kalkylprogram, spara den på nytt som XLSX och ladda upp den igen."


@dataclass(frozen=True)
class Row:
    """A row that holds something.

    Attributes:
        number: as a person sees it in the spreadsheet, from 1.
        cells: from column A on, at least as many as there are headings; an empty cell is None.
    """

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """The table in a file.

    Attributes:
        name: of the sheet in XLSX, of the file in CSV.
        headings: the first row that is not blank.
        rows: those below it, at least one, without the blank ones.
        encoding: Python's name of it; empty for XLSX.
        delimiter: one of ``; , tab``; empty for XLSX.
    """

    name: str
    headings: Row
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str


def read_sheet(content: bytes, name: str) -> Sheet:
    """Return the first table that has rows in a CSV or XLSX file.

    Args:
        content: the file's bytes.
        name: the file's name; only used to tell which file is meant.

    Raises:
        ProblemError: where the file is refused; nothing else is ever raised.
    """
    shown = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
    try:
        return _first_filled(_sources(content, shown))
    except ProblemError as error:
        problem = error.problem
        raise ProblemError(Problem(f"{shown}: {problem.what}", problem.remedy)) from error
    except Exception as error:
        raise ProblemError(Problem(f"{shown}: filen är skadad och kan inte läsas.", RESAVE)) from error


def _sources(content: bytes, name: str) -> Iterable[Source]:
    if len(content) > MOST_BYTES:
        raise refusal(
            f"filen är större än {thousands(MOST_BYTES // 1000)} kB, som är det mesta som tas emot.",
            "Dela upp den i flera filer, eller ta bort bilder och blad som inte hör till.",
        )
    if kind_of(content) is Kind.WORKBOOK:
        return read_workbook(content)
    return (read_delimited(content, name),)


def _first_filled(sources: Iterable[Source]) -> Sheet:
    only_headings = False
    for source in sources:
        filled = _filled(source)
        headings = next(filled, None)
        if headings is None:
            continue
        rows = _below(headings, filled)
        if rows:
            return Sheet(source.name, headings, rows, source.encoding, source.delimiter)
        only_headings = True
    if only_headings:
        raise refusal(
            "filen har rubriker men inga rader under dem.", "Fyll i minst en rad och ladda upp den igen."
        )
    raise refusal("filen är tom.", "Kontrollera att rätt fil är vald och att den är sparad.")


def _filled(source: Source) -> Iterator[Row]:
    for number, cells in source.rows:
        width = _width(cells)
        if width == 0:
            continue
        if width > MOST_COLUMNS:
            raise refusal(
                f"rad {number} har fler än {MOST_COLUMNS} kolumner.",
                "Ta bort de kolumner som inte hör till.",
            )
        _refuse_long_cells(number, cells)
        yield Row(number, tuple(cells[:MOST_COLUMNS]))


def _width(cells: Sequence[Cell]) -> int:
    """Return how many cells there are up to the last that is not blank."""
    for index in range(len(cells) - 1, -1, -1):
        if not is_blank(cells[index]):
            return index + 1
    return 0


def _refuse_long_cells(number: int, cells: Sequence[Cell]) -> None:
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and len(cell) > LONGEST_CELL:
            raise refusal(
                f"rad {number}, kolumn {column_letters(index)}: cellen har {thousands(len(cell))} tecken; "
                f"högst {thousands(LONGEST_CELL)} tas emot.",
                "Korta texten. Är det flera rader i samma cell saknas troligen ett citattecken.",
            )


def _below(headings: Row, filled: Iterator[Row]) -> tuple[Row, ...]:
    width = len(headings.cells)
    rows: list[Row] = []
    for row in filled:
        if len(rows) == MOST_ROWS:
            raise refusal(f"filen har fler än {thousands(MOST_ROWS)} rader.", "Dela upp den i flera filer.")
        missing = width - len(row.cells)
        rows.append(Row(row.number, row.cells + (None,) * missing) if missing > 0 else row)
    return tuple(rows)
