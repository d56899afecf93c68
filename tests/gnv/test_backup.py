"""What is backed up comes back, on both databases and from one to the other; nothing that stood is lost."""

from __future__ import annotations

import dataclasses
import os
import threading
import time

import pytest
from filelock import FileLock
from sqlalchemy import text

from gnv import backup as backing
from gnv.assessment.submissions import scores
from gnv.backup import restore, write_backup
from gnv.kolada.editions import FOLDER, current_edition
from gnv.kolada.refresh import LOCK_FILE
from gnv.settings import settings
from gnv.store.audit import entries
from gnv.store.engine import open_store
from tests.gnv.assessment.forms import CONTRIBUTOR, FILE, form
from tests.gnv.assessment.kept import history, publish
from tests.gnv.backups import (
    FILES,
    ME,
    backed_up,
    everything,
    files,
    fill_database,
    fill_folder,
    put_file,
    refusal,
    rows,
    without_restoring,
)

pytestmark = pytest.mark.database


@pytest.fixture
def target(tmp_path):
    return tmp_path / "kopior" / "kopia.zip"


@pytest.fixture
def elsewhere(tmp_path):
    """The settings of another machine: an empty data folder, SQLite."""
    return dataclasses.replace(settings(), local=tmp_path / "annan", database_url="")


def test_everything_comes_back_as_it_was(database, target):
    fill_database(database)
    fill_folder()
    before, found = rows(database), write_backup(database, target)
    assert found.rows == {name: len(each) for name, each in before.items()}
    assert list(found.files)[-1] == "kolada/utgava.json", "the pointer is put back when what it points at is"
    with open_store(database).write() as connection:
        connection.execute(text("UPDATE answer SET comment = 'ändrad'"))
    publish(open_store(database), CONTRIBUTOR, FILE, [form("Ny")])
    for name in FILES:
        put_file(name, b"en annan")
    held, kept = restore(database, ME, target)
    assert held == found
    assert without_restoring(rows(database)) == before
    assert files() == FILES
    assert kept.parent == database.local


def test_what_stood_is_kept_and_can_be_put_back(database, target):
    write_backup(database, target)
    fill_database(database)
    fill_folder()
    before = rows(database)
    _, kept = restore(database, ME, target)
    assert without_restoring(rows(database)) == {name: [] for name in before}
    put_file("strategi.toml", b"en annan")
    restore(database, ME, kept)
    assert without_restoring(rows(database)) == before
    assert files() == FILES


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_backup_without_a_database_empties_it(database, target):
    assert write_backup(database, target).rows == {}
    fill_database(database)
    restore(database, ME, target)
    assert [entry.action for entry in entries(open_store(database))] == ["lade tillbaka"]
    assert history(open_store(database)) == ()


def test_without_any_database_none_is_made(target):
    fill_folder()
    write_backup(settings(), target)
    restore(settings(), ME, target)
    assert not (settings().local / "gnv.sqlite").exists()
    assert files() == FILES


def test_a_machine_with_nothing_on_it_gets_everything(target, elsewhere):
    backed_up(settings(), target)
    restore(elsewhere, ME, target)
    assert without_restoring(rows(elsewhere)) == rows(settings())
    assert (elsewhere.local / "kolada/utgava.json").read_bytes() == FILES["kolada/utgava.json"]


@pytest.mark.slow
@pytest.mark.parametrize("first", ["sqlite", "postgresql"])
def test_rows_go_from_one_kind_of_database_to_the_other(first, postgresql_database, elsewhere, target):
    kinds = [elsewhere, postgresql_database]
    source, other = kinds if first == "sqlite" else reversed(kinds)
    fill_database(source)
    before = rows(source)
    write_backup(source, target)
    restore(other, ME, target)
    assert without_restoring(rows(other)) == before
    assert [each.name for each in scores(open_store(other)).dtypes] == [
        each.name for each in scores(open_store(source)).dtypes
    ]


def test_publishing_goes_on_with_new_numbers(database, target):
    fill_database(database)
    write_backup(database, target)
    highest = {name: max((row[0] for row in each), default=0) for name, each in rows(database).items()}
    restore(database, ME, target)
    sent = publish(open_store(database), CONTRIBUTOR, FILE, [form("Ny")])
    assert sent.id == highest["upload"] + 1
    assert sent.submissions[0].id == highest["submission"] + 1
    assert [row[0] for row in rows(database)["audit"]] == list(range(1, highest["audit"] + 3))


def test_a_running_app_is_told_by_a_number_it_has_not_seen(database, target):
    fill_database(database)
    write_backup(database, target)
    store = open_store(database)
    seen = {store.version()}
    publish(store, CONTRIBUTOR, FILE, [form("Ny")])
    seen.add(store.version())
    for _ in range(2):
        restore(database, ME, target)
        assert store.version() not in seen
        seen.add(store.version())
    store.close()


def test_files_that_the_backup_does_not_have_stay(target):
    fill_folder()
    write_backup(settings(), target)
    put_file("kolada/ny.parquet", b"ny")
    restore(settings(), ME, target)
    assert files() == {**FILES, "kolada/ny.parquet": b"ny"}


def test_the_figures_that_stood_stand_again(target, own_edition):
    first = own_edition([("U23521", "2080", 2022, "T", 80.0)])
    write_backup(settings(), target)
    own_edition([("U23521", "2080", 2022, "T", 81.0)])
    restore(settings(), ME, target)
    edition, problems = current_edition(settings())
    assert (edition.hash, problems) == (first, [])


def test_a_backup_in_the_data_folder_holds_neither_itself_nor_others(database):
    fill_database(database)
    fill_folder()
    inside = database.local / "kopior" / "måndag.zip"
    for _ in range(2):
        assert set(write_backup(database, inside).files) == set(FILES)
    _, kept = restore(database, ME, inside)
    assert set(write_backup(database, database.local / "annan.zip").files) == set(FILES)
    assert kept.exists()


@pytest.mark.parametrize("name", ["gnv-rapport.docx", "rapporter/gnv.sqlite", "gnv.sqlite.txt", "a b.zip"])
def test_files_with_names_that_are_nearly_ours_are_kept(name, target):
    put_file(name, b"x")
    assert list(write_backup(settings(), target).files) == [name]


@pytest.mark.parametrize("url", ["", "postgresql+psycopg://gnv@127.0.0.1:9/gnv"])
def test_an_sqlite_file_is_never_kept_as_a_file(url):
    """One from before the move to a server would replace the database of whom it is put back to."""
    open_store(settings()).close()
    for name in ("gnv.sqlite-wal", "gnv-0001-20260101t000000.sqlite", ".gnv-0001.sqlite", "x.tmp"):
        put_file(name, b"x")
    assert backing._names(dataclasses.replace(settings(), database_url=url)) == []


def test_what_is_linked_to_is_kept_and_loops_end(tmp_path, target):
    (tmp_path / "stor disk").mkdir()
    (tmp_path / "stor disk" / "utgava.json").write_bytes(b"{}")
    settings().local.mkdir()
    (settings().local / "kolada").symlink_to(tmp_path / "stor disk")
    (tmp_path / "stor disk" / "runt").symlink_to(settings().local)
    (settings().local / "borta").symlink_to(tmp_path / "finns inte")
    assert list(write_backup(settings(), target).files) == ["kolada/utgava.json"]


def test_an_earlier_backup_may_be_written_over_but_no_other_file(target):
    fill_folder()
    write_backup(settings(), target)
    put_file("ny.txt", b"ny")
    assert "ny.txt" in write_backup(settings(), target).files
    open_store(settings()).close()
    database = settings().local / "gnv.sqlite"
    before = database.read_bytes()
    for place in (database, settings().local / "strategi.toml", settings().local):
        assert str(place) in refusal(lambda place=place: write_backup(settings(), place))
    assert database.read_bytes() == before
    assert files() == {**FILES, "ny.txt": b"ny"}


def test_only_the_owner_may_read_a_backup(target):
    write_backup(settings(), target)
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0


def test_a_refresh_that_goes_on_is_waited_for(target, monkeypatch):
    fill_folder()
    lock = FileLock(settings().local / FOLDER / LOCK_FILE, thread_local=False)
    lock.acquire()
    letting_go = threading.Timer(0.1, lock.release)
    letting_go.start()
    began = time.monotonic()
    write_backup(settings(), target)
    assert time.monotonic() - began >= 0.09
    letting_go.join()
    monkeypatch.setattr(backing, "_LOCK_SECONDS", 0.05)
    before = everything()
    with lock:
        assert "hämtning" in refusal(lambda: write_backup(settings(), target.with_name("ny.zip")))
        assert "hämtning" in refusal(lambda: restore(settings(), ME, target))
    assert everything() == before
    assert sorted(path.name for path in target.parent.iterdir()) == [target.name]


def test_a_restoring_keeps_refreshes_out_until_it_is_done(target, monkeypatch):
    fill_folder()
    write_backup(settings(), target)
    seen = []

    def look(*arguments):
        with pytest.raises(TimeoutError), FileLock(settings().local / FOLDER / LOCK_FILE, timeout=0):
            pytest.fail("a refresh could begin")
        seen.append(arguments)

    monkeypatch.setattr(backing, "_put_back", look)
    restore(settings(), ME, target)
    assert len(seen) == 1


def test_what_was_left_unfinished_long_ago_is_removed(target):
    target.parent.mkdir()
    for age, name in ((0, "nyss"), (2 * 24 * 3600, "länge sedan")):
        for folder in (target.parent, settings().local):
            left = folder / f".gnv-ofardig-{name}"
            left.mkdir(parents=True)
            os.utime(left, (time.time() - age,) * 2)
    write_backup(settings(), target)
    restore(settings(), ME, target)
    for folder in (target.parent, settings().local):
        assert [path.name for path in folder.glob(".gnv*")] == [".gnv-ofardig-nyss"]
