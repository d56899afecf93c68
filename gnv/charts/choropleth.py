"""A map as SVG: any classed areas, each one path that can be clicked, focused and read aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gnv.areas import Area, swedish
from gnv.charts.markup import Node, node, svg_text
from gnv.charts.picture import Frame, new_picture
from gnv.charts.projection import Shapes
from gnv.charts.theme import (
    COMPARED,
    FILLS,
    INK,
    MISSING_FILL,
    MUTED,
    OUTLINE,
    PAPER,
    level_fill,
    text_on,
)
from gnv.compare.position import HIGH_TO_LOW, position_symbol
from gnv.observations import Status
from gnv.story import Line, Story
from gnv.words import reference_phrase, value_text

_NAME_SIZE = 12
_VALUE_SIZE = 15.5
_KEYS_ROOM = 84.0
_KEYS_WIDEST = 25  # signs of the legend's heading: a longer one would run into the county
_SYMBOL_SIZE = 11


@dataclass(frozen=True)
class Cell:
    """How one area is drawn.

    Attributes:
        fill: its colour.
        label: the text written in it.
        symbol: what says its class without colour.
        spoken: what follows its name when read aloud.
        missing: whether it has no value.
        note: what follows the label where there is room.
    """

    fill: str
    label: str
    spoken: str
    symbol: str = ""
    missing: bool = False
    note: str = ""


@dataclass(frozen=True)
class Key:
    """One entry of the legend: a colour and what it means."""

    fill: str
    text: str


@dataclass(frozen=True)
class MapStyle:
    """What differs between the county's map and the small one of the regions.

    Attributes:
        names: whether name and value are written in each area, else its symbol alone.
        keys_below: whether the legend stands in the lower left corner, else in the upper.
    """

    names: bool = True
    keys_below: bool = True


def position_cells(story: Story) -> dict[str, Cell]:
    """Return the classes against the middle: symbol, value and colour (*läge*)."""
    return {line.code: _position_cell(story, line) for line in story.lines}


def _position_cell(story: Story, line: Line) -> Cell:
    if line.value is None:
        return _missing_cell(line)
    value = value_text(story.indicator, line.value)
    if not line.position:
        return Cell(PAPER, value, f"{value}, inget läge")
    return Cell(
        FILLS[line.position],
        value,
        f"{value}, {line.position}",
        symbol=position_symbol(line.position),
    )


def level_cells(story: Story) -> dict[str, Cell]:
    """Return the values on one hue, from the lowest to the highest of all years (*nivå*)."""
    low, high = story.bounds
    return {
        line.code: _missing_cell(line)
        if line.value is None
        else Cell(
            level_fill((line.value - low) / (high - low) if high > low else 0.5),
            value_text(story.indicator, line.value),
            value_text(story.indicator, line.value),
        )
        for line in story.lines
    }


def _missing_cell(line: Line) -> Cell:
    return Cell(MISSING_FILL, "–", f"inget värde, {line.status}", missing=True)


def position_keys(story: Story) -> tuple[Key, ...]:
    """Return the legend of `position_cells`: only the classes that the map shows."""
    keys = [
        Key(FILLS[position], f"{position_symbol(position)} {position}, {story.counts[position]}")
        for position in HIGH_TO_LOW
        if story.counts[position]
    ]
    return (*keys, *_missing_key(story))


def level_keys(story: Story) -> tuple[Key, ...]:
    """Return the legend of `level_cells`: lowest, middle and highest of all years."""
    low, high = story.bounds
    keys = [
        Key(level_fill(share), value_text(story.indicator, low + (high - low) * share))
        for share in (0.0, 0.5, 1.0)
    ]
    return (*keys, *_missing_key(story))


def _missing_key(story: Story) -> list[Key]:
    without = len(story.lines) - len(story.with_value)
    why = Status.NOT_ANSWERED if story.indicator.self_assessed else "inget värde"
    return [Key(MISSING_FILL, f"– {why}, {without}")] if without else []


def legend_title(story: Story, *, level: bool) -> str:
    """Return what the legend's classes are about."""
    if story.indicator.self_assessed:
        return "Poäng, hela skalan"
    if level:
        return "Nivå, alla år"
    if not story.reference:
        return "Värde"
    if story.regional:
        return f"Mot mitten av {story.reference_n}"
    return f"Mot {reference_phrase(story.reference, story.reference_n)}"


def choropleth(
    drawing: Shapes,
    areas: Mapping[str, Area],
    cells: Mapping[str, Cell],
    *,
    chosen: str = "",
    compared: str = "",
    title: str,
    keys: Sequence[Key] = (),
    keys_title: str = "",
    frame: Frame | None = None,
    style: MapStyle = MapStyle(),
) -> str:
    """Return the map as SVG.

    Args:
        drawing: the areas' shapes.
        areas: their names, by code.
        cells: how each area is drawn; one without a cell is left grey.
        chosen: the code whose outline is drawn in ink.
        compared: the code that it is compared with, outlined as its line in the trend.
        title: what the map shows, for those who do not see it.
        keys: the legend's entries, drawn in the lower left corner.
        keys_title: the legend's heading.
        frame: heading and source, for a picture that leaves the page.
        style: texts and the legend's place.
    """
    left = 0.0 if style.keys_below else _KEYS_ROOM
    root = new_picture(
        drawing.width + left,
        drawing.height,
        name=title,
        role="group",
        class_="gnv-karta",
        left=left,
        frame=frame,
    )
    shapes = node(
        root, "g", pointer_events="fill", stroke=OUTLINE, stroke_width="0.9", stroke_linejoin="round"
    )
    texts = node(root, "g", class_="text", aria_hidden="true", text_anchor="middle")
    for code in sorted(drawing.paths, key=lambda code: swedish(areas[code].name)):
        cell = cells.get(code) or Cell(MISSING_FILL, "–", "inget värde", missing=True)
        _draw_area(shapes, drawing.paths[code], areas[code], cell, code == chosen)
        _draw_label(texts, drawing.labels[code], areas[code], cell, style)
    for code, colour in ((compared, COMPARED), (chosen, INK)):
        if code in drawing.borders:
            _draw_border(root, texts, drawing.borders[code], colour)
    _draw_keys(root, drawing, keys, keys_title, left)
    return svg_text(root)


def _draw_area(parent: Node, path: str, area: Area, cell: Cell, chosen: bool) -> None:
    spoken = f"{area.name}: {cell.spoken}"
    shape = node(
        parent,
        "path",
        d=path,
        fill=cell.fill,
        stroke_dasharray="3 2" if cell.missing else None,
        data_area=area.code,
        role="button",
        tabindex="0",
        aria_label=spoken,
        aria_pressed="true" if chosen else "false",
    )
    node(shape, "title", spoken)


def _draw_label(parent: Node, at: tuple[float, float], area: Area, cell: Cell, style: MapStyle) -> None:
    x, y = at
    texts = [
        (f"{cell.symbol} {cell.label}".strip(), "0.8em", "varde", _VALUE_SIZE, 600),
        (area.name, "-0.35em", "namn", _NAME_SIZE, None),
    ]
    if not style.names:
        texts = [(cell.symbol, "0.35em", "symbol", _SYMBOL_SIZE, None)] if cell.symbol else []
    for text, below, class_, size, weight in texts:
        written = node(
            parent,
            "text",
            text,
            x=f"{x:.1f}",
            y=f"{y:.1f}",
            dy=below,
            class_=class_,
            font_size=size,
            font_weight=weight,
            fill=text_on(cell.fill),
            stroke=cell.fill,
            stroke_width="3",
            paint_order="stroke",
        )
        if cell.note and class_ == "varde":
            node(written, "tspan", f" {cell.note}", class_="antal", font_size=_NAME_SIZE, font_weight=400)


def _draw_border(root: Node, texts: Node, path: str, colour: str) -> None:
    """Draw an outline above the neighbours and below the texts."""
    group = node(None, "g", class_="vald", aria_hidden="true", fill="none", stroke_linejoin="round")
    node(group, "path", d=path, stroke=PAPER, stroke_width="6.5")
    node(group, "path", d=path, stroke=colour, stroke_width="3.2")
    root.insert(list(root).index(texts), group)


def _draw_keys(root: Node, drawing: Shapes, keys: Sequence[Key], title: str, left: float) -> None:
    """Draw the legend in the lower left corner, or in the upper one of a map with room there."""
    if not keys:
        return
    group = node(root, "g", class_="text forklaring", font_size="13.5", fill=INK)
    x = 6 - left
    y = 44.0 if left else drawing.height - 12 - 23 * (len(keys) - 1)
    lines = textwrap.wrap(title, _KEYS_WIDEST)
    for below, line in enumerate(lines, start=1 - len(lines)):
        node(group, "text", line, x=f"{x:g}", y=f"{y - 27 + 17 * below:.1f}", fill=MUTED)
    for key in keys:
        node(
            group,
            "rect",
            x=f"{x:g}",
            y=f"{y - 12:.1f}",
            width="20",
            height="15",
            rx="2",
            fill=key.fill,
            stroke=OUTLINE,
            stroke_width="0.9",
        )
        node(group, "text", key.text, x=f"{x + 28:g}", y=f"{y:.1f}")
        y += 23
