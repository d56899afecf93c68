"""A publication that is killed at any moment is wholly there or wholly not, and the next one works."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from itertools import pairwise

import pytest

from gnv.assessment.submissions import scores
from gnv.settings import settings
from gnv.store.audit import entries
from gnv.store.engine import open_store
from gnv.store.place import database_file
from tests.examples import rounds
from tests.forked import forking
from tests.gnv.assessment.forms import CONTRIBUTOR, FILE, form
from tests.gnv.assessment.kept import history, publish
from tests.kills import kill_at, kill_at_random

pytestmark = [
    pytest.mark.slow,
    forking,
]

STEPS = [
    "writing begun",
    "upload inserted",
    "submissions inserted",
    "answers inserted",
    "audit inserted",
    "writing ended",
    "committed",
]
OPENING = ["writing begun", "schema upgraded", "writing ended", "committed"]
UNITS = 20
TIMES = rounds(200)
MOST = 10_000


def act():
    """Publish forms that nobody has said."""
    store = open_store(settings())
    publish(store, CONTRIBUTOR, FILE, [form(f"{unit}", comment=f"{time.time_ns()}") for unit in range(UNITS)])
    store.close()


def look():
    """Check that the latest publications are whole; return how many there are."""
    store = open_store(settings())
    uploads = history(store, limit=2)
    assert all(len(upload.submissions) == UNITS for upload in uploads)
    answers = scores(store)
    assert len(answers) == (UNITS * 5 if uploads else 0)
    if uploads:
        assert set(answers["submission"]) == {each.id for each in uploads[0].submissions}
    noted = [int(entry.subject.split()[1]) for entry in entries(store, limit=MOST)]
    assert noted[:2] == [upload.id for upload in uploads]
    store.close()
    return len(noted)


def look_at_file():
    """Check in the file itself that every publication is whole; return how many there are."""
    parts = """
        SELECT upload.id, count(DISTINCT submission.id), count(answer.id)
        FROM upload
        LEFT JOIN submission ON upload_id = upload.id
        LEFT JOIN answer ON submission_id = submission.id
        GROUP BY upload.id ORDER BY upload.id
    """
    with contextlib.closing(sqlite3.connect(database_file(settings()))) as connection:
        uploads = connection.execute(parts).fetchall()
        noted = [subject for (subject,) in connection.execute("SELECT subject FROM audit ORDER BY id")]
    assert {tuple(counts) for _, *counts in uploads} == {(UNITS, UNITS * 5)}
    assert noted == [f"uppladdning {number}" for number, *_ in uploads]
    return len(uploads)


@pytest.mark.parametrize("step", STEPS)
def test_a_publication_killed_at_a_step_is_there_or_not(database, step):
    act()
    assert kill_at(act, step, "gnv.store")
    assert look() == (2 if step == "committed" else 1)
    act()
    assert look() == (3 if step == "committed" else 2)


def test_a_publication_killed_at_random_moments_is_there_or_not():
    act()
    counts = [look_at_file()]
    died = kill_at_random(act, TIMES, "gnv.store", lambda: counts.append(look_at_file()))
    grown = [after - before for before, after in pairwise(counts)][1:]  # before the first, time was measured
    assert len(grown) == TIMES - 1
    assert set(grown) == {0, 1}, "some moments lie before the commit, some after"
    assert died >= TIMES / 2, "most must be killed before they are done"
    act()
    assert look() == counts[-1] + 1


@pytest.mark.parametrize("step", OPENING)
def test_an_opening_killed_at_a_step_is_done_by_the_next(database, step):
    assert kill_at(lambda: open_store(settings()), step, "gnv.store")
    assert look() == 0
    act()
    assert look() == 1
