"""Activities, and files with them, made by the tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence

from gnv.activities.columns import COLUMNS
from gnv.activities.form import Activity, State, id_of
from gnv.activities.identity import identified
from gnv.activities.reading import Reading, read_file
from gnv.intake.choices import Principal
from gnv.ledger.history import Source
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from tests.gnv.assessment.filled import TODAY, areas, strategy
from tests.gnv.tabular.files import csv_file

HEADINGS = tuple(column.name for column in COLUMNS)
FILE = Source("aktiviteter.csv", "cd" * 32, 2)

_SOUND: dict[str, object] = {
    "aktivitet": "Träffpunkt för äldre",
    "delmål": "1, 5",
    "kommun_kod": "2080",
    "kommun": "Falun",
    "huvudman": "kommun",
    "målgrupp": "äldre som bor ensamma",
    "startar": "2025-03-01",
    "slutar": "2026-02-28",
    "läge": "pågår",
    "ansvarig funktion": "enhetschef hemtjänsten",
}


def activity(title: str = "Träffpunkt för äldre", **said: object) -> Activity:
    """Return an activity; its id is that of its title where no other is given."""
    made = Activity(
        id=id_of(title),
        title=title,
        municipality="2080",
        goals=(1, 5),
        principals=(Principal.MUNICIPALITY,),
        target_group="äldre som bor ensamma",
        starts=dt.date(2025, 3, 1),
        ends=dt.date(2026, 2, 28),
        state=State.ONGOING,
        responsible="enhetschef hemtjänsten",
    )
    return dataclasses.replace(made, **said)


def row(headings: Sequence[str] = HEADINGS, **cells: object) -> list[object]:
    """Return a sound row with some of its cells replaced; "_" in a heading stands for a space too."""
    told = {**_SOUND, **cells, **{name.replace("_", " "): cell for name, cell in cells.items()}}
    return [told.get(heading, "") for heading in headings]


def read(content: bytes, name: str = "aktiviteter.csv") -> Reading:
    return read_file(content, name, strategy(), areas(), TODAY)


def read_rows(*rows: Iterable[object], headings: Sequence[str] = HEADINGS) -> Reading:
    """Return what a CSV file of rows says."""
    return read(csv_file([headings, *rows]))


def read_row(headings: Sequence[str] = HEADINGS, **cells: object) -> Reading:
    """Return what a file says whose only row is sound but for the cells given."""
    return read_rows(row(headings, **cells), headings=headings)


def stands(*forms: Activity) -> dict[Key, Standing[Activity]]:
    """Return activities as they stand, in submissions 1, 2, …"""
    return {form.unit.key: Standing(number, form) for number, form in enumerate(forms, 1)}


def against(reading: Reading, *forms: Activity) -> Reading:
    """Return what a file says where activities stand."""
    return identified(reading, stands(*forms))
