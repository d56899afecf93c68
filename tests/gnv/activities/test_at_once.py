"""Eight processes that edit the same activity at the same time: each is told, and nothing is lost."""

from __future__ import annotations

import pytest

from gnv.activities.submissions import activities
from gnv.ledger.submissions import StaleError
from gnv.settings import settings
from gnv.store.engine import open_store
from tests.forked import forking
from tests.gnv.activities.kept import history, publish, standing
from tests.gnv.activities.made import FILE, activity
from tests.gnv.assessment.forms import CONTRIBUTOR
from tests.gnv.assessment.test_at_once import PROCESSES, at_once

pytestmark = [
    pytest.mark.slow,
    forking,
]

EACH = 10


def add_a_line(store, said):
    """Read the activity, add a line to its result, and publish it; begin anew where somebody came between."""
    while True:
        ((key, found),) = standing(store).items()
        sent = activity(result=f"{found.form.result}{said}\n")
        try:
            return publish(store, CONTRIBUTOR, FILE, [sent], seen={key: found.submission})
        except StaleError:
            continue


def test_no_line_is_lost_where_many_write_on_the_same_text(database):
    publish(open_store(database), CONTRIBUTOR, FILE, [activity()])

    def work(number):
        store = open_store(settings())
        for turn in range(EACH):
            assert add_a_line(store, f"{number}-{turn}")

    at_once(work)
    (form,) = activities(open_store(database))
    expected = {f"{number}-{turn}" for number in range(PROCESSES) for turn in range(EACH)}
    assert len(form.result.split()) == len(expected)
    assert set(form.result.split()) == expected
    assert len(history(open_store(database), limit=1000)) == PROCESSES * EACH + 1


def test_of_all_who_make_the_same_new_one_a_single_one_does(database):
    open_store(database)  # the tables are there

    def work(number):
        try:
            publish(open_store(settings()), CONTRIBUTOR, FILE, [activity(result=str(number))], seen={})
        except StaleError:
            return

    at_once(work)
    store = open_store(database)
    assert len(history(store)) == len(activities(store)) == 1
