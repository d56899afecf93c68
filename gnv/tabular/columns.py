"""Match a sheet's headings against the columns that are known."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gnv.tabular.cells import Cell, column_letters, is_blank
from gnv.tabular.findings import Finding
from gnv.tabular.reading import Row, Sheet

MOST_HEADINGS_SHOWN = 12


@dataclass(frozen=True)
class Column:
    """A column that is looked for.

    Attributes:
        key: what the program calls it.
        name: its heading, as it is written to people.
        also: other headings that mean the same.
        required: whether its absence is an error.
    """

    key: str
    name: str
    also: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class Record:
    """A row by columns.

    Attributes:
        row: number as the spreadsheet shows it.
        cells: key -> cell, for every known column that the sheet has; None where the cell is empty.
    """

    row: int
    cells: Mapping[str, Cell]


@lru_cache(maxsize=10_000)
def normal(text: str) -> str:
    """Return a text's letters and digits alone, without case and accents ("Kommun_Kod " -> "kommunkod")."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def match(sheet: Sheet, columns: Sequence[Column]) -> tuple[list[Record], list[Finding]]:
    """Return the rows by the columns known, and what is wrong with the headings and the rows' widths.

    Unknown columns are left out in silence. Of two headings that mean the same, the first is used.
    """
    places = _places(sheet.headings, columns)
    first = {key: indices[0] for key, indices in places.items()}
    records = [
        Record(row.number, {key: row.cells[index] for key, index in first.items()}) for row in sheet.rows
    ]
    findings = [
        *_missing(sheet.headings, columns, places),
        *_doubled(sheet.headings, columns, places),
        *_too_wide(sheet),
    ]
    return records, findings


def _places(headings: Row, columns: Sequence[Column]) -> dict[str, list[int]]:
    """Return key -> the 0-based places where its heading stands, for the columns that are there."""
    keys = {normal(name): column.key for column in columns for name in (column.name, *column.also)}
    places: dict[str, list[int]] = {}
    for index, heading in enumerate(headings.cells):
        key = None if is_blank(heading) else keys.get(normal(str(heading)))
        if key is not None:
            places.setdefault(key, []).append(index)
    return places


def _missing(
    headings: Row, columns: Sequence[Column], places: Mapping[str, Sequence[int]]
) -> Iterator[Finding]:
    shown = ", ".join(_shown(headings))
    for column in columns:
        if column.required and column.key not in places:
            yield Finding(
                headings.number,
                column.name,
                "",
                "saknas bland rubrikerna.",
                f"Lägg till kolumnen {column.name}. Filens rubriker är: {shown}.",
            )


def _shown(headings: Row) -> list[str]:
    named = [str(heading).strip() for heading in headings.cells if not is_blank(heading)]
    rest = [f"och {len(named) - MOST_HEADINGS_SHOWN} till"] if len(named) > MOST_HEADINGS_SHOWN else []
    return named[:MOST_HEADINGS_SHOWN] + rest


def _doubled(
    headings: Row, columns: Sequence[Column], places: Mapping[str, Sequence[int]]
) -> Iterator[Finding]:
    for column in columns:
        indices = places.get(column.key, ())
        if len(indices) > 1:
            named = [f"{column_letters(index)} (”{headings.cells[index]}”)" for index in indices]
            yield Finding(
                headings.number,
                column.name,
                str(headings.cells[indices[1]]),
                f"står i flera kolumner: {' och '.join(named)}.",
                "Behåll en av dem.",
            )


def _too_wide(sheet: Sheet) -> Iterator[Finding]:
    """Yield the rows of a CSV file whose cells have been shifted by a delimiter inside a value.

    ``4,5`` without quotes between commas is two cells. Empty cells at the end are not held against a row,
    but between commas they are: there a shifted row may end in one.
    """
    width = len(sheet.headings.cells)
    for row in sheet.rows:
        beyond = row.cells[width:] if sheet.delimiter else ()
        if beyond and (sheet.delimiter == "," or not all(is_blank(cell) for cell in beyond)):
            yield Finding(
                row.number,
                "",
                "",
                f"raden har {len(row.cells)} celler men det finns {width} rubriker.",
                "Ett värde innehåller troligen filens avgränsare: sätt citattecken runt det, "
                "eller spara filen som XLSX.",
            )
