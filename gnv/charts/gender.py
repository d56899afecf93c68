"""Women and men over time, and below, on the same years, the gap between them, in the unit: no judgement."""

from __future__ import annotations

from gnv.charts.markup import Node, node, svg_text
from gnv.charts.picture import Frame, Scale, new_picture, round_steps
from gnv.charts.theme import COMPARED, INK, MUTED
from gnv.charts.time_axis import (
    LEFT,
    RIGHT,
    TEXT,
    WIDTH,
    axis_time,
    draw_steps,
    draw_strategy,
    stroke,
    written_years,
)
from gnv.charts.trend import TrendLine, draw_legend, draw_pieces
from gnv.depth import Gendered
from gnv.story import Story
from gnv.strategy import Strategy
from gnv.words import difference_text, difference_unit, number, unit_caption, value_text

_LINES_TOP, _LINES_BOTTOM = 62.0, 212.0
_GAP_TOP, _GAP_BOTTOM = 268.0, 348.0
_HEIGHT = 374.0


def gender_lines(found: Gendered) -> tuple[TrendLine, TrendLine]:
    """Return women's and men's lines; told apart by dash and mark too."""
    return (
        TrendLine("Kvinnor", found.women, COMPARED, 2.6),
        TrendLine("Män", found.men, INK, 2.2, "6 4"),
    )


def gender_chart(
    story: Story, found: Gendered, name: str, strategy: Strategy, frame: Frame | None = None
) -> str:
    """Return both lines and the gap as SVG.

    Args:
        name: whose values they are.
        frame: heading and source, for a picture that leaves the page.
    """
    lines = gender_lines(found)
    start = axis_time(strategy.starts.year, strategy.starts.month)
    times = [time for line in lines for time, _ in line.series]
    first, last = min([*times, start]), max([*times, start])
    x = Scale(first - 0.4, last + 0.4, LEFT, WIDTH - RIGHT)
    root = new_picture(
        WIDTH, _HEIGHT, name=gender_alt(story, found, name), role="img", class_="gnv-trend", frame=frame
    )
    period = float(story.period or 0)
    draw_legend(root, story, lines, [dict(line.series).get(period) for line in lines])
    _draw_lines(root, story, lines, x)
    _draw_gap(root, story, found, x)
    for bottom in (_LINES_BOTTOM, _GAP_BOTTOM):
        group = node(root, "g", font_size=TEXT - 0.5, fill=MUTED, text_anchor="middle")
        for year in written_years(first, last):
            node(group, "text", str(year), x=f"{x(year):.1f}", y=bottom + 18)
    draw_strategy(root, strategy, x, _LINES_TOP, _GAP_BOTTOM)
    return svg_text(root)


def _draw_lines(root: Node, story: Story, lines: tuple[TrendLine, ...], x: Scale) -> None:
    values = [value for line in lines for _, value in line.series]
    steps = round_steps(min(values), max(values), most=5)
    y = Scale(steps[0], steps[-1], _LINES_BOTTOM, _LINES_TOP)
    draw_steps(root, story, steps, y)
    for line in lines:
        group = node(root, "g", fill=line.colour)
        draw_pieces(group, story, line, x, y)
        for time, value in line.series:
            mark = _mark(group, x(time), y(value), square=line.dash is not None)
            node(mark, "title", f"{line.name} {int(time)}: {value_text(story.indicator, value)}")


def _mark(parent: Node, x: float, y: float, *, square: bool) -> Node:
    if square:
        return node(parent, "rect", x=f"{x - 3:.1f}", y=f"{y - 3:.1f}", width=6, height=6)
    return node(parent, "circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=3.4)


def _draw_gap(root: Node, story: Story, found: Gendered, x: Scale) -> None:
    """Draw the gap of each year as a stem from zero: above it women lie higher."""
    unit = difference_unit(story.indicator, 2.0) or unit_caption(story.indicator)
    said = f"Kvinnor minus män, {unit}"
    node(root, "text", said, x=4, y=_GAP_TOP - 14, font_size=TEXT, fill=INK, font_weight=600)
    gaps = [gap for _, gap in found.gap]
    steps = round_steps(min([0.0, *gaps]), max([0.0, *gaps]), most=4)
    y = Scale(steps[0], steps[-1], _GAP_BOTTOM, _GAP_TOP)
    draw_steps(root, story, steps, y, gaps=True)
    stroke(root, f"M{LEFT:g} {y(0):.1f}H{WIDTH - RIGHT:g}", INK, 1)
    group = node(root, "g", stroke=MUTED, stroke_width=2.4, fill=MUTED)
    for time, gap in found.gap:
        mark = node(group, "path", d=f"M{x(time):.1f} {y(0):.1f}V{y(gap):.1f}")
        node(mark, "title", f"{int(time)}: {difference_text(story.indicator, gap)}")
        node(group, "circle", cx=f"{x(time):.1f}", cy=f"{y(gap):.1f}", r=3.2, stroke="none")


def gender_alt(story: Story, found: Gendered, name: str) -> str:
    """Return the chart in words: both lines' first and last value."""
    said = [
        f"{line.name} från {value_text(story.indicator, line.series[0][1])} {int(line.series[0][0])} "
        f"till {value_text(story.indicator, line.series[-1][1])} {int(line.series[-1][0])}"
        for line in gender_lines(found)
    ]
    return f"Kvinnor och män i {name}, {story.indicator.name}. {'; '.join(said)}."


def gender_table(story: Story, found: Gendered) -> tuple[list[str], list[list[str]]]:
    """Return the chart as a table: the headings, and a row per year, latest first."""
    women, men, gap = dict(found.women), dict(found.men), dict(found.gap)
    decimals = story.indicator.decimals
    rows = [
        [
            str(int(time)),
            number(women.get(time), decimals),
            number(men.get(time), decimals),
            difference_text(story.indicator, gap.get(time)),
        ]
        for time in sorted({*women, *men}, reverse=True)
    ]
    return ["År", "Kvinnor", "Män", "Kvinnor − män"], rows
