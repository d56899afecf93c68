"""Publishing, withdrawing and remembering activities, on both databases."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import text

from gnv.activities.form import State
from gnv.activities.submissions import activities
from gnv.ledger.submissions import StaleError
from gnv.problems import ProblemError
from tests.gnv.activities.kept import fallbacks, history, publish, standing, withdraw
from tests.gnv.activities.made import FILE, activity
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, FALUN_ONLY, READER, form, said
from tests.gnv.assessment.kept import publish as publish_answers
from tests.gnv.assessment.kept import standing as standing_answers

DONE = activity(state=State.DONE, result="400 besök\n<b>=1+1", ends=dt.date(2025, 9, 30))


def send(store, *forms, person=CONTRIBUTOR, **more):
    return publish(store, person, FILE, forms, **more)


def test_an_activity_comes_back_as_it_was_published(store):
    county = activity("Rond på distans", municipality="0020", ends=None, principals=("kommun", "region"))
    upload = send(store, DONE, county)
    assert [each.unit.name for each in upload.submissions] == [DONE.title, county.title]
    assert activities(store) == (county, DONE)
    assert history(store) == (upload,)


def test_activities_are_in_the_order_of_place_time_and_title(store):
    first, second = activity("Öppet hus"), activity("Zumba")
    early, mora = activity("Åka buss", starts=dt.date(2024, 1, 1)), activity("A", municipality="2062")
    send(store, first, second, early, mora)
    assert activities(store) == (mora, early, second, first)


def test_the_latest_stands_whatever_its_title(store):
    send(store, activity())
    renamed = dataclasses.replace(activity(), title="Mötesplats")
    upload = send(store, renamed)
    assert activities(store) == (renamed,)
    assert upload.submissions[0].replaced is not None
    assert [each.standing for past in history(store) for each in past.submissions] == [True, False]


def test_what_says_nothing_new_is_not_stored(store):
    send(store, activity())
    assert send(store, activity()) is None
    assert len(history(store)) == 1


def test_when_it_is_withdrawn_the_one_before_stands_and_then_none(store):
    first = send(store, activity()).submissions[0]
    second = send(store, DONE)
    last = second.submissions[0]
    assert fallbacks(store, second.id)[last.id].submission == first.id
    assert withdraw(store, CONTRIBUTOR, [last.id], "fel", {last.id: first.id}) == 1
    assert activities(store) == (activity(),)
    assert withdraw(store, CONTRIBUTOR, [first.id], "fel", {first.id: 0}) == 1
    assert activities(store) == ()
    assert send(store, DONE).submissions[0].replaced is None


def test_a_withdrawal_after_someone_else_has_published_is_refused(store):
    first = send(store, activity()).submissions[0]
    second = send(store, DONE).submissions[0]
    withdraw(store, ADMIN, [first.id], "fel")
    with pytest.raises(StaleError) as error:
        withdraw(store, CONTRIBUTOR, [second.id], "fel", {second.id: first.id})
    assert DONE.title in said(error.value.problem)
    assert activities(store) == (DONE,)


def test_the_second_of_two_who_edit_the_same_activity_is_told_and_nothing_is_lost(store):
    send(store, activity())
    seen = {key: each.submission for key, each in standing(store).items()}
    send(store, activity(result="den enas"), seen=seen)
    with pytest.raises(StaleError) as error:
        send(store, activity(result="den andras"), seen=seen)
    assert activity().title in said(error.value.problem)
    assert [each.result for each in activities(store)] == ["den enas"]


def test_two_new_ones_of_the_same_title_do_not_pass_unseen(store):
    send(store, activity(result="den enas"), seen={})
    with pytest.raises(StaleError):
        send(store, activity(result="den andras"), seen={})


@pytest.mark.parametrize(
    ("person", "municipality"), [(READER, "2080"), (FALUN_ONLY, "2062"), (FALUN_ONLY, "0020")]
)
def test_who_may_not_change_a_municipality_is_refused(store, person, municipality):
    sent = activity(municipality=municipality)
    with pytest.raises(ProblemError, match="får inte ändra aktiviteter"):
        send(store, activity("Annat"), sent, person=person)
    assert activities(store) == ()
    upload = send(store, sent)
    with pytest.raises(ProblemError, match="får inte ändra aktiviteter"):
        withdraw(store, person, [upload.submissions[0].id], "vill inte")
    assert activities(store) == (sent,)


def test_who_may_change_a_municipality_does(store):
    assert send(store, activity(), person=FALUN_ONLY) is not None
    assert withdraw(store, FALUN_ONLY, [history(store)[0].submissions[0].id], "fel") == 1


def test_activities_and_self_assessments_are_kept_apart(store):
    publish_answers(store, CONTRIBUTOR, FILE, [form()])
    upload = send(store, activity(form().unit.name, id="hedens hemtjänst"))
    assert len(standing(store)) == len(standing_answers(store)) == len(history(store)) == 1
    with pytest.raises(ProblemError, match="finns inte bland aktiviteter"):
        withdraw(store, ADMIN, [upload.submissions[0].id - 1], "fel")


def test_what_cannot_be_an_activity_is_told_and_not_raised_raw(store):
    send(store, activity())
    with store.write() as connection:
        connection.execute(text("UPDATE field SET value = 'snart' WHERE name = 'starts'"))
    with pytest.raises(ProblemError, match="inte kan läsas"):
        activities(store)
