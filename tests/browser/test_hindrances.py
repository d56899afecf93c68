"""The pages of comparisons hinder nobody: what axe finds, as they open and with what they hide opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Watched, serious_faults

KOMMUN, NYCKELTAL = "/kommun?kommun=2061", "/nyckeltal?matt=U21426&kommun=2061"
JAMFOR = "/jamfor?matt=U21426&kommun=2061&omraden=2061,2021,0020"


@pytest.mark.parametrize(
    ("address", "wait", "opened"),
    [
        ("/kommun", ".st-key-karta path[data-area]", ()),
        (KOMMUN, ".st-key-avvikelser .lar-av a", (".st-key-varfor summary", ".st-key-ladda-ned button")),
        (
            NYCKELTAL,
            ".st-key-trend .tecken",
            (".st-key-trend-varden summary", ".st-key-kon-varden summary", ".st-key-varfor button"),
        ),
        (NYCKELTAL + "&diagram=ett", ".st-key-trend .gnv-rorelser", (".st-key-sverige-oppen summary",)),
        (JAMFOR, ".gnv-tabell.sidor .rorelse", (".st-key-ladda-ned button",)),
    ],
)
def test_nobody_is_hindered(app: Watched, address: str, wait: str, opened: tuple[str, ...]) -> None:
    page = app.open(address, wait)
    assert serious_faults(page) == []
    for part in opened:
        page.locator(part).click()
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    assert serious_faults(page) == []
    assert app.console_errors == []


def test_the_cells_of_the_sheet_can_be_skipped_by_keyboard(app: Watched) -> None:
    page = app.open(JAMFOR, ".gnv-tabell.sidor .rorelse")
    skip = page.get_by_role("link", name="Hoppa över tabellen")
    skip.focus()
    assert skip.bounding_box()["height"] > 10  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    below = page.locator(":focus")
    expect(below).to_be_visible()
    assert below.evaluate("each => !each.closest('.gnv-blad')")
    assert "#" not in page.url
