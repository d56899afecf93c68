"""Import a file in one go: read it, weigh it against what stands, and let it stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gnv import received
from gnv.access import Person
from gnv.areas import Areas
from gnv.assessment import reading as assessment
from gnv.intake.change import Change
from gnv.ledger.history import Upload
from gnv.problems import Problem, ProblemError, reason
from gnv.received import About, Preview, Reading
from gnv.settings import Settings
from gnv.store.engine import open_store
from gnv.store.place import has_store
from gnv.strategy_file import load_strategy
from gnv.tabular.reading import MOST_BYTES

_KINDS = {About.ANSWERS: "self-assessments", About.ACTIVITIES: "activities"}


@dataclass(frozen=True)
class Import:
    """What became of a file.

    Attributes:
        name: the file's name.
        refused: why nothing of it could be read or stored, none where that is not so.
        reading: what it says, none where it could not be read.
        preview: what storing it would change, none where something has to be mended first.
        upload: what was stored, none where nothing was.
    """

    name: str
    refused: Problem | None = None
    reading: Reading | None = None
    preview: Preview | None = None
    upload: Upload | None = None

    @property
    def exit_code(self) -> int:
        """0 where it is stored or nothing is to be changed, 2 where it is refused."""
        return 2 if self.refused or (self.reading and self.reading.errors) else 0

    def to_json(self) -> dict[str, Any]:
        """Return the import as the command line prints it for machines."""
        reading = self.reading
        rows = self.preview.rows if self.preview else {}
        errors = [
            {
                "row": each.row,
                "column": each.column,
                "value": each.value,
                "message": f"{each.message} {each.remedy}",
            }
            for each in (reading.errors if reading else ())
        ]
        if self.refused:
            errors.append({"row": 0, "column": "", "value": "", "message": str(self.refused)})
        return {
            "rows": reading.rows if reading else 0,
            **_counts(reading),
            "new": rows.get(Change.NEW, 0),
            "changed": rows.get(Change.CHANGED, 0),
            "unchanged": rows.get(Change.UNCHANGED, 0),
            "fallen": getattr(self.preview, "fallen", 0),
            "errors": errors,
            "warnings": [str(each) for each in reading.warnings] if reading else [],
            "upload": self.upload.id if self.upload else None,
        }


def _counts(reading: Reading | None) -> dict[str, Any]:
    """Return what a file was taken for, and how many it tells of."""
    if reading is None:
        return {"kind": None, "units": 0, "municipalities": 0}
    places = len({form.unit.municipality for form in reading.forms})
    kind = {"kind": _KINDS[received.taken_for(reading)], "municipalities": places}
    if isinstance(reading, assessment.Reading):
        return {**kind, "units": len(reading.units)}
    return {**kind, "units": len(reading.forms), "activities": len(reading.forms)}


def import_file(
    where: Settings,
    file: Path,
    areas: Areas,
    person: Person,
    today: dt.date,
    *,
    note: str = "",
    dry_run: bool = False,
) -> Import:
    """Store a file, unless it has errors, changes nothing, or the strategy has a mistake.

    Args:
        where: whose database.
        file: the spreadsheet.
        areas: the county's.
        person: who imports it.
        today: the day on which it is read.
        note: what the person says of it.
        dry_run: whether to store nothing, and make no database where there is none.
    """
    name, reading = file.name, None
    try:
        strategy, broken = load_strategy(where)
        if broken:  # what the file is to be held against is not known
            return Import(name, refused=broken)
        reading = received.read_file(_beginning(file), name, strategy, areas, today)
        if reading.errors:
            return Import(name, reading=reading)
        reading, weighed = received.weigh(open_store(where) if has_store(where) else None, reading, areas)
        if reading.errors:
            return Import(name, reading=reading)
        if dry_run or weighed.changes_nothing:
            return Import(name, reading=reading, preview=weighed)
        stored = received.publish(open_store(where), person, reading, note, weighed.seen)
    except ProblemError as error:
        return Import(name, refused=error.problem, reading=reading)
    return Import(name, reading=reading, preview=weighed, upload=stored)


def _beginning(file: Path) -> bytes:
    """Return a file's content; of one that is too large, just enough to tell that it is."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise ProblemError(
            Problem(
                f"{file} kan inte läsas: {reason(error)}.", "Kontrollera namnet och att du får läsa filen."
            )
        ) from error
