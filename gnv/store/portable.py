"""The tables as lines of JSON, to be kept outside the database and put back into any.

Lines are first put into a database of their own, which brings them up to date and tells what does not fit:
what stands is not touched before that.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, delete, func, insert, select, text
from sqlalchemy.exc import DataError, IntegrityError

from gnv.access import Person
from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.store.audit import Action, note_entry
from gnv.store.engine import Store, connect, open_store
from gnv.store.migrate import REVISIONS, upgrade
from gnv.store.tables import AUDIT, METADATA, SUBMISSION

TABLES = tuple(table.name for table in METADATA.sorted_tables)
Lines = Mapping[str, Iterable[bytes]]
_AT_ONCE = 5_000
_INTEGER = range(-(2**31), 2**31)  # as PostgreSQL has them
_REVISION_TABLE = "alembic_version"
_LOG = logging.getLogger("gnv.store")


def json_lines(connection: Connection, name: str) -> Iterator[bytes]:
    """Give a table's rows in the order of their ids, a line of JSON each."""
    table = METADATA.tables[name]
    for row in connection.execute(select(table).order_by(table.c.id)).mappings():
        yield json.dumps(dict(row), ensure_ascii=False).encode() + b"\n"


def rehearse(where: Settings, folder: Path, revision: str, lines: Lines) -> Store:
    """Return a database of its own in a folder, of this program's revision, with rows of any earlier one.

    Args:
        where: the settings of what is put back, but for its database.
        folder: nobody else's; it also gets a copy from before the upgrade.
        revision: of the schema that the rows were taken from.
        lines: by table; all tables of the revision, or none where there are no rows at all.

    Raises:
        ProblemError: where the rows are of a newer program or do not fit the tables.
    """
    if revision not in REVISIONS:
        raise ProblemError(
            Problem(
                f"Säkerhetskopian är av en nyare version ({revision}) än programmet ({REVISIONS[-1]}). "
                "Inget är ändrat.",
                "Uppgradera programmet och försök igen.",
            )
        )
    own = dataclasses.replace(where, database_url=f"sqlite:///{folder / 'gnv.sqlite'}")
    with contextlib.closing(connect(own)) as earlier, earlier.write() as connection:
        upgrade(connection, None, revision)
        tables = MetaData()
        tables.reflect(connection)
        _insert(connection, tables, lines)
    return open_store(own)


def replace(connection: Connection, rehearsed: Connection, person: Person) -> None:
    """Let the rows of another database stand in place of all there are; the audit trail tells of it.

    Args:
        connection: alone in writing, of this program's revision.
        rehearsed: what `rehearse` returned, being read.
        person: who does it.

    Raises:
        ProblemError: where this kind of database does not take a row. The caller's writing is undone then.
    """
    newest = connection.scalar(select(func.max(AUDIT.c.id))) or 0
    _empty(connection)
    _LOG.debug("tables emptied")
    for table in METADATA.sorted_tables:
        found = rehearsed.execute(select(table).order_by(table.c.id)).mappings()
        for rows in found.partitions(_AT_ONCE):
            _put(connection, table, [dict(row) for row in rows])
    _LOG.debug("rows inserted")
    restored = connection.scalar(select(func.max(AUDIT.c.id))) or 0
    # A number that no one has seen, so that whoever keeps what has been read reads again.
    number = max(newest, restored) + 1
    note_entry(connection, person, Action.RESTORED, "databasen", number=number)
    if connection.dialect.name == "postgresql":
        _number_on(connection)


def _empty(connection: Connection) -> None:
    """Delete all rows; with an index for the while, or each submission would be looked for among all."""
    connection.execute(text(f"CREATE INDEX ix_emptying ON {SUBMISSION.name} ({SUBMISSION.c.replaced.name})"))
    for table in reversed(METADATA.sorted_tables):
        connection.execute(delete(table))
    connection.execute(text("DROP INDEX ix_emptying"))


def _insert(connection: Connection, tables: MetaData, lines: Lines) -> None:
    """Put lines into the tables that a database has. Raises ProblemError where they do not fit."""
    names = tables.tables.keys() - {_REVISION_TABLE}
    if lines and lines.keys() != names:
        raise _misfit(f"tabellerna {', '.join(sorted(lines.keys() ^ names))}")
    for table in tables.sorted_tables:
        batch: list[dict[str, Any]] = []
        for row in _rows(table, lines.get(table.name, ())):
            batch.append(row)
            if len(batch) == _AT_ONCE:
                _put(connection, table, batch)
                batch = []
        _put(connection, table, batch)


def _put(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    try:
        connection.execute(insert(table), rows)
    except (IntegrityError, DataError, UnicodeEncodeError) as error:
        raise _misfit(f"rader i {table.name}") from error


def _rows(table: Table, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Give the rows of lines. Raises ProblemError at one that is not a row of the table."""
    wanted = {column.name: (column.type.python_type, bool(column.nullable)) for column in table.columns}
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            fits = row.keys() == wanted.keys() and all(_suits(row[name], *wanted[name]) for name in wanted)
        except (ValueError, AttributeError, RecursionError) as error:
            raise _misfit(f"rad {number} i {table.name}") from error
        if not fits:
            raise _misfit(f"rad {number} i {table.name}")
        yield row


def _suits(value: object, kind: type, nullable: bool) -> bool:
    """Return whether a column takes a value: SQLite by itself takes anything anywhere."""
    if value is None:
        return nullable
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return kind in (int, float) and value in _INTEGER
    return isinstance(value, kind)


def _misfit(what: str) -> ProblemError:
    return ProblemError(
        Problem(
            f"Säkerhetskopian passar inte i databasen ({what}). Inget är ändrat.",
            "Kontrollera att filen är hel, eller använd en annan säkerhetskopia.",
        )
    )


def _number_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows from the highest there are, as SQLite does by itself."""
    for table in METADATA.sorted_tables:
        highest = select(func.coalesce(func.max(table.c.id), 0) + 1).scalar_subquery()
        sequence = func.pg_get_serial_sequence(table.name, "id")
        connection.execute(select(func.setval(sequence, highest, text("false"))))
