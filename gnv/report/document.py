"""A document as its parts, whatever it is about and however it is printed.

Every text is plain: what looks like markup or a formula in it is printed as it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any
from urllib.parse import quote

TEXT_WIDTH_MM = 150.0
HIGHEST_PICTURE_MM = 205.0  # leaves room for its caption on the page
LANGUAGE = "sv-SE"
_MOST_ROWS_TOGETHER, _MOST_SIGNS_TOGETHER = 18, 2000

_VIEW_BOX = re.compile(
    r"<svg\b[^>]*\bviewBox=\"\s*([-\d.]+)[\s,]+([-\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)\s*\"[^>]*>"
)
_LINKS = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
_IN_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"
_NEW_LINES = re.compile("\\r\\n?|[\\v\\f\\x85\\u2028\\u2029]")
# Control characters, halves of characters, what is no character, and what turns the reading direction.
_UNPRINTABLE = re.compile(
    "[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufdd0-\\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)


def printable(text: str) -> str:
    """Return a text without what no document can hold; every kind of line break is one of its own."""
    return _UNPRINTABLE.sub("", _NEW_LINES.sub("\n", text))


def cleaned(value: Any) -> Any:
    """Return lists, tables and texts with every text printable, however deep it lies."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: cleaned(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned(each) for each in value]
    return value


@dataclass(frozen=True)
class Run:
    """A stretch of text that is written in one way.

    Attributes:
        link: a web or mail address that the text leads to; empty where it leads nowhere. Letters like å
            are kept as addresses write them (%C3%A5).
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""

    def __post_init__(self) -> None:
        if self.link and not _LINKS.fullmatch(self.link):
            raise ValueError(f"{self.link!r} is neither a web nor a mail address")
        object.__setattr__(self, "link", quote(printable(self.link), safe=_IN_ADDRESSES))


Prose = tuple[Run, ...]


def prose(*parts: str | Run) -> Prose:
    """Return running text of texts and runs."""
    return tuple(part if isinstance(part, Run) else Run(part) for part in parts)


@dataclass(frozen=True)
class Heading:
    """A heading of level 1, 2 or 3."""

    level: int
    text: str

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError(f"there is no heading of level {self.level}")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text; a line break in it stays one."""

    runs: Prose


@dataclass(frozen=True)
class Bullets:
    """A list without an order."""

    items: tuple[Prose, ...]


class Tone(StrEnum):
    """What a box says: something of our own to note, or somebody else's words."""

    NOTE = "note"
    QUOTE = "quote"


@dataclass(frozen=True)
class Box:
    """A note set apart from the text, or a quotation.

    Attributes:
        title: a heading of its own that the table of contents leaves out; may be empty.
    """

    paragraphs: tuple[Prose, ...]
    title: str = ""
    tone: Tone = Tone.NOTE


@dataclass(frozen=True)
class Source:
    """Where figures come from, in small type."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A drawing with its number and caption below.

    Attributes:
        svg: as gnv.charts draws it; needs a viewBox.
        alt: what it shows, for those who do not see it.
        caption: without number: that is set in print.
        width: share of the text's width, above 0 and at most 1.
    """

    svg: str
    alt: str
    caption: str
    width: float = 1.0

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("a picture needs words for those who do not see it")
        if not 0 < self.width <= 1:
            raise ValueError(f"a picture cannot be {self.width} of the text's width")
        if self.proportion <= 0:
            raise ValueError("a picture needs a size")

    @cached_property
    def units(self) -> tuple[float, float]:
        """Width and height in drawing units."""
        return float(self._root[3]), float(self._root[4])

    @property
    def on_paper(self) -> str:
        """The drawing on a white ground, for where it would be see-through."""
        left, top, width, height = self._root.groups()
        ground = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="#ffffff"/>'
        end = self._root.end()
        return f"{self.svg[:end]}{ground}{self.svg[end:]}"

    @cached_property
    def _root(self) -> re.Match[str]:
        found = _VIEW_BOX.search(self.svg)
        if found is None:
            raise ValueError("a picture needs a viewBox")
        return found

    @property
    def proportion(self) -> float:
        """Height as a share of the width."""
        width, height = self.units
        return height / width if width else 0.0

    @property
    def width_mm(self) -> float:
        """Width in print; less than asked for where the picture would not fit on a page."""
        return min(self.width * TEXT_WIDTH_MM, HIGHEST_PICTURE_MM / self.proportion)


class Align(StrEnum):
    """How a column's cells stand: texts at the start, numbers at the end."""

    START = "start"
    CENTRE = "center"
    END = "end"


@dataclass(frozen=True)
class Table:
    """A table with its number and caption above; its header is repeated on every page.

    Attributes:
        caption: without number: that is set in print.
        header: a text per column.
        rows: a text per column each; the first names the row.
        align: per column; at the start where it is empty.
        notes: small paragraphs below.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[Align, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        columns = len(self.header)
        if not columns or any(len(row) != columns for row in self.rows):
            raise ValueError(f"every row needs {columns} cells, at least one")
        if self.align and len(self.align) != columns:
            raise ValueError(f"{columns} columns need {columns} alignments")

    @property
    def is_short(self) -> bool:
        """Whether it is kept together on a page."""
        signs = sum(len(cell) for row in self.rows for cell in row)
        return len(self.rows) <= _MOST_ROWS_TOGETHER and signs <= _MOST_SIGNS_TOGETHER

    @property
    def aligned(self) -> tuple[Align, ...]:
        """How each column stands."""
        return self.align or (Align.START,) * len(self.header)


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Contents:
    """The table of contents.

    Attributes:
        depth: the lowest level of heading in it.
    """

    title: str = "Innehåll"
    depth: int = 2


Block = Heading | Paragraph | Bullets | Box | Source | Picture | Table | PageBreak | Contents


@dataclass(frozen=True)
class Document:
    """A whole document, in Swedish.

    Attributes:
        day: the day it is of. Nothing else in a printed document tells a time, so the same document
            gives the same file.
        publisher: whose it is; an organisation, not a person.
        cover: whether title, subtitle and publisher get a page of their own.
    """

    title: str
    subtitle: str
    day: dt.date
    publisher: str
    blocks: tuple[Block, ...]
    cover: bool = True

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document needs a title")
        above = 0
        for heading in self.headings:
            if heading.level > above + 1:
                raise ValueError(f"a level is missing above {heading.text!r}")
            above = heading.level

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Every heading, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Picture))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return what a person wrote as paragraphs: an empty line begins a new one."""
    stretches = re.split(r"\n[ \t]*\n\s*", printable(text).strip())
    return tuple(Paragraph(prose(stretch)) for stretch in stretches if stretch)
