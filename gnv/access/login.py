"""Who someone is that has logged in, or could: OpenID Connect, by ``[auth]`` in ``.streamlit/secrets.toml``.

The library checks who issued the login and that nobody has changed it. Here is decided how long it is
believed, which of its claims, and what it gives.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from gnv.access import READ_ONLY, Person, Role, stranger
from gnv.access.local import local_user
from gnv.access.roles import Roles, address, read_roles
from gnv.problems import Problem

LOG_IN = "Tjänsten är öppen för läsning. Logga in för att skriva, ladda upp eller hämta värden."
EXPIRED = "Din inloggning har gått ut. Logga in igen för att skriva, ladda upp eller hämta värden."
UNFINISHED = (
    "Tjänsten är öppen för läsning. Inloggningen är inte rätt inställd, så ingen kan ändra något. "
    "Den som sköter tjänsten ser felet i loggen."
)
_UNVERIFIED = (
    " Inloggningstjänsten har inte bekräftat din e-postadress, så en roll efter adressen gäller inte."
)
_REQUIRED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
_SHORTEST_SECRET = 32
_LONGEST_NAME = 80


class Login(Enum):
    """Whether a login has been made or would help."""

    NONE = auto()
    OFFERED = auto()
    MADE = auto()


@dataclass(frozen=True)
class Visit:
    """What the server knows of who is asking.

    Attributes:
        bound_to: the address that the server listens on; empty for all.
        headers: of the request, names in any case.
        claims: of the login; empty where nobody has logged in.
        now: the time, seconds since 1970.
    """

    bound_to: str
    headers: Mapping[str, str]
    claims: Mapping[str, Any]
    now: float


@dataclass(frozen=True)
class Access:
    """Who is asking, whether they have logged in, and what is wrong with the settings that decide it."""

    person: Person
    login: Login = Login.NONE
    problems: tuple[Problem, ...] = ()


def decide(
    secrets: Mapping[str, Any] | None, visit: Visit, codes: Collection[str], *, read_only: bool
) -> Access:
    """Return who is asking and what they may.

    Args:
        secrets: what ``secrets.toml`` says: empty where there is none, None where it cannot be read.
        visit: what the server knows of who is asking.
        codes: the municipalities that may be named in ``[roles]``, and the region.
        read_only: whether the operator has closed writing.
    """
    if secrets is None:
        remedy = "Rätta filen enligt .streamlit/secrets.example.toml. Till dess kan ingen ändra något."
        return Access(stranger(UNFINISHED), problems=(Problem("secrets.toml kan inte läsas.", remedy),))
    if "auth" not in secrets and "roles" not in secrets:
        return Access(local_user(read_only=read_only, bound_to=visit.bound_to, headers=visit.headers))
    unfinished = _unfinished(secrets.get("auth"))
    roles, problems = read_roles(secrets.get("roles"), codes)
    if unfinished:
        return Access(stranger(UNFINISHED), problems=(unfinished, *problems))
    if visit.claims.get("is_logged_in") is not True:
        return Access(stranger(READ_ONLY if read_only else LOG_IN), _offered(read_only), problems)
    if not _is_current(visit.claims.get("exp"), visit.now):
        return Access(stranger(READ_ONLY if read_only else EXPIRED), _offered(read_only), problems)
    return Access(_person(visit.claims, roles, read_only=read_only), Login.MADE, problems)


def _offered(read_only: bool) -> Login:
    return Login.NONE if read_only else Login.OFFERED


def _unfinished(section: object) -> Problem | None:
    """Return what stops the login from being made or believed."""
    remedy = "Fyll i [auth] i secrets.toml enligt .streamlit/secrets.example.toml."
    if not isinstance(section, Mapping):
        return Problem(
            "Avsnittet [auth] saknas i secrets.toml, som har roller eller annat om inloggning.", remedy
        )
    missing = [key for key in _REQUIRED if not (isinstance(section.get(key), str) and section[key].strip())]
    if missing:
        return Problem(f"I [auth] saknas {', '.join(missing)}.", remedy)
    if len(section["cookie_secret"]) < _SHORTEST_SECRET:  # who guesses it can be anyone
        return Problem(f"cookie_secret i [auth] är kortare än {_SHORTEST_SECRET} tecken.", remedy)
    return None


def _is_current(expires: object, now: float) -> bool:
    return isinstance(expires, int | float) and not isinstance(expires, bool) and expires > now


def _person(claims: Mapping[str, Any], roles: Roles, *, read_only: bool) -> Person:
    email, unverified = address(_text(claims, "email")), not _is_verified(claims)
    believed = "" if unverified else email
    name = _shown(_text(claims, "name")) or _shown(email) or "okänd"
    grant = roles.of(believed, _groups(claims, roles.group_claim))
    refusal = READ_ONLY if read_only else ""
    if grant.role is Role.READER and not refusal:
        refusal = _without_role(name, _shown(email)) + (_UNVERIFIED if email and unverified else "")
    return Person(believed or _text(claims, "sub"), name, grant.role, grant.municipalities, refusal)


def _is_verified(claims: Mapping[str, Any]) -> bool:
    """Return whether an e-mail address may be believed; a provider that says nothing stands for it."""
    return claims.get("email_verified", True) in (True, "true")


def _groups(claims: Mapping[str, Any], claim: str) -> list[str]:
    told = claims.get(claim)
    groups = told if isinstance(told, list) else [told]
    return [group for group in groups if isinstance(group, str)]


def _without_role(name: str, email: str) -> str:
    who = f"{name} ({email})" if email and email != name else name
    return (
        f"Du är inloggad som {who}, men har inte rätt att skriva, ladda upp eller hämta värden. "
        "Be den som sköter tjänsten att ge dig rollen bidragsgivare."
    )


def _text(claims: Mapping[str, Any], key: str) -> str:
    value = claims.get(key)
    return value if isinstance(value, str) else ""


def _shown(text: str) -> str:
    """Return a text from elsewhere without what cannot be seen or would turn the line, and not too long."""
    visible = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(visible.split())[:_LONGEST_NAME]
