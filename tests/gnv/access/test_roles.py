"""What is written in [roles] is granted, and never more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.access import Role
from gnv.access.roles import NOTHING, Grant, read_roles
from tests.examples import examples

CODES = ("0020", "2062", "2080")
ADMINISTRATOR = Grant(Role.ADMINISTRATOR)
ALL = Grant(Role.CONTRIBUTOR)


def some(*codes):
    return Grant(Role.CONTRIBUTOR, frozenset(codes))


def sound(section):
    roles, problems = read_roles(section, CODES)
    assert problems == ()
    return roles


def granted(value):
    """Return what a value gives, and how many mistakes it holds."""
    roles, problems = read_roles({"people": {"namn@example.org": value}}, CODES)
    assert all(problem.what and problem.remedy for problem in problems)
    return roles.of("namn@example.org", []), len(problems)


@pytest.mark.parametrize("section", [None, {}, {"people": {}, "groups": {}}])
def test_where_nothing_is_written_nobody_has_a_role(section):
    assert sound(section).of("namn@example.org", ["grupp"]) == NOTHING


@pytest.mark.parametrize(
    ("value", "grant"),
    [
        ("administratör", ADMINISTRATOR),
        ("Administratör ", ADMINISTRATOR),
        ("bidragsgivare", ALL),
        ("läsare", NOTHING),
        (["2080"], some("2080")),
        (["2080", "0020"], some("2080", "0020")),
    ],
)
def test_a_role_or_a_list_of_municipalities_is_granted(value, grant):
    assert granted(value) == (grant, 0)


@pytest.mark.parametrize(
    "value",
    ["admin", "", "2080", "alla", True, 1, 2080, None, [], {}, {"role": "administratör"}, ["9999"], [2080],
     [[]], ["administratör"], [True]],
)  # fmt: skip
def test_a_mistake_gives_nothing_and_is_told(value):
    assert granted(value) == (NOTHING, 1)


def test_only_the_known_municipalities_of_a_list_are_granted():
    assert granted(["2080", "9999", 2062]) == (some("2080"), 2)


@pytest.mark.parametrize("section", ["administratör", [], 1, True])
def test_a_section_that_is_none_gives_nothing_and_is_told(section):
    for whole in (section, {"people": section}, {"groups": section}):
        roles, problems = read_roles(whole, CODES)
        assert len(problems) == 1
        assert roles.of("namn@example.org", ["grupp"]) == NOTHING


def test_an_unknown_field_is_told():
    _, problems = read_roles({"persons": {"namn@example.org": "administratör"}}, CODES)
    assert "persons" in problems[0].what


@pytest.mark.parametrize("email", ["NAMN@EXAMPLE.ORG", "Namn@Example.org", "namn@example.org"])
@pytest.mark.parametrize("written", ["namn@example.org", "Namn@Example.Org", " namn@example.org "])
def test_an_address_is_known_in_any_case(email, written):
    assert sound({"people": {written: "bidragsgivare"}}).of(email, []) == ALL


@pytest.mark.parametrize(
    "email",
    ["", "namn@example.se", "namn@example.org.evil.com", "namn", "example.org", "\u212aommun@example.org",
     "namn@example.org ", "kommun@example.org\n", "n\u0430mn@example.org"],
)  # fmt: skip
def test_an_address_that_only_looks_alike_is_another(email):
    roles = sound({"people": {"namn@example.org": "administratör", "kommun@example.org": "administratör"}})
    assert roles.of(email, []) == NOTHING


@pytest.mark.parametrize("written", ["", " ", "namn", "example.org"])
def test_what_is_no_address_gives_nothing_to_those_without_one(written):
    roles, problems = read_roles({"people": {written: "administratör"}}, CODES)
    assert len(problems) == 1
    assert roles.of("", []) == roles.of(written, []) == NOTHING


def test_a_group_gives_its_role_to_its_members_only():
    roles = sound({"groups": {"Grupp-1": ["2080"]}})
    assert roles.of("", ["annan", "Grupp-1"]) == some("2080")
    assert roles.of("", ["grupp-1"]) == NOTHING


def test_several_grants_count_together():
    roles = sound(
        {
            "people": {"namn@example.org": ["2080"], "Namn@example.org": ["0020"]},
            "groups": {"mora": ["2062"], "alla": "bidragsgivare", "chef": "administratör", "läser": "läsare"},
        }
    )
    assert roles.of("namn@example.org", []) == some("2080", "0020")
    assert roles.of("namn@example.org", ["mora", "läser"]) == some("2080", "0020", "2062")
    assert roles.of("namn@example.org", ["mora", "alla"]) == ALL
    assert roles.of("namn@example.org", ["alla", "chef", "mora"]) == ADMINISTRATOR
    assert roles.of("annan@example.org", ["läser"]) == NOTHING


def test_the_claim_of_groups_can_be_named():
    assert sound({}).group_claim == "groups"
    assert sound({"group_claim": "roles"}).group_claim == "roles"
    roles, problems = read_roles({"group_claim": ["groups"]}, CODES)
    assert (roles.group_claim, len(problems)) == ("", 1)


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=12), st.sampled_from(CODES)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@examples(80)
@given(section=VALUES, value=VALUES)
def test_no_content_breaks_the_reading_or_makes_an_administrator(section, value):
    for whole in (section, {"people": section}, {"groups": {"grupp": value}}):
        roles, _ = read_roles(whole, CODES)
        grant = roles.of("namn@example.org", ["grupp"])
        assert grant.role is not Role.ADMINISTRATOR
        assert grant.municipalities is None or grant.municipalities <= set(CODES)
