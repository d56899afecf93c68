"""Women and men over time, and below, on the same years, the gap between them, in the unit: no judgement."""

from __future__ import annotations

from gnv.charts.markup import Node, node, svg_text
from gnv.charts.picture import Frame, Scale, decimals_of, new_picture, round_steps
from gnv.charts.theme import COMPARED, HAIRLINE, INK, MUTED, OUTLINE
from gnv.charts.trend import TrendLine, axis_time, pieces
from gnv.depth import Gendered
from gnv.sentences import STRATEGY_YEAR
from gnv.story import Story
from gnv.strategy import Strategy, Unit
from gnv.words import difference_text, difference_unit, number, unit_caption, value_text

_WIDTH, _LEFT, _RIGHT = 500.0, 46.0, 10.0
_LINES_TOP, _LINES_BOTTOM = 62.0, 212.0
_GAP_TOP, _GAP_BOTTOM = 268.0, 348.0
_HEIGHT = 374.0
_TEXT = 13.5
_ROW = 19.0
_MOST_YEARS = 12


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
    x = Scale(min([*times, start]) - 0.4, max([*times, start]) + 0.4, _LEFT, _WIDTH - _RIGHT)
    root = new_picture(
        _WIDTH, _HEIGHT, name=gender_alt(story, found, name), role="img", class_="gnv-trend", frame=frame
    )
    _draw_legend(root, story, lines)
    _draw_lines(root, story, lines, x)
    _draw_gap(root, story, found, x)
    _draw_years(root, x)
    _stroke(root, f"M{x(start):.1f} {_LINES_TOP - 14:g}V{_GAP_BOTTOM:g}", OUTLINE, 1, "1 3")
    right = x(start) < (x.start + x.end) / 2
    at = f"{x(start) + (5 if right else -5):.1f}"
    anchor = "start" if right else "end"
    said = f"Strategin börjar {STRATEGY_YEAR}"
    node(root, "text", said, x=at, y=_LINES_TOP - 6, text_anchor=anchor, font_size=_TEXT - 1, fill=MUTED)
    return svg_text(root)


def _draw_legend(root: Node, story: Story, lines: tuple[TrendLine, ...]) -> None:
    group = node(root, "g", font_size=_TEXT, fill=INK, class_="forklaring")
    for index, line in enumerate(lines):
        y = 14 + index * _ROW
        _stroke(group, f"M{_LEFT:g} {y - 4.5:g}h24", line.colour, line.width, line.dash)
        value = next((value for time, value in line.series if int(time) == int(story.period or 0)), None)
        shown = "inget värde" if value is None else value_text(story.indicator, value)
        node(group, "text", f"{line.name} {story.label}: {shown}", x=_LEFT + 32, y=f"{y:g}")


def _draw_lines(root: Node, story: Story, lines: tuple[TrendLine, ...], x: Scale) -> None:
    values = [value for line in lines for _, value in line.series]
    steps = round_steps(min(values), max(values), most=5)
    y = Scale(steps[0], steps[-1], _LINES_BOTTOM, _LINES_TOP)
    _draw_steps(root, story, steps, y, signed=False)
    for line in lines:
        group = node(root, "g", fill=line.colour)
        for piece in pieces(story, line.series):
            if len(piece) > 1:
                points = "L".join(f"{x(time):.1f} {y(value):.1f}" for time, value in piece)
                _stroke(group, f"M{points}", line.colour, line.width, line.dash)
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
    node(root, "text", said, x=4, y=_GAP_TOP - 14, font_size=_TEXT, fill=INK, font_weight=600)
    gaps = [gap for _, gap in found.gap]
    steps = round_steps(min([0.0, *gaps]), max([0.0, *gaps]), most=4)
    y = Scale(steps[0], steps[-1], _GAP_BOTTOM, _GAP_TOP)
    _draw_steps(root, story, steps, y, signed=True)
    _stroke(root, f"M{_LEFT:g} {y(0):.1f}H{_WIDTH - _RIGHT:g}", INK, 1)
    group = node(root, "g", stroke=MUTED, stroke_width=2.4, fill=MUTED)
    for time, gap in found.gap:
        mark = node(group, "path", d=f"M{x(time):.1f} {y(0):.1f}V{y(gap):.1f}")
        node(mark, "title", f"{int(time)}: {difference_text(story.indicator, gap)}")
        node(group, "circle", cx=f"{x(time):.1f}", cy=f"{y(gap):.1f}", r=3.2, stroke="none")


def _draw_steps(root: Node, story: Story, steps: list[float], y: Scale, *, signed: bool) -> None:
    group = node(root, "g", font_size=_TEXT - 0.5, fill=MUTED, text_anchor="end")
    percent = "\u00a0%" if story.indicator.unit is Unit.PERCENT and not signed else ""
    for step in steps:
        _stroke(group, f"M{_LEFT:g} {y(step):.1f}H{_WIDTH - _RIGHT:g}", HAIRLINE, 1)
        said = number(step, decimals_of(steps), signed=signed) + percent
        node(group, "text", said, x=_LEFT - 5, y=f"{y(step) + 4.5:.1f}")


def _draw_years(root: Node, x: Scale) -> None:
    years = range(round(x.low + 0.4), round(x.high - 0.4) + 1)
    every = -(-len(years) // _MOST_YEARS)
    for bottom in (_LINES_BOTTOM, _GAP_BOTTOM):
        group = node(root, "g", font_size=_TEXT - 0.5, fill=MUTED, text_anchor="middle")
        for year in years[::-1][::every]:
            node(group, "text", str(year), x=f"{x(year):.1f}", y=bottom + 18)


def _stroke(parent: Node, path: str, colour: str, width: float, dash: str | None = None) -> None:
    node(parent, "path", d=path, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dash)


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
