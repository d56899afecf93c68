"""The page *Jämför* as tables to export, unrounded: the county's sheet, the regions, areas side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from gnv.areas import Areas
from gnv.compare import Tested
from gnv.profile import Profile
from gnv.report.exports import Table, without_noise
from gnv.sheet import Sheet, distance
from gnv.side_by_side import Side
from gnv.standing_words import WHOSE
from gnv.story import Line, Story
from gnv.words import ASSESSED_SOURCE, OWN_WORK, SOURCE, reference_phrase, unit_caption

_COUNTS = ("Värden i mitten", "Plats")
_NOTES = (
    f"{SOURCE} (värde, riket). {OWN_WORK} (mitten, spridning, läge, avstånd, plats).",
    "Avstånd: värde minus mitten, delat med spridningen s. Plats 1 är bäst, eller högst där inget är bättre.",
)


def sheet_table(sheet: Sheet, areas: Areas) -> Table:
    """Return the sheet as people see it: a row per key figure, a column per municipality."""
    names = {code: areas.name(code) for code in sheet.columns}
    rows = []
    for group in sheet.groups:
        for story in (*group.rows, *([group.assessed] if group.assessed else [])):
            lines = {line.code: line for line in story.lines}
            rows.append(
                {
                    "Delmål": f"{group.goal.number}. {group.goal.name}",
                    **_of_story(story),
                    **{name: lines[code].value for code, name in names.items()},
                }
            )
    return Table("Länet", _counted(pd.DataFrame(rows)), (*_NOTES, f"{ASSESSED_SOURCE} (poäng)."))


def cell_table(sheet: Sheet, *, regional: bool) -> Table:
    """Return a row per cell: each municipality's, or each region's, value with all it is compared with."""
    stories = sheet.regional if regional else sheet.rows
    rows = [
        {
            "Kod": line.code,
            "Region" if regional else "Kommun": line.name,
            **_of_story(story),
            **_of(story, line),
        }
        for story in stories
        for line in story.lines
    ]
    return Table("Regionerna" if regional else "Rutorna", _counted(pd.DataFrame(rows)), _NOTES)


def _of_story(story: Story) -> dict[str, object]:
    indicator = story.indicator
    return {
        "Nyckeltal": indicator.name,
        "Id": indicator.id,
        "År": story.label if indicator.self_assessed or not story.period else int(story.period),
        "Kön": WHOSE[story.gender] or "alla",
        "Enhet": unit_caption(indicator),
        "Mitten": story.middle,
        "Värden i mitten": story.reference_n or None,
        "Mitten av": reference_phrase(story.reference, story.reference_n) if story.reference else None,
        "Spridning s": story.spread,
        "Riket": story.national,
    }


def _of(story: Story, line: Line) -> dict[str, object]:
    return {
        "Värde": line.value,
        "Läge": _said(line.position) if line.value is not None else str(line.status),
        "Mot mitten": without_noise(line.difference),
        "Avstånd i s": distance(story, line),
        "Plats": line.rank,
    }


def side_table(
    rows: Sequence[Side], profiles: Sequence[Profile], trends: Sequence[Mapping[str, Tested]]
) -> Table:
    """Return a row per key figure and area that stand side by side."""
    found = []
    for row in rows:
        for cell, profile, tested in zip(row.cells, profiles, trends, strict=True):
            trend = tested.get(row.indicator.id) if cell.value is not None else None
            found.append(
                {
                    "Kod": profile.code,
                    "Område": profile.name,
                    "Nyckeltal": row.indicator.name,
                    "Id": row.indicator.id,
                    "År": int(cell.period) if cell.period else None,
                    "Kön": WHOSE[profile.gender] or "alla",
                    "Enhet": unit_caption(row.indicator),
                    "Värde": cell.value,
                    "Läge": _said(cell.position) if cell.value is not None else str(cell.status),
                    "Mitten": cell.middle,
                    "Mot mitten": without_noise(cell.difference),
                    "Trend": str(trend.trend) if trend else None,
                    "Mätpunkter": trend.points if trend else None,
                }
            )
    frame = pd.DataFrame(found).astype({"Mätpunkter": "Int64", "År": "Int64"})
    return Table("Sida vid sida", frame, (f"{SOURCE} (värde). {OWN_WORK} (läge, mitten, trend).",))


def _said(position: str) -> str:
    return str(position) or "inget läge"


def _counted(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose counts are whole numbers."""
    return frame.astype({name: "Int64" for name in _COUNTS if name in frame})
