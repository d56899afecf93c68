"""The page Årsberättelse: begun, frozen, edited; and nobody's text is lost."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from gnv.access.local import operator
from gnv.annual import facts as facts_of
from gnv.annual import sections, shown
from gnv.annual.draft import draft
from gnv.annual.facts import AnnualFacts
from gnv.annual.prose import Text
from gnv.annual.sections import Section
from gnv.areas import Areas
from gnv.frozen.submissions import begin, frozen, texts
from gnv.kolada.editions import FOLDER
from gnv.measured import tell
from gnv.observations import Observations
from gnv.settings import settings
from gnv.store.place import FILE as DATABASE
from gnv.story import Story
from gnv.strategy import Indicator
from gnv.ui import person
from tests.gnv.activities.kept import publish as publish_activity
from tests.gnv.activities.made import FILE, activity
from tests.gnv.analyses.kept import publish as publish_analysis
from tests.gnv.analyses.made import analysis
from tests.gnv.assessment.forms import ADMIN, FALUN_ONLY, READER
from tests.gnv.frozen.kept import save_text
from tests.gnv.frozen.made import TODAY, section_text
from tests.pages.desk import has, press, said
from tests.pages.page import has_component, markup, open_page
from tests.pages.page import texts as shown_texts

YEAR = 2025
PLACE = "text-2025-inledning"


def opened(**query: str) -> AppTest:
    return open_page("arsberattelse", ar=str(YEAR), **query)


def editing(section: str = "inledning") -> AppTest:
    """Open the page with a section being edited."""
    return press(opened(avsnitt=section), f"skriv-text-2025-{section}")


def freeze(store, seen=0):
    begin(store, settings(), operator(), YEAR, TODAY, seen)


_told: dict[object, Story] = {}


@pytest.fixture(autouse=True)
def _short_drafts(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Draft only what is drafted in no time, unless a test is slow; tell each story once."""

    def told(indicator: Indicator, observations: Observations, areas: Areas, **chosen: Any) -> Story:
        asked = (indicator, observations.edition.hash, len(observations.edition.values), *chosen.values())
        if asked not in _told:
            _told[asked] = tell(indicator, observations, areas, **chosen)
        return _told[asked]

    def short(section: Section, facts: AnnualFacts) -> Text:
        quick = section in (sections.INTRODUCTION, sections.ACTIVITIES, sections.SELF_ASSESSMENT)
        return draft(section, facts) if quick else ()

    if request.node.get_closest_marker("slow") is None:
        monkeypatch.setattr(facts_of, "tell", told)
        monkeypatch.setattr(shown, "draft", short)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person, "current", lambda: READER)


@pytest.mark.slow
def test_without_a_database_every_section_is_drafted_in_order(reader, strategy):
    test = opened()
    drafted = markup(test, "text-fore")
    parts = ["<h2>Inledning", "<h2>Nyckeltal", "<h2>Självskattning", "<h2>Aktiviteter", "<h2>Metod"]
    assert [drafted.index(part) for part in parts] == sorted(drafted.index(part) for part in parts)
    assert all(f"{goal.number}. {goal.name}" in drafted for goal in strategy.goals)
    assert "inte påbörjad" in shown_texts(test)
    assert "Ändra" not in drafted
    assert not has(test, "paborja")


def test_an_unknown_year_falls_back_and_one_without_data_says_so(reader):
    assert open_page("arsberattelse", ar="1999").title[0].value != "Årsberättelse 1999"
    test = open_page("arsberattelse", ar="2022")
    assert "Ingen självskattning är inlagd" in markup(test, "text-fore")


def test_it_is_begun_and_says_what_it_is_frozen_to(stored, may, shipped):
    test = press(opened(), "paborja")
    assert frozen(stored, YEAR).form.edition == shipped.hash
    assert "frysta" in said(test)
    assert shipped.hash[:8] in shown_texts(test)
    assert not has(test, "paborja")


def test_it_is_begun_where_nothing_has_been_stored_before(folder, may):
    test = press(opened(), "paborja")
    assert "Påbörjad" in shown_texts(test)


def test_freezing_anew_says_what_would_change_and_does_it(stored, may):
    freeze(stored)
    test = opened()
    test.session_state["frys-om"] = True
    test.run()
    assert "Inget har ändrats" in said(test)
    assert not has(test, "frys-om-nu")
    publish_activity(stored, operator(), FILE, [activity()])
    test.run()
    assert "1 ny eller ändrad aktivitet" in said(test)
    assert "Ingen aktivitet är registrerad" in markup(test, "text-fore")
    press(test, "frys-om-nu")
    assert frozen(stored, YEAR).form.moment.upload == 2
    assert "Ingen aktivitet är registrerad" not in markup(test, "text-fore")


def test_what_has_come_since_is_told_to_readers_and_left_out(stored, reader):
    freeze(stored)
    assert "Nyare uppgifter" not in shown_texts(opened())
    publish_analysis(stored, operator(), analysis(year="2025", about="sjalvskattning-1"), 0)
    test = opened()
    assert "1 ny eller ändrad analys" in shown_texts(test)
    assert "0 analyser" in shown_texts(test)


def test_a_freezing_is_followed_back_and_the_one_before_it_stands_again(stored, may):
    freeze(stored)
    publish_activity(stored, operator(), FILE, [activity()])
    freeze(stored, seen=frozen(stored, YEAR).submission)
    test = opened()
    test.session_state["frysningar"] = True
    test.run()
    assert "Ersatt av senare" in said(test)
    for _ in range(2):
        test.text_input[0].set_value("för tidigt")
        press(test, "dra-tillbaka-frysning")
    assert frozen(stored, YEAR) is None
    assert "inte påbörjad" in shown_texts(test)


def test_the_second_of_two_who_begin_is_told(stored, may):
    test = opened()
    freeze(stored)
    publish_activity(stored, operator(), FILE, [activity()])
    press(test, "paborja")
    assert "Någon annan har fryst" in said(test)
    assert frozen(stored, YEAR).form.moment.upload == 0


def test_a_section_is_edited_from_its_draft(stored, may):
    freeze(stored)
    test = editing()
    assert test.text_area[0].value.strip()
    test.text_area[0].set_value("Vår **egen** text.\n\n- <b>punkt</b>")
    press(test, f"spara-{PLACE}")
    saved = texts(stored, YEAR)["inledning"]
    assert (saved.form.text, saved.form.report) == (
        "Vår **egen** text.\n\n- <b>punkt</b>",
        frozen(stored, YEAR).submission,
    )
    press(test, "stang-avsnitt")
    shown = markup(test, "text-fore")
    assert "<strong>egen</strong>" in shown
    assert "&lt;b&gt;punkt&lt;/b&gt;" in shown
    assert "Redigerad" in shown


def test_the_second_of_two_is_told_and_loses_nothing(stored, may):
    test = editing()
    save_text(stored, ADMIN, section_text("Den andras text"), 0)
    test.text_area[0].set_value("Min text")
    press(test, f"spara-{PLACE}")
    assert texts(stored, YEAR)["inledning"].form.text == "Den andras text"
    assert ADMIN.name in said(test)
    assert "Den andras text" in said(test)
    assert test.text_area[0].value == "Min text"
    press(test, f"spara-{PLACE}")
    assert texts(stored, YEAR)["inledning"].form.text == "Min text"


def test_a_text_written_before_the_latest_freezing_is_marked(stored, may):
    freeze(stored)
    save_text(stored, operator(), section_text(), 0)
    assert "före den senaste frysningen" in markup(opened(), "text-fore")


def test_the_history_takes_a_text_back_to_the_draft(stored, may):
    save_text(stored, operator(), section_text("Tas tillbaka"), 0)
    test = opened(avsnitt="inledning")
    test.session_state[f"historik-{PLACE}"] = True
    test.run()
    test.text_input[0].set_value("fel")
    press(test, f"dra-tillbaka-{PLACE}")
    assert texts(stored, YEAR) == {}
    press(test, "stang-avsnitt")
    assert "Tas tillbaka" not in markup(test, "text-fore")


def test_an_edited_text_gives_way_to_the_draft_at_once(stored, may):
    stood = 0
    for said_text in ("Först", "Sedan"):
        stood = save_text(stored, operator(), section_text(said_text), stood).submissions[0].id
    test = opened(avsnitt="inledning")
    press(test, "till-utkastet")
    assert texts(stored, YEAR) == {}
    assert "gäller utkastet igen" in said(test)
    assert not has(test, "till-utkastet")


def test_a_text_that_another_saved_meanwhile_does_not_give_way_to_the_draft(stored, may):
    first = save_text(stored, operator(), section_text("Först"), 0).submissions[0].id
    test = opened(avsnitt="inledning")
    save_text(stored, ADMIN, section_text("Den andras"), first)
    press(test, "till-utkastet")
    assert texts(stored, YEAR)["inledning"].form.text == "Den andras"
    assert "Någon annan" in said(test)


def test_an_earlier_text_is_gone_on_with(stored, may):
    first = save_text(stored, operator(), section_text("Först"), 0).submissions[0].id
    save_text(stored, operator(), section_text("Sedan"), first)
    test = opened(avsnitt="inledning")
    test.session_state[f"historik-{PLACE}"] = True
    press(test.run(), f"utga-{PLACE}-{first}")
    assert test.text_area[0].value == "Först"
    press(test, f"spara-{PLACE}")
    assert texts(stored, YEAR)["inledning"].form.text == "Först"


def test_a_text_that_is_left_half_written_is_marked_and_gone_on_with(stored, may):
    test = editing()
    test.text_area[0].set_value("Halvvägs")
    test.switch_page("pages/ladda_upp.py").run()
    del test.query_params["avsnitt"]
    test.switch_page("pages/arsberattelse.py").run()
    shown = markup(test, "text-fore")
    assert shown.count("inte är sparad") == 1
    assert 'aria-label="Fortsätt med texten i Om årsberättelsen"' in shown
    test.query_params["avsnitt"] = "inledning"
    assert test.run().text_area[0].value == "Halvvägs"


def test_who_may_not_write_for_the_county_reads_only(stored, monkeypatch):
    save_text(stored, operator(), section_text("Länets text"), 0)
    monkeypatch.setattr(person, "current", lambda: FALUN_ONLY)
    test = opened(avsnitt="inledning")
    assert "Länets text" in markup(test, "text-fore")
    assert not has_component(test, "text-efter")
    assert not has(test, f"skriv-{PLACE}")


def test_a_lost_edition_is_told_and_the_edited_texts_are_still_there(stored, may, folder, own_edition):
    digest = own_edition([("U23521", "2080", 2022, "T", 90.0)])
    freeze(stored)
    save_text(stored, operator(), section_text("Kvar ändå"), 0)
    for file in (folder / FOLDER).iterdir():
        file.unlink()
    (folder / FOLDER).rmdir()
    test = opened()
    assert digest in said(test)
    shown = markup(test, "text-fore")
    assert "Kvar ändå" in shown
    assert "Utkastet kan inte göras" in shown


def test_an_unreadable_database_is_told_and_nothing_is_said_to_be_begun_or_not(local, may):
    (local / DATABASE).write_text("inte en databas " * 100, "utf-8")
    test = opened()
    assert test.warning or test.error
    assert "inte påbörjad" not in shown_texts(test)
    assert "Inget av den är borta" in shown_texts(test)
    assert not has(test, "paborja")
    assert "Utkastet kan inte göras" in markup(test, "text-fore")
