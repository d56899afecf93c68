"""What is wrong with the database, as a person reads it."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import Iterator

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from gnv.problems import Problem, ProblemError

_LOG = logging.getLogger("gnv.store")
_AGAIN = "Försök igen om en stund."
_RESTORE = "Lägg tillbaka databasen från en säkerhetskopia."
_LOCKED = ("är upptagen av någon annan", _AGAIN)
_FULL = ("får inte plats: disken är full", "Frigör utrymme och gör om det.")
_CLOSED = (
    "kan inte öppnas eller skrivas till",
    "Ge tjänsten rätt att läsa och skriva där, eller peka ut en annan plats med GNV_DATABASE_URL.",
)
_DAMAGED = ("är skadad eller ingen databas", _RESTORE)
_UNREACHABLE = (
    "kan inte nås",
    "Kontrollera att servern är igång och att GNV_DATABASE_URL har rätt värd, port, databas och inloggning.",
)
_OTHER = ("svarade med ett fel", f"{_AGAIN} Om det återkommer: se loggen.")
# The primary result codes, https://www.sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_IOERR: ("kan inte läsas eller skrivas: disken svarar inte som den ska", _RESTORE),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_PRIMARY = 0xFF
# The beginnings of SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRESQL = {
    "55P03": _LOCKED,
    "57014": _LOCKED,
    "53100": _FULL,
    "53300": _LOCKED,
    "25006": _CLOSED,
    "42501": _CLOSED,
    "XX": _DAMAGED,
    "57P": _UNREACHABLE,
    "08": _UNREACHABLE,
}


@contextlib.contextmanager
def told(place: str) -> Iterator[None]:
    """Tell every error of the database at a place as a problem.

    Raises:
        ProblemError: what is wrong and what to do; the transaction is undone.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, UnicodeEncodeError) as error:
        what, remedy = _kind(error)
        _LOG.log(logging.ERROR if what == _OTHER[0] else logging.INFO, "%s: %s", place, error)
        problem = Problem(f"Databasen {place} {what}. Inget är ändrat.", remedy)
        raise ProblemError(problem) from error


def _kind(error: Exception) -> tuple[str, str]:
    """Return what is wrong and what to do."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & _PRIMARY, _OTHER)
    if isinstance(cause, PoolTimeoutError):
        return _LOCKED
    if not isinstance(error, DBAPIError):
        return _OTHER
    state = getattr(cause, "sqlstate", None)
    if state is None:  # no server has answered, or it has gone
        return _UNREACHABLE if type(cause).__name__ in ("OperationalError", "ConnectionTimeout") else _OTHER
    return next((told for start, told in _POSTGRESQL.items() if state.startswith(start)), _OTHER)
