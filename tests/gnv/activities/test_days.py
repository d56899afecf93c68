from __future__ import annotations

import datetime as dt

import pytest

from gnv.activities.days import Span, days_in
from gnv.tabular.cells import Cell

MARCH = dt.date(2025, 3, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "2025-03-01",
        dt.date(2025, 3, 1),
        dt.datetime(2025, 3, 1, 13, 30),
        "2025-03-01 00:00",
        "2025-03-01T00:00:00Z",
        "2025-3-1",
        "20250301",
        "2025/03/01",
        "2025.03.01",
        "1 mars 2025",
        "Den 1 MARS 2025",
        "1 mar. 2025",
        "1:a mars 2025",
        "1. mars 2025",
        "01-mar-25",
        "1-mar-2025",
        45717,
        45717.0,
        "45717",
        "'2025-03-01",
        " 2025-03-01\n",
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(cell: Cell) -> None:
    assert days_in(cell) == Span(MARCH, MARCH, is_sure=True)


@pytest.mark.parametrize("cell", ["1/3 2025", "1/3/2025", "1.3.2025", "01-03-2025", "1. 3. 2025"])
def test_between_numbers_alone_the_day_comes_first_and_it_is_not_sure(cell: Cell) -> None:
    assert days_in(cell) == Span(MARCH, MARCH, is_sure=False)


@pytest.mark.parametrize(("cell", "day"), [("31/3 2025", 31), ("3.3.2025", 3)])
def test_what_can_be_read_in_one_way_only_is_sure(cell: Cell, day: int) -> None:
    found = days_in(cell)
    assert found == Span(dt.date(2025, 3, day), dt.date(2025, 3, day), is_sure=True)


@pytest.mark.parametrize("cell", ["mars 2025", "Mar 2025", "2025 mars", "2025-03", "2025/3"])
def test_a_month_is_its_days(cell: Cell) -> None:
    assert days_in(cell) == Span(MARCH, dt.date(2025, 3, 31), is_sure=False)


@pytest.mark.parametrize("cell", ["2024", 2024, 2024.0, "2024,0"])
def test_a_year_is_its_days(cell: Cell) -> None:
    assert days_in(cell) == Span(dt.date(2024, 1, 1), dt.date(2024, 12, 31), is_sure=False)


def test_the_last_of_february_is_the_calendars() -> None:
    assert days_in("februari 2024") == Span(dt.date(2024, 2, 1), dt.date(2024, 2, 29), is_sure=False)


@pytest.mark.parametrize("cell", [None, "", "  "])
def test_an_empty_cell_is_no_day(cell: Cell) -> None:
    assert days_in(cell) is None


@pytest.mark.parametrize(
    "cell", ["2025-02-30", "31/4 2025", "30 februari 2025", "2025-13-01", "20251301", "2025-13"]
)
def test_a_day_that_is_not_in_the_calendar_is_told(cell: Cell) -> None:
    with pytest.raises(ValueError, match="finns inte i kalendern"):
        days_in(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "snart",
        "1/3",
        "25-03-01",
        "1 mars",
        "mars",
        12,
        1.5,
        -45717,
        True,
        "2025-03-01 – 2025-04-01",
        "våren",
        "0",
    ],
)
def test_what_is_no_day_is_told(cell: Cell) -> None:
    with pytest.raises(ValueError, match="är inget datum"):
        days_in(cell)


@pytest.mark.parametrize(
    ("cell", "says"), [("=TODAY()", "formel"), ("#VÄRDEFEL!", "felvärde"), ("x" * 41, "högst")]
)
def test_formulas_errors_and_long_texts_are_told_as_such(cell: Cell, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        days_in(cell)
