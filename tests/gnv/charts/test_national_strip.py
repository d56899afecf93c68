"""The spread in Sweden: a dot per municipality, Dalarna's as rows that can be chosen."""

from __future__ import annotations

import re

import pytest

from gnv.charts.national_strip import national_strip, strip_note, value_steps
from gnv.charts.picture import Frame
from gnv.strategy import Direction, Level
from tests.gnv.charts.test_markup import elements
from tests.gnv.test_sentences import SPREAD_OUT, in_year, told

OTHERS = tuple(60 + (index % 40) for index in range(270))  # middle and spread are those of the 15 here


@pytest.fixture(scope="module")
def story(areas):
    return told(areas, in_year(areas.dalarna, SPREAD_OUT))


def rows(svg: str):
    return [group for group in elements(svg, "g") if group.get("data-area")]


def dots(svg: str) -> list[int]:
    """Return how many dots each of the swarm's paths has: the others', Dalarna's."""
    return [path.get("d").count("h0") for path in elements(svg, "path") if "h0" in path.get("d")]


def test_each_of_dalarnas_can_be_chosen_and_is_read_aloud_best_first(story, areas):
    drawn = rows(national_strip(story, OTHERS, "2080"))
    assert {row.get("data-area") for row in drawn} == set(areas.dalarna)
    values = [story.line(row.get("data-area")).value for row in drawn]
    assert values == sorted(values, reverse=True)
    for row in drawn:
        line = story.line(row.get("data-area"))
        assert (row.get("role"), row.get("tabindex")) == ("button", "0")
        assert row.get("aria-label") == f"{line.name}: {line.value:.0f}\u00a0% {line.position}"
        texts = [child.text for child in row if child.tag.endswith("text")]
        assert line.name in texts
        assert f"{line.value:.0f}\u00a0%" in texts


def test_the_lowest_stands_first_where_low_is_better(areas):
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT), direction=Direction.LOW)
    values = [story.line(row.get("data-area")).value for row in rows(national_strip(story, (), ""))]
    assert values == sorted(values)


def test_the_swarm_has_a_dot_per_municipality_within_the_axis_and_counts_those_beyond(story):
    svg = national_strip(story, OTHERS, "")
    steps = value_steps(story, [*OTHERS, *SPREAD_OUT])
    within = sum(steps[0] <= value <= steps[-1] for value in OTHERS)
    assert dots(svg) == [within, 15]
    beyond = [
        node.text for node in elements(svg, "text") if node.text and re.search("lägre|högre", node.text)
    ]
    assert sum(int(re.search(r"\d+", said)[0]) for said in beyond) == len(OTHERS) - within
    assert len(svg) < 30_000


def test_the_axis_ends_at_about_four_spreads_from_the_middle(story):
    steps = value_steps(story, [0, 100, *SPREAD_OUT])
    assert 80 - 8 * story.spread < steps[0] <= 80 - 4 * story.spread
    assert 80 + 4 * story.spread <= steps[-1] < 80 + 8 * story.spread
    assert value_steps(story, SPREAD_OUT)[0] <= min(SPREAD_OUT)


def test_an_own_value_beyond_the_axis_is_an_arrow_at_its_edge_with_its_number(areas):
    story = told(areas, in_year(areas.dalarna, [5, *SPREAD_OUT[1:]]))
    svg = national_strip(story, (), "")
    far = next(row for row in rows(svg) if row.get("data-area") == areas.dalarna[0])
    texts = {child.get("class"): child.text for child in far if child.tag.endswith("text")}
    assert texts["symbol"] == "◄"
    assert texts["varde"] == "5\u00a0%"
    assert "Pil:" in strip_note(story, ())
    assert "Pil:" not in strip_note(told(areas, in_year(areas.dalarna, SPREAD_OUT)), ())


def test_the_level_zone_reaches_a_spread_from_the_middle(story):
    svg = national_strip(story, (), "")
    zone = elements(svg, "rect")[0]
    left, width = float(zone.get("x")), float(zone.get("width"))
    at = {
        story.line(row.get("data-area")).value: float(
            next(child for child in row if child.get("class") == "symbol").get("x")
        )
        for row in rows(svg)
    }
    unit = (at[91] - at[70]) / 21
    assert width == pytest.approx(2 * story.spread * unit, abs=0.2)
    assert left + width / 2 == pytest.approx(at[80], abs=0.2)


def test_without_national_values_it_says_what_a_refresh_would_add(story):
    assert dots(national_strip(story, (), "")) == []
    assert "hela landet" in strip_note(story, ()).lower()
    assert "285 av Sveriges" in strip_note(story, OTHERS)


def test_without_a_middle_there_is_no_zone(areas):
    story = told(areas, in_year(areas.dalarna[:3], (70, 80, 90)))
    assert story.middle is None
    svg = national_strip(story, (), "")
    assert all(rect.get("fill") == "transparent" for rect in elements(svg, "rect"))
    assert "zon" not in strip_note(story, ())


def test_regions_are_pressed_by_who_is_compared_with(areas):
    story = told(areas, in_year(areas.regions, range(60, 81)), level=Level.REGION)
    pressed = [
        row.get("data-area")
        for row in rows(national_strip(story, (), "0020", "0001"))
        if row.get("aria-pressed") == "true"
    ]
    assert pressed == ["0001"]


def test_the_file_has_heading_and_source(story):
    said = [node.text for node in elements(national_strip(story, OTHERS, "", "", Frame("R", "K")), "text")]
    assert "R" in said
    assert "K" in said
