"""From a cell of a self-assessment file to what it says.

What cannot be read raises ValueError with a Swedish sentence about the cell, as in `gnv.tabular.values`.
"""

from __future__ import annotations

import datetime as dt
import re

from gnv.intake.texts import numeral, word
from gnv.strategy import Goal, Strategy
from gnv.tabular.cells import Cell
from gnv.tabular.columns import normal
from gnv.tabular.values import number, quoted, text, whole

LONGEST_UNIT = 120
LONGEST_STATEMENT = 500
LONGEST_COMMENT = 2000
MOST_RESPONDENTS = 100_000
FIRST_YEAR = 2015

_LONGEST_WORD = 40
_ROUND = re.compile(r"(?P<year>20[0-9]{2})(?: ?[-–/.,: ] ?0?(?P<half>[12]))?")
_TERM = re.compile(r"(?P<term>vt|våren|vår|ht|hösten|höst)\s*-?\s*(?:20)?(?P<year>[0-9]{2})", re.IGNORECASE)
_DATE = re.compile(r"(?P<year>20[0-9]{2})-0(?P<half>[12])-01(?: 00:00)?")
_YEAR_MONTH = re.compile(r"20[0-9]{2} ?[-–/.,: ] ?0[12]")
_MONTH = re.compile(r"(?P<half>jan|feb)[a-z]*\.?[-/ ](?:20)?(?P<year>[0-9]{2})", re.IGNORECASE)
_HALVES = {"jan": "1", "feb": "2", "1": "1", "2": "2"}


def round_in(cell: Cell, today: dt.date) -> str:
    """Return the round that a cell names (``2025``, ``2025-1``), "" where it is empty.

    Spreadsheets make dates of ``2025-1``; the first of January and of February are read back as what was
    typed (see `was_date`). Terms (*ht25*) are the halves of the year.
    """
    said = numeral(word(cell, _LONGEST_WORD))
    if not said:
        return ""
    year, half = _year_and_half(said)
    if not year:
        raise ValueError(f"{quoted(said)} är ingen omgång.")
    if not FIRST_YEAR <= int(year) <= today.year + 1:
        raise ValueError(f"{year} ligger för långt från i år.")
    return f"{year}-{half}" if half else year


def _year_and_half(said: str) -> tuple[str, str]:
    if found := _ROUND.fullmatch(said) or _DATE.fullmatch(said):
        return found["year"], found["half"] or ""
    if found := _TERM.fullmatch(said):
        return f"20{found['year']}", "1" if found["term"].casefold().startswith("v") else "2"
    if found := _MONTH.fullmatch(said):
        return f"20{found['year']}", _HALVES[found["half"].casefold()]
    return "", ""


def was_date(cell: Cell) -> bool:
    """Return whether a round has been made into a date by a spreadsheet, or may be a form tool's month."""
    said = word(cell, _LONGEST_WORD)
    return any(written.fullmatch(said) for written in (_DATE, _YEAR_MONTH, _MONTH))


def unit_in(cell: Cell) -> str:
    """Return a unit's name, on one line."""
    return word(cell, LONGEST_UNIT)


def statement_in(cell: Cell, goal: Goal, strategy: Strategy) -> str:
    """Return the statement as the strategy writes it; one that it does not have, as the file writes it.

    An empty cell means the goal's only statement; where it has several, the goal as a whole ("").

    Raises:
        ValueError: where it is another goal's.
    """
    said = numeral(" ".join(text(cell, LONGEST_STATEMENT).split()))
    if not said:
        return only_statement(goal)
    numbered = dict(enumerate(goal.statements, 1))
    if said.isdecimal() and int(said) in numbered:
        return numbered[int(said)]
    for each in (goal, *strategy.goals):  # its own first, should two goals share one
        same = next((known for known in each.statements if normal(known) == normal(said)), None)
        if same and each is not goal:
            raise ValueError(f"{quoted(same)} hör till {each.name}, inte {goal.name}.")
        if same:
            return same
    return said


def only_statement(goal: Goal) -> str:
    """Return a goal's statement where it has just one, else "" for the goal as a whole."""
    return goal.statements[0] if len(goal.statements) == 1 else ""


def score_in(cell: Cell, strategy: Strategy) -> float | None:
    """Return a score on the strategy's scale; none where the cell is empty."""
    score = number(cell)
    low, high = strategy.scale
    if score is not None and not low <= score <= high:
        raise ValueError(f"{_as_written(score)} ligger utanför skalan {low}–{high}.")
    return score


def respondents_in(cell: Cell) -> int | None:
    """Return how many people answered; none where the cell is empty."""
    count = whole(cell)
    if count is not None and not 1 <= count <= MOST_RESPONDENTS:
        raise ValueError(f"{_as_written(count)} är inget rimligt antal svarande.")
    return count


def comment_in(cell: Cell) -> str:
    """Return a comment as clean text."""
    return text(cell, LONGEST_COMMENT)


def _as_written(value: float) -> str:
    """Return a number as a person wrote it (7, 5,5)."""
    return f"{value:.10g}".replace(".", ",")
