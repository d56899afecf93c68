"""The story of a sub-goal's self-assessment, and what is said and drawn of it."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable

import pandas as pd
import pytest

from gnv.areas import Areas
from gnv.assessed import tell_scores
from gnv.charts.choropleth import level_cells, level_keys
from gnv.charts.score_table import score_table
from gnv.charts.time_axis import pieces
from gnv.charts.trend import trend_lines, trend_note
from gnv.compare import Position
from gnv.observations import Observations, Status, absence
from gnv.report.exports import story_table, trend_table
from gnv.sentences import area_sentences, county_sentences, heading, notes, region_sentence
from gnv.story import Story
from gnv.strategy import Strategy
from tests.conftest import edition_of
from tests.gnv.assessment.answers import MISSING, answer, answers

TODAY = dt.date(2026, 11, 22)
Tell = Callable[..., Story]


@pytest.fixture
def told(strategy: Strategy, areas: Areas) -> Tell:
    def tell(rows: Iterable[dict[str, object]], goal: int = 1, **choices: object) -> Story:
        observations = Observations(edition_of([])).with_scores(answers(rows))
        measure = strategy.goal(goal).self_assessment
        return tell_scores(measure, observations, areas, strategy.scale, today=TODAY, **choices)

    return tell


def two_rounds() -> list[dict[str, object]]:
    """Falun has units A, B and C; A and B answered before too. Mora has one; the county's own has one."""
    return [
        answer("A", 2.0, period="2024"),
        answer("B", 3.0, period="2024"),
        answer("D", 5.0, period="2024"),
        answer("A", 3.0, period="2025-1"),
        answer("B", 4.0, period="2025-1"),
        answer("C", 2.0, period="2025-1"),
        answer("M", 4.5, municipality="2062", period="2025-1"),
        answer("L", 1.5, municipality="0020", principal="region", period="2025-1"),
        answer("O", MISSING, municipality="2034", period="2025-1"),
    ]


def test_a_municipality_has_its_units_mean_with_what_stands_behind_it(told):
    falun = told(two_rounds()).line("2080")
    assert falun.value == pytest.approx(3.0)
    assert (falun.rating.n, falun.rating.low, falun.rating.high) == (3, 2.0, 4.0)
    assert falun.rating.agreement == "samstämmigt"


def test_a_change_is_counted_over_those_who_answered_both_times(told):
    falun = told(two_rounds()).line("2080")
    assert falun.change == pytest.approx(1.0)
    assert (falun.change_from, falun.rating.change_n) == ("2024", 2)
    assert told(two_rounds()).line("2062").change is None


def test_no_score_has_a_position_or_a_rank(told):
    story = told(two_rounds())
    assert {line.position for line in story.lines} == {Position.NONE}
    assert {(line.rank, line.difference, line.to_national) for line in story.lines} == {(None, None, None)}
    assert (story.middle, story.reference, story.national) == (None, "", None)


def test_the_countys_score_is_the_mean_over_municipalities_without_those_that_serve_all(told):
    story = told(two_rounds())
    assert story.county_mean == pytest.approx((3.0 + 4.5) / 2)
    assert story.region == 1.5


def test_the_scale_is_always_whole(told):
    assert told(two_rounds()).bounds == (1.0, 5.0)


def test_who_has_not_answered_is_said_so(told):
    silent = [line for line in told(two_rounds()).lines if line.value is None]
    assert len(silent) == 13
    assert {line.status for line in silent} == {Status.NOT_ANSWERED}


@pytest.mark.parametrize(("asked", "shown"), [("", "2025-1"), ("2024", "2024"), ("2019", "2025-1")])
def test_the_latest_round_is_shown_unless_another_is_asked_for(told, asked, shown):
    story = told(two_rounds(), period=asked)
    assert (story.period, story.periods) == (shown, ("2024", "2025-1"))


def test_a_goal_without_answers_in_the_round_has_none(told):
    story = told([*two_rounds(), answer("A", 3.0, goal=2, period="2024")], goal=2)
    assert (story.period, story.with_value, story.county_mean) == ("2025-1", (), None)
    assert county_sentences(story)


def test_a_goal_that_nobody_has_answered_is_absent_and_another_is_not(strategy, areas):
    observations = Observations(edition_of([])).with_scores(answers(two_rounds()))
    assert absence(strategy.measure("sjalvskattning-1"), observations, areas) is None
    assert absence(strategy.measure("sjalvskattning-2"), observations, areas) is Status.NOT_ANSWERED


def test_scores_are_tidy_observations_per_principal_too():
    observed = Observations(edition_of([])).with_scores(answers(two_rounds()))
    now = observed.of("sjalvskattning-1").set_index(["area", "period"])
    assert now.loc[("2080", "2025-1"), ["value", "n", "time", "label"]].tolist() == [
        3.0,
        3,
        2024.75,
        "våren 2025",
    ]
    assert observed.of("sjalvskattning-1", part="region")["area"].tolist() == ["0020"]
    assert set(observed.of("sjalvskattning-1", part="kommun")["area"]) == {"2080", "2062"}


def test_key_figures_and_scores_stand_beside_each_other():
    observed = Observations(edition_of([("U23521", "2080", 2022, "T", 90.0)])).with_scores(
        answers(two_rounds())
    )
    assert observed.of("U23521")["value"].tolist() == [90.0]
    assert pd.isna(observed.of("U23521")["n"]).all()


def test_the_sentences_say_who_answered_and_how_sure_it_is(told):
    story = told(two_rounds())
    lead, span, serving = county_sentences(story)
    assert "2 av 15 kommuner" in lead
    assert "4 verksamheter" in lead
    assert "våren 2025" in lead
    assert "3,0 (Falun) till 4,5 (Mora)" in span
    assert "1,5" in serving
    own, change = area_sentences(story, "2080")
    assert "3 verksamheter, samstämmigt" in own
    assert "2 verksamheter" in change


def test_one_municipality_is_neither_all_nor_the_county(told):
    lead, own = county_sentences(told([answer("A", 3.0)]))
    assert "1 av 15 kommuner har svarat på det här delmålet" in lead
    assert own == "Falun har 3,0 på skalan 1–5."


def test_that_nobody_has_answered_is_said_of_the_sub_goal(told):
    (said,) = county_sentences(told([answer("A", 3.0)], goal=2))
    assert "ingen av de 15 kommunerna har svarat på det här delmålet" in said


def test_the_note_tells_of_a_grey_field_where_one_is_drawn(told, areas):
    assert "Grått fält" not in trend_note(told(two_rounds()))
    rows = [answer("A", 3.0, municipality=code) for code in areas.dalarna[:10]]
    assert "Grått fält" in trend_note(told(rows))


@pytest.mark.parametrize(
    ("after", "word"), [(3.4, "oförändrat"), (3.5, "Högre"), (2.5, "Lägre"), (2.6, "oförändrat")]
)
def test_a_change_below_half_a_point_is_about_unchanged(told, after, word):
    story = told([answer("A", 3.0, period="2024"), answer("A", after)])
    assert word in area_sentences(story, "2080")[1]


@pytest.mark.parametrize(("after", "shown"), [(3.4, "ungefär oförändrat (1)"), (3.5, "+0,5 (1)")])
def test_the_table_calls_a_change_what_the_sentences_do_and_sorts_by_it(told, after, shown):
    story = told([answer("A", 3.0, period="2024"), answer("A", after)])
    cell = ET.fromstring(f"<x>{score_table(story, None)}</x>").find(
        ".//tr[@data-area='2080']/td[@class='forandring']"
    )
    assert "".join(cell.itertext()) == shown
    assert float(cell.get("data-v")) == pytest.approx(after - 3.0)
    assert any("oförändrat" in note for note in story_table(story).notes)


def test_no_words_of_right_and_wrong(told):
    story = told(two_rounds())
    said = " ".join(
        [*county_sentences(story), *area_sentences(story, "2080"), score_table(story, "2080")]
    ).lower()
    assert not any(word in said for word in ("bättre", "sämre", "plats "))
    assert "inga rätta eller felaktiga svar" in " ".join(notes(story))


def test_the_countys_own_units_are_told_of_apart(told):
    assert "1,5" in region_sentence(told(two_rounds()))
    assert "2024" in region_sentence(told(two_rounds(), period="2024"))


def test_the_heading_reads_the_round_in_words(told):
    assert heading(told(two_rounds())).endswith(", våren 2025")


def test_the_map_has_the_whole_scale_and_the_silent_in_grey(told):
    story = told(two_rounds())
    cells = level_cells(story)
    assert cells["2034"].missing
    assert "ej besvarat" in cells["2034"].spoken
    assert not cells["2080"].missing
    assert [key.text for key in level_keys(story)] == ["1,0", "3,0", "5,0", "– ej besvarat, 13"]


def test_the_table_has_a_row_per_municipality_in_the_order_of_names(told):
    root = ET.fromstring(f"<x>{score_table(told(two_rounds()), '2080')}</x>")
    rows = root.findall(".//tbody/tr")
    names = [row.find("th/button").text for row in rows]
    assert len(names) == 15
    assert (names[0], names[-1]) == ("Avesta", "Älvdalen")
    falun = next(row for row in rows if row.get("data-area") == "2080")
    assert falun.get("aria-current") == "true"
    cells = {cell.get("class"): "".join(cell.itertext()) for cell in falun.findall("td")}
    assert cells["varde"] == "3,0"
    assert (cells["antal"], cells["spann"], cells["lage"]) == ("3", "2,0–4,0", "samstämmigt")
    assert cells["forandring"].startswith("+1,0")


def test_a_line_is_whole_from_round_to_round_and_cut_where_one_was_left_out(told):
    rows = [answer("A", 3.0, period=each) for each in ("2023", "2024", "2026-1")]
    rows += [answer("B", 3.0, municipality="2062", period=each) for each in ("2023", "2026-1")]
    story = told(rows)
    assert len(pieces(story, story.line("2080").series)) == 1
    assert [len(piece) for piece in pieces(story, story.line("2062").series)] == [1, 1]


def test_the_trend_names_the_countys_own_units_as_such(told):
    names = [line.name for line in trend_lines(told(two_rounds()), "0020")]
    assert names == ["Länsgemensamma verksamheter", "Dalarnas kommuner, ovägt medel"]


def test_the_downloaded_tables_tell_rounds_in_words(told):
    story = told(two_rounds())
    falun = story_table(story).frame.set_index("Kod").loc["2080"]
    assert (falun["Omgång"], falun["Poäng"], falun["Verksamheter"]) == ("våren 2025", 3.0, 3)
    assert (falun["Förändring"], falun["Svarade båda gångerna"]) == (1.0, 2)
    trend = trend_table(story, trend_lines(story, "2080")).frame
    assert trend["Omgång"].tolist() == ["2024", "våren 2025"]
    assert trend["Falun"].tolist() == pytest.approx([10 / 3, 3.0])
