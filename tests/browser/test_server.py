"""What the server adds: language, headers, closed doors, a fresh start on any page."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import Watched, serious_faults
from tests.servers import streamlit_server


def test_the_page_is_swedish_and_has_the_security_headers(server: str) -> None:
    with urllib.request.urlopen(server) as answer:
        page = answer.read().decode()
        headers = answer.headers
    assert '<html lang="sv">' in page
    assert "God och nära vård" in page
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_doors_that_nobody_needs_are_closed(server: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(server + path)
    assert refused.value.code == 404
    assert refused.value.headers["x-content-type-options"] == "nosniff"


def test_the_server_listens_on_this_machine_only(server: str) -> None:
    port = int(server.rsplit(":", 1)[1])
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    addresses = {fields[1].split(":")[0] for fields in listening if int(fields[1].split(":")[1], 16) == port}
    assert addresses <= {"0100007F"}


def test_a_fresh_server_opens_on_any_page(context: BrowserContext, tmp_path: Path) -> None:
    with streamlit_server(GNV_DATA_DIR=str(tmp_path)) as (url, _):
        page = Watched(context.new_page(), url).open("/om", wait=".st-key-om")
        expect(page.locator("h1")).to_have_text("Om siffrorna")
        expect(page.get_by_role("link", name="Karta")).to_be_visible()
        expect(page.locator(".gnv-tabell")).to_have_count(5)


def test_an_unexpected_error_shows_a_number_that_the_log_has(context: BrowserContext, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with streamlit_server("tests/browser/failing.py", log=log) as (url, _):
        page = Watched(context.new_page(), url).open("/", wait="[data-testid=stAlert]")
        said = page.locator("[data-testid=stAlert]").inner_text()
    assert "Något gick fel" in said
    assert "ZeroDivisionError" not in said
    number = said.rsplit("felnummer", 1)[1].strip(" .\n")
    assert f"Fel {number}" in log.read_text()
    assert "ZeroDivisionError" in log.read_text()


@pytest.mark.parametrize(
    ("address", "wait"),
    [
        ("/?matt=U79133", "path[data-area]"),
        ("/?matt=U71456", ".gnv-saknas"),
        ("/?mote=1", "path[data-area]"),
        ("/om", ".st-key-om"),
        ("/ladda-upp", ".st-key-ladda-upp"),
        ("/sjalvskattning?exempel=1&kommun=2080", "path[data-area]"),
    ],
)
def test_axe_finds_nothing_serious(app: Watched, address: str, wait: str) -> None:
    page = app.open(address, wait=wait)
    assert serious_faults(page) == []


def test_axe_finds_nothing_serious_where_the_question_is_answered(app: Watched) -> None:
    page = app.open("/?kommun=2080")
    assert serious_faults(page) == []
    page.locator(".st-key-varfor button").click()
    page.wait_for_selector(".gnv-varfor")
    assert serious_faults(page) == []
