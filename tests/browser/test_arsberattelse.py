"""Two people at the page Årsberättelse in real browsers: they edit the same text, and neither loses any."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Watched, serious_faults
from tests.servers import streamlit_server

PLACE = "/arsberattelse?ar=2025"
SECTION = "text-2025-inledning"
_SECONDS = 60_000


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[str]:
    """Address of a server where nothing has been written."""
    with streamlit_server(GNV_DATA_DIR=str(tmp_path / "lokalt")) as (url, _):
        yield url


@pytest.fixture
def two_pages(browser: Browser, own_server: str) -> Iterator[tuple[Page, Page]]:
    """The same report opened by two people."""
    contexts = [browser.new_context(viewport={"width": 1280, "height": 800}) for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.goto(own_server + PLACE)
        expect(page.locator(".gnv-berattelse").first).to_be_visible(timeout=_SECONDS)
    yield pages[0], pages[1]
    for context in contexts:
        context.close()


def editor(page: Page) -> Locator:
    return page.locator(".st-key-redigering")


def edit(page: Page, text: str) -> None:
    """Open the section's form by its own button and write in it."""
    page.get_by_role("button", name="Ändra texten i Om årsberättelsen").click()
    expect(editor(page).locator("textarea")).to_be_visible(timeout=_SECONDS)
    editor(page).locator("textarea").fill(text)


def save(page: Page) -> None:
    page.locator(f".st-key-spara-{SECTION} button").click()


def test_the_second_of_two_is_shown_the_first_ones_text_and_keeps_their_own(two_pages):
    first, second = two_pages
    edit(first, "Den förstas *text* <b>fet</b>")
    edit(second, "Den andras text")
    save(first)
    expect(editor(first)).to_contain_text("Sparat", timeout=_SECONDS)
    expect(editor(first)).to_contain_text("<b>fet</b>", timeout=_SECONDS)
    save(second)
    expect(editor(second)).to_contain_text("inget är borta", timeout=_SECONDS)
    expect(editor(second)).to_contain_text("Den förstas text", timeout=_SECONDS)
    expect(editor(second).locator("textarea")).to_have_value("Den andras text", timeout=_SECONDS)
    assert serious_faults(second) == []
    save(second)
    expect(editor(second)).to_contain_text("Sparat", timeout=_SECONDS)
    first.reload()
    expect(first.locator(".st-key-berattelse")).to_contain_text("Den andras text", timeout=_SECONDS)


def test_it_is_begun_by_a_click_and_stays_begun(context, own_server):
    watched = Watched(context.new_page(), own_server)
    page = watched.open(PLACE, ".gnv-berattelse")
    page.locator(".st-key-paborja button").click(timeout=_SECONDS)
    expect(page.locator(".gnv-frysning")).to_contain_text("Påbörjad", timeout=_SECONDS)
    expect(page.locator(".st-key-paborja")).to_have_count(0, timeout=_SECONDS)
    page.reload()
    expect(page.locator(".gnv-frysning")).to_contain_text("Påbörjad", timeout=_SECONDS)
    assert (watched.elsewhere, watched.console_errors) == ([], [])
