from __future__ import annotations

import json
import shutil
from itertools import pairwise

import pytest

from gnv.areas import COUNTRY, REGION_DALARNA, Kind, load_areas, swedish
from gnv.problems import ProblemError
from tests.conftest import ROOT

FILES = ("dalarna.json", "regioner.json", "kommuner.json", "grannar.json")


def test_there_are_15_municipalities_21_regions_290_in_sweden_and_the_country(areas):
    assert len(areas.dalarna) == len(set(areas.dalarna)) == 15
    assert len(areas.regions) == len(set(areas.regions)) == 21
    assert len(areas.municipalities) == len(set(areas.municipalities)) == 290
    assert len(areas.by_code) == 290 + 21 + 1
    assert set(areas.dalarna) < set(areas.municipalities)


def test_dalarnas_municipalities_stand_in_swedish_order_with_their_names(areas):
    assert [areas.name(code) for code in areas.dalarna] == [
        "Avesta", "Borlänge", "Falun", "Gagnef", "Hedemora", "Leksand", "Ludvika", "Malung-Sälen",
        "Mora", "Orsa", "Rättvik", "Smedjebacken", "Säter", "Vansbro", "Älvdalen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("0000", "Riket", Kind.COUNTRY),
        ("0020", "Region Dalarna", Kind.REGION),
        ("0009", "Region Gotland", Kind.REGION),
        ("0014", "Västra Götalandsregionen", Kind.REGION),
        ("0023", "Region Jämtland Härjedalen", Kind.REGION),
        ("2080", "Falun", Kind.MUNICIPALITY),
        ("2039", "Älvdalen", Kind.MUNICIPALITY),
        ("0180", "Stockholm", Kind.MUNICIPALITY),
        ("1480", "Göteborg", Kind.MUNICIPALITY),
        ("2321", "Åre", Kind.MUNICIPALITY),
        ("0980", "Gotland", Kind.MUNICIPALITY),
    ],
)
def test_an_area_has_its_name_and_kind(areas, code, name, kind):
    assert areas.name(code) == name
    assert areas.by_code[code].kind is kind
    assert areas.by_code[code].code == code


def test_the_name_of_an_unknown_code_is_the_code(areas):
    assert areas.name("9999") == "9999"


def test_regions_and_swedens_municipalities_end_with_a_ring_umlaut_names(areas):
    names = [areas.name(code) for code in areas.municipalities]
    first_letters = list(dict.fromkeys(name[0] for name in names))
    assert first_letters[-3:] == ["Å", "Ä", "Ö"]
    assert first_letters[:-3] == sorted(first_letters[:-3])
    assert [areas.name(code) for code in areas.regions][-3:] == [
        "Region Örebro län", "Region Östergötland", "Västra Götalandsregionen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "ordered",
    [
        ["Avesta", "Orsa", "Zorn", "Åre", "Älvdalen", "Örebro"],
        ["falun", "Falun kommun", "GAGNEF", "gagnefs"],
        ["Sala", "Svedala", "Säffle", "Säter", "Söderhamn"],
        ["Zinkgruvan", "Ånge"],
    ],
)
def test_swedish_order(ordered):
    shuffled = ordered[::-1]
    assert sorted(shuffled, key=swedish) == ordered


def test_faluns_neighbours_are_those_on_the_map(areas):
    assert {areas.name(code) for code in areas.neighbours["2080"]} == {
        "Leksand", "Rättvik", "Borlänge", "Säter", "Ockelbo", "Hofors", "Ovanåker", "Sandviken", "Bollnäs",
    }  # fmt: skip


def test_region_dalarnas_neighbours_are_the_regions_on_the_map(areas):
    assert {areas.name(code) for code in areas.neighbours[REGION_DALARNA]} == {
        "Region Värmland", "Region Örebro län", "Region Västmanland", "Region Gävleborg",
        "Region Jämtland Härjedalen",
    }  # fmt: skip


@pytest.mark.parametrize("code", ["0980", "0009"])
def test_an_island_has_no_neighbours(areas, code):
    assert areas.neighbours[code] == ()


def test_neighbours_are_mutual_distinct_of_the_same_kind_and_never_oneself(areas):
    assert set(areas.neighbours) == {*areas.municipalities, *areas.regions}
    for code, others in areas.neighbours.items():
        assert code not in others
        assert {areas.by_code[other].kind for other in others} <= {areas.by_code[code].kind}
        assert len(set(others)) == len(others)
        assert all(code in areas.neighbours[other] for other in others)


def test_there_is_an_outline_for_each_area_that_is_drawn(areas):
    assert set(areas.dalarna_outlines) == set(areas.dalarna)
    assert set(areas.region_outlines) == set(areas.regions)
    assert set(areas.municipality_outlines) == set(areas.municipalities)


def test_the_outlines_of_the_290_are_read_only_when_they_are_asked_for(folder):
    areas = load_areas(folder)
    harm_file(folder / "kommuner.json", drop_arcs)
    with pytest.raises(ProblemError) as caught:
        _ = areas.municipality_outlines
    assert "geo/build.py" in caught.value.problem.remedy


def rings(areas):
    drawn = (areas.dalarna_outlines, areas.region_outlines, areas.municipality_outlines)
    outlines = [outline for of_kind in drawn for outline in of_kind.values()]
    return [ring for outline in outlines for ring in outline]


def test_rings_are_closed_and_lie_in_sweden(areas):
    for ring in rings(areas):
        assert len(ring) >= 4
        assert ring[0] == ring[-1]
        assert all(10 < longitude < 25 and 55 < latitude < 70 for longitude, latitude in ring)


def test_no_ring_repeats_a_point_where_two_arcs_meet(areas):
    for ring in rings(areas):
        assert all(one != other for one, other in pairwise(ring))


def points(outline):
    return {point for ring in outline for point in ring}


def test_neighbouring_municipalities_are_drawn_with_the_very_same_boundary_points(areas):
    for code, outline in areas.dalarna_outlines.items():
        for other in set(areas.neighbours[code]) & set(areas.dalarna):
            assert len(points(outline) & points(areas.dalarna_outlines[other])) >= 2


def test_municipalities_that_are_no_neighbours_share_at_most_a_corner(areas):
    for code, outline in areas.dalarna_outlines.items():
        for other in set(areas.dalarna) - set(areas.neighbours[code]) - {code}:
            assert len(points(outline) & points(areas.dalarna_outlines[other])) <= 2


def inside(point, outline) -> bool:
    x, y = point
    crossings = 0
    for ring in outline:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1


def test_each_label_lies_inside_its_own_area_and_no_other(areas):
    for outlines in (areas.dalarna_outlines, areas.region_outlines):
        for code in outlines:
            label = areas.by_code[code].label
            assert [other for other, outline in outlines.items() if inside(label, outline)] == [code]


def test_the_codes_that_others_rely_on_are_areas(areas):
    assert areas.by_code[COUNTRY].kind is Kind.COUNTRY
    assert areas.by_code[REGION_DALARNA].kind is Kind.REGION


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "geo"
    copy.mkdir()
    for name in FILES:
        shutil.copy(ROOT / "geo" / name, copy / name)
    return copy


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    with pytest.raises(ProblemError) as caught:
        load_areas(folder)
    assert name in caught.value.problem.what
    assert "geo/build.py" in caught.value.problem.remedy


@pytest.mark.parametrize("name", FILES)
def test_a_truncated_file_is_named(folder, name):
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(ProblemError, match=name):
        load_areas(folder)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"null", b"[]", b'"text"', b"[[1, 2], 3]"])
def test_a_file_of_something_else_is_a_problem(folder, name, content):
    (folder / name).write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        load_areas(folder)
    assert "geo/build.py" in caught.value.problem.remedy


@pytest.mark.parametrize("name", FILES[:3])
def test_another_geographic_file_is_a_problem(folder, name):
    (folder / name).write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(ProblemError):
        load_areas(folder)


def harm_file(path, harm):
    """Change a topology's file."""
    topology = json.loads(path.read_text("utf-8"))
    harm(topology)
    path.write_text(json.dumps(topology), encoding="utf-8")


def drop_arcs(topology):
    topology["arcs"] = topology["arcs"][:1]


def drop_transform(topology):
    del topology["transform"]


def flat_transform(topology):
    topology["transform"]["translate"].append(0)


def lift_points(topology):
    topology["arcs"] = [[[x, y, 0] for x, y in arc] for arc in topology["arcs"]]


def drop_label(topology):
    del topology["objects"]["kommuner"]["geometries"][0]["properties"]["label"]


def rename_object(topology):
    topology["objects"]["annat"] = topology["objects"].pop("kommuner")


@pytest.mark.parametrize("harm", [drop_arcs, drop_transform, flat_transform, lift_points, rename_object])
def test_a_topology_of_another_make_is_a_problem(folder, harm):
    harm_file(folder / "dalarna.json", harm)
    with pytest.raises(ProblemError):
        load_areas(folder)


@pytest.mark.parametrize("harm", [drop_label, rename_object])
def test_municipalities_without_what_is_needed_are_a_problem(folder, harm):
    harm_file(folder / "kommuner.json", harm)
    with pytest.raises(ProblemError):
        load_areas(folder)
