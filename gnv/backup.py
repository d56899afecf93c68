"""Everything the app has written, as one file: the database's rows and the files in ``GNV_DATA_DIR``.

It can be put back into SQLite and PostgreSQL alike. What stood before is kept in a backup of its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection

from gnv.access import Person
from gnv.kolada.editions import FOLDER, POINTER
from gnv.kolada.refresh import LOCK_FILE
from gnv.problems import Problem, ProblemError, reason
from gnv.settings import Settings
from gnv.store.archive import KEPT, UNFINISHED, Backup, Opened, fill, is_backup, is_within, opened
from gnv.store.engine import Store, open_store
from gnv.store.place import FILE, database_file, has_store
from gnv.store.portable import TABLES, json_lines, rehearse, replace

_LEFT_SECONDS = 24 * 3600
_LOCK_SECONDS = 60
_LOG = logging.getLogger("gnv.store")


def write_backup(where: Settings, target: Path) -> Backup:
    """Write all that the app has written to a file, which takes its name when it is whole.

    Args:
        where: the database, and the folder with the files.
        target: a new file, or an earlier backup that is replaced.

    Raises:
        ProblemError: where the database or a file cannot be read, a refresh does not end, or the target
            cannot be written; nothing is changed then.
    """
    with _told(f"Säkerhetskopian kan inte skrivas till {target}"), _no_refresh(where):
        if target.is_dir() or (target.exists() and not is_backup(target)):
            raise ProblemError(
                Problem(
                    f"{target} finns redan och är ingen säkerhetskopia. Inget är ändrat.",
                    "Ange en ny fil, eller en tidigare säkerhetskopia att skriva över.",
                )
            )
        if not has_store(where):
            return _write(where, target, None)
        with contextlib.closing(open_store(where)) as store, store.read() as connection:
            return _write(where, target, connection)


def restore(where: Settings, person: Person, source: Path) -> tuple[Backup, Path]:
    """Let a backup's rows and files stand, once what stood is kept beside; return it and where that lies.

    Everything is unpacked and checked before anything that stands is touched. Then the rows are
    replaced in one writing, and the files put in their places. Files that the backup does not have are left.

    Args:
        where: the database, and the folder with the files.
        person: who does it.
        source: a backup of this program's version or an earlier one.

    Raises:
        ProblemError: where the file is none of ours, damaged or of a newer program, what stands cannot be
            kept, or something cannot be written; nothing is changed then, unless it says so.
    """
    what = f"{source.name} kan inte läggas tillbaka i {where.local}"
    with opened(source) as archive, _told(what), contextlib.ExitStack() as closing:
        _refuse_what_cannot_stand(where, archive)
        (where.local / FOLDER).mkdir(parents=True, exist_ok=True)
        closing.enter_context(_no_refresh(where))
        _refuse_too_large(where, archive)
        _sweep(where.local)
        beside = Path(
            closing.enter_context(
                tempfile.TemporaryDirectory(dir=where.local, prefix=UNFINISHED, ignore_cleanup_errors=True)
            )
        )
        (beside / "filer").mkdir()
        archive.unpack(beside / "filer")
        rehearsed = closing.enter_context(
            contextlib.closing(rehearse(where, beside, archive.held.revision, archive.lines()))
        )
        _LOG.debug("backup unpacked")
        kept = _replace(where, person, rehearsed, with_rows=bool(archive.held.rows))
        _put_back(where, archive, beside / "filer", kept)
    return archive.held, kept


def _replace(where: Settings, person: Person, rehearsed: Store, *, with_rows: bool) -> Path:
    """Keep what stands, let the rehearsed rows stand in one writing, and return where the former lies."""
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dt%H%M%S%f")
    kept = where.local / f"{KEPT}{now}.zip"
    if not with_rows and not has_store(where):
        _write(where, kept, None)
        return kept
    with (
        contextlib.closing(_standing(where)) as store,
        store.write() as connection,
        rehearsed.read() as rows,
    ):
        _write(where, kept, connection)
        _LOG.debug("former kept")
        try:
            replace(connection, rows, person)
        except BaseException:
            kept.unlink(missing_ok=True)
            raise
    _LOG.debug("rows standing")
    return kept


def _standing(where: Settings) -> Store:
    """Return the database. One that cannot be opened cannot be kept either: ProblemError says what to do."""
    try:
        return open_store(where)
    except ProblemError as error:
        file = database_file(where)
        aside = f"flytta undan {file} (och -wal och -shm)" if file else "peka ut en ny, tom databas"
        remedy = f"{error.problem.remedy} Går det inte: stoppa tjänsten, {aside} och lägg tillbaka igen."
        raise ProblemError(Problem(error.problem.what, remedy)) from error


def _write(where: Settings, target: Path, connection: Connection | None) -> Backup:
    """Write a backup beside its place and move it there; rows only where there is a connection."""
    tables = {name: json_lines(connection, name) for name in TABLES} if connection is not None else {}
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            made = fill(file, tables, _names(where), where.local)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return made


def _names(where: Settings) -> list[str]:
    """Return the files to keep, as paths in the data folder, the pointers last.

    Neither the database and its copies, nor other backups, locks and what is unfinished. Links are followed.

    Raises:
        ProblemError: where a name is one that cannot be put back.
        OSError: where a folder cannot be read.
    """
    names = []
    for path in _walk(where) if where.local.exists() else ():
        name = path.relative_to(where.local).as_posix()
        if not is_within(name):
            raise ProblemError(
                Problem(f"Filen {path!r} har ett namn som inte går att spara.", "Byt namn på den.")
            )
        names.append(name)
    return sorted(names, key=lambda name: Path(name).name == POINTER)


def _walk(where: Settings) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise error

    for folder, folders, names in os.walk(where.local, onerror=refuse, followlinks=True):
        paths = {name: Path(folder) / name for name in sorted((*folders, *names))}
        folders[:] = [name for name in sorted(folders) if _is_kept(where, paths[name])]
        yield from (path for name, path in paths.items() if name in names and _is_kept(where, path))


def _is_kept(where: Settings, path: Path) -> bool:
    if path.name.startswith(".") or path.suffix in (".lock", ".tmp") or _is_database(where, path):
        return False
    if path.is_symlink() and path.is_dir():  # one to a folder that it lies in would never end
        return path.resolve() not in {folder.resolve() for folder in path.parents}
    return path.is_dir() or (path.is_file() and not is_backup(path))


def _is_database(where: Settings, path: Path) -> bool:
    """Return whether a file is an SQLite database of ours, goes with it, or is a copy of it."""
    for file in {where.local / FILE, database_file(where) or where.local / FILE}:
        copied = path.name.startswith(f"{file.stem}-") and path.suffix == file.suffix
        beside = path.name in {f"{file.name}{end}" for end in ("", "-wal", "-shm", "-journal")}
        if (copied or beside) and path.parent.resolve() == file.parent.resolve():
            return True
    return False


def _refuse_what_cannot_stand(where: Settings, archive: Opened) -> None:
    """Raise ProblemError where a file of a backup would replace the database or has a folder in its place."""
    for name in archive.held.files:
        place = where.local / name
        if _is_database(where, place):
            raise archive.refusal(
                f"har en fil i databasens ställe ({name})", "Peka ut en annan databas med GNV_DATABASE_URL."
            )
        within = [folder for folder in place.parents if folder.is_relative_to(where.local)]
        if place.is_dir() or any(folder.exists() and not folder.is_dir() for folder in within):
            raise archive.refusal(
                f"har en fil vars plats är upptagen ({place})", "Flytta undan det som ligger där."
            )


def _refuse_too_large(where: Settings, archive: Opened) -> None:
    free = shutil.disk_usage(where.local).free
    if archive.unpacked > free:
        raise archive.refusal(
            f"får inte plats: den är {archive.unpacked} byte uppackad, och {free} är lediga i {where.local}",
            "Kontrollera att filen är hel, eller frigör utrymme.",
        )


def _put_back(where: Settings, archive: Opened, unpacked: Path, kept: Path) -> None:
    """Move files to their places, the pointers last."""
    for name in archive.held.files:
        place = where.local / name
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            (unpacked / name).replace(place)
        except OSError as error:
            raise ProblemError(
                Problem(
                    f"Databasen är återlagd, men inte alla filer: {place} kan inte skrivas "
                    f"({reason(error)}). Det som gällde förut ligger i {kept}.",
                    "Ge tjänsten rätt att skriva där, och lägg tillbaka igen.",
                )
            ) from error
    _LOG.debug("files put back")


def _sweep(folder: Path) -> None:
    """Remove what was left unfinished long ago by those who were killed."""
    for left in folder.glob(f"{UNFINISHED}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


@contextlib.contextmanager
def _no_refresh(where: Settings) -> Iterator[None]:
    """Hold the lock of refreshes, so that none begins meanwhile; wait for one that goes on."""
    folder = where.local / FOLDER
    if not folder.is_dir():
        yield
        return
    try:
        with FileLock(folder / LOCK_FILE, timeout=_LOCK_SECONDS):
            yield
    except Timeout as error:
        raise ProblemError(
            Problem("En hämtning från Kolada pågår. Inget är ändrat.", "Försök igen när den är klar.")
        ) from error


@contextlib.contextmanager
def _told(what: str) -> Iterator[None]:
    """Tell every error of the disk as a problem."""
    try:
        yield
    except (OSError, NotImplementedError) as error:
        why = reason(error)
        named = getattr(error, "filename", None)
        raise ProblemError(
            Problem(
                f"{what} ({why}{f': {named}' if named else ''}). Inget är ändrat.",
                "Ge dig rätt att läsa och skriva där, frigör utrymme, eller välj en annan plats.",
            )
        ) from error
