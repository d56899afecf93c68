"""One-pagers as files: of an area by its code, and those of all 16 areas in one archive."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gnv.areas import REGION_DALARNA, Areas, load_areas
from gnv.observations import Observations
from gnv.output import refuse_unwritable, write_output
from gnv.problems import Problem, ProblemError
from gnv.profile import Profile, examiner, moving, profile
from gnv.report.one_pager import one_pager
from gnv.report.poster import Poster, poster_pdf, poster_png
from gnv.report.press import PressError
from gnv.settings import Settings
from gnv.strategy import Strategy

PRINTED: Mapping[str, Callable[[Poster], bytes]] = {"pdf": poster_pdf, "png": poster_png}
MIMES = {"pdf": "application/pdf", "png": "image/png"}
_EARLIEST = 1900


@dataclass(frozen=True)
class Sheet:
    """A one-pager that has been written to a file.

    Attributes:
        file: where it lies.
        own: the profile that it shows.
        edition: hash of the figures' edition; empty where they lie in no file.
    """

    file: Path
    own: Profile
    edition: str

    def to_json(self) -> dict[str, Any]:
        """Return what was made, for machines."""
        missing = [each.indicator.id for each in self.own.standings if each.value is None]
        return {
            "file": str(self.file),
            "area": self.own.code,
            "name": self.own.name,
            "until": int(self.own.until) if self.own.until else None,
            "edition": self.edition,
            "figures": len(self.own.standings) - len(missing),
            "missing": missing,
        }

    def __str__(self) -> str:
        known = sum(each.value is not None for each in self.own.standings)
        until = f" till och med {self.own.until}" if self.own.until else ""
        said = f"{known} av {len(self.own.standings)} nyckeltal har ett värde{until}"
        return f"{self.own.name}: {said}. Sidan är skriven till {self.file}."


def sheet_codes(areas: Areas) -> tuple[str, ...]:
    """Return the areas that have a one-pager: the 15 and Region Dalarna."""
    return (*areas.dalarna, REGION_DALARNA)


def file_name(name: str, suffix: str) -> str:
    """Return what a sheet's file is called in an archive."""
    return re.sub(r"[^\w-]+", "-", name) + f".{suffix}"


def archive(files: Mapping[str, bytes], day: dt.date) -> bytes:
    """Return files by their names as one ZIP file, stored as they are; the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as packed:
        for name, content in files.items():
            told = zipfile.ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            packed.writestr(told, content)
    return stream.getvalue()


def write_one_pager(
    where: Settings,
    strategy: Strategy,
    observations: Observations,
    code: str,
    until: str,
    file: Path,
    day: dt.date,
) -> Sheet:
    """Write an area's one-pager to a file, PDF or PNG by its ending.

    Args:
        until: a year after which nothing is shown; empty for all.

    Raises:
        ProblemError: for an ending, an area or a year that cannot be, or where nothing could be printed
            or written.
    """
    suffix = file.suffix.lower().removeprefix(".")
    areas = load_areas(where.geo)
    _weigh(suffix, code, until, areas, day)
    refuse_unwritable(file)
    examined = examiner(observations, areas, strategy)
    own = profile(code, observations, areas, strategy, examined, until=until)
    try:
        content = PRINTED[suffix](one_pager(own, moving(own.standings), strategy, areas, observations, day))
    except PressError as error:
        raise ProblemError(Problem("Sidan kunde inte skrivas ut.", f"Försök igen. Felet: {error}")) from error
    write_output(file, content)
    return Sheet(file, own, observations.edition.hash)


def _weigh(suffix: str, code: str, until: str, areas: Areas, day: dt.date) -> None:
    """Raise ProblemError for an ending, an area or a year that cannot be."""
    if suffix not in PRINTED:
        ending = f"slutar på .{suffix}" if suffix else "saknar filändelse"
        raise ProblemError(Problem(f"Filen {ending}.", "Ett områdes sida skrivs som .pdf eller .png."))
    if code not in sheet_codes(areas):
        raise ProblemError(
            Problem(
                f"{code} är varken en av Dalarnas {len(areas.dalarna)} kommuner eller Region Dalarna.",
                f"Ange dess kod, till exempel 2080 för Falun eller {REGION_DALARNA} för Region Dalarna.",
            )
        )
    if until and not (re.fullmatch(r"[0-9]{4}", until) and _EARLIEST <= int(until) <= day.year):
        raise ProblemError(
            Problem(f"{until} kan inte vara året.", f"Ange fyra siffror, som längst {day.year}.")
        )
