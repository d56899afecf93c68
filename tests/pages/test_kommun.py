"""The page Kommun in each of its states."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from gnv.areas import REGION_DALARNA, Areas
from gnv.charts.profile_scene import ProfileScene
from gnv.portrait import WAITING
from gnv.settings import settings
from gnv.store.engine import open_store
from gnv.ui import cache
from tests.gnv.assessment.forms import ADMIN, FILE, form
from tests.gnv.assessment.kept import publish
from tests.pages.page import choice, has_component, markup, open_page, texts
from tests.pages.test_karta import query

FALUN = "2080"
PANELS = ("linser-bild", "rygg-bild", "avvikelser-bild")


def page(**chosen: str) -> AppTest:
    return open_page("kommun", **chosen)


def everything(test: AppTest) -> str:
    return " ".join([texts(test), *(markup(test, key) for key in PANELS)])


def test_without_a_choice_there_is_the_county_to_choose_from(areas: Areas) -> None:
    test = page()
    assert not any(has_component(test, key) for key in PANELS)
    assert all(f'data-area="{code}"' in markup(test, "karta-val") for code in areas.dalarna)
    listed = markup(test, "kommunlista-bild")
    assert all(f"kommun={code}" in listed for code in (*areas.dalarna, REGION_DALARNA))
    test.selectbox(key="kommun").select(FALUN).run()
    assert query(test) == {"kommun": FALUN}
    assert has_component(test, "rygg-bild")


def test_a_municipality_has_every_panel() -> None:
    test = page(kommun=FALUN)
    assert all(has_component(test, key) for key in PANELS)
    assert ">Falun<" in texts(test)
    assert "gnv-sammanfattning" in texts(test)
    assert choice(test, "jfr") == "mitten"
    assert choice(test, "ar") == ""


def test_each_choice_is_written_to_the_address_and_changes_what_is_said() -> None:
    test = page(kommun=FALUN)
    before = markup(test, "rygg-bild")
    test.selectbox(key="jfr").select("riket").run()
    against_country = markup(test, "rygg-bild")
    test.selectbox(key="ar").select("2020").run()
    test.button_group(key="kon").set_value("K").run()
    assert query(test) == {"kommun": FALUN, "jfr": "riket", "ar": "2020", "kon": "K"}
    assert len({before, against_country, markup(test, "rygg-bild")}) == 3


@pytest.mark.parametrize("jfr", ["dalarna", "region", FALUN])
def test_the_region_is_compared_with_regions_only(jfr: str) -> None:
    test = page(kommun=REGION_DALARNA, jfr=jfr)
    assert choice(test, "jfr") == "mitten"
    assert "jfr" not in query(test)


@pytest.mark.parametrize("chosen", [{"jfr": FALUN}, {"ar": "1990"}])
def test_itself_and_a_year_without_any_value_fall_back_quietly(chosen: dict[str, str]) -> None:
    test = page(kommun=FALUN, **chosen)
    assert (choice(test, "jfr"), choice(test, "ar")) == ("mitten", "")
    assert query(test) == {"kommun": FALUN}
    assert FALUN not in test.selectbox(key="jfr").options


def test_before_scipy_is_loaded_the_rest_is_seen_and_the_page_comes_to_rest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_hand = iter([False, True])
    monkeypatch.setattr(cache, "trends_at_hand", lambda: next(at_hand))
    drawn: list[str] = []
    untold = ProfileScene.untold

    def noted(scene: ProfileScene) -> ProfileScene:
        drawn.append(untold(scene).summary)
        return untold(scene)

    monkeypatch.setattr(ProfileScene, "untold", noted)
    test = page(kommun=FALUN, ar="2012")
    assert len(drawn) == 1
    assert WAITING in drawn[0]
    assert WAITING not in texts(test)


def test_similar_municipalities_need_a_refresh_and_it_says_so() -> None:
    test = page(kommun=FALUN, jfr="liknande")
    assert "om" in texts(test)
    assert "liknande kommuner är inte kända" in markup(test, "rygg-bild")


@pytest.mark.parametrize(
    "chosen",
    [{"ar": "1999"}, {"ar": "2012", "jfr": "2062"}, {"kon": "M", "jfr": "grannar"}, {"mote": "1"}],
)
def test_a_view_with_little_to_show_stands(chosen: dict[str, str]) -> None:
    for code in ("2023", REGION_DALARNA):
        assert all(has_component(page(kommun=code, **chosen), key) for key in PANELS)


def test_why_is_told_of_each_value_when_it_is_asked_for() -> None:
    test = page(kommun=FALUN)
    assert "gnv-varfor" not in texts(test)
    test.session_state["varfor"] = True
    test.run()
    steps = texts(test).split("gnv-varfor-alla")[1]
    assert "mitten av Dalarnas 15" in steps
    assert "1,4826" in steps


def test_lenses_that_differ_are_asked_about(local: object) -> None:
    low = [form(name, 1.0, period="2025-1") for name in ("A", "B", "C")]
    publish(open_store(settings()), ADMIN, FILE, low)
    shown = markup(page(kommun=FALUN), "linser-bild")
    assert f'href="planer?kommun={FALUN}"' in shown
    assert "samstämmigt" in shown
    assert "Att prata om" in shown
    assert "Att prata om" not in markup(page(kommun="2062"), "linser-bild")


def test_every_file_can_be_made() -> None:
    test = page(kommun=FALUN)
    test.session_state["ladda-ned"] = True
    test.run()
    assert len(test.get("download_button")) == 6


def test_a_known_municipality_follows_from_the_map() -> None:
    test = open_page(kommun=FALUN, delmal="4")
    test.switch_page("pages/kommun.py").run()
    assert ">Falun<" in texts(test)
    assert "kommun=2080" in everything(test)
