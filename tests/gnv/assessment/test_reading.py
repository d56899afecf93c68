"""Both shapes, sound files as people's programs write them, and rows that say something twice."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from gnv.assessment.columns import Shape
from gnv.assessment.form import Form
from gnv.intake.choices import Principal
from tests.gnv.assessment.filled import GOALS, LONG, WIDE, read, read_row, read_rows, row, strategy
from tests.gnv.tabular.files import csv_file, written, xlsx_file


def scores(form: Form) -> list[float | None]:
    return [answer.score for answer in form.answers]


def test_a_wide_row_is_a_units_whole_form() -> None:
    reading = read_row(WIDE, antal_svarande="12", kommentar="bra", nära_för_alla="", nära_för_mig="4,5")
    assert (reading.shape, reading.rows, reading.findings) == (Shape.WIDE, 1, ())
    (form,) = reading.forms
    assert (form.unit.round, form.unit.municipality, form.unit.principal) == ("2025-1", "2080", "kommun")
    assert form.unit.name == "Exempelenhet Granen"
    assert scores(form) == [4.5, None, 3, 4, 5]
    assert [answer.respondents for answer in form.answers] == [12, None, 12, 12, 12]
    assert {answer.comment for answer in form.answers} == {"bra"}
    assert [answer.statement for answer in form.answers] == [goal.statements[0] for goal in strategy().goals]


def test_long_rows_of_a_unit_make_one_form_in_the_order_of_goals() -> None:
    reading = read_rows(
        row(delmål="5", poäng="2,5"),
        row(verksamhet="Exempelenhet Talgoxen", delmål=3),
        row(verksamhet="EXEMPELENHET  granen", delmål="Nära för mig", poäng=""),
    )
    assert (reading.shape, reading.findings) == (Shape.LONG, ())
    assert [form.unit.name for form in reading.forms] == ["Exempelenhet Granen", "Exempelenhet Talgoxen"]
    assert scores(reading.forms[0]) == [None, None, None, None, 2.5]
    assert [answer.goal for answer in reading.forms[0].answers] == [1, 2, 3, 4, 5]


def test_both_shapes_give_equal_forms() -> None:
    rest = {"antal_svarande": "7", "kommentar": "två\nrader; och mer"}
    told = ["1", "2,5", "3", "4", "5"]
    wide = read_row(WIDE, **rest, **dict(zip(GOALS, told, strict=True)))
    long = read_rows(*(row(delmål=n, poäng=score, **rest) for n, score in enumerate(told, 1)))
    assert wide.forms == long.forms
    assert wide.forms[0].says_the_same_as(long.forms[0])


def test_several_rounds_and_both_principals_are_forms_of_their_own() -> None:
    reading = read_rows(
        row(WIDE),
        row(WIDE, omgång="2024"),
        row(WIDE, huvudman="region"),
        row(WIDE, kommun_kod="20", kommun="Region Dalarna", huvudman="region"),
        row(WIDE, kommun_kod="0020", kommun="", huvudman="kommun"),
        headings=WIDE,
    )
    assert reading.findings == ()
    assert [(form.unit.round, form.unit.municipality, form.unit.principal) for form in reading.forms] == [
        ("2025-1", "2080", Principal.MUNICIPALITY),
        ("2024", "2080", Principal.MUNICIPALITY),
        ("2025-1", "2080", Principal.REGION),
        ("2025-1", "0020", Principal.REGION),
        ("2025-1", "0020", Principal.MUNICIPALITY),
    ]


def test_headings_in_any_case_order_and_accents_among_other_columns() -> None:
    headings = ("Tidstämpel", "POANG", "Del mål", "Enhet", "Huvudman ", "Kommun", "Namn", "OMGÅNG", "E-post")
    reading = read_rows(
        ["2025-06-01 10.11", "3.5", "2", "Exempelenhet Eken", "Region", "MORA", "x", "ht25", "y"],
        headings=headings,
    )
    assert reading.findings == ()
    unit = reading.forms[0].unit
    assert (unit.round, unit.municipality, unit.principal) == ("2025-2", "2062", "region")
    assert scores(reading.forms[0]) == [None, 3.5, None, None, None]


def test_rows_are_numbered_as_the_spreadsheet_shows_them() -> None:
    rows = [[], list(LONG), [""], row(kommentar="två\nrader"), [], row(delmål="2", poäng="9")]
    assert [finding.row for finding in read(csv_file(rows)).findings] == [6]
    book = [[None], list(LONG), [None], row(), [None], row(delmål="2", poäng=9)]
    assert [finding.row for finding in read(xlsx_file(book)).findings] == [6]


def test_entries_tell_the_rows_that_can_be_stored() -> None:
    reading = read_rows(row(), row(delmål="2", poäng="9"), row(delmål="3"))
    assert [entry.row for entry in reading.entries] == [2, 4]
    assert reading.rows == 3


def test_a_workbook_is_read_with_its_numbers_dates_and_stored_values() -> None:
    def fill(book: object) -> None:
        notes = book.add_worksheet("Tomt")
        sheet = book.add_worksheet("Svar")
        day = book.add_format({"num_format": "mmm-yy"})
        sheet.write_row(2, 1, WIDE)
        sheet.write_datetime(4, 1, dt.datetime(2025, 1, 1), day)
        sheet.write_number(4, 2, 20)
        sheet.write_formula(4, 4, '=LOWER("KOMMUN")', None, "kommun")
        sheet.write_string(4, 5, "Exempelenhet Eken")
        for column, score in enumerate([1, 2.5, "3,5", "", 5], 6):
            sheet.write(4, column, score)
        sheet.write_formula(4, 7, "=AVERAGE(2,3)", None, 2.5)
        sheet.write_number(4, 11, 12.0)
        book.add_worksheet("Mer").write_row(0, 0, LONG)
        notes.set_column(0, 0, 20)

    reading = read(written(fill), "svar.xlsx")
    (form,) = reading.forms
    assert form.unit.municipality == "0020"
    assert form.unit.round == "2025-1"
    assert scores(form) == [1, 2.5, 3.5, None, 5]
    assert [answer.respondents for answer in form.answers] == [12, 12, 12, None, 12]
    (warning,) = reading.findings
    assert (warning.row, warning.column, warning.value) == (5, "omgång", "2025-01-01")
    assert reading.errors == ()


def test_a_year_typed_as_a_number_is_a_round() -> None:
    for cell in (2025, 2025.0, "2025"):
        assert read(xlsx_file([LONG, row(omgång=cell)])).forms[0].unit.round == "2025"


def test_what_a_table_program_makes_of_whole_numbers_is_understood() -> None:
    """A column of whole numbers with a gap comes out of pandas, and of R, with decimals."""
    reading = read_row(omgång="2025.0", kommun_kod="2080.0", delmål="2.0", poäng="4.0", antal_svarande="9.0")
    assert reading.findings == ()
    assert reading.forms[0].answers[1].respondents == 9


def test_the_file_is_known_by_the_hash_of_its_content() -> None:
    content = csv_file([LONG, row()])
    reading = read(content, "min fil.csv")
    assert (reading.name, reading.hash) == ("min fil.csv", hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("headings", [LONG, WIDE])
@pytest.mark.parametrize("again", [{}, {"verksamhet": " exempelenhet  GRANEN"}, {"kommun_kod": ""}])
def test_a_row_that_says_again_what_another_said_is_told(
    headings: tuple[str, ...], again: dict[str, str]
) -> None:
    reading = read_rows(row(headings), [], row(headings, **again), headings=headings)
    (error,) = reading.errors
    assert (error.row, error.column) == (4, "verksamhet")
    assert "på rad 2" in error.message


@pytest.mark.parametrize(
    "other", [{"omgång": "2025-2"}, {"huvudman": "region"}, {"kommun_kod": "2062", "kommun": "Mora"}]
)
def test_the_same_unit_in_another_round_place_or_principal_is_no_double(other: dict[str, str]) -> None:
    assert read_rows(row(WIDE), row(WIDE, **other), headings=WIDE).findings == ()


def test_the_same_answer_with_its_statement_written_out_is_a_double() -> None:
    statement = strategy().goal(1).statements[0]
    (error,) = read_rows(row(), row(påstående=statement.upper())).errors
    assert "på rad 2" in error.message


def test_an_own_statement_is_told_once_and_kept_beside_the_forms() -> None:
    reading = read_rows(
        row(påstående="Vi provar annat"),
        row(),
        row(verksamhet="Exempelenhet Eken", påstående="vi provar  annat"),
    )
    assert reading.errors == ()
    assert [warning.row for warning in reading.warnings] == [2]
    assert [answer.statement for answer in reading.forms[0].answers if answer.goal == 1] == [
        "Vi provar annat",
        strategy().goal(1).statements[0],
    ]


def test_a_statement_of_another_sub_goal_is_a_contradiction() -> None:
    (error,) = read_row(delmål="1", påstående=strategy().goal(3).statements[0]).errors
    assert (error.row, error.column) == (2, "påstående")
    assert "Nära i hela Dalarna" in error.message


def test_a_form_without_any_score_is_a_form() -> None:
    reading = read_row(WIDE, **dict.fromkeys(GOALS, ""))
    assert reading.findings == ()
    assert scores(reading.forms[0]) == [None] * 5


def test_a_score_that_is_not_there_has_no_respondents() -> None:
    reading = read_row(poäng="", antal_svarande="12", kommentar="ej relevant")
    assert reading.findings == ()
    answer = reading.forms[0].answers[0]
    assert (answer.score, answer.respondents, answer.comment) == (None, None, "ej relevant")


def test_the_projects_own_export_of_scores_is_read() -> None:
    headings = ["round", "municipality", "principal", "unit", "goal", "statement", "score", "respondents"]
    told = ["2025-1", "0020", "region", "Exempelenhet Eken", "2", "", "4.5", "", "'=bra", "7"]
    reading = read(csv_file([[*headings, "comment", "submission"], told], delimiter=","))
    assert reading.errors == ()
    answer = reading.forms[0].answers[1]
    assert (answer.score, answer.comment) == (4.5, "=bra")
