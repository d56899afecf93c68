"""The regions in order, each a symbol at its value, with Region Dalarna in front."""

from __future__ import annotations

from gnv.areas import REGION_DALARNA
from gnv.charts.markup import Node, node, svg_text
from gnv.charts.picture import Frame, Scale, decimals_of, new_picture, round_steps
from gnv.charts.theme import HAIRLINE, INK, MUTED, NATIONAL, TEXTS
from gnv.compare import position_symbol
from gnv.story import Line, Story
from gnv.strategy import Direction
from gnv.words import number, unit_caption, value_text

_WIDTH, _ROW, _TOP, _BELOW = 380.0, 22.0, 28.0, 42.0
_LEFT, _RIGHT = 152.0, 26.0
_TEXT = 14.5


def strip(story: Story, compared: str | None = None, frame: Frame | None = None) -> str:
    """Return the regions as SVG, best first, or highest first where neither is better.

    Each row can be chosen (``data-area``), to compare Region Dalarna with that region.

    Args:
        compared: code of the region that is compared with.
        frame: heading and source, for a picture that leaves the page.
    """
    ordered = in_order(story)
    values = [line.value or 0.0 for line in ordered]
    steps = round_steps(min(values, default=0.0), max(values, default=1.0), most=5)
    x = Scale(steps[0], steps[-1], _LEFT + 8, _WIDTH - _RIGHT)
    bottom = _TOP + len(ordered) * _ROW
    root = new_picture(
        _WIDTH,
        bottom + _BELOW,
        name=strip_alt(story),
        role="group",
        class_="gnv-remsa",
        frame=frame,
    )
    draw_axis(root, story, steps, x, _TOP, bottom)
    draw_marks(root, story, x, _TOP, bottom)
    for index, line in enumerate(ordered):
        _draw_row(root, story, line, x, _TOP + index * _ROW, compared)
    return svg_text(root)


def in_order(story: Story) -> list[Line]:
    """Return the areas that have a value, best first, or highest first where neither is better."""
    lowest_first = story.indicator.direction is Direction.LOW
    return sorted(story.with_value, key=lambda line: line.value or 0.0, reverse=not lowest_first)


def draw_axis(root: Node, story: Story, steps: list[float], x: Scale, top: float, bottom: float) -> None:
    """Draw the values below, with a line up from each and what they are counted in."""
    group = node(root, "g", font_size=_TEXT - 0.5, fill=MUTED, text_anchor="middle")
    for step in steps:
        node(group, "path", d=f"M{x(step):.1f} {top:g}V{bottom:g}", stroke=HAIRLINE)
        text = number(step, decimals_of(steps))
        node(group, "text", text, x=f"{x(step):.1f}", y=f"{bottom + 16:g}")
    middle = (x.start + x.end) / 2
    node(group, "text", unit_caption(story.indicator), x=f"{middle:.1f}", y=f"{bottom + 34:g}")


def draw_marks(root: Node, story: Story, x: Scale, top: float, bottom: float) -> None:
    """Draw where the middle and Riket lie, the lower one's name to the left."""
    marks = [
        (value, text, colour, dash)
        for value, text, colour, dash in (
            (story.middle, "mitten", MUTED, "6 4"),
            (story.national, "riket", NATIONAL, "2 3"),
        )
        if value is not None and x.low <= value <= x.high
    ]
    for index, (value, text, colour, dash) in enumerate(sorted(marks)):
        right = index == len(marks) - 1
        node(
            root,
            "path",
            d=f"M{x(value):.1f} {top - 6:g}V{bottom:g}",
            stroke=colour,
            stroke_dasharray=dash,
        )
        node(
            root,
            "text",
            text,
            x=f"{x(value) + (4 if right else -4):.1f}",
            y=f"{top - 9:g}",
            text_anchor="start" if right else "end",
            font_size=_TEXT - 0.5,
            fill=colour,
        )


def _draw_row(root: Node, story: Story, line: Line, x: Scale, top: float, compared: str | None) -> None:
    focus = line.code == REGION_DALARNA
    said = f"{line.name}: {value_text(story.indicator, line.value)} {line.position}".strip()
    row = node(
        root,
        "g",
        data_area=line.code,
        role="button",
        tabindex="0",
        aria_label=said,
        aria_pressed="true" if line.code == compared else "false",
        font_size=_TEXT,
    )
    node(row, "title", said)
    node(row, "rect", x=0, y=top, width=_WIDTH, height=_ROW, fill="transparent")
    middle = top + _ROW / 2
    node(row, "path", d=f"M{_LEFT:g} {middle:g}H{_WIDTH - _RIGHT:g}", stroke=HAIRLINE)
    node(
        row,
        "text",
        line.short_name,
        x=f"{_LEFT - 4:g}",
        y=f"{middle + 4.5:g}",
        text_anchor="end",
        fill=INK if focus else MUTED,
        font_weight=600 if focus else None,
    )
    at = x(line.value or 0.0)
    node(
        row,
        "text",
        position_symbol(line.position) if line.position else "●",
        x=f"{at:.1f}",
        y=f"{middle:g}",
        dy="0.35em",
        class_="symbol",
        text_anchor="middle",
        font_size=20 if focus else 13,
        fill=INK if focus else TEXTS[line.position],
    )
    if focus:
        right = at < (x.start + x.end) / 2
        node(
            row,
            "text",
            value_text(story.indicator, line.value),
            x=f"{at + (12 if right else -12):.1f}",
            y=f"{middle + 5:g}",
            text_anchor="start" if right else "end",
            font_size=_TEXT + 1.5,
            font_weight=600,
            fill=INK,
            stroke="#ffffff",
            stroke_width=4,
            paint_order="stroke",
        )


def strip_alt(story: Story) -> str:
    """Return the strip in words."""
    name = f"Regionerna i ordning efter {story.indicator.name} {story.period}"
    line = story.line(REGION_DALARNA)
    if line is None or line.value is None:
        return f"{name}. Region Dalarna har inget värde."
    return f"{name}. Region Dalarna är nummer {line.rank} av {len(story.with_value)}."
