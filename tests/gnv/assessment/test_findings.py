"""Bad input: each kind has its own clear sentence, with row, column, value and remedy, all at once."""

from __future__ import annotations

import datetime as dt

import pytest

from gnv.problems import ProblemError
from gnv.tabular.findings import Severity
from tests.gnv.assessment.filled import GOALS, LONG, WIDE, read, read_row, read_rows, row
from tests.gnv.tabular.files import csv_file, saved, unzipped, xlsx_file, zipped

WRONG = {
    "off the scale": ({"poäng": "7"}, "poäng", "7 ligger utanför skalan 1–5."),
    "below the scale": ({"poäng": "0,5"}, "poäng", "0,5 ligger utanför skalan 1–5."),
    "no number": ({"poäng": "bra"}, "poäng", "”bra” är inte ett tal."),
    "a date made of a score": ({"poäng": "04-maj"}, "poäng", "”04-maj” är ett datum, inte ett tal"),
    "a formula as score": ({"poäng": "=A1+1"}, "poäng", "är en formel utan sparat värde"),
    "unknown code": ({"kommun_kod": "9999", "kommun": ""}, "kommun_kod", "9999 är ingen kommunkod."),
    "no code": ({"kommun_kod": "Falun"}, "kommun_kod", "är inte en kod med 4 siffror"),
    "unknown municipality": (
        {"kommun_kod": "", "kommun": "Fallun"},
        "kommun",
        "”Fallun” är ingen kommun. Menas Falun?",
    ),
    "code and name disagree": (
        {"kommun": "Mora"},
        "kommun",
        "Mora hör inte ihop med koden 2080 (Falun).",
    ),
    "outside the county": (
        {"kommun_kod": "", "kommun": "Gävle"},
        "kommun",
        "Gävle (2180) ligger inte i Dalarna.",
    ),
    "code outside the county": ({"kommun_kod": "0180", "kommun": ""}, "kommun_kod", "Stockholm (0180)"),
    "no municipality": ({"kommun_kod": "", "kommun": ""}, "kommun", "är tom."),
    "unknown sub-goal": ({"delmål": "6"}, "delmål", "”6” är inget delmål."),
    "no sub-goal": ({"delmål": ""}, "delmål", "är tom."),
    "unknown principal": ({"huvudman": "privat"}, "huvudman", "”privat” är ingen huvudman."),
    "no principal": ({"huvudman": " "}, "huvudman", "är tom."),
    "unknown round": ({"omgång": "2025-3"}, "omgång", "”2025-3” är ingen omgång."),
    "a round long ago": ({"omgång": "1925"}, "omgång", "”1925” är ingen omgång."),
    "no round": ({"omgång": ""}, "omgång", "är tom."),
    "no unit": ({"verksamhet": ""}, "verksamhet", "är tom."),
    "a formula as unit": ({"verksamhet": "=B2"}, "verksamhet", "”=B2” är en formel"),
    "a long unit": ({"verksamhet": "x" * 121}, "verksamhet", "är 121 tecken, högst 120."),
    "respondents in words": ({"antal_svarande": "tolv"}, "antal_svarande", "”tolv” är inte ett tal."),
    "half a respondent": ({"antal_svarande": "1,5"}, "antal_svarande", "är inte ett helt tal"),
    "a long comment": ({"kommentar": "x" * 2001}, "kommentar", "högst 2\u00a0000."),
    "a long statement": ({"påstående": "x" * 501}, "påstående", "högst 500."),
}


@pytest.mark.parametrize(("cells", "column", "says"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_in_a_cell_is_told_in_its_own_words(
    cells: dict[str, object], column: str, says: str
) -> None:
    reading = read_row(**cells)
    (error,) = reading.findings
    assert (error.row, error.column, error.severity) == (2, column, Severity.ERROR)
    assert says in error.message
    assert error.value == str(cells.get(column, "")).strip()
    assert error.remedy.endswith(".")
    assert (reading.forms, reading.entries, reading.rows) == ((), (), 1)


@pytest.mark.parametrize(
    ("cells", "column", "says"),
    [
        ({"kommentar": "Ring 19121212-1212"}, "kommentar", "personnummer"),
        ({"verksamhet": "Enhet 121212-1212"}, "verksamhet", "personnummer"),
        ({"kommentar": "<script>alert(1)</script>"}, "kommentar", "kod för webbsidor"),
        ({"verksamhet": "<b onclick='javascript:x'>"}, "verksamhet", "kod för webbsidor"),
        ({"kommentar": "=HYPERLINK(A1)"}, "kommentar", "likhetstecken"),
        ({"omgång": "jan-25"}, "omgång", "lästes som 2025-1"),
        ({"omgång": "2025-02"}, "omgång", "en månad och lästes som 2025-2"),
    ],
)
def test_what_ought_to_be_looked_at_is_told_and_kept_as_it_stands(
    cells: dict[str, str], column: str, says: str
) -> None:
    reading = read_row(**cells)
    (warning,) = reading.findings
    assert (warning.row, warning.column, warning.value) == (2, column, cells[column])
    assert says in warning.message
    assert reading.errors == ()
    (form,) = reading.forms
    kept = {"kommentar": form.answers[0].comment, "verksamhet": form.unit.name}
    assert column == "omgång" or kept[column] == cells[column]


def test_an_own_statement_is_looked_at_as_every_text() -> None:
    warnings = read_row(påstående="<script>19121212-1212</script>").warnings
    assert {warning.column for warning in warnings} == {"påstående"}
    assert len(warnings) == 3  # it is an own one, it has code, and a number


def test_everything_is_told_at_once_in_the_order_of_rows() -> None:
    reading = read_rows(
        row(poäng="7", huvudman="privat", kommentar="121212-1212"),
        row(delmål="2"),
        row(delmål="9", omgång="x"),
    )
    assert [(each.row, each.column) for each in reading.findings] == [
        (2, "huvudman"),
        (2, "poäng"),
        (2, "kommentar"),
        (4, "omgång"),
        (4, "delmål"),
    ]
    assert [each.column for each in reading.warnings] == ["kommentar"]
    assert [form.unit.name for form in reading.forms] == ["Exempelenhet Granen"]


def test_each_score_of_a_wide_row_is_told_by_its_sub_goal() -> None:
    reading = read_row(WIDE, nära_för_mig="6", nära_till_hälsa="04-maj")
    assert [(each.row, each.column, each.value) for each in reading.errors] == [
        (2, GOALS[0], "6"),
        (2, GOALS[4], "04-maj"),
    ]


def test_a_workbooks_cells_are_told_as_a_swede_sees_them() -> None:
    rows = [LONG, row(poäng=7.5), row(delmål=2, poäng=dt.date(2025, 5, 4)), row(delmål=3, poäng=8.0)]
    assert [each.value for each in read(xlsx_file(rows)).errors] == ["7,5", "2025-05-04", "8"]


def test_a_formula_that_was_never_computed_is_told_with_its_text() -> None:
    (error,) = read(xlsx_file([LONG, row(poäng="=1+1")])).errors
    assert (error.column, error.value) == ("poäng", "=1+1")
    assert "formel utan sparat värde" in error.message


def test_a_decimal_comma_between_commas_is_told() -> None:
    content = (",".join(LONG) + "\n2025-1,2080,,kommun,Exempelenhet Granen,1,,4,5,,\n").encode()
    assert "citattecken" in read(content).errors[0].remedy


def test_a_text_that_grows_when_it_is_composed_is_told_and_not_raised() -> None:
    (error,) = read_row(kommentar="\ufb2c" * 5000).errors
    assert error.column == "kommentar"


REFUSED = {
    "a long name of a unit": (csv_file([LONG, row(verksamhet="x" * 10_000)]), "rad 2, kolumn E: cellen har"),
    "no bytes": (b"", "filen är tom"),
    "only headings": (csv_file([LONG]), "rubriker men inga rader"),
    "a PDF": (b"%PDF-1.7\n1 0 obj\n", "en PDF"),
    "an old xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "gamla format"),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "skyddad med lösenord",
    ),
    "macros": (zipped({**unzipped(xlsx_file()), "xl/vbaProject.bin": b"x"}), "gjord för makron"),
    "a zip bomb": (zipped({**unzipped(xlsx_file()), "xl/media/x.png": bytes(6_000_000)}), "orimligt stor"),
    "an open quote": (csv_file([LONG]) + b'2025;"2080;;\n', "citattecknen"),
}


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_such_file_is_refused_whole_under_its_name(content: bytes, says: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read(content, "svar.csv")
    assert caught.value.problem.what.startswith("svar.csv: ")
    assert says in caught.value.problem.what
    assert caught.value.problem.remedy


def test_a_workbook_of_only_headings_is_refused_whatever_hidden_sheets_hold() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(list(LONG))
    lists = book.create_sheet("Listor")
    lists.append(["kommun"])
    lists.append(["Falun"])
    lists.sheet_state = "hidden"
    with pytest.raises(ProblemError, match="inga rader"):
        read(saved(book))
