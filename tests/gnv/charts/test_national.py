"""Sweden's map: every area where it lies, coloured as on the other maps, with words for what is seen."""

import json
import subprocess
import sys

import pytest
from shapely.geometry import shape

from gnv.areas import REGION_DALARNA
from gnv.charts.deck import HEIGHT, deck, whole
from gnv.charts.national import National, is_national, of_sweden, rgb
from gnv.charts.theme import COMPARED, FILLS, INK, MISSING_FILL, level_fill
from gnv.compare import Position
from gnv.measured import tell
from gnv.observations import Observations, Status
from gnv.strategy import Direction, Level
from tests.conftest import ROOT, edition_of
from tests.gnv.charts.test_markup import elements, said
from tests.gnv.test_sentences import indicator, told

MISSING = "0180"
FALUN, AVESTA, ARE = "2080", "2084", "2321"


def drawn_of(areas, values, **changes) -> National:
    """Return Sweden's map of made figures (area -> year -> value)."""
    made = indicator(**changes)
    rows = [
        (made.id, area, year, "T", float(value)) for area, by in values.items() for year, value in by.items()
    ]
    observations = Observations(edition_of(rows))
    return National(of_sweden(tell(made, observations, areas), observations, areas), areas)


@pytest.fixture(scope="module")
def values(areas):
    """60, 61, … 69 and again through the municipalities, Stockholm left out, with 100 and 20 at two ends."""
    found = {code: {2024: 60 + place % 10} for place, code in enumerate(areas.municipalities)}
    del found[MISSING]
    return {**found, FALUN: {2023: 5, 2024: 100}, AVESTA: {2024: 20}, ARE: {2024: 64}}


@pytest.fixture(scope="module")
def national(areas, values):
    return drawn_of(areas, values)


@pytest.fixture(scope="module")
def regional(areas):
    values = {code: {2024: 70 + place} for place, code in enumerate(areas.regions)}
    return drawn_of(areas, values, level=Level.REGION)


def properties(national: National) -> dict[str, dict]:
    return {feature["properties"]["kod"]: feature["properties"] for feature in national.features}


def written(found) -> dict:
    """Return what the browser is told to draw."""
    return json.loads(found.to_json())


def test_every_municipality_of_sweden_has_a_line_a_cell_and_a_feature(national, areas):
    assert [line.code for line in national.story.lines] == list(areas.municipalities)
    assert list(properties(national)) == list(areas.municipalities)
    assert is_national(national.story)


def test_dalarnas_municipalities_have_the_classes_of_the_other_maps(areas, values, national):
    story = told(areas, values)
    assert story.reference == "Sveriges"
    for line in story.lines:
        found = national.story.line(line.code)
        assert (found.value, found.position, found.difference) == (line.value, line.position, line.difference)


def test_a_class_is_the_areas_own_against_the_middle_of_sweden(national):
    position = {code: national.story.line(code).position for code in (FALUN, AVESTA, ARE)}
    assert position[FALUN] is Position.BETTER
    assert position[AVESTA] is Position.WORSE
    assert national.story.middle == 64
    assert position[ARE] is Position.LEVEL
    assert properties(national)[FALUN]["fyllning"] == rgb(FILLS[Position.BETTER])
    assert properties(national)[AVESTA]["fyllning"] == rgb(FILLS[Position.WORSE])


def test_a_missing_value_is_grey_and_has_its_reason(national):
    line = national.story.line(MISSING)
    assert (line.value, line.status, line.position) == (None, Status.NOT_IN_KOLADA, Position.NONE)
    found = properties(national)[MISSING]
    assert found["fyllning"] == rgb(MISSING_FILL)
    assert str(Status.NOT_IN_KOLADA) in found["varde"]
    assert not any(sign.isdigit() for sign in found["varde"].replace("2024", ""))


def test_pointing_at_an_area_tells_name_value_year_and_position(national):
    found = properties(national)[FALUN]
    assert found["namn"] == "Falun"
    assert "100" in found["varde"]
    assert "2024" in found["varde"]
    assert found["lage"].startswith("▲")
    assert "289 kommuner" in found["lage"]


def test_without_a_direction_the_colour_is_the_level_among_all_of_sweden_and_all_years(areas, values):
    national = drawn_of(areas, values, direction=Direction.NONE)
    assert national.by_level
    assert national.story.bounds == (5, 100)
    assert properties(national)[FALUN]["fyllning"] == rgb(level_fill(1.0))
    assert properties(national)[AVESTA]["fyllning"] == rgb(level_fill((20 - 5) / 95))
    assert properties(national)[MISSING]["fyllning"] == rgb(MISSING_FILL)


def test_values_that_are_all_alike_are_shown_as_levels_not_as_classes(areas):
    national = drawn_of(areas, {code: {2024: 50} for code in areas.municipalities})
    assert national.by_level
    assert len({tuple(found["fyllning"]) for found in properties(national).values()}) == 1


def test_figures_of_dalarna_alone_make_no_map_of_sweden(areas, values):
    national = drawn_of(areas, {code: values[code] for code in areas.dalarna})
    assert not is_national(national.story)
    (link,) = elements(national.nothing, "a")
    assert link.get("href") == "om"


def test_a_region_key_figure_shows_the_21_regions(regional, areas):
    assert list(properties(regional)) == list(areas.regions)
    assert is_national(regional.story)
    alone = drawn_of(areas, {REGION_DALARNA: {2024: 70}}, level=Level.REGION)
    assert not is_national(alone.story)


def test_shapes_lie_where_the_areas_lie_and_lakes_are_holes(national, regional, areas):
    for drawn in (national, regional):
        for feature in drawn.features:
            label = areas.by_code[feature["properties"]["kod"]].label
            box = shape(feature["geometry"]).bounds
            assert box[0] < label[0] < box[2]
            assert box[1] < label[1] < box[3]
    (dalarna,) = [each for each in regional.features if each["properties"]["kod"] == REGION_DALARNA]
    assert [len(polygon) for polygon in dalarna["geometry"]["coordinates"]] == [2]


def test_dalarnas_borders_are_stronger_and_drawn_above_the_others(national, areas):
    others, own = national.borders
    rings = [
        sum(len(national.outlines[code]) for code in codes) for codes in (areas.dalarna, areas.municipalities)
    ]
    assert len(own["geometry"]["coordinates"]) == rings[0]
    assert len(others["geometry"]["coordinates"]) == rings[1] - rings[0]
    assert own["properties"]["bredd"] > 2 * others["properties"]["bredd"]
    assert own["properties"]["linje"] == rgb(INK)


def test_each_area_has_its_symbol_where_a_text_fits(national, areas):
    signs = {tuple(sign["plats"]): sign for sign in national.signs}
    assert signs[tuple(areas.by_code[FALUN].label)]["text"] == "▲"
    assert signs[tuple(areas.by_code[MISSING].label)]["text"] == "–"
    assert len(signs) == 290
    size = {code: signs[tuple(areas.by_code[code].label)]["hojd"] for code in ("2584", "0183")}
    assert size["2584"] > 10 * size["0183"] > 0  # Kiruna, Sundbyberg


def test_the_legend_counts_each_class_and_says_of_how_many(national):
    (list_,) = elements(national.legend, "ul")
    counts = [int(said(entry).rsplit(",")[-1]) for entry in list_]
    assert sum(counts) == 290
    assert counts[-1] == 1  # without a value
    assert "289 av Sveriges 290 kommuner" in said(elements(national.legend, "div")[-1])


def test_the_table_has_every_area_highest_first_and_missing_last_with_the_reason(national):
    rows = [[said(cell) for cell in row] for row in elements(national.table, "tr")[1:]]
    assert len(rows) == 290
    assert (rows[0][0], rows[0][1]) == ("Falun", "100\u00a0%")
    assert rows[-2][0] == "Avesta"
    assert rows[-1] == ["Stockholm", "–", str(Status.NOT_IN_KOLADA)]
    assert all(word in rows[0][2] for word in ("▲", "bättre"))


def test_the_deck_asks_nobody_for_a_map_to_lie_behind(regional):
    found = written(deck(regional))
    assert "mapProvider" not in found
    assert "://" not in json.dumps(found)
    assert [view["@@type"] for view in found["views"]] == ["MapView"]


def test_only_the_areas_can_be_pointed_at_and_their_colours_are_their_own(national):
    layers = written(deck(national))["layers"]
    assert [layer["pickable"] for layer in layers] == [True, False, False]
    assert "getFillColor" not in layers[0]  # which Streamlit would pale when something is clicked
    assert layers[0]["_subLayerProps"]["polygons-fill"]["getFillColor"] == "@@=properties.fyllning"
    assert len(layers[0]["data"]) == 290


def test_the_chosen_and_the_compared_area_are_outlined_the_chosen_above(national):
    layers = written(deck(national, FALUN, ARE))["layers"]
    colours = [line["properties"]["linje"] for line in layers[1]["data"]]
    assert colours[-3::2] == [rgb(COMPARED), rgb(INK)]
    assert len(colours) == 6
    assert len(written(deck(national, "", REGION_DALARNA))["layers"][1]["data"]) == 2


def test_another_choice_gives_the_layers_other_names_so_that_the_click_is_forgotten(regional):
    one, other = (written(deck(regional, code))["layers"][0]["id"] for code in ("0020", "0021"))
    assert one != other


def test_the_map_opens_with_limits_around_where_it_opens(regional):
    state = written(deck(regional))["initialViewState"]
    assert state["minZoom"] < state["zoom"] < state["maxZoom"]
    assert 10 < state["longitude"] < 25
    assert 60 < state["latitude"] < 66
    assert state["zoom"] == whole(regional.outlines.values(), HEIGHT)["zoom"]


def test_a_map_of_twice_the_height_opens_one_step_closer():
    """A step of zoom doubles the scale (Mercator; 512 pixels around the world at zoom 0)."""
    around = [[[(0.0, -85.0511), (90.0, -85.0511), (90.0, 85.0511), (0.0, 85.0511), (0.0, -85.0511)]]]
    once, twice = whole(around, 512 / 0.94), whole(around, 1024 / 0.94)
    assert once["zoom"] == pytest.approx(0, abs=1e-4)
    assert twice["zoom"] == pytest.approx(1, abs=1e-4)
    assert (once["longitude"], once["latitude"]) == (45, pytest.approx(0, abs=1e-9))


@pytest.mark.slow
def test_pydeck_and_the_outlines_of_the_290_are_loaded_only_with_the_map():
    code = (
        "import sys; from gnv.ui import cache; cache.draw_first_page(); world = cache.world(); "
        "cache.national(world, cache.story(world, 'U23521')); "
        "print('pydeck' in sys.modules, 'municipality_outlines' in vars(world.areas))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]
