from __future__ import annotations

import csv

import pytest

from gnv.tabular.delimited import delimiter_of
from gnv.tabular.reading import read_sheet
from tests.gnv.tabular.files import HEADINGS, csv_file, table, xlsx_file


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_encoding_delimiter_and_line_end_are_found(encoding, delimiter, line_end):
    rows = [HEADINGS, ["2025-1", "Älvdalen", "4,5", 'rad ett\nrad två; och, \t ”så” "här"']]
    sheet = read_sheet(csv_file(rows, delimiter, encoding, line_end), "svar.csv")
    assert [list(sheet.headings.cells), list(sheet.rows[0].cells)] == rows
    assert (sheet.encoding, sheet.delimiter, sheet.name) == (encoding, delimiter, "svar.csv")


def test_utf16_of_either_order_is_read_by_its_mark():
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert table(mark + "kommun;poäng\nSäter;3".encode(encoding)) == [["kommun", "poäng"], ["Säter", "3"]]


def test_rows_are_numbered_as_the_spreadsheet_shows_them():
    text = '\n\nkommun;kommentar\n;\nFalun;"två\nrader"\n \n;;\nMora;x\n\n'
    sheet = read_sheet(text.encode(), "svar.csv")
    assert sheet.headings.number == 3
    assert [row.number for row in sheet.rows] == [5, 8]


@pytest.mark.parametrize("first", ["sep=,", "SEP=,", '"sep=,"', "sep=,;;"])
def test_excels_own_first_line_decides_and_is_no_row(first):
    sheet = read_sheet(f"{first}\r\nkommun,a;b\r\nFalun,1;2\r\n".encode(), "svar.csv")
    assert sheet.delimiter == ","
    assert (sheet.headings.number, sheet.headings.cells) == (1, ("kommun", "a;b"))


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        pytest.param("kommun;a;b\nFalun;4,5;3,5\nMora;1,0;2,0", ";", id="decimal commas"),
        pytest.param("a;b\n4,5;3,5\n1,5;2,5", ";", id="only decimal commas"),
        pytest.param("a\tb\n4,5\t3,5\n1,5\t2,5", "\t", id="tab and decimal commas"),
        pytest.param("enhet, plats;p, 1;p, 2\nX, Falun;4,5;3,5", ";", id="as many commas everywhere"),
        pytest.param("a,b,c\n1;2;3,x;y,z;z\n", ",", id="semicolons below the headings"),
        pytest.param('"a;b";"c;d","e"\n1;2,3\n', ";", id="quoted headings, semicolon"),
        pytest.param('"a;b","c;d","e"\n1,2,3\n', ",", id="quoted headings, comma"),
        pytest.param("a,b,c,d\n1\n2,3\n4\n5,6,7\n", ",", id="rows of any length"),
        pytest.param("kommentar\nbra, bättre, bäst\n", ";", id="one column"),
        pytest.param("a;b;c", ";", id="only headings"),
        pytest.param("", ";", id="nothing"),
    ],
)
def test_the_delimiter_is_the_one_that_splits_the_headings(text, delimiter):
    assert delimiter_of(text) == delimiter


def test_cells_are_texts_as_they_stand_and_empty_ones_none():
    rows = table(b"a;b;c;d;e;f\n=1+1;+46;-x;@x; ;\n0020;;4,5\n")
    assert rows[1:] == [["=1+1", "+46", "-x", "@x", " ", None], ["0020", None, "4,5", None, None, None]]


def test_everything_quoted_is_read():
    rows = [HEADINGS, ["2025", 'sa "nej"', "", "a;b\r\nc"]]
    assert table(csv_file(rows, quoting=csv.QUOTE_ALL)) == [HEADINGS, ["2025", 'sa "nej"', None, "a;b\r\nc"]]


def test_a_quote_inside_an_unquoted_cell_is_a_quote():
    assert table(b'a;b\n5" x;2\n')[1] == ['5" x', "2"]


def test_a_workbook_named_csv_and_a_text_named_xlsx_are_read_by_content():
    assert table(xlsx_file(), "svar.csv")[0] == HEADINGS
    assert table(csv_file([HEADINGS, ["1", "2", "3", "4"]]), "svar.xlsx")[0] == HEADINGS


def test_a_stray_control_character_does_not_make_a_text_binary():
    text = "a;b\n" + "en vanlig kommentar;ja\n" * 20 + "x\x1ey;z"
    assert table(text.encode("cp1252"))[-1] == ["x\x1ey", "z"]
