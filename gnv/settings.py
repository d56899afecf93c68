"""Where things are: what is shipped, what the app writes, and what the environment says.

Read once per question, never cached: a test or an operator that changes the environment is heard.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

KOLADA_URL = "https://api.kolada.se/v3"
ROOT = Path(__file__).resolve().parent.parent
_POSTGRESQL = re.compile(r"^postgres(ql)?://")


@dataclass(frozen=True)
class Settings:
    """The folders that the product reads and writes.

    Attributes:
        shipped: the folder of what comes with the product; never written to.
        local: where the app writes and where an analyst's own ``strategi.toml`` lies.
            May be empty or missing.
        geo: the boundaries.
        kolada_url: where Kolada is asked.
        read_only: whether all writing is closed.
        database_url: where the database is, with its driver; empty for an SQLite file in `local`.
    """

    shipped: Path
    local: Path
    geo: Path
    kolada_url: str = KOLADA_URL
    read_only: bool = False
    database_url: str = ""


def settings() -> Settings:
    """Return the settings in force, read from the environment (``GNV_…``)."""
    shipped = ROOT / "data"
    local = os.environ.get("GNV_DATA_DIR", "").strip()
    return Settings(
        shipped=shipped,
        local=_home(local) if local else shipped / "lokalt",
        geo=ROOT / "geo",
        kolada_url=os.environ.get("GNV_KOLADA_URL", "").strip() or KOLADA_URL,
        read_only=bool(os.environ.get("GNV_ACCESS", "").strip()),
        database_url=_POSTGRESQL.sub("postgresql+psycopg://", os.environ.get("GNV_DATABASE_URL", "").strip()),
    )


def _home(path: str) -> Path:
    """Return a path with ~ for a home; one of a person who does not exist is taken by its letters."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)
