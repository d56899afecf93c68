"""Nyckeltal as a person uses it, in real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched, expect_no_wider, expect_query

TREND, SPREAD, TABLE = ".st-key-trend", ".st-key-spridning", ".st-key-tabell"
READY = f"{TREND} .gnv-smaflera .tecken"


def expect_chosen(page: Page, code: str, name: str) -> None:
    """Expect diagrams, strip, table, list and sentence to agree on one municipality."""
    expect(page.locator(f'{TREND} button.vald[data-area="{code}"]')).to_contain_text(name)
    expect(page.locator(f'{SPREAD} [data-area="{code}"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"{TABLE} tr.vald")).to_contain_text(name)
    expect(page.get_by_role("combobox", name="Kommun")).to_have_value(name)
    expect(page.locator(".st-key-sammanfattning .vald")).to_contain_text(f"{name} har")
    page.wait_for_url(f"**kommun={code}**")


def test_diagrams_strip_and_table_follow_each_other_by_mouse_and_keyboard(app: Watched) -> None:
    page = app.open("/nyckeltal", READY)
    expect(page.locator(f"{TREND} .gnv-smaflera button")).to_have_count(15)
    page.locator(f'{TREND} button[data-area="2080"]').click()
    expect_chosen(page, "2080", "Falun")
    row = page.locator(f'{SPREAD} [data-area="2031"]')
    row.focus()
    page.keyboard.press("Enter")
    expect_chosen(page, "2031", "Rättvik")
    page.locator(f"{TABLE} tr", has_text="Vansbro").locator("td.varde").click()
    expect_chosen(page, "2021", "Vansbro")


def test_another_key_figure_and_diagram_stand_in_the_address(app: Watched) -> None:
    page = app.open("/nyckeltal?kommun=2080", READY)
    page.get_by_role("combobox", name="Nyckeltal").click()
    page.get_by_role("option", name="Olämpliga läkemedel").click()
    expect(page.locator("h1")).to_contain_text("Olämpliga läkemedel")
    page.get_by_role("radio", name="Ett diagram").click()
    expect(page.locator(f"{TREND} .gnv-trend .forklaring")).to_contain_text("Falun")
    page.wait_for_url("**diagram=ett**")
    expect_query(page, only=True, delmal="4", kommun="2080", diagram="ett")


def test_words_lead_to_the_page_om_without_loading_the_app_anew(app: Watched) -> None:
    page = app.open("/nyckeltal", READY)
    page.evaluate("() => { window.kept = true; }")
    page.locator(f"{SPREAD} a", has_text="Om").click()
    expect(page.locator("h1")).to_have_text("Om siffrorna")
    assert page.evaluate("() => window.kept") is True
    assert app.elsewhere == []
    assert app.console_errors == []


@pytest.mark.parametrize("measure", ["U23521", "U79133", "individuell-plan"])
def test_a_telephone_needs_no_sideways_scrolling(app: Watched, measure: str) -> None:
    page = app.open(f"/nyckeltal?matt={measure}&kommun=2080", ".st-key-djup .gnv-fakta")
    expect_no_wider(page, 1920, 390)
