"""A measure over time: the chosen area before its comparators.

Gaps are gaps and breaks cut the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gnv.activities.form import Activity
from gnv.areas import REGION_DALARNA
from gnv.charts import meanwhile
from gnv.charts.markup import Node, node, svg_text
from gnv.charts.picture import Frame, Scale, new_picture, round_steps
from gnv.charts.theme import BAND, COMPARED, INK, MUTED, NATIONAL, OUTLINE
from gnv.charts.time_axis import (
    LEFT,
    RIGHT,
    TEXT,
    WIDTH,
    axis_time,
    draw_steps,
    draw_strategy,
    pieces,
    stroke,
    written_years,
)
from gnv.story import Line, Series, Story
from gnv.strategy import Strategy, Unit
from gnv.words import COUNTY_MEAN, MISSING, joined, number, unit_caption, value_text

_PLOT_HEIGHT, _BELOW = 200.0, 24.0
_ROW = 19.0
_HALF_BAND = 0.25


@dataclass(frozen=True)
class TrendLine:
    """One line of the chart: whose it is, its points and how it is drawn."""

    name: str
    series: Series
    colour: str
    width: float
    dash: str | None = None


def trend_lines(story: Story, chosen: str, compared: str = "") -> tuple[TrendLine, ...]:
    """Return the lines of a story: the chosen area, one to compare with, the mean, Riket."""
    course = story.course
    lines = []
    if chosen == REGION_DALARNA and course.region:
        lines.append(TrendLine(story.region_name, course.region, INK, 3.0))
    elif (own := story.line(chosen)) is not None:
        lines.append(TrendLine(own.name, own.series, INK, 3.0))
    other = story.line(compared)
    if other is not None and compared != chosen:
        lines.append(TrendLine(other.name, other.series, COMPARED, 2.2))
    if story.regional:
        lines.append(TrendLine("Regionernas mitt (median)", course.middle, MUTED, 2.0, "6 4"))
    else:
        lines.append(TrendLine(COUNTY_MEAN, course.mean, MUTED, 2.0, "6 4"))
    lines.append(TrendLine("Riket", course.national, NATIONAL, 2.0, "2 3"))
    return tuple(line for line in lines if line.series)


def trend_chart(
    story: Story,
    lines: Sequence[TrendLine],
    strategy: Strategy,
    frame: Frame | None = None,
    behind: Sequence[Line] = (),
    activities: Sequence[Activity] = (),
) -> str:
    """Return the lines, over the span between the areas' lowest and highest, as SVG.

    Args:
        lines: as `trend_lines` gives them, the most important first.
        frame: heading and source, for a picture that leaves the page.
        behind: areas whose thin lines stand behind, in place of the span.
        activities: what was done meanwhile, marked below the years.
    """
    top = len(lines) * _ROW + 28
    bottom = top + _PLOT_HEIGHT
    steps = value_steps(story, lines)
    first, last = time_span(story, strategy, lines)
    x = time_scale(story, strategy, lines)
    y = Scale(steps[0], steps[-1], bottom, top)
    name = trend_alt(story, lines)
    height = bottom + _BELOW + meanwhile.room(activities, x)
    root = new_picture(WIDTH, height, name=name, role="img", class_="gnv-trend", frame=frame)
    shown = [next((value for time, value in line.series if story.is_shown(time)), None) for line in lines]
    draw_legend(root, story, lines, shown)
    if behind:
        _draw_behind(root, story, behind, x, y)
    else:
        _draw_band(root, story, x, y)
    _draw_values(root, story, steps, y)
    _draw_years(root, first, last, x, bottom)
    draw_strategy(root, strategy, x, top, bottom)
    meanwhile.draw_marks(root, activities, x, bottom + _BELOW)
    for line in reversed(lines):
        _draw_line(root, story, line, x, y)
    return svg_text(root)


def value_steps(story: Story, lines: Sequence[TrendLine]) -> list[float]:
    """Return the value axis, the same whichever of the story's areas is chosen."""
    course = story.course
    drawn = (point for line in lines for point in line.series)
    values = [*story.bounds, *(value for _, value in (*course.national, *course.region, *drawn))]
    return round_steps(min(values), max(values))


def time_span(story: Story, strategy: Strategy, lines: Sequence[TrendLine]) -> tuple[float, float]:
    """Return the first and last year of any line, the strategy's start among them."""
    course = story.course
    own = (line.series for line in story.lines)
    series = [*own, *(line.series for line in lines), course.national, course.region]
    times = [time for points in series for time, _ in points]
    start = axis_time(strategy.starts.year, strategy.starts.month)
    return min([start, *times]) if times else start - 1, max([start, *times])


def time_scale(story: Story, strategy: Strategy, lines: Sequence[TrendLine]) -> Scale:
    """Return where a time lies in the chart."""
    first, last = time_span(story, strategy, lines)
    return Scale(first - 0.4, last + 0.4, LEFT, WIDTH - RIGHT)


def draw_legend(root: Node, story: Story, lines: Sequence[TrendLine], values: Sequence[float | None]) -> None:
    """Draw each line's look, name and value in the period shown, a row each from the top."""
    group = node(root, "g", class_="forklaring", font_size=TEXT, fill=INK)
    for index, (line, value) in enumerate(zip(lines, values, strict=True)):
        y = 14 + index * _ROW
        stroke(group, f"M{LEFT:g} {y - 4.5:g}h24", line.colour, line.width, line.dash)
        shown = "inget värde" if value is None else value_text(story.indicator, value)
        said = f"{line.name} {story.label}: {shown}"
        node(group, "text", said, x=f"{LEFT + 32:g}", y=f"{y:g}")


def _draw_band(root: Node, story: Story, x: Scale, y: Scale) -> None:
    high = dict(story.course.high)
    for piece in pieces(story, story.course.low):
        ends = [(time, low, high[time]) for time, low in piece]
        if len(ends) == 1:  # a year that stands alone is given some width, so that it can be seen
            ends = [(ends[0][0] + side, *ends[0][1:]) for side in (-_HALF_BAND, _HALF_BAND)]
        there = [f"{x(time):.1f} {y(low):.1f}" for time, low, _ in ends]
        back = [f"{x(time):.1f} {y(top):.1f}" for time, _, top in reversed(ends)]
        points = "L".join([*there, *back])
        node(root, "path", d=f"M{points}Z", fill=BAND)


def _draw_behind(root: Node, story: Story, behind: Sequence[Line], x: Scale, y: Scale) -> None:
    group = node(root, "g", stroke=OUTLINE, stroke_width=0.8, fill="none", class_="bakom")
    for line in behind:
        drawn = [
            "M" + "L".join(f"{x(time):.1f} {y(value):.1f}" for time, value in piece)
            for piece in pieces(story, line.series)
            if len(piece) > 1
        ]
        node(node(group, "path", d="".join(drawn)), "title", line.name)


def _draw_values(root: Node, story: Story, steps: list[float], y: Scale) -> None:
    draw_steps(root, story, steps, y)
    if story.indicator.unit is not Unit.PERCENT:
        node(
            root,
            "text",
            unit_caption(story.indicator),
            x="4",
            y=f"{y(steps[-1]) - 13:.1f}",
            font_size=TEXT - 0.5,
            fill=MUTED,
        )


def _draw_years(root: Node, first: float, last: float, x: Scale, bottom: float) -> None:
    group = node(root, "g", font_size=TEXT - 0.5, fill=MUTED, text_anchor="middle")
    stroke(group, f"M{LEFT:g} {bottom:.1f}H{WIDTH - RIGHT:g}", OUTLINE, 1)
    for year in written_years(first, last):
        stroke(group, f"M{x(year):.1f} {bottom:.1f}v4", OUTLINE, 1)
        node(group, "text", str(year), x=f"{x(year):.1f}", y=f"{bottom + 18:.1f}")


def _draw_line(root: Node, story: Story, line: TrendLine, x: Scale, y: Scale) -> None:
    group = node(root, "g", fill=line.colour)
    draw_pieces(group, story, line, x, y)
    for time, value in line.series:
        dot = node(group, "circle", cx=f"{x(time):.1f}", cy=f"{y(value):.1f}", r=f"{line.width + 0.4:g}")
        node(dot, "title", f"{line.name} {story.label_at(time)}: {value_text(story.indicator, value)}")


def draw_pieces(group: Node, story: Story, line: TrendLine, x: Scale, y: Scale) -> None:
    """Draw a line through its points, broken where the series is."""
    for piece in pieces(story, line.series):
        if len(piece) > 1:
            points = "L".join(f"{x(time):.1f} {y(value):.1f}" for time, value in piece)
            stroke(group, f"M{points}", line.colour, line.width, line.dash)


def trend_table(story: Story, lines: Sequence[TrendLine]) -> tuple[list[str], list[list[str]]]:
    """Return the chart as a table: the headings, and a row per year, latest first."""
    years = sorted({time for line in lines for time, _ in line.series}, reverse=True)
    by_line = [dict(line.series) for line in lines]
    rows = [[story.label_at(year), *(_cell(story, values.get(year)) for values in by_line)] for year in years]
    return ["Omgång" if story.indicator.self_assessed else "År", *(line.name for line in lines)], rows


def _cell(story: Story, value: float | None) -> str:
    return MISSING if value is None else number(value, story.indicator.decimals)


def trend_alt(story: Story, lines: Sequence[TrendLine]) -> str:
    """Return the chart in words: every line with its first and last value."""
    said = [
        f"{line.name} från {value_text(story.indicator, line.series[0][1])} "
        f"{story.label_at(line.series[0][0])} till {value_text(story.indicator, line.series[-1][1])} "
        f"{story.label_at(line.series[-1][0])}"
        for line in lines
    ]
    return f"Linjediagram över {story.indicator.name}. " + "; ".join(said) + "."


def trend_note(story: Story) -> str:
    """Return how to read the chart; empty where it has neither field nor break."""
    said = [_band_note(story)] if story.course.low else []
    if story.indicator.breaks:
        years = joined([str(year) for year in story.indicator.breaks])
        said.append(f"Linjen är bruten vid {years}: värdena går inte att jämföra över gränsen.")
    return " ".join(said)


def _band_note(story: Story) -> str:
    if story.indicator.self_assessed:
        return "Grått fält: från lägsta till högsta bland kommunerna, omgångar då minst 10 har svarat."
    among, least = ("regionerna", "15") if story.regional else ("Dalarnas kommuner", "10")
    return f"Grått fält: från lägsta till högsta bland {among}, år då minst {least} har värde."


def trend_hint(story: Story, chosen: str) -> str:
    """Return what to do to see more in the chart, empty where nothing is left to choose."""
    if story.regional:
        return "Välj en region i kartan, listan eller tabellen för att jämföra med den."
    return "" if chosen else "Välj en kommun i kartan, listan eller tabellen för att se dess linje."
