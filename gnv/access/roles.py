"""Who has which role: ``[roles]`` in ``.streamlit/secrets.toml``.

A mistake there never gives more than is written: what cannot be understood gives nothing, and is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gnv.access import Role
from gnv.problems import Problem

GROUP_CLAIM = "groups"
_ROLES = ", ".join(f'"{role}"' for role in Role)
_WRITE = f'Skriv en av {_ROLES}, eller kommunkoder som en lista: ["2080", "2062"]. Region Dalarna är "0020".'
_ADDRESS = 'Skriv den inom citattecken: "namn@example.org" = "bidragsgivare".'
# A–Z only: a sign that becomes one of them in lower case (the Kelvin sign) must not make two addresses one.
_ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True)
class Grant:
    """A role, and the codes of the municipalities that it holds for; none for all."""

    role: Role
    municipalities: frozenset[str] | None = None


NOTHING = Grant(Role.READER)


@dataclass(frozen=True)
class Roles:
    """What has been granted.

    Attributes:
        group_claim: the claim of a login that lists the person's groups.
        people: e-mail address, as `address` writes it, to what it has been granted.
        groups: the same for a group's id, exactly as the login gives it.
    """

    group_claim: str
    people: Mapping[str, Grant]
    groups: Mapping[str, Grant]

    def of(self, email: str, groups: Iterable[str]) -> Grant:
        """Return all that a person has been granted by address and groups together."""
        found = [self.people.get(address(email), NOTHING)]
        return _together([*found, *(self.groups.get(group, NOTHING) for group in groups)])


def address(email: str) -> str:
    """Return an e-mail address as it is compared: A–Z without regard to case."""
    return email.translate(_ASCII_LOWER)


def read_roles(section: object, codes: Collection[str]) -> tuple[Roles, tuple[Problem, ...]]:
    """Return what ``[roles]`` grants, and what is wrong in it.

    Args:
        section: its content as TOML gives it; none where there is no such section.
        codes: the municipalities that may be named, and the region.
    """
    problems: list[Problem] = []
    content = _table(section, "roles", problems)
    for key in sorted(content.keys() - {"group_claim", "people", "groups"}):
        remedy = "Ta bort det eller rätta namnet: group_claim, [roles.people] eller [roles.groups]."
        problems.append(Problem(f"Fältet {key} i [roles] är okänt.", remedy))
    claim = content.get("group_claim", GROUP_CLAIM)
    if not isinstance(claim, str):
        problems.append(Problem(f"group_claim i [roles] är {claim!r}.", 'Skriv en text, som "groups".'))
        claim = ""
    people = _grants(content.get("people"), "roles.people", codes, problems)
    groups = _grants(content.get("groups"), "roles.groups", codes, problems)
    by_address: dict[str, Grant] = {}
    for email, grant in people.items():
        key = address(email.strip())
        if "@" not in key:
            problems.append(Problem(f"{email!r} i [roles.people] är ingen e-postadress.", _ADDRESS))
            continue
        by_address[key] = _together([by_address.get(key, NOTHING), grant])
    return Roles(claim, by_address, groups), tuple(problems)


def _table(section: object, name: str, problems: list[Problem]) -> Mapping[str, Any]:
    if section is None:
        return {}
    if isinstance(section, Mapping):
        return section
    problems.append(Problem(f"{name} är inte ett avsnitt.", f"Börja det med raden [{name}]."))
    return {}


def _grants(section: object, name: str, codes: Collection[str], problems: list[Problem]) -> dict[str, Grant]:
    table = _table(section, name, problems)
    return {who: _grant(value, f"{who} i [{name}]", codes, problems) for who, value in table.items()}


def _grant(value: object, where: str, codes: Collection[str], problems: list[Problem]) -> Grant:
    """Return what a value grants: a role's name, or the codes that someone contributes for."""
    if isinstance(value, str) and value.strip().casefold() in tuple(Role):
        return Grant(Role(value.strip().casefold()))
    if not isinstance(value, list) or not value:
        problems.append(Problem(f"{where} har värdet {value!r}.", _WRITE))
        return NOTHING
    known = frozenset(code for code in value if isinstance(code, str) and code in codes)
    unknown = [code for code in value if not isinstance(code, str) or code not in known]
    problems += [Problem(f"{where} har en okänd kommunkod: {code!r}.", _WRITE) for code in unknown]
    return Grant(Role.CONTRIBUTOR, known) if known else NOTHING


def _together(grants: list[Grant]) -> Grant:
    """Return several grants as one: the widest role, and all municipalities that are named."""
    if any(grant.role is Role.ADMINISTRATOR for grant in grants):
        return Grant(Role.ADMINISTRATOR)
    named = [grant.municipalities for grant in grants if grant.role is Role.CONTRIBUTOR]
    if not named:
        return NOTHING
    some = [codes for codes in named if codes is not None]
    return Grant(Role.CONTRIBUTOR, frozenset().union(*some) if len(some) == len(named) else None)
