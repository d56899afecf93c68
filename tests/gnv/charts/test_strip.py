"""The regions in order: best first, Region Dalarna in front."""

import re

import pytest

from gnv.areas import REGION_DALARNA
from gnv.charts.picture import Frame
from gnv.charts.strip import strip, strip_alt
from gnv.charts.theme import INK, TEXTS
from gnv.strategy import Direction, Level, Unit
from tests.gnv.charts.test_markup import elements, said
from tests.gnv.test_sentences import told

VALUES = (72, 65, 80, 61, 77, 70, 69, 74, 68, 71, 90, 66, 73, 67, 75, 64, 78, 63, 76, 79, 62)
MISSING = "0009"


@pytest.fixture(scope="module")
def world(areas):
    """Regions' values with Region Gotland's missing, and Riket's."""
    values = {code: {2024: value} for code, value in zip(areas.regions, VALUES, strict=True)}
    del values[MISSING]
    return {**values, "0000": {2024: 74}}


@pytest.fixture(scope="module")
def story(areas, world):
    return told(areas, world, level=Level.REGION)


def rows(svg: str):
    return {group.get("data-area"): group for group in elements(svg, "g") if group.get("data-area")}


def dot(row):
    """Return the symbol that stands at a region's value."""
    (found,) = [child for child in row if child.get("class") == "symbol"]
    assert found.tag.endswith("text")
    return found


def names(row):
    """Return a row's texts but its symbol."""
    return [child for child in row if child.tag.endswith("text") and child.get("class") != "symbol"]


def mark(svg: str, name: str) -> float:
    """Return where the line above which a name stands is drawn."""
    tops = [child for child in elements(svg, "svg")[0] if child.tag.endswith(("path", "text"))]
    at = next(index for index, child in enumerate(tops) if child.text == name)
    return float(re.match(r"M([\d.]+)", tops[at - 1].get("d"))[1])


@pytest.mark.parametrize(
    ("direction", "highest_first"),
    [(Direction.HIGH, True), (Direction.LOW, False), (Direction.NONE, True)],
)
def test_the_best_or_highest_stands_first(areas, world, direction, highest_first):
    svg = strip(told(areas, world, level=Level.REGION, direction=direction))
    drawn = [world[code][2024] for code in rows(svg)]
    assert drawn == sorted(drawn, reverse=highest_first)
    assert len(drawn) == 20
    tops = [float(elements(svg, "rect")[index].get("y")) for index in range(20)]
    assert tops == sorted(set(tops))


def test_every_region_with_a_value_can_be_chosen_and_is_read_aloud(story, areas):
    drawn = rows(strip(story))
    assert set(drawn) == set(areas.regions) - {MISSING}
    for code, row in drawn.items():
        line = story.line(code)
        assert row.get("role") == "button"
        assert row.get("tabindex") == "0"
        assert row.get("aria-label").startswith(line.name)
        assert f"{line.value:.0f}\u00a0%" in row.get("aria-label")
        assert line.position in row.get("aria-label")
        assert dot(row).text == {"bättre": "▲", "i nivå": "●", "sämre": "▼"}[line.position]
        assert dot(row).get("fill") == (INK if code == REGION_DALARNA else TEXTS[line.position])
    assert {dot(row).text for row in drawn.values()} == {"▲", "●", "▼"}


def test_a_value_without_a_position_is_a_dot(areas, world):
    few = {code: world[code] for code in list(world)[:10]}
    drawn = rows(strip(told(areas, few, level=Level.REGION)))
    assert {dot(row).text for row in drawn.values()} == {"●"}


@pytest.mark.parametrize(("direction", "symbols"), [(Direction.NONE, "△●▽"), (Direction.LOW, "▼●▲")])
def test_the_symbols_follow_the_direction(areas, world, direction, symbols):
    drawn = rows(strip(told(areas, world, level=Level.REGION, direction=direction)))
    highest, middle, lowest = (
        next(dot(drawn[code]).text for code, years in world.items() if years[2024] == value and code in drawn)
        for value in (90, 70, 61)
    )
    assert (highest, middle, lowest) == tuple(symbols)


def test_dots_lie_in_the_order_of_their_values(story):
    drawn = rows(strip(story))
    by_value = sorted(story.with_value, key=lambda line: line.value)
    places = [float(dot(drawn[line.code]).get("x")) for line in by_value]
    assert places == sorted(set(places))


def test_region_dalarna_is_in_focus_with_its_value_written_out(story):
    drawn = rows(strip(story))
    own = drawn.pop(REGION_DALARNA)
    texts = names(own)
    assert [text.text for text in texts] == ["Dalarna", "65\u00a0%"]
    assert {text.get("font-weight") for text in texts} == {"600"}
    assert dot(own).get("fill") == INK
    for row in drawn.values():
        (name,) = names(row)
        assert name.get("font-weight") is None
        assert float(dot(row).get("font-size")) < float(dot(own).get("font-size"))


def test_the_middle_and_riket_are_marked_where_they_lie(story, areas):
    svg = strip(story)
    drawn = rows(svg)
    at = {world_value: float(dot(drawn[code]).get("x")) for code, world_value in values(story).items()}
    assert mark(svg, "riket") == pytest.approx(at[74], abs=0.1)
    assert story.middle == 70.5
    assert mark(svg, "mitten") == pytest.approx((at[70] + at[71]) / 2, abs=0.15)


def values(story) -> dict[str, float]:
    return {line.code: line.value for line in story.with_value}


def test_riket_and_the_middle_are_not_marked_without_values(areas, world):
    few = {code: world[code] for code in list(world)[:10]}
    texts = {text.text for text in elements(strip(told(areas, few, level=Level.REGION)), "text")}
    assert not {"riket", "mitten"} & texts


def test_the_names_of_the_marks_point_away_from_each_other(story):
    anchors = {text.text: text.get("text-anchor") for text in elements(strip(story), "text")}
    assert (anchors["mitten"], anchors["riket"]) == ("end", "start")


def test_the_compared_region_is_pressed(story):
    drawn = rows(strip(story, "0010"))
    assert [code for code, row in drawn.items() if row.get("aria-pressed") == "true"] == ["0010"]
    assert {row.get("aria-pressed") for row in rows(strip(story)).values()} == {"false"}


def test_the_axis_covers_the_values_and_names_its_unit(areas, world):
    svg = strip(told(areas, world, level=Level.REGION, unit=Unit.INDEX))
    steps = [int(text.text) for text in elements(svg, "text") if re.fullmatch(r"\d+", text.text)]
    assert min(steps) <= 62
    assert max(n for n in steps if n <= 200) >= 90
    assert any("index" in text.text for text in elements(svg, "text"))


@pytest.mark.parametrize("value", [0, 100])
def test_equal_values_can_be_drawn(areas, value):
    svg = strip(told(areas, {code: {2024: value} for code in areas.regions}, level=Level.REGION))
    assert len(rows(svg)) == 21


def test_the_strip_is_told_in_words(story, areas, world):
    assert "16 av 20" in strip_alt(story)
    assert elements(strip(story), "svg")[0].get("aria-label") == strip_alt(story)
    without = {code: years for code, years in world.items() if code != REGION_DALARNA}
    missing = told(areas, without, level=Level.REGION, period="2024")
    assert "inget värde" in strip_alt(missing)
    assert REGION_DALARNA not in rows(strip(missing))


def test_a_framed_strip_carries_heading_and_source(story):
    svg = strip(story, frame=Frame("Rubriken", "Källan"))
    assert {"Rubriken", "Källan"} <= {said(text) for text in elements(svg, "text")}
