"""What stood at a moment goes on being told, whatever is published, withdrawn or blanked after it."""

from __future__ import annotations

import pytest

from gnv.activities.submissions import ACTIVITIES, activities
from gnv.assessment.submissions import SELF_ASSESSMENTS, scores
from gnv.ledger import submissions
from gnv.ledger.moment import Moment, moment_now, written_since
from gnv.store.blanking import BLANKED, blank_fields
from tests.gnv.activities.kept import publish, withdraw
from tests.gnv.activities.made import FILE, activity
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, form
from tests.gnv.assessment.kept import publish as publish_answers
from tests.gnv.assessment.kept import withdraw as withdraw_answers


def now(store, besides=()):
    with store.read() as connection:
        return moment_now(connection, besides)


def since(store, moment, year=2025):
    with store.read() as connection:
        return written_since(connection, moment, year)


def test_before_anything_nothing_stood(store):
    assert now(store) == Moment(0, 0)
    publish(store, CONTRIBUTOR, FILE, [activity()])
    assert activities(store, Moment(0, 0)) == ()


def test_what_stood_stands_when_it_has_been_replaced(store):
    publish(store, CONTRIBUTOR, FILE, [activity(result="förut")])
    moment = now(store)
    publish(store, CONTRIBUTOR, FILE, [activity(result="sedan"), activity("Annat")])
    assert activities(store, moment) == (activity(result="förut"),)
    assert {each.result for each in activities(store)} == {"sedan", ""}


def test_what_was_withdrawn_then_is_gone_and_what_was_withdrawn_later_stands(store):
    first = publish(store, CONTRIBUTOR, FILE, [activity(result="förut")]).submissions[0].id
    last = publish(store, CONTRIBUTOR, FILE, [activity(result="sedan")]).submissions[0].id
    before = now(store)
    withdraw(store, CONTRIBUTOR, [last], "fel")
    between = now(store)
    withdraw(store, CONTRIBUTOR, [first], "fel")
    assert [each.result for each in activities(store, before)] == ["sedan"]
    assert [each.result for each in activities(store, between)] == ["förut"]
    assert activities(store) == ()


def test_answers_are_told_as_they_stood(store):
    publish_answers(store, CONTRIBUTOR, FILE, [form(score=3.0)])
    moment = now(store)
    upload = publish_answers(store, CONTRIBUTOR, FILE, [form(score=5.0)])
    assert scores(store, moment)["score"].iloc[0] == 3.0
    withdraw_answers(store, CONTRIBUTOR, [upload.submissions[0].id], "fel")
    assert scores(store)["score"].iloc[0] == scores(store, moment)["score"].iloc[0]


def test_what_is_blanked_later_is_blank_at_the_moment_too(store):
    number = publish(store, CONTRIBUTOR, FILE, [activity(result="ett namn")]).submissions[0].id
    moment = now(store)
    publish(store, CONTRIBUTOR, FILE, [activity(result="annat")])
    blank_fields(store, ADMIN, number, ["result"])
    assert [each.result for each in activities(store, moment)] == [BLANKED]


def test_some_subjects_can_be_asked_for_as_they_stood(store):
    publish(store, CONTRIBUTOR, FILE, [activity(), activity("Annat")])
    moment = now(store)
    publish(store, CONTRIBUTOR, FILE, [activity(result="sedan")])
    key = activity().unit.key
    stood = submissions.standing(ACTIVITIES, store, {key}, moment)
    assert [each.form for each in stood.values()] == [activity()]


@pytest.mark.parametrize("besides", [(), (SELF_ASSESSMENTS.name,)])
def test_a_kind_that_is_left_out_moves_no_moment(store, besides):
    publish(store, CONTRIBUTOR, FILE, [activity()])
    before = now(store, besides)
    upload = publish_answers(store, CONTRIBUTOR, FILE, [form()])
    withdraw_answers(store, CONTRIBUTOR, [upload.submissions[0].id], "fel")
    assert (now(store, besides) == before) is bool(besides)


def test_what_has_been_written_since_is_counted_by_kind(store):
    first = publish(store, CONTRIBUTOR, FILE, [activity(), activity("Annat")])
    moment = now(store)
    assert since(store, moment) == {}
    publish_answers(store, CONTRIBUTOR, FILE, [form()])
    withdraw(store, CONTRIBUTOR, [first.submissions[0].id], "fel")
    assert since(store, moment) == {ACTIVITIES.name: 1, SELF_ASSESSMENTS.name: 1}
    assert since(store, moment, 2024) == {ACTIVITIES.name: 1}
