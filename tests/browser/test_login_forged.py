"""Logins that are not believed: changed, forged, stolen or led astray."""

from __future__ import annotations

import http.client
import time
import urllib.parse

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import new_context
from tests.browser.login import (
    COOKIE,
    COOKIE_SECRET,
    PANEL,
    REFRESH,
    Service,
    add_cookie,
    ask_to_log_in,
    log_in,
    open_about,
    secrets,
    signed,
)

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")

EVIL = "https://evil.example"


def answer(site: Service, path: str, **headers: str) -> http.client.HTTPMessage:
    """Return the headers of an answer, redirects not followed."""
    connection = http.client.HTTPConnection(site.url.removeprefix("http://"), timeout=20)
    connection.request("GET", path, headers=headers)
    found = connection.getresponse()
    found.read()
    connection.close()
    return found.headers


def test_the_login_cookie_is_out_of_reach_of_scripts_and_other_sites(
    context: BrowserContext, site: Service
) -> None:
    log_in(context.new_page(), site, "administrator")
    cookies = {each["name"]: each for each in context.cookies()}
    for name in (COOKIE, f"{COOKIE}_tokens"):
        assert cookies[name]["httpOnly"]
        assert cookies[name]["sameSite"] == "Lax"


def test_a_changed_cookie_is_no_login(context: BrowserContext, site: Service) -> None:
    log_in(context.new_page(), site, "administrator")
    value = next(each["value"] for each in context.cookies() if each["name"] == COOKIE)
    said, signature = value.rsplit(".", 1)
    # The first sign: of the last one two bits mean nothing, so that another may stand for the same signature.
    changed = ("A" if signature[0] != "A" else "B") + signature[1:]
    add_cookie(context, site, f"{said}.{changed}")
    expect(open_about(context.new_page(), site).locator(PANEL)).to_contain_text("Logga in för att")


@pytest.mark.parametrize(
    ("key", "claims", "believed"),
    [
        (COOKIE_SECRET, {}, True),
        ("", {}, False),
        ("another key, as long as the right one", {}, False),
        (COOKIE_SECRET, {"origin": EVIL}, False),
        (COOKIE_SECRET, {"exp": time.time() - 1}, False),
    ],
)
def test_only_a_cookie_signed_here_for_here_is_believed(
    context: BrowserContext, site: Service, key: str, claims: dict[str, object], believed: bool
) -> None:
    add_cookie(context, site, signed(site, key, **claims))
    page = open_about(context.new_page(), site)
    expect(page.locator(REFRESH if believed else ".st-key-logga-in-har")).to_be_visible()
    expect(page.locator(REFRESH)).to_have_count(1 if believed else 0)


def test_a_login_begun_in_another_browser_cannot_be_ended_here(browser: Browser, site: Service) -> None:
    begun, other = new_context(browser), new_context(browser)
    page, victim = begun.new_page(), other.new_page()
    ask_to_log_in(page, site)
    answered = begun.request.post(page.url, form={"sub": "administrator"}, max_redirects=0).headers[
        "location"
    ]
    assert answered.startswith(f"{site.url}/oauth2callback?code=")
    victim.goto(answered)
    expect(open_about(victim, site).locator(".st-key-logga-in-har")).to_be_visible()
    page.goto(answered)
    expect(open_about(page, site).locator(REFRESH)).to_be_visible()
    begun.close()
    other.close()


def test_an_answer_that_was_not_asked_for_is_no_login(context: BrowserContext, site: Service) -> None:
    page = context.new_page()
    ask_to_log_in(page, site)
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(page.url).query))
    assert asked["redirect_uri"] == f"{site.url}/oauth2callback"
    assert min(len(asked["state"]), len(asked["nonce"])) >= 20
    for state in (asked["state"], asked["state"][::-1], ""):
        page.goto(f"{site.url}/oauth2callback?code=gissad&state={state}")
        expect(open_about(page, site).locator(".st-key-logga-in-har")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        f"/auth/login?next={EVIL}&redirect_uri={EVIL}&provider={EVIL}",
        f"/auth/login?provider=default&origin={EVIL}",
        f"/auth/logout?next={EVIL}&post_logout_redirect_uri={EVIL}",
        f"/oauth2callback?next={EVIL}&redirect_uri={EVIL}&state={EVIL}&code=1",
        f"/oauth2callback?error={EVIL}&error_uri={EVIL}",
    ],
)
def test_nobody_is_led_elsewhere(site: Service, path: str) -> None:
    for headers in ({}, {"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example", "Referer": EVIL}):
        assert answer(site, path, **headers)["location"] == "/"


def test_where_the_login_is_reached_over_tls_cookies_go_over_tls_only(site: Service) -> None:
    plain = answer(site, "/_stcore/health")["set-cookie"]
    assert "secure" not in plain.lower()
    before = site.secrets.read_text("utf-8")
    try:
        site.secrets.write_text(secrets(site.provider, origin="https://gnv.example.org"), "utf-8")
        end = time.monotonic() + 20
        while (
            "secure" not in answer(site, "/_stcore/health")["set-cookie"].lower() and time.monotonic() < end
        ):
            time.sleep(0.2)
        safe = answer(site, "/_stcore/health")["set-cookie"].lower()
    finally:
        site.secrets.write_text(before, "utf-8")
    assert safe.count("; secure") == 1
