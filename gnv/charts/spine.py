"""The spine chart: each key figure's distance to the comparator in units of the spread, better to the right.

A bar is drawn with whatever tells where a distance lies: in per cent of a table's cell on the page, in
drawing units in the picture that leaves it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gnv.charts.markup import Node, node, svg_text
from gnv.charts.picture import Frame, new_picture
from gnv.charts.theme import BAND, FILLS, HAIRLINE, INK, MUTED, OUTLINE, PAPER, TEXTS
from gnv.compare import Position, position_symbol
from gnv.standing import Standing
from gnv.strategy import Direction
from gnv.words import number

REACH = 3.0
ROW = 30.0

_WIDTH, _LEFT, _RIGHT, _HEAD = 1030.0, 470.0, 790.0, 34.0
_STEM, _BAND_HEIGHT, _MARK = 7.0, 13.0, 7.0
_TEXT = 14.0
_ARROWS = {True: "M-6 -7L5 0L-6 7Z", False: "M6 -7L-5 0L6 7Z"}
_MARKS = {
    Position.BETTER: "M0 -7L7.5 6H-7.5Z",
    Position.HIGHER: "M0 -7L7.5 6H-7.5Z",
    Position.WORSE: "M0 7L7.5 -6H-7.5Z",
    Position.LOWER: "M0 7L7.5 -6H-7.5Z",
}
Place = Callable[[float], str]


@dataclass(frozen=True)
class Bar:
    """Where a value and the middle half of its reference set lie, in spreads from the comparator.

    Better is positive; where there is no direction higher is. Everything lies within ± `REACH`.

    Attributes:
        at: the value.
        beyond: whether it truly lies further out.
        low, high: the ends of the middle half.
        distance: where the value truly lies.
        position: its class.
    """

    at: float
    beyond: bool
    low: float
    high: float
    distance: float
    position: Position


@dataclass(frozen=True)
class Row:
    """A row of the picture: the texts beside a bar.

    Attributes:
        name: the key figure.
        value: the area's value, with its year.
        bar: none where there is nothing to compare with.
        said: the comparator's value, or why there is no bar.
    """

    name: str
    value: str
    bar: Bar | None
    said: str


@dataclass(frozen=True)
class Block:
    """Rows under a heading, with what the two sides mean and whom the values are compared with."""

    heading: str
    sides: tuple[str, str]
    compared: str
    rows: tuple[Row, ...]


def bar(each: Standing) -> Bar | None:
    """Return the bar of a standing; none where it has no class against the comparator."""
    distance, against, spread = each.distance, each.against.value, each.spread
    if distance is None or against is None or not spread:
        return None
    sign = -1.0 if each.indicator.direction is Direction.LOW else 1.0
    quartiles = (each.lower_quartile, each.upper_quartile)
    ends = sorted(sign * (end - against) / spread for end in quartiles if end is not None)
    low, high = (ends[0], ends[-1]) if ends else (0.0, 0.0)
    true = sign * distance
    return Bar(_within(true), abs(true) > REACH, _within(low), _within(high), true, each.against.position)


def _within(value: float) -> float:
    return min(max(value, -REACH), REACH)


def distance_words(drawn: Bar) -> str:
    """Return a bar in words, for those who do not see it (1,6 s åt det bättre hållet)."""
    if drawn.position in (Position.HIGHER, Position.LOWER):
        return f"{number(abs(drawn.distance), 1)} s {drawn.position}"
    side = "bättre" if drawn.distance > 0 else "sämre"
    return f"{number(abs(drawn.distance), 1)} s åt det {side} hållet" if drawn.distance else "samma värde"


def cell(parent: Node, drawn: Bar) -> None:
    """Draw a bar that fills a table's cell, whatever its width."""
    picture = node(
        parent, "svg", width="100%", height=f"{ROW:g}", role="img", aria_label=distance_words(drawn)
    )

    def place(distance: float) -> str:
        return f"{50 + distance / REACH * 47:.2f}%"

    def length(distance: float) -> str:
        return f"{distance / REACH * 47:.2f}%"

    _draw_bar(picture, drawn, place, length, ROW / 2)


def _draw_bar(parent: Node, drawn: Bar, place: Place, length: Place, middle: float) -> None:
    """Draw the middle half, the way from the comparator and the mark."""
    node(
        parent,
        "rect",
        x=place(drawn.low),
        y=f"{middle - _BAND_HEIGHT / 2:g}",
        width=length(drawn.high - drawn.low),
        height=f"{_BAND_HEIGHT:g}",
        rx=3,
        fill="none",
        stroke=OUTLINE,
    )
    node(
        parent,
        "line",
        x1=place(0),
        x2=place(drawn.at),
        y1=f"{middle:g}",
        y2=f"{middle:g}",
        stroke=FILLS[drawn.position],
        stroke_width=_STEM,
    )
    mark = node(parent, "svg", x=place(drawn.at), y=f"{middle:g}", overflow="visible", width=1, height=1)
    _draw_mark(mark, drawn)


def _draw_mark(parent: Node, drawn: Bar) -> None:
    hollow = drawn.position in (Position.HIGHER, Position.LOWER)
    colour = TEXTS[drawn.position]
    fill, stroke = (PAPER, colour) if hollow else (colour, PAPER)
    look = {"fill": fill, "stroke": stroke, "stroke_width": 1.8 if hollow else 1.2}
    if drawn.beyond:
        node(parent, "path", "", d=_ARROWS[drawn.distance > 0], **look)
    elif drawn.position in _MARKS:
        node(parent, "path", "", d=_MARKS[drawn.position], **look)
    else:
        node(parent, "circle", "", r=5.5, **look)


def spine_picture(blocks: Sequence[Block], name: str, frame: Frame) -> str:
    """Return the chart as one SVG, for a picture that leaves the page.

    Args:
        blocks: rows under headings, from above.
        name: what it shows, for those who do not see it.
        frame: heading and source.
    """
    height = sum(_HEAD + ROW * len(block.rows) for block in blocks) + _HEAD
    root = new_picture(_WIDTH, height, name=name, role="img", class_="gnv-rygg", frame=frame)
    top = 0.0
    for block in blocks:
        top = _draw_block(root, block, top)
    _draw_axis(root, top)
    return svg_text(root)


def _x(distance: float) -> str:
    return f"{(_LEFT + _RIGHT) / 2 + _units(distance):.1f}"


def _units(distance: float) -> float:
    return distance / REACH * (_RIGHT - _LEFT) / 2


def _draw_block(root: Node, block: Block, top: float) -> float:
    """Draw a block and return where the next one begins."""
    line = top + _HEAD - 10
    group = node(root, "g", font_size=_TEXT, fill=MUTED)
    node(group, "text", block.heading, x=10, y=f"{line:g}", font_weight=600, fill=INK)
    worse, better = block.sides
    node(group, "text", worse, x=_x(-REACH), y=f"{line:g}")
    node(group, "text", better, x=_x(REACH), y=f"{line:g}", text_anchor="end")
    node(group, "text", block.compared, x=_RIGHT + 16, y=f"{line:g}")
    for place, row in enumerate(block.rows):
        _draw_row(root, row, top + _HEAD + ROW * place)
    return top + _HEAD + ROW * len(block.rows)


def _draw_row(root: Node, row: Row, top: float) -> None:
    y = f"{top + ROW / 2 + 5:g}"
    group = node(root, "g", font_size=_TEXT, fill=INK)
    node(root, "path", d=f"M10 {top + ROW:g}H{_WIDTH - 10:g}", stroke=HAIRLINE)
    node(group, "text", row.name, x=10, y=y)
    colour = TEXTS[row.bar.position] if row.bar else MUTED
    symbol = position_symbol(row.bar.position) if row.bar else position_symbol(Position.NONE)
    node(group, "text", symbol, x=_LEFT - 22, y=y, fill=colour, text_anchor="middle")
    node(group, "text", row.value, x=_LEFT - 40, y=y, text_anchor="end", font_weight=600)
    node(group, "text", row.said, x=_RIGHT + 16 if row.bar else _LEFT, y=y, fill=MUTED)
    if row.bar is not None:
        _draw_zone(root, top)
        _draw_bar(root, row.bar, _x, lambda each: f"{_units(each):.1f}", top + ROW / 2)


def _draw_zone(root: Node, top: float) -> None:
    """Draw what is level, and where the comparator lies."""
    node(root, "rect", x=_x(-1), y=f"{top:g}", width=f"{_units(2):.1f}", height=f"{ROW:g}", fill=BAND)
    node(root, "path", d=f"M{_x(0)} {top:g}v{ROW:g}", stroke=INK)


def _draw_axis(root: Node, top: float) -> None:
    group = node(root, "g", font_size=_TEXT - 1.5, fill=MUTED, text_anchor="middle")
    for step in (-3, -2, -1, 0, 1, 2, 3):
        node(group, "text", f"{number(step, signed=True)} s", x=_x(step), y=f"{top + 18:g}")
