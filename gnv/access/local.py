"""Who may write where there is no login, and at the command line.

Without a login the person at this machine may do everything, and nobody else may write: the server must
be bound to the loopback address, be asked by that name, from its own page, and not through a proxy.
Headers can be forged, so an operator who lets others in closes writing with ``GNV_ACCESS=read-only``.
"""

from __future__ import annotations

import getpass
import ipaddress
import re
from collections.abc import Mapping

from gnv.access import READ_ONLY, Person, Role, stranger

NOT_LOCAL = "Tjänsten är öppen för läsning. Ändringar görs på datorn där den körs."
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:(?P<port>[0-9]{1,5}))?")
_SCHEME = re.compile("^https?://")
_FORWARDING = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")


def local_user(*, read_only: bool, bound_to: str, headers: Mapping[str, str]) -> Person:
    """Return who is asking where there is no login: the administrator at this machine, or a stranger.

    Args:
        read_only: whether the operator has closed writing.
        bound_to: the address that the server listens on; empty for all.
        headers: of the person's request, names in any case.
    """
    why = refusal(read_only=read_only, bound_to=bound_to, headers=headers)
    return stranger(why) if why else Person("lokal", "Lokal användare", Role.ADMINISTRATOR)


def operator() -> Person:
    """Return who runs the command line: whoever is logged in to the machine, an administrator.

    Each has an identity of their own, so that one can be blanked without the others.
    """
    try:
        user = getpass.getuser()
    except (ImportError, KeyError, OSError):  # a user without a name, as in some containers
        user = ""
    identity = f"kommandoraden:{user}" if user else "kommandoraden"
    return Person(identity, user or "Kommandoraden", Role.ADMINISTRATOR)


def refusal(*, read_only: bool, bound_to: str, headers: Mapping[str, str]) -> str:
    """Return why a person may not write, in Swedish, or nothing where they may.

    Args:
        read_only: whether the operator has closed writing.
        bound_to: the address that the server listens on; empty for all.
        headers: of the person's request, names in any case.
    """
    if read_only:
        return READ_ONLY
    sent = [(name.casefold(), text) for name, text in headers.items()]
    forwarded = any(name in _FORWARDING or name.startswith("x-forwarded") for name, _ in sent)
    asked = {_port(text) for name, text in sent if name == "host"}
    from_page = {_port(_SCHEME.sub("", text.casefold())) for name, text in sent if name == "origin"}
    # One Host, of this machine, and no page but one of the same port.
    local = len(asked) == 1 and None not in asked and from_page <= asked
    return "" if local and not forwarded and _is_loopback(bound_to.strip("[]")) else NOT_LOCAL


def _port(host: str) -> str | None:
    """Return the port of a host that names this machine, empty for none given; none for any other."""
    found = _HOST.fullmatch(host.casefold())
    if found is None or not _is_loopback(found["name"].strip("[]")):
        return None
    return found["port"] or ""


def _is_loopback(name: str) -> bool:
    if name.casefold() in ("localhost", "localhost."):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
