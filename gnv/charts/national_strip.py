"""The spread in Sweden: a dot per municipality, and below it Dalarna's in order, each with name and value.

What lies further from the middle than four spreads is drawn at the edge, with an arrow and how many, so
that a few extremes do not press the others together.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gnv.charts.markup import Node, node, svg_text
from gnv.charts.picture import Frame, Scale, new_picture, round_steps
from gnv.charts.strip import draw_axis, draw_marks, in_order
from gnv.charts.theme import BAND, HAIRLINE, INK, MUTED, OUTLINE, TEXTS
from gnv.compare import position_symbol
from gnv.sentences import heading
from gnv.story import Line, Story
from gnv.words import number, value_text

_WIDTH, _LEFT, _RIGHT = 500.0, 152.0, 72.0
_TOP, _ROW, _BELOW = 28.0, 21.0, 42.0
_HIGHEST, _ROOM = 150.0, 20.0
_TEXT = 14.0
_DOT = 4.4
_SPREADS = 4


def national_strip(
    story: Story, others: Sequence[float], front: str, compared: str = "", frame: Frame | None = None
) -> str:
    """Return the spread as SVG: the swarm where there are others, then a row per area of the story.

    Each row can be chosen (``data-area``).

    Args:
        others: the values of the areas beyond the story's own; none without national values.
        front: code of the area in front.
        compared: code of the one that is compared with.
        frame: heading and source, for a picture that leaves the page.
    """
    ordered = in_order(story)
    own = [line.value or 0.0 for line in ordered]
    steps = value_steps(story, [*own, *others])
    x = Scale(steps[0], steps[-1], _LEFT + 8, _WIDTH - _RIGHT - 8)
    swarm = _swarm(own, others, x)
    first = _TOP + (swarm.height if others else 0.0)
    bottom = first + len(ordered) * _ROW
    root = new_picture(
        _WIDTH, bottom + _BELOW, name=alt(story), role="group", class_="gnv-spann", frame=frame
    )
    _draw_zone(root, story, x, bottom)
    draw_axis(root, story, steps, x, _TOP, bottom)
    draw_marks(root, story, x, _TOP, bottom)
    if others:
        _draw_swarm(root, swarm)
        _draw_ends(root, [*own, *others], x)
    for index, line in enumerate(ordered):
        _draw_row(root, story, line, x, first + index * _ROW, front, compared)
    return svg_text(root)


def value_steps(story: Story, values: Sequence[float]) -> list[float]:
    """Return the axis: from the lowest to the highest, no further than four spreads from the middle."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if story.middle is not None and story.spread:
        low = max(low, story.middle - _SPREADS * story.spread)
        high = min(high, story.middle + _SPREADS * story.spread)
    return round_steps(low, max(low, high), most=5)


def _draw_zone(root: Node, story: Story, x: Scale, bottom: float) -> None:
    """Draw what is level: as far as the spread on each side of the middle."""
    if story.middle is None or not story.spread:
        return
    left, right = (_within(story.middle + side * story.spread, x) for side in (-1, 1))
    node(
        root,
        "rect",
        x=f"{x(left):.1f}",
        y=_TOP,
        width=f"{x(right) - x(left):.1f}",
        height=bottom - _TOP,
        fill=BAND,
    )


def _within(value: float, x: Scale) -> float:
    return min(max(value, x.low), x.high)


@dataclass(frozen=True)
class _Swarm:
    """Dots heaped at their values: where each heap stands, and which of its dots are Dalarna's (first)."""

    heaps: Mapping[float, list[bool]]
    pitch: float

    @property
    def height(self) -> float:
        return max((len(heap) for heap in self.heaps.values()), default=0) * self.pitch + _ROOM


def _swarm(own: Sequence[float], others: Sequence[float], x: Scale) -> _Swarm:
    """Return the dots: at their own places where these lie apart, else at the nearest of even places."""
    within = [value for value in {*own, *others} if x.low <= value <= x.high]
    places = sorted(x(value) for value in within)
    apart = min((after - before for before, after in itertools.pairwise(places)), default=_DOT) >= _DOT
    heaps: dict[float, list[bool]] = defaultdict(list)
    for value, mine in [*((value, True) for value in own), *((value, False) for value in others)]:
        if x.low <= value <= x.high:
            heaps[x(value) if apart else round(x(value) / _DOT) * _DOT].append(mine)
    highest = max((len(heap) for heap in heaps.values()), default=1)
    return _Swarm(heaps, min(_DOT, (_HIGHEST - _ROOM) / highest))


def _draw_swarm(root: Node, swarm: _Swarm) -> None:
    """Draw a dot per municipality, Dalarna's dark and nearest the rows; one path a colour, which is light."""
    base = _TOP + swarm.height - 7
    for mine, colour in ((False, OUTLINE), (True, INK)):
        path = "".join(
            f"M{place:.1f} {base - level * swarm.pitch:.1f}h0"
            for place, heap in swarm.heaps.items()
            for level, is_mine in enumerate(heap)
            if is_mine is mine
        )
        dots = node(root, "path", d=path, stroke=colour, stroke_width=_DOT * 0.86, fill="none")
        dots.set("stroke-linecap", "round")


def _draw_ends(root: Node, values: Sequence[float], x: Scale) -> None:
    """Draw how many lie beyond each end of the axis."""
    _draw_beyond(root, sum(value < x.low for value in values), x.start, "◄", "start")
    _draw_beyond(root, sum(value > x.high for value in values), x.end, "►", "end")


def _draw_beyond(root: Node, count: int, at: float, arrow: str, anchor: str) -> None:
    """Draw how many lie beyond an end of the axis."""
    if not count:
        return
    said = f"{arrow} {count} lägre" if anchor == "start" else f"{count} högre {arrow}"
    node(
        root, "text", said, x=f"{at:.1f}", y=_TOP + 14, text_anchor=anchor, font_size=_TEXT - 1.5, fill=MUTED
    )


def _draw_row(root: Node, story: Story, line: Line, x: Scale, top: float, front: str, compared: str) -> None:
    focus = line.code == front
    value = value_text(story.indicator, line.value)
    said = f"{line.name}: {value} {line.position}".strip()
    pressed = "true" if line.code == (compared if story.regional else front) else "false"
    row = node(
        root,
        "g",
        data_area=line.code,
        role="button",
        tabindex="0",
        aria_label=said,
        aria_pressed=pressed,
        font_size=_TEXT,
        fill=INK if focus else MUTED,
        font_weight=600 if focus else None,
    )
    node(row, "title", said)
    node(row, "rect", x=0, y=top, width=_WIDTH, height=_ROW, fill="transparent")
    middle = top + _ROW / 2
    node(row, "path", d=f"M{_LEFT:g} {middle:g}H{_WIDTH - _RIGHT:g}", stroke=HAIRLINE)
    y = f"{middle + 4.5:g}"
    node(row, "text", line.short_name, x=_LEFT - 6, y=y, text_anchor="end")
    at = _within(line.value or 0.0, x)
    beyond = "" if at == line.value else "◄" if at > (line.value or 0.0) else "►"
    node(
        row,
        "text",
        beyond or (position_symbol(line.position) if line.position else "●"),
        x=f"{x(at):.1f}",
        y=f"{middle:g}",
        dy="0.35em",
        class_="symbol",
        text_anchor="middle",
        font_size=19 if focus else 14,
        fill=INK if focus else TEXTS[line.position],
    )
    node(row, "text", value, x=_WIDTH - _RIGHT + 6, y=y, class_="varde")


def alt(story: Story) -> str:
    """Return what the strip shows."""
    whose = "regionerna" if story.regional else "Dalarnas kommuner"
    return f"{heading(story)}: {whose} i ordning, på en axel med mitten och zonen som räknas som i nivå"


def strip_note(story: Story, others: Sequence[float]) -> str:
    """Return how to read the strip, of how many, and what a refresh would add."""
    said = []
    if others:
        count = len(others) + len(story.with_value)
        said.append(f"Prickar: {number(count)} av Sveriges kommuner, Dalarnas mörka.")
    if story.middle is not None and story.spread:
        low, high = (value_text(story.indicator, story.middle + side * story.spread) for side in (-1, 1))
        said.append(f"Grå zon: i nivå med mitten, {low} till {high}.")
    values = [*(line.value or 0.0 for line in story.with_value), *others]
    steps = value_steps(story, values)
    beyond = sum(not steps[0] <= value <= steps[-1] for value in values)
    if beyond:
        said.append("Pil: utanför axeln, som slutar ungefär fyra gånger spridningen från mitten.")
    if not others and not story.regional:
        said.append("Hela landets spridning visas när någon hämtar nya värden från Kolada på sidan Om.")
    return " ".join(said)
