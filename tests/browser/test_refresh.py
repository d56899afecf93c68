"""Refreshing from the page Om in a real browser, against the tests' own Kolada."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gnv.areas import COUNTRY, load_areas
from gnv.kolada.editions import Edition
from gnv.strategy import Strategy
from tests import kolada_stub as stub
from tests.browser.conftest import Watched
from tests.conftest import ROOT
from tests.kolada_stub import KoladaStub
from tests.servers import streamlit_server

HOSTILE = "<img src=x onerror=alert(1)> **fet** [länk](javascript:alert(1)) =cmd()"


@pytest.fixture(scope="module")
def kolada(shipped: Edition, strategy: Strategy) -> Iterator[KoladaStub]:
    """Kolada with what is shipped, Falun's value revised from 87 to 12, and hostile words."""
    values: stub.Values = {}
    for row in shipped.values.itertuples():
        values.setdefault((row.kpi, row.municipality, row.year), {})[row.gender] = row.value
    values["U23521", "2080", 2022] = {**values["U23521", "2080", 2022], "T": 12.0}
    areas = load_areas(ROOT / "geo")
    for code in (COUNTRY, *areas.municipalities):
        values.setdefault(("U23521", code, 2022), {"T": 80.0})
    known = [each.id for each in strategy.indicators]
    catalogue = stub.described(*known, title=HOSTILE, description=HOSTILE)
    with KoladaStub(values=values, catalogue=catalogue) as server:
        yield server


@pytest.fixture(scope="module")
def server(kolada: KoladaStub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server that knows of that Kolada; the figures it fetches stay between the tests."""
    local = tmp_path_factory.mktemp("server") / "lokalt"
    with streamlit_server(GNV_DATA_DIR=str(local), GNV_KOLADA_URL=kolada.address) as (url, _):
        yield url


def refresh(page: Page) -> None:
    page.get_by_role("button", name="Hämta nya värden från Kolada").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator(".st-key-hamta-nu")).to_be_visible()


def test_one_click_brings_the_figures_to_every_session(
    server: str, context: BrowserContext, kolada: KoladaStub
) -> None:
    other = Watched(context.new_page(), server)
    map_page = other.open("/?kommun=2080")
    falun = map_page.locator("path[data-area='2080']")
    expect(falun).to_have_attribute("aria-label", re.compile("87"))
    watched = Watched(context.new_page(), server)
    page = watched.open("/om", wait=".st-key-om")
    refresh(page)
    expect(page.locator(".st-key-hamta")).to_contain_text("1 ändrat")
    page.get_by_text("Ändrade värden").click()
    expect(page.locator(".st-key-hamta")).to_contain_text("Falun 2022: 87 → 12")
    page.get_by_text("Nyckeltal för nyckeltal").click()
    expect(page.locator(".st-key-hamta .gnv-tabell tbody tr")).to_have_count(20)
    # The other session takes it up at its next choice, without being loaded anew.
    map_page.get_by_text("Kvinnor", exact=True).click()
    map_page.get_by_text("Alla", exact=True).click()
    expect(falun).to_have_attribute("aria-label", re.compile("12"))
    assert not watched.elsewhere
    assert not other.elsewhere
    assert not watched.console_errors


def test_hostile_words_from_kolada_stay_words(server: str, context: BrowserContext) -> None:
    watched = Watched(context.new_page(), server)
    page = watched.open("/om", wait=".st-key-om")
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    refresh(page)
    page.get_by_text("Koladas egna titlar").click()
    table = page.locator(".st-key-definitioner .gnv-tabell")
    expect(table).to_contain_text(HOSTILE)
    expect(table.locator("img, a, strong")).to_have_count(0)
    assert alerts == []
    assert not watched.elsewhere


def test_the_progress_is_seen_by_a_second_session_and_survives_that_the_first_leaves(
    server: str, context: BrowserContext, kolada: KoladaStub
) -> None:
    kolada.fault = lambda path, query, number: _slowly(kolada)
    first = Watched(context.new_page(), server).open("/om", wait=".st-key-om")
    first.get_by_role("button", name="Hämta nya värden från Kolada").click()
    expect(first.get_by_role("progressbar")).to_be_visible()
    second = Watched(context.new_page(), server).open("/om", wait=".st-key-om [role=progressbar]")
    first.close()
    expect(second.locator(".st-key-hamta-nu")).to_be_visible()
    kolada.fault = lambda path, query, number: None


def _slowly(kolada: KoladaStub) -> None:
    kolada.ended.wait(0.25)


def test_where_writing_is_closed_there_is_no_button(context: BrowserContext, tmp_path: Path) -> None:
    with streamlit_server(GNV_DATA_DIR=str(tmp_path), GNV_ACCESS="read-only") as (url, _):
        page = Watched(context.new_page(), url).open("/om", wait=".st-key-om")
        expect(page.locator(".st-key-hamta")).to_contain_text("öppen för läsning")
        expect(page.locator(".st-key-hamta button")).to_have_count(0)


def test_who_comes_through_a_proxy_may_not_refresh(server: str, browser: Browser) -> None:
    context = browser.new_context(extra_http_headers={"X-Forwarded-For": "203.0.113.7"})
    page = Watched(context.new_page(), server).open("/om", wait=".st-key-om")
    expect(page.locator(".st-key-hamta")).to_contain_text("öppen för läsning")
    expect(page.locator(".st-key-hamta-nu")).to_have_count(0)
    context.close()
