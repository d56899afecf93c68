"""Sweden's map in a real browser: drawn offline in WebGL, loaded when opened, chosen from by a click."""

import math
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from gnv.charts.deck import HEIGHT, whole
from gnv.kolada.editions import write_edition
from tests.browser.conftest import Watched, new_context, serious_faults
from tests.conftest import figures
from tests.servers import CHROMIUM_OPTIONS, chromium_path, streamlit_server

WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
CANVAS = ".st-key-sverigekarta canvas"
FALUN, SUNDSVALL = "2080", "2281"


@pytest.fixture(scope="module")
def national_server(tmp_path_factory, areas) -> Iterator[str]:
    """Address of a server with made values for all of Sweden."""
    folder = tmp_path_factory.mktemp("riket")
    codes = [*areas.municipalities, *areas.regions]
    rows = [("U20462", code, 2022, "T", 3000.0 + place) for place, code in enumerate(codes)]
    write_edition(figures(rows), folder / "lokalt" / "kolada")
    with streamlit_server(log=folder / "log", GNV_DATA_DIR=str(folder / "lokalt")) as (url, _):
        yield url


@pytest.fixture(scope="module")
def webgl(browser: Browser) -> Iterator[Browser]:
    options = [option for option in CHROMIUM_OPTIONS if option != "--disable-gpu"]
    found = browser.browser_type.launch(executable_path=chromium_path(), args=[*options, *WEBGL])
    yield found
    found.close()


@pytest.fixture(scope="module")
def opened(webgl: Browser, national_server: str) -> Iterator[tuple[Watched, list[str]]]:
    """The page with Sweden's map open, and what was asked for before it was opened."""
    context = new_context(webgl)
    page = context.new_page()
    page.clock.install()
    app = Watched(page, national_server)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    app.open("/nyckeltal?matt=U20462", wait=".st-key-sverige-oppen summary")
    before = list(asked)
    page.click(".st-key-sverige-oppen summary")
    page.wait_for_selector(CANVAS)
    yield app, before
    context.close()


def place(areas, code: str, width: float) -> dict[str, float]:
    """Return where an area's label lies in the map as it opens (Mercator)."""

    def north(latitude: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))

    state = whole(areas.municipality_outlines.values(), HEIGHT)
    radius = 512 * 2 ** state["zoom"] / (2 * math.pi)
    longitude, latitude = areas.by_code[code].label
    x = width / 2 + math.radians(longitude - state["longitude"]) * radius
    return {"x": x, "y": HEIGHT / 2 - (north(latitude) - north(state["latitude"])) * radius}


def click(page: Page, areas, code: str, choice: str) -> None:
    """Click on an area, and wait until the address has the choice.

    deck.gl: what takes a quarter of a second is no click. Without a graphics card looking up the place
    alone may take that, so the clock stands still meanwhile.
    """
    canvas = page.locator(CANVAS).first
    box = canvas.bounding_box()
    assert box
    canvas.hover(position=place(areas, code, box["width"]))
    expect(page.locator(".deck-tooltip")).to_contain_text(areas.name(code))  # the place has been looked up
    page.clock.set_fixed_time(0)
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(f"**{choice}**", wait_until="commit")


def test_the_map_is_loaded_when_it_is_opened_and_asks_nobody_else(opened):
    app, before = opened
    assert not any("DeckGl" in url for url in before)
    app.page.wait_for_timeout(2_000)
    assert app.elsewhere == []


def test_the_browser_keeps_to_the_policy_but_for_a_decoder_that_the_map_does_not_use(opened):
    """deck.gl tries WebAssembly for 3D meshes when it is loaded; the policy says no, and all is well."""
    app, _ = opened
    assert [said for said in app.console_errors if "WebAssembly.instantiate()" not in said] == []


def test_pointing_at_an_area_tells_its_name_and_value(opened, areas):
    app, _ = opened
    canvas = app.page.locator(CANVAS).first
    box = canvas.bounding_box()
    canvas.hover(position=place(areas, SUNDSVALL, box["width"]))
    tip = app.page.locator(".deck-tooltip")
    tip.wait_for(state="visible")
    assert "Sundsvall" in tip.inner_text()
    assert "2022" in tip.inner_text()


def test_a_click_compares_with_another_and_chooses_one_of_dalarnas(opened, areas):
    app, _ = opened
    click(app.page, areas, SUNDSVALL, f"jfr={SUNDSVALL}")
    click(app.page, areas, FALUN, f"kommun={FALUN}")
    assert f"jfr={SUNDSVALL}" in app.page.url


def test_the_map_has_a_name_a_legend_and_a_table_of_all_areas(opened):
    app, _ = opened
    page = app.page
    name = page.locator(".st-key-sverigekarta [role=figure]").get_attribute("aria-label") or ""
    assert "290" in name
    counts = page.locator(".gnv-sverige li").all_inner_texts()
    assert sum(int(re.sub(r"\D", "", count)) for count in counts) == 290
    page.click(".st-key-sverige-tabell summary")
    page.wait_for_selector(".st-key-sverige-tabell tbody tr")
    assert page.locator(".st-key-sverige-tabell tbody tr").count() == 290
    assert serious_faults(page) == []


def test_with_the_shipped_figures_it_says_where_the_others_come_from(app):
    page = app.open("/nyckeltal?matt=U20462", wait=".st-key-sverige-oppen summary")
    page.click(".st-key-sverige-oppen summary")
    page.click(".st-key-sverige-saknas a")
    page.wait_for_url("**/om*")
