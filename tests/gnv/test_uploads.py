from __future__ import annotations

from collections import Counter

import pytest

from gnv import uploads
from gnv.assessment.form import Answer
from gnv.assessment.preview import Difference, preview
from gnv.intake.change import Change
from gnv.ledger.submissions import Standing
from gnv.tabular.findings import Finding, Severity
from tests import analyst
from tests.gnv.assessment.filled import read, read_rows, row, strategy
from tests.gnv.assessment.forms import form

HOSTILE = '=1+1 <script>alert(1)</script> [x](javascript:y)\n"z"'


def wrong(number: int, message: str = "är tom.", column: str = "poäng", value: str = "") -> Finding:
    return Finding(number, column, value, message, "Rätta den.")


def weighed(reading, before=None, areas=None):
    stands = {form.unit.key: Standing(1, form) for form in before.forms} if before else {}
    return preview(reading, stands, areas)


def test_a_file_is_told_by_its_rows_units_places_and_rounds(areas):
    said = uploads.file_text(read(analyst.as_csv(analyst.rows(areas))))
    assert said == "41 rader, 12 verksamheter i 9 kommuner, hösten 2025, en rad per svar"


def test_one_of_each_is_told_in_the_singular_and_the_region_is_no_municipality():
    reading = read_rows(row(kommun_kod="0020", kommun="", huvudman="region"))
    assert uploads.file_text(reading).startswith("1 rad, 1 verksamhet i Region Dalarna, våren 2025")
    both = read_rows(row(), row(kommun_kod="0020", kommun="", omgång="2024"))
    assert "i 1 kommun och Region Dalarna, 2024 och våren 2025" in uploads.file_text(both)


def test_a_file_of_which_nothing_can_be_stored_is_told_by_its_rows():
    assert uploads.file_text(read_rows(row(poäng=7))) == "1 rad, en rad per svar"


def test_the_standard_of_the_issue_is_met_to_the_letter(areas):
    before = read(analyst.as_csv(analyst.earlier(areas)))
    mended = weighed(read(analyst.as_csv(analyst.rows(areas))), before, areas)
    assert uploads.preview_text(mended) == "9 nya, 2 ändrade, 30 oförändrade"
    assert uploads.publish_text(mended) == "Publicera 9 nya och 2 ändrade rader"
    dropped = read(analyst.as_csv(analyst.mistaken(areas)))
    assert uploads.errors_headline(dropped, dropped.errors) == "3 rader kan inte lagras"
    assert uploads.first_error(dropped.errors) == "rad 17: poäng 7 ligger utanför skalan 1–5"
    rest = weighed(uploads.sound_part(dropped, dropped.errors), before, areas)
    assert uploads.sound_text(rest).startswith("38 rader är rätt ifyllda: ")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({Change.NEW: 1}, "1 ny"),
        ({Change.CHANGED: 1, Change.UNCHANGED: 1}, "1 ändrad, 1 oförändrad"),
        ({Change.NEW: 1997}, "1\u00a0997 nya"),
        ({}, ""),
    ],
)
def test_rows_that_are_not_there_are_not_told_of(rows, said):
    assert uploads.rows_text(Counter(rows)) == said


def test_answers_that_fall_away_are_told_of_even_where_no_row_changes(areas):
    before = read_rows(row(), row(delmål=2))
    found = weighed(read_rows(row()), before, areas)
    assert uploads.preview_text(found) == "1 oförändrad; 1 svar faller bort"
    assert uploads.publish_text(found) == "Publicera: 1 svar faller bort"
    [told] = uploads.difference_rows(found.differences, strategy(), areas)
    assert told == [
        "ingen rad",
        "Falun",
        "Exempelenhet Granen",
        "våren 2025",
        "Nära för alla",
        "4 poäng",
        "faller bort",
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"poäng": 3}, {"poäng": "3,5"}, ["3 poäng", "3,5 poäng"]),
        ({"antal_svarande": 5}, {"antal_svarande": 6}, ["5 svarande", "6 svarande"]),
        ({"kommentar": "bra"}, {"kommentar": ""}, ["”bra”", "–"]),
        ({"kommentar": "a", "poäng": 2}, {"poäng": "", "kommentar": "a"}, ["2 poäng", "–"]),
        ({"poäng": 2}, {"poäng": ""}, ["2 poäng", "faller bort"]),
    ],
)
def test_a_change_is_told_from_what_to_what_and_no_more(before, after, told, areas):
    found = weighed(read_rows(row(**after)), read_rows(row(**before)), areas)
    [line] = uploads.difference_rows(found.differences, strategy(), areas)
    assert line[0] == "rad 2"
    assert line[-2:] == told


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (Answer(2, "", 2.0, 7, "bra"), ["–", "2 poäng, 7 svarande, ”bra”"]),
        (Answer(2, "", 2.0), ["–", "2 poäng"]),
    ],
)
def test_an_answer_that_is_added_is_told_from_nothing_once(after, told, areas):
    added = Difference(2, form().unit, Answer(2, "", None), after)
    [line] = uploads.difference_rows([added], strategy(), areas)
    assert line[-2:] == told


def test_rounds_are_told_in_the_order_of_time():
    assert (
        uploads.rounds_text(["2025", "2025-2", "2024", "2025-1"]) == "2024, våren 2025, 2025 och hösten 2025"
    )


def test_a_statement_of_the_units_own_is_named_beside_its_goal(areas):
    own = {"påstående": "Ett eget påstående"}
    found = weighed(read_rows(row(poäng=1, **own)), read_rows(row(poäng=2, **own)), areas)
    [line] = uploads.difference_rows(found.differences, strategy(), areas)
    assert line[4] == "Nära för mig: Ett eget påstående"


def test_shares_say_what_each_municipality_gets(areas):
    before = read_rows(row(), row(delmål=2))
    found = weighed(read_rows(row(poäng=1), row(kommun_kod="2034", kommun="Orsa")), before, areas)
    assert uploads.share_rows(found, areas) == [
        ["Falun", "1", "–", "1", "–", "1"],
        ["Orsa", "1", "1", "–", "–", "–"],
    ]


def test_a_unit_with_answers_in_several_rounds_is_one_unit_of_its_municipality(areas):
    found = weighed(read_rows(row(omgång="2024"), row(omgång="2025")), areas=areas)
    assert uploads.share_rows(found, areas) == [["Falun", "1", "2", "–", "–", "–"]]


def test_few_findings_are_all_shown_in_their_order():
    found = [wrong(number) for number in range(2, 32)]
    assert [line[0] for line in uploads.finding_rows(found)] == [f"rad {number}" for number in range(2, 32)]


def test_the_same_mistake_on_many_rows_is_a_few_lines_and_a_count():
    found = [wrong(number, f"{number} ligger utanför skalan 1–5.") for number in range(2, 2002)]
    found.append(wrong(2002, "”x” är ingen kommun.", "kommun"))
    lines = uploads.finding_rows(found)
    assert len(lines) == 5
    assert lines[3][0] == "… och 1\u00a0997 till"
    assert lines[4][0] == "rad 2002"


def test_mistakes_of_endless_kinds_are_counted_too():
    found = [wrong(number, "är tom.", f"kolumn {'x' * number}") for number in range(1, 101)]
    lines = uploads.finding_rows(found)
    assert len(lines) < 20
    assert lines[-1][0].endswith(f"och {100 - (len(lines) - 1)} till")


def test_every_finding_stands_in_the_list_to_mend_from_whole():
    long = "x" * 4000
    found = [wrong(2, value=long), Finding(0, "", "", "filen är fel.", "Gör om.", Severity.WARNING)]
    table = uploads.findings_table([*found * 30])
    assert len(table) == 60
    assert table["I cellen"][0] == long
    assert table["Rad"].isna()[1]
    assert table["Slag"].tolist()[:2] == ["fel", "varning"]


def test_what_stands_in_a_cell_is_shown_on_one_line_and_cut():
    [line] = uploads.finding_rows([wrong(2, value=HOSTILE + "x" * 5000)])
    assert len(line[2]) == 60
    assert "\n" not in line[2]


def test_a_wrong_heading_stops_the_file_and_not_some_of_its_rows():
    headings = ("omgång", "kommun", "huvudman", "verksamhet", "delmål")
    reading = read_rows(row(headings), headings=headings)
    assert reading.errors
    assert uploads.errors_headline(reading, reading.errors) == "Filen kan inte lagras"


def test_rows_of_municipalities_that_one_may_not_change_are_errors_like_others(areas):
    reading = read_rows(
        row(), row(kommun_kod="2034", kommun="Orsa"), row(kommun_kod="2034", kommun="", delmål=2)
    )
    found = uploads.refused_municipalities(reading, lambda code: code == "2080", areas)
    assert [(each.row, each.value, each.severity) for each in found] == [
        (3, "Orsa", Severity.ERROR),
        (4, "Orsa", Severity.ERROR),
    ]
    assert [form.unit.municipality for form in uploads.sound_part(reading, found).forms] == ["2080"]
    assert uploads.refused_municipalities(reading, lambda code: True, areas) == ()
