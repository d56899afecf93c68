"""Rows that leave the database as lines come back the same; those that do not fit are told before."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sqlite3
import time

import pytest
from sqlalchemy import insert, text

from gnv.access.local import operator
from gnv.problems import ProblemError
from gnv.settings import settings
from gnv.store import portable
from gnv.store.engine import connect, open_store
from gnv.store.migrate import REVISIONS, upgrade
from gnv.store.portable import TABLES, json_lines, rehearse, replace
from gnv.store.tables import METADATA
from gnv.store.tables import SUBMISSION as SUBMISSIONS
from gnv.store.tables import UPLOAD as UPLOADS
from tests.gnv.backups import AWKWARD, fill_database, rows, without_restoring

ROWS = [
    "INSERT INTO upload VALUES (3, 'självskattning', 't', 'a', 'A', 'f', 'h', 1, '')",
    "INSERT INTO submission VALUES (7, 3, '2025', '2080', 'kommun', 'Åsen', 'åsen', NULL)",
    "INSERT INTO answer VALUES (9, 7, 1, '', 3.5, 7, 'ord')",
]
UPLOAD = {
    **dict.fromkeys(("kind", "time", "identity", "person", "file_name", "file_hash", "note"), "x"),
    "id": 3,
    "rows": 1,
}
SUBMISSION = {
    **dict.fromkeys(("round", "municipality", "principal", "unit", "unit_key"), "x"),
    "id": 7,
    "upload_id": 3,
    "replaced": None,
}
ANSWER = {
    "id": 9,
    "submission_id": 7,
    "goal": 1,
    "statement": "",
    "score": 3.5,
    "respondents": 7,
    "comment": AWKWARD,
}
FIRST = {"upload": [UPLOAD], "submission": [SUBMISSION], "answer": [ANSWER]}
ORDER = {table.name: table.columns.keys() for table in METADATA.sorted_tables}
LATEST = {**FIRST, "withdrawal": [], "audit": [], "field": []}


def lines(tables):
    return {name: [json.dumps(row).encode() for row in each] for name, each in tables.items()}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "prov").mkdir()
    return tmp_path / "prov"


def put(where, folder, revision, told):
    """Let lines stand in a database, as a restoring does."""
    with (
        contextlib.closing(rehearse(where, folder, revision, told)) as rehearsed,
        contextlib.closing(open_store(where)) as store,
        store.write() as connection,
        rehearsed.read() as found,
    ):
        replace(connection, found, operator())


@pytest.fixture(scope="module")
def scratch(tmp_path_factory):
    """A database that refuses lines, as the one that a rehearsing makes does, but one for all tests."""
    folder = tmp_path_factory.mktemp("prov")
    with contextlib.closing(rehearse(settings(), folder, REVISIONS[-1], {})) as store:
        yield store


def refusal(scratch, told):
    with pytest.raises(ProblemError) as error, scratch.write() as connection:
        portable._insert(connection, METADATA, told)
    assert error.value.problem.remedy
    assert "Inget är ändrat" in error.value.problem.what
    return error.value.problem.what


def test_a_row_is_a_line_whatever_it_holds(database):
    fill_database(database)
    before = rows(database)
    with contextlib.closing(open_store(database)) as store, store.read() as connection:
        told = {name: list(json_lines(connection, name)) for name in TABLES}
    assert {name: len(each) for name, each in told.items()} == {
        name: len(each) for name, each in before.items()
    }
    assert all(line.count(b"\n") == 1 for each in told.values() for line in each)
    assert any(row["comment"] == AWKWARD for row in map(json.loads, told["answer"]))


def test_lines_stand_in_place_of_what_was_there(database, folder):
    fill_database(database)
    put(database, folder, REVISIONS[-1], lines(LATEST))
    found = without_restoring(rows(database))
    expected = {name: [tuple(row[each] for each in ORDER[name]) for row in LATEST[name]] for name in FIRST}
    assert found == {**LATEST, **expected}


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_any_revision_can_be_put_back(database, folder, tmp_path, revision):
    """Its lines are taken as the program of that time did: all of every table."""
    file = tmp_path / "gammal.sqlite"
    where = dataclasses.replace(settings(), database_url=f"sqlite:///{file}")
    with contextlib.closing(connect(where)) as old, old.write() as connection:
        upgrade(connection, None, revision)
        for row in ROWS:
            connection.execute(text(row))
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        told = {
            name: [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]
            for (name,) in map(tuple, tables)
            if name != "alembic_version"
        }
    fill_database(database)
    put(database, folder, revision, lines(told))
    found = without_restoring(rows(database))
    assert [row[0] for row in found["upload"]] == [3]
    assert [row[0] for row in found["submission"]] == [7]
    assert found["answer"] == [(9, 7, 1, "", 3.5, 7, "ord")]


def test_without_tables_nothing_is_left_but_the_note(database, folder):
    fill_database(database)
    put(database, folder, REVISIONS[-1], {})
    assert not any(without_restoring(rows(database)).values())


def test_a_newer_revision_is_refused(folder):
    with pytest.raises(ProblemError) as error:
        rehearse(settings(), folder, "9999", lines(LATEST))
    assert "9999" in error.value.problem.what
    assert "Uppgradera" in error.value.problem.remedy


def test_lines_that_do_not_fit_are_refused_before_they_are_put_anywhere(folder):
    with pytest.raises(ProblemError) as error:
        rehearse(settings(), folder, REVISIONS[-1], lines({**LATEST, "upload": []}))
    assert "submission" in error.value.problem.what


@pytest.mark.parametrize(
    "tables",
    [
        FIRST,  # those of an older revision: the others would be emptied unseen
        {**LATEST, "alembic_version": []},
        {**LATEST, "sqlite_master": []},
        {"upload; DROP TABLE upload": []},
    ],
)
def test_other_tables_are_refused(scratch, tables):
    assert "tabell" in refusal(scratch, lines(tables))


@pytest.mark.parametrize(
    ("table", "changed"),
    [
        ("upload", {"id": None}),
        ("upload", {"id": "3"}),
        ("upload", {"rows": 1.5}),
        ("upload", {"rows": True}),
        ("upload", {"rows": 2**31}),
        ("upload", {"note": None}),
        ("upload", {"note": 1}),
        ("upload", {"note": "\ud800"}),
        ("upload", {"note": ["a"]}),
        ("upload", {"extra": "x"}),
        ("submission", {"upload_id": 99}),
        ("submission", {"replaced": 99}),
        ("answer", {"score": "4"}),
        ("answer", {"score": 10**400}),
        ("answer", {"goal": None}),
        ("answer", {"comment": {}}),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_its_table(scratch, table, changed):
    other = {**LATEST, table: [{**LATEST[table][0], **changed}]}
    assert table in refusal(scratch, lines(other))


@pytest.mark.parametrize("line", [b"", b"[]", b"null", b"7", b"{", b'{"id": 3}', b"\xff", b"[" * 100_000])
def test_a_line_that_is_no_row_is_refused(scratch, line):
    assert "rad 2 i upload" in refusal(
        scratch, {**lines(LATEST), "upload": [json.dumps(UPLOAD).encode(), line]}
    )


def test_a_number_that_stands_twice_is_refused(scratch):
    assert "answer" in refusal(scratch, lines({**LATEST, "answer": [ANSWER, ANSWER]}))


def test_a_score_that_is_whole_or_missing_fits(database, folder):
    told = [{**ANSWER, "score": 4}, {**ANSWER, "id": 10, "score": None, "respondents": None}]
    put(database, folder, REVISIONS[-1], lines({**LATEST, "answer": told}))
    assert [row[4:6] for row in rows(database)["answer"]] == [(4.0, 7), (None, None)]


@pytest.mark.slow
def test_a_text_that_only_one_kind_takes_is_told_and_nothing_is_changed(postgresql_database, folder):
    fill_database(postgresql_database)
    before = rows(postgresql_database)
    with pytest.raises(ProblemError) as error:
        put(
            postgresql_database,
            folder,
            REVISIONS[-1],
            lines({**LATEST, "upload": [{**UPLOAD, "note": "\0"}]}),
        )
    assert "upload" in error.value.problem.what
    assert rows(postgresql_database) == before


@pytest.mark.slow
def test_large_tables_are_emptied_in_a_time_that_grows_with_their_rows_only(store):
    """Each submission may have replaced another, so that deleting one asks for all that point at it."""

    def seconds(count):
        with store.write() as connection:
            connection.execute(insert(UPLOADS), UPLOAD)
            units = [{**SUBMISSION, "id": number, "unit_key": f"{number}"} for number in range(count)]
            connection.execute(insert(SUBMISSIONS), units)
            start = time.perf_counter()
            portable._empty(connection)
            return time.perf_counter() - start

    seconds(1)
    few, many = min(seconds(1_000) for _ in range(3)), seconds(10_000)
    assert many / few < 40, "ten times the rows; all pairs would be a hundred"


def test_a_rehearsal_asks_nothing_of_the_environment(folder, monkeypatch):
    where = dataclasses.replace(settings(), local=folder)
    monkeypatch.setenv("GNV_DATA_DIR", str(folder / "annan"))
    with contextlib.closing(rehearse(where, folder, REVISIONS[-1], {})) as store:
        assert store.folder == folder
        assert store.file == folder / "gnv.sqlite"
