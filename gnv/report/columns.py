"""How wide a table's columns are in print, by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gnv.report.document import Table

# In signs: how many stand abreast, how much a word or a running text may ask for, the space around a column.
_ABREAST, _LONGEST_WORD, _LONGEST, _AROUND = 84, 20, 60, 3
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


def _least(table: Table, column: int) -> int:
    """Return how long a column's longest word is."""
    words = (word for cell in _cells(table, column) for word in _BREAKS.split(cell))
    return min(_LONGEST_WORD, max(map(len, words)))


def _longest(cells: Iterable[str]) -> int:
    return min(_LONGEST, max(map(len, cells)))


def _cells(table: Table, column: int) -> tuple[str, ...]:
    return (table.header[column], *(row[column] for row in table.rows))
