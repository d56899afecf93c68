"""What the server adds to Streamlit: language, security headers, closed doors, numbered errors."""

from __future__ import annotations

import logging
import secrets

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.pages_manager import PagesManager

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
_CLOSED = ("/_stcore/metrics", "/_stcore/agent")
_LANGUAGE = (b'<html lang="en">', b'<html lang="sv">')
_TITLE = (b"<title>Streamlit</title>", "<title>God och nära vård i Dalarna</title>".encode())


class SecurityHeaders:
    """Put the security headers on every answer, and answer 404 at the doors that are closed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
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
                added = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*own, *added]}
            await send(message)

        if scope["path"].startswith(_CLOSED):
            await send_with_headers({"type": "http.response.start", "status": 404, "headers": []})
            await send_with_headers({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send_with_headers)


class SwedishPage:
    """Say in the page itself that its language is Swedish (Streamlit writes English)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
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
            body = b"".join(parts).replace(*_LANGUAGE).replace(*_TITLE)
            headers = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
            headers.append((b"content-length", str(len(body)).encode()))
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": body})

        identity = [pair for pair in scope["headers"] if pair[0].lower() != b"accept-encoding"]
        await self._app({**scope, "headers": identity}, receive, send_rewritten)


def _is_file(path: str) -> bool:
    """Return whether a path is one of Streamlit's own files or doors, never the page itself."""
    return path.startswith(("/static/", "/_stcore/", "/media/", "/component/", "/vendor/"))


def _is_page(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in start.get("headers", [])
    )


MIDDLEWARE = (Middleware(SecurityHeaders), Middleware(SwedishPage))


def tell_of_error(error: Exception) -> bool:
    """Show a person a number that the log has too, in place of the error itself."""
    number = secrets.token_hex(4)
    _LOG.error("Fel %s", number, exc_info=error)
    st.error(
        f"**Något gick fel på den här sidan.** Ladda om sidan. Om felet kommer tillbaka: hör av dig "
        f"till den som sköter tjänsten och uppge felnummer **{number}**."
    )
    return True
