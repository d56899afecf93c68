"""A server and a browser for all browser tests.

Chromium comes from the system (Debian: ``apt-get install chromium``). Without it these tests are skipped,
unless GNV_TEST_BROWSER=required, as in CI.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.servers import CHROMIUM_OPTIONS, chromium_path, streamlit_server

if TYPE_CHECKING:
    from tests.browser.login import Service

HERE = Path(__file__).parent
KEPT = "--process-per-site"  # the pages of one context share what their process has compiled
PATIENCE = 60_000  # ms: on a busy machine nothing is wrong yet after Playwright's own five seconds

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    required = os.environ.get("GNV_TEST_BROWSER") == "required"
    for item in items:
        if not item.path.is_relative_to(HERE):
            continue
        item.add_marker(pytest.mark.browser)
        if "own_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
        if chromium_path() is None and not required:
            item.add_marker(pytest.mark.skip(reason="Chromium saknas: apt-get install chromium"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server with the shipped figures alone."""
    folder = tmp_path_factory.mktemp("server")
    with streamlit_server(log=folder / "log", GNV_DATA_DIR=str(folder / "lokalt")) as (url, _):
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium_path(), args=[*CHROMIUM_OPTIONS, KEPT])
        yield found
        found.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The app with a login, for all tests that leave its settings as they are."""
    from tests.browser.login import service  # it opens pages as `Watched` does

    with service(tmp_path_factory.mktemp("inloggning")) as found:
        yield found


def at_rest(page: Page) -> None:
    """Wait until the page has been drawn: no run goes on, nothing of the one before stands, nothing fades."""
    page.wait_for_function("""() =>
        document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
        && !document.querySelector("[data-stale=true]")
        && document.getAnimations().every(
            each => each.playState !== "running" || each.effect.getComputedTiming().endTime === Infinity
        )
    """)


def serious_faults(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds that hinders people once the page is at rest, with the elements where it is."""
    at_rest(page)
    return [
        (found["id"], [node["html"][:160] for node in found["nodes"]])
        for found in Axe().run(page).response["violations"]
        if found["impact"] in ("serious", "critical")
    ]


def query(url: str) -> dict[str, str]:
    """Return the choices that an address says."""
    return dict(parse_qsl(urlsplit(url).query))


def expect_query(page: Page, *, only: bool = False, **choices: str) -> None:
    """Expect the address, which is written last of all, to come to say these choices (and no others)."""

    def says(url: str) -> bool:
        said = query(url)
        return said == choices if only else choices.items() <= said.items()

    page.wait_for_url(says, wait_until="commit")


def expect_no_wider(page: Page, *widths: int) -> None:
    """Expect a page to come to need no more than each of some widths, the widest first, in pixels."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function("most => document.querySelector('.stMain').scrollWidth <= most", arg=width)


class Watched:
    """A page that notes what must not happen: requests elsewhere, errors on the console."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self._server = page, server
        self.elsewhere: list[str] = []
        self.console_errors: list[str] = []
        page.on("request", lambda request: self._note(request.url))
        page.on(
            "console",
            lambda said: (
                self.console_errors.append(f"{said.text} ({said.location['url']})")
                if said.type == "error"
                else None
            ),
        )
        page.on("pageerror", lambda error: self.console_errors.append(str(error)))

    def _note(self, url: str) -> None:
        own = (self._server, self._server.replace("http", "ws"), "data:", "blob:")
        if not url.startswith(own):
            self.elsewhere.append(url)

    def open(self, address: str = "/", wait: str = ".st-key-karta path[data-area]") -> Page:
        """Open an address of the app and wait until it shows what it is for."""
        self.page.goto(self._server + address)
        self.page.wait_for_selector(wait)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        return self.page


def new_context(browser: Browser) -> BrowserContext:
    """Return the context of a person who has never been here."""
    found = browser.new_context(viewport={"width": 1440, "height": 900}, locale="sv-SE")
    found.set_default_timeout(PATIENCE)
    return found


@pytest.fixture(scope="session")
def visited(browser: Browser) -> Iterator[BrowserContext]:
    """A context that keeps the app's scripts, compiled, from test to test: that is most of loading a page.

    Its first page stays open, as the process that holds them ends with its last page.
    """
    found = new_context(browser)
    first = found.new_page()
    first.route("**", lambda route: route.fulfill(body=""))
    first.goto("http://localhost")  # the same site as that of all servers here, whatever their ports
    yield found
    found.close()


@pytest.fixture
def context(visited: BrowserContext) -> Iterator[BrowserContext]:
    """A browser without a page, a cookie or a permission of the tests before."""
    yield visited
    for page in visited.pages[1:]:
        page.close()
    visited.clear_cookies()
    visited.clear_permissions()


@pytest.fixture
def app(context: BrowserContext, server: str) -> Watched:
    return Watched(context.new_page(), server)
