"""The tables as lines of JSON, to be kept outside the database and put back into any.

Lines of an older revision are brought up to date in a database of their own before they are put back.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy import Connection, MetaData, delete, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from gnv.access import Person
from gnv.problems import Problem, ProblemError
from gnv.settings import settings
from gnv.store.audit import Action, note_entry
from gnv.store.engine import Store, connect, open_store
from gnv.store.migrate import REVISIONS, upgrade
from gnv.store.tables import AUDIT, METADATA

Lines = Mapping[str, Iterable[str]]
_AT_ONCE = 5_000


def dump(connection: Connection) -> dict[str, list[str]]:
    """Return every table's rows as lines of JSON, by the table's name."""
    return {
        table.name: [
            json.dumps(dict(row), ensure_ascii=False)
            for row in connection.execute(select(table).order_by(table.c.id)).mappings()
        ]
        for table in METADATA.sorted_tables
    }


def load(store: Store, person: Person, revision: str, lines: Lines) -> None:
    """Let rows stand in place of all there are, in one writing that the audit trail tells of.

    Args:
        store: the database, of this program's revision.
        person: who does it.
        revision: of the schema that the rows were taken from.
        lines: by table.

    Raises:
        ProblemError: where the rows are of a newer program or do not fit the tables; nothing is changed.
    """
    if revision not in REVISIONS:
        raise ProblemError(
            Problem(
                f"Säkerhetskopian är av en nyare version ({revision}) än programmet ({REVISIONS[-1]}).",
                "Uppgradera programmet och försök igen.",
            )
        )
    if revision != REVISIONS[-1]:
        lines = _brought_up_to_date(revision, lines)
    with store.write() as connection:
        newest = connection.scalar(select(func.max(AUDIT.c.id))) or 0
        for table in reversed(METADATA.sorted_tables):
            connection.execute(delete(table))
        _insert(connection, METADATA, lines)
        restored = connection.scalar(select(func.max(AUDIT.c.id))) or 0
        # A number that no one has seen, so that whoever keeps what has been read reads again.
        number = max(newest, restored) + 1
        note_entry(connection, person, Action.RESTORED, "databasen", number=number)
        if store.file is None:
            _number_on(connection)


def _insert(connection: Connection, tables: MetaData, lines: Lines) -> None:
    try:
        for table in tables.sorted_tables:
            rows = [json.loads(line) for line in lines.get(table.name, ())]
            for start in range(0, len(rows), _AT_ONCE):
                connection.execute(insert(table), rows[start : start + _AT_ONCE])
    except (ValueError, TypeError, SQLAlchemyError) as error:
        raise ProblemError(
            Problem(
                "Säkerhetskopians rader passar inte i databasen. Inget är ändrat.",
                "Kontrollera att filen är hel, eller använd en annan säkerhetskopia.",
            )
        ) from error


def _number_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows from the highest there are, as SQLite does by itself."""
    for table in METADATA.sorted_tables:
        highest = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, "id")
        connection.execute(select(func.setval(sequence, highest, text("false"))))


def _brought_up_to_date(revision: str, lines: Lines) -> dict[str, list[str]]:
    """Return the lines of an older revision as this program's."""
    with tempfile.TemporaryDirectory() as folder:
        where = dataclasses.replace(settings(), database_url=f"sqlite:///{Path(folder) / 'gnv.sqlite'}")
        with contextlib.closing(connect(where)) as older, older.write() as connection:
            upgrade(connection, None, revision)
            tables = MetaData()
            tables.reflect(connection)
            _insert(connection, tables, lines)
        with contextlib.closing(open_store(where)) as newer, newer.read() as connection:
            return dump(connection)
