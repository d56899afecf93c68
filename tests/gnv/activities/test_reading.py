"""Sound files as people's programs write them, and rows with something to mend or to look at."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib

import pytest

from gnv.activities.columns import COLUMNS
from gnv.activities.form import State
from gnv.activities.reading import read_form
from gnv.intake.choices import Principal
from gnv.tabular.findings import Severity
from tests.gnv.activities.made import HEADINGS, activity, read, read_row, read_rows, row
from tests.gnv.assessment.filled import TODAY, areas, strategy
from tests.gnv.tabular.files import csv_file, written, xlsx_file


def test_a_row_is_an_activity() -> None:
    reading = read_row(
        resultat="400 besök",
        vad_gick_bra="två\nrader; och mer",
        vad_var_svårt="lokalen",
        bedömning_mot_delmålet="Bidrar",
        plan="Faluns lokala plan",
    )
    assert (reading.rows, reading.findings) == (1, ())
    assert reading.forms == (
        activity(
            result="400 besök",
            went_well="två\nrader; och mer",
            was_hard="lokalen",
            judgement="Bidrar",
            plan="Faluns lokala plan",
        ),
    )


def test_headings_in_any_case_order_and_accents_among_other_columns() -> None:
    headings = ("Slutdatum", "STATUS", "Titel", "Kommun", "Delmal", "Huvudmän", "Start", "Anteckning")
    reading = read_rows(
        ["", "Klar", "Rond på distans", "MORA", "4", "båda", "1 februari 2024", "x"], headings=headings
    )
    assert reading.findings == ()
    (form,) = reading.forms
    assert (form.id, form.municipality, form.state, form.ends) == (
        "rond-pa-distans",
        "2062",
        State.DONE,
        None,
    )
    assert form.principals == tuple(Principal)
    assert reading.told == {"ends", "state", "title", "name", "goals", "principals", "starts"}


def test_a_workbook_is_read_with_its_days_numbers_and_stored_values() -> None:
    def fill(book: object) -> None:
        sheet = book.add_worksheet("Aktiviteter")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, row(kommun_kod=20, kommun="", delmål=1.5, slutar=None))
        sheet.write_datetime(1, HEADINGS.index("startar"), dt.datetime(2025, 3, 1), day)
        sheet.write_number(1, HEADINGS.index("slutar"), 46081)

    reading = read(written(fill), "aktiviteter.xlsx")
    assert reading.findings == ()
    (form,) = reading.forms
    assert (form.municipality, form.goals, form.serves_all) == ("0020", (1, 5), True)
    assert (form.starts, form.ends) == (dt.date(2025, 3, 1), dt.date(2026, 2, 28))


def test_a_month_begins_with_its_first_day_and_ends_with_its_last_and_is_told() -> None:
    reading = read_row(startar="mars 2025", slutar="februari 2026")
    assert reading.forms == (activity(),)
    assert [(each.column, each.severity) for each in reading.findings] == [
        ("startar", Severity.WARNING),
        ("slutar", Severity.WARNING),
    ]
    assert "2026-02-28" in reading.findings[1].message


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        (
            {"startar": "2026-03-01", "slutar": "2025-03-01"},
            "slutar",
            "2025-03-01 ligger före starten 2026-03-01",
        ),
        ({"startar": "2020-01-01", "slutar": "2022-06-30"}, "slutar", "före strategins start 2022-07-01"),
        ({"startar": "2030-01-02", "slutar": ""}, "startar", "efter strategins slut 2030-01-01"),
        ({"startar": "1925-03-01"}, "startar", "långt utanför"),
        ({"slutar": "2205-03-01"}, "slutar", "långt utanför"),
        ({"startar": "snart"}, "startar", "”snart” är inget datum"),
        ({"startar": ""}, "startar", "är tom"),
        ({"delmål": "6"}, "delmål", "”6” är inget delmål"),
        ({"delmål": ""}, "delmål", "är tom"),
        ({"läge": "kanske"}, "läge", "”kanske” är inget läge"),
        ({"läge": ""}, "läge", "är tom"),
        ({"huvudman": "privat"}, "huvudman", "är ingen huvudman"),
        ({"huvudman": ""}, "huvudman", "är tom"),
        ({"kommun": "Uppsala", "kommun_kod": ""}, "kommun", "ligger inte i Dalarna"),
        ({"kommun": "Mora"}, "kommun", "hör inte ihop med koden 2080"),
        ({"kommun": "", "kommun_kod": ""}, "kommun", "är tom"),
        ({"aktivitet": ""}, "aktivitet", "är tom"),
        ({"aktivitet": "x" * 151}, "aktivitet", "151 tecken"),
        ({"målgrupp": "x" * 201}, "målgrupp", "201 tecken"),
        ({"resultat": "x" * 2001}, "resultat", "2\u00a0001 tecken"),
        ({"id": "<b>"}, "id", "kan inte vara ett id"),
        ({"aktivitet": "=A1"}, "aktivitet", "formel"),
    ],
)
def test_what_has_to_be_mended_is_told_with_row_column_and_remedy(
    cells: dict[str, object], column: str, says: str
) -> None:
    reading = read_rows(row(aktivitet="En annan"), row(**cells))
    (error,) = reading.errors
    assert (error.row, error.column) == (3, column)
    assert says in error.message
    assert error.remedy.endswith(".")
    assert [form.title for form in reading.forms] == ["En annan"]


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"resultat": "=1+1"}, "resultat", "likhetstecken"),
        ({"vad_gick_bra": "<script>alert(1)</script>"}, "vad gick bra", "webbsidor"),
        ({"plan": "[x](javascript:y)"}, "plan", "webbsidor"),
        ({"aktivitet": "Träff <img src=x>"}, "aktivitet", "webbsidor"),
        ({"målgrupp": "19121212-1212"}, "målgrupp", "personnummer"),
        ({"ansvarig_funktion": "Anna Andersson"}, "ansvarig funktion", "person"),
        ({"ansvarig_funktion": "a@example.org"}, "ansvarig funktion", "e-post"),
        ({"läge": "planerad"}, "läge", "starten 2025-03-01 har varit"),
        ({"startar": "2025-12-01"}, "läge", "startar först 2025-12-01"),
        ({"startar": "2025-12-01", "läge": "klar"}, "läge", "startar först"),
        ({"slutar": "2025-10-31"}, "läge", "slutet 2025-10-31 har varit"),
        ({"startar": "4/3 2025"}, "startar", "lästes som 2025-03-04"),
    ],
)
def test_what_ought_to_be_looked_at_is_told_and_stored(
    cells: dict[str, object], column: str, says: str
) -> None:
    reading = read_row(**cells)
    (warning,) = reading.findings
    assert (warning.row, warning.column, warning.severity) == (2, column, Severity.WARNING)
    assert says in warning.message
    assert warning.remedy
    assert len(reading.forms) == 1


def test_hostile_texts_are_kept_as_they_are() -> None:
    told = {"resultat": '=HYPERLINK("http://x")', "vad_var_svårt": "<b onclick=x>&amp;\n@SUM(1)"}
    (form,) = read_row(**told).forms
    assert (form.result, form.was_hard) == tuple(told.values())


@pytest.mark.parametrize(
    ("state", "day"), [("planerad", "2025-11-03"), ("pågår", "2025-11-03"), ("avbruten", "2024-01-01")]
)
def test_a_state_that_goes_with_its_days_is_of_no_concern(state: str, day: str) -> None:
    assert read_row(läge=state, startar=day, slutar="").findings == ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"aktivitet": "TRÄFFPUNKT  för äldre", "kommun_kod": ""}),
        ({"id": "a"}, {"id": "a", "aktivitet": "Annat"}),
        ({"id": "a"}, {}),
        ({}, {"id": "a"}),
    ],
)
def test_a_row_about_the_same_activity_as_another_is_told(
    first: dict[str, str], second: dict[str, str]
) -> None:
    (error,) = read_rows(row(**first), row(**second)).errors
    assert (error.row, error.column) == (3, "aktivitet")
    assert "på rad 2" in error.message


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"kommun_kod": "2062", "kommun": "Mora"}),
        ({}, {"kommun_kod": "0020", "kommun": ""}),
        ({}, {"aktivitet": "Annat"}),
        ({"id": "a"}, {"id": "b"}),
        ({"id": "a"}, {"id": "a", "kommun_kod": "2062", "kommun": ""}),
    ],
)
def test_the_same_title_elsewhere_or_with_another_id_is_no_double(
    first: dict[str, str], second: dict[str, str]
) -> None:
    assert read_rows(row(**first), row(**second)).findings == ()


@pytest.mark.parametrize("required", ["aktivitet", "delmål", "huvudman", "startar", "läge"])
def test_a_missing_column_is_told_once(required: str) -> None:
    kept = [name for name in HEADINGS if name != required]
    reading = read_rows(row(kept), row(kept), headings=kept)
    (error,) = reading.errors
    assert (error.row, error.column) == (1, required)
    assert reading.forms == ()


def test_neither_code_nor_name_of_the_municipality_is_told_once() -> None:
    kept = [name for name in HEADINGS if name not in ("kommun", "kommun_kod")]
    (error,) = read_rows(row(kept), row(kept, aktivitet="Annat"), headings=kept).errors
    assert "kommun_kod" in error.remedy


def test_the_other_columns_may_be_missing() -> None:
    kept = ("aktivitet", "delmål", "kommun", "huvudman", "startar", "läge")
    reading = read_row(kept)
    assert reading.findings == ()
    assert reading.forms == (dataclasses.replace(activity(ends=None), target_group="", responsible=""),)


def test_the_file_is_known_by_the_hash_of_its_content() -> None:
    content = csv_file([HEADINGS, row()])
    assert read(content, "min fil.csv").hash == hashlib.sha256(content).hexdigest()
    assert read(xlsx_file([HEADINGS, row()])).forms == (activity(),)


def test_a_form_on_a_page_passes_the_same_gate() -> None:
    said = dict(zip((column.key for column in COLUMNS), row(), strict=True))
    reading = read_form(said, strategy(), areas(), TODAY)
    assert (reading.forms, reading.findings) == ((activity(),), ())
    assert reading.told == {column.key for column in COLUMNS}
    wrong = read_form({**said, "starts": dt.date(2027, 1, 1)}, strategy(), areas(), TODAY)
    assert [each.column for each in wrong.errors] == ["slutar"]
    empty = read_form({}, strategy(), areas(), TODAY)
    assert {each.column for each in empty.errors} == {
        "aktivitet",
        "delmål",
        "kommun",
        "huvudman",
        "startar",
        "läge",
    }
