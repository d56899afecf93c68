"""Activities in a real browser: registered, closed, changed by two at once, uploaded, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Watched, at_rest, serious_faults
from tests.browser.test_upload import choose, drop, publish
from tests.gnv.activities.made import HEADINGS, row
from tests.gnv.tabular.files import csv_file
from tests.servers import streamlit_server

PLACE = "/aktiviteter"
SHOWN = ".st-key-aktiviteter"
CARD = ".st-key-aktivitet"


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[str]:
    """Address of a server where nothing has been registered."""
    with streamlit_server(GNV_DATA_DIR=str(tmp_path / "lokalt")) as (url, _):
        yield url


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").click()
    at_rest(page)


def form(page: Page) -> Locator:
    found = page.locator(".st-key-formular")
    expect(found).to_be_visible()
    return found


def register(page: Page, title: str) -> None:
    press(page, "registrera")
    fields = form(page)
    fields.get_by_label("Aktivitet *").fill(title)
    fields.get_by_label("Aktivitet *").blur()
    at_rest(page)  # the run that this begins would close an open list
    place = fields.get_by_role("combobox")
    place.click()
    place.fill("Falun")
    page.get_by_role("option", name="Falun").click()
    fields.get_by_text("1. Nära för mig", exact=True).click()
    fields.get_by_text("kommun", exact=True).click()
    fields.get_by_text("● pågår").click()
    fields.get_by_label("Startar *").fill("2025-03-01")
    press(page, "spara")
    expect(page.locator(CARD)).to_contain_text("Sparat")


def test_one_is_registered_closed_and_found_on_the_timeline(own_server: str, context: BrowserContext) -> None:
    watched = Watched(context.new_page(), own_server)
    page = watched.open(PLACE, wait=".st-key-registrera")
    at_rest(page)
    assert serious_faults(page) == []
    press(page, "registrera")
    form(page)
    assert serious_faults(page) == []
    press(page, "avbryt")
    register(page, "Mobilt team")
    expect(page).to_have_url(re.compile("aktivitet=2080"))
    assert serious_faults(page) == []
    press(page, "avsluta")
    form(page).get_by_label("Vad gick bra").fill("Samarbetet")
    press(page, "spara")
    expect(page.locator(CARD)).to_contain_text("✓ klar")
    expect(page.locator(CARD)).to_contain_text("Samarbetet")
    press(page, "stang")
    expect(page.locator(CARD)).to_have_count(0)
    line = page.locator(".gnv-tidslinje .rad")
    expect(line).to_have_count(1)  # the timeline takes the width that the card had
    line.focus()
    page.keyboard.press("Enter")
    expect(page.locator(CARD)).to_contain_text("Mobilt team")
    assert not watched.elsewhere
    assert not watched.console_errors


def test_the_second_of_two_loses_nothing(own_server: str, context: BrowserContext) -> None:
    page = Watched(context.new_page(), own_server).open(PLACE, wait=SHOWN)
    register(page, "Mobilt team")
    press(page, "andra")
    mine = form(page)
    mine.get_by_label("Resultat").fill("Mitt resultat")

    theirs = Watched(context.new_page(), own_server).open(f"{PLACE}?aktivitet=2080:mobilt-team", wait=CARD)
    press(theirs, "andra")
    form(theirs).get_by_label("Resultat").fill("Deras resultat")
    form(theirs).get_by_label("Vad gick bra").fill("Deras lärdom")
    press(theirs, "spara")
    expect(theirs.locator(CARD)).to_contain_text("Deras lärdom")

    press(page, "spara")
    expect(mine).to_contain_text("Någon annan ändrade")
    at_rest(page)  # the form that stood before is gone
    expect(page.locator(".st-key-krock")).to_contain_text("Deras resultat")
    expect(mine.get_by_label("Resultat")).to_have_value("Mitt resultat")
    expect(mine.get_by_label("Vad gick bra")).to_have_value("Deras lärdom")
    press(page, "spara")
    expect(page.locator(CARD)).to_contain_text("Mitt resultat")


def test_a_file_is_uploaded_seen_and_taken_back(own_server: str, context: BrowserContext) -> None:
    page = Watched(context.new_page(), own_server).open("/ladda-upp", wait=".st-key-ladda-upp")
    shown = drop(page, csv_file([HEADINGS, row(), row(aktivitet="Mobilt team")]), "aktiviteter.csv")
    expect(shown).to_contain_text("2 rader, 2 aktiviteter i 1 kommun")
    publish(page)
    page.get_by_role("link", name="Se Aktiviteter").click()
    table = page.locator(".st-key-tabell")
    expect(table).to_contain_text("Mobilt team")
    page.get_by_role("link", name="Ladda upp", exact=True).click()
    card = page.locator(".st-key-uppladdning-1")
    choose(card, "Dra tillbaka")
    card.get_by_label("Varför").fill("Fel fil")
    card.get_by_role("button", name=re.compile("^Dra tillbaka 2")).click()
    expect(card).to_contain_text("Tillbakadragen")
    page.get_by_role("link", name="Aktiviteter", exact=True).click()
    expect(page.locator(SHOWN)).to_contain_text("Ingen aktivitet är registrerad")
