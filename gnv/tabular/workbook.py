"""Read XLSX: stored values only, nothing is computed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

from gnv.tabular.cells import MOST_COLUMNS, Cell, Source
from gnv.tabular.package import inspect

LAST_ROW = 1_048_576  # Excel's; a row numbered beyond it does not exist
_CARRIAGE_RETURN = "_x000D_"  # as XLSX writes it


def read_workbook(content: bytes) -> Iterator[Source]:
    """Yield the visible sheets in their order.

    Columns beyond the first that is one too many are not looked at: a row may be formatted to its end.

    Raises:
        ProblemError: where the workbook is refused.
        Exception: whatever openpyxl raises over a broken one.
    """
    unvalued_formulas = inspect(content)
    stored = _open(content, data_only=True)
    written = _open(content, data_only=False) if unvalued_formulas else None
    for index, sheet in enumerate(stored.worksheets):
        if sheet.sheet_state == "visible":
            rows = _values(sheet) if written is None else _told(sheet, written.worksheets[index])
            yield Source(sheet.title, enumerate(rows, 1))


def _open(content: bytes, *, data_only: bool) -> Any:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _values(sheet: Any) -> Iterator[Sequence[Cell]]:
    for row in _rows(sheet, values_only=True):
        yield [_cell(value) for value in row[: _width(row)]]


def _told(sheet: Any, written: Any) -> Iterator[Sequence[Cell]]:
    """Yield the values, and the formula itself where it has no stored value, so that it can be told."""
    both = zip(_rows(sheet, values_only=False), _rows(written, values_only=True), strict=True)
    for row, origins in both:
        width = _width(origins)
        yield [_value_or_formula(*pair) for pair in zip(row[:width], origins[:width], strict=True)]


def _rows(sheet: Any, *, values_only: bool) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(
        max_row=LAST_ROW, max_col=MOST_COLUMNS + 1, values_only=values_only
    )
    return rows


def _value_or_formula(stored: Any, written: Any) -> Cell:
    empty_text = stored.data_type == "str"
    if stored.value is not None or written is None or empty_text:
        return _cell(stored.value)
    formula = getattr(written, "text", written)
    return formula if isinstance(formula, str) else "="


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return value.replace(_CARRIAGE_RETURN, "\r") if _CARRIAGE_RETURN in value else value or None
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value
    return value if isinstance(value, dt.date) else str(value)


def _width(row: Sequence[Any]) -> int:
    """Return how many cells come before the row's empty end, which only tells how wide it was asked for."""
    width = len(row)
    if row.count(None) == width:  # a million empty rows may stand above a filled one
        return 0
    while row[width - 1] is None:
        width -= 1
    return width
