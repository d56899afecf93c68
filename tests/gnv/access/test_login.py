"""Who someone is that has logged in, by the login's claims and the operator's settings."""

from __future__ import annotations

import tomllib

import pytest

from gnv.access import READ_ONLY, Role
from gnv.access.local import NOT_LOCAL
from gnv.access.login import EXPIRED, LOG_IN, UNFINISHED, Login, Visit, decide
from tests.conftest import ROOT

CODES = ("0020", "2062", "2080")
NOW = 1_800_000_000.0
AUTH = {
    "redirect_uri": "https://gnv.example.org/oauth2callback",
    "cookie_secret": "x" * 43,
    "client_id": "gnv",
    "client_secret": "hemlig",
    "server_metadata_url": "https://login.example.org/.well-known/openid-configuration",
}
ROLES = {
    "people": {
        "administrator@example.org": "administratör",
        "falun@example.org": ["2080"],
        "bidragsgivare@example.org": "bidragsgivare",
    },
    "groups": {"mora": ["2062"]},
}
SECRETS = {"auth": AUTH, "roles": ROLES}
HERE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
PROXIED = {"Host": "gnv.example.org", "Origin": "https://gnv.example.org", "X-Forwarded-For": "10.0.0.1"}


def claims(email="administrator@example.org", **other):
    return {
        "is_logged_in": True,
        "sub": "4711",
        "name": "En administratör",
        "email": email,
        "exp": NOW + 60,
        **other,
    }


def access(login, secrets=SECRETS, *, read_only=False, headers=PROXIED, bound_to="localhost"):
    return decide(secrets, Visit(bound_to, headers, login, NOW), CODES, read_only=read_only)


def person(login, **other):
    return access(login, **other).person


def may_nothing(someone):
    assert someone.refusal
    return not (someone.contributes or someone.administers or someone.may_change("2080"))


# Without [auth]


def test_without_auth_the_local_rule_decides():
    here = access({}, {}, headers=HERE)
    assert here.person.administers
    assert (here.login, here.problems) == (Login.NONE, ())
    assert person({}, secrets={}, headers=PROXIED).refusal == NOT_LOCAL
    assert person({}, secrets={}, headers=HERE, bound_to="0.0.0.0").refusal == NOT_LOCAL
    assert person({}, secrets={}, headers=HERE, read_only=True).refusal == READ_ONLY


def test_claims_without_auth_are_not_believed():
    assert may_nothing(person(claims(), secrets={}, headers=PROXIED))
    assert may_nothing(person(claims(), secrets={"other": 1}, headers=PROXIED))


def test_secrets_that_cannot_be_read_close_writing_and_are_told():
    found = access({}, None, headers=HERE)
    assert may_nothing(found.person)
    assert found.problems
    assert may_nothing(person(claims(), secrets=None, headers=HERE))


@pytest.mark.parametrize(
    "secrets",
    [
        {"roles": ROLES},
        {"auth": {}},
        {"auth": "ja"},
        *({"auth": {k: v for k, v in AUTH.items() if k != key}, "roles": ROLES} for key in AUTH),
        *({"auth": {**AUTH, key: wrong}, "roles": ROLES} for key in AUTH for wrong in ("", " ", 1, None)),
        {"auth": {**AUTH, "cookie_secret": "x" * 31}, "roles": ROLES},
    ],
)
def test_an_unfinished_login_closes_writing_for_all(secrets):
    for login in ({}, claims()):
        found = access(login, secrets, headers=HERE)
        assert found.person.refusal == UNFINISHED
        assert found.login is Login.NONE
        assert found.problems
        assert may_nothing(found.person)


def test_no_secret_is_told():
    for wrong in ({**AUTH, "cookie_secret": "kort-hemlighet"}, {**AUTH, "client_id": ""}):
        told = " ".join(map(str, access({}, {"auth": wrong}).problems))
        assert told
        assert "kort-hemlighet" not in told
        assert AUTH["client_secret"] not in told


# With [auth]


@pytest.mark.parametrize("headers", [HERE, PROXIED, {}])
@pytest.mark.parametrize("login", [{}, {"is_logged_in": False}, {**claims(), "is_logged_in": "true"}])
def test_who_has_not_logged_in_may_nothing_even_at_this_machine(login, headers):
    found = access(login, headers=headers)
    assert found.person.refusal == LOG_IN
    assert found.login is Login.OFFERED
    assert may_nothing(found.person)


def test_an_administrator_may_everything_through_a_proxy_too():
    for headers in (PROXIED, HERE, {}):
        found = access(claims(), headers=headers)
        assert found.person.administers
        assert found.person.may_change("2080")
        assert (found.person.identity, found.person.name) == ("administrator@example.org", "En administratör")
        assert found.login is Login.MADE


def test_a_contributor_may_change_their_own_municipalities_only():
    own = person(claims("Falun@Example.org"))
    assert own.contributes
    assert not own.administers
    assert own.may_change("2080")
    assert not own.may_change("2062")
    assert not own.may_change("0020")
    assert own.identity == "falun@example.org"


def test_a_contributor_for_all_may_change_any():
    assert all(person(claims("bidragsgivare@example.org")).may_change(code) for code in CODES)


def test_a_group_gives_its_role_without_an_address():
    both = person(claims("falun@example.org", groups=["annan", "mora"]))
    assert both.municipalities == {"2080", "2062"}
    alone = person({"is_logged_in": True, "sub": "4712", "exp": NOW + 1, "groups": "mora"})
    assert alone.may_change("2062")
    assert alone.identity == "4712"
    assert alone.name


@pytest.mark.parametrize("groups", [None, 1, {"mora": True}, [["mora"]], [None], "Mora", ["mora "]])
def test_a_claim_of_groups_that_does_not_name_one_gives_nothing(groups):
    assert person(claims("lasare@example.org", groups=groups)).role is Role.READER


def test_who_has_no_role_is_told_whom_they_are_and_what_to_do():
    found = access(claims("lasare@example.org", name="En läsare"))
    assert may_nothing(found.person)
    assert found.login is Login.MADE
    for word in ("En läsare", "lasare@example.org", "bidragsgivare"):
        assert word in found.person.refusal


@pytest.mark.parametrize("verified", [False, "false", "", 0, None, "ja", []])
def test_an_address_that_is_not_verified_is_not_believed(verified):
    unverified = person(claims(email_verified=verified))
    assert may_nothing(unverified)
    assert unverified.identity == "4711"
    assert "bekräftat" in unverified.refusal
    in_group = person(claims(email_verified=verified, groups=["mora"]))
    assert in_group.may_change("2062")
    assert not in_group.administers


@pytest.mark.parametrize("verified", [True, "true"])
def test_a_verified_address_is_believed(verified):
    assert person(claims(email_verified=verified)).administers


@pytest.mark.parametrize(
    "email", [None, 1, ["administrator@example.org"], {"administrator@example.org": 1}, ""]
)
def test_an_address_that_is_no_text_is_none(email):
    assert may_nothing(person(claims(email)))


@pytest.mark.parametrize(
    "expires", [NOW, NOW - 1, 0, -1, None, "", str(NOW + 60), True, float("nan"), [NOW + 60]]
)
def test_a_login_that_has_expired_or_does_not_say_when_is_none(expires):
    found = access(claims(exp=expires))
    assert found.person.refusal == EXPIRED
    assert found.login is Login.OFFERED
    assert may_nothing(found.person)
    assert not found.person.identity


def test_closed_writing_is_closed_for_whoever_has_logged_in():
    found = access(claims(), read_only=True)
    assert found.person.refusal == READ_ONLY
    assert may_nothing(found.person)
    assert found.login is Login.MADE
    for login in ({}, claims(exp=0)):
        assert access(login, read_only=True).person.refusal == READ_ONLY
        assert access(login, read_only=True).login is Login.NONE


def test_mistakes_in_roles_are_told_and_take_only_what_they_hold():
    wrong = {"people": {**ROLES["people"], "lasare@example.org": "admin"}}
    found = access(claims(), {"auth": AUTH, "roles": wrong})
    assert found.person.administers
    assert len(found.problems) == 1
    assert may_nothing(person(claims("lasare@example.org"), secrets={"auth": AUTH, "roles": wrong}))


def test_a_name_from_elsewhere_can_hide_nothing():
    shown = person(claims(name="En\u202e\n\x00  analytiker" + "k" * 500)).name
    assert shown.startswith("En analytiker")
    assert shown.isprintable()
    assert len(shown) <= 80
    assert person(claims(name="\u202e")).name == "administrator@example.org"


def test_the_example_file_says_how_and_opens_nothing_as_it_stands():
    example = tomllib.loads((ROOT / ".streamlit" / "secrets.example.toml").read_text("utf-8"))
    assert set(example["auth"]) == set(AUTH)
    assert person(claims(), secrets=example).refusal == UNFINISHED
    finished = access(claims(), {**example, "auth": AUTH})
    assert finished.problems == ()
