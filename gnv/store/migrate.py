"""Bring the schema up to date: a copy first, then the revisions that are missing, all or none of them."""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from gnv.problems import Problem, ProblemError
from gnv.store.copies import copy_file, copy_tables

# Every revision there is, in order. Known here, so that Alembic is loaded only where there is work for it.
REVISIONS = ("0001", "0002", "0003")
_LOG = logging.getLogger("gnv.store")
_SCRIPTS = Path(__file__).parent / "migrations"


def is_current(connection: Connection) -> bool:
    """Return whether a database has the schema of this program. Raises ProblemError where it is newer."""
    return revision(connection) == REVISIONS[-1]


def revision(connection: Connection) -> str | None:
    """Return the revision of a database's schema, none for an empty one.

    Raises:
        ProblemError: where this program does not know the revision.
    """
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is None or found in REVISIONS:
        return found
    raise ProblemError(
        Problem(
            f"Databasen är av en nyare version ({found}) än programmet ({REVISIONS[-1]}). Inget är ändrat.",
            "Uppgradera programmet, eller lägg tillbaka en säkerhetskopia från den här versionen.",
        )
    )


def upgrade(connection: Connection, file: Path | None, to: str = "") -> None:
    """Bring a database up to date within the caller's writing, once a copy of it is made.

    Args:
        connection: alone in writing, so that whoever comes second finds the work done.
        file: the SQLite file; none on PostgreSQL.
        to: the revision to stop at; the latest where none is given.

    Raises:
        ProblemError: where the database is newer, or cannot be copied.
    """
    to = to or REVISIONS[-1]
    before = revision(connection)
    if before == to:
        return
    if before:
        copy = copy_file(file, before) if file else copy_tables(connection, before)
        _LOG.info("The database of revision %s is copied to %s.", before, copy)
        _LOG.debug("database copied")
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    command.upgrade(config, to)
    _LOG.debug("schema upgraded")
