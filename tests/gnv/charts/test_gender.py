"""Women and men over time, and the gap between them."""

from __future__ import annotations

import re

import pytest

from gnv.charts.gender import gender_alt, gender_chart, gender_lines, gender_table
from gnv.charts.theme import FILLS, TEXTS, contrast
from gnv.depth import Gendered
from tests.gnv.charts.test_markup import elements
from tests.gnv.test_sentences import SPREAD_OUT, in_year, told

FOUND = Gendered(
    "2080",
    women=((2018.0, 80.0), (2019.0, 82.0), (2021.0, 70.0)),
    men=((2018.0, 78.0), (2019.0, 82.0), (2020.0, 75.0)),
    gap=((2018.0, 2.0), (2019.0, 0.0)),
)


@pytest.fixture(scope="module")
def story(areas):
    return told(areas, in_year(areas.dalarna, SPREAD_OUT, 2019))


@pytest.fixture(scope="module")
def svg(story, strategy):
    return gender_chart(story, FOUND, "Falun", strategy)


def titles(svg: str) -> list[str]:
    return [node.text for node in elements(svg, "title")]


def test_every_value_and_every_gap_is_drawn_and_named(svg):
    said = titles(svg)
    assert "Kvinnor 2018: 80\u00a0%" in said
    assert "Män 2020: 75\u00a0%" in said
    assert "2018: +2" in said
    assert len(said) == 3 + 3 + 2


def test_the_two_are_told_apart_without_colour(svg):
    women, men = gender_lines(FOUND)
    assert women.dash is None
    assert men.dash
    assert len([node for node in elements(svg, "rect") if node.get("width") == "6"]) == 3  # men's marks


def test_a_gap_in_the_years_cuts_the_line(svg):
    paths = [node.get("d") for node in elements(svg, "path") if "L" in node.get("d")]
    assert len(paths) == 2
    assert all(re.fullmatch(r"M[^M]+L[^M]+", path) for path in paths)


def test_nothing_is_coloured_as_better_or_worse(svg):
    judging = {*FILLS.values(), *TEXTS.values()} - {FILLS[""], TEXTS[""]}
    assert not any(colour in svg for colour in judging)
    assert all(contrast(line.colour, "#ffffff") >= 4.5 for line in gender_lines(FOUND))


def test_table_and_words_say_the_same(story):
    headings, rows = gender_table(story, FOUND)
    assert headings == ["År", "Kvinnor", "Män", "Kvinnor − män"]
    assert rows == [
        ["2021", "70", "–", "–"],
        ["2020", "–", "75", "–"],
        ["2019", "82", "82", "0"],
        ["2018", "80", "78", "+2"],
    ]
    said = gender_alt(story, FOUND, "Falun")
    assert "Falun" in said
    assert "Kvinnor från 80\u00a0% 2018 till 70\u00a0% 2021" in said
