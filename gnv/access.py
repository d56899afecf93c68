"""Who may do what: reading is open, writing is not.

Without a login the person at this machine may do everything, and nobody else may write: the server must
be bound to the loopback address, be asked by that name, from a page of that name, and not through a proxy.
Headers can be forged, so an operator who lets others in closes writing with ``GNV_ACCESS=read-only``.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

READ_ONLY = "Tjänsten är öppen för läsning. Den som sköter den har stängt alla ändringar."
NOT_LOCAL = "Tjänsten är öppen för läsning. Ändringar görs på datorn där den körs."
_FORWARDING = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")


def refusal(*, read_only: bool, bound_to: str, headers: Mapping[str, str]) -> str:
    """Return why a person may not write, in Swedish, or nothing where they may.

    Args:
        read_only: whether the operator has closed writing.
        bound_to: the address that the server listens on; empty for all.
        headers: of the person's request, names in any case.
    """
    if read_only:
        return READ_ONLY
    sent = {name.casefold(): text for name, text in headers.items()}
    forwarded = any(name in _FORWARDING or name.startswith("x-forwarded-") for name in sent)
    asked = _host(f"//{sent.get('host', '')}")
    origin = _host(sent["origin"]) if "origin" in sent else asked
    if forwarded or not all(_is_loopback(host) for host in (bound_to, asked, origin)):
        return NOT_LOCAL
    return ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    if host.casefold().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
