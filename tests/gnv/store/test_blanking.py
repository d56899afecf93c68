from __future__ import annotations

import pytest
from sqlalchemy import text

from gnv.access import Person, Role
from gnv.assessment.form import Answer, Form
from gnv.assessment.submissions import scores
from gnv.intake.choices import Principal
from gnv.ledger.history import Source
from gnv.ledger.submissions import StaleError
from gnv.problems import ProblemError
from gnv.settings import settings
from gnv.store import engine
from gnv.store.archive import fill
from gnv.store.audit import entries
from gnv.store.blanking import (
    BLANKED,
    blank_comments,
    blank_note,
    blank_person,
    blank_statement,
    blank_unit,
    is_blanked,
)
from gnv.store.engine import open_store
from gnv.store.tables import METADATA
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, form
from tests.gnv.assessment.kept import history, publish, standing, withdraw

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
            for table in (*(table.name for table in METADATA.sorted_tables), "ix_submission_key")
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


def test_why_something_was_withdrawn_is_blanked_with_the_note(store, sent):
    blank_comments(store, ADMIN, sent.submissions[0].id)
    withdraw(store, CONTRIBUTOR, [sent.submissions[0].id], f"{SECRET} ska bort")
    withdraw(store, CONTRIBUTOR, [history(store)[0].submissions[0].id], "kvar")
    blank_note(store, ADMIN, sent.id)
    assert not on_disk(store, SECRET)
    latest, blanked, _ = history(store)
    assert blanked.submissions[0].withdrawn.note == BLANKED
    assert blanked.submissions[1].withdrawn is None
    assert latest.submissions[0].withdrawn.note == "kvar"


def send(store, *forms):
    return publish(store, CONTRIBUTOR, Source("f", "a", 5), forms)


def names(store):
    """Return what stands: unit's name, round, municipality and principal -> first score."""
    return {
        (unit.name, unit.round, unit.municipality, str(unit.principal)): each.form.answers[0].score
        for each in standing(store).values()
        for unit in [each.form.unit]
    }


def test_a_units_name_is_blanked_in_all_rounds_and_what_stands_goes_on_standing(store):
    first = send(store, form(SECRET, 1.0), form("b", 1.0), form(SECRET, 1.5, municipality="2081"))
    send(store, form(SECRET, 1.2, principal=Principal.REGION), form(SECRET, 2.0, period="2024"))
    third = send(store, form(SECRET.upper(), 3.0))
    latest = send(store, form(f"  {SECRET}", 4.0))
    withdraw(store, ADMIN, [latest.submissions[0].id], "fel")
    assert blank_unit(store, ADMIN, third.submissions[0].id) == ()
    name = f"{BLANKED} {first.submissions[0].id}"
    assert is_blanked(name)
    assert names(store) == {
        (name, "2025", "2080", "kommun"): 3.0,
        (name, "2024", "2080", "kommun"): 2.0,
        ("b", "2025", "2080", "kommun"): 1.0,
        (SECRET, "2025", "2080", "region"): 1.2,
        (SECRET, "2025", "2081", "kommun"): 1.5,
    }
    assert history(store)[1].submissions[0].unit.name == name
    withdraw(store, ADMIN, [third.submissions[0].id], "fel")
    assert names(store)[name, "2025", "2080", "kommun"] == 1.0


def test_a_units_name_is_gone_from_the_disk(store):
    sent = send(store, form(SECRET))
    blank_unit(store, ADMIN, sent.submissions[0].id)
    assert not on_disk(store, SECRET)
    assert not on_disk(store, SECRET.casefold())


def test_a_later_form_with_the_old_name_is_another_units(store):
    key = form("Granen").unit.key
    sent = send(store, form("Granen", 1.0)).submissions[0].id
    blank_unit(store, ADMIN, sent)
    with pytest.raises(StaleError):
        publish(store, CONTRIBUTOR, Source("f", "a", 5), [form("Granen", 2.0)], seen={key: sent})
    send(store, form("Granen", 2.0))
    assert sorted(names(store).values()) == [1.0, 2.0]


def test_a_blanked_unit_can_be_replaced_by_the_name_it_has_now_and_blanked_again(store):
    sent = send(store, form("Granen", 1.0)).submissions[0].id
    blank_unit(store, ADMIN, sent)
    before = names(store)
    blank_unit(store, ADMIN, sent)
    assert names(store) == before
    send(store, form(f"{BLANKED} {sent}", 5.0))
    assert list(names(store).values()) == [5.0]


def test_a_statement_of_ones_own_is_blanked_wherever_it_stands(store):
    def asked(name, *answers):
        return Form(form(name).unit, answers)

    two = [Answer(1, SECRET, 4.0), Answer(1, f"{SECRET} mer", 2.0, 3, "ord")]
    send(
        store, asked("a", *two, Answer(1, "", None)), asked("b", Answer(2, SECRET, 1.0), Answer(1, "x", 5.0))
    )
    before = scores(store)
    assert blank_statement(store, ADMIN, SECRET) == ()
    blank_statement(store, ADMIN, f"{SECRET} mer")
    assert not on_disk(store, SECRET)
    after = scores(store)
    assert after.drop(columns="statement").equals(before.drop(columns="statement"))
    told = dict(zip(before["statement"], after["statement"], strict=True))
    assert (told[""], told["x"]) == ("", "x")
    assert told[SECRET] != told[f"{SECRET} mer"]
    assert all(is_blanked(told[each]) for each in (SECRET, f"{SECRET} mer"))
    assert after.loc[before["statement"].eq(SECRET), "statement"].nunique() == 1


@pytest.mark.parametrize("text", ["", "gallrade", "Gallrad", "gallrad x", "gallrad 1 "])
def test_other_texts_are_not_taken_for_blanked(text):
    assert not is_blanked(text)


def test_a_person_is_blanked_wherever_they_stand(store, sent):
    withdraw(store, WRITER, [sent.submissions[0].id], "fel")
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
    blank_unit(store, ADMIN, sent.submissions[0].id)
    publish(store, ADMIN, Source("f", "a", 5), [Form(form("d").unit, (Answer(1, SECRET, 1.0),))])
    blank_statement(store, ADMIN, SECRET)
    trail = [entry for entry in entries(store, limit=6) if entry.action == "gallrade"]
    assert store.version() == version + 6
    assert {(entry.person, entry.action) for entry in trail} == {(ADMIN.name, "gallrade")}
    assert [entry.subject for entry in trail] == [
        "ett påstående",
        "formulär 2",
        "en person",
        "uppladdning 2",
        "formulär 2",
    ]
    assert not any(
        secret in f"{entry}" for entry in trail for secret in (SECRET, WRITER.name, WRITER.identity)
    )


@pytest.mark.parametrize("blank", [blank_comments, blank_note, blank_unit])
def test_what_is_not_there_cannot_be_blanked(store, sent, blank):
    with pytest.raises(ProblemError):
        blank(store, ADMIN, 99)
    with pytest.raises(ProblemError):
        blank_person(store, ADMIN, "ingen@example.org")
    for statement in ("", SECRET):
        with pytest.raises(ProblemError):
            blank_statement(store, ADMIN, statement)
    assert len(entries(store)) == 3


@pytest.mark.parametrize("person", [CONTRIBUTOR, Person("x", "X", Role.ADMINISTRATOR, refusal="Stängt.")])
def test_only_an_administrator_blanks(store, sent, person):
    for attempt in (
        lambda: blank_comments(store, person, sent.submissions[0].id),
        lambda: blank_note(store, person, sent.id),
        lambda: blank_person(store, person, WRITER.identity),
        lambda: blank_unit(store, person, sent.submissions[0].id),
        lambda: blank_statement(store, person, ""),
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


def test_backups_in_the_data_folder_and_what_is_left_of_unfinished_ones_are_named(store, sent, database):
    folder = database.local
    (folder / "egna").mkdir(parents=True)
    with (folder / "egna" / "måndag.zip").open("wb") as file:
        fill(file, {}, [], folder)
    (folder / "annat.zip").write_bytes(b"PK")
    (folder / "fore-aterlagg-20260101t000000.zip").touch()
    (folder / ".gnv-ofardig-x").mkdir()
    (folder / ".gnv-ofardig-x" / "gnv.sqlite").touch()
    assert sorted(blank_note(store, ADMIN, sent.id)) == sorted(
        str(folder / name)
        for name in (".gnv-ofardig-x", "egna/måndag.zip", "fore-aterlagg-20260101t000000.zip")
    )


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_an_interrupted_copying_left_is_named(store, sent):
    left = store.file.with_name(".gnv-0001-20260101t000000.sqlite")
    left.touch()
    assert blank_note(store, ADMIN, sent.id) == (str(left),)


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
