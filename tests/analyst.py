"""The files of the standard that issue 4 sets: 41 rows about 12 units in 9 municipalities."""

from __future__ import annotations

from gnv.areas import Areas
from tests.gnv.assessment.filled import LONG
from tests.gnv.tabular.files import csv_file, xlsx_file

NAME = "svar_ht25.xlsx"
ROUND = "2025-2"
UNITS = 12
MUNICIPALITIES = 9
WRONG_ROW = 17  # as the spreadsheet numbers it

Row = list[object]


def unit_name(number: int) -> str:
    return f"Exempelenhet {number + 1}"


def rows(areas: Areas) -> list[Row]:
    """Return the 41 rows: 12 units, the first five with four answers and the others with three."""
    found = []
    for number in range(UNITS):
        code = areas.dalarna[number % MUNICIPALITIES]
        for goal in range(1, 5 if number < 5 else 4):
            answer = [goal, "", (number + goal) % 5 + 1, 4 + number, ""]
            found.append([ROUND, code, areas.name(code), "kommun", unit_name(number), *answer])
    return found


def earlier(areas: Areas) -> list[Row]:
    """Return what stood before: 32 of the rows (9 units), two of them with another score."""
    found = [row for row in rows(areas) if row[4] not in {unit_name(number) for number in (9, 10, 11)}]
    for index in (0, 6):
        found[index] = _scored(found[index], 5 if found[index][7] != 5 else 1)
    return found


def mistaken(areas: Areas) -> list[Row]:
    """Return the 41 rows with three that cannot be stored, the first of them row 17 with a score of 7."""
    found = rows(areas)
    found[WRONG_ROW - 2] = _scored(found[WRONG_ROW - 2], 7)
    found[20] = [*found[20][:1], "", "Falhun", *found[20][3:]]
    found[33] = [*found[33][:5], 9, *found[33][6:]]
    return found


def _scored(row: Row, score: object) -> Row:
    return [*row[:7], score, *row[8:]]


def as_xlsx(found: list[Row]) -> bytes:
    return xlsx_file([LONG, *found])


def as_csv(found: list[Row]) -> bytes:
    return csv_file([LONG, *found])
