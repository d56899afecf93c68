from __future__ import annotations

import dataclasses
import io

import openpyxl
import pytest

from gnv.assessment.columns import ANSWERS_SHEET, Shape
from gnv.assessment.template import template_csv, template_xlsx
from gnv.intake.columns import GUIDANCE_SHEET
from gnv.intake.template import LAST_ROW
from gnv.problems import ProblemError
from tests.gnv.assessment.filled import WIDE, areas, read, row, strategy
from tests.gnv.tabular.files import saved


@pytest.fixture(scope="module")
def template() -> bytes:
    return template_xlsx(strategy(), areas())


@pytest.fixture
def book(template: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template))


def rule(book: openpyxl.Workbook, heading: str) -> object:
    """Return what Excel takes in a column."""
    letter = "ABCDEFGHIJKLMNOP"[WIDE.index(heading)]
    (found,) = [
        each
        for each in book[ANSWERS_SHEET].data_validations.dataValidation
        if f"{letter}2" in each.sqref and f"{letter}{LAST_ROW + 1}" in each.sqref
    ]
    return found


def choices(book: openpyxl.Workbook) -> list[str]:
    sheet, _, place = rule(book, "kommun").formula1.partition("!")
    return [cell.value for (cell,) in book[sheet][place.replace("$", "")]]


def test_both_templates_have_the_wide_headings(template: bytes, book: openpyxl.Workbook) -> None:
    assert tuple(cell.value for cell in book[ANSWERS_SHEET][1]) == WIDE
    content = template_csv(strategy())
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == ";".join(WIDE) + "\r\n"


def test_a_filled_workbook_is_read_without_findings_whichever_municipality_is_chosen(
    book: openpyxl.Workbook,
) -> None:
    sheet = book[ANSWERS_SHEET]
    for number, name in enumerate(choices(book), 2):
        for column, cell in enumerate(row(WIDE, kommun_kod=None, kommun=name, nära_för_mig=4.5), 1):
            sheet.cell(number, column).value = cell
    reading = read(saved(book), "mall.xlsx")
    assert (reading.findings, reading.shape) == ((), Shape.WIDE)
    assert {form.unit.municipality for form in reading.forms} == {*areas().dalarna, "0020"}
    assert reading.forms[0].answers[0].score == 4.5


def test_a_filled_csv_is_read_without_findings() -> None:
    content = template_csv(strategy()) + ";".join(map(str, row(WIDE))).encode() + b"\r\n"
    assert read(content).findings == ()


def test_an_unfilled_template_is_refused_and_its_guidance_never_read(template: bytes) -> None:
    with pytest.raises(ProblemError) as caught:
        read(template, "mall.xlsx")
    assert caught.value.problem.what == "mall.xlsx: mallen är inte ifylld."
    assert "första blad" in caught.value.problem.remedy
    with pytest.raises(ProblemError, match="inga rader"):
        read(template_csv(strategy()))


def test_what_would_become_dates_or_lose_zeros_is_text(book: openpyxl.Workbook) -> None:
    sheet = book[ANSWERS_SHEET]
    formats = {
        heading: sheet.column_dimensions["ABCDE"[index]].number_format
        for index, heading in enumerate(WIDE[:5])
    }
    assert [heading for heading, code in formats.items() if code == "@"] == [
        "omgång",
        "kommun_kod",
        "verksamhet",
    ]


def test_choices_and_limits_are_those_that_are_read(book: openpyxl.Workbook) -> None:
    assert choices(book) == [areas().name(code) for code in (*areas().dalarna, "0020")]
    assert rule(book, "huvudman").formula1 == '"kommun,region"'
    for goal in strategy().goals:
        found = rule(book, goal.name.casefold())
        assert (found.formula1, found.formula2, found.type) == ("1", "5", "decimal")


def test_the_scale_and_the_statements_are_the_strategys() -> None:
    first, *rest = strategy().goals
    several = dataclasses.replace(first, statements=("Vi prövar. " * 30, "Vi lär."))
    other = dataclasses.replace(strategy(), scale=(0, 10), goals=(several, *rest))
    book = openpyxl.load_workbook(io.BytesIO(template_xlsx(other, areas())))
    found = rule(book, "nära för mig")
    assert (found.formula1, found.formula2) == ("0", "10")
    assert "Vi lär." in said(book)
    assert "mellan 0 och 10" in said(book)


def said(book: openpyxl.Workbook) -> str:
    return "\n".join(str(cell) for cells in book[GUIDANCE_SHEET].values for cell in cells if cell)


def test_the_guidance_has_what_a_person_needs(book: openpyxl.Workbook) -> None:
    guidance = said(book)
    for goal in strategy().goals:
        assert goal.name in guidance
        assert goal.statements[0] in guidance
    for word in ("mellan 1 och 5", "personnummer", "ersätter", *WIDE[:5], "antal_svarande", "kommentar"):
        assert word in guidance


def test_the_sheet_to_fill_in_is_first_and_only_the_lists_are_hidden(book: openpyxl.Workbook) -> None:
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        (ANSWERS_SHEET, "visible"),
        (GUIDANCE_SHEET, "visible"),
        ("Listor", "hidden"),
    ]
    assert book[ANSWERS_SHEET].freeze_panes == "A2"
