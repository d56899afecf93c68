"""Numbers as Swedes write them, units and phrases."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.compare import Position
from gnv.strategy import Unit
from gnv.words import (
    MISSING,
    against,
    count_word,
    difference_text,
    difference_unit,
    joined,
    number,
    reference_phrase,
    unit_caption,
    value_text,
)
from tests.gnv.test_sentences import indicator

SWEDISH = re.compile(r"−?\d{1,3}(\u00a0\d{3})*(,\d+)?")


def read_swedish(text: str) -> Decimal:
    return Decimal(text.replace("\u00a0", "").replace(",", ".").replace("−", "-"))


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (0.0, 2, "0,00"),
        (999, 0, "999"),
        (1234.5, 1, "1\u00a0234,5"),
        (1234567.891, 2, "1\u00a0234\u00a0567,89"),
        (-3, 0, "−3"),
        (-1234.5, 1, "−1\u00a0234,5"),
        (99.96, 1, "100,0"),
        (999.5, 0, "1\u00a0000"),
        (6.876832, 1, "6,9"),
    ],
)
def test_number_is_written_as_swedes_do(value, decimals, text):
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.5, 0, "−1"), (-2.5, 0, "−3"), (0.25, 1, "0,3")],
)
def test_halves_go_away_from_zero(value, decimals, text):
    assert number(value, decimals) == text


def test_a_half_is_judged_by_the_decimals_a_person_sees():
    # 2.675 and 1.005 lie just below the half in binary; Kolada wrote them as halves.
    assert number(2.675, 2) == "2,68"
    assert number(1.005, 2) == "1,01"


@pytest.mark.parametrize("value", [-0.0, -0.04, -0.0001])
def test_zero_never_has_a_minus(value):
    assert number(value, 1) == "0,0"
    assert number(value, 1, signed=True) == "0,0"


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_a_dash(value):
    assert number(value) == MISSING == "–"
    assert number(value, 2, signed=True) == "–"


def test_signed_numbers_say_plus_and_minus():
    assert number(2.5, 1, signed=True) == "+2,5"
    assert number(-2.5, 1, signed=True) == "−2,5"
    assert number(2.5, 1) == "2,5"


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_number_reads_back_to_the_value(value, decimals):
    text = number(value, decimals)
    assert SWEDISH.fullmatch(text)
    assert len(text.partition(",")[2]) == decimals
    assert abs(read_swedish(text) - Decimal(repr(value))) <= Decimal(1).scaleb(-decimals) / 2
    assert not re.fullmatch("−[0,]+", text)


@given(st.integers(0, 10**12), st.booleans())
def test_every_half_goes_away_from_zero(whole, negative):
    half = -(whole + 0.5) if negative else whole + 0.5
    assert read_swedish(number(half)) == (-(whole + 1) if negative else whole + 1)


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_signed_and_unsigned_say_the_same(value, decimals):
    signed = number(value, decimals, signed=True)
    assert signed.removeprefix("+") == number(value, decimals)
    assert signed.startswith("+") == (read_swedish(signed) > 0)


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (Unit.PERCENT, "1\u00a0234,5\u00a0%"),
        (Unit.KRONOR, "1\u00a0234,5\u00a0kr"),
        (Unit.INDEX, "1\u00a0234,5"),
        (Unit.PER_1000, "1\u00a0234,5"),
        (Unit.PER_100000, "1\u00a0234,5"),
    ],
)
def test_a_value_carries_its_short_unit(unit, text):
    assert value_text(indicator(unit=unit, decimals=1), 1234.5) == text


@pytest.mark.parametrize("unit", Unit)
def test_a_missing_value_has_no_unit(unit):
    assert value_text(indicator(unit=unit), None) == "–"


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_its_own_caption(unit):
    caption = unit_caption(indicator(unit=unit))
    others = {unit_caption(indicator(unit=other)) for other in Unit if other is not unit}
    assert caption
    assert caption not in others


def test_a_difference_is_signed_and_in_the_figures_decimals():
    assert difference_text(indicator(decimals=1), 2.04) == "+2,0"
    assert difference_text(indicator(decimals=0), -2.04) == "−2"
    assert difference_text(indicator(), None) == "–"


def test_differences_of_percentages_are_percentage_points():
    percent = indicator(unit=Unit.PERCENT)
    assert difference_unit(percent, 2) == "procentenheter"
    assert difference_unit(percent, 1) == difference_unit(percent, -1) == "procentenhet"


@pytest.mark.parametrize("difference", [1, 2, -0.5])
def test_other_differences_carry_no_unit_but_kronor(difference):
    units = {unit: difference_unit(indicator(unit=unit), difference) for unit in Unit}
    del units[Unit.PERCENT]
    assert units.pop(Unit.KRONOR) == "kronor"
    assert set(units) == {Unit.INDEX, Unit.PER_1000, Unit.PER_100000, Unit.SCORE}
    assert set(units.values()) == {""}


@pytest.mark.parametrize("difference", [0.5, -0.5, 1.25])
def test_what_is_shown_as_one_is_counted_as_one(difference):
    """A median of an even number of whole percentages ends in a half, which is shown as 1."""
    percent = indicator(unit=Unit.PERCENT, decimals=0)
    assert number(abs(difference), 0) == "1"
    assert difference_unit(percent, difference) == "procentenhet"


def test_small_counts_are_words_and_large_are_digits():
    words = [count_word(count) for count in range(11)]
    assert words[:4] == ["ingen", "en", "två", "tre"]
    assert words[10] == "tio"
    assert len(set(words)) == 11
    assert count_word(11) == "11"
    assert count_word(290) == "290"


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
)
def test_parts_are_joined_as_in_speech(parts, text):
    assert joined(parts) == text


@pytest.mark.parametrize(("reference", "n"), [("Sveriges", 268), ("Dalarnas", 15), ("regionernas", 21)])
def test_a_reference_names_whose_middle_and_of_how_many(reference, n):
    phrase = reference_phrase(reference, n)
    assert "mitten" in phrase
    assert str(n) in phrase
    assert ("regioner" in phrase) == (reference == "regionernas")


def test_level_is_with_and_all_else_is_than():
    assert against(Position.BETTER, "Dalarnas", 15) == "bättre än mitten av Dalarnas 15"
    assert against(Position.LOWER, "Sveriges", 268).startswith("lägre än mitten")
    assert against(Position.LEVEL, "Dalarnas", 15).startswith("i nivå med mitten")
