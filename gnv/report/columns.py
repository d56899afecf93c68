"""How wide a table's columns are in print, by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gnv.report.document import Table

# In common signs: how many stand abreast, how much a word or a running text may ask for, the space around a
# column. Some signs are narrower or wider than the common ones.
_ABREAST, _LONGEST_WORD, _LONGEST, _AROUND = 86.0, 20.0, 60.0, 2.5
_WIDTHS = {**dict.fromkeys("iljftr.,:;!|'() \u00a0-", 0.55), **dict.fromkeys("mwMW%—▲△▼▽", 1.5)}
_COMMON = 0.95
_BREAKS = re.compile("[ \n\t\u200b]+|(?<=[-/])")  # a no-break space is none


def shares(table: Table) -> list[float]:
    """Return each column's share of the width: room for its longest word, and more by what stands in it."""
    least = [_least(table, column) for column in range(len(table.header))]
    asked = [max(low, _longest(_cells(table, column))) for column, low in enumerate(least)]
    around = len(asked) * _AROUND
    over = _ABREAST - around - sum(least)
    wished = sum(asked) - sum(least)
    part = min(1.0, max(0.0, over / wished)) if wished else 0.0
    return [low + part * (much - low) + _AROUND for low, much in zip(least, asked, strict=True)]


def _least(table: Table, column: int) -> float:
    """Return how long a column's longest word is."""
    words = (word for cell in _cells(table, column) for word in _BREAKS.split(cell))
    return min(_LONGEST_WORD, max(map(_length, words)))


def _longest(cells: Iterable[str]) -> float:
    return min(_LONGEST, max(map(_length, cells)))


def _length(text: str) -> float:
    return sum(_WIDTHS.get(sign, _COMMON) for sign in text[:200])


def _cells(table: Table, column: int) -> tuple[str, ...]:
    return (table.header[column], *(row[column] for row in table.rows))
