"""One database, SQLite or PostgreSQL: anyone reads, one at a time writes."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError

from gnv.problems import Problem, ProblemError, reason
from gnv.settings import Settings
from gnv.store.faults import told
from gnv.store.migrate import is_current, upgrade
from gnv.store.place import database_file
from gnv.store.tables import AUDIT, METADATA

_LOG = logging.getLogger("gnv.store")
_WAIT_SECONDS = 30
_PAUSE_SECONDS = 0.02
_CONNECT_SECONDS = 5
_WRITERS = 20_220_701  # the number of the advisory lock that a writer holds: any, as long as all use it
_POSTGRESQL = "postgresql+psycopg"


class Store:
    """A database.

    Reading sees the database as it was when the reading began. Writers wait for each other, so that what
    a writer has read still holds when it commits.

    Attributes:
        place: what a person calls it: the file, or the server and the database on it.
        file: the SQLite file; none where the database is a server's.
        folder: where the app writes the rest, backups of the database among it.
    """

    def __init__(self, engine: Engine, file: Path | None, folder: Path) -> None:
        self.file = file
        self.folder = folder
        self.place = str(file) if file else f"{engine.url.database} på {engine.url.host}"
        self._engine = engine
        self._reading: dict[str, Any] = {}
        if file is None:
            self._reading = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection to read with. Raises ProblemError for every error of the database."""
        with told(self.place), self._engine.connect() as connection:
            yield connection.execution_options(**self._reading)

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection to write with, in one transaction, alone; committed at the end.

        Raises:
            ProblemError: for every error of the database; nothing is written then, nor where the block
                raises anything.
        """
        with told(self.place):
            with self._engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
                if self.file is None:
                    connection.execute(text(f"SET LOCAL lock_timeout = '{_WAIT_SECONDS}s'"))
                    connection.execute(select(func.pg_advisory_xact_lock(_WRITERS)))
                _LOG.debug("writing begun")
                yield connection
                _LOG.debug("writing ended")
            _LOG.debug("committed")

    def version(self) -> int:
        """Return a number that every write raises; 0 where nothing was written. Raises ProblemError."""
        with self.read() as connection:
            return connection.scalar(select(func.max(AUDIT.c.id))) or 0

    def scrub(self) -> bool:
        """Take what is no longer in the tables away from the disk too; return whether that was done.

        SQLite: the write-ahead log is emptied (the pages themselves are overwritten by ``secure_delete``).
        PostgreSQL: the tables are written anew. Whoever reads meanwhile is waited for, but not for ever.
        """
        try:
            with self._engine.connect() as connection:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                if self.file:
                    return bool(alone.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0)
                alone.execute(text(f"SET lock_timeout = '{_WAIT_SECONDS}s'"))
                for table in METADATA.sorted_tables:
                    alone.execute(text(f"VACUUM FULL {table.name}"))
        except SQLAlchemyError as error:
            _LOG.warning("%s could not be scrubbed: %s", self.place, error)
            return False
        return True

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()


def open_store(where: Settings) -> Store:
    """Return the database of the settings, made where it is missing and brought up to date.

    Raises:
        ProblemError: where it cannot be reached, opened, or brought up to date, or is newer than the program.
    """
    store = connect(where)
    try:
        with store.read() as connection:
            current = is_current(connection)
        if not current:
            with store.write() as connection:
                upgrade(connection, store.file)
    except BaseException:
        store.close()
        raise
    return store


def connect(where: Settings) -> Store:
    """Return the database of the settings as it is. Raises ProblemError where it cannot be placed there."""
    file = database_file(where)
    if file is None:
        return Store(_postgresql(where.database_url), None, where.local)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ProblemError(
            Problem(
                f"Databasen kan inte läggas i mappen {file.parent} ({reason(error)}).",
                "Ge tjänsten rätt att skriva där, eller peka ut en annan plats med GNV_DATABASE_URL.",
            )
        ) from error
    return Store(_sqlite(file), file, where.local)


def _postgresql(address: str) -> Engine:
    try:
        url = make_url(address)
    except (SQLAlchemyError, ValueError):
        url = None
    if url is None or url.drivername != _POSTGRESQL:
        raise ProblemError(  # the address itself may hold a password
            Problem(
                "GNV_DATABASE_URL går inte att läsa.",
                "Skriv postgresql://användare:lösenord@värd:port/databas eller sqlite:///sökväg.",
            )
        )
    return create_engine(
        url,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": _CONNECT_SECONDS},
    )


def _sqlite(file: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(file)),
        hide_parameters=True,
        connect_args={"timeout": _WAIT_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        _use_log(connection)
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _use_log(connection: Any) -> None:
    """Let SQLite use a write-ahead log; where several make a database at once it has to be asked again."""
    end = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return
