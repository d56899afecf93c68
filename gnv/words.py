"""Swedish numbers, units and phrases, the same wherever a figure is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

from gnv.compare.position import Position
from gnv.strategy import Indicator, Unit

LOCALE = Locale("sv", "SE")
NO_BREAK = "\u00a0"
MISSING = "–"
SOURCE = "Källa: Kolada"
ASSESSED_SOURCE = "Källa: verksamheternas självskattning"
OWN_WORK = "Egen bearbetning av data från Kolada"
COUNTY_MEAN = "Dalarnas kommuner, ovägt medel"
ABOUT_UNCHANGED = "ungefär oförändrat"

_TOO_LONG = 1e15  # to write out, and soon for Decimal too
_NUMBER_WORDS = ("ingen", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio")
_UNIT_CAPTIONS = {
    Unit.PERCENT: "procent",
    Unit.INDEX: "index 0–100",
    Unit.PER_1000: f"per 1{NO_BREAK}000 invånare",
    Unit.PER_100000: f"per 100{NO_BREAK}000 invånare",
    Unit.KRONOR: "kronor per invånare",
    Unit.SCORE: "poäng",
}
_SUFFIXES = {Unit.PERCENT: f"{NO_BREAK}%", Unit.KRONOR: f"{NO_BREAK}kr"}


@lru_cache(maxsize=50_000)
def number(value: float | None, decimals: int = 0, *, signed: bool = False) -> str:
    """Return a number as Swedes write it (1 234,5; −3), or – where there is none.

    Args:
        value: a finite number, or none or NaN.
        decimals: how many decimals, halves rounded away from zero.
        signed: whether a positive number gets a plus sign.
    """
    if value is None or not math.isfinite(value):
        return MISSING
    if abs(value) >= _TOO_LONG:
        return f"{value:.3g}".replace(".", ",")
    exact = rounded(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(abs(exact), pattern, locale=LOCALE)
    sign = "−" if exact < 0 else "+" if signed and exact > 0 else ""
    return sign + text


def rounded(value: float, decimals: int) -> Decimal:
    """Return a finite number as `number` writes it, halves rounded away from zero; never −0."""
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return exact or abs(exact)


def value_text(indicator: Indicator, value: float | None) -> str:
    """Return a value with its unit where the unit is short (97 %, 2 310 kr, 502)."""
    text = number(value, indicator.decimals)
    return text if text == MISSING else text + _SUFFIXES.get(indicator.unit, "")


def difference_text(indicator: Indicator, difference: float | None) -> str:
    """Return a signed difference in the key figure's own unit, the unit left out."""
    return number(difference, indicator.decimals, signed=True)


def difference_unit(indicator: Indicator, difference: float) -> str:
    """Return what a difference is counted in, in words, or nothing where the number says it all."""
    if indicator.unit is Unit.PERCENT:
        one = number(abs(difference), indicator.decimals) == "1"
        return "procentenhet" if one else "procentenheter"
    return "kronor" if indicator.unit is Unit.KRONOR else ""


def distance_text(indicator: Indicator, difference: float) -> str:
    """Return a difference without its sign in the key figure's own unit (2 procentenheter)."""
    return f"{number(abs(difference), indicator.decimals)} {difference_unit(indicator, difference)}".strip()


def unit_caption(indicator: Indicator) -> str:
    """Return what a value is counted in, for an axis or a heading."""
    return _UNIT_CAPTIONS[indicator.unit]


def count_word(count: int) -> str:
    """Return a small number in words, a larger one in digits (ingen, en, två … 11)."""
    return _NUMBER_WORDS[count] if count < len(_NUMBER_WORDS) else str(count)


def units_text(n: int) -> str:
    """Return how many units (1 verksamhet, 8 verksamheter)."""
    return f"{number(n)} {'verksamhet' if n == 1 else 'verksamheter'}"


def scale_text(scale: tuple[float, float]) -> str:
    """Return a scale (1–5)."""
    return "–".join(number(end) for end in scale)


def joined(parts: Sequence[str]) -> str:
    """Return the parts as a Swedish enumeration (a, b och c)."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} och {parts[-1]}"


def span(first: int, last: int) -> str:
    """Return a span of years (2012–2022), or the year where it is one."""
    return str(last) if first == last else f"{first}–{last}"


def reference_phrase(reference: str, n: int) -> str:
    """Return whose middle a value is compared with (mitten av Dalarnas 15)."""
    return {
        "Sveriges": f"mitten av Sveriges {n} kommuner",
        "Dalarnas": f"mitten av Dalarnas {n}",
        "regionernas": f"mitten av Sveriges {n} regioner",
    }[reference]


def against(position: Position, reference: str, n: int) -> str:
    """Return a position in words with whom it is compared (bättre än mitten av Dalarnas 15)."""
    join = "med" if position is Position.LEVEL else "än"
    return f"{position} {join} {reference_phrase(reference, n)}"
