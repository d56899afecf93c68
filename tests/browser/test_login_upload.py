"""Uploading with a login: a contributor for some municipalities may upload for those, and for no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import Watched
from tests.browser.login import Service, log_in
from tests.gnv.assessment.filled import LONG, row
from tests.gnv.tabular.files import csv_file

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")]

FALUN = {"kommun_kod": "2080", "kommun": "Falun"}
LUDVIKA = {"kommun_kod": "2085", "kommun": "Ludvika"}
PUBLISH = ".st-key-publicera button"


def drop(page: Page, path: Path, *cells: dict[str, str]) -> Locator:
    """Drop a file with a row for each of the municipalities, and return what is said of it."""
    path.write_bytes(csv_file([list(LONG), *(row(LONG, **each) for each in cells)]))
    page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(path)
    shown = page.locator(".st-key-granskning")
    expect(shown).to_contain_text(path.name)
    return shown


def at_the_desk(context: BrowserContext, site: Service, user: str = "") -> Page:
    page = context.new_page()
    if user:
        log_in(page, site, user)
    return Watched(page, site.url).open("/ladda-upp", wait=".st-key-ladda-upp")


def test_who_has_not_logged_in_gets_the_template_and_no_uploader(
    context: BrowserContext, site: Service
) -> None:
    page = at_the_desk(context, site)
    expect(page.locator(".st-key-mallar [data-testid=stDownloadButton]")).to_have_count(2)
    expect(page.locator("[data-testid=stFileUploader]")).to_have_count(0)
    expect(page.locator(".st-key-ladda-upp")).to_contain_text("Logga in")


def test_rows_of_another_municipality_are_told_before_publishing(
    context: BrowserContext, site: Service, tmp_path: Path
) -> None:
    page = at_the_desk(context, site, "falun")
    shown = drop(page, tmp_path / "falun och ludvika.csv", FALUN, LUDVIKA)
    expect(shown).to_contain_text("rad 3")
    expect(shown).to_contain_text("Ludvika får du inte ladda upp för")
    expect(page.locator(PUBLISH)).to_have_count(0)


def test_rows_of_the_own_municipality_are_published_and_names_are_for_contributors_alone(
    context: BrowserContext, site: Service, tmp_path: Path
) -> None:
    page = at_the_desk(context, site, "falun")
    drop(page, tmp_path / "falun.csv", FALUN)
    page.locator(PUBLISH).click()
    expect(page.locator(".st-key-granskning")).to_contain_text("Publicerat")
    expect(page.locator(".st-key-historik")).to_contain_text(" av ")
    page.context.clear_cookies()
    reader = at_the_desk(context, site)
    expect(reader.locator(".st-key-historik")).to_contain_text("Uppladdning")
    expect(reader.locator(".st-key-historik")).not_to_contain_text("falun.csv")
    expect(reader.locator(".st-key-historik")).not_to_contain_text(" av ")
