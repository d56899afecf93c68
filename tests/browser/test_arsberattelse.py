"""Two people at the page Årsberättelse in real browsers: they edit the same text, and neither loses any."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Watched, serious_faults
from tests.servers import streamlit_server

PLACE = "/arsberattelse?ar=2025"
SECTION = "text-2025-inledning"


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[str]:
    """Address of a server where nothing has been written."""
    with streamlit_server(GNV_DATA_DIR=str(tmp_path / "lokalt")) as (url, _):
        yield url


@pytest.fixture
def two_pages(context: BrowserContext, own_server: str) -> tuple[Page, Page]:
    """The same report opened by two people."""
    first, second = (Watched(context.new_page(), own_server).open(PLACE, ".gnv-berattelse") for _ in range(2))
    return first, second


def editor(page: Page) -> Locator:
    return page.locator(".st-key-redigering")


def edit(page: Page, text: str) -> None:
    """Open the section's form by its own button and write in it."""
    page.get_by_role("button", name="Ändra texten i Om årsberättelsen").click()
    expect(editor(page).locator("textarea")).to_be_focused()
    editor(page).locator("textarea").fill(text)


def save(page: Page) -> None:
    page.locator(f".st-key-spara-{SECTION} button").click()


def test_the_second_of_two_is_shown_the_first_ones_text_and_keeps_their_own(two_pages):
    first, second = two_pages
    edit(first, "Den förstas *text* <b>fet</b>")
    edit(second, "Den andras text")
    save(first)
    expect(editor(first)).to_contain_text("Sparat")
    expect(editor(first)).to_contain_text("<b>fet</b>")
    expect(editor(first).get_by_role("button", name="Ändra texten")).to_be_focused()
    save(second)
    expect(editor(second)).to_contain_text("inget är borta")
    expect(editor(second)).to_contain_text("Den förstas text")
    expect(editor(second).locator("textarea")).to_have_value("Den andras text")
    second.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    expect(second.locator("[data-stale=true]")).to_have_count(0)
    assert serious_faults(second) == []
    save(second)
    expect(editor(second)).to_contain_text("Sparat")
    first.reload()
    expect(first.locator(".st-key-berattelse")).to_contain_text("Den andras text")


def test_it_is_begun_by_a_click_and_downloaded(context, own_server):
    watched = Watched(context.new_page(), own_server)
    page = watched.open(PLACE, ".gnv-berattelse")
    page.locator(".st-key-paborja button").click()
    expect(page.locator(".gnv-frysning")).to_contain_text("Påbörjad")
    expect(page.locator(".st-key-paborja")).to_have_count(0)
    page.reload()
    expect(page.locator(".gnv-frysning")).to_contain_text("Påbörjad")
    page.locator(".st-key-berattelsefiler button").first.click()
    with page.expect_download() as made:
        page.locator(".st-key-ladda-berattelse-docx button").click()
    assert made.value.suggested_filename == "arsberattelse-2025.docx"
    assert zipfile.is_zipfile(made.value.path())
    assert (watched.elsewhere, watched.console_errors) == ([], [])
