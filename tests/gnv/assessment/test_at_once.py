"""Eight processes that publish at the same time: nothing is lost, nothing is doubled."""

from __future__ import annotations

import multiprocessing

import pytest

from gnv.assessment.submissions import scores
from gnv.settings import settings
from gnv.store.audit import entries
from gnv.store.engine import open_store
from tests.examples import rounds
from tests.forked import forking
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, FILE, form
from tests.gnv.assessment.kept import history, publish, standing, withdraw

pytestmark = [
    pytest.mark.slow,
    forking,
]

PROCESSES = 8
EACH = rounds(250)
IN_CHAINS = rounds(100)
FEW_UNITS = 5
MOST = 10_000


def at_once(work):
    """Run work(number) in forked children; every one must end well."""
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=work, args=(number,)) for number in range(PROCESSES)]
    for child in children:
        child.start()
    for child in children:
        child.join(timeout=120)
    assert [child.exitcode for child in children] == [0] * PROCESSES


def publishing(unit_of, turns):
    """Return work that publishes forms that nobody else has said, each of the unit that is named."""

    def work(number):
        store = open_store(settings())
        for turn in range(turns):
            sent = form(unit_of(number, turn), score=1.0, comment=f"{number}-{turn}")
            assert publish(store, CONTRIBUTOR, FILE, [sent])

    return work


def test_submissions_of_their_own_units_are_all_there_once(database):
    at_once(publishing(lambda number, turn: f"{number}-{turn}", EACH))  # the first of them makes the tables
    store = open_store(database)
    every = [each for upload in history(store, limit=MOST) for each in upload.submissions]
    expected = {f"{number}-{turn}" for number in range(PROCESSES) for turn in range(EACH)}
    assert len(every) == PROCESSES * EACH
    assert {each.unit.name for each in every} == expected
    assert all(each.standing and each.replaced is None for each in every)
    assert len(scores(store)) == 5 * PROCESSES * EACH
    assert len(entries(store, limit=MOST)) == PROCESSES * EACH
    store.close()


def test_submissions_of_the_same_few_units_are_whole_chains(database):
    open_store(database).close()
    at_once(publishing(lambda _, turn: f"enhet {turn % FEW_UNITS}", IN_CHAINS))
    store = open_store(database)
    every = [each for upload in history(store, limit=MOST) for each in upload.submissions]
    assert len(every) == PROCESSES * IN_CHAINS
    assert len(standing(store)) == FEW_UNITS
    for name in {each.unit.name for each in every}:
        chain = [each for each in every if each.unit.name == name]  # the latest first
        assert [each.replaced for each in chain] == [*(each.id for each in chain[1:]), None]
        assert [each.standing for each in chain] == [True, *[False] * (len(chain) - 1)]
    store.close()


def test_a_submission_that_many_withdraw_is_withdrawn_once(database):
    store = open_store(database)
    sent = [each.id for each in publish(store, CONTRIBUTOR, FILE, [form("a"), form("b")]).submissions]
    store.close()
    queue = multiprocessing.get_context("fork").SimpleQueue()
    at_once(lambda _: queue.put(withdraw(open_store(settings()), ADMIN, sent, "fel")))
    assert sorted(queue.get() for _ in range(PROCESSES)) == [*[0] * (PROCESSES - 1), 2]
