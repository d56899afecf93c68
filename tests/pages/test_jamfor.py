"""The page Jämför in each of its states."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from gnv.areas import Areas
from gnv.settings import settings
from gnv.store.engine import open_store
from gnv.strategy import Strategy
from gnv.ui import cache, compare_files, compare_page
from gnv.view import View
from tests.gnv.assessment.forms import ADMIN, FILE, form
from tests.gnv.assessment.kept import publish
from tests.pages.page import choice, has_component, markup, open_page, texts

SHEET, REGIONS, SIDES = "blad", "regionerna-val", "sida-vid-sida"


def opened(**query: str) -> AppTest:
    return open_page("jamfor", **query)


def query(test: AppTest) -> dict[str, str]:
    shown = test.query_params.items()
    return {name: values if isinstance(values, str) else values[0] for name, values in shown}


def test_the_page_opens_with_the_county_the_regions_and_an_invitation(areas: Areas) -> None:
    test = opened()
    assert choice(test, "ar") == ""
    assert all(f"ruta:U23521:{code}" in markup(test, SHEET) for code in areas.dalarna)
    assert "ruta:U71453:0020" in markup(test, REGIONS)
    assert "Välj områden" in texts(test)
    assert not has_component(test, SIDES)


def test_a_year_without_any_value_falls_back_quietly() -> None:
    test = opened(ar="1990", kommun="2080")
    assert choice(test, "ar") == ""
    assert query(test) == {"kommun": "2080"}
    assert markup(test, SHEET) == markup(opened(kommun="2080"), SHEET)


def test_before_scipy_is_loaded_the_county_is_seen_and_the_page_comes_to_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_hand = iter([False, True])
    monkeypatch.setattr(cache, "trends_at_hand", lambda: next(at_hand))
    assert "<table" in markup(opened(ar="2012", omraden="2080,2034"), SIDES)
    assert next(at_hand, None) is None


def test_with_the_shipped_figures_it_says_what_a_refresh_would_add() -> None:
    assert 'href="om"' in markup(opened(), "hamta-mer")


@pytest.mark.parametrize(
    ("part", "choices"),
    [
        ("ruta:U23482:2034", {"matt": "U23482", "delmal": 3, "kommun": "2034"}),
        ("ruta:sjalvskattning-2:2080", {"matt": "sjalvskattning-2", "delmal": 2, "kommun": "2080"}),
        ("ordning:U20462", {"ordning": "U20462"}),
        ("ordning:", {"ordning": ""}),
        ("stang", {"kommun": ""}),
        ("något annat", {}),
    ],
)
def test_what_is_chosen_in_a_table_makes_its_choices(
    part: str, choices: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, object] = {}
    monkeypatch.setattr(compare_page, "chooser", lambda world: lambda **chosen: made.update(chosen))
    compare_page.choose_part(cache.world(), part)
    assert made == choices


def test_a_chosen_cell_stands_in_the_address_and_is_answered() -> None:
    test = opened(matt="U23482", kommun="2034")
    assert query(test) == {"delmal": "3", "kommun": "2034"}
    assert "Orsa. Varför den här färgen?" in markup(test, SHEET)


def test_without_a_chosen_municipality_nothing_is_answered() -> None:
    assert "Varför den här färgen?" not in markup(opened(matt="U23482"), SHEET)


@pytest.mark.parametrize(("order", "way"), [("U20462", "ascending"), ("2061", "descending")])
def test_what_it_is_sorted_by_is_marked(order: str, way: str) -> None:
    test = opened(ordning=order)
    assert query(test) == {"ordning": order}
    assert markup(test, SHEET).count(f'aria-sort="{way}"') == 1


def test_a_cell_of_a_region_key_figure_is_answered_among_the_regions() -> None:
    test = opened(matt="U71453", kommun="0020")
    assert "Varför den här färgen?" in markup(test, REGIONS)
    assert "Varför den här färgen?" not in markup(test, SHEET)


def test_a_year_can_be_chosen_and_most_are_missing_in_an_early_one() -> None:
    test = opened()
    test.selectbox(key="ar").select("2012").run()
    assert query(test) == {"ar": "2012"}
    assert markup(test, SHEET).count("2012: inte insamlat") >= 2 * 15


def test_women_have_their_own_sheet() -> None:
    test = opened()
    test.button_group(key="kon").set_value("K").run()
    assert query(test)["kon"] == "K"
    assert "kvinnor" in markup(test, SHEET)
    assert "finns bara för alla" in markup(test, REGIONS)


def test_the_chosen_municipality_stands_beside_the_country() -> None:
    test = opened(kommun="2080")
    assert choice(test, "omraden") == ["2080", "0000"]
    assert "Falun och Riket" in markup(test, SIDES)


def test_areas_of_every_kind_stand_side_by_side() -> None:
    test = opened(omraden="2080,0020,0000,0001")
    shown = markup(test, SIDES)
    assert all(name in shown for name in ("Falun", "Region Dalarna", "Riket", "Region Stockholm"))
    assert "bara på regionnivå" in shown
    assert "bara på kommunnivå" in shown


def test_areas_are_chosen_in_the_list_and_stand_in_the_address() -> None:
    test = opened()
    test.multiselect(key="omraden").set_value(["2080", "2034"]).run()
    assert query(test) == {"omraden": "2080,2034"}
    assert "Orsa" in markup(test, SIDES)


def test_a_suggestion_fills_in_the_areas(areas: Areas) -> None:
    test = opened(kommun="2080")
    button = next(each for each in test.button if each.label == "Falun och grannarna")
    button.click().run()
    codes = query(test)["omraden"].split(",")
    assert codes[0] == "2080"
    assert set(codes[1:]) <= set(areas.neighbours["2080"])


def test_one_area_alone_is_told_to_have_company() -> None:
    test = opened(omraden="2080")
    assert "Falun står ensam" in texts(test)
    assert has_component(test, SIDES)


def test_of_seven_areas_six_are_shown_and_the_seventh_is_told_of() -> None:
    seven = ["2080", "2034", "2081", "2062", "2031", "2029", "0000"]
    test = opened(omraden=",".join(seven))
    assert choice(test, "omraden") == seven[:6]
    assert "Högst sex" in texts(test)
    test.multiselect(key="omraden").set_value(seven[1:]).run()
    assert choice(test, "omraden") == seven[1:]
    assert "Högst sex" not in texts(test)
    test.multiselect(key="omraden").set_value(seven).run()
    assert choice(test, "omraden") == seven[:6]
    assert "Högst sex" in texts(test)


@pytest.mark.parametrize("unknown", [{"omraden": "9999,x"}, {"ordning": "x"}, {"ar": "20xx"}, {"matt": "x"}])
def test_unknown_choices_fall_back(unknown: dict[str, str]) -> None:
    test = opened(**unknown)
    assert query(test) == {}
    assert "Välj områden" in texts(test)


def test_an_area_whose_values_are_not_fetched_says_so() -> None:
    test = opened(omraden="2080,0180")
    assert choice(test, "omraden") == ["2080", "0180"]
    assert "inte hämtat än" in markup(test, SIDES)


def test_the_link_holds_every_choice_also_those_shown_without_being_made() -> None:
    test = opened(kommun="2080")
    (link,) = (each for each in test.get("bidi_component") if each.proto.id.endswith("-kopiera-lank"))
    said = json.loads(link.proto.json)["query"]
    assert said["omraden"] == "2080,0000"
    assert said["kon"] == "T"


def test_published_self_assessments_stand_in_the_sheet(folder) -> None:
    store = open_store(settings())
    publish(store, ADMIN, FILE, [form(score=4.0)])
    store.close()
    shown = markup(opened(), SHEET)
    assert "ruta:sjalvskattning-1:2080" in shown
    assert "Självskattning: Nära för mig" in shown


def test_every_download_can_be_made(strategy: Strategy, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = []
    monkeypatch.setattr(compare_files, "offer", lambda parts, files: offered.extend(files))
    world, view = cache.world(), View(1, "U23521", kommun="2080")
    compare_files.show(world, view, cache.sheet_scene(world, view), ("2080", "0000"))
    made = {file.suffix: file.make() for file in offered}
    assert made["allt.xlsx"].startswith(b"PK")
    tables = {name: text.decode("utf-8-sig") for name, text in made.items() if name.endswith(".csv")}
    assert len(tables) == 3
    assert all(";" in text.splitlines()[0] for text in tables.values())
    assert "Falun;Trygghet på äldreboende;U23521;2022" in tables["sida-vid-sida.csv"]
