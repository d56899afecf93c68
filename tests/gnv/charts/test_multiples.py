"""Small multiples: a diagram per area, all on the same axes."""

from __future__ import annotations

import itertools
import re

import pytest

from gnv.charts.multiples import Behind, Panel, axes_note, framed_multiples, multiples
from gnv.charts.picture import Frame
from gnv.charts.trend import TrendLine
from tests.gnv.charts.test_markup import elements
from tests.gnv.test_sentences import told

YEARS = (2015, 2016, 2018, 2021, 2022)


@pytest.fixture(scope="module")
def story(areas):
    return told(
        areas,
        {
            code: {year: 60 + index + year - 2015 for year in YEARS}
            for index, code in enumerate(areas.dalarna)
        },
        breaks=(2022,),
    )


@pytest.fixture(scope="module")
def panels(story):
    return [
        Panel(line.code, line.name, line.series, "70 % 2022", chosen=line.code == "2080")
        for line in story.lines
    ]


@pytest.fixture(scope="module")
def behind(story):
    return Behind(TrendLine("medel", story.course.mean, "#123456", 2.0), None)


def own_lines(html: str) -> dict[str, str]:
    """Return each area's own line, the last path of its diagram."""
    return {
        button.get("data-area"): [node for node in button.iter() if node.tag.endswith("path")][-1].get("d")
        for button in elements(html, "button")
    }


def test_each_area_is_a_button_with_name_and_value_and_one_stands_in_front(
    story, panels, behind, strategy, areas
):
    drawn = elements(multiples(story, panels, behind, strategy, "alla"), "button")
    assert [button.get("data-area") for button in drawn] == list(areas.dalarna)
    assert [each.get("data-area") for each in drawn if each.get("aria-pressed") == "true"] == ["2080"]
    texts = ["".join(button.itertext()) for button in drawn]
    assert all(areas.name(code) in said for code, said in zip(areas.dalarna, texts, strict=True))
    assert all("70 % 2022" in said for said in texts)


def test_gaps_and_breaks_cut_the_line(story, panels, behind, strategy):
    for path in own_lines(multiples(story, panels, behind, strategy, "alla")).values():
        assert path.count("M") == 4  # 2015–2016, 2018, 2021 and, after the break, 2022
        assert path.count("L") == 4  # a lone year is a point, as a line without length


def test_all_share_both_axes(story, panels, behind, strategy):
    paths = own_lines(multiples(story, panels, behind, strategy, "alla"))
    points = {code: re.findall(r"([\d.]+) ([\d.]+)", path) for code, path in paths.items()}
    assert len({tuple(x for x, _ in own) for own in points.values()}) == 1
    firsts = [float(own[0][1]) for own in points.values()]
    assert firsts == sorted(firsts, reverse=True)  # each area lies a point above the one before
    steps = {round(one - other, 1) for one, other in itertools.pairwise(firsts)}
    assert max(steps) - min(steps) <= 0.11


def test_the_common_line_and_the_compared_one_stand_behind_every_line(story, panels, strategy):
    other = TrendLine("Mora", story.line("2062").series, "#abcdef", 2.0)
    bare = multiples(story, panels, Behind(None, None), strategy, "alla")
    both = multiples(story, panels, Behind(other, other), strategy, "alla")
    assert both.count("<path") == bare.count("<path") + 2 * len(panels)
    note = axes_note(story, Behind(other, other), strategy)
    assert "Grönblå linje: Mora" in note
    assert "Grönblå" not in axes_note(story, Behind(other, None), strategy)


def test_what_has_been_told_is_said_in_words_beside_its_sign(story, panels, behind, strategy):
    told_ = [Panel("2080", "Falun", story.line("2080").series, "1", sign="↗", words="ökar", colour="#1b5a9c")]
    html = multiples(story, told_, behind, strategy, "alla")
    assert "↗" in html
    assert "ökar" in html
    assert "ökar" not in multiples(story, panels, behind, strategy, "alla")


def test_the_file_holds_every_diagram_with_heading_and_source(story, panels, behind, strategy, areas):
    svg = framed_multiples(story, panels, behind, strategy, Frame("Rubriken", "Källan"))
    said = [node.text for node in elements(svg, "text")]
    assert "Rubriken" in said
    assert "Källan" in said
    assert all(areas.name(code) in said for code in areas.dalarna)
