"""The file that a backup is: a ZIP archive of ``manifest.json``, a file of JSON lines per table, and files.

Nothing in it is believed before it is checked, since it may be cut short, changed or somebody else's.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import os
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO, Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError

from gnv.problems import Problem, ProblemError, reason
from gnv.store.migrate import REVISIONS

KEPT = "fore-aterlagg-"  # begins the name of what stood before a restoring
UNFINISHED = ".gnv-ofardig-"  # begins the name of what is being written or unpacked
_MANIFEST, _TABLES, _FILES = "manifest.json", "tabeller", "filer"
_FORMAT = 1
_MARK = b"gnv-dalarna"  # the archive's comment, by which a backup is known without looking into it
_OTHER_FILE = "Kontrollera att det är en fil som python -m gnv backup har gjort, och att den är hel."
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # those that Python unpacks no more of than is asked
_ENCRYPTED = 1
_LARGEST_MANIFEST = 50_000_000
_LONGEST_LINE = 10_000_000
_CHUNK = 1_000_000
# What an archive that is not what it should be makes its readers raise.
_FOREIGN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError)


@dataclass(frozen=True)
class Backup:
    """What a backup holds.

    Attributes:
        time: when it was made, UTC, ISO.
        revision: of the database's schema.
        rows: how many rows each table has; no tables where there was no database.
        files: path in the data folder to SHA-256, in the order in which they are put back.
    """

    time: str
    revision: str
    rows: dict[str, Annotated[int, Field(ge=0)]]
    files: dict[str, str]


_ANYTHING = TypeAdapter(dict[str, Any])
_BACKUP = TypeAdapter(Backup)


def is_backup(path: Path) -> bool:
    """Return whether a file is a backup that this program has made."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == _MARK
    except _FOREIGN:
        return False


def backups(folder: Path) -> tuple[str, ...]:
    """Return the paths of the backups in a folder and those below, and of what is left of unfinished ones."""
    found = []
    for place, folders, names in os.walk(folder):
        paths = [Path(place) / name for name in names]
        found += [path for path in paths if path.name.startswith((KEPT, UNFINISHED)) or is_backup(path)]
        found += [Path(place) / name for name in folders if name.startswith(UNFINISHED)]
        folders[:] = [name for name in folders if not name.startswith(UNFINISHED)]
    return tuple(sorted(map(str, found)))


def is_within(name: str) -> bool:
    """Return whether a path with slashes can be kept, and stays in its folder, on every system."""
    if any("\ud800" <= sign <= "\udfff" for sign in name):  # bytes that are no text
        return False
    paths = (PurePosixPath(name), PureWindowsPath(name))
    return all(path.parts and not path.anchor and ".." not in path.parts for path in paths)


def fill(
    file: IO[bytes], tables: Mapping[str, Iterable[bytes]], names: Iterable[str], folder: Path
) -> Backup:
    """Write a backup into an empty file and return what it holds.

    Args:
        file: open for writing.
        tables: the lines of each, with their ends.
        names: the files, as paths in the folder, in the order in which they are to be put back.
        folder: where they lie.

    Raises:
        OSError: where a file cannot be read or the backup not be written.
    """
    rows, files = {}, {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = _MARK
        for name, lines in tables.items():
            with archive.open(f"{_TABLES}/{name}.jsonl", "w", force_zip64=True) as entry:
                rows[name] = sum(1 for line in lines if entry.write(line))
        for name in names:
            content = (folder / name).read_bytes()
            files[name] = hashlib.sha256(content).hexdigest()
            archive.writestr(f"{_FILES}/{name}", content)
        made = Backup(dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), REVISIONS[-1], rows, files)
        said = {"format": _FORMAT, **vars(made)}
        archive.writestr(_MANIFEST, json.dumps(said, ensure_ascii=False, indent=1))
    return made


class Opened:
    """A backup that is being read.

    Attributes:
        held: what it says it holds.
        unpacked: how many bytes its parts say they are, unpacked.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._parts = {part.filename: part for part in archive.infolist()}
        self.unpacked = sum(part.file_size for part in archive.infolist())
        self.held = self._manifest()

    def lines(self) -> dict[str, Iterator[bytes]]:
        """Return the lines of each table, to be gone through once."""
        return {name: self._lines(name, count) for name, count in self.held.rows.items()}

    def unpack(self, folder: Path) -> None:
        """Write all files into an empty folder.

        Raises:
            ProblemError: where one of them is not as it was.
            OSError: where one cannot be written.
        """
        for name, digest in self.held.files.items():
            place = folder / name
            with self._part(f"{_FILES}/{name}") as part:
                place.parent.mkdir(parents=True, exist_ok=True)
                found = hashlib.sha256()
                with place.open("xb") as file:
                    while chunk := self._read(part, name):
                        found.update(chunk)
                        file.write(chunk)
            if found.hexdigest() != digest:
                raise self.refusal(f"är skadad: {name} är inte som den var")

    def refusal(self, what: str, remedy: str = _OTHER_FILE) -> ProblemError:
        """Return an error that says why the backup cannot be used."""
        return ProblemError(Problem(f"{self._name} {what}. Inget är ändrat.", remedy))

    def _manifest(self) -> Backup:
        part = self._parts.get(_MANIFEST)
        if part is None or part.file_size > _LARGEST_MANIFEST:
            raise self.refusal("är ingen säkerhetskopia")
        with self._part(_MANIFEST) as opened:
            content = b"".join(iter(lambda: self._read(opened, _MANIFEST), b""))
        try:
            if _ANYTHING.validate_json(content).get("format") != _FORMAT:
                raise self.refusal(
                    "är gjord av en annan version av programmet", "Uppgradera programmet och försök igen."
                )
            held = _BACKUP.validate_json(content, strict=True)
        except ValidationError as error:
            raise self.refusal("är ingen säkerhetskopia") from error
        outside = [name for name in held.files if not is_within(name)]
        if outside:
            raise self.refusal(f"nämner filen {outside[0]!r}, som ligger utanför mappen")
        if len(self._parts) < len(self._archive.infolist()):
            raise self.refusal("har två delar med samma namn")
        return held

    def _lines(self, table: str, count: int) -> Iterator[bytes]:
        found = 0
        with self._part(f"{_TABLES}/{table}.jsonl") as part:
            # A line that is longer than any of ours is cut, and so is no row any more.
            while line := self._read(part, table, line=True):
                found += 1
                yield line
        if found != count:
            raise self.refusal(f"är skadad: tabellen {table} har {found} rader, inte {count}")

    @contextlib.contextmanager
    def _part(self, name: str) -> Iterator[IO[bytes]]:
        part = self._parts.get(name)
        if part is None:
            raise self.refusal(f"saknar {name}")
        if stat.S_ISLNK(part.external_attr >> 16):
            raise self.refusal(f"har en länk i stället för {name}")
        if part.flag_bits & _ENCRYPTED or part.compress_type not in _METHODS:
            raise self.refusal(f"är packad på ett annat sätt ({name})")
        try:
            opened = self._archive.open(part)
        except _FOREIGN as error:
            raise self._damaged(name) from error
        with opened:
            yield opened

    def _read(self, part: IO[bytes], name: str, *, line: bool = False) -> bytes:
        try:
            return part.readline(_LONGEST_LINE) if line else part.read(_CHUNK)
        except _FOREIGN as error:
            raise self._damaged(name) from error

    def _damaged(self, name: str) -> ProblemError:
        return self.refusal(f"är skadad: {name} kan inte läsas")


@contextlib.contextmanager
def opened(source: Path) -> Iterator[Opened]:
    """Open a backup, whose manifest is checked. Raises ProblemError where it is none or cannot be read."""
    with contextlib.ExitStack() as closing:
        try:
            archive = closing.enter_context(zipfile.ZipFile(source))
        except OSError as error:
            raise ProblemError(
                Problem(
                    f"{source} kan inte läsas ({reason(error)}). Inget är ändrat.",
                    "Kontrollera att filen finns och att du får läsa den.",
                )
            ) from error
        except _FOREIGN as error:
            said = f"{source.name} är ingen säkerhetskopia, eller avkortad. Inget är ändrat."
            raise ProblemError(Problem(said, _OTHER_FILE)) from error
        yield Opened(archive, source.name)
