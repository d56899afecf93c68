"""Tables as files: CSV for machines, CSV and XLSX for Swedish Excel.

A text that a spreadsheet could take for a formula gets a leading apostrophe (OWASP ASVS 1.2.10);
numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from gnv.areas import REGION_DALARNA, Areas
from gnv.assessment.results import least_change
from gnv.charts.multiples import Panel
from gnv.charts.trend import TrendLine
from gnv.compare import trends
from gnv.depth import Gendered
from gnv.explained import moves_note
from gnv.kolada.editions import Edition
from gnv.measured import benchmark_of
from gnv.observations import Observations
from gnv.sentences import heading, notes
from gnv.story import Story
from gnv.strategy import Indicator, Strategy
from gnv.words import (
    ABOUT_UNCHANGED,
    ASSESSED_SOURCE,
    COUNTY_MEAN,
    OWN_WORK,
    SOURCE,
    number,
    reference_phrase,
    unit_caption,
    value_text,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VALUES_COLUMNS = ("kpi", "municipality", "year", "gender", "value", "retrieved")
BENCHMARK_COLUMNS = (
    "kpi",
    "municipality",
    "year",
    "value",
    "national",
    "middle",
    "county_mean",
    "county_median",
    "n",
    "rank",
    "position",
    "trend",
    "trend_points",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


@dataclass(frozen=True, eq=False)
class Table:
    """A table to export: its name (a sheet's), its rows and what must be said with it."""

    name: str
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()


def values_export(edition: Edition) -> Table:
    """Return the edition's figures as Kolada gave them (``export values``)."""
    values = edition.values.loc[:, list(VALUES_COLUMNS)]
    return Table("values", values.reset_index(drop=True), (SOURCE,))


def benchmark_export(strategy: Strategy, observations: Observations, areas: Areas) -> Table:
    """Return what each value is compared with (``export benchmark``).

    One row per key figure, area (the 15 municipalities and Region Dalarna) and year in which that
    area has a value, gender T. The municipalities are computed among municipalities, 0020 among the
    regions. ``n`` is how many areas the rank counts among; the trend is that seen from the row's year.
    """
    known = [each for each in strategy.indicators if len(observations.of(each.id))]
    frames = []
    for indicator in known or strategy.indicators[:1]:  # one without values gives the columns
        if indicator.municipal:
            frames.append(_benchmark(indicator, observations, areas, regional=False))
        frames.append(_benchmark(indicator, observations, areas, regional=True))
    frame = pd.concat(frames, ignore_index=True)
    return Table("benchmark", frame[list(BENCHMARK_COLUMNS)], (OWN_WORK,))


def _benchmark(
    indicator: Indicator, observations: Observations, areas: Areas, *, regional: bool
) -> pd.DataFrame:
    rows = benchmark_of(indicator, observations, areas, "T", regional=regional)
    own = rows.loc[rows["area"].eq(REGION_DALARNA)] if regional else rows
    own = own.join(trends(own, indicator.breaks, indicator.rolling_years))
    return own.rename(columns={"area": "municipality", "period": "year"}).assign(
        kpi=indicator.id, year=lambda frame: frame["year"].astype(int)
    )


def story_table(story: Story) -> Table:
    """Return the table on screen, unrounded, a row per area."""
    if story.indicator.self_assessed:
        return _scores_on_screen(story)
    indicator = story.indicator
    kind = "Region" if story.regional else "Kommun"
    frame = pd.DataFrame(
        [
            {
                "Kod": line.code,
                kind: line.name,
                "Nyckeltal": indicator.name,
                "Id": indicator.id,
                "År": int(story.period) if story.period else None,
                "Kön": {"T": "alla", "K": "kvinnor", "M": "män"}[story.gender],
                f"Värde ({unit_caption(indicator)})": line.value,
                "Läge": str(line.position) if line.value is not None else str(line.status),
                "Mot mitten": without_noise(line.difference),
                "Mot riket": without_noise(line.to_national),
                "Förändring": without_noise(line.change),
                "Förändring från": line.change_from,
                "Plats": line.rank,
            }
            for line in story.lines
        ]
    ).astype({"Plats": "Int64", "År": "Int64"})
    return Table("Jämförelse", frame, _story_notes(story))


def _scores_on_screen(story: Story) -> Table:
    rows = []
    for line in story.lines:
        rating = line.rating
        rows.append(
            {
                "Kod": line.code,
                "Kommun": line.name,
                "Mått": story.indicator.name,
                "Omgång": story.label,
                "Poäng": without_noise(line.value),
                "Verksamheter": rating.n if rating else None,
                "Lägst": rating.low if rating else None,
                "Högst": rating.high if rating else None,
                "Samstämmighet": rating.agreement if rating else str(line.status),
                "Förändring": without_noise(line.change),
                "Förändring från": line.change_from,
                "Svarade båda gångerna": rating.change_n if rating and line.change_from else None,
            }
        )
    frame = pd.DataFrame(rows).astype({"Verksamheter": "Int64", "Svarade båda gångerna": "Int64"})
    beside = ((COUNTY_MEAN, story.county_mean), (story.region_name, story.region))
    said = [f"{name}: {value_text(story.indicator, value)}." for name, value in beside if value is not None]
    changes = f"Förändring under {number(least_change(story.bounds), 1)}: {ABOUT_UNCHANGED}."
    origin = f"{ASSESSED_SOURCE}, {story.label}."
    return Table("Självskattning", frame, (heading(story), *said, *notes(story), changes, origin))


def without_noise(value: float | None) -> float | None:
    """Return a difference without what binary arithmetic adds in its sixteenth digit."""
    return None if value is None else round(value, 9)


def _story_notes(story: Story) -> tuple[str, ...]:
    indicator = story.indicator
    compared = "Inget läge anges."
    if story.reference:
        middle, spread = (number(value, 3) for value in (story.middle, story.spread))
        phrase = reference_phrase(story.reference, story.reference_n)
        compared = f"Läge mot {phrase}: mitten {middle}, spridning {spread}."
    beside = [
        f"{name}: {value_text(indicator, value)}."
        for name, value in ((COUNTY_MEAN, story.county_mean), ("Riket", story.national))
        if value is not None
    ]
    return (
        heading(story),
        indicator.measures,
        *beside,
        *notes(story),
        f"{SOURCE}, {indicator.id}, hämtat {', '.join(story.retrieved)} (värden).",
        f"{OWN_WORK} (läge, avstånd, förändring, plats). {compared}",
    )


def trend_table(story: Story, lines: Sequence[TrendLine]) -> Table:
    """Return the trend chart's lines, unrounded, a row per year or round."""
    columns = {line.name: dict(line.series) for line in lines}
    frame = pd.DataFrame(columns).sort_index()
    labels = [story.label_at(time) for time in frame.index]
    if story.indicator.self_assessed:
        frame.insert(0, "Omgång", labels)
    else:
        frame.insert(0, "År", [int(label) for label in labels])
    return Table("Trend", frame.reset_index(drop=True))


def moves_table(story: Story, panels: Sequence[Panel]) -> Table:
    """Return how each area has moved, as seen from the year shown, a row per area."""
    rows = [{"Kod": each.code, "Område": each.name, "Rörelse": each.words} for each in panels]
    return Table("Rörelse", pd.DataFrame(rows), (moves_note(story),))


def gender_table(found: Gendered) -> Table:
    """Return women and men of an area over time, unrounded, a row per year."""
    columns = {"Kvinnor": dict(found.women), "Män": dict(found.men), "Kvinnor − män": dict(found.gap)}
    frame = pd.DataFrame(columns).sort_index()
    frame["Kvinnor − män"] = frame["Kvinnor − män"].round(9)
    frame.insert(0, "År", [int(year) for year in frame.index])
    frame.insert(0, "Kod", found.code)
    return Table("Kvinnor och män", frame.reset_index(drop=True))


def machine_csv(frame: pd.DataFrame) -> str:
    """Return a frame as CSV for machines: comma, decimal point, UTF-8 without a mark."""
    return _csv(frame, ",", ".", "\n")


def machine_json(frame: pd.DataFrame) -> str:
    """Return a frame as a JSON list of records, every digit kept, null where there is none."""
    plain = frame.astype(object).where(frame.notna(), None)
    return json.dumps(plain.to_dict("records"), ensure_ascii=False)


def excel_csv(table: Table) -> bytes:
    """Return a table as CSV that Swedish Excel opens: semicolon, decimal comma, UTF-8 with mark."""
    return b"\xef\xbb\xbf" + _csv(table.frame, ";", ",", "\r\n").encode("utf-8")


def _csv(frame: pd.DataFrame, separator: str, decimal: str, end: str) -> str:
    """Return a frame as CSV, its texts quoted where a carriage return could end a row."""
    harmless = _harmless(frame)
    texts = harmless.select_dtypes(exclude="number")
    returns = any("\r" in str(cell) for name in texts for cell in texts[name])
    quoting = csv.QUOTE_NONNUMERIC if returns else csv.QUOTE_MINIMAL
    return str(
        harmless.to_csv(index=False, sep=separator, decimal=decimal, lineterminator=end, quoting=quoting)
    )


def workbook(tables: Sequence[Table]) -> bytes:
    """Return tables as an XLSX workbook, a sheet each, with a last sheet of what must be said."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    ) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for table in tables:
            _write_sheet(book.add_worksheet(table.name), table.frame, bold)
        notes = [note for table in tables for note in table.notes]
        if notes:
            sheet = book.add_worksheet("Om tabellen")
            sheet.set_column(0, 0, 110)
            for row, note in enumerate(notes):
                sheet.write_string(row, 0, note)
    return buffer.getvalue()


def _write_sheet(sheet: Worksheet, frame: pd.DataFrame, heading_format: Format) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(frame.columns):
        cells = frame[name].tolist()
        widest = max([len(str(name)), *(len(str(cell)) for cell in cells[:200])])
        sheet.set_column(column, column, min(widest + 2, 48))
        sheet.write_string(0, column, str(name), heading_format)
        for row, cell in enumerate(cells, start=1):
            if cell is None or pd.isna(cell):
                continue
            if isinstance(cell, (int, float)):
                sheet.write_number(row, column, cell)
            else:
                sheet.write_string(row, column, str(cell))


def _harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose texts cannot be taken for formulas."""
    texts = frame.select_dtypes(exclude="number").columns
    return frame.assign(**{name: [_harmless_cell(cell) for cell in frame[name]] for name in texts})


def _harmless_cell(cell: object) -> object:
    formula = isinstance(cell, str) and cell.startswith(_FORMULA_STARTS)
    return f"'{cell}" if formula else cell
