"""Where the database is; to be asked before SQLAlchemy is loaded, which takes its time."""

from __future__ import annotations

import re
from pathlib import Path

from gnv.settings import Settings

FILE = "gnv.sqlite"
_SQLITE = re.compile(r"^sqlite(\+pysqlite)?:///(?P<path>.+)$")


def database_file(where: Settings) -> Path | None:
    """Return the SQLite file of the settings, or none where the database is a server's."""
    if not where.database_url:
        return where.local / FILE
    found = _SQLITE.match(where.database_url)
    return Path(found["path"]) if found else None


def has_store(where: Settings) -> bool:
    """Return whether there is a database to read; without one nothing has been uploaded.

    Reading never makes one. A file that cannot be looked for counts as there, so that opening it tells why.
    """
    file = database_file(where)
    try:
        return file is None or file.exists()
    except OSError:
        return True
