"""The map: one area, one path; missing is not zero; the legend tells what is there."""

from collections import Counter
from dataclasses import replace

import pytest

from gnv.charts.choropleth import (
    MapStyle,
    choropleth,
    legend_title,
    level_cells,
    level_keys,
    position_cells,
    position_keys,
)
from gnv.charts.projection import shapes
from gnv.charts.theme import COMPARED, FILLS, INK, MISSING_FILL
from gnv.compare import Position
from gnv.strategy import Direction, Level
from tests.gnv.charts.test_markup import elements, said
from tests.gnv.test_sentences import SPREAD_OUT, in_year, told

MISSING = "2084"
BORLANGE = "2081"
STORSJON = "0023"  # a lake lies in it as a hole
SYMBOLS = {"bättre": "▲", "sämre": "▼", "i nivå": "●", "högre": "△", "lägre": "▽"}


@pytest.fixture(scope="module")
def drawing(areas):
    return shapes(areas.dalarna_outlines, areas.by_code, 640)


@pytest.fixture(scope="module")
def story(areas):
    """All have a value but Avesta, which is first in the order of names."""
    return told(areas, in_year(areas.dalarna[1:], SPREAD_OUT[1:]))


@pytest.fixture
def draw(drawing, areas):
    def drawn(cells, **choices) -> str:
        return choropleth(drawing, areas.by_code, cells, title="Karta", **choices)

    return drawn


def shapes_of(svg: str):
    return {path.get("data-area"): path for path in elements(svg, "path") if path.get("data-area")}


def keys_text(keys) -> list[str]:
    return [key.text for key in keys]


def test_every_area_is_one_path_that_can_be_chosen(draw, story, areas):
    svg = draw(position_cells(story))
    drawn = [path.get("data-area") for path in elements(svg, "path") if path.get("data-area")]
    assert sorted(drawn) == sorted(areas.dalarna)
    for code, path in shapes_of(svg).items():
        assert path.get("role") == "button"
        assert path.get("tabindex") == "0"
        assert path.get("aria-label").startswith(areas.name(code))
        assert said(path) == path.get("aria-label")
        assert path.get("d").endswith("Z")


def test_class_symbol_value_and_word_agree(draw, story):
    svg = draw(position_cells(story))
    texts = [text.text for text in elements(svg, "text")]
    for line in story.with_value:
        path = shapes_of(svg)[line.code]
        assert path.get("fill") == FILLS[line.position]
        assert line.position in path.get("aria-label")
        assert f"{line.value:.0f}\u00a0%" in path.get("aria-label")
        assert texts[texts.index(line.name) - 1] == f"{SYMBOLS[line.position]} {line.value:.0f}\u00a0%"
        cell = position_cells(story)[line.code]
        assert (cell.symbol, cell.label) == (SYMBOLS[line.position], f"{line.value:.0f}\u00a0%")


def test_areas_stand_in_the_order_of_their_swedish_names(areas, draw, story):
    drawn = list(shapes_of(draw(position_cells(story))))
    assert [areas.name(code) for code in drawn][:3] == ["Avesta", "Borlänge", "Falun"]
    assert [areas.name(code) for code in drawn][-2:] == ["Vansbro", "Älvdalen"]
    outlines = shapes(areas.region_outlines, areas.by_code, 300)
    of_regions = shapes_of(choropleth(outlines, areas.by_code, {}, title="Karta"))
    assert tuple(of_regions) == areas.regions


def test_value_and_name_stand_around_one_point(draw, story, drawing):
    texts = elements(draw(position_cells(story)), "text")
    (name,) = [text for text in texts if text.text == "Falun"]
    (value,) = [
        text
        for text in texts
        if (text.get("x"), text.get("y")) == (name.get("x"), name.get("y")) and text is not name
    ]
    assert value.text == "● 78\u00a0%"
    at = [float(name.get(axis)) for axis in ("x", "y")]
    assert at == pytest.approx(drawing.labels["2080"], abs=0.06)
    assert float(name.get("dy").removesuffix("em")) < 0 < float(value.get("dy").removesuffix("em"))


@pytest.mark.parametrize("make", [position_cells, level_cells])
def test_missing_is_light_dashed_spoken_and_still_clickable(draw, story, make):
    drawn = shapes_of(draw(make(story)))
    missing = drawn.pop(MISSING)
    assert missing.get("fill") == MISSING_FILL
    assert missing.get("stroke-dasharray")
    assert missing.get("role") == "button"
    assert missing.get("tabindex") == "0"
    assert "inget värde" in missing.get("aria-label")
    assert "saknas i Kolada" in missing.get("aria-label")
    assert not any(path.get("stroke-dasharray") for path in drawn.values())


@pytest.mark.parametrize("make", [position_cells, level_cells])
def test_a_true_zero_is_a_value(draw, areas, make):
    story = told(areas, in_year(areas.dalarna, [0, *SPREAD_OUT[1:]]))
    zero = shapes_of(draw(make(story)))[areas.dalarna[0]]
    assert zero.get("stroke-dasharray") is None
    assert zero.get("fill") != MISSING_FILL
    assert "0\u00a0%" in zero.get("aria-label")
    assert "inget värde" not in zero.get("aria-label")


def test_an_area_without_a_cell_is_drawn_as_missing(draw):
    drawn = shapes_of(draw({}))
    assert len(drawn) == 15
    assert {path.get("fill") for path in drawn.values()} == {MISSING_FILL}


def test_a_value_without_a_position_is_not_coloured_as_missing(areas):
    story = told(areas, in_year(areas.dalarna[:4], [70, 80, 90, 95]))
    cell = position_cells(story)[areas.dalarna[0]]
    assert not cell.missing
    assert cell.fill not in FILLS.values()
    assert "70\u00a0%" in cell.label


def test_the_chosen_area_is_outlined_in_ink_below_the_texts(draw, story, drawing):
    svg = draw(position_cells(story), chosen="2080")
    drawn = shapes_of(svg)
    pressed = [code for code, path in drawn.items() if path.get("aria-pressed") == "true"]
    assert pressed == ["2080"]
    classes = [group.get("class") for group in elements(svg, "g")]
    assert classes.index("vald") < classes.index("text")
    (outline,) = [group for group in elements(svg, "g") if group.get("class") == "vald"]
    assert {path.get("d") for path in outline} == {drawing.borders["2080"]}
    assert outline[-1].get("stroke") == INK


def test_a_lake_is_a_hole_in_its_area_without_an_outline(areas):
    outlines = shapes(areas.region_outlines, areas.by_code, 470)
    svg = choropleth(outlines, areas.by_code, {}, title="Karta", chosen=STORSJON)
    (outline,) = [group for group in elements(svg, "g") if group.get("class") == "vald"]
    filled = shapes_of(svg)[STORSJON].get("d")
    assert (filled.count("M"), [path.get("d").count("M") for path in outline]) == (2, [1, 1])
    assert all(filled.startswith(path.get("d")) for path in outline)


def test_the_compared_area_is_outlined_below_the_chosen(draw, story, drawing):
    svg = draw(position_cells(story), chosen="2080", compared=BORLANGE)
    outlines = [group for group in elements(svg, "g") if group.get("class") == "vald"]
    assert [group[-1].get("d") for group in outlines] == [
        drawing.borders[code] for code in (BORLANGE, "2080")
    ]
    assert [group[-1].get("stroke") for group in outlines] == [COMPARED, INK]
    pressed = [code for code, path in shapes_of(svg).items() if path.get("aria-pressed") == "true"]
    assert pressed == ["2080"]
    (alone,) = [
        group
        for group in elements(draw(position_cells(story), compared="2080"), "g")
        if group.get("class") == "vald"
    ]
    assert alone[-1].get("stroke") == COMPARED


@pytest.mark.parametrize("chosen", ["", "0020"])
def test_what_is_not_on_the_map_is_not_outlined(draw, story, chosen):
    svg = draw(position_cells(story), chosen=chosen, compared=chosen)
    assert "vald" not in [group.get("class") for group in elements(svg, "g")]
    assert {path.get("aria-pressed") for path in shapes_of(svg).values()} == {"false"}


def test_the_level_scale_is_fixed_over_all_years(areas):
    values = {
        code: {2020: low, 2024: high}
        for code, low, high in zip(areas.dalarna, range(50, 65), range(75, 90), strict=True)
    }
    early, late = (told(areas, values, period=year) for year in ("2020", "2024"))
    assert (
        keys_text(level_keys(early)) == keys_text(level_keys(late)) == ["50\u00a0%", "70\u00a0%", "89\u00a0%"]
    )
    assert [key.fill for key in level_keys(early)] == [key.fill for key in level_keys(late)]
    lowest, highest = areas.dalarna[0], areas.dalarna[-1]
    assert level_cells(early)[lowest].fill == level_keys(late)[0].fill
    assert level_cells(late)[highest].fill == level_keys(early)[2].fill
    assert level_cells(early)[highest].fill not in (level_keys(early)[0].fill, level_keys(early)[2].fill)


def test_equal_values_have_equal_levels_in_all_years(areas):
    years = {2020: 60, 2024: 70}
    values = {code: dict(years) for code in areas.dalarna} | {areas.dalarna[0]: {2020: 70, 2024: 80}}
    early, late = (level_cells(told(areas, values, period=year)) for year in ("2020", "2024"))
    assert early[areas.dalarna[0]].fill == late[areas.dalarna[1]].fill
    assert early[areas.dalarna[1]].fill != late[areas.dalarna[1]].fill


def test_a_level_without_extent_can_be_drawn(areas):
    cells = level_cells(told(areas, in_year(areas.dalarna, [80] * 15)))
    assert len({cell.fill for cell in cells.values()}) == 1
    assert not any(cell.missing for cell in cells.values())


def test_the_legend_counts_the_classes_that_occur(draw, story):
    keys = position_keys(story)
    drawn = Counter(path.get("fill") for path in shapes_of(draw(position_cells(story))).values())
    assert {key.fill: int(key.text.rpartition(" ")[2]) for key in keys} == drawn
    assert sum(drawn.values()) == 15
    for key in keys:
        symbol, word = key.text.rpartition(",")[0].split(" ", 1)
        assert symbol == SYMBOLS.get(word, "–")


def test_classes_that_do_not_occur_are_not_in_the_legend(areas):
    level = told(areas, in_year(areas.dalarna, [79] * 7 + [80] + [81] * 7))
    (only,) = position_keys(level)
    assert only.fill == FILLS[Position.LEVEL]
    assert "15" in only.text


def test_the_legend_is_without_judgement_where_there_is_no_direction(areas):
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT), direction=Direction.NONE)
    words = " ".join(keys_text(position_keys(story)))
    assert "högre, 2" in words
    assert "lägre, 2" in words
    assert "bättre" not in words
    assert "sämre" not in words


def test_the_legend_is_drawn_with_its_title(draw, story):
    title = legend_title(story, level=False)
    svg = draw(position_cells(story), keys=position_keys(story), keys_title=title)
    texts = " ".join(text.text for text in elements(svg, "text"))
    assert texts.endswith(" ".join([title, *keys_text(position_keys(story))]))
    assert [rect.get("fill") for rect in elements(svg, "rect")] == [key.fill for key in position_keys(story)]
    assert elements(draw(position_cells(story)), "rect") == []


def test_the_legends_title_names_whom_the_areas_are_compared_with(areas, story):
    assert "Dalarnas 14" in legend_title(story, level=False)
    assert legend_title(story, level=True) != legend_title(story, level=False)
    few = told(areas, in_year(areas.dalarna[:4], [70, 80, 90, 95]))
    assert "itten" not in legend_title(few, level=False)
    regional = told(areas, in_year(areas.regions, range(60, 81)), level=Level.REGION)
    assert "21" in legend_title(regional, level=False)


def test_the_small_map_has_only_symbols_in_its_areas_and_room_for_the_legend(draw, story, drawing):
    style = MapStyle(names=False, keys_below=False)
    svg = draw(position_cells(story), keys=position_keys(story), keys_title="Mot mitten", style=style)
    symbols = [text for text in elements(svg, "text") if text.get("class") == "symbol"]
    assert [text.text for text in symbols] == [SYMBOLS[line.position] for line in story.with_value]
    places = {(float(text.get("x")), float(text.get("y"))) for text in symbols}
    assert places == {tuple(round(n, 1) for n in drawing.labels[line.code]) for line in story.with_value}
    legend = [text for text in elements(svg, "text") if text.get("class") != "symbol"]
    assert len(legend) == 1 + len(position_keys(story))
    assert all(float(text.get("x")) < 60 for text in legend)
    left, _, width, _ = map(float, elements(svg, "svg")[0].get("viewBox").split())
    assert left < 0
    assert width == pytest.approx(drawing.width - left)


def test_a_small_map_of_levels_has_no_texts_in_its_areas(draw, story):
    style = MapStyle(names=False, keys_below=False)
    assert elements(draw(level_cells(story), style=style), "text") == []


def test_hostile_names_stay_text(drawing, areas, story):
    name = '"><script>alert(1)</script>&'
    named = {**areas.by_code, "2080": replace(areas.by_code["2080"], name=name)}
    svg = choropleth(drawing, named, position_cells(story), title=name)
    assert elements(svg, "script") == []
    assert shapes_of(svg)["2080"].get("aria-label").startswith(name)
    assert elements(svg, "svg")[0].get("aria-label") == name
