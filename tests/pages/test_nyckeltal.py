"""The page Nyckeltal in each of its states, and its numbers against ``export benchmark``."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from gnv.areas import REGION_DALARNA, Areas
from gnv.kolada.editions import Edition
from gnv.kolada.record import Outcome, Record, Status, append_record
from gnv.observations import Observations
from gnv.report.exports import benchmark_export
from gnv.strategy import Strategy
from gnv.words import number
from tests.pages.page import choice, has_component, markup, open_page, texts

PANELS = ("trend-val", "spridning-val", "tabell-val", "kon-bild", "fakta-lista", "ord-lista")

COMPARED = ("U23521", "N21701", "U20462", "U21426", "U79133")


@pytest.fixture(scope="module")
def exported(strategy: Strategy, shipped: Edition, areas: Areas) -> pd.DataFrame:
    """What ``export benchmark`` writes of some of the shipped figures."""
    goals = (
        replace(goal, indicators=tuple(each for each in goal.indicators if each.id in COMPARED))
        for goal in strategy.goals
    )
    return benchmark_export(replace(strategy, goals=tuple(goals)), Observations(shipped), areas).frame


def depth(**query: str) -> AppTest:
    return open_page("nyckeltal", **query)


def query(test: AppTest) -> dict[str, str]:
    shown = test.query_params.items()
    return {name: values if isinstance(values, str) else values[0] for name, values in shown}


def tree(html: str) -> ElementTree.Element:
    """Return a component's markup as a tree; HTML from `html_text` without void elements is XML too."""
    return ElementTree.fromstring(f"<root>{html}</root>")


def cells(test: AppTest) -> dict[str, dict[str, str]]:
    """Return the table: area to column to the value that the cell is sorted by."""
    rows = [row for row in tree(markup(test, "tabell-val")).iter("tr") if row.get("data-area")]
    return {
        row.get("data-area", ""): {
            cell.get("class", ""): cell.get("data-v") or ""
            for cell in row.iter("td")
            if cell.get("data-v") is not None
        }
        for row in rows
    }


def number_in(cell: str) -> float:
    return float(cell) if cell else math.nan


def beside(test: AppTest) -> dict[str, str]:
    """Return what stands below the table: name to value as it is written."""
    foot = next(tree(markup(test, "tabell-val")).iter("tfoot"))
    found = {}
    for row in foot.iter("tr"):
        (name, value, *_rest) = ["".join(cell.itertext()) for cell in row]
        found[name] = value
    return found


def moves(test: AppTest) -> dict[str, str]:
    """Return what each area's diagram says of how it has moved."""
    buttons = [each for each in tree(markup(test, "trend-val")).iter("button") if each.get("data-area")]
    return {
        button.get("data-area", ""): "".join(
            "".join(span.itertext()) for span in button.iter("span") if span.get("class") == "rorelse"
        )
        for button in buttons
    }


@pytest.mark.parametrize(
    ("measure", "year"),
    [("U23521", ""), ("U23521", "2012"), ("N21701", ""), ("U20462", "2019"), ("U21426", "2022")],
)
def test_table_and_trends_are_those_of_the_export(
    exported: pd.DataFrame, strategy: Strategy, areas: Areas, measure: str, year: str
) -> None:
    test = depth(matt=measure, ar=year)
    shown = int(str(choice(test, "ar")))
    rows = exported[exported["kpi"].eq(measure) & exported["year"].eq(shown)].set_index("municipality")
    own, drawn, said = rows[rows.index.isin(areas.dalarna)], cells(test), moves(test)
    assert set(drawn) == set(areas.dalarna)
    assert len(own) >= 10
    for code, row in own.iterrows():
        cell = drawn[str(code)]
        assert float(cell["varde"]) == row["value"]
        assert cell["lage"] == row["position"]
        assert number_in(cell["mitten"]) == pytest.approx(row["value"] - row["middle"], nan_ok=True)
        assert number_in(cell["riket"]) == pytest.approx(row["value"] - row["national"], nan_ok=True)
        assert int(cell["plats"]) == row["rank"]
        if row["trend"]:
            assert row["trend"] in said[str(code)]
        else:
            assert " sedan 20" in said[str(code)] or "ingen tidigare" in said[str(code)]
    first, decimals = own.iloc[0], strategy.measure(measure).decimals
    footer = {name.partition(" ")[0]: value for name, value in beside(test).items()}
    for name, column in (("Dalarnas", "county_mean"), ("Mitten", "middle"), ("Riket", "national")):
        assert footer.get(name, "–").removesuffix("\u00a0%") == number(first[column], decimals)
    without = set(areas.dalarna) - set(own.index)
    assert all(drawn[code]["varde"] == "" for code in without)


def test_a_region_measure_is_that_of_the_export(exported: pd.DataFrame, areas: Areas) -> None:
    test = depth(matt="U79133", kommun="2080")
    year = int(str(choice(test, "ar")))
    rows = exported[exported["kpi"].eq("U79133") & exported["year"].eq(year)]
    (row,) = rows[rows["municipality"].eq(REGION_DALARNA)].to_dict("records")
    cell = cells(test)[REGION_DALARNA]
    assert float(cell["varde"]) == row["value"]
    assert cell["lage"] == row["position"]
    assert int(cell["plats"]) == row["rank"]
    said = moves(test)
    assert row["trend"] in said[REGION_DALARNA]
    assert next(iter(said)) == REGION_DALARNA
    assert set(said) == set(areas.regions)
    assert "hör till Region Dalarna" in texts(test)


def test_every_key_figure_has_a_page_with_its_facts(strategy: Strategy) -> None:
    test = depth()
    assert len(test.selectbox(key="matt").options) == len(strategy.indicators)
    for indicator in strategy.indicators:
        test.selectbox(key="matt").select(indicator.id).run()
        assert not test.exception
        assert indicator.name in texts(test)
        assert escape(indicator.official_name) in texts(test)
        assert indicator.measures in markup(test, "fakta-lista")
        assert query(test).get("delmal", "1") == str(indicator.goal)


def test_all_panels_stand_where_there_are_values() -> None:
    test = depth(kommun="2080")
    assert all(has_component(test, key) for key in PANELS)
    assert "Falun har" in texts(test)


@pytest.mark.parametrize(
    ("measure", "reason"),
    [("U71456", "utgånget"), ("individuell-plan", "under utveckling"), ("N72802", "inte hämtat")],
)
def test_a_key_figure_without_values_says_why_and_still_what_is_known(measure: str, reason: str) -> None:
    test = depth(matt=measure, kommun="2080")
    assert reason in texts(test).lower()
    assert has_component(test, "fakta-lista")
    assert not any(has_component(test, key) for key in PANELS if key != "fakta-lista")
    assert choice(test, "matt") == measure


@pytest.mark.parametrize(("goal", "first"), [("1", "U23521"), ("2", "N79173"), ("5", "U20462")])
def test_the_self_assessment_gives_the_sub_goals_first_key_figure_and_a_link(goal: str, first: str) -> None:
    test = depth(delmal=goal, matt="sjalvskattning", kommun="2080")
    assert choice(test, "matt") == first
    assert f"sjalvskattning?delmal={goal}&amp;kommun=2080" in markup(test, "sjalvskattning-lank")
    test.selectbox(key="matt").select("U21426").run()
    assert query(test)["delmal"] == "4"
    assert not has_component(test, "sjalvskattning-lank")


def test_one_chart_or_small_multiples_is_kept_in_the_address() -> None:
    test = depth(kommun="2080")
    assert "gnv-smaflera" in markup(test, "trend-val")
    test.button_group(key="diagram").set_value("ett").run()
    assert query(test)["diagram"] == "ett"
    shown = markup(test, "trend-val")
    assert "gnv-smaflera" not in shown
    assert shown.count("<title>Falun 20") > 5  # the points of the one in front
    assert "<title>Mora</title>" in shown  # a line behind


def test_a_year_with_too_few_points_for_any_trend_comes_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "scipy.stats", raising=False)
    assert "för få mätpunkter" in markup(depth(matt="U23521", ar="2012"), "trend-val")


def test_a_second_area_can_be_put_beside() -> None:
    test = depth(kommun="2080")
    test.selectbox(key="jfr").select("2062").run()
    assert query(test)["jfr"] == "2062"
    assert "Grönblå linje: Mora" in markup(test, "trend-val")
    assert 'class="jamford"' in markup(test, "tabell-val")
    test.selectbox(key="jfr").select("0000").run()
    assert query(test)["jfr"] == "riket"
    assert "Grönblå linje: Riket" in markup(test, "trend-val")
    test.selectbox(key="jfr").select("").run()
    assert "jfr" not in query(test)


def test_an_area_without_a_value_is_told_which_years_have_one() -> None:
    test = depth(matt="U01405", ar="2012", kommun="2039")
    assert "Älvdalen har inget värde 2012" in texts(test)
    assert "Välj ett annat år för att se Älvdalen" in markup(test, "ord-lista")


def test_women_and_men_of_the_chosen_area_else_of_the_country() -> None:
    assert "Falun 20" in markup(depth(kommun="2080"), "kon-bild")
    assert "Riket visas" in markup(depth(), "kon-bild")
    assert "inte hämtade" in markup(depth(matt="U79133"), "kon-bild")


def test_with_the_shipped_figures_the_strip_says_what_a_refresh_would_add() -> None:
    shown = markup(depth(), "spridning-val")
    assert shown.count("data-area") == 15
    assert 'href="om"' in shown


def test_the_page_says_what_the_latest_refresh_changed(local: Path) -> None:
    assert "Inga värden har hämtats" in markup(depth(), "ord-lista")
    folder = local / "kolada"
    folder.mkdir()
    outcome = Outcome("U23521", Status.UPDATED, rows=10, new=3, revised=2)
    append_record(folder, Record("2026-11-20T04:00:00+00:00", "https://prov", "aa", "bb", (outcome,)))
    assert "3 nya, 2 ändrade" in markup(depth(), "ord-lista")
    assert "3 nya" not in markup(depth(matt="U20462"), "ord-lista")


def test_the_map_of_sweden_is_made_only_when_it_is_opened() -> None:
    test = depth()
    assert not has_component(test, "sverige-saknas")
    test.session_state["sverige-oppen"] = True
    test.run()
    assert has_component(test, "sverige-saknas")


def test_why_the_colour_and_the_table_of_development_are_told_when_asked_for() -> None:
    test = depth(kommun="2080")
    assert "gnv-varfor" not in texts(test)
    test.session_state["varfor"] = True
    test.session_state["trend-varden"] = True
    test.run()
    assert "Falun har 87" in texts(test).split("gnv-varfor")[1]
    assert "Älvdalen" in texts(test)


def test_a_meeting_steps_through_the_key_figures_without_choices() -> None:
    test = depth(mote="1", kommun="2080")
    assert len(test.selectbox) == 0
    assert "Falun har" in texts(test)
    test.button(key="mote-Right").click().run()
    assert "Medicinsk bedömning" in texts(test)
    test.button(key="mote-Esc").click().run()
    assert choice(test, "matt") == "N79173"


def test_every_file_can_be_made() -> None:
    test = depth(kommun="2080")
    test.session_state["ladda-ned"] = True
    test.run()
    labels = [element.proto.label for element in test.get("download_button")]
    assert len(labels) == 8
    assert not test.exception
