"""Self-assessment files filled in by the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from gnv.areas import Areas, load_areas
from gnv.assessment.reading import Reading, read_file
from gnv.strategy import Strategy
from gnv.strategy_file import read_strategy
from tests.gnv.tabular.files import csv_file

ROOT = Path(__file__).resolve().parents[3]
TODAY = dt.date(2025, 11, 3)
LONG = (
    "omgång",
    "kommun_kod",
    "kommun",
    "huvudman",
    "verksamhet",
    "delmål",
    "påstående",
    "poäng",
    "antal_svarande",
    "kommentar",
)
GOALS = ("nära för mig", "nära för alla", "nära i hela dalarna", "nära mellan oss", "nära till hälsa")
WIDE = (*LONG[:5], *GOALS, *LONG[8:])

_SOUND: dict[str, object] = {
    "omgång": "2025-1",
    "kommun_kod": "2080",
    "kommun": "Falun",
    "huvudman": "kommun",
    "verksamhet": "Exempelenhet Granen",
    "delmål": "1",
    "poäng": "4",
    **{goal: str(number) for number, goal in enumerate(GOALS, 1)},
}


@cache
def strategy() -> Strategy:
    return read_strategy(ROOT / "data" / "strategi.toml")


@cache
def areas() -> Areas:
    return load_areas(ROOT / "geo")


def read(content: bytes, name: str = "svar.csv") -> Reading:
    return read_file(content, name, strategy(), areas(), TODAY)


def row(headings: Sequence[str] = LONG, **cells: object) -> list[object]:
    """Return a sound row with some of its cells replaced; "_" in a heading stands for a space too."""
    told = {**_SOUND, **cells, **{name.replace("_", " "): cell for name, cell in cells.items()}}
    return [told.get(heading, "") for heading in headings]


def read_rows(*rows: Iterable[object], headings: Sequence[str] = LONG) -> Reading:
    """Return what a CSV file of rows says."""
    return read(csv_file([headings, *rows]))


def read_row(headings: Sequence[str] = LONG, **cells: object) -> Reading:
    """Return what a file says whose only row is sound but for the cells given."""
    return read_rows(row(headings, **cells), headings=headings)
