"""From a filled-in form to a plan or a priority: what is taken in, what has to be mended or looked at."""

from __future__ import annotations

import datetime as dt

import pytest

from gnv.activities.form import State
from gnv.activities.plan import from_fields as plan_from
from gnv.activities.plan_fields import link_in, read_plan
from gnv.activities.plan_fields import said_of as plan_said
from gnv.activities.priority import from_fields as priority_from
from gnv.activities.priority_fields import read_priority, years
from gnv.activities.priority_fields import said_of as priority_said
from tests.gnv.activities.plans import SAID, TODAY, plan, priority
from tests.gnv.assessment.filled import areas, strategy
from tests.gnv.assessment.forms import said


def told(municipalities=("2080",), standing=None, **changed):
    return read_plan({**SAID, **changed}, municipalities, strategy(), areas(), TODAY, standing)


def wrong(**changed):
    """Return the one thing that has to be mended."""
    found = told(**changed)
    assert found.form is None
    (problem,) = found.problems
    return said(problem)


def test_a_sound_form_is_a_plan():
    found = told()
    assert found.form == plan(link=SAID["link"])
    assert not found.problems
    assert not found.concerns


def test_a_plan_that_is_opened_and_saved_untouched_is_the_same():
    stood = plan(file="0" * 64, file_name="p.pdf")
    found = read_plan(plan_said(stood), stood.municipalities, strategy(), areas(), TODAY, stood)
    assert found.form == stood
    assert plan_from(stood.unit, stood.fields()) == stood


def test_a_plan_of_a_new_name_and_other_municipalities_is_the_same_plan():
    changed = told(("2062",), standing=plan(), name="Ny plan").form
    assert (changed.name, changed.municipalities) == ("Ny plan", ("2062",))
    assert changed.unit.key == plan().unit.key
    assert plan_from(changed.unit, changed.fields()) == changed
    back = told(("2080",), standing=changed, name="Ny plan").form
    assert (back.municipalities, back.known_by, back.unit.key) == (("2080",), (), plan().unit.key)


def test_those_that_share_a_plan_are_one_subject_in_whatever_order_they_are_chosen():
    assert told(("2080", "2062", "2080")).form.unit.municipality == "2062,2080"
    assert told(("2062", "2080")).form.unit.key == told(("2080", "2062")).form.unit.key


def test_what_may_be_empty_may():
    changed = dict.fromkeys(("ends", "decided_by", "decided", "link", "followed_up"), "")
    found = told(**changed).form
    assert (found.ends, found.decided, found.followed_up) == (None, None, None)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": ""}, "tomt"),
        ({"name": "–!"}, "bokstäver"),
        ({"name": "=1+1"}, "formel"),
        ({"name": "x" * 151}, "151 tecken"),
        ({"starts": ""}, "tomt"),
        ({"starts": "32 mars 2024"}, "kalendern"),
        ({"starts": "snart"}, "inget datum"),
        ({"starts": "1924-01-01"}, "utanför strategins tid"),
        ({"starts": "2031-01-01", "ends": ""}, "efter strategins slut"),
        ({"ends": "2023-12-31"}, "före den första dagen"),
        ({"starts": "2018-01-01", "ends": "2022-06-30"}, "före strategins start"),
        ({"decided": "2025-11-04"}, "inte varit"),
        ({"followed_up": "2026-01-01"}, "inte varit"),
        ({"decided_by": "x" * 201}, "201 tecken"),
        ({"municipalities": ()}, "Ingen är vald"),
        ({"municipalities": ("0180",)}, "0180"),
    ],
)
def test_what_has_to_be_mended_is_told_by_its_field(changed, why):
    assert why in wrong(**changed)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"decided_by": "Anna Andersson"}, "person"),
        ({"decided_by": "19121212-1212"}, "personnummer"),
        ({"name": "<script>alert(1)</script>"}, "kod"),
        ({"starts": "2024"}, "lästes som 2024-01-01"),
        ({"ends": "dec 2027"}, "lästes som 2027-12-31"),
    ],
)
def test_what_ought_to_be_looked_at_does_not_stop(changed, why):
    found = told(**changed)
    assert found.form is not None
    assert why in " ".join(map(said, found.concerns))


@pytest.mark.parametrize(
    "address",
    [
        "https://falun.se/plan",
        "http://www.example.org:8080/a?b=c#d",
        "https://åäö.example.org/å",
        " https://a.se ",
    ],
)
def test_an_address_on_the_web_is_a_link(address):
    assert link_in(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://a.se/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.se",
        "//a.se",
        "www.falun.se",
        "https://",
        "https://localhost/",
        "https://user:secret@a.se",
        "https://a.se@b.se",
        "https://a b.se",
        'https://a.se/"onclick="x',
        "https://a.se/<b>",
        "https://a.se\\@b.se",
        "https://a.se:99999",
        "https://[::1",
        "https://-a.se",
        "https://f\u0430lun.se",  # a Cyrillic a
        "https://a.se/" + "x" * 500,
    ],
)
def test_what_is_no_address_on_the_web_is_refused(address):
    with pytest.raises(ValueError, match=r"\.$"):
        link_in(address)


def prioritised(goals=(1, 4), year="2026", standing=None, **changed):
    form = {**priority_said(priority(decided=dt.date(2025, 10, 4))), **changed}
    return read_priority(form, goals, year, strategy(), TODAY, standing)


def test_a_sound_form_is_a_priority():
    assert prioritised((4, 1)).form == priority(decided=dt.date(2025, 10, 4))
    assert priority_from(priority().unit, priority().fields()) == priority()


def test_a_new_priority_is_planned_and_decided_by_the_leadership():
    found = read_priority({**priority_said(None), "title": "A"}, [2], "2026", strategy(), TODAY).form
    assert (found.state, found.decided_by, found.decided) == (State.PLANNED, "systemledningen", None)


def test_a_priority_that_stands_keeps_its_year_and_id():
    changed = prioritised(year="2027", standing=priority(), title="Annat", state="klar").form
    assert changed.unit.key == priority().unit.key
    assert (changed.title, changed.state) == ("Annat", State.DONE)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"title": " "}, "tomt"),
        ({"goals": ()}, "Inget delmål"),
        ({"goals": (9,)}, "Inget delmål"),
        ({"state": ""}, "tomt"),
        ({"state": "snart"}, "inget läge"),
        ({"decided": "2025-11-04"}, "inte varit"),
        ({"text": "x" * 2001}, "tecken"),
        ({"year": "2019"}, "2019"),
    ],
)
def test_what_has_to_be_mended_in_a_priority_is_told(changed, why):
    found = prioritised(**changed)
    assert found.form is None
    (problem,) = found.problems
    assert why in said(problem)


def test_an_action_plan_is_of_one_of_the_strategys_years():
    assert (years(strategy())[0], years(strategy())[-1]) == ("2022", "2029")
