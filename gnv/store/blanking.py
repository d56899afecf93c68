"""Blank (gallra) texts and names: the only change that is made to what is stored.

The audit trail tells that it was done, not what stood there. The text is gone from the database's files
too, but copies made before an upgrade, what a restoring kept, and backups still hold it: who blanks is told
of those beside the database and in the data folder. Backups that lie elsewhere are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, func, select, update

from gnv.access import Person
from gnv.problems import Problem, ProblemError
from gnv.store.archive import backups
from gnv.store.audit import Action, note_entry
from gnv.store.copies import copies
from gnv.store.engine import Store
from gnv.store.tables import ANSWER, AUDIT, FIELD, SUBMISSION, UPLOAD, WITHDRAWAL

BLANKED = "gallrad"
_BLANKED = re.compile(rf"{BLANKED}( \d+)?")


def is_blanked(text: str) -> bool:
    """Return whether a text is what stands where one has been blanked."""
    return _BLANKED.fullmatch(text) is not None


def blank_comments(store: Store, person: Person, submission: int) -> tuple[str, ...]:
    """Blank all comments of a submission.

    Returns:
        What still holds the old text, in Swedish: copies from before an upgrade, backups in the data
        folder with those that a restoring kept, and the database's own files where someone read them for
        too long.

    Raises:
        ProblemError: where the person is no administrator, there is no such submission, or the database
            cannot be written. Nothing is blanked then.
    """
    _permit(person)
    with store.write() as connection:
        _expect(connection, SUBMISSION, submission)
        note_entry(connection, person, Action.BLANKED, f"formulär {submission}", "kommentarer")
        spoken = (ANSWER.c.submission_id == submission) & (ANSWER.c.comment != "")
        connection.execute(update(ANSWER).where(spoken).values(comment=BLANKED))
    return _remains(store)


def blank_note(store: Store, person: Person, upload: int) -> tuple[str, ...]:
    """Blank an upload's note and file name, and why any of it was withdrawn.

    Returns and raises as `blank_comments`.
    """
    _permit(person)
    with store.write() as connection:
        _expect(connection, UPLOAD, upload)
        note_entry(
            connection, person, Action.BLANKED, f"uppladdning {upload}", "anteckning, filnamn och skäl"
        )
        chosen = update(UPLOAD).where(UPLOAD.c.id == upload)
        connection.execute(chosen.values(file_name=BLANKED))
        connection.execute(chosen.where(UPLOAD.c.note != "").values(note=BLANKED))
        within = select(SUBMISSION.c.id).where(SUBMISSION.c.upload_id == upload)
        reasoned = WITHDRAWAL.c.submission_id.in_(within) & (WITHDRAWAL.c.note != "")
        connection.execute(update(WITHDRAWAL).where(reasoned).values(note=BLANKED))
    return _remains(store)


def blank_unit(store: Store, person: Person, submission: int) -> tuple[str, ...]:
    """Blank the name of what a submission is about in all its submissions, whatever the round.

    It stays one, and what stands of it goes on standing. A later form with the old name is another's. Where
    the name has been changed, all the names that it has had go. Returns and raises as `blank_comments`.
    """
    _permit(person)
    s = SUBMISSION.c
    with store.write() as connection:
        _expect(connection, SUBMISSION, submission)
        note_entry(connection, person, Action.BLANKED, f"formulär {submission}", "namn")
        columns = (s.unit_key, s.municipality, s.principal, UPLOAD.c.kind)
        named = connection.execute(select(*columns).join(UPLOAD).where(s.id == submission)).one()
        uploads = select(UPLOAD.c.id).where(UPLOAD.c.kind == named.kind)
        equal = (column == value for column, value in zip(columns[:3], named[:3], strict=True))
        same = and_(s.upload_id.in_(uploads), *equal)
        name = _numbered(connection, s.id, same)
        connection.execute(update(SUBMISSION).where(same).values(unit=name, unit_key=name))
    return _remains(store)


def blank_fields(store: Store, person: Person, submission: int, names: Collection[str]) -> tuple[str, ...]:
    """Blank the texts of some of a submission's fields.

    Args:
        store: the database.
        person: who blanks.
        submission: its number.
        names: of the fields; those that are empty stay so.

    Returns and raises as `blank_comments`.
    """
    _permit(person)
    f = FIELD.c
    with store.write() as connection:
        _expect(connection, SUBMISSION, submission)
        note_entry(connection, person, Action.BLANKED, f"formulär {submission}", "texter")
        spoken = (f.submission_id == submission) & f.name.in_(names) & (f.value != "")
        connection.execute(update(FIELD).where(spoken).values(value=BLANKED))
    return _remains(store)


def blank_statement(store: Store, person: Person, statement: str) -> tuple[str, ...]:
    """Blank a statement of someone's own wherever it stands; the answers to it stay together.

    Returns and raises as `blank_comments`.
    """
    _permit(person)
    same = ANSWER.c.statement == statement
    with store.write() as connection:
        if not statement or connection.scalar(select(func.count()).where(same)) == 0:
            raise ProblemError(
                Problem(
                    "Det finns inget sådant påstående i databasen. Inget är gallrat.",
                    "Ladda om sidan och välj igen.",
                )
            )
        note_entry(connection, person, Action.BLANKED, "ett påstående", "eget påstående")
        name = _numbered(connection, ANSWER.c.id, same)
        connection.execute(update(ANSWER).where(same).values(statement=name))
    return _remains(store)


def _numbered(connection: Connection, number: Column[int], same: ColumnElement[bool]) -> str:
    """Return what stands for a name in rows that are to be told from others: by the first one's number."""
    return f"{BLANKED} {connection.scalar(select(func.min(number)).where(same))}"


def blank_person(store: Store, person: Person, identity: str) -> tuple[str, ...]:
    """Blank a person's name and identity wherever they stand; returns and raises as `blank_comments`."""
    _permit(person)
    with store.write() as connection:
        # Noted first, so that those who blank themselves are gone from the note too.
        note_entry(connection, person, Action.BLANKED, "en person", "namn och identitet")
        named = [_rename(connection, table, identity) for table in (UPLOAD, WITHDRAWAL, AUDIT)]
        if not any(named):
            raise ProblemError(
                Problem(
                    f"Det finns ingen {identity} i databasen. Inget är gallrat.",
                    "Kontrollera stavningen mot historiken.",
                )
            )
    return _remains(store)


def _rename(connection: Connection, table: Table, identity: str) -> int:
    chosen = update(table).where(table.c.identity == identity)
    return connection.execute(chosen.values(identity=BLANKED, person=BLANKED)).rowcount


def _permit(person: Person) -> None:
    if not person.administers:
        raise ProblemError(
            Problem("Bara en administratör får gallra.", person.refusal or "Be en administratör göra det.")
        )


def _expect(connection: Connection, table: Table, number: int) -> None:
    if connection.scalar(select(table.c.id).where(table.c.id == number)) is None:
        raise ProblemError(
            Problem(
                f"Nummer {number} finns inte i databasen. Inget är gallrat.", "Ladda om sidan och välj igen."
            )
        )


def _remains(store: Store) -> tuple[str, ...]:
    """Return what still holds what was blanked."""
    scrubbed = store.scrub()
    with store.read() as connection:
        found = copies(connection, store.file)
    own = () if scrubbed else (f"databasens egna filer ({store.place})",)
    return (*own, *found, *backups(store.folder))
