"""Local plans and priorities in the database: published, shared, withdrawn, blanked and checked."""

from __future__ import annotations

import contextlib
import dataclasses

import pytest
from sqlalchemy import text

from gnv.access import Person, Role
from gnv.access.local import operator
from gnv.activities.form import State
from gnv.activities.plan_files import keep, plan_file
from gnv.activities.planned import PLANS, PRIORITIES, blank_plan, blank_priority, plans, priorities
from gnv.backup import restore, write_backup
from gnv.check import check
from gnv.ledger.fallback import form_without
from gnv.ledger.history import Source, history
from gnv.ledger.moment import moment_now
from gnv.ledger.submissions import StaleError, publish, standing, withdraw
from gnv.problems import ProblemError
from gnv.settings import settings
from gnv.store.audit import entries
from gnv.store.blanking import BLANKED, blank_unit
from gnv.store.engine import open_store
from tests.gnv.activities.plans import PDF, plan, priority
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, FALUN_ONLY, READER
from tests.gnv.store.test_blanking import on_disk

FORM = Source("Formulär", "ef" * 32, 1)
SHARED = plan("Gemensam plan", "2062", "2080")
BOTH = Person("b@example.org", "Båda", Role.CONTRIBUTOR, frozenset({"2062", "2080"}))
SECRET = "Hemligheten-åäö-4711"


def send(store, *forms, person=CONTRIBUTOR, kind=PLANS, **more):
    return publish(kind, store, person, FORM, forms, **more)


def number(upload):
    return upload.submissions[0].id


def test_plans_come_back_as_they_were_published_in_the_order_of_names(store):
    other = plan("Äldreplan", "2062", "2034", ends=None, decided=None, link="", followed_up=None)
    send(store, other, SHARED, plan())
    assert plans(store) == (SHARED, plan(), other)


def test_the_latest_stands_whatever_its_name_and_the_one_before_when_it_is_withdrawn(store):
    first = number(send(store, plan()))
    renamed = dataclasses.replace(plan(), name="Nytt namn")
    last = number(send(store, renamed))
    assert plans(store) == (renamed,)
    assert form_without(PLANS, store, last) == (first, plan())
    withdraw(PLANS, store, CONTRIBUTOR, [last], "fel", {last: first})
    assert plans(store) == (plan(),)
    assert form_without(PLANS, store, first) == (0, None)


def test_plans_of_the_same_name_in_other_municipalities_are_others(store):
    send(
        store,
        plan("Närvårdsplan", "2080"),
        plan("Närvårdsplan", "2062"),
        plan("Närvårdsplan", "2062", "2080"),
    )
    assert len(plans(store)) == 3


@pytest.mark.parametrize("person", [FALUN_ONLY, READER])
def test_who_may_not_change_all_that_share_a_plan_may_neither_publish_nor_withdraw_it(store, person):
    with pytest.raises(ProblemError, match="2062"):
        send(store, SHARED, person=person)
    assert plans(store) == ()
    upload = send(store, SHARED)
    with pytest.raises(ProblemError, match="2062"):
        withdraw(PLANS, store, person, [number(upload)], "vill inte")
    assert plans(store) == (SHARED,)


def test_who_may_change_all_that_share_a_plan_does(store):
    upload = send(store, SHARED, person=BOTH)
    assert withdraw(PLANS, store, BOTH, [number(upload)], "fel") == 1


WIDER = dataclasses.replace(plan(), municipalities=("2062", "2080"), known_by=("2080",))


def test_a_plan_whose_municipalities_have_changed_is_the_same_and_goes_back(store):
    first = number(send(store, plan()))
    last = number(send(store, WIDER, seen={plan().unit.key: first}))
    assert plans(store) == (WIDER,)
    withdraw(PLANS, store, CONTRIBUTOR, [last], "fel", {last: first})
    assert plans(store) == (plan(),)


@pytest.mark.parametrize("changed", [plan(), WIDER])
def test_who_may_change_what_a_plan_is_known_by_alone_may_not_change_those_who_share_it(store, changed):
    upload = send(store, WIDER)
    with pytest.raises(ProblemError, match="2062"):
        send(store, dataclasses.replace(changed, link=""), person=FALUN_ONLY)
    with pytest.raises(ProblemError, match="2062"):
        withdraw(PLANS, store, FALUN_ONLY, [number(upload)], "vill inte")
    assert plans(store) == (WIDER,)


def test_what_would_let_a_shared_plan_stand_again_asks_for_the_right_to_all(store):
    send(store, WIDER)
    narrowed = number(send(store, plan()))
    with pytest.raises(ProblemError, match="2062"):
        withdraw(PLANS, store, FALUN_ONLY, [narrowed], "vill inte")
    assert withdraw(PLANS, store, BOTH, [narrowed], "fel") == 1
    assert plans(store) == (WIDER,)


def test_a_plan_from_before_its_municipalities_could_change_has_those_it_is_known_by(store):
    send(store, SHARED)
    with store.write() as connection:
        connection.execute(text("DELETE FROM field WHERE name = 'municipalities'"))
    assert plans(store) == (SHARED,)


def test_the_second_of_two_is_told_and_what_the_first_said_stands(store):
    send(store, plan())
    seen = {key: each.submission for key, each in standing(PLANS, store).items()}
    first = plan(decided_by="den enas")
    send(store, first, seen=seen)
    with pytest.raises(StaleError):
        send(store, plan(decided_by="den andras"), seen=seen)
    assert plans(store) == (first,)


def test_priorities_are_told_apart_by_year_and_given_in_the_order_of_sub_goals(store):
    late, early = priority("A", goals=(5,)), priority("B", goals=(1,))
    next_year = priority("A", "2027")
    send(store, late, early, next_year, person=ADMIN, kind=PRIORITIES)
    assert priorities(store, "2026") == (early, late)
    assert priorities(store, "2027") == (next_year,)
    assert priorities(store) == (early, late, next_year)


@pytest.mark.parametrize("person", [FALUN_ONLY, READER])
def test_only_who_may_change_the_region_decides_its_priorities(store, person):
    with pytest.raises(ProblemError, match="0020"):
        send(store, priority(), person=person, kind=PRIORITIES)
    upload = send(store, priority(), kind=PRIORITIES)
    with pytest.raises(ProblemError, match="0020"):
        withdraw(PRIORITIES, store, person, [number(upload)], "vill inte")
    assert priorities(store) == (priority(),)


def test_they_can_be_asked_for_as_they_stood(store):
    send(store, plan())
    send(store, priority(), kind=PRIORITIES)
    with store.read() as connection:
        moment = moment_now(connection)
    send(store, plan(link=""))
    send(store, priority(state=State.DONE), kind=PRIORITIES)
    assert plans(store, moment) == (plan(),)
    assert priorities(store, "2026", moment) == (priority(),)


def test_the_texts_of_a_plan_are_blanked_and_gone_from_the_disk(store):
    upload = send(store, plan(decided_by=SECRET, link=f"https://{SECRET}.se", file_name=f"{SECRET}.pdf"))
    assert blank_plan(store, settings(), ADMIN, number(upload)) == ()
    (left,) = plans(store)
    assert (left.decided_by, left.link, left.file_name) == (BLANKED,) * 3
    assert not left.has_link
    assert not on_disk(store, SECRET)
    assert SECRET not in str(entries(store))


def test_the_pdf_of_a_plan_that_is_blanked_is_removed(store):
    digest = keep(settings(), PDF)
    upload = send(store, plan(file=digest))
    assert blank_plan(store, settings(), ADMIN, number(upload)) == ()
    assert not plan_file(settings(), digest).is_file()
    assert not plans(store)[0].has_file


def test_a_pdf_that_another_plan_has_too_is_left_and_told(store):
    digest = keep(settings(), PDF)
    upload = send(store, plan(file=digest))
    send(store, plan("En annan", file=digest))
    (remains,) = blank_plan(store, settings(), ADMIN, number(upload))
    assert digest in remains
    assert plan_file(settings(), digest).is_file()


def test_only_an_administrator_blanks_and_the_file_is_left_when_they_may_not(store):
    digest = keep(settings(), PDF)
    upload = send(store, plan(file=digest))
    with pytest.raises(ProblemError, match="administratör"):
        blank_plan(store, settings(), CONTRIBUTOR, number(upload))
    assert plan_file(settings(), digest).is_file()


def test_a_priority_and_the_names_of_both_are_blanked(store):
    priced = send(store, priority(SECRET, text=SECRET, target_group=SECRET), kind=PRIORITIES)
    named = send(store, plan(SECRET))
    assert blank_priority(store, ADMIN, number(priced)) == ()
    assert blank_unit(store, ADMIN, number(priced)) == ()
    assert blank_unit(store, ADMIN, number(named)) == ()
    assert not on_disk(store, SECRET)
    assert len(plans(store)) == len(priorities(store)) == 1


def test_what_cannot_be_a_plan_is_told_and_not_raised_raw(store):
    send(store, plan())
    with store.write() as connection:
        connection.execute(text("UPDATE field SET value = 'snart' WHERE name = 'starts'"))
    with pytest.raises(ProblemError, match="inte kan läsas"):
        plans(store)


@pytest.mark.slow
def test_they_come_back_from_a_backup_with_history_and_files(database, tmp_path):
    def told():
        with contextlib.closing(open_store(database)) as store:
            return plans(store), priorities(store), history(PLANS, store)

    with contextlib.closing(open_store(database)) as store:
        send(store, SHARED, plan(file=keep(database, PDF)))
        send(store, priority(text='å "citat"\n =1'), kind=PRIORITIES)
    before, target = told(), tmp_path / "kopia.zip"
    write_backup(database, target)
    with contextlib.closing(open_store(database)) as store:
        send(store, plan("C"))
        send(store, priority("D"), kind=PRIORITIES)
    (database.local / "planer" / f"{before[0][1].file}.pdf").unlink()
    restore(database, operator(), target)
    assert told() == before
    assert check(database) == []


def problems():
    return " ".join(str(problem) for problem in check(settings()))


def test_check_names_what_cannot_stand(store):
    send(store, SHARED, plan("Rätt", file=keep(settings(), PDF)))
    send(store, priority(), kind=PRIORITIES)
    assert check(settings()) == []
    send(store, plan("Okänd", "0180"), plan("Baklänges", ends=plan().starts.replace(year=2020)))
    send(store, plan("Utan fil", file="0" * 64))
    send(store, priority("Delmål nio", goals=(9,)), kind=PRIORITIES)
    found = problems()
    for name in ("Okänd", "Baklänges", "Utan fil", "Delmål nio"):
        assert name in found
    assert "Rätt" not in found.replace("Rätta", "")
