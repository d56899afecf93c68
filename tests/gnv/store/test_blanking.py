from __future__ import annotations

import pytest
from sqlalchemy import text

from gnv.access import Person, Role
from gnv.assessment.submissions import Source, history, publish, scores, withdraw
from gnv.problems import ProblemError
from gnv.settings import settings
from gnv.store import engine
from gnv.store.audit import entries
from gnv.store.blanking import BLANKED, blank_comments, blank_note, blank_person
from gnv.store.engine import open_store
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, form

SECRET = "Hemligheten-åäö-4711"
WRITER = Person("writer@hemlig.example", "Hemlig Skribent", Role.CONTRIBUTOR)


@pytest.fixture
def sent(store):
    """An upload with what ought not to be there; one before and one after it."""
    publish(store, CONTRIBUTOR, Source("innan.csv", "a", 5), [form("a", 1.0, comment="kvar")], "kvar")
    upload = publish(
        store, WRITER, Source(f"{SECRET}.csv", "b", 5), [form("a", 2.0, comment=SECRET), form("b")], SECRET
    )
    publish(store, CONTRIBUTOR, Source("efter.csv", "c", 5), [form("c", comment="kvar")], "")
    return upload


def on_disk(store, what):
    """Return whether a text can be found in the database's files."""
    if store.file:
        return any(what.encode() in file.read_bytes() for file in store.file.parent.iterdir())
    with store.write() as connection:
        connection.execute(text("CHECKPOINT"))
        return any(
            connection.scalar(
                text("SELECT position(:what IN pg_read_binary_file(pg_relation_filepath(:table)))"),
                {"what": what.encode(), "table": table},
            )
            for table in ("upload", "submission", "answer", "withdrawal", "audit")
        )


def test_comments_are_blanked_and_gone_from_the_disk(store, sent):
    blank_note(store, ADMIN, sent.id)
    assert on_disk(store, SECRET)
    assert blank_comments(store, ADMIN, sent.submissions[0].id) == ()
    assert not on_disk(store, SECRET)
    frame = scores(store)
    assert set(frame.loc[frame["unit"].eq("a"), "comment"]) == {"", BLANKED}
    assert set(frame.loc[frame["unit"].eq("b"), "comment"]) == {""}
    assert set(frame.loc[frame["unit"].eq("c"), "comment"]) == {"", "kvar"}
    assert frame["score"].notna().all()


def test_a_note_and_the_name_of_its_file_are_blanked(store, sent):
    blank_comments(store, ADMIN, sent.submissions[0].id)
    blank_note(store, ADMIN, sent.id)
    assert not on_disk(store, SECRET)
    latest, blanked, first = history(store)
    assert (blanked.note, blanked.source) == (BLANKED, Source(BLANKED, "b", 5))
    assert (latest.note, latest.source.name, first.note) == ("", "efter.csv", "kvar")
    blank_note(store, ADMIN, latest.id)
    assert history(store)[0].note == ""


def test_a_person_is_blanked_wherever_they_stand(store, sent):
    withdraw(store, WRITER, [sent.submissions[0].id])
    blank_person(store, ADMIN, WRITER.identity)
    assert not on_disk(store, WRITER.identity)
    assert not on_disk(store, WRITER.name)
    blanked = history(store)[1]
    assert (blanked.identity, blanked.person) == (BLANKED, BLANKED)
    assert blanked.submissions[0].withdrawn.person == BLANKED
    assert [entry.person for entry in entries(store)] == [
        ADMIN.name,
        BLANKED,
        CONTRIBUTOR.name,
        BLANKED,
        CONTRIBUTOR.name,
    ]


def test_an_administrator_can_blank_themselves(store):
    publish(store, ADMIN, Source("f", "a", 5), [form()])
    blank_person(store, ADMIN, ADMIN.identity)
    assert {entry.identity for entry in entries(store)} == {BLANKED}


def test_the_trail_tells_that_it_was_done_and_not_what_stood_there(store, sent):
    version = store.version()
    blank_comments(store, ADMIN, sent.submissions[0].id)
    blank_note(store, ADMIN, sent.id)
    blank_person(store, ADMIN, WRITER.identity)
    trail = entries(store, limit=3)
    assert store.version() == version + 3
    assert {(entry.person, entry.action) for entry in trail} == {(ADMIN.name, "gallrade")}
    assert [entry.subject for entry in trail] == ["en person", "uppladdning 2", "formulär 2"]
    assert not any(
        secret in f"{entry}" for entry in trail for secret in (SECRET, WRITER.name, WRITER.identity)
    )


@pytest.mark.parametrize("blank", [blank_comments, blank_note])
def test_what_is_not_there_cannot_be_blanked(store, sent, blank):
    with pytest.raises(ProblemError):
        blank(store, ADMIN, 99)
    with pytest.raises(ProblemError):
        blank_person(store, ADMIN, "ingen@example.org")
    assert len(entries(store)) == 3


@pytest.mark.parametrize("person", [CONTRIBUTOR, Person("x", "X", Role.ADMINISTRATOR, refusal="Stängt.")])
def test_only_an_administrator_blanks(store, sent, person):
    for attempt in (
        lambda: blank_comments(store, person, sent.submissions[0].id),
        lambda: blank_note(store, person, sent.id),
        lambda: blank_person(store, person, WRITER.identity),
    ):
        with pytest.raises(ProblemError):
            attempt()
    assert history(store)[1].note == SECRET
    assert len(entries(store)) == 3


def test_copies_that_still_hold_the_text_are_named(store, sent):
    if store.file:
        copy = store.file.with_name("gnv-0001-20260101t000000.sqlite")
        copy.touch()
    else:
        copy = "gnv_kopia_0001_20260101t000000"
        with store.write() as connection:
            connection.execute(text(f"CREATE SCHEMA {copy}"))
    assert blank_note(store, ADMIN, sent.id) == (str(copy),)


def test_a_database_that_is_being_read_is_told_to_hold_the_text_still(store, sent, database, monkeypatch):
    monkeypatch.setattr(engine, "_WAIT_SECONDS", 0.1)
    impatient = open_store(database)
    with store.read() as connection:
        connection.execute(text("SELECT count(*) FROM answer"))
        (place,) = blank_note(impatient, ADMIN, sent.id)
    assert store.place in place
    assert history(store)[1].note == BLANKED
    assert blank_note(impatient, ADMIN, sent.id) == ()
    impatient.close()
    assert settings() == database
