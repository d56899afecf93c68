"""From a cell to a value. What cannot be one raises ValueError with a Swedish sentence about the cell."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata

from gnv.tabular.cells import Cell, is_blank, thousands

MOST_QUOTED = 40

_NUMBER = re.compile(r"[+-]?(?:(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,][0-9]+)?|[.,][0-9]+)")
_CODE = re.compile(r"([0-9]+)(?:[.,]0+)?")
_MONTH = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
_DATE = re.compile(
    rf"[0-9]{{1,4}}[-/ .](?:{_MONTH})[a-z]*\.?|(?:{_MONTH})[a-z]*\.?[-/ ][0-9]{{1,4}}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}(?: [0-9:]+)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}",
    re.IGNORECASE,
)
_ERROR = re.compile(r"#[A-ZÅÄÖ0-9/]+[!?]?")
_FORMULA_STARTS = ("=", "+", "-", "@")
_JOINERS = "\u200c\u200d"


def quoted(cell: Cell) -> str:
    """Return a cell as it is named in a sentence: a text in quotation marks, cut where it is long."""
    if not isinstance(cell, str):
        return _plain(cell)
    shown = " ".join(cell.split())
    return f"”{shown if len(shown) <= MOST_QUOTED else shown[: MOST_QUOTED - 1] + '…'}”"


def text(cell: Cell, longest: int) -> str:
    """Return a cell as clean text, "" where empty: composed letters, plain line breaks, nothing invisible.

    An apostrophe before ``= + - @`` is what spreadsheets, and our own exports, put there to keep it a text.

    Args:
        cell: the cell.
        longest: how many characters are let through.

    Raises:
        ValueError: where it is longer.
    """
    composed = unicodedata.normalize("NFC", _plain(cell))
    lines = composed.replace("\r\n", "\n").replace("\r", "\n")
    if not lines.isprintable():
        lines = "".join(character for character in lines if _is_visible(character))
    clean = lines.strip()
    if clean.startswith("'") and clean[1:].startswith(_FORMULA_STARTS):
        clean = clean[1:]
    if len(clean) > longest:
        raise ValueError(f"{quoted(clean)} är {thousands(len(clean))} tecken, högst {thousands(longest)}.")
    return clean


def number(cell: Cell) -> float | None:
    """Return a finite number, written with decimal comma or point; None where the cell is empty.

    Raises:
        ValueError: where it is none, and whether a date or a formula stands in its place.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, str):
        return _number_in(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _finite(cell)
    raise ValueError(_why_no_number(cell))


def whole(cell: Cell) -> int | None:
    """Return a whole number; None where the cell is empty.

    Raises:
        ValueError: where it is none.
    """
    value = number(cell)
    if value is None:
        return None
    if not value.is_integer():
        raise ValueError(f"{quoted(cell)} är inte ett helt tal.")
    return int(value)


def code(cell: Cell, digits: int = 4) -> str:
    """Return a code of digits with the leading zeros that spreadsheets take away (20 -> 0020); "" if empty.

    Raises:
        ValueError: where it is none, or too long.
    """
    if is_blank(cell):
        return ""
    found = _CODE.fullmatch("" if isinstance(cell, bool) else _compact(_plain(cell)))
    if found is None or len(found[1]) > digits:
        raise ValueError(f"{quoted(cell)} är inte en kod med {digits} siffror.")
    return found[1].zfill(digits)


def _number_in(cell: str) -> float:
    compact = _compact(cell)
    if not _NUMBER.fullmatch(compact):
        raise ValueError(_why_no_number(cell))
    return _finite(float(compact.replace(" ", "").replace(",", ".")))


def _finite(value: float) -> float:
    try:
        value = float(value)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        raise ValueError("Talet är orimligt stort.")
    return value


def _why_no_number(cell: Cell) -> str:
    compact = _compact(cell) if isinstance(cell, str) else ""
    if isinstance(cell, dt.date) or _DATE.fullmatch(compact):
        return f"{quoted(cell)} är ett datum, inte ett tal: kalkylprogrammet har troligen gjort om det."
    if compact.startswith("="):
        return f"{quoted(cell)} är en formel utan sparat värde."
    if _ERROR.fullmatch(compact):
        return f"{quoted(cell)} är ett felvärde från kalkylbladet."
    return f"{quoted(cell)} är inte ett tal."


def _compact(cell: str) -> str:
    """Return a text with plain spaces and minus, without a leading apostrophe."""
    return " ".join(cell.split()).removeprefix("'").strip().replace("−", "-")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "SANT" if cell else "FALSKT"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "minutes")
    return str(cell)


def _is_visible(character: str) -> bool:
    """Return whether a character may stay: not control and format characters, but for joiners in emoji."""
    return character in "\n\t" or character in _JOINERS or unicodedata.category(character) not in ("Cc", "Cf")
