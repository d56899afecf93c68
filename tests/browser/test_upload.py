"""The analyst at the page Ladda upp in a real browser: from a file with errors to the map, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from gnv.areas import Areas
from tests import analyst
from tests.browser.conftest import Watched, serious_faults
from tests.gnv.assessment.filled import LONG, row
from tests.gnv.tabular.files import csv_file
from tests.servers import streamlit_server

PLACE = "/ladda-upp"
SHOWN = ".st-key-ladda-upp"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOSTILE = "<img src=x onerror=alert(1)> **fet** [länk](javascript:alert(1)) =cmd()"


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[str]:
    """Address of a server where nothing has been uploaded."""
    with streamlit_server(GNV_DATA_DIR=str(tmp_path / "lokalt")) as (url, _):
        yield url


def drop(page: Page, content: bytes, name: str = analyst.NAME) -> Locator:
    """Drop a file on the page and return what is said of it, once it is there."""
    file = {"name": name, "mimeType": SPREADSHEET, "buffer": content}
    uploader = page.locator("[data-testid=stFileUploaderDropzoneInput]")
    expect(uploader).to_have_count(1)  # the one before it has gone
    uploader.set_input_files(file)  # type: ignore[arg-type]
    shown = page.locator(".st-key-granskning")
    expect(shown).to_contain_text(name)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    return shown


def publish(page: Page) -> Locator:
    page.locator(".st-key-publicera button").click()
    receipt = page.locator(".st-key-granskning")
    expect(receipt).to_contain_text("Publicerat")
    return receipt


def choose(card: Locator, panel: str) -> None:
    card.get_by_role("radiogroup", name="Visa").or_(card).get_by_text(panel, exact=True).first.click()


def test_the_analyst_mends_publishes_sees_the_map_and_takes_one_unit_back(
    own_server: str, context: BrowserContext, areas: Areas
) -> None:
    watched = Watched(context.new_page(), own_server)
    page = watched.open(PLACE, wait=SHOWN)
    drop(page, analyst.as_xlsx(analyst.earlier(areas)), "svar_forut.xlsx")
    publish(page)

    shown = drop(page, analyst.as_xlsx(analyst.mistaken(areas)))
    for fact in (
        "41 rader, 12 verksamheter i 9 kommuner",
        "3 rader kan inte lagras",
        "rad 17: poäng 7 ligger utanför skalan 1–5",
    ):
        expect(shown).to_contain_text(fact)
    expect(shown.locator(".st-key-fel tbody tr")).to_have_count(3)
    expect(page.locator(".st-key-publicera")).to_have_count(0)
    assert serious_faults(page) == []
    with page.expect_download() as listed:
        page.get_by_role("button", name="Ladda ned listan (CSV)").click()
    assert "poäng" in Path(listed.value.path()).read_text("utf-8-sig")

    shown = drop(page, analyst.as_xlsx(analyst.rows(areas)))
    expect(shown).to_contain_text("9 nya, 2 ändrade, 30 oförändrade")
    page.get_by_label("Anteckning").fill("Rättad fil")
    assert serious_faults(page) == []
    publish(page)
    page.get_by_role("link", name="Se kartan").click()
    place = page.locator(f".st-key-karta path[data-area='{areas.dalarna[0]}']")
    expect(place).to_have_attribute("aria-label", re.compile("1,5"))
    expect(page).to_have_url(re.compile(f"omg={analyst.ROUND}"))

    page.get_by_role("link", name="Ladda upp", exact=True).click()
    latest = page.locator(".st-key-uppladdning-2")
    choose(latest, "Dra tillbaka")
    latest.get_by_text("Några svar").click()
    assert serious_faults(page) == []
    latest.get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile(f"^{analyst.unit_name(0)} ")).click()
    page.keyboard.press("Escape")
    expect(latest).to_contain_text("svar_forut.xlsx) gäller igen")
    latest.get_by_label("Varför").fill("En chef ringde: fel enhet")
    latest.get_by_role("button", name=re.compile("^Dra tillbaka 1")).click()
    for fact in (
        "11 av 12 gäller",
        "Tillbakadraget",
        "Lokal användare",
        analyst.unit_name(0),
        "En chef ringde",
        "Rättad fil",
    ):
        expect(latest).to_contain_text(fact)
    expect(page.locator(".st-key-uppladdning-1")).to_contain_text("1 av 9 gäller")
    page.get_by_role("link", name="Karta", exact=True).click()
    expect(place).to_have_attribute("aria-label", re.compile("3,0"))
    assert not watched.elsewhere
    assert not watched.console_errors


def test_two_quick_clicks_publish_once(own_server: str, context: BrowserContext) -> None:
    page = Watched(context.new_page(), own_server).open(PLACE, wait=SHOWN)
    drop(page, csv_file([LONG, row()]), "svar.csv")
    page.locator(".st-key-publicera button").dblclick()
    expect(page.locator(".st-key-granskning")).to_contain_text("Publicerat")
    expect(page.locator(".st-key-uppladdning-1")).to_be_visible()
    expect(page.locator(".st-key-uppladdning-2")).to_have_count(0)


def test_the_uploader_speaks_swedish_and_says_what_it_does_not_take(
    server: str, context: BrowserContext
) -> None:
    page = Watched(context.new_page(), server).open(PLACE, wait=SHOWN)
    uploader = page.locator(".st-key-slapp")
    button = uploader.locator("button").first
    label = button.locator("p").evaluate(
        "p => [getComputedStyle(p).fontSize, getComputedStyle(p, '::after').content]"
    )
    assert label == ["0px", '"Välj fil"']
    image = {"name": "bild.png", "mimeType": "image/png", "buffer": b"png"}
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(image)  # type: ignore[arg-type]
    alert = uploader.locator("[role=alert]")
    expect(alert).to_have_count(1)
    assert alert.evaluate("said => getComputedStyle(said).fontSize") == "0px"
    after = uploader.locator(".stFileUploader").evaluate("box => getComputedStyle(box, '::after').content")
    assert "CSV eller XLSX" in after


def test_what_stands_in_a_file_is_shown_as_words(own_server: str, context: BrowserContext) -> None:
    watched = Watched(context.new_page(), own_server)
    page = watched.open(PLACE, wait=SHOWN)
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    shown = drop(page, csv_file([LONG, row(verksamhet=HOSTILE, poäng=HOSTILE)]), "x.csv")
    expect(shown.locator(".st-key-fel table")).to_contain_text("<img src=x")
    drop(page, csv_file([LONG, row(verksamhet=HOSTILE, kommentar=HOSTILE)]), "<b>fet</b> **x**.csv")
    page.get_by_label("Anteckning").fill(HOSTILE)
    publish(page)
    card = page.locator(".st-key-uppladdning-1")
    choose(card, "Verksamheter")
    expect(card.locator("table")).to_contain_text(HOSTILE)
    expect(card).to_contain_text(f"Anteckning: {HOSTILE}")
    expect(page.locator(f"{SHOWN} :is(img, .stMarkdown a, table b)")).to_have_count(0)
    assert alerts == []
    assert not watched.elsewhere
