"""Copies of the database that are made before its schema changes.

They hold what was in it then, also what has been blanked since: who blanks is told their names.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import glob
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from gnv.problems import Problem, ProblemError

_SCHEMA = "gnv_kopia_"


def copy_file(file: Path, revision: str) -> Path:
    """Copy an SQLite database beside itself, as it was last committed, and return the copy.

    What an interrupted copying left is removed first: call it while nobody else copies.

    Raises:
        ProblemError: where the copy cannot be written.
    """
    copy = file.with_name(f"{file.stem}-{revision}-{_now()}{file.suffix}")
    beside = copy.with_name(f".{copy.name}")
    try:
        for leftover in file.parent.glob(f".{glob.escape(file.stem)}-*"):
            leftover.unlink()
        with (
            contextlib.closing(sqlite3.connect(file)) as source,
            contextlib.closing(sqlite3.connect(beside)) as target,
        ):
            source.backup(target)
        beside.replace(copy)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise ProblemError(
            Problem(
                f"Databasen kan inte kopieras till {copy} ({error}). Inget är ändrat.",
                "Frigör utrymme, eller ge tjänsten rätt att skriva där, och starta om.",
            )
        ) from error
    return copy


def copy_tables(connection: Connection, revision: str) -> str:
    """Copy all tables of a PostgreSQL database into a schema of their own, and return its name.

    The copy is part of the caller's transaction: it stands if and when the new schema does.
    """
    schema = f"{_SCHEMA}{revision}_{_now()}"
    connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    for table in inspect(connection).get_table_names():
        connection.execute(text(f'CREATE TABLE "{schema}"."{table}" AS TABLE "{table}"'))
    return schema


def copies(connection: Connection, file: Path | None) -> tuple[str, ...]:
    """Return the names of the copies that lie beside a database, with what is left of interrupted ones."""
    if file is None:
        return tuple(name for name in inspect(connection).get_schema_names() if name.startswith(_SCHEMA))
    name = f"{glob.escape(file.stem)}-*{file.suffix}"
    return tuple(sorted(str(copy) for each in (name, f".{name}") for copy in file.parent.glob(each)))


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y%m%dt%H%M%S")
