"""What the tests of backups store, look at, and break."""

from __future__ import annotations

import contextlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from gnv.access.local import operator
from gnv.backup import write_backup
from gnv.problems import ProblemError
from gnv.settings import Settings, settings
from gnv.store.engine import open_store
from gnv.store.place import has_store
from gnv.store.tables import METADATA
from tests.gnv.assessment.forms import CONTRIBUTOR, FILE, form
from tests.gnv.assessment.kept import publish, withdraw

ME = operator()
AWKWARD = 'å "citat" \\ rad\nny \u2028 \x85 \U0001f600 \t'  # signs that some take for the end of a line
FILES = {
    "strategi.toml": b"version = 1\r\n",
    "kolada/0123456789abcdef.parquet": bytes(range(256)),
    "kolada/utgava.json": b'{"utgava": "0123456789abcdef"}',
    "kolada/hamtningar.jsonl": b"{}\n",
    "rapporter/2025/\u00e5rsber\u00e4ttelse.docx": b"PK",
}


def fill_database(where: Settings) -> None:
    """Publish, replace and withdraw."""
    with contextlib.closing(open_store(where)) as store:
        publish(
            store,
            CONTRIBUTOR,
            FILE,
            [form("Åsen", 3.5, comment=AWKWARD), form("Heden", None)],
            "en anteckning",
        )
        replaced = publish(store, CONTRIBUTOR, FILE, [form("Åsen", 1.0)])
        assert replaced is not None
        withdraw(store, CONTRIBUTOR, [replaced.submissions[0].id], "fel fil")
        publish(store, CONTRIBUTOR, FILE, [form("Heden", 5.0, period="2025-2")])


def fill_folder() -> None:
    for name, content in FILES.items():
        put_file(name, content)


def backed_up(where: Settings, path: Path) -> Path:
    """Fill database and folder, back them up to a file and return it."""
    fill_database(where)
    fill_folder()
    write_backup(where, path)
    return path


def refusal(action: Callable[[], object]) -> str:
    """Return what is told, with a remedy, of an action that cannot be done."""
    with pytest.raises(ProblemError) as error:
        action()
    assert error.value.problem.remedy
    return str(error.value)


def put_file(name: str, content: bytes) -> Path:
    path = settings().local / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def rows(where: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Return every table's rows; none where there is no database."""
    if not has_store(where):
        return {}
    with contextlib.closing(open_store(where)) as store, store.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))]
            for table in METADATA.sorted_tables
        }


def without_restoring(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """Return rows without the last line of the audit trail, which tells that they were restored."""
    assert found["audit"][-1][4] == "lade tillbaka"
    return {**found, "audit": found["audit"][:-1]}


def files() -> dict[str, bytes]:
    """Return the files in the data folder but databases, locks and what was kept."""
    folder = settings().local
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(("gnv.sqlite", "fore-")) and path.suffix != ".lock"
    }


def everything() -> dict[str, bytes]:
    """Return all files there are, but a lock and SQLite's own notes, which come and go."""
    folder = settings().local
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith((".lock", "-shm", "-wal", ".sqlite"))
    }


def parts(backup: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_parts(backup: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(backup, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return backup


def with_manifest(backup: Path, **changed: object) -> Path:
    """Change what a backup says of itself; a value of none takes it away."""
    content = parts(backup)
    said = {**json.loads(content["manifest.json"]), **changed}
    said = {name: value for name, value in said.items() if value is not None}
    return write_parts(backup, {**content, "manifest.json": json.dumps(said).encode()})
