"""Logging in with a real OpenID Connect server: who may what, and out again."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Watched, serious_faults
from tests.browser.login import (
    COOKIE_SECRET,
    LASTS,
    PANEL,
    REFRESH,
    ROLES,
    Service,
    add_cookie,
    claims,
    log_in,
    open_about,
    secrets,
    service,
    signed,
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")

CORNER = ".st-key-inloggning"


def rights(page: Page) -> str:
    """Return what the corner says that one may."""
    page.locator(f"{CORNER} button").first.click()
    panel = page.locator("[data-testid=stPopoverBody]")
    panel.wait_for()
    return panel.inner_text()


def log_out(page: Page, site: Service) -> None:
    page.locator(f"{CORNER} button").first.click()
    page.locator(".st-key-logga-ut button").click()
    page.wait_for_url(f"{site.provider}/**")
    page.get_by_role("button", name="End session").click()
    page.wait_for_url(f"{site.url}/**")


def test_before_logging_in_nobody_may_write_even_at_this_machine(
    context: BrowserContext, site: Service
) -> None:
    page = open_about(context.new_page(), site)
    expect(page.locator(PANEL)).to_contain_text("Logga in för att")
    expect(page.locator(".st-key-logga-in")).to_be_visible()
    expect(page.locator(".st-key-logga-in-har")).to_be_visible()
    expect(page.locator(REFRESH)).to_have_count(0)


def test_an_administrator_may_everything_and_the_corner_hinders_nobody(
    context: BrowserContext, site: Service
) -> None:
    page = log_in(context.new_page(), site, "administrator")
    expect(page.locator(REFRESH)).to_be_visible()
    assert "Administratör" in rights(page)
    assert serious_faults(page) == []


def test_a_contributor_may_write_for_named_municipalities(context: BrowserContext, site: Service) -> None:
    page = log_in(context.new_page(), site, "falun")
    expect(page.locator(REFRESH)).to_be_visible()
    told = rights(page)
    assert "Falun och Mora" in told
    assert "alla kommuner" not in told


def test_a_group_gives_a_role(context: BrowserContext, site: Service) -> None:
    page = log_in(context.new_page(), site, "analytiker")
    expect(page.locator(REFRESH)).to_be_visible()
    assert "alla kommuner" in rights(page)


def test_who_has_no_role_is_told_so_and_a_name_stays_words(context: BrowserContext, site: Service) -> None:
    page = log_in(context.new_page(), site, "lasare")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Du är inloggad som En läsare *Å* [länk](http:")
    expect(panel).to_contain_text("(lasare@example.org), men har inte rätt att")
    expect(panel.locator("em, a[href*=evil]")).to_have_count(0)
    expect(page.locator(REFRESH)).to_have_count(0)
    expect(page.locator(".st-key-logga-in-har")).to_have_count(0)


def test_an_address_that_is_not_verified_gives_no_role(context: BrowserContext, site: Service) -> None:
    page = log_in(context.new_page(), site, "obekraftad")
    expect(page.locator(PANEL)).to_contain_text("inte bekräftat din e-postadress")
    expect(page.locator(REFRESH)).to_have_count(0)


def test_logging_out_ends_what_other_tabs_may(context: BrowserContext, site: Service) -> None:
    other = log_in(context.new_page(), site, "administrator")
    page = open_about(context.new_page(), site)
    stolen = context.cookies()
    log_out(page, site)
    expect(open_about(page, site).locator(".st-key-logga-in")).to_be_visible()
    assert not [cookie for cookie in context.cookies() if "user" in cookie["name"]]
    other.locator(f"{REFRESH} button").click()
    expect(other.locator(PANEL)).to_contain_text("Logga in för att")
    expect(other.locator(REFRESH)).to_have_count(0)
    context.add_cookies(stolen)  # the cookie itself is of no use either
    expect(open_about(page, site).locator(PANEL)).to_contain_text("Logga in för att")


def test_a_role_that_is_taken_away_is_gone_at_the_next_choice(
    context: BrowserContext, tmp_path: Path
) -> None:
    with service(tmp_path) as site:
        page, other = log_in(context.new_page(), site, "administrator"), context.new_page()
        expect(page.locator(REFRESH)).to_be_visible()
        site.secrets.write_text(secrets(site.provider, ROLES.replace("Administrator@", "Annan@")), "utf-8")
        wait_until_told(other, site, "har inte rätt att")
        page.locator(f"{REFRESH} button").click()
        expect(page.locator(PANEL)).to_contain_text("har inte rätt att")
        expect(page.locator(REFRESH)).to_have_count(0)
        site.secrets.write_text("[auth", "utf-8")
        wait_until_told(other, site, "inte rätt inställd")


def wait_until_told(page: Page, site: Service, sentence: str) -> None:
    """Open the page anew until changed settings have been taken up."""
    for _ in range(10):
        if sentence in open_about(page, site).locator(PANEL).inner_text():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"The page never said: {sentence}")


def test_a_login_lasts_as_long_as_the_providers_token(context: BrowserContext, site: Service) -> None:
    log_in(context.new_page(), site, "administrator")
    left = claims(context)["exp"] - time.time()
    assert LASTS.total_seconds() - 120 < left <= LASTS.total_seconds()


def test_a_login_that_has_expired_must_be_made_again(context: BrowserContext, site: Service) -> None:
    page, began = open_about(context.new_page(), site), time.monotonic()
    open_about(page, site)
    lasts = 2 + 2 * (time.monotonic() - began)  # as a busy machine needs to open the page before it is over
    expires = time.time() + lasts
    add_cookie(context, site, signed(site, COOKIE_SECRET, exp=expires))
    page = open_about(page, site)
    expect(page.locator(REFRESH)).to_be_visible()
    page.wait_for_timeout(max(0, expires - time.time()) * 1000)
    page.locator(f"{REFRESH} button").click()
    expect(page.locator(PANEL)).to_contain_text("Din inloggning har gått ut")
    expect(page.locator(REFRESH)).to_have_count(0)
    expect(page.locator(".st-key-logga-in")).to_be_visible()
    expect(open_about(page, site).locator(PANEL)).to_contain_text("Din inloggning har gått ut")


def test_closed_writing_is_closed_for_an_administrator_too(context: BrowserContext, tmp_path: Path) -> None:
    with service(tmp_path, GNV_ACCESS="read-only") as site:
        page = open_about(context.new_page(), site)
        expect(page.locator(PANEL)).to_contain_text("stängt alla ändringar")
        expect(page.locator(CORNER)).to_have_count(0)
        add_cookie(context, site, signed(site, COOKIE_SECRET))
        page = open_about(page, site)
        expect(page.locator(PANEL)).to_contain_text("stängt alla ändringar")
        expect(page.locator(CORNER)).to_contain_text("En administratör")
        expect(page.locator(REFRESH)).to_have_count(0)


def test_a_provider_that_does_not_answer_is_told_with_a_way_back(
    context: BrowserContext, tmp_path: Path
) -> None:
    dead = tmp_path / "dead.toml"
    dead.write_text(secrets("http://127.0.0.1:9"), "utf-8")
    with service(tmp_path, STREAMLIT_SECRETS_FILES=str(dead)) as site:
        page = open_about(context.new_page(), site)
        page.locator(".st-key-logga-in button").click()
        expect(page.locator("h1")).to_have_text("Inloggningen kan inte göras just nu")
        page.get_by_role("link").click()
        expect(page.locator(".st-key-logga-in")).to_be_visible()
        assert page.url.removeprefix(site.url).startswith("/")


def test_meeting_mode_and_a_site_without_login_show_no_corner(
    context: BrowserContext, site: Service, server: str
) -> None:
    page = Watched(context.new_page(), site.url).open("/?mote=1")
    expect(page.locator(CORNER)).to_have_count(0)
    page = Watched(context.new_page(), server).open("/om", wait=".st-key-om")
    expect(page.locator(CORNER)).to_have_count(0)
    expect(page.locator(REFRESH)).to_be_visible()


def test_the_corner_covers_nothing(context: BrowserContext, site: Service) -> None:
    page = log_in(context.new_page(), site, "lasare")
    for width in (1920, 1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        corner = page.locator(f"{CORNER} button").first.bounding_box()
        others = [each.bounding_box() for each in page.locator("header :is(a, button, img)").all()]
        assert corner
        assert corner["x"] + corner["width"] <= width
        for other in others:
            assert other is None or not _overlap(corner, other)


def _overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    return all(
        one[at] < other[at] + other[size] and other[at] < one[at] + one[size]
        for at, size in (("x", "width"), ("y", "height"))
    )
