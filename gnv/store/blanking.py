"""Blank (gallra) texts and names: the only change that is made to what is stored.

The audit trail tells that it was done, not what stood there. The text is gone from the database's files
too, but copies made before a migration, and backups, still hold it: who blanks is told which there are.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table, select, update

from gnv.access import Person
from gnv.problems import Problem, ProblemError
from gnv.store.audit import Action, note_entry
from gnv.store.copies import copies
from gnv.store.engine import Store
from gnv.store.tables import ANSWER, AUDIT, SUBMISSION, UPLOAD, WITHDRAWAL

BLANKED = "gallrad"


def blank_comments(store: Store, person: Person, submission: int) -> tuple[str, ...]:
    """Blank all comments of a submission.

    Returns:
        What still holds the old text, in Swedish: copies from before a migration, and the database's own
        files where someone read them for too long.

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
    """Blank an upload's note and file name; returns and raises as `blank_comments`."""
    _permit(person)
    with store.write() as connection:
        _expect(connection, UPLOAD, upload)
        note_entry(connection, person, Action.BLANKED, f"uppladdning {upload}", "anteckning och filnamn")
        chosen = update(UPLOAD).where(UPLOAD.c.id == upload)
        connection.execute(chosen.values(file_name=BLANKED))
        connection.execute(chosen.where(UPLOAD.c.note != "").values(note=BLANKED))
    return _remains(store)


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
    return (*(() if scrubbed else (f"databasens egna filer ({store.place})",)), *found)
