"""Which municipalities have a plan on a day, and which activities a plan has."""

from __future__ import annotations

import datetime as dt

import pytest

from gnv.activities.coverage import Coverage, activities_of, coverage, coverage_of
from tests.gnv.activities.made import activity
from tests.gnv.activities.plans import TODAY, plan


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-12-31", Coverage.COMING),
        ("2024-01-01", Coverage.VALID),
        ("2027-12-31", Coverage.VALID),
        ("2028-01-01", Coverage.EXPIRED),
    ],
)
def test_a_plan_holds_from_its_first_day_to_its_last(day, expected):
    assert coverage_of(plan(), dt.date.fromisoformat(day)) is expected


def test_a_plan_without_an_end_holds_until_further_notice():
    assert coverage_of(plan(ends=None), dt.date(2040, 1, 1)) is Coverage.VALID


def test_a_shared_plan_covers_all_that_share_it_and_the_others_have_none():
    found = coverage([plan("Gemensam", "2062", "2080")], ["2080", "2062", "2034"], TODAY)
    assert [each.coverage for each in found.values()] == [Coverage.VALID, Coverage.VALID, Coverage.NONE]
    assert found["2034"].plans == ()


def test_the_plan_that_holds_comes_before_those_that_come_and_those_that_went():
    old = plan("Gammal", starts=dt.date(2022, 1, 1), ends=dt.date(2023, 12, 31))
    older = plan("Äldre", starts=dt.date(2021, 1, 1), ends=dt.date(2022, 12, 31))
    coming = plan("Kommande", starts=dt.date(2028, 1, 1))
    found = coverage([older, coming, old, plan()], ["2080"], TODAY)["2080"]
    assert found.plans == (plan(), coming, old, older)
    assert found.coverage is Coverage.VALID
    assert coverage([old, coming], ["2080"], TODAY)["2080"].coverage is Coverage.COMING
    assert coverage([older, old], ["2080"], TODAY)["2080"].coverage is Coverage.EXPIRED


def test_activities_that_name_a_plan_are_its_own_in_its_municipalities_and_the_whole_county():
    own = activity(plan=" plan FÖR nära vård")
    county = activity("Länets", municipality="0020", plan="Plan för nära vård")
    elsewhere = activity("Moras", municipality="2062", plan="Plan för nära vård")
    assert activities_of(plan(), [own, county, elsewhere, activity("Utan plan")]) == (own, county)
