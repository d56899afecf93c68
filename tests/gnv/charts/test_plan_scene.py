"""What the local plans are drawn with: the words and symbols of the map, the table's rows, the facts."""

from __future__ import annotations

import datetime as dt

import pytest

from gnv.charts.plan_scene import PlanScene
from gnv.charts.projection import shapes
from gnv.charts.scene import MAP_HEIGHT
from tests.gnv.activities.plans import TODAY, plan

OLD = plan("Gammal", "2034", starts=dt.date(2022, 1, 1), ends=dt.date(2024, 12, 31))
COMING = plan("Kommande", "2062", starts=dt.date(2028, 1, 1), ends=None)


@pytest.fixture
def scene(areas):
    def make(*plans, chosen=""):
        drawing = shapes(areas.dalarna_outlines, areas.by_code, MAP_HEIGHT)
        return PlanScene(plans, (), chosen, areas, drawing, TODAY)

    return make


def test_the_map_says_in_words_and_symbols_what_each_has(scene):
    drawn = scene(plan(), OLD, COMING).map
    for said in (
        "Falun: har en gällande plan",
        "Orsa: har en plan som gått ut",
        "Mora: har en plan som inte börjat gälla",
        "Leksand: ingen känd plan",
        "✓ 2027",
        "✗ 2024",
        "○ från 2028",
        "✓ gäller, 1",
        "ingen känd plan, 12",
    ):
        assert said in drawn


def test_a_plan_of_the_region_has_a_row_only_where_there_is_one(scene):
    assert "Region Dalarna" not in scene(plan()).table
    found = scene(plan("Med regionen", "0020", "2080"), chosen="0020")
    assert 'data-area="0020"' in found.table
    assert len(found.plans) == 1


def test_the_summary_counts_only_what_holds_today(scene):
    said = scene(plan(), OLD, COMING).summary
    assert "En av 15 kommuner" in said
    assert "Orsa har en plan som har gått ut" in said


def test_the_map_leaves_the_page_with_what_it_says(scene):
    drawn = scene(plan()).framed_map()
    assert "En av 15 kommuner" in drawn
    assert "inte att kommunen saknar en" in drawn


def test_a_link_that_has_been_blanked_leads_nowhere(scene):
    found = scene(plan(link="gallrad"), chosen="2080")
    assert "gallrad" in found.facts(found.plans[0])
    assert "href" not in found.facts(found.plans[0])
