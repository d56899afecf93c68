"""Publishing, withdrawing and remembering analyses, on both databases."""

from __future__ import annotations

import pytest

from gnv.activities.submissions import activities
from gnv.analyses.form import COUNTY
from gnv.analyses.submissions import ANALYSES, analyses
from gnv.ledger.moment import moment_now
from gnv.ledger.submissions import StaleError
from gnv.ledger.versions import versions
from gnv.problems import ProblemError
from gnv.store.blanking import BLANKED
from tests.gnv.activities.kept import publish as publish_activity
from tests.gnv.activities.made import FILE, activity
from tests.gnv.analyses.kept import blank_texts, fallbacks, history, publish, withdraw
from tests.gnv.analyses.made import analysis
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, FALUN_ONLY, READER, said

LATER = analysis(cause="Ny mening <b>=1+1", next_step="a\nb")


def test_an_analysis_comes_back_as_it_was_published(store):
    upload = publish(store, CONTRIBUTOR, LATER, 0)
    assert analyses(store) == (LATER,)
    assert history(store) == (upload,)
    assert activities(store) == ()


def test_the_county_the_region_and_a_municipality_stand_beside_each_other(store):
    forms = [analysis(area=area, cause=area) for area in (COUNTY, "0020", "2080")]
    for form in forms:
        publish(store, CONTRIBUTOR, form, 0)
    earlier = analysis(year="2021")
    publish(store, CONTRIBUTOR, earlier, 0)
    assert analyses(store)[-1] == earlier
    assert {each.area: each.cause for each in analyses(store)[:-1]} == {
        each.area: each.area for each in forms
    }


def test_the_second_of_two_is_told_and_what_stands_is_the_first_ones(store):
    publish(store, CONTRIBUTOR, analysis(), 0)
    with pytest.raises(StaleError) as error:
        publish(store, ADMIN, LATER, 0)
    assert analysis().name in said(error.value.problem)
    assert analyses(store) == (analysis(),)


@pytest.mark.parametrize(
    ("person", "area"), [(READER, "2080"), (FALUN_ONLY, "2062"), (FALUN_ONLY, "0020"), (FALUN_ONLY, COUNTY)]
)
def test_who_may_not_change_an_area_is_refused(store, person, area):
    form = analysis(area=area)
    with pytest.raises(ProblemError, match="får inte ändra analyser"):
        publish(store, person, form, 0)
    upload = publish(store, CONTRIBUTOR, form, 0)
    with pytest.raises(ProblemError, match="får inte ändra analyser"):
        withdraw(store, person, upload.submissions[0].id, "nej", {})
    assert analyses(store) == (form,)


def test_when_one_is_withdrawn_the_one_before_stands_and_the_history_tells(store):
    first = publish(store, FALUN_ONLY, analysis(), 0).submissions[0].id
    second = publish(store, CONTRIBUTOR, LATER, first)
    last = second.submissions[0].id
    left = {number: each.submission for number, each in fallbacks(store, second.id).items()}
    assert left == {last: first}
    assert withdraw(store, CONTRIBUTOR, last, "fel", left) == 1
    assert analyses(store) == (analysis(),)
    told = versions(ANALYSES, store, analysis().unit.key)
    assert [(each.submission, each.form, each.standing) for each in told] == [
        (last, LATER, False),
        (first, analysis(), True),
    ]
    assert told[0].withdrawn is not None
    assert (told[0].withdrawn.note, told[1].person) == ("fel", FALUN_ONLY.name)


def test_it_is_read_as_it_stood_and_blanked_for_good(store):
    number = publish(store, CONTRIBUTOR, analysis(), 0).submissions[0].id
    with store.read() as connection:
        moment = moment_now(connection)
    publish(store, CONTRIBUTOR, LATER, number)
    assert analyses(store, moment) == (analysis(),)
    blank_texts(store, ADMIN, number)
    assert [each.cause for each in analyses(store, moment)] == [BLANKED]
    assert analyses(store) == (LATER,)


def test_versions_are_of_one_subject_and_one_kind(store):
    publish(store, CONTRIBUTOR, analysis(), 0)
    publish(store, CONTRIBUTOR, analysis(area="2062"), 0)
    publish_activity(store, CONTRIBUTOR, FILE, [activity()])
    assert [each.form for each in versions(ANALYSES, store, analysis().unit.key)] == [analysis()]
    assert versions(ANALYSES, store, activity().unit.key) == ()
