"""What the server adds to Streamlit: language, security headers, closed doors, numbered errors."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import logging
import secrets
import threading
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

from gnv.problems import ProblemError
from gnv.ui import cache, person

# Before the first st.navigation Streamlit would take the folder pages/ for its older kind of pages, and
# an address such as /om, opened first on a fresh server, would show the bare script.
PagesManager.uses_pages_directory = False

_LOG = logging.getLogger("gnv")
_HEADERS = {
    # blob: is where Streamlit loads a component's own JavaScript from.
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}
# A rewritten page is asked for whole and plain, and must not be taken for the original in a browser's cache.
_CONDITIONS = (b"accept-encoding", b"if-none-match", b"if-modified-since")
_OF_THE_ORIGINAL = (b"content-length", b"etag", b"last-modified")
_LOG_IN = "/auth/login"
_CANNOT_LOG_IN = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Inloggning</title>
<h1>Inloggningen kan inte göras just nu</h1>
<p>Tjänsten som du loggar in med svarar inte. Försök igen om en stund, och säg till den som sköter tjänsten om
felet står kvar.</p>
<p><a href="..">Tillbaka till God och nära vård i Dalarna</a></p>
""".encode()
_CLOSED = ("/_stcore/metrics", "/_stcore/agent")
_STYLE_PATH = "/stil.css"
# In this order: what all pages share, then the pages, and last the room that is kept for what comes late.
_STYLES = (
    "frame",
    "sjalvskattning",
    "om",
    "ladda_upp",
    "nyckeltal",
    "motelage",
    "kommun",
    "jamfor",
    "aktiviteter",
    "planer",
    "arsberattelse",
    "room",
)
# Where the server is, so that a page opened at /om does not first look for it under /om/.
_BACKEND = "<script>window.__streamlit = {BACKEND_BASE_URL: window.location.origin + '/'}</script>"
# Streamlit loads these modules when an element first needs them, one wave after another; named in the
# page's head they come with the first, and the map is painted sooner (see tests/bench).
_EARLY_MODULES = ("BidiComponent", "ButtonGroup", "Html", "Selectbox")


class SecurityHeaders:
    """Put the security headers on every answer, and answer 404 at the doors that are closed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [
                    (name, value)
                    for name, value in message.get("headers", [])
                    if name.decode().lower() not in _HEADERS
                ]
                own = [(name, _over_tls(value) if name == b"set-cookie" else value) for name, value in own]
                added = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*own, *added]}
            await send(message)

        if scope["path"].startswith(_CLOSED):
            await send_with_headers({"type": "http.response.start", "status": 404, "headers": []})
            await send_with_headers({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send_with_headers)


def _over_tls(cookie: bytes) -> bytes:
    """Return a cookie that a browser sends over TLS only, where the login says that we are reached so.

    Streamlit leaves the word out, as it does not know whether a proxy before it has TLS.
    """
    auth = (person.secrets() or {}).get("auth")
    address = auth.get("redirect_uri") if isinstance(auth, Mapping) else None
    safe = isinstance(address, str) and address.startswith("https:") and b"; secure" not in cookie.lower()
    return cookie + b"; Secure" if safe else cookie


class OwnPage:
    """Make Streamlit's page ours: Swedish as its language, our title, style and early modules."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or scope["method"] != "GET" or _is_file(scope["path"]):
            await self._app(scope, receive, send)
            return
        start: Message = {}
        parts: list[bytes] = []

        async def send_rewritten(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not _is_page(message):
                    await send(message)
                return
            if not _is_page(start):
                await send(message)
                return
            parts.append(message.get("body", b""))
            if message.get("more_body"):
                return
            body = _own_page(b"".join(parts))
            headers = [pair for pair in start["headers"] if pair[0].lower() not in _OF_THE_ORIGINAL]
            headers.append((b"content-length", str(len(body)).encode()))
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": body})

        plain = [pair for pair in scope["headers"] if pair[0].lower() not in _CONDITIONS]
        await self._app({**scope, "headers": plain}, receive, send_rewritten)


class FailedLogin:
    """Say in Swedish that a login could not be begun, with a way back."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""
        if scope["type"] != "http" or scope["path"] != _LOG_IN:
            await self._app(scope, receive, send)
            return
        failed = False

        async def send_told(message: Message) -> None:
            nonlocal failed
            if message["type"] == "http.response.start" and message["status"] >= 400:
                failed = True
                length = str(len(_CANNOT_LOG_IN)).encode()
                headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", length)]
                message = {**message, "headers": headers}
            elif failed:
                message = {**message, "body": _CANNOT_LOG_IN}
            await send(message)

        await self._app(scope, receive, send_told)


def _is_file(path: str) -> bool:
    """Return whether a path is one of Streamlit's own files or doors, never the page itself."""
    return path.startswith(("/static/", "/_stcore/", "/media/", "/component/", _STYLE_PATH))


def _own_page(page: bytes) -> bytes:
    return (
        page.replace(b'<html lang="en">', b'<html lang="sv">')
        .replace(b"<title>Streamlit</title>", "<title>God och nära vård i Dalarna</title>".encode())
        .replace(b"</head>", _head_links() + b"</head>")
    )


@functools.cache
def _head_links() -> bytes:
    """Return the links to our style and to the modules that are needed early."""
    version = hashlib.sha256(_stylesheet()).hexdigest()[:8]
    modules = Path(st.__file__).parent / "static" / "static" / "js"
    early = [path for name in _EARLY_MODULES for path in sorted(modules.glob(f"{name}.*.js"))]
    links = [_BACKEND, f'<link rel="stylesheet" href=".{_STYLE_PATH}?v={version}">'] + [
        f'<link rel="modulepreload" crossorigin href="./static/js/{path.name}">' for path in early
    ]
    return "".join(links).encode()


@functools.cache
def _stylesheet() -> bytes:
    """Return the look of all pages, one part after the other."""
    folder = Path(__file__).parent / "style"
    return b"\n".join((folder / f"{name}.css").read_bytes() for name in _STYLES)


def _style(_request: Request) -> Response:
    return Response(_stylesheet(), media_type="text/css", headers={"cache-control": "max-age=86400"})


ROUTES = (Route(_STYLE_PATH, _style),)


def _is_page(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in start.get("headers", [])
    )


@contextlib.asynccontextmanager
async def warm(_app: object) -> AsyncIterator[None]:
    """Read the figures and draw the first page while the server waits for its first visitor."""
    threading.Thread(target=_draw_first_page, daemon=True).start()
    yield


def _draw_first_page() -> None:
    try:
        cache.draw_first_page()
    except ProblemError as error:
        _LOG.warning("%s", error)


MIDDLEWARE = (Middleware(SecurityHeaders), Middleware(OwnPage), Middleware(FailedLogin))


def tell_of_error(error: Exception) -> bool:
    """Show a person a number that the log has too, in place of the error itself."""
    number = secrets.token_hex(4)
    _LOG.error("Fel %s", number, exc_info=error)
    st.error(
        f"**Något gick fel på den här sidan.** Ladda om sidan. Om felet kommer tillbaka: hör av dig "
        f"till den som sköter tjänsten och uppge felnummer **{number}**."
    )
    return True
