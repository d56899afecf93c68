"""Kommun as a person uses it, in real Chromium."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Watched, expect_no_wider

SPINE, SUMMARY = ".st-key-rygg", ".st-key-sammanfattning"


def test_a_click_in_the_county_opens_the_municipality(app: Watched) -> None:
    page = app.open("/kommun")
    page.locator('.st-key-karta path[data-area="2080"]').click()
    expect(page.get_by_role("heading", level=1, name="Falun")).to_be_visible()
    page.wait_for_url("**kommun=2080**")
    expect(page.locator(f"{SUMMARY} p").first).to_contain_text("Falun")


def test_each_key_figure_leads_on_without_loading_the_app_anew(app: Watched) -> None:
    page = app.open("/kommun?kommun=2080&jfr=riket", wait=f"{SPINE} svg")
    page.evaluate("() => { window.kept = true; }")
    page.locator(f"{SPINE} a", has_text="Har hemtjänst").click()
    page.wait_for_url("**/nyckeltal?**matt=N21701**")
    assert "kommun=2080" in page.url
    assert page.evaluate("() => window.kept") is True
    page.go_back()
    page.wait_for_url("**/kommun?kommun=2080&jfr=riket")
    expect(page.get_by_role("heading", level=1, name="Falun")).to_be_visible()


def test_better_lies_to_the_right_of_worse(app: Watched) -> None:
    page = app.open("/kommun?kommun=2023", wait=f"{SPINE} svg")

    def mark(name: str) -> float:
        box = page.locator(f"{SPINE} tr", has_text=name).locator("td.zon svg svg path").bounding_box()
        assert box is not None
        return box["x"] + box["width"] / 2

    worse, better = mark("Fetma"), mark("Fallskador")
    assert worse < better


def test_nothing_is_wider_than_the_screen_and_nothing_is_asked_elsewhere(app: Watched) -> None:
    for address in ("/kommun?kommun=2023", "/kommun?kommun=0020&ar=2012"):
        page = app.open(address, wait=".gnv-sammanfattning")
        page.wait_for_selector(".st-key-avvikelser h2")
        expect_no_wider(page, 1920, 1280, 390)
    assert app.elsewhere == []
    assert app.console_errors == []
