"""A key figure explained: its facts, moves, remarks and revisions in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest

from gnv import compare, explained
from gnv.compare import Trend
from gnv.depth import Gendered, Jump, Move, Refreshed
from gnv.kolada.provenance import Described, Provenance, Series
from gnv.kolada.record import Outcome, Status
from gnv.strategy import Direction, Level, State, Unit
from tests.gnv.test_sentences import SPREAD_OUT, in_year, indicator, told

TODAY = dt.date(2026, 11, 22)


def by_term(made, provenance=None, story=None) -> dict[str, str]:
    found = explained.facts(made, provenance or Provenance(), TODAY, story)
    return {fact.term: " ".join(fact.said) for fact in found}


@pytest.fixture(scope="module")
def story(areas):
    return told(areas, in_year(areas.dalarna, SPREAD_OUT))


def described(**said) -> Provenance:
    fetched = Series(10, 2015, 2024, ("2026-01-01",), ("prov",))
    return Provenance(kpis={"U00001": fetched}, catalogue={"U00001": Described(**said)})


def test_koladas_own_words_stand_where_they_have_been_fetched(story):
    known = described(title="Trygga, andel (%)", description="Antal trygga delat med alla.")
    assert "Antal trygga delat med alla." in by_term(indicator(), known, story)["Koladas definition"]
    assert "sidan Om" in by_term(indicator(), Provenance(), story)["Koladas definition"]
    developing = by_term(indicator(state=State.IN_DEVELOPMENT))
    assert "inget id" in developing["Koladas definition"]
    assert "Källa" not in developing


@pytest.mark.parametrize("between", ["\\n\\n", "\n", "\r\n", r"\r\n "])
def test_koladas_paragraphs_stand_apart_however_the_break_is_written(story, between):
    known = described(title="Trygga", description=f"Antal trygga.{between}Källa: SCB.{between}")
    found = explained.facts(indicator(), known, story.today, story)
    (definition,) = (fact for fact in found if "Kolada" in fact.term)
    assert definition.said == ("Trygga.", "Antal trygga.", "Källa: SCB.")


@pytest.mark.parametrize(
    ("direction", "word"),
    [(Direction.HIGH, "Högre är"), (Direction.LOW, "Lägre är"), (Direction.NONE, "Varken")],
)
def test_the_direction_is_said_to_be_ours(direction, word):
    said = by_term(indicator(direction=direction))["Riktning"]
    assert said.startswith(word)
    assert direction is Direction.NONE or "vår" in said


def test_only_what_is_known_is_listed(story):
    assert set(by_term(indicator(), story=story)) == {
        "Mäter", "Koladas definition", "Riktning", "Enhet", "Nivå", "År", "Hämtat", "Publicering", "Källa",
    }  # fmt: skip
    full = indicator(interpretation="Vi tolkar.", cautions=("Akta.",), successor="N00002", rolling_years=3)
    said = by_term(full, story=story)
    assert {"Tolkning", "Att tänka på", "Efterträdare"} <= set(said)
    assert "2024 avser 2022–2024" in said["Enhet"]


def test_the_next_publication_is_told_or_that_it_is_waited_for():
    coming = described(period="2025", preliminary="2026-12-01", published="2027-02-03")
    assert (
        "preliminära 1 december 2026 och slutliga 3 februari 2027"
        in by_term(indicator(), coming)["Publicering"]
    )
    late = described(period="2025", published="2026-10-04")
    assert "väntas: Kolada angav 4 oktober 2026" in by_term(indicator(), late)["Publicering"]
    done = described(period="2024", published="2025-10-04")
    assert "Senast 4 oktober 2025, för 2024" in by_term(indicator(), done)["Publicering"]
    assert "sidan Om" in by_term(indicator())["Publicering"]
    ended = indicator(state=State.ENDED, last_year=2024)
    assert "upphörde 2024" in by_term(ended, late)["Publicering"]


@pytest.mark.parametrize(
    ("trend", "direction", "sign", "words"),
    [
        (Trend.RISING, Direction.HIGH, "↗", "ökar, förbättras"),
        (Trend.RISING, Direction.LOW, "↗", "ökar, försämras"),
        (Trend.FALLING, Direction.NONE, "↘", "minskar"),
        (Trend.UNSURE, Direction.HIGH, "→", "ingen säker förändring"),
        (Trend.TOO_FEW, Direction.HIGH, "·", "för få mätpunkter"),
    ],
)
def test_a_trend_has_a_sign_and_words(trend, direction, sign, words):
    said = explained.moved(indicator(direction=direction), Move(compare.Tested(trend, 8)))
    assert (said.sign, said.words) == (sign, words)


def test_a_rolling_mean_names_both_periods_and_has_no_sign(areas):
    made = indicator(rolling_years=3, decimals=1)
    assert explained.moved(made, Move(None, -2.5, 2019)) == explained.Moved("", "−2,5 sedan 2017–2019")
    assert "ingen tidigare" in explained.moved(made, Move()).words
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT), rolling_years=3)
    note = explained.moves_note(story)
    assert "2022–2024" in note
    assert "2019–2021" in note
    assert "Kendall" not in note


def test_the_trends_window_ends_with_the_year_and_begins_after_a_break(areas, story):
    assert "2015–2024" in explained.moves_note(story)
    broken = told(areas, in_year(areas.dalarna, SPREAD_OUT), breaks=(2021, 2026))
    assert "2021–2024" in explained.moves_note(broken)


def test_remarks_name_breaks_gaps_and_who_jumped(areas):
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT), breaks=(2021,))
    said = " ".join(explained.remarks(story, areas.name, without=(2019, 2020), jumping=("2080",)))
    assert "bruten vid 2021" in said
    assert "2019 och 2020" in said
    assert "Falun" in said
    assert "Små kommuner varierar mycket mellan år" in said
    assert explained.remarks(replace(story, indicator=indicator()), areas.name, without=(), jumping=()) == []


def test_an_areas_own_remarks(areas):
    values = in_year(areas.dalarna, SPREAD_OUT)
    values["2080"] = {2018: 70, 2019: 75}
    story = told(areas, values)
    line = story.line("2080")
    leaps = tuple(Jump(year, 5.0, 3.0) for year in range(2012, 2018))
    said = " ".join(explained.own_remarks(story, line, (2024,), leaps, jumping=False))
    assert "Falun saknar värde 2024" in said
    assert "värden finns för 2018 och 2019" in said
    assert said.index("2017 upp") < said.index("2014 upp")
    assert "två gånger till" in said
    assert said.count("Små kommuner") == 1
    calm = " ".join(explained.own_remarks(story, line, (), (), jumping=False))
    assert "inget år ändrats mer" in calm


def refreshed(**changes) -> Refreshed:
    columns = ["kpi", "municipality", "year", "gender", "change", "before", "after"]
    rows = [("U00001", "2080", 2019, "T", "ändrad", 70.0, 71.0)] if changes.get("revised") else []
    outcome = Outcome("U00001", Status.UPDATED, **changes)
    return Refreshed("2026-11-20T04:00:00+00:00", outcome, pd.DataFrame(rows, columns=columns))


def test_what_the_latest_refresh_changed(areas):
    assert "medföljande" in explained.revisions(None, areas)[0]
    first, second = explained.revisions(refreshed(new=3, revised=1), areas)
    assert "20 november 2026" in first
    assert "3 nya, 1 ändrat" in first
    assert "Falun 2019: 70 → 71" in second
    assert "ändrade inget" in explained.revisions(refreshed(), areas)[0]
    assert "Svarade inte." in explained.revisions(refreshed(error="Svarade inte."), areas)[0]


def test_the_gap_is_told_in_the_unit_without_judgement(story):
    found = Gendered("2080", (), (), ((2020.0, 1.0), (2022.0, -4.0), (2025.0, 9.0)))
    said = explained.gender_sentence(story, found, "Falun")
    assert said == "Falun 2022: kvinnor ligger 4 procentenheter under män."
    per = replace(story, indicator=indicator(unit=Unit.PER_1000, level=Level.MUNICIPALITY))
    assert "4 per 1\u00a0000 invånare under män" in explained.gender_sentence(per, found, "Falun")
    same = Gendered("2080", (), (), ((2022.0, 0.2),))
    assert "samma värde" in explained.gender_sentence(story, same, "Falun")
    later = Gendered("2080", (), (), ((2025.0, 1.0),))
    assert "inget år till och med 2024" in explained.gender_sentence(story, later, "Falun")


def test_why_women_and_men_are_not_shown():
    assert "delar inte upp" in explained.gender_absent(indicator(by_gender=False), fetched=True)
    assert "Kolada har inga" in explained.gender_absent(indicator(), fetched=True)
    assert "sidan Om" in explained.gender_absent(indicator(), fetched=False)
