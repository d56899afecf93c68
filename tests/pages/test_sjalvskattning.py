"""The page Självskattning in each of its states."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access import Person
from gnv.areas import Areas
from gnv.assessment.form import Form
from gnv.intake.choices import Principal
from gnv.store.engine import Store
from gnv.ui import database, person
from tests.gnv.assessment.forms import ADMIN, FILE, READER, form
from tests.gnv.assessment.kept import publish
from tests.pages.page import choice, has_component, markup, open_page, texts
from tests.pages.test_karta import query

PANELS = ("karta-val", "smakartor-bild", "spridning-bild", "tabell-val", "trend-bild")


@pytest.fixture
def answered(stored: Store) -> None:
    """Let three forms of Falun, two of Mora and one of the whole county stand, over two rounds."""
    publish_all(
        [
            form("A", 4.0, period="2024"),
            form("A", 4.0, period="2025-1", comment="Hemligt ord"),
            form("B", 3.0, period="2025-1", principal=Principal.REGION),
            form("M", 2.0, period="2025-1", municipality="2062"),
            form("L", 5.0, period="2025-1", municipality="0020", principal=Principal.REGION),
        ]
    )


def publish_all(forms: Iterable[Form]) -> None:
    publish(database.store(), ADMIN, FILE, forms)


def page(**chosen: str) -> AppTest:
    return open_page("sjalvskattning", **chosen)


def as_person(monkeypatch: pytest.MonkeyPatch, who: Person) -> None:
    monkeypatch.setattr(person, "current", lambda: who)


def test_with_nothing_uploaded_it_says_what_to_do() -> None:
    test = page()
    assert "ladda-upp" in texts(test)
    assert not any(has_component(test, key) for key in PANELS)


def test_the_example_is_one_click_away_marked_and_left_as_easily() -> None:
    test = page()
    test.button(key="visa-exempel").click().run()
    assert query(test) == {"exempel": "1"}
    assert "Exempeldata, påhittade" in " ".join(element.value for element in test.markdown)
    assert all(has_component(test, key) for key in PANELS)
    assert "Exempeldata, påhittade" in markup(test, "karta-val")
    test.button(key="dolj-exempel").click().run()
    assert "exempel" not in query(test)
    assert not has_component(test, "karta-val")


def test_the_example_stores_nothing(local: Path) -> None:
    page(exempel="1")
    assert not list(local.iterdir())


def test_it_opens_with_the_latest_round_and_every_panel(answered: None, areas: Areas) -> None:
    test = page()
    assert choice(test, "omg") == "2025-1"
    assert all(has_component(test, key) for key in PANELS)
    assert all(f'data-area="{code}"' in markup(test, "karta-val") for code in areas.dalarna)
    assert "2 av 15 kommuner" in texts(test)


def test_the_address_decides_round_sub_goal_and_municipality(answered: None) -> None:
    test = page(omg="2024", delmal="3", kommun="2080")
    assert (choice(test, "omg"), choice(test, "delmal"), choice(test, "kommun")) == ("2024", 3, "2080")
    assert "Nära i hela Dalarna" in texts(test)
    assert "Falun har 2,0" in texts(test)


def test_an_unknown_round_falls_back_to_the_latest(answered: None) -> None:
    assert choice(page(omg="2019-2"), "omg") == "2025-1"


def test_choosing_writes_the_address_and_changes_every_panel(answered: None) -> None:
    test = page()
    test.button_group(key="delmal").set_value(2).run()
    test.selectbox(key="kommun").select("2062").run()
    test.selectbox(key="omg").select("2024").run()
    shown = query(test)
    assert (shown["delmal"], shown["kommun"], shown["omg"]) == ("2", "2062", "2024")
    assert 'class="vald"' in markup(test, "tabell-val")
    assert "Mora" in texts(test)
    test.selectbox(key="omg").select("2025-1").run()
    assert "omg" not in query(test)


def test_a_municipality_that_has_not_answered_can_be_chosen(answered: None) -> None:
    test = page(kommun="2034")
    assert "ej besvarat" in texts(test)
    assert "<circle" not in markup(test, "spridning-bild")


def test_units_of_the_whole_county_can_be_chosen_and_are_not_on_the_map(answered: None) -> None:
    test = page(kommun="0020")
    assert markup(test, "spridning-bild").count("<circle") == 5
    assert 'aria-pressed="true"' not in markup(test, "karta-val")


def test_comments_are_for_contributors_only(answered: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for who, may in ((READER, False), (ADMIN, True)):
        as_person(monkeypatch, who)
        test = page(kommun="2080")
        test.session_state["kommentarer"] = True
        test.run()
        assert ("Hemligt ord" in texts(test)) is may


def test_tables_are_drawn_when_they_are_opened(answered: None) -> None:
    test = page(kommun="2080")
    assert "<td>4,0</td>" not in texts(test)
    test.session_state["spridning-varden"] = True
    test.run()
    assert "<td>4,0</td>" in texts(test)


def test_every_file_can_be_made(answered: None) -> None:
    test = page(kommun="2080")
    test.session_state["ladda-ned"] = True
    test.run()
    assert not test.exception
    assert len(test.get("download_button")) == 12


def test_choices_follow_from_the_map_page_and_back(answered: None) -> None:
    test = open_page(kommun="2062", delmal="4")
    test.switch_page("pages/sjalvskattning.py").run()
    assert (choice(test, "kommun"), choice(test, "delmal")) == ("2062", 4)
    test.selectbox(key="kommun").select("2080").run()
    test.switch_page("pages/karta.py").run()
    assert (choice(test, "kommun"), choice(test, "delmal")) == ("2080", 4)


def test_why_the_colour_is_told_when_it_is_asked_for(answered: None) -> None:
    test = page(kommun="2080")
    test.session_state["varfor"] = True
    test.run()
    assert "skalan 1–5" in texts(test).split("gnv-varfor")[1]
    assert "Exempeldata" not in texts(test).split("gnv-varfor")[1]
    test = page(exempel="1")
    test.session_state["varfor"] = True
    test.run()
    assert "Exempeldata" in texts(test).split("gnv-varfor")[1].split("</ol>")[0]
