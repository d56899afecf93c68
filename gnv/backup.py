"""Everything the app has written, as one file: the database's rows and the files in ``GNV_DATA_DIR``.

The file is a ZIP archive: ``manifest.json``, a file of JSON lines per table, and the files as they were. It
can be put back into SQLite and PostgreSQL alike. What stood before is kept in a backup of its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from filelock import FileLock, Timeout

from gnv.access import Person
from gnv.kolada.editions import FOLDER, POINTER
from gnv.kolada.refresh import LOCK_FILE
from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.store.engine import open_store
from gnv.store.migrate import REVISIONS
from gnv.store.place import database_file, has_store
from gnv.store.portable import dump, load

_MANIFEST, _TABLES, _FILES = "manifest.json", "tabeller", "filer"
_FORMAT = 1
_KEPT = "fore-aterlagg-"
_LOCK_SECONDS = 60
_OTHER_FILE = "Kontrollera att det är en fil som python -m gnv backup har gjort, och att den är hel."


@dataclass(frozen=True)
class Backup:
    """What a backup holds.

    Attributes:
        time: when it was made, UTC, ISO.
        revision: of the database's schema.
        rows: how many rows each table has; no tables where there was no database.
        files: path in the data folder to SHA-256, the pointers last.
    """

    time: str
    revision: str
    rows: dict[str, int]
    files: dict[str, str]


def write_backup(where: Settings, target: Path) -> Backup:
    """Write all that the app has written to a file, which takes its name when it is whole.

    Raises:
        ProblemError: where the database cannot be read or a refresh does not end.
        OSError: where the file cannot be written.
    """
    tables: dict[str, list[str]] = {}
    if has_store(where):
        with contextlib.closing(open_store(where)) as store, store.read() as connection:
            tables = dump(connection)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file, _no_refresh(where):
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                made = _fill(archive, where, tables, {target, beside})
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return made


def _fill(
    archive: zipfile.ZipFile, where: Settings, tables: dict[str, list[str]], without: set[Path]
) -> Backup:
    files = {}
    for path in _written(where, without):
        content = path.read_bytes()
        name = path.relative_to(where.local).as_posix()
        files[name] = hashlib.sha256(content).hexdigest()
        archive.writestr(f"{_FILES}/{name}", content)
    for name, lines in tables.items():
        archive.writestr(f"{_TABLES}/{name}.jsonl", "\n".join(lines))
    rows = {name: len(lines) for name, lines in tables.items()}
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    made = Backup(now, REVISIONS[-1], rows, files)
    archive.writestr(_MANIFEST, json.dumps({"format": _FORMAT, **vars(made)}, ensure_ascii=False, indent=1))
    return made


def _written(where: Settings, without: set[Path]) -> list[Path]:
    """Return the files to keep, the pointers last.

    Neither the database and its copies, nor what was kept before a restore, locks and unfinished files.
    """
    skipped = {path.resolve() for path in without}
    found = [
        path
        for path in sorted(where.local.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and path.resolve() not in skipped
        and not path.name.startswith((".", _KEPT, *_database_names(where)))
        and path.suffix not in (".lock", ".tmp")
    ]
    return sorted(found, key=lambda path: path.name == POINTER)


def _database_names(where: Settings) -> tuple[str, ...]:
    """Return how the names of an SQLite file, what goes with it, and its copies begin."""
    file = database_file(where)
    return (file.name, f"{file.stem}-") if file else ()


def restore(where: Settings, person: Person, source: Path) -> tuple[Backup, Path]:
    """Let a backup's rows and files stand, once what stood is kept beside; return both backups.

    Files that the backup does not have are left.

    Raises:
        ProblemError: where the file is none of ours, damaged or of a newer program; nothing is changed.
        OSError: where something cannot be written.
    """
    with _opened(source) as archive:
        held = _checked(archive, source)
        kept = _kept_place(where)
        write_backup(where, kept)
        if held.rows or has_store(where):
            lines = {name: _text(archive, f"{_TABLES}/{name}.jsonl").splitlines() for name in held.rows}
            with contextlib.closing(open_store(where)) as store:
                load(store, person, held.revision, lines)
        with _no_refresh(where):
            for name in held.files:
                _put_back(where.local / name, archive.read(f"{_FILES}/{name}"))
    return held, kept


def _kept_place(where: Settings) -> Path:
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dt%H%M%S%f")
    return where.local / f"{_KEPT}{now}.zip"


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise _refusal(source, f"kan inte läsas ({error})") from error


def _checked(archive: zipfile.ZipFile, source: Path) -> Backup:
    """Return what a backup says it holds, once every file in it is as it says."""
    held = _manifest(archive, source)
    for name, digest in held.files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            raise _refusal(source, f"nämner filen {name}, som ligger utanför mappen")
        if hashlib.sha256(_content(archive, f"{_FILES}/{name}", source)).hexdigest() != digest:
            raise _refusal(source, f"är skadad: {name} är inte som den var")
    for name, count in held.rows.items():
        lines = _content(archive, f"{_TABLES}/{name}.jsonl", source).decode().splitlines()
        if len(lines) != count:
            raise _refusal(source, f"är skadad: tabellen {name} har {len(lines)} rader, inte {count}")
    return held


def _manifest(archive: zipfile.ZipFile, source: Path) -> Backup:
    try:
        said: dict[str, Any] = json.loads(_content(archive, _MANIFEST, source))
        found = Backup(str(said["time"]), str(said["revision"]), dict(said["rows"]), dict(said["files"]))
    except (ValueError, KeyError, TypeError) as error:
        raise _refusal(source, "är ingen säkerhetskopia") from error
    if said.get("format") != _FORMAT:
        raise _refusal(source, "är gjord av en annan version av programmet")
    return found


def _content(archive: zipfile.ZipFile, name: str, source: Path) -> bytes:
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise _refusal(source, f"saknar {name}, eller har en skadad") from error


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode()


def _put_back(path: Path, content: bytes) -> None:
    """Write a file beside its place and move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _no_refresh(where: Settings) -> Iterator[None]:
    """Hold the lock of refreshes, so that none begins meanwhile; wait for one that goes on."""
    folder = where.local / FOLDER
    if not folder.exists():
        yield
        return
    try:
        with FileLock(folder / LOCK_FILE, timeout=_LOCK_SECONDS):
            yield
    except Timeout as error:
        raise ProblemError(
            Problem("En hämtning från Kolada pågår.", "Försök igen när den är klar.")
        ) from error


def _refusal(source: Path, what: str) -> ProblemError:
    return ProblemError(Problem(f"{source.name} {what}. Inget är ändrat.", _OTHER_FILE))
