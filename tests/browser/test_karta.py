"""Karta as a person uses it, in real Chromium."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Watched, expect_no_wider, expect_query, new_context, query

MAP, TABLE, TREND = ".st-key-karta", ".st-key-tabell", ".st-key-trend"
SUMMARY = ".st-key-sammanfattning"


def expect_chosen(page: Page, code: str, name: str) -> None:
    """Expect map, table, list, trend, sentence and address to agree on one municipality."""
    expect(page.locator(f'{MAP} path[data-area="{code}"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator(f"{MAP} [aria-pressed=true]")).to_have_count(1)
    expect(page.locator(f"{TABLE} tr.vald")).to_contain_text(name)
    expect(page.get_by_role("combobox", name="Kommun")).to_have_value(name)
    expect(page.locator(f"{TREND} .forklaring")).to_contain_text(name)
    expect(page.locator(f"{SUMMARY} .vald")).to_contain_text(f"{name} har")
    page.wait_for_url(f"**kommun={code}**")


def choose_in_list(page: Page, name: str) -> None:
    box = page.get_by_role("combobox", name="Kommun")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name).click()


def test_the_map_has_fifteen_areas_named_and_valued(app: Watched) -> None:
    page = app.open()
    shapes = page.locator(f"{MAP} svg.gnv-karta path[data-area]")
    expect(shapes).to_have_count(15)
    labels = [shape.get_attribute("aria-label") or "" for shape in shapes.all()]
    assert any(label.startswith("Älvdalen: 91") for label in labels)
    assert all("%" in label for label in labels)


def test_map_table_and_list_follow_each_other(app: Watched) -> None:
    page = app.open()
    page.locator(f'{MAP} path[data-area="2080"]').click()
    expect_chosen(page, "2080", "Falun")
    page.locator(f"{TABLE} tr", has_text="Rättvik").locator("td.varde").click()
    expect_chosen(page, "2031", "Rättvik")
    choose_in_list(page, "Malung-Sälen")
    expect_chosen(page, "2023", "Malung-Sälen")
    page.locator(f'{MAP} path[data-area="2080"]').click()
    expect_chosen(page, "2080", "Falun")


def test_switching_sub_goal_keeps_the_municipality(app: Watched) -> None:
    page = app.open("/?kommun=2039")
    page.locator(".st-key-delmal button", has_text="Nära till hälsa").click()
    expect(page.locator("h1")).to_have_text("Fallskador, 65+")
    expect_chosen(page, "2039", "Älvdalen")
    expect_query(page, delmal="5")


def test_the_back_button_goes_to_the_view_before(app: Watched) -> None:
    page = app.open()
    page.locator(f'{MAP} path[data-area="2080"]').click()
    expect_chosen(page, "2080", "Falun")
    page.locator(f'{MAP} path[data-area="2062"]').click()
    expect_chosen(page, "2062", "Mora")
    page.go_back()
    expect_chosen(page, "2080", "Falun")


def test_a_link_leads_to_another_page_and_back_without_the_app_being_loaded_anew(app: Watched) -> None:
    page = app.open("/?matt=N21701&kommun=2080")
    page.evaluate("window.loaded = 'once'")
    page.get_by_role("link", name="Mer om nyckeltalet").click()
    page.wait_for_url("**/nyckeltal?*")
    expect_query(page, only=True, delmal="3", matt="N21701", kommun="2080")
    page.go_back()
    expect(page.locator(f"{MAP} [aria-pressed=true]")).to_have_count(1)
    expect_query(page, only=True, delmal="3", matt="N21701", kommun="2080")
    assert page.evaluate("window.loaded") == "once"


def test_a_copied_link_opens_the_same_view_elsewhere(
    app: Watched, context: BrowserContext, server: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    page = app.open("/?matt=U21426&kommun=2034&ar=2019&kon=M&visning=niva")
    page.get_by_role("button", name="Kopiera länk").click()
    expect(page.locator(".gnv-kopiera [role=status]")).to_have_text("Länken är kopierad")
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert query(link) == {
        "delmal": "4",
        "matt": "U21426",
        "ar": "2019",
        "kommun": "2034",
        "jfr": "mitten",
        "kon": "M",
        "visning": "niva",
    }
    other = Watched(context.new_page(), server)
    there = other.open(link.removeprefix(server))
    expect(there.locator("h1")).to_have_text("Olämpliga läkemedel, 75+ med hemtjänst")
    expect(there.locator(SUMMARY)).to_contain_text("män, 2019")
    assert there.locator(MAP).inner_html() == page.locator(MAP).inner_html()


def test_no_request_leaves_the_server_and_nothing_fails(app: Watched) -> None:
    page = app.open()
    page.locator(f'{MAP} path[data-area="2080"]').click()
    expect_chosen(page, "2080", "Falun")
    for goal in range(2, 6):
        page.locator(f".st-key-delmal button:nth-of-type({goal})").click()
        expect(page.locator(f".st-key-delmal button:nth-of-type({goal})")).to_have_attribute(
            "aria-checked", "true"
        )
    page.get_by_role("link", name="Om", exact=True).click()
    expect(page.locator("h1")).to_have_text("Om siffrorna")
    assert app.elsewhere == []
    assert app.console_errors == []


SHIFTS = """
() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      window.shifts.push([entry.startTime, entry.value, entry.hadRecentInput]);
  }).observe({type: "layout-shift", buffered: true});
  const look = () => {
    if (document.querySelectorAll(".st-key-karta path[data-area]").length >= 15)
      window.painted = performance.now();
    else requestAnimationFrame(look);
  };
  look();
}
"""


def late_shifts(browser: Browser, server: str) -> float:
    """Return how far things move once the map has been painted, in a first visit."""
    context = new_context(browser)
    app = Watched(context.new_page(), server)
    app.page.add_init_script(f"({SHIFTS})()")
    page = app.open("/?kommun=2080")
    page.wait_for_timeout(1500)
    late = page.evaluate(
        "() => window.shifts.filter(([time]) => time > window.painted + 50).map(([, value]) => value)"
    )
    context.close()
    return float(sum(late))


def test_nothing_jumps_after_the_map_is_painted(browser: Browser, server: str) -> None:
    """A machine that is busy with something else may part a repainting in two, but not time after time."""
    assert any(late_shifts(browser, server) < 0.01 for _ in range(6))


def test_keyboard_alone_reaches_list_map_and_table(app: Watched) -> None:
    page = app.open()
    box = page.get_by_role("combobox", name="Kommun")
    box.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Orsa")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect_chosen(page, "2034", "Orsa")
    page.locator(f'{MAP} path[data-area="2084"]').focus()
    page.keyboard.press("Enter")
    expect_chosen(page, "2084", "Avesta")
    page.locator(f"{TABLE} tbody button", has_text="Gagnef").focus()
    page.keyboard.press("Enter")
    expect_chosen(page, "2026", "Gagnef")


def test_the_table_sorts_as_swedish_does_and_back(app: Watched) -> None:
    page = app.open()
    names = page.locator(f"{TABLE} tbody th")
    page.locator(f"{TABLE} thead button", has_text="Kommun").click()
    assert names.all_inner_texts()[0] == "Avesta"
    assert names.all_inner_texts()[-1] == "Älvdalen"
    page.locator(f"{TABLE} thead button", has_text="Kommun").click()
    assert names.all_inner_texts()[0] == "Älvdalen"
    page.locator(TABLE).get_by_role("button", name="Mora", exact=True).click()
    expect_chosen(page, "2062", "Mora")
    assert names.all_inner_texts()[0] == "Älvdalen"
    page.locator(f"{TABLE} thead button", has_text="Värde").click()
    assert names.all_inner_texts()[0] == "Avesta"


def test_a_region_is_chosen_to_compare_with(app: Watched) -> None:
    page = app.open("/?matt=U79133&kommun=2080")
    page.locator(f'{MAP} .gnv-remsa [data-area="0021"]').click()
    expect(page.locator(f"{TREND} .forklaring")).to_contain_text("Region Gävleborg")
    expect_query(page, jfr="0021", kommun="2080")


def test_a_meeting_is_led_from_the_keyboard(app: Watched) -> None:
    page = app.open("/?kommun=2080")
    page.get_by_role("button", name="Mötesläge").click()
    expect(page.locator(".st-key-mote")).to_be_visible()
    expect(page.locator("[data-testid=stHeader]")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-mote")).to_contain_text("Nära för alla")
    page.keyboard.press("ArrowRight")
    expect(page.locator("h1")).to_have_text("Lätt att träffa läkare på äldreboende")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".st-key-mote")).to_contain_text("Gagnef")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".st-key-mote")).to_contain_text("Falun")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".st-key-mote")).to_contain_text("Nära för alla")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-delmal")).to_be_visible()
    expect_query(page, kommun="2080")


def test_a_meeting_can_be_read_from_the_back(app: Watched) -> None:
    page = app.open("/?mote=1&kommun=2080")
    for width, height, least in ((1920, 1080, 22), (1024, 768, 15)):
        page.set_viewport_size({"width": width, "height": height})
        value = page.locator(f"{MAP} .varde").first.bounding_box()
        assert value is not None
        assert value["height"] >= least
        for part in (f"{MAP} svg", SUMMARY, f"{TREND} svg"):
            box = page.locator(part).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= height, part


def test_downloads_open_in_a_spreadsheet_reader(app: Watched) -> None:
    page = app.open("/?matt=U23521&kommun=2080")
    page.get_by_role("button", name="Ladda ned").click()

    def download(label: str) -> bytes:
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        return waiting.value.path().read_bytes()

    rows = list(csv.DictReader(io.StringIO(download("Tabell som CSV").decode("utf-8-sig")), delimiter=";"))
    assert {row["Kommun"] for row in rows} >= {"Älvdalen", "Säter", "Rättvik"}
    falun = next(row for row in rows if row["Kod"] == "2080")
    assert falun["Värde (procent)"] == "87,0"
    assert falun["Läge"] == "i nivå"
    book = openpyxl.load_workbook(io.BytesIO(download("Tabell för Excel")))
    cells = {row[0].value: row for row in book["Jämförelse"].iter_rows(min_row=2)}
    assert cells["2039"][1].value == "Älvdalen"
    assert cells["2080"][6].value == 87
    assert book["Trend"]["A2"].value == 2012
    assert download("Karta som PNG").startswith(b"\x89PNG")
    assert download("Utveckling som PNG").startswith(b"\x89PNG")
    assert "Älvdalen" in download("Karta som SVG").decode()
    assert "Falun" in download("Utveckling som SVG").decode()


@pytest.mark.parametrize("address", ["/", "/?delmal=2", "/?matt=U71456", "/?matt=N21701&kommun=2061"])
def test_no_page_is_wider_than_its_screen(app: Watched, address: str) -> None:
    page = app.open(address, wait=".gnv-saknas, .st-key-karta path[data-area]")
    expect_no_wider(page, 1920, 1280, 390)
