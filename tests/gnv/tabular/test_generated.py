"""What is written comes back; what is no file is refused; nothing else is ever raised."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gnv.problems import ProblemError
from gnv.tabular.reading import Sheet, read_sheet
from tests.examples import examples
from tests.gnv.tabular.files import HEADINGS, ROW, changed, csv_file, unzipped, written, xlsx_file

EXAMPLES = 90  # for each of 4 encodings × 3 delimiters: 1,080 files
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1252"]
WINDOWS = "aåäöÅÄÖéüß€–”’«»µ½ \u00a0\t;,\"'=+-@#.0123456789xyz\n"
BEYOND = "čł✓😀→ĺ\u2028\u0301"
HEADING = st.text("aåäöbc _-", min_size=1, max_size=8).map(lambda text: f"å{text}n")
SLOW = settings(examples(EXAMPLES), suppress_health_check=list(HealthCheck))


def cells(encoding):
    alphabet = WINDOWS if encoding == "cp1252" else WINDOWS + BEYOND
    return st.one_of(
        st.just(""), st.text(alphabet, max_size=12), st.sampled_from(["4,5", "4.5", "a\r\nb", '"', '""', "'"])
    )


@st.composite
def tables(draw, encoding):
    """Draw headings and rows, some of them blank, some shorter than the headings."""
    width = draw(st.integers(2, 6))
    headings = draw(st.lists(HEADING, min_size=width, max_size=width))
    row = st.lists(cells(encoding), min_size=1, max_size=width)
    blank = st.sampled_from([[], [""] * width, [" "]])
    rows = draw(st.lists(st.one_of(row, row, row, blank), min_size=1, max_size=8))
    return [*draw(st.lists(blank, max_size=2)), headings, *rows, ["sist"]]


def expected(rows):
    """Return (number, cells) for the rows that are not blank, filled to the headings' width."""
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    width = len(filled[0][1])
    return [
        (number, tuple(cell or None for cell in row) + (None,) * (width - len(row))) for number, row in filled
    ]


@pytest.mark.slow
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_thousand_generated_files_come_back_cell_by_cell(encoding, delimiter):
    @SLOW
    @given(
        tables(encoding),
        st.sampled_from(["\r\n", "\n"]),
        st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    )
    def come_back(rows, line_end, quoting):
        sheet = read_sheet(csv_file(rows, delimiter, encoding, line_end, quoting), "svar.csv")
        assert [(row.number, row.cells) for row in (sheet.headings, *sheet.rows)] == expected(rows)
        assert (sheet.encoding, sheet.delimiter) == (encoding, delimiter)

    come_back()


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9).map(lambda number: round(number, 6)).filter(lambda number: not number.is_integer()),
    st.dates(min_value=dt.date(1950, 1, 1)),
    st.text(WINDOWS + BEYOND, min_size=1, max_size=12).filter(str.strip),
)


@pytest.mark.slow
@examples(100)
@given(st.lists(st.lists(VALUES, min_size=4, max_size=4), min_size=1, max_size=6))
def test_generated_workbooks_come_back_cell_by_cell(rows):
    def fill(book):
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADINGS)
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                write = {bool: sheet.write_boolean, str: sheet.write_string}.get(type(cell), sheet.write)
                if hasattr(cell, "isoformat"):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    write(number, column, cell)
        sheet.write_row(len(rows) + 1, 0, ROW)

    sheet = read_sheet(written(fill), "svar.xlsx")
    kept = [(n, tuple(row)) for n, row in enumerate([*rows, ROW], 2) if any(c is not None for c in row)]
    assert [(row.number, row.cells) for row in sheet.rows] == kept


def only_a_problem(content):
    with contextlib.suppress(ProblemError):
        assert isinstance(read_sheet(content, "svar.csv"), Sheet)


STARTS = [
    b"",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"sep=",
    b'a;b\n"',
    b"\xd0\xcf\x11\xe0",
]


@examples(300)
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_the_problem(start, rest):
    only_a_problem(start + rest)


@examples(200)
@given(st.text(max_size=200), st.sampled_from(ENCODINGS))
def test_random_text_raises_nothing_but_the_problem(text, encoding):
    only_a_problem(text.encode(encoding, "replace"))


BOOK = xlsx_file([HEADINGS, ROW, ["=1+1", None, True, "x"]])
PARTS = sorted(unzipped(BOOK))


@pytest.mark.slow
@examples(200)
@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_workbooks_with_changed_bytes_raise_nothing_but_the_problem(changes):
    content = bytearray(BOOK)
    for place, byte in changes:
        content[place] = byte
    only_a_problem(bytes(content))


SNIPPETS = [
    b"",
    b"<",
    b'"',
    b"-1",
    b"1e999",
    b"nan",
    b"99999999999999999999",
    b"=A1",
    b"&lt;",
    b"\x00",
    b"\xff",
]


@pytest.mark.slow
@examples(200)
@given(st.sampled_from(PARTS), st.integers(0, 100), st.integers(0, 20), st.sampled_from(SNIPPETS))
def test_workbooks_with_changed_xml_raise_nothing_but_the_problem(part, percent, length, snippet):
    def change(old):
        place = len(old) * percent // 100
        return old[:place] + snippet + old[place + length :]

    only_a_problem(changed(BOOK, part, change))


def test_the_book_that_is_changed_is_sound():
    assert read_sheet(BOOK, "svar.xlsx").rows[1].cells == ("=1+1", None, True, "x")
