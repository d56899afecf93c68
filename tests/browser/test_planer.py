"""Planer as a person uses it, in real Chromium: a PDF goes up and comes down as it was, an .exe does not."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.conftest import Watched, at_rest, expect_no_wider, serious_faults
from tests.gnv.activities.plans import PDF
from tests.servers import streamlit_server

NAME = "Plan för nära vård i Falun"


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[str]:
    """Address of a server where nothing has been registered."""
    with streamlit_server(GNV_DATA_DIR=str(tmp_path / "lokalt")) as (url, _):
        yield url


def drop(page: Page, content: bytes, name: str = "plan.pdf") -> None:
    """Drop a file, and again where none is seen: Streamlit may lose one that comes while a run begins."""
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    chip = page.locator(".st-key-formular .stFileChip")
    for _ in range(3):
        at_rest(page)
        page.locator("[data-testid=stFileUploaderDropzoneInput]").set_input_files(file)  # type: ignore[arg-type]
        with contextlib.suppress(PlaywrightTimeout):
            chip.wait_for(timeout=10_000)
            break
    expect(chip).to_contain_text(name)
    at_rest(page)


def write(page: Page, **fields: str) -> None:
    for label, text in fields.items():
        field = page.get_by_label(label.replace("_", " "))
        field.fill(text)
        field.press("Enter")
        at_rest(page)


def test_a_plan_goes_up_with_its_pdf_and_comes_down_as_a_file(
    own_server: str, context: BrowserContext, tmp_path: Path
) -> None:
    watched = Watched(context.new_page(), own_server)
    page = watched.open("/planer")
    page.locator('.st-key-karta path[data-area="2080"]').click()
    page.wait_for_url("**kommun=2080**")
    expect(page.locator(".st-key-planval")).to_contain_text("ingen känd plan")
    assert serious_faults(page) == []
    page.get_by_role("button", name="Registrera plan").click()
    write(page, Planens_namn=NAME, Gäller_från="2024-01-01", Beslutad_av="kommunstyrelsen")
    drop(page, b"MZ\x90\x00" + bytes(9000), "program.pdf")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.locator(".st-key-formular")).to_contain_text("ingen PDF")
    assert serious_faults(page) == []
    page.locator(".st-key-formular .stFileChip button").click()
    drop(page, PDF)
    page.get_by_role("button", name="Spara", exact=True).click()
    shown = page.locator(".st-key-planval")
    expect(shown).to_contain_text(NAME)
    place = page.locator('.st-key-karta path[data-area="2080"]')
    expect(place).to_have_attribute(
        "aria-label", f"Falun: har en gällande plan: {NAME}, från 2024-01-01, tills vidare"
    )

    answers = []
    page.on("response", lambda answer: answers.append(answer) if "/media/" in answer.url else None)
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Hämta planen").click()
    assert Path(fetched.value.path()).read_bytes() == PDF
    assert fetched.value.suggested_filename.endswith(".pdf")
    headers = context.request.get(fetched.value.url).headers
    assert headers["content-disposition"].startswith("attachment")
    assert headers["content-type"] == "application/pdf"
    assert headers["x-content-type-options"] == "nosniff"
    assert "object-src 'none'" in headers["content-security-policy"]
    assert serious_faults(page) == []
    assert not watched.elsewhere
    assert not watched.console_errors


def test_a_file_that_is_too_large_or_of_another_kind_is_not_taken_in(
    own_server: str, context: BrowserContext
) -> None:
    page = Watched(context.new_page(), own_server).open("/planer?kommun=2080")
    page.get_by_role("button", name="Registrera plan").click()
    uploader = page.locator(".st-key-formular .st-key-slapp")
    for name, size in (("stor.pdf", 12_000_000), ("program.exe", 1000)):
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": b"%PDF-1.7" + bytes(size)}
        field = page.locator("[data-testid=stFileUploaderDropzoneInput]")
        field.set_input_files(file)  # type: ignore[arg-type]
        expect(uploader.locator("[role=alert]")).to_have_count(1)
        after = uploader.locator(".stFileUploader").evaluate(
            "box => getComputedStyle(box, '::after').content"
        )
        assert "PDF på högst 10 MB" in after
        uploader.locator(".stFileChip button").click()
        expect(uploader.locator("[role=alert]")).to_have_count(0)


def test_a_priority_is_registered_and_changed(own_server: str, context: BrowserContext) -> None:
    page = Watched(context.new_page(), own_server).open("/planer?handlingsplan=2026")
    page.get_by_role("button", name="Registrera prioritering").click()
    write(page, Prioritering="Fast vårdkontakt")
    page.get_by_role("button", name="4. Nära mellan oss").click()
    at_rest(page)
    page.get_by_role("button", name="Spara", exact=True).click()
    table = page.locator(".st-key-prioriteringar")
    expect(table).to_contain_text("Fast vårdkontakt")
    table.get_by_role("button", name="Ändra Fast vårdkontakt").click()
    page.get_by_role("radio", name="klar").click()
    at_rest(page)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(table).to_contain_text("klar")
    assert serious_faults(page) == []


def test_nothing_is_wider_than_the_screen(app: Watched) -> None:
    page = app.open("/planer?kommun=2062")
    page.wait_for_selector(".st-key-handlingsplan h2")
    expect_no_wider(page, 1920, 1280, 390)
    assert app.elsewhere == []
    assert app.console_errors == []
