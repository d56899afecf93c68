from __future__ import annotations

import io

import openpyxl
import pytest

from gnv.activities import columns, fields
from gnv.activities.columns import ACTIVITIES_SHEET
from gnv.activities.template import template_csv, template_xlsx
from gnv.intake.columns import GUIDANCE_SHEET
from gnv.intake.template import LAST_ROW
from gnv.problems import ProblemError
from tests.gnv.activities.made import HEADINGS, activity, read, row
from tests.gnv.assessment.filled import areas, strategy
from tests.gnv.tabular.files import saved

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@pytest.fixture(scope="module")
def template() -> bytes:
    return template_xlsx(strategy(), areas())


@pytest.fixture
def book(template: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template))


def rule(book: openpyxl.Workbook, heading: str) -> object:
    """Return what Excel takes in a column."""
    letter = LETTERS[HEADINGS.index(heading)]
    (found,) = [
        each
        for each in book[ACTIVITIES_SHEET].data_validations.dataValidation
        if f"{letter}2" in each.sqref and f"{letter}{LAST_ROW + 1}" in each.sqref
    ]
    return found


def test_both_templates_have_the_same_headings(book: openpyxl.Workbook) -> None:
    assert tuple(cell.value for cell in book[ACTIVITIES_SHEET][1]) == HEADINGS
    assert template_csv().decode("utf-8-sig") == ";".join(HEADINGS) + "\r\n"


def test_a_filled_workbook_is_read_without_findings_whatever_is_chosen(book: openpyxl.Workbook) -> None:
    sheet = book[ACTIVITIES_SHEET]
    place, _, cells = rule(book, "kommun").formula1.partition("!")
    names = [cell.value for (cell,) in book[place][cells.replace("$", "")]]
    principals = rule(book, "huvudman").formula1.strip('"').split(",")
    for number, name in enumerate(names, 2):
        told = row(kommun_kod=None, kommun=name, huvudman=principals[number % len(principals)])
        for column, cell in enumerate(told, 1):
            sheet.cell(number, column).value = cell
    reading = read(saved(book), "mall.xlsx")
    assert reading.findings == ()
    assert {form.municipality for form in reading.forms} == {*areas().dalarna, "0020"}
    assert {form.principals for form in reading.forms} >= {("kommun", "region")}


def test_a_filled_csv_is_read_without_findings() -> None:
    content = template_csv() + ";".join(map(str, row())).encode() + b"\r\n"
    assert read(content).forms == (activity(),)


def test_every_state_that_can_be_chosen_is_read(book: openpyxl.Workbook) -> None:
    choices = rule(book, "läge").formula1.strip('"').split(",")
    assert [fields.state_in(choice) for choice in choices] == ["planerad", "pågår", "klar", "avbruten"]


def test_an_unfilled_template_is_refused_and_its_guidance_never_read(template: bytes) -> None:
    with pytest.raises(ProblemError, match="mallen är inte ifylld"):
        read(template, "mall.xlsx")


def test_what_would_become_numbers_or_days_is_text(book: openpyxl.Workbook) -> None:
    dimensions = book[ACTIVITIES_SHEET].column_dimensions.values()
    texts = [
        HEADINGS[index - 1]
        for each in dimensions
        if each.number_format == "@"
        for index in range(each.min, each.max + 1)
    ]
    assert texts == ["aktivitet", "delmål", "kommun_kod", "startar", "slutar", "id"]


def test_the_guidance_tells_of_every_column_and_every_sub_goal(book: openpyxl.Workbook) -> None:
    guidance = "\n".join(str(cell) for cells in book[GUIDANCE_SHEET].values for cell in cells if cell)
    for said in (*HEADINGS, *(goal.name for goal in strategy().goals), "personnummer", "ersätter"):
        assert said in guidance
    assert str(fields.LONGEST_TEXT) in guidance
    assert columns.ID.name in guidance
