from __future__ import annotations

import dataclasses

import pytest

from gnv.activities.columns import TEXTS
from gnv.activities.submissions import activities, blank_texts
from gnv.problems import ProblemError
from gnv.report.activities import activities_export
from gnv.report.exports import machine_csv
from gnv.store.audit import entries
from gnv.store.blanking import BLANKED, blank_unit
from tests.gnv.activities.kept import history, publish, withdraw
from tests.gnv.activities.made import FILE, activity, against, read
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, form
from tests.gnv.assessment.kept import publish as publish_answers
from tests.gnv.assessment.kept import standing as standing_answers
from tests.gnv.store.test_blanking import on_disk

SECRET = "Hemligheten-åäö-4711"


def send(store, *forms):
    return publish(store, CONTRIBUTOR, FILE, forms)


def test_all_texts_of_an_activity_are_blanked_and_gone_from_the_disk(store):
    secret = {column.key: SECRET for column in TEXTS if column.key != "plan"}
    upload = send(store, activity(**secret), activity("Annat", result="kvar"))
    assert blank_texts(store, ADMIN, upload.submissions[0].id) == ()
    assert not on_disk(store, SECRET)
    other, blanked = sorted(activities(store), key=lambda form: form.title)
    assert blanked == activity(**dict.fromkeys(secret, BLANKED))
    assert other.result == "kvar"
    assert SECRET not in str(entries(store))


def test_a_title_is_blanked_with_the_id_it_made_and_stays_one_activity(store):
    first = send(store, activity(SECRET), activity("Annat"), activity(SECRET, municipality="2062"))
    renamed = dataclasses.replace(activity(SECRET), title=f"{SECRET} igen", result="kvar")
    second = send(store, renamed)
    assert blank_unit(store, ADMIN, second.submissions[0].id) == ()
    name = f"{BLANKED} {first.submissions[0].id}"
    found = {form.title: form for form in activities(store)}
    assert found.keys() == {"Annat", SECRET, name}
    assert (found[name].result, found[SECRET].municipality) == ("kvar", "2062")
    withdraw(store, ADMIN, [second.submissions[0].id], "fel")
    assert {form.title: form.result for form in activities(store)}[name] == ""


def test_only_what_is_of_the_same_kind_is_blanked(store):
    publish_answers(store, CONTRIBUTOR, FILE, [form(SECRET)])
    upload = send(store, activity(SECRET, id=SECRET.casefold()))
    blank_unit(store, ADMIN, upload.submissions[0].id)
    assert [each.form.unit.name for each in standing_answers(store).values()] == [SECRET]


def test_what_is_blanked_can_still_be_exported_and_imported(store):
    upload = send(store, activity(SECRET, result="x"))
    blank_unit(store, ADMIN, upload.submissions[0].id)
    blank_texts(store, ADMIN, upload.submissions[0].id)
    stands = activities(store)
    reading = against(read(machine_csv(activities_export(stands).frame).encode()), *stands)
    assert (reading.findings, reading.forms) == ((), stands)


def test_only_an_administrator_may(store):
    upload = send(store, activity(result="x"))
    for blank in (blank_texts, blank_unit):
        with pytest.raises(ProblemError, match="administratör"):
            blank(store, CONTRIBUTOR, upload.submissions[0].id)
    with pytest.raises(ProblemError, match="finns inte"):
        blank_texts(store, ADMIN, 4711)
    assert activities(store)[0].result == "x"
    assert len(history(store)) == 1
