"""Who is asking, as the server sees it; `gnv.access` decides what they may."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from gnv.access import Person
from gnv.access.login import Access, Visit, decide
from gnv.areas import REGION_DALARNA
from gnv.problems import Problem
from gnv.settings import settings
from gnv.ui import cache

_LOG = logging.getLogger("gnv")
_LOGIN = ("iss", "sub", "iat", "nonce")

# Logins that were ended, with when they would have expired: Streamlit ends them in one tab of a browser only.
_ended: dict[tuple[str, ...], float] = {}


def current() -> Person:
    """Return who is asking and what they may."""
    return access().person


def access() -> Access:
    """Return who is asking, whether they have logged in, and what is wrong with what decides it."""
    found = decide(
        secrets(),
        Visit(
            bound_to=st.get_option("server.address") or "",
            headers=st.context.headers,
            claims=_claims(),
            now=time.time(),
        ),
        (*cache.world().areas.dalarna, REGION_DALARNA),
        read_only=settings().read_only,
    )
    for problem in found.problems:
        _tell_once(problem)
    return found


def secrets() -> Mapping[str, Any] | None:
    """Return what ``secrets.toml`` says: empty where there is no such file, None where it cannot be read."""
    try:
        return st.secrets.to_dict()
    except Exception:  # noqa: BLE001 (a file that is not understood in whatever way must close writing)
        return None if any(Path(path).exists() for path in st.get_option("secrets.files")) else {}


def log_out() -> None:
    """End the login, in every tab of the browser."""
    claims, now = _claims(), time.time()
    for login in [each for each, expires in _ended.items() if expires < now]:
        _ended.pop(login, None)
    if claims:
        _ended[_login(claims)] = float(claims.get("exp", now))
    st.logout()


def _claims() -> dict[str, Any]:
    """Return the claims of the login, none where it has been ended."""
    claims: dict[str, Any] = st.user.to_dict()
    return {} if _login(claims) in _ended else claims


def _login(claims: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(claims.get(name)) for name in _LOGIN)


@lru_cache(maxsize=64)
def _tell_once(problem: Problem) -> None:
    _LOG.warning("%s", problem)
