"""The words of a view: its heading, its sentences, or why it is empty."""

import pytest

from gnv.areas import REGION_DALARNA
from gnv.charts.summary import absence_text, summary, title
from gnv.kolada.provenance import Provenance, Series
from gnv.observations import Status
from gnv.strategy import Level, State
from tests.gnv.charts.test_markup import elements, read, said
from tests.gnv.test_sentences import SPREAD_OUT, in_year, indicator, told

FALUN = "2080"
HOSTILE = '<script>alert(1)</script> & "x"'


@pytest.fixture(scope="module")
def story(areas):
    return told(areas, in_year(areas.dalarna, SPREAD_OUT), cautions=("Läs med försiktighet.",))


@pytest.fixture(scope="module")
def regional(areas):
    return told(areas, in_year(areas.regions, range(60, 81)), level=Level.REGION)


def own(html: str) -> str:
    return " ".join(said(text) for text in elements(html, "p") if text.get("class") == "vald")


def test_the_heading_has_plain_name_measure_goal_and_the_strategys_name(strategy):
    goal = strategy.goals[2]
    html = title(indicator(), goal)
    assert [said(found) for found in elements(html, "h1")] == [indicator().name]
    for part in (indicator().measures, indicator().official_name, goal.name, "Delmål 3"):
        assert part in read(html).text


def test_the_summary_leads_with_the_county(story, areas):
    html = summary(story, "", areas)
    lead = elements(html, "p")[0]
    assert lead.get("class") == "huvud"
    assert "mitten av Dalarnas 15" in said(lead)
    assert "91\u00a0%" in said(elements(html, "p")[1])
    assert own(html) == ""


def test_a_chosen_municipality_has_its_own_sentences(story, areas):
    assert own(summary(story, FALUN, areas)).startswith("Falun har 78\u00a0%")
    assert "Falun" not in read(summary(story, "", areas)).text


def test_a_chosen_municipality_without_a_value_says_why(areas):
    values = in_year(areas.dalarna[1:], SPREAD_OUT[1:])
    assert "saknas i Kolada" in own(summary(told(areas, values), areas.dalarna[0], areas))


def test_notes_are_a_list(story, areas):
    assert [said(item) for item in elements(summary(story, "", areas), "li")] == ["Läs med försiktighet."]
    without = told(areas, in_year(areas.dalarna, SPREAD_OUT))
    assert elements(summary(without, "", areas), "ul") == []


def test_a_region_figure_says_whose_region_a_municipality_belongs_to(regional, areas):
    said_of = own(summary(regional, FALUN, areas))
    assert "Falun" in said_of
    assert "Region Dalarna" in said_of
    assert "\u00a0%" not in said_of


def test_region_dalarnas_sentence_is_not_said_twice(areas, regional):
    assert read(summary(regional, REGION_DALARNA, areas)).text.count("Region Dalarna har") == 1
    years = {code: {2023: 60 + i, 2024: 61 + i} for i, code in enumerate(areas.regions)}
    html = summary(told(areas, years, level=Level.REGION), REGION_DALARNA, areas)
    assert "2023" in own(html)
    assert read(html).text.count("Region Dalarna har") == 1


def test_the_region_beside_municipalities_says_its_own_value(areas, story):
    without = own(summary(story, REGION_DALARNA, areas))
    values = {**in_year(areas.dalarna, SPREAD_OUT), REGION_DALARNA: {2024: 80}}
    beside = own(summary(told(areas, values), REGION_DALARNA, areas))
    assert "inget eget värde" in without
    assert "inget eget värde" not in beside
    assert beside.startswith("Region Dalarna har 80\u00a0%")


@pytest.mark.parametrize(
    "why", [Status.IN_DEVELOPMENT, Status.ENDED, Status.NOT_FETCHED, Status.NOT_IN_KOLADA]
)
def test_an_empty_figure_says_why(why):
    html = absence_text(indicator(), why, Provenance())
    assert why.casefold() in read(html).text.casefold()
    assert indicator().measures not in read(html).text
    assert elements(html, "div")[1].get("role") == "status"


def test_an_ended_figure_says_its_last_year_and_cautions():
    ended = indicator(state=State.ENDED, last_year=2024, cautions=("Serierna fogas inte ihop.",))
    text = read(absence_text(ended, Status.ENDED, Provenance())).text
    assert "2024" in text
    assert "Serierna fogas inte ihop." in text
    assert "2024" not in read(absence_text(indicator(), Status.NOT_FETCHED, Provenance())).text


def test_a_figure_that_kolada_has_no_values_of_says_when_it_was_asked():
    known = Provenance(empty={indicator().id: "2026-11-22"})
    assert "22 november 2026" in read(absence_text(indicator(), Status.NOT_IN_KOLADA, known)).text


def test_an_ended_figure_without_values_names_a_successor_that_has_some():
    ended = indicator(state=State.ENDED, last_year=2024, successor="N78114")
    known = Provenance(kpis={"N78114": Series(22, 2025, 2025, ("2026-11-22",), ("Kolada",))})
    assert "N78114" in read(absence_text(ended, Status.ENDED, known)).text
    assert "N78114" not in read(absence_text(ended, Status.ENDED, Provenance())).text


def test_hostile_words_stay_text(strategy, areas):
    hostile = {"name": HOSTILE, "measures": HOSTILE, "official_name": HOSTILE, "cautions": (HOSTILE,)}
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT), **hostile)
    for html in (
        title(indicator(**hostile), strategy.goals[0]),
        summary(story, FALUN, areas),
        absence_text(indicator(**hostile), Status.NOT_FETCHED, Provenance()),
    ):
        seen = read(html)
        assert "script" not in [tag for tag, _ in seen.tags]
        assert HOSTILE in seen.text
