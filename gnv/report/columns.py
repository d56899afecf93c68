"""How wide a table's columns are in print, by what stands in them."""

from __future__ import annotations

from gnv.report.document import Table

# In signs: how many stand abreast, when a column is a running text, how long one may grow.
_ABREAST, _SHORT, _LONGEST, _AROUND = 84, 24, 60, 3


def needs(table: Table) -> list[float]:
    """Return how many signs each column would have room for, the space around them counted."""
    return [_need(table, column) for column in range(len(table.header))]


def _need(table: Table, column: int) -> float:
    word = max(map(len, table.header[column].split()), default=0)
    longest = max((len(row[column]) for row in table.rows), default=0)
    return min(max(word, longest), _LONGEST) + _AROUND


def shares(table: Table) -> list[float]:
    """Return each column's share of the width; 0 for one that is as wide as what stands in it."""
    needed = needs(table)
    if sum(needed) <= _ABREAST and max(needed) <= _SHORT:
        return needed
    return [need if need > _SHORT else 0 for need in needed]
