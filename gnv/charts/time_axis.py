"""What charts over time share: their axes, the strategy's start and end, and where a line is broken.

A year's value belongs to the middle of the year, which is where the axis writes the year; so 1 July 2022,
when the strategy began, lies at 2022.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from gnv.charts.markup import Node, node
from gnv.charts.picture import Scale, decimals_of
from gnv.charts.theme import HAIRLINE, MUTED, OUTLINE
from gnv.story import Series, Story
from gnv.strategy import Strategy, Unit
from gnv.words import number

WIDTH, LEFT, RIGHT = 500.0, 46.0, 10.0
TEXT = 13.5
_MOST_YEARS = 12


def axis_time(year: int, month: int) -> float:
    """Return where the first of a month lies on an axis that writes a year at its middle."""
    return year + (month - 7) / 12


def pieces(story: Story, series: Series) -> list[Series]:
    """Return a series in its unbroken pieces: at breaks and gaps; of rounds, where one was left out."""
    if not story.indicator.self_assessed:
        return segments(series, story.indicator.breaks)
    places = {time: place for place, time in enumerate(sorted(story.times))}
    numbered = segments(tuple((places[time], value) for time, value in series), ())
    rest = iter(series)
    return [tuple(next(rest) for _ in piece) for piece in numbered]


def segments(series: Series, breaks: tuple[int, ...]) -> list[Series]:
    """Return a series in its unbroken pieces: cut at a gap of more than a year and at a break."""
    pieces: list[list[tuple[float, float]]] = []
    for time, value in series:
        earlier = pieces[-1][-1][0] if pieces else -math.inf
        if time - earlier > 1 or any(earlier < year <= time for year in breaks):
            pieces.append([])
        pieces[-1].append((time, value))
    return [tuple(piece) for piece in pieces]


def draw_steps(root: Node, story: Story, steps: list[float], y: Scale, *, gaps: bool = False) -> None:
    """Draw a line across and its value at each step.

    Args:
        gaps: whether the steps are differences, which have a sign and are not counted in percent.
    """
    group = node(root, "g", font_size=TEXT - 0.5, fill=MUTED, text_anchor="end")
    percent = "\u00a0%" if story.indicator.unit is Unit.PERCENT and not gaps else ""
    for step in steps:
        stroke(group, f"M{LEFT:g} {y(step):.1f}H{WIDTH - RIGHT:g}", HAIRLINE, 1)
        text = number(step, decimals_of(steps), signed=gaps) + percent
        node(group, "text", text, x=f"{LEFT - 5:g}", y=f"{y(step) + 4.5:.1f}")


def written_years(first: float, last: float) -> Sequence[int]:
    """Return the years that are written on an axis, the last and so many before it as there is room for."""
    years = range(math.ceil(first), math.floor(last) + 1)
    return years[::-1][:: math.ceil(len(years) / _MOST_YEARS)]


def draw_strategy(root: Node, strategy: Strategy, x: Scale, top: float, bottom: float) -> None:
    """Mark the strategy's start and, where the axis reaches it, its end."""
    group = node(root, "g", font_size=TEXT - 1, fill=MUTED)
    for date, text in (
        (strategy.starts, "Strategin börjar"),
        (strategy.ends, "Strategin slutar"),
    ):
        time = axis_time(date.year, date.month)
        if x.low <= time <= x.high:
            right = x(time) < (x.start + x.end) / 2
            stroke(group, f"M{x(time):.1f} {top - 14:.1f}V{bottom:.1f}", OUTLINE, 1, "1 3")
            node(
                group,
                "text",
                text,
                x=f"{x(time) + (5 if right else -5):.1f}",
                y=f"{top - 6:.1f}",
                text_anchor="start" if right else "end",
            )


def stroke(parent: Node, path: str, colour: str, width: float, dash: str | None = None) -> None:
    """Draw a path that is not filled."""
    node(
        parent,
        "path",
        d=path,
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash,
        stroke_linejoin="round",
    )
