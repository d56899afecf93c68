from __future__ import annotations

import dataclasses
import multiprocessing
import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from gnv.problems import ProblemError
from gnv.settings import settings
from gnv.store import copies as copying
from gnv.store import migrate
from gnv.store.copies import copies
from gnv.store.engine import open_store
from gnv.store.tables import METADATA
from tests.forked import forking
from tests.kills import kill_at

ROWS = [
    "INSERT INTO upload VALUES (1, 'självskattning', '2026-01-01T00:00:00+00:00', 'a', 'A', 'f', 'h', 1, '')",
    "INSERT INTO submission VALUES (1, 1, '2025', '2080', 'kommun', 'Åsen', 'åsen', NULL)",
    "INSERT INTO answer VALUES (1, 1, 1, '', 3.5, 7, 'ord')",
]


def differences(store):
    """Return how the schema of a database differs from what the program takes it to be."""
    with store.read() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        return compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)


def told(store, query):
    with store.read() as connection:
        return connection.execute(text(query)).all()


@pytest.fixture
def old(database, monkeypatch):
    """The settings of a database of the revision before the latest, with rows in it."""
    return filled(database, monkeypatch, migrate.REVISIONS[:-1])


@pytest.fixture
def oldest(database, monkeypatch):
    """The settings of a database of the first revision, with rows in it."""
    return filled(database, monkeypatch, migrate.REVISIONS[:1])


def filled(database, monkeypatch, revisions):
    with monkeypatch.context() as earlier:
        earlier.setattr(migrate, "REVISIONS", revisions)
        store = open_store(database)
    with store.write() as connection:
        for row in ROWS:
            connection.execute(text(row))
    store.close()
    return database


def test_the_program_knows_every_revision_in_order():
    scripts = ScriptDirectory(str(migrate._SCRIPTS))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(revisions)) == migrate.REVISIONS
    assert len(migrate.REVISIONS) >= 2


def test_an_empty_database_gets_the_schema_and_no_copy(store):
    assert differences(store) == []
    with store.read() as connection:
        assert copies(connection, store.file) == ()


def test_a_database_of_the_version_before_keeps_its_rows_and_is_copied_first(old):
    store = open_store(old)
    assert differences(store) == []
    assert told(store, "SELECT unit, replaced FROM submission") == [("Åsen", None)]
    assert told(store, "SELECT score, respondents, comment FROM answer") == [(3.5, 7, "ord")]
    with store.read() as connection:
        (copy,) = copies(connection, store.file)
    assert migrate.REVISIONS[-2] in copy
    assert in_copy(store, copy, "submission", "unit") == ["Åsen"]
    assert in_copy(store, copy, "alembic_version", "version_num") == [migrate.REVISIONS[-2]]
    store.close()
    again = open_store(old)
    with again.read() as connection:
        assert copies(connection, store.file) == (copy,)
    again.close()


def in_copy(store, copy, table, column):
    if store.file is None:
        return [row[0] for row in told(store, f'SELECT {column} FROM "{copy}".{table}')]
    with sqlite3.connect(copy) as connection:
        return [row[0] for row in connection.execute(f"SELECT {column} FROM {table}")]


def test_a_newer_database_is_refused_and_left_alone(store, database):
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ProblemError) as error:
        open_store(database)
    assert "9999" in error.value.problem.what
    assert error.value.problem.remedy
    assert told(store, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_an_upgrade_that_fails_changes_nothing(oldest):
    url = oldest.database_url or f"sqlite:///{oldest.local / 'gnv.sqlite'}"
    direct = create_engine(url)
    with direct.begin() as connection:
        connection.execute(text("CREATE TABLE field (x INTEGER)"))  # in the way of the last table
    with pytest.raises(ProblemError):
        open_store(oldest)
    with direct.connect() as connection:
        tables = inspect(connection).get_table_names()
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == migrate.REVISIONS[0]
    assert not {"withdrawal", "audit"} & set(tables)
    with direct.begin() as connection:
        connection.execute(text("DROP TABLE field"))
    direct.dispose()
    store = open_store(oldest)
    assert differences(store) == []
    store.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_without_a_copy_nothing_is_upgraded(old, monkeypatch):
    monkeypatch.setattr(copying, "_now", lambda: "nu")
    in_the_way = old.local / f"gnv-{migrate.REVISIONS[-2]}-nu.sqlite"
    (in_the_way / "full").mkdir(parents=True)
    with pytest.raises(ProblemError) as error:
        open_store(old)
    assert str(in_the_way) in error.value.problem.what
    (in_the_way / "full").rmdir()
    in_the_way.rmdir()
    assert not list(old.local.glob(".gnv*"))
    with sqlite3.connect(old.local / "gnv.sqlite") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (
            migrate.REVISIONS[-2],
        )


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_an_interrupted_copying_left_is_removed(old):
    leftover = old.local / ".gnv-0001-20260101t000000.sqlite"
    leftover.write_bytes(b"half")
    open_store(old).close()
    assert not leftover.exists()


@pytest.mark.slow
@forking
@pytest.mark.parametrize("step", ["database copied", "schema upgraded", "writing ended", "committed"])
def test_an_upgrade_killed_at_a_step_is_done_by_the_next(old, step):
    assert kill_at(lambda: open_store(settings()), step, "gnv.store")
    store = open_store(old)
    assert differences(store) == []
    assert told(store, "SELECT unit FROM submission") == [("Åsen",)]
    with store.read() as connection:
        assert 1 <= len(copies(connection, store.file)) <= 2
    store.close()


def open_eight_times():
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=lambda: open_store(settings()).version()) for _ in range(8)]
    for child in children:
        child.start()
    for child in children:
        child.join(timeout=60)
    return [child.exitcode for child in children]


@pytest.mark.slow
@forking
def test_processes_that_start_at_once_upgrade_once(old):
    assert open_eight_times() == [0] * 8
    store = open_store(old)
    assert differences(store) == []
    with store.read() as connection:
        assert len(copies(connection, store.file)) == 1
    store.close()


@pytest.mark.slow
@forking
def test_processes_that_start_at_once_make_one_database(database):
    assert open_eight_times() == [0] * 8
    store = open_store(database)
    assert differences(store) == []
    assert store.version() == 0
    store.close()


def test_a_copy_that_is_made_while_another_writes_is_of_what_was_committed(tmp_path):
    store = open_store(dataclasses.replace(settings(), local=tmp_path))
    with store.write() as connection:
        connection.execute(text(ROWS[0]))
        copy = copying.copy_file(store.file, "prov")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT count(*) FROM upload").fetchone() == (0,)
    store.close()
