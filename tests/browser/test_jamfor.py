"""Jämför as a person uses it, in real Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watched, expect_query

SHEET = ".gnv-blad"


def opened(app: Watched, query: str = "") -> Page:
    return app.open(f"/jamfor?{query}", wait=f"{SHEET} td button")


def columns(page: Page) -> list[str]:
    headings = page.locator(f"{SHEET} thead th[aria-sort] button").all_inner_texts()
    return [name.replace("\u00ad", "") for name in headings]


def test_a_cell_is_answered_below_its_row_and_leads_on(app: Watched) -> None:
    page = opened(app)
    page.locator('[data-area="ruta:U21426:2083"]').click()
    answer = page.locator(f"{SHEET} .gnv-ruta")
    expect(answer).to_contain_text("Hedemora. Varför den här färgen?")
    expect(answer).to_contain_text("därför sämre")
    page.wait_for_url("**kommun=2083**")
    answer.get_by_role("button", name="Stäng").click()
    expect(answer).to_have_count(0)
    page.locator('[data-area="ruta:U21426:2083"]').click()
    answer.get_by_role("link", name="Mer om Hedemora").click()
    page.wait_for_url("**/kommun?**")
    expect_query(page, kommun="2083")
    assert app.console_errors == []
    assert app.elsewhere == []


def test_it_is_sorted_both_ways_by_keyboard(app: Watched) -> None:
    page = opened(app)
    assert columns(page)[:2] == ["Avesta", "Borlänge"]
    page.locator('[data-area="ordning:U23482"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'{SHEET} th[aria-sort="descending"]')).to_contain_text("Läkare på äldreboende")
    expect(page.locator(f"{SHEET} thead th[aria-sort] button").first).to_have_text("Älvdalen")
    expect_query(page, ordning="U23482")
    page.get_by_role("button", name="Sortera raderna efter hur långt Falun ligger från mitten").or_(
        page.locator('[data-area="ordning:2080"]')
    ).first.press("Enter")
    expect(page.locator(f'{SHEET} th[aria-sort="descending"]')).to_have_text("Falun")
    page.get_by_role("button", name="Återställ ordningen").click()
    expect(page.locator(f'{SHEET} th[aria-sort="descending"]')).to_have_count(0)
    assert columns(page)[:2] == ["Avesta", "Borlänge"]


def test_the_page_never_scrolls_sideways_and_headings_stay(app: Watched) -> None:
    page = opened(app, "omraden=2080,2034,0020,0000,2081,2062")
    frame = page.locator(".st-key-lanet .gnv-blad-ram")
    name = page.locator(f"{SHEET} tbody .namn").first
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        frame.evaluate("frame => { frame.scrollLeft = 0; }")
        before = name.bounding_box()
        frame.evaluate("frame => { frame.scrollLeft = 400; }")
        after = name.bounding_box()
        assert before is not None
        assert after is not None
        assert after["x"] == pytest.approx(before["x"], abs=1)


def test_areas_chosen_in_the_list_stand_side_by_side(app: Watched) -> None:
    page = opened(app)
    box = page.locator(".st-key-omraden input")
    for name in ("Falun", "Orsa"):
        box.click()
        box.fill(name)
        page.locator("[role=option]", has_text=name).first.click()
        expect(page.locator(".gnv-tabell.sidor thead")).to_contain_text(name)
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    headings = page.locator(".gnv-tabell.sidor thead th")
    expect(headings).to_have_text(["Nyckeltal", "Falun", "Orsa"])
    expect_query(page, omraden="2080,2034")
    expect(page.locator(".gnv-gnistlinje").first).to_be_visible()
