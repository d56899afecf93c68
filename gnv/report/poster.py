"""One page of key figures under headings, as PDF and PNG: whatever they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gnv.charts.theme import FILLS, HAIRLINE, INK, MUTED, TEXTS
from gnv.compare.position import Position
from gnv.report.document import cleaned
from gnv.report.press import pdf_file, png_files
from gnv.times import day_text

_TEMPLATE = "blad.typ"
_GROUND, _PAPER = "#f6f7f9", "#ffffff"
POSTER_PPI = 200.0  # 1654 × 2339 pixels


@dataclass(frozen=True)
class Tile:
    """One figure.

    Attributes:
        value: as it is read, with its unit; a dash where there is none.
        whose: whose value it is, first in the small lines, where it is not that of the page's area.
        lines: small lines below: year, what it is compared with, why it is missing.
        mark: symbol and word of its position; empty where it has none.
        change: an arrow and how much, written to be seen, last; empty where it has none.
        missing: whether it has no value; then it stands back.
    """

    name: str
    value: str
    lines: tuple[str, ...] = ()
    whose: str = ""
    mark: str = ""
    position: Position = Position.NONE
    change: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Panel:
    """Tiles side by side under a heading, at most five.

    Attributes:
        note: a small line below; may be empty.
    """

    heading: str
    tiles: tuple[Tile, ...]
    note: str = ""


@dataclass(frozen=True)
class Poster:
    """A page of panels.

    Attributes:
        lead: sentences above the panels.
        notes: small paragraphs at the foot: sources, how to read.
        picture: a small drawing (SVG) beside the title, and its words; or none.
    """

    title: str
    subtitle: str
    day: dt.date
    publisher: str
    lead: tuple[str, ...]
    panels: tuple[Panel, ...]
    notes: tuple[str, ...] = ()
    picture: tuple[str, str] | None = None


def poster_pdf(poster: Poster) -> bytes:
    """Return a poster as a tagged PDF file of one page, the same bytes each time.

    Raises:
        PressError: where it could not be made.
    """
    return pdf_file(_TEMPLATE, _told(poster), poster.day)


def poster_png(poster: Poster, ppi: float = POSTER_PPI) -> bytes:
    """Return a poster as a PNG picture.

    Raises:
        PressError: where it could not be made.
    """
    return png_files(_TEMPLATE, _told(poster), ppi)[0]


def _told(poster: Poster) -> dict[str, Any]:
    """Return a poster as the template reads it."""
    day = poster.day
    told = {
        "title": poster.title,
        "subtitle": poster.subtitle,
        "day": [day.year, day.month, day.day],
        "said_day": day_text(day.isoformat()),
        "publisher": poster.publisher,
        "lead": poster.lead,
        "panels": [_panel(panel) for panel in poster.panels],
        "notes": poster.notes,
        "picture": poster.picture and {"svg": poster.picture[0], "alt": poster.picture[1]},
    }
    cleansed: dict[str, Any] = cleaned(told)
    return cleansed


def _panel(panel: Panel) -> dict[str, Any]:
    return {"heading": panel.heading, "note": panel.note, "tiles": _tiles(panel.tiles)}


def _tiles(tiles: Sequence[Tile]) -> list[dict[str, Any]]:
    return [
        {
            "name": tile.name,
            "value": tile.value,
            "whose": tile.whose,
            "lines": tile.lines,
            "mark": tile.mark,
            "change": tile.change,
            "colour": _colour(tile),
            "ground": _PAPER if tile.missing else _GROUND,
            "edge": HAIRLINE if tile.position is Position.NONE else FILLS[tile.position],
        }
        for tile in tiles
    ]


def _colour(tile: Tile) -> str:
    if tile.missing:
        return MUTED
    return INK if tile.position is Position.NONE else TEXTS[tile.position]
