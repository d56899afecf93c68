"""What stands in a cell's text: a word, a whole number, and what a person ought to look at.

What cannot be read raises ValueError with a Swedish sentence about the cell, as in `gnv.tabular.values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gnv.tabular.cells import Cell
from gnv.tabular.values import quoted, text

_WHOLE = re.compile(r"(?P<whole>[0-9]+)[.,]0+")
_PERSONAL_NUMBER = re.compile(
    r"(?<![0-9])(?:19|20)?[0-9]{2}(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?P<sign> ?[-+–]? ?)[0-9]{4}(?![0-9])"
)
_ERROR = re.compile(r"#(?:[A-ZÅÄÖ0-9/]+[!?]|N/A)")
_ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[^\s@]")
_CODE = re.compile(
    r"<[\s/]*(?:script|style|iframe|object|embed|svg|img|a|div|html|body|form)\b|javascript:", re.I
)


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """Return a text without regard to case and spaces ("Hedens  Hemtjänst" -> "hedens hemtjänst")."""
    return " ".join(text.casefold().split())


def word(cell: Cell, longest: int) -> str:
    """Return a cell's text on one line; ValueError where it is a spreadsheet's formula or error."""
    said = " ".join(text(cell, longest).split())
    if said.startswith("="):
        raise ValueError(f"{quoted(said)} är en formel utan sparat värde.")
    if _ERROR.fullmatch(said):
        raise ValueError(f"{quoted(said)} är ett felvärde från kalkylbladet.")
    return said


def numeral(said: str) -> str:
    """Return a text, without the zero decimal that programs give whole numbers (1.0 -> 1)."""
    found = _WHOLE.fullmatch(said)
    return found["whole"] if found else said


def concerns(said: str) -> Iterator[tuple[str, str]]:
    """Yield what a person ought to look at in a text that can be stored: a sentence and a remedy."""
    if has_personal_number(said):
        yield (
            "ser ut att innehålla ett personnummer.",
            "Det du publicerar ska inte innehålla personuppgifter: ta bort det först.",
        )
    if _ADDRESS.search(said):
        yield (
            "innehåller en e-postadress.",
            "Det du publicerar ska inte peka ut en person: ta bort adressen, eller skriv funktionen.",
        )
    if said.startswith("="):
        yield (
            "börjar med likhetstecken.",
            "Den sparas som text och räknas aldrig ut. Ta bort tecknet om det är fel.",
        )
    if _CODE.search(said):
        yield (
            "innehåller kod för webbsidor.",
            "Den visas som vanlig text och körs aldrig. Ta bort den om den är fel.",
        )


def has_personal_number(said: str) -> bool:
    """Return whether a text has what may be a Swedish personal identity number or coordination number.

    Ten or twelve digits whose middle is a day (60 higher in coordination numbers); without a sign before the
    last four, the check digit (Luhn) must be right too, since other numbers are as long.
    """
    for found in _PERSONAL_NUMBER.finditer(said):
        day = int(found["day"])
        is_day = 1 <= int(found["month"]) <= 12 and (1 <= day <= 31 or 61 <= day <= 91)
        if is_day and (found["sign"] in ("-", "+") or _is_checked(found[0])):
            return True
    return False


def _is_checked(said: str) -> bool:
    digits = [int(character) for character in said if character.isdecimal()][-10:]
    doubled = [digit * (2 - index % 2) for index, digit in enumerate(digits)]
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0
