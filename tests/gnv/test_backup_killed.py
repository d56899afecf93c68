"""A restoring that is killed leaves the old database whole or the new; what others write meanwhile stays."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
from collections import Counter
from pathlib import Path

import pytest

from gnv.backup import restore, write_backup
from gnv.settings import settings
from gnv.store.engine import open_store
from tests.examples import rounds
from tests.forked import forking
from tests.gnv.assessment.forms import CONTRIBUTOR, FILE, form
from tests.gnv.assessment.kept import publish
from tests.gnv.backups import (
    FILES,
    ME,
    backed_up,
    files,
    parts,
    put_file,
    rows,
    without_restoring,
)
from tests.kills import kill_at, kill_at_random

pytestmark = [
    pytest.mark.slow,
    forking,
]

BEFORE_THE_COMMIT = ["backup unpacked", "former kept", "tables emptied", "rows inserted", "audit inserted"]
AFTER_IT = ["rows standing", "files put back"]
CHANGED = dict.fromkeys(FILES, b"en annan")
WRITERS, EACH, UNITS = 3, 60, 4
TIMES = rounds(200)


@pytest.fixture
def target(database, tmp_path):
    """A backup of a database and files that have been changed since."""
    return backed_up(database, tmp_path / "kopior" / "kopia.zip")


def change():
    """Let something else stand than what is in the backup."""
    with contextlib.closing(open_store(settings())) as store:
        publish(store, CONTRIBUTOR, FILE, [form("Ny", comment=f"{store.version()}")])
    for name, content in CHANGED.items():
        put_file(name, content)


def is_restored(stood, held):
    """Check that what stands is wholly the one or the other; return whether it is the backup's."""
    found = rows(settings())
    if found == stood:
        assert standing_files() == CHANGED
        return False
    assert without_restoring(found) == held
    kept = [Counter(kept_units(path)) for path in settings().local.glob("fore-*.zip")]
    assert Counter(row[5] for row in stood["submission"]) in kept
    return True


def standing_files():
    return {name: content for name, content in files().items() if not name.startswith(".")}


def kept_units(kept: Path):
    lines = parts(kept)["tabeller/submission.jsonl"].decode().split("\n")
    return [json.loads(line)["unit"] for line in lines if line]


@pytest.mark.parametrize("step", [*BEFORE_THE_COMMIT, *AFTER_IT])
def test_a_restoring_killed_at_a_step_leaves_old_or_new_whole(target, step):
    held = rows(settings())
    change()
    stood = rows(settings())
    assert kill_at(lambda: restore(settings(), ME, target), step, "gnv.store")
    assert is_restored(stood, held) == (step in AFTER_IT)
    restore(settings(), ME, target)
    assert without_restoring(rows(settings())) == held
    assert standing_files() == FILES


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_restoring_killed_at_random_moments_leaves_old_or_new_whole(target):
    held, seen = rows(settings()), Counter()
    change()
    stood = rows(settings())

    def after():
        nonlocal stood
        seen[is_restored(stood, held)] += 1
        change()
        stood = rows(settings())

    died = kill_at_random(lambda: restore(settings(), ME, target), TIMES, "gnv.store", after)
    assert died >= TIMES / 2, "most must be killed before they are done"
    assert min(seen[True], seen[False]) > 0, "some moments lie before the commit, some after"


@pytest.mark.parametrize("step", ["writing begun", "schema upgraded", "former kept"])
def test_a_first_restoring_that_is_killed_is_done_by_the_next(database, target, tmp_path, monkeypatch, step):
    held = rows(settings())
    monkeypatch.setenv("GNV_DATA_DIR", str(tmp_path / "ny maskin"))
    monkeypatch.delenv("GNV_DATABASE_URL", raising=False)
    assert kill_at(lambda: restore(settings(), ME, target), step, "gnv.store")
    restore(settings(), ME, target)
    assert without_restoring(rows(settings())) == held
    assert standing_files() == FILES


def publish_at_once(during):
    """Let children publish forms of their own units, and do something meanwhile until they are done.

    They wait halfway until it has been done once, so that it is done twice however fast they are.
    """

    def work(number):
        store = open_store(settings())
        for turn in range(EACH):
            if turn == EACH // 2:
                once.wait(60)
            publish(store, CONTRIBUTOR, FILE, [form(f"{number}-{turn}-{unit}") for unit in range(UNITS)])

    fork = multiprocessing.get_context("fork")
    once = fork.Event()
    children = [fork.Process(target=work, args=(number,)) for number in range(WRITERS)]
    for child in children:
        child.start()
    turns = 0
    while any(child.is_alive() for child in children):
        during(turns)
        once.set()
        turns += 1
    assert [child.exitcode for child in children] == [0] * WRITERS
    assert turns >= 2, "too little was done meanwhile to say anything"


def test_a_backup_made_while_others_publish_is_of_one_moment(database, tmp_path):
    open_store(database).close()
    sizes = set()

    def during(turn):
        path = tmp_path / f"{turn}.zip"
        write_backup(database, path)
        found = {
            name.split("/")[1].split(".")[0]: [
                json.loads(line) for line in content.decode().split("\n") if line
            ]
            for name, content in parts(path).items()
            if name.startswith("tabeller/")
        }
        uploads = {row["id"] for row in found["upload"]}
        whole = dict.fromkeys(uploads, UNITS)
        assert Counter(row["upload_id"] for row in found["submission"]) == whole
        assert len(found["answer"]) == 5 * UNITS * len(uploads)
        assert len(found["audit"]) == len(uploads)
        sizes.add(len(uploads))

    publish_at_once(during)
    assert len(sizes) > 1


def test_nothing_that_others_publish_during_restorings_is_lost(database, target):
    published = {
        f"{number}-{turn}-{unit}"
        for number in range(WRITERS)
        for turn in range(EACH)
        for unit in range(UNITS)
    }
    kept = []
    publish_at_once(lambda _: kept.append(restore(database, ME, target)[1]))
    found = Counter(unit for path in kept for unit in kept_units(path))
    found.update(row[5] for row in rows(database)["submission"])
    assert published <= found.keys()
    assert {found[unit] for unit in published} == {1}, "each stands until the next restoring, and no longer"
