"""Where a backup or a restoring cannot be done, what stood stands, nothing is left over, and it is told."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from gnv.backup import restore, write_backup
from gnv.kolada.editions import FOLDER
from gnv.kolada.refresh import LOCK_FILE
from gnv.settings import settings
from gnv.store.engine import open_store
from tests.forked import REFUSED, forking, in_child, limited, nobody
from tests.gnv.backups import (
    FILES,
    ME,
    backed_up,
    everything,
    files,
    fill_database,
    put_file,
    refusal,
    rows,
    without_restoring,
)

pytestmark = pytest.mark.database


@pytest.fixture
def target(tmp_path):
    """A backup of a database and files that have been changed since."""
    path = backed_up(settings(), tmp_path / "kopior" / "kopia.zip")
    fill_database(settings())
    put_file("strategi.toml", b"en annan")
    return path


@contextlib.contextmanager
def unchanged(folder: Path):
    """Check that what happens within changes neither what stood nor the folder of backups."""
    before, stood, kept = everything(), rows(settings()), sorted(folder.iterdir())
    yield
    assert everything() == before
    assert rows(settings()) == stood
    assert sorted(folder.iterdir()) == kept
    assert not list(settings().local.glob(".gnv*"))


def test_a_full_disk_leaves_no_backup(target, monkeypatch):
    def fsync(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with unchanged(target.parent):
        monkeypatch.setattr(os, "fsync", fsync)
        assert str(target) in refusal(lambda: write_backup(settings(), target))
        assert "Inget är ändrat" in refusal(lambda: restore(settings(), ME, target))


@forking
@pytest.mark.parametrize("size", [0, 100, 1000, 8000, 30_000])
def test_files_that_may_not_grow_leave_what_stood(target, size):
    with unchanged(target.parent):
        assert in_child(lambda: [limited(size), restore(settings(), ME, target)]) == REFUSED
        if size <= 1000:
            assert in_child(lambda: [limited(size), write_backup(settings(), target)]) == REFUSED
    restore(settings(), ME, target)
    assert files() == FILES


@forking
def test_a_folder_that_may_not_be_written_is_told(target, tmp_path):
    for path in (tmp_path, *tmp_path.parents[:3]):
        path.chmod(0o755)

    def act(work):
        nobody()
        work()

    for folder in (target.parent, settings().local):
        folder.chmod(0o555)
    with unchanged(target.parent):
        assert in_child(lambda: act(lambda: write_backup(settings(), target.with_name("ny.zip")))) == REFUSED
        assert in_child(lambda: act(lambda: restore(settings(), ME, target))) == REFUSED
    for folder in (target.parent, settings().local):
        folder.chmod(0o755)


@forking
def test_a_file_or_folder_that_may_not_be_read_is_told_not_passed_over(target, tmp_path):
    """A backup that lacks it unseen would be worse than none."""
    for path in (tmp_path, *tmp_path.parents[:3]):
        path.chmod(0o755)
    for path in settings().local.glob("gnv.sqlite*"):
        path.unlink()
    (settings().local / FOLDER / LOCK_FILE).chmod(0o666)
    (tmp_path / "öppen").mkdir(mode=0o777)
    (tmp_path / "öppen").chmod(0o777)
    for name in ("hemlig.txt", "hemlig/x.txt"):
        path = put_file(name, b"x")
        closed = path if path.parent == settings().local else path.parent
        closed.chmod(0)

        def act():
            nobody()
            assert "hemlig" in refusal(lambda: write_backup(settings(), tmp_path / "öppen" / "ny.zip"))

        assert in_child(act) == 0
        assert not list((tmp_path / "öppen").iterdir())
        closed.chmod(0o755)


def test_a_target_that_cannot_be_is_told(target):
    file = target.parent / "fil"
    file.write_bytes(b"x")
    with unchanged(target.parent):
        for place in (file / "kopia.zip", target.parent / ("x" * 300), target.parent):
            assert str(place) in refusal(lambda place=place: write_backup(settings(), place))


def test_a_data_folder_that_is_a_file_is_told(target, monkeypatch):
    monkeypatch.setenv("GNV_DATA_DIR", str(target))
    content = target.read_bytes()
    assert "Inget är ändrat" in refusal(lambda: restore(settings(), ME, target))
    assert target.read_bytes() == content


@pytest.mark.parametrize("name", ["strategi.toml", "kolada/utgava.json"])
def test_a_file_that_cannot_be_moved_to_its_place_is_told_and_mended_by_doing_it_again(
    target, monkeypatch, name
):
    stood, real = rows(settings()), Path.replace

    def replace(self, place):
        if place == settings().local / name:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self, place)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        said = refusal(lambda: restore(settings(), ME, target))
    assert "inte alla filer" in said
    (kept,) = settings().local.glob("fore-*")
    assert str(kept) in said
    restore(settings(), ME, target)
    assert files() == FILES
    restore(settings(), ME, kept)
    assert without_restoring(rows(settings())) == stood


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not have such names")
@pytest.mark.parametrize("name", ["C:\\rapport.txt", os.fsdecode(b"rapport-\xe5r.txt")])
def test_a_name_that_cannot_be_put_back_is_told(target, name):
    put_file(name, b"x")
    with unchanged(target.parent):
        assert "rapport" in refusal(lambda: write_backup(settings(), target))


@pytest.mark.parametrize("content", [b"omg;kommun\n" * 500, b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_database_is_not_replaced_before_someone_has_moved_it(target, content):
    place = settings().local / "gnv.sqlite"
    place.write_bytes(content)
    for end in ("-wal", "-shm"):
        place.with_name(place.name + end).unlink(missing_ok=True)
    before = everything()
    assert str(place) in refusal(lambda: write_backup(settings(), target.with_name("ny.zip")))
    assert f"flytta undan {place}" in refusal(lambda: restore(settings(), ME, target))
    assert everything() == before
    assert place.read_bytes() == content
    place.rename(place.with_name("undan"))
    restore(settings(), ME, target)
    assert {**files(), "undan": b""} == {**FILES, "undan": b""}
    assert rows(settings())["upload"]


def test_a_database_of_a_newer_program_is_not_replaced_either(database, target):
    open_store(database).close()
    with contextlib.closing(open_store(database)) as store, store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = everything()
    said = refusal(lambda: restore(database, ME, target))
    assert "9999" in said
    assert "lägg tillbaka igen" in said
    assert everything() == before
