from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.tabular.values import code, number, quoted, text, whole

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.just(10**400),
)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (None, None),
        ("", None),
        (" \u00a0 ", None),
        (0, 0.0),
        (4.5, 4.5),
        ("4,5", 4.5),
        ("4.5", 4.5),
        ("'4,5", 4.5),
        (" 4,5\u00a0", 4.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234\u00a0567", 1234567.0),
        ("−3", -3.0),
        ("+3", 3.0),
        (",5", 0.5),
        ("0020", 20.0),
    ],
)
def test_numbers_are_read_as_swedes_and_machines_write_them(cell, value):
    assert number(cell) == value


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("sju", "”sju” är inte ett tal."),
        ("4,5,6", "inte ett tal"),
        ("1.234,5", "inte ett tal"),
        ("12 34", "inte ett tal"),
        ("4,", "inte ett tal"),
        ("-", "inte ett tal"),
        ("4-5", "inte ett tal"),
        ("٣", "inte ett tal"),
        ("nan", "inte ett tal"),
        ("1e3", "inte ett tal"),
        (True, "SANT är inte ett tal."),
        (dt.date(2025, 5, 4), "2025-05-04 är ett datum"),
        (dt.datetime(2025, 5, 4, 13, 30), "2025-05-04 13:30 är ett datum"),
        ("04-maj", "är ett datum"),
        ("maj-04", "är ett datum"),
        ("4 maj", "är ett datum"),
        ("2025-05-04", "är ett datum"),
        ("2025-05-04 00:00:00", "är ett datum"),
        ("=A1+1", "formel utan sparat värde"),
        ("#N/A", "felvärde"),
        ("#SAKNAS!", "felvärde"),
        (math.inf, "orimligt stort"),
        (math.nan, "orimligt stort"),
        (10**400, "orimligt stort"),
        ("9" * 400, "orimligt stort"),
    ],
)
def test_what_is_no_number_says_what_it_is(cell, says):
    with pytest.raises(ValueError, match=says.replace(".", r"\.")):
        number(cell)


def test_whole_numbers_are_whole():
    assert [whole(cell) for cell in (None, "", 12, 12.0, "12", "12,0", "1 200")] == [
        None,
        None,
        12,
        12,
        12,
        12,
        1200,
    ]
    for cell in (12.5, "12,5", "tolv"):
        with pytest.raises(ValueError, match="är inte ett"):
            whole(cell)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (None, ""),
        (" ", ""),
        (20, "0020"),
        (20.0, "0020"),
        ("20", "0020"),
        ("0020", "0020"),
        ("'0020", "0020"),
        ("\u00a02080 ", "2080"),
        ("2080,0", "2080"),
    ],
)
def test_codes_get_their_leading_zeros_back(cell, found):
    assert code(cell) == found


@pytest.mark.parametrize(
    "cell", ["20800", 20800, -20, 20.5, "Falun", True, dt.date(2025, 5, 4), "2080 Falun", "٢٠٨٠"]
)
def test_what_is_no_code_is_told(cell):
    with pytest.raises(ValueError, match="är inte en kod med 4 siffror"):
        code(cell)


@pytest.mark.parametrize(
    ("cell", "clean"),
    [
        (None, ""),
        ("  Falun\u00a0", "Falun"),
        ("A\u030alvdalen", "Ålvdalen"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00\x07\u200b\u202e\u00adb", "ab"),
        ("'=1+1", "=1+1"),
        ("'ndrangheta", "'ndrangheta"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("<script>", "<script>"),
        (2080, "2080"),
        (3.0, "3"),
        (4.5, "4,5"),
        (True, "SANT"),
        (dt.date(2025, 5, 4), "2025-05-04"),
    ],
)
def test_texts_are_cleaned_and_never_evaluated(cell, clean):
    assert text(cell, 100) == clean


def test_a_text_that_is_too_long_is_told_without_being_repeated():
    with pytest.raises(ValueError, match=r"^”x{39}…” är 10.000 tecken, högst 200\.$"):
        text("x" * 10_000, 200)
    assert text("x" * 200, 200) == "x" * 200


def test_a_cell_is_named_in_one_line():
    assert quoted("två\n  rader") == "”två rader”"
    assert quoted(4.5) == "4,5"


@given(CELLS)
def test_any_cell_gives_a_value_or_a_swedish_sentence(cell):
    for read in (number, whole, code, lambda cell: text(cell, 20)):
        try:
            read(cell)
        except ValueError as error:
            said = str(error)
            assert said.endswith(".")
            assert "är" in said


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back_from_its_text(value):
    shown = f"{value:.6f}"
    assert number(shown) == number(shown.replace(".", ",")) == float(shown)
