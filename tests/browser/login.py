"""A real OpenID Connect server, and the app with its login set to ask that server."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import BrowserContext, Page
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value

from tests.browser.conftest import Watched
from tests.servers import streamlit_server

COOKIE = "_streamlit_user"
PANEL, REFRESH = ".st-key-hamta", ".st-key-hamta-nu"
LASTS = timedelta(hours=1)
COOKIE_SECRET = "prov-prov-prov-prov-prov-prov-prov-prov"
ROLES = """
[roles.people]
"Administrator@example.org" = "administratör"
"falun@example.org" = ["2080", "2062"]
"obekraftad@example.org" = "administratör"
[roles.groups]
"analytiker" = "bidragsgivare"
"""
USERS = (
    User(sub="administrator", claims={"email": "administrator@example.org", "name": "En administratör"}),
    User(sub="falun", claims={"email": "falun@example.org", "name": "En bidragsgivare"}),
    User(sub="analytiker", claims={"name": "En analytiker", "groups": ["analytiker"]}),
    User(
        sub="lasare",
        claims={
            "email": "lasare@example.org",
            "name": "En läsare *Å* [länk](http://evil.example) www.evil.example",
        },
    ),
    User(
        sub="obekraftad",
        claims={"email": "obekraftad@example.org", "name": "En obekräftad", "email_verified": False},
    ),
)


@dataclass(frozen=True)
class Service:
    """The app, the server that it asks who someone is, and its settings."""

    url: str
    provider: str
    secrets: Path


def secrets(provider: str, roles: str = ROLES, origin: str = "http://localhost:{port}") -> str:
    """Return a secrets.toml that asks a provider."""
    return f"""
[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "gnv"
client_secret = "prov"
server_metadata_url = "{provider}/.well-known/openid-configuration"
{roles}
"""


@contextlib.contextmanager
def service(folder: Path, **environment: str) -> Iterator[Service]:
    """Start a provider, and the app with its login set to it."""
    path = folder / "secrets.toml"
    with run_server_in_thread(access_token_max_age=LASTS, require_nonce=True, user_claims=USERS) as server:
        provider = f"http://localhost:{server.server_port}"
        path.write_text(secrets(provider), "utf-8")
        settings = {
            "GNV_DATA_DIR": str(folder / "lokalt"),
            "STREAMLIT_SECRETS_FILES": str(path),
            **environment,
        }
        with streamlit_server(log=folder / "log", **settings) as (url, _):
            yield Service(url, provider, path)


def open_about(page: Page, service: Service) -> Page:
    """Open the page Om."""
    return Watched(page, service.url).open("/om", wait=".st-key-om")


def log_in(page: Page, service: Service, user: str) -> Page:
    """Log in from the page Om as one of the users, and come back to it."""
    ask_to_log_in(page, service)
    page.locator(f"button[name=sub][value={user}]").click()
    page.wait_for_url(f"{service.url}/**", wait_until="commit")
    return open_about(page, service)


def ask_to_log_in(page: Page, service: Service) -> None:
    """Go from the page Om to where the provider asks who one is."""
    open_about(page, service)
    page.locator(".st-key-logga-in button").click()
    page.wait_for_url(f"{service.provider}/**")


def add_cookie(context: BrowserContext, site: Service, value: str) -> None:
    """Give a browser a login cookie."""
    context.add_cookies([{"name": COOKIE, "value": value, "url": site.url}])


def claims(context: BrowserContext) -> dict[str, Any]:
    """Return what a browser's login cookie says."""
    value = next(each["value"] for each in context.cookies() if each["name"] == COOKIE)
    said = decode_signed_value(COOKIE_SECRET, COOKIE, value)
    assert said, "the cookie is not signed as it should be"
    found: dict[str, Any] = json.loads(said)
    return found


def signed(site: Service, key: str, **claims: object) -> str:
    """Return a cookie that says one is the administrator, signed with a key."""
    told = {
        "is_logged_in": True,
        "origin": site.url,
        "provider": "default",
        "sub": "administrator",
        "name": "En administratör",
    }
    told |= {"email": "administrator@example.org", "exp": time.time() + 600, **claims}
    return create_signed_value(key, COOKIE, json.dumps(told)).decode()
