"""The drawing: north upwards, shapes kept, every label inside its own area."""

import itertools
import math
import re

import pytest
from shapely import Point, Polygon

from gnv.areas import Area, Kind
from gnv.charts.projection import Shapes, polygons, shapes

EARTH_KM = 6371.0


@pytest.fixture(scope="module", params=["dalarna", "regions"])
def outlines(request, areas):
    return areas.dalarna_outlines if request.param == "dalarna" else areas.region_outlines


@pytest.fixture(scope="module")
def drawing(outlines, areas) -> Shapes:
    return shapes(outlines, areas.by_code, 640, margin=4)


def rings(path: str) -> list[list[tuple[float, float]]]:
    found = []
    for part in re.findall("M([^MZ]+)Z", path):
        pairs = [pair.split(",") for pair in part.split()]
        found.append([(float(x), float(y)) for x, y in pairs])
    return found


def haversine(one, other) -> float:
    (lon1, lat1), (lon2, lat2) = ([math.radians(degrees) for degrees in point] for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def test_distances_in_all_directions_have_one_scale(drawing, areas):
    pairs = [
        (haversine(areas.by_code[one].label, areas.by_code[other].label), one, other)
        for one, other in itertools.combinations(drawing.labels, 2)
    ]
    scales = [
        math.dist(drawing.labels[one], drawing.labels[other]) / km for km, one, other in pairs if km > 20
    ]
    assert len(scales) > 90
    assert max(scales) / min(scales) < 1.01


def test_north_is_up_and_east_is_right(areas):
    drawing = shapes(areas.dalarna_outlines, areas.by_code, 640)
    alvdalen, orsa, avesta, malung = (drawing.labels[code] for code in ("2039", "2034", "2084", "2023"))
    assert alvdalen[1] < orsa[1] < avesta[1]
    assert malung[0] < orsa[0] < avesta[0]
    sweden = shapes(areas.region_outlines, areas.by_code, 640)
    norrbotten, skane, gotland = (sweden.labels[code] for code in ("0025", "0012", "0009"))
    assert norrbotten[1] < gotland[1] < skane[1]
    assert skane[0] < gotland[0]


def test_the_drawing_fills_its_frame_within_the_margin(drawing):
    points = [point for path in drawing.paths.values() for ring in rings(path) for point in ring]
    xs, ys = zip(*points, strict=True)
    assert drawing.height == 640
    assert (min(xs), min(ys)) == pytest.approx((4, 4), abs=0.06)
    assert (max(xs), max(ys)) == pytest.approx((drawing.width - 4, 636), abs=0.06)


def test_every_outline_is_drawn_whole_and_closed(drawing, outlines):
    assert drawing.paths.keys() == outlines.keys() == drawing.labels.keys()
    for code, path in drawing.paths.items():
        assert path.startswith("M")
        assert path.endswith("Z")
        assert [len(ring) for ring in rings(path)] == [len(ring) for ring in outlines[code]]


def test_every_label_lies_inside_its_own_area_only(drawing):
    shaped = {code: [Polygon(ring) for ring in rings(path)] for code, path in drawing.paths.items()}
    for code, label in drawing.labels.items():
        owners = [other for other, parts in shaped.items() if any(p.contains(Point(label)) for p in parts)]
        assert owners == [code]


def test_the_height_and_margin_set_the_size(areas):
    small = shapes(areas.dalarna_outlines, areas.by_code, 320, margin=4)
    large = shapes(areas.dalarna_outlines, areas.by_code, 632, margin=4)
    assert (small.height, large.height) == (320, 632)
    assert large.width - 8 == pytest.approx(2 * (small.width - 8), abs=0.16)
    assert [round(drawing.width, 1) for drawing in (small, large)] == [small.width, large.width]


def square(x: float, y: float, side: float, *, turned: bool = False) -> list[tuple[float, float]]:
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    return corners[::-1] if turned else corners


@pytest.mark.parametrize("turned", [False, True])
def test_a_border_has_every_island_and_no_lake(turned):
    """The largest ring need not be the first; a lake turns the other way."""
    island = square(16.0, 60.0, 0.2, turned=turned)
    mainland = square(14.0, 60.0, 1.0, turned=turned)
    lake = square(14.4, 60.4, 0.2, turned=not turned)
    area = Area("1", "Ruta", Kind.MUNICIPALITY, (14.2, 60.2))
    drawing = shapes({"1": [island, mainland, lake]}, {"1": area}, 108, margin=4)
    assert drawing.borders["1"] == shapes({"1": [island, mainland]}, {"1": area}, 108, margin=4).paths["1"]
    assert rings(drawing.borders["1"]) == rings(drawing.paths["1"])[:2]
    assert len(rings(drawing.paths["1"])) == 3


@pytest.mark.parametrize("turned", [False, True])
def test_a_polygon_is_a_ring_with_the_holes_that_follow_it(turned):
    island = square(16.0, 60.0, 0.2, turned=turned)
    mainland = square(14.0, 60.0, 1.0, turned=turned)
    lake = square(14.4, 60.4, 0.2, turned=not turned)
    assert polygons([island, mainland, lake]) == [[island], [mainland, lake]]


def test_every_area_has_a_border_around_all_of_it(drawing):
    assert drawing.borders.keys() == drawing.paths.keys()
    for code, border in drawing.borders.items():
        whole = [Polygon(ring).bounds for ring in rings(drawing.paths[code])]
        outer = [Polygon(ring).bounds for ring in rings(border)]
        assert {min(b[i] for b in whole) for i in (0, 1)} == {min(b[i] for b in outer) for i in (0, 1)}
        assert {max(b[i] for b in whole) for i in (2, 3)} == {max(b[i] for b in outer) for i in (2, 3)}


def test_a_square_on_the_ground_is_drawn_square():
    """At 60° north a degree of longitude is half as long as one of latitude."""
    corners = [(14.0, 59.75), (15.0, 59.75), (15.0, 60.25), (14.0, 60.25), (14.0, 59.75)]
    area = Area("1", "Ruta", Kind.MUNICIPALITY, (14.5, 60.0))
    drawing = shapes({"1": [corners]}, {"1": area}, 108, margin=4)
    assert drawing.width == pytest.approx(drawing.height, rel=0.02)
    assert drawing.labels["1"] == pytest.approx((drawing.width / 2, drawing.height / 2), abs=0.5)
