from __future__ import annotations

import pytest

from gnv.tabular.columns import Column, Record, match, normal
from gnv.tabular.findings import Finding, Severity
from gnv.tabular.reading import read_sheet
from tests.gnv.tabular.files import xlsx_file

COLUMNS = (
    Column("round", "omgång", required=True),
    Column("code", "kommun_kod", also=("kod", "kommunens kod")),
    Column("score", "poäng", required=True),
    Column("comment", "kommentar"),
)


def matched(text: str):
    return match(read_sheet(text.encode(), "svar.csv"), COLUMNS)


@pytest.mark.parametrize(
    ("heading", "plain"),
    [
        ("Kommun_Kod ", "kommunkod"),
        (" OMGÅNG", "omgang"),
        ("omga\u030ang", "omgang"),
        ("Nära för mig!", "naraformig"),
        ("Antal\n(svarande)\u00a0", "antalsvarande"),
        ("Straße ﬁ 1:a", "strassefi1a"),
        (" – ", ""),
    ],
)
def test_headings_are_compared_by_letters_and_digits_alone(heading, plain):
    assert normal(heading) == plain


def test_headings_match_in_any_case_and_order_and_others_are_left_out():
    records, findings = matched("Annat;POÄNG;Kommunens_kod;;omgang\nx;4,5;2080;y;2025\n;3\n")
    assert records == [
        Record(2, {"round": "2025", "code": "2080", "score": "4,5"}),
        Record(3, {"round": None, "code": None, "score": "3"}),
    ]
    assert findings == []


def test_every_missing_column_is_told_with_the_headings_there_are():
    _, findings = matched("a;b;kommentar\n1;2;3\n")
    assert [(finding.row, finding.column) for finding in findings] == [(1, "omgång"), (1, "poäng")]
    assert str(findings[1]) == (
        "rad 1: poäng saknas bland rubrikerna. Lägg till kolumnen poäng. Filens rubriker är: a, b, kommentar."
    )


def test_a_long_list_of_headings_is_cut():
    _, findings = matched(";".join(f"k{number}" for number in range(40)) + "\n1;2\n")
    assert "k11, och 28 till." in findings[0].remedy


def test_two_headings_that_mean_the_same_are_told_and_the_first_is_used():
    records, findings = matched("omgång;Poäng;kod;poang;kommun kod\n2025;1;2080;2;2081\n")
    assert records[0].cells["score"] == "1"
    assert [str(finding) for finding in findings] == [
        "rad 1: kommun_kod står i flera kolumner: C (”kod”) och E (”kommun kod”). Behåll en av dem.",
        "rad 1: poäng står i flera kolumner: B (”Poäng”) och D (”poang”). Behåll en av dem.",
    ]


@pytest.mark.parametrize("row", ["2025,4,5,bra", "2025,4,5,"])
def test_a_decimal_comma_between_commas_is_told_and_not_read_as_two_cells_in_silence(row):
    _, findings = matched(f"omgång,poäng,kommentar\n2025,3,nej\n{row}\n")
    assert [finding.row for finding in findings] == [3]
    assert findings[0].severity is Severity.ERROR
    assert str(findings[0]).startswith("rad 3: raden har 4 celler men det finns 3 rubriker. Ett värde")


def test_empty_cells_at_the_end_and_short_rows_are_no_mistake():
    assert matched("omgång;poäng\n2025;3;;\n2025\n")[1] == []


def test_notes_beside_the_table_in_a_workbook_are_left_out():
    sheet = read_sheet(xlsx_file([["omgång", "poäng"], [2025, 3, None, "obs!"]]), "svar.xlsx")
    assert match(sheet, COLUMNS) == ([Record(2, {"round": 2025, "score": 3})], [])


def test_headings_that_are_numbers_are_texts_too():
    sheet = read_sheet(xlsx_file([["omgång", 2025, None], [1, 2, 3]]), "svar.xlsx")
    assert match(sheet, [Column("year", "2025")])[0] == [Record(2, {"year": 2})]


def test_a_finding_reads_as_a_sentence():
    finding = Finding(17, "poäng", "7", "7 ligger utanför skalan 1–5.", "Rätta värdet.")
    assert str(finding) == "rad 17: poäng 7 ligger utanför skalan 1–5. Rätta värdet."
    assert finding.severity is Severity.ERROR
    assert str(Finding(0, "", "", "Den är gammal.", "")) == "filen: Den är gammal."
