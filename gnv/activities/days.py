"""From a cell to a day, as spreadsheets and people write it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from gnv.intake.texts import numeral, word
from gnv.tabular.cells import Cell
from gnv.tabular.values import quoted

_LONGEST = 40
_NAMES = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9, "may": 5, "oct": 10}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?P<sign>[-/.]?)(?P<month>[0-9]{2}|(?<=[-/.])[0-9])(?P=sign)"
    r"(?P<day>[0-9]{2}|(?<=[-/.])[0-9])(?:[T ][0-9].*)?"
)
_NUMBERS = re.compile(r"(?P<day>[0-9]{1,2})[-/.] ?(?P<month>[0-9]{1,2})[-/., ] ?(?P<year>[0-9]{4})")
_WORDS = re.compile(
    rf"(?:den )?(?P<day>[0-9]{{1,2}})(?::[ae]|\.)?[- ]?(?P<month>{_MONTH})\.?,?[- ]"
    r"(?P<year>(?:20)?[0-9]{2})",
    re.IGNORECASE,
)
_MONTH_OF_YEAR = re.compile(
    rf"(?P<month>{_MONTH})\.?[- ](?P<year>20[0-9]{{2}})|(?P<before>20[0-9]{{2}}) (?P<after>{_MONTH})\.?"
    r"|(?P<iso>20[0-9]{2})[-/.](?P<number>[0-9]{1,2})",
    re.IGNORECASE,
)
_YEAR = re.compile("20[0-9]{2}")
_SERIAL = re.compile("[3-7][0-9]{4}")  # a spreadsheet's day without its format: 1982 to 2119
_FIRST_SERIAL = dt.date(1899, 12, 30)


@dataclass(frozen=True)
class Span:
    """The days that a cell may mean.

    Attributes:
        first, last: the same day, but for a month or a year.
        is_sure: whether it cannot be read in another way.
    """

    first: dt.date
    last: dt.date
    is_sure: bool = True


def days_in(cell: Cell) -> Span | None:
    """Return the day in a cell, or the days of the month or year that it names; none where it is empty.

    Between numbers alone the day comes before the month, as Swedes write it.

    Raises:
        ValueError: where it is none, with a Swedish sentence.
    """
    if isinstance(cell, dt.datetime):
        return _day(cell.date())
    if isinstance(cell, dt.date):
        return _day(cell)
    said = numeral(word(cell, _LONGEST).removeprefix("'"))
    if not said:
        return None
    try:
        found = _span(said)
    except ValueError as error:
        raise ValueError(f"{quoted(cell)} finns inte i kalendern.") from error
    if found is None:
        raise ValueError(f"{quoted(cell)} är inget datum.")
    return found


def _span(said: str) -> Span | None:
    """Return what a text names. Raises ValueError where there is no such day."""
    if found := _ISO.fullmatch(said):
        return _day(_date(found))
    if found := _NUMBERS.fullmatch(said):
        day, month = int(found["day"]), int(found["month"])
        return _day(_date(found), is_sure=day == month or day > 12)
    if found := _WORDS.fullmatch(said):
        year = found["year"] if len(found["year"]) == 4 else f"20{found['year']}"
        return _day(dt.date(int(year), _MONTHS[found["month"].casefold()], int(found["day"])))
    if found := _MONTH_OF_YEAR.fullmatch(said):
        named = found["month"] or found["after"]
        month = _MONTHS[named.casefold()] if named else int(found["number"])
        return _month(int(found["year"] or found["before"] or found["iso"]), month)
    if _YEAR.fullmatch(said):
        return Span(dt.date(int(said), 1, 1), dt.date(int(said), 12, 31), is_sure=False)
    if _SERIAL.fullmatch(said):
        return _day(_FIRST_SERIAL + dt.timedelta(days=int(said)))
    return None


def _day(day: dt.date, *, is_sure: bool = True) -> Span:
    return Span(day, day, is_sure)


def _date(found: re.Match[str]) -> dt.date:
    return dt.date(int(found["year"]), int(found["month"]), int(found["day"]))


def _month(year: int, month: int) -> Span:
    first = dt.date(year, month, 1)
    return Span(first, first.replace(day=calendar.monthrange(year, month)[1]), is_sure=False)
