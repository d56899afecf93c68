from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.worksheet.formula import ArrayFormula

from gnv.problems import ProblemError
from gnv.tabular.reading import read_sheet
from tests.gnv.tabular.files import (
    HEADINGS,
    ROW,
    changed,
    saved,
    table,
    with_sheet_data,
    written,
    xlsx_file,
)


def test_cells_come_as_they_are_stored():
    row = [
        2080,
        4.5,
        True,
        "0020",
        "=inte en formel",
        dt.date(2025, 5, 4),
        dt.datetime(2025, 5, 4, 13, 30),
        dt.time(8, 15),
        None,
        "x",
    ]

    def fill(book):
        sheet = book.add_worksheet("Svar")
        day, moment = (
            book.add_format({"num_format": "d-mmm"}),
            book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        )
        time = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(0, 0, list("abcdefghij"))
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(1, column, value)
            elif isinstance(value, dt.datetime):
                sheet.write_datetime(1, column, value, moment)
            elif isinstance(value, dt.time):
                sheet.write_datetime(1, column, value, time)
            elif isinstance(value, dt.date):
                sheet.write_datetime(1, column, value, day)
            elif value is not None:
                sheet.write(1, column, value)

    sheet = read_sheet(written(fill), "svar.xlsx")
    expected = [str(cell) if isinstance(cell, dt.time) else cell for cell in row]
    assert list(sheet.rows[0].cells) == expected
    assert [type(cell) for cell in sheet.rows[0].cells] == [type(cell) for cell in expected]
    assert (sheet.name, sheet.encoding, sheet.delimiter) == ("Svar", "", "")


def test_a_formula_gives_its_stored_value_an_error_its_text():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["a", "b", "c"])
        sheet.write_formula(1, 0, "=2+2", None, 4.5)
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 2, "=A2", None, "Falun")

    assert table(written(fill))[1] == [4.5, "#DIV/0!", "Falun"]


def test_a_formula_without_a_stored_value_is_told_as_its_text():
    rows = [["a", "b", "c", "d"], ["=SUM(1,2)", 3, None, "=x"]]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_file(rows)))
    book.active["C2"] = ArrayFormula("C2:C2", "=A2*2")
    book.active["D2"].data_type = "s"
    assert table(saved(book))[1] == ["=SUM(1,2)", 3, "=A2*2", "=x"]


def test_beside_a_formula_without_value_an_empty_stored_text_stays_empty():
    data = (
        b'<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c><c t="str"><v>c</v></c></row>'
        b'<row><c t="str"><f>IF(1,"")</f><v></v></c><c><f>1+1</f><v/></c><c><v>7</v></c></row>'
        b'<row><c><v>1</v></c><c r="B3"><f t="shared" si="0"/></c></row>'
    )
    assert table(with_sheet_data(data))[1:] == [[None, "=1+1", 7], [1, "=", None]]


def test_the_first_visible_sheet_with_rows_is_read():
    def fill(book):
        book.add_worksheet("Tomt")
        hidden = book.add_worksheet("Listor")
        hidden.write_column(0, 0, ["val", "kommun", "region"])
        hidden.hide()
        book.add_worksheet("Rubriker").write_row(0, 0, HEADINGS)
        sheet = book.add_worksheet("Svar")
        sheet.write_row(2, 0, HEADINGS)
        sheet.write_row(5, 0, ROW)
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Svar!$C$6:$C$6"})
        book.add_chartsheet("Diagram").set_chart(chart)

    sheet = read_sheet(written(fill), "svar.xlsx")
    assert sheet.name == "Svar"
    assert (sheet.headings.number, sheet.rows[0].number) == (3, 6)


def test_what_excel_adds_around_the_rows_does_no_harm():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [*HEADINGS, "slagen"])
        sheet.write_row(1, 0, ROW)
        sheet.write_row(2, 0, ROW)
        sheet.merge_range(1, 4, 2, 4, "ihop")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.data_validation(1, 1, 50, 1, {"validate": "list", "source": ["Falun", "Mora"]})
        sheet.conditional_format(1, 2, 50, 2, {"type": "3_color_scale"})
        sheet.write_comment(1, 0, "en anteckning")
        sheet.insert_textbox(5, 5, "hjälp")
        sheet.add_table(0, 0, 2, 3, {"columns": [{"header": heading} for heading in HEADINGS]})
        sheet.freeze_panes(1, 0)
        sheet.protect("hemligt")
        sheet.write_rich_string(2, 3, "del ", book.add_format({"bold": True}), "fet")
        sheet.set_column(5, 16_383, 10, book.add_format({"bg_color": "#ffffff"}))
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Sheet1!$C$2:$C$3"})
        sheet.insert_chart(10, 1, chart)
        book.define_name("poang", "=Sheet1!$C$2:$C$3")

    assert table(written(fill))[1:] == [[*ROW, "ihop"], [*ROW[:3], "del fet", None]]


def test_rows_and_cells_that_are_only_formatted_are_blank():
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(ROW)
    for column in (50, 300, 16_384):
        book.active.cell(2, column).fill = PatternFill("solid", fgColor="FFFF00")
    book.active.cell(200_000, 1).fill = PatternFill("solid", fgColor="FFFF00")
    assert table(saved(book)) == [HEADINGS, ROW]


def test_a_wrong_dimension_hides_nothing():
    content = changed(
        xlsx_file(), "xl/worksheets/sheet1.xml", lambda old: old.replace(b'ref="A1:D2"', b'ref="A1"')
    )
    assert table(content) == [HEADINGS, ROW]


def test_carriage_returns_come_back_from_their_escape():
    data = (
        b'<row><c t="inlineStr"><is><t>a</t></is></c></row>'
        b'<row><c t="inlineStr"><is><t xml:space="preserve">x_x000D_\ny</t></is></c></row>'
    )
    assert table(with_sheet_data(data)) == [["a"], ["x\r\ny"]]


def test_dates_of_a_workbook_that_counts_from_1904_are_the_same_dates():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "dag")
        sheet.write_datetime(1, 0, dt.date(2025, 5, 4), book.add_format({"num_format": "yyyy-mm-dd"}))

    assert table(written(fill, date_1904=True))[1] == [dt.date(2025, 5, 4)]


@pytest.mark.slow
@pytest.mark.parametrize("row", ["999999999999", "-3", "1.5", "x"])
def test_impossible_row_numbers_neither_hang_nor_crash(row):
    data = f'<row r="1"><c t="str"><v>a</v></c></row><row r="{row}"><c t="str"><v>b</v></c></row>'
    with pytest.raises(ProblemError):
        read_sheet(with_sheet_data(data.encode()), "svar.xlsx")
