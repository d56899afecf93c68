from __future__ import annotations

import contextlib
import dataclasses
import sqlite3
import threading

import pytest
from sqlalchemy import func, insert, select

from gnv.problems import ProblemError
from gnv.settings import settings
from gnv.store import engine
from gnv.store.engine import open_store
from gnv.store.tables import SUBMISSION, UPLOAD
from tests.servers import free_port

ROW = dict.fromkeys(("kind", "time", "identity", "person", "file_name", "file_hash", "note"), "x")


def put(connection, rows=1):
    connection.execute(insert(UPLOAD), [{**ROW, "rows": number} for number in range(rows)])


def count(connection):
    return connection.scalar(select(func.count()).select_from(UPLOAD))


def count_after_one(connection):
    """Put a row in, and return 0."""
    put(connection)
    return count(connection) - 1


def refusal(where):
    """Return why a database cannot be opened."""
    with pytest.raises(ProblemError) as error:
        open_store(where)
    assert error.value.problem.remedy
    return error.value.problem.what


def test_what_is_written_is_there_for_the_next(store, database):
    with store.write() as connection:
        put(connection)
    another = open_store(database)
    with another.read() as connection:
        assert count(connection) == 1
    another.close()


def test_what_fails_is_undone_and_told_as_it_was(store):
    with pytest.raises(ZeroDivisionError), store.write() as connection:
        put(connection, rows=1 // count_after_one(connection))
    with store.read() as connection:
        assert count(connection) == 0


def test_a_reader_sees_one_moment_and_hinders_nobody(store):
    with store.read() as reading:
        assert count(reading) == 0
        with store.write() as writing:
            put(writing)
        assert count(reading) == 0
    with store.read() as reading:
        assert count(reading) == 1


def test_a_second_writer_waits_and_is_told_when_it_is_too_long(store, database, monkeypatch):
    monkeypatch.setattr(engine, "_WAIT_SECONDS", 0.1)
    impatient = open_store(database)
    with store.write() as connection:
        put(connection)
        with pytest.raises(ProblemError) as error, impatient.write():
            pytest.fail("there are two writers")
        assert "upptagen" in error.value.problem.what
    with impatient.write() as connection:
        put(connection)
        assert count(connection) == 2
    impatient.close()


def test_an_upload_that_does_not_exist_cannot_be_pointed_at(store):
    unit = dict.fromkeys(("round", "municipality", "principal", "unit", "unit_key"), "x")
    with pytest.raises(ProblemError), store.write() as connection:
        connection.execute(insert(SUBMISSION).values(upload_id=99, **unit))


def test_a_text_that_no_database_takes_is_told(store):
    with pytest.raises(ProblemError), store.write() as connection:
        connection.execute(insert(UPLOAD).values({**ROW, "rows": 1, "note": "\ud800"}))
    with store.read() as connection:
        assert count(connection) == 0


def test_a_full_disk_is_told_and_nothing_is_written():
    store = open_store(settings())
    with store.read() as connection:  # it is the only connection there is, and is used again
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(ProblemError) as error, store.write() as connection:
        put(connection, rows=10_000)
    assert "full" in error.value.problem.what
    with store.read() as connection:
        assert count(connection) == 0
    store.close()


@pytest.mark.parametrize("content", [b"omg;kommun\n" * 500, b"\0" * 5000, b"SQLite format 3\0" + b"x" * 5000])
def test_a_file_that_is_no_database_is_told_and_left_alone(content):
    file = settings().local / "gnv.sqlite"
    file.parent.mkdir()
    file.write_bytes(content)
    assert str(file) in refusal(settings())
    assert file.read_bytes() == content


def test_a_damaged_database_is_told():
    store = open_store(settings())
    with store.write() as connection:
        put(connection, rows=2000)
    store.close()
    with store.file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60_000)
    with pytest.raises(ProblemError) as error, open_store(settings()).read() as connection:
        count(connection)
    assert "skadad" in error.value.problem.what


def test_a_folder_that_cannot_be_is_told():
    settings().local.write_text("en fil i mappens ställe")
    assert str(settings().local) in refusal(settings())


def test_a_folder_in_the_place_of_the_file_is_told():
    (settings().local / "gnv.sqlite").mkdir(parents=True)
    assert "gnv.sqlite" in refusal(settings())


def test_a_database_that_may_only_be_read_is_told():
    store = open_store(settings())
    with store.read() as connection:  # it is the only connection there is, and is used again
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(ProblemError) as error, store.write() as connection:
        put(connection)
    assert "skrivas" in error.value.problem.what
    store.close()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://gnv:hemligt@db/gnv",
        "sqlite://",
        "hemligt",
        "postgresql+psycopg://gnv:hemligt@db:port/gnv",
        "postgresql+psycopg2://gnv:hemligt@db/gnv",
    ],
)
def test_an_address_that_cannot_be_read_is_told_without_its_password(url):
    what = refusal(dataclasses.replace(settings(), database_url=url))
    assert "GNV_DATABASE_URL" in what
    assert "hemligt" not in what


def test_a_server_that_cannot_be_reached_is_told_without_its_password(caplog):
    url = f"postgresql+psycopg://gnv:hemligt@127.0.0.1:{free_port()}/gnv"
    what = refusal(dataclasses.replace(settings(), database_url=url))
    assert "gnv på 127.0.0.1" in what
    assert "kan inte nås" in what
    assert "hemligt" not in what + caplog.text


@pytest.mark.slow
def test_a_server_that_has_dropped_its_connections_is_asked_again(postgresql_database):
    store = open_store(postgresql_database)
    drop = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
    drop += " AND datname = current_database()"
    another = open_store(postgresql_database)
    with store.read(), store.read():
        pass  # two connections wait to be used again
    with another.write() as connection:
        connection.exec_driver_sql(drop)
    with store.write() as connection:
        put(connection)
    for each in (store, another):
        each.close()


def read_while_dropped(connection, another):
    mine = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    with another.write() as dropping:
        dropping.exec_driver_sql(f"SELECT pg_terminate_backend({mine})")
    count(connection)


@pytest.mark.slow
def test_a_server_that_drops_a_connection_in_the_middle_is_told(postgresql_database):
    store, another = open_store(postgresql_database), open_store(postgresql_database)
    with pytest.raises(ProblemError) as error, store.read() as connection:
        read_while_dropped(connection, another)
    assert "kan inte nås" in error.value.problem.what
    for each in (store, another):
        each.close()


@pytest.mark.slow
def test_a_database_that_the_server_does_not_have_is_told(postgresql, monkeypatch):
    monkeypatch.setenv("GNV_DATABASE_URL", f"{postgresql}/finns_inte")
    assert "finns_inte" in refusal(settings())


def test_sqlite_is_made_for_many_readers_and_leaves_nothing_behind():
    store = open_store(settings())
    with store.read() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "secure_delete", "synchronous")
        }
    assert told == {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "synchronous": 2}
    store.close()
    with contextlib.closing(sqlite3.connect(store.file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_that_another_writes_to_when_it_is_first_opened_is_waited_for():
    """The switch to a write-ahead log needs the file alone, and SQLite gives up without waiting."""
    file = settings().local / "gnv.sqlite"
    file.parent.mkdir()
    writer = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    letting_go = threading.Timer(0.2, writer.close)
    letting_go.start()
    store = open_store(settings())
    with store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    store.close()
    letting_go.join()


def test_a_file_that_another_never_lets_go_of_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr(engine, "_WAIT_SECONDS", 0.1)
    file = settings().local / "gnv.sqlite"
    file.parent.mkdir()
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert "upptagen" in refusal(settings())
