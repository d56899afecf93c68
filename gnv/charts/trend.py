"""A measure over time: the chosen area before its comparators, as Vega-Lite.

Gaps are gaps and breaks cut the line. A year's value belongs to the middle of the year, which is
where the axis writes the year; so 1 July 2022, when the strategy began, lies at 2022.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gnv.areas import COUNTRY, REGION_DALARNA
from gnv.charts.theme import BAND, INK, MUTED, NATIONAL, OUTLINE, vega_config
from gnv.story import Course, Line, Series, Story
from gnv.strategy import Strategy, Unit
from gnv.words import COUNTY_MEAN, MISSING, number, unit_caption, value_text

_DOT_AREA = 42
_COMPARED = "#0f766e"


@dataclass(frozen=True)
class TrendLine:
    """One line of the chart: whose it is, its points and how it is drawn."""

    name: str
    series: Series
    colour: str
    width: float
    dash: tuple[int, ...] = ()


def trend_lines(story: Story, chosen: str | None, compared: str | None) -> tuple[TrendLine, ...]:
    """Return the lines of a story: the chosen area, one to compare with, the mean, Riket."""
    course = story.course
    lines = []
    focus = REGION_DALARNA if story.regional else chosen
    if focus == REGION_DALARNA and course.region:
        lines.append(TrendLine("Region Dalarna", course.region, INK, 3.2))
    elif (own := story.line(focus)) is not None:
        lines.append(TrendLine(own.name, own.series, INK, 3.2))
    other = _compared_line(story, compared, focus)
    if other is not None:
        lines.append(TrendLine(other.name, other.series, _COMPARED, 2.4))
    if story.regional:
        lines.append(TrendLine("Regionernas mitt (median)", course.middle, MUTED, 2, (6, 4)))
    else:
        lines.append(TrendLine(COUNTY_MEAN, course.mean, MUTED, 2.2, (6, 4)))
    lines.append(TrendLine("Riket", course.national, NATIONAL, 2.2, (2, 3)))
    return tuple(line for line in lines if line.series)


def _compared_line(story: Story, compared: str | None, focus: str | None) -> Line | None:
    if compared in (None, COUNTRY, focus):
        return None
    return story.line(compared)


def trend_spec(
    story: Story, lines: Sequence[TrendLine], strategy: Strategy, *, title: str = "", size: int = 14, height: int = 300
) -> dict[str, Any]:
    """Return the chart of the lines over the span between the areas' lowest and highest.

    Args:
        lines: as `trend_lines` gives them, the most important first.
        title: a heading to draw, for a picture that leaves the page.
        size: font size in pixels.
        height: of the chart with its legend where it is shown, of its axes in a picture.
    """
    x = _time_axis(story.course, strategy)
    percent = story.indicator.unit is Unit.PERCENT
    y = {
        "field": "value",
        "type": "quantitative",
        "title": None if percent else unit_caption(story.indicator),
        "scale": {"domain": _domain(story), "nice": True, "zero": False},
        "axis": {"tickCount": 5, "labelExpr": "datum.label + ' %'" if percent else "datum.label"},
    }
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 620,
        "height": height,
        "config": vega_config(size),
        "layer": [
            _band_layer(story, x),
            *_strategy_layers(strategy, x, size),
            _line_layer(story, lines, x, y, size),
        ],
    }
    if title:
        spec["title"] = {"text": title, "anchor": "start", "fontSize": 18, "color": INK}
    return spec


def segments(series: Series, breaks: tuple[int, ...]) -> list[int]:
    """Return the number of the unbroken piece that each point belongs to.

    A new piece begins after a gap of more than a year and at a break.
    """
    numbers: list[int] = []
    for index, (time, _) in enumerate(series):
        if index == 0:
            numbers.append(0)
            continue
        earlier = series[index - 1][0]
        cut = time - earlier > 1 or any(earlier < year <= time for year in breaks)
        numbers.append(numbers[-1] + cut)
    return numbers


def _rows(story: Story, lines: Sequence[TrendLine]) -> list[dict[str, Any]]:
    rows = []
    for line in lines:
        pieces = segments(line.series, story.indicator.breaks)
        for (time, value), piece in zip(line.series, pieces, strict=True):
            rows.append(
                {
                    "line": _legend_name(story, line),
                    "piece": f"{line.name}/{piece}",
                    "time": time,
                    "value": value,
                    "width": line.width,
                    "said": f"{line.name} {time:g}: {value_text(story.indicator, value)}",
                }
            )
    return rows


def _legend_name(story: Story, line: TrendLine) -> str:
    """Return a line's name with its value in the period shown."""
    shown = float(story.period) if story.period else math.nan
    value = next((value for time, value in line.series if time == shown), None)
    return f"{line.name}  {value_text(story.indicator, value)}"


def _line_layer(
    story: Story, lines: Sequence[TrendLine], x: dict[str, Any], y: dict[str, Any], size: int
) -> dict[str, Any]:
    names = [_legend_name(story, line) for line in lines]
    legend = {
        "title": None,
        "orient": "top",
        "direction": "vertical",
        "labelLimit": 0,
        "labelFontSize": size,
        "labelColor": INK,
        "symbolSize": 500,
        "symbolStrokeWidth": 2.6,
        "symbolType": "stroke",
        "rowPadding": 1,
    }

    def scaled(values: list[Any]) -> dict[str, Any]:
        return {
            "field": "line",
            "type": "nominal",
            "scale": {"domain": names, "range": values},
            "legend": legend,
        }

    return {
        "data": {"values": _rows(story, lines)},
        "mark": {
            "type": "line",
            "strokeCap": "round",
            "point": {"filled": True, "size": _DOT_AREA},
        },
        "encoding": {
            "x": x,
            "y": y,
            "detail": {"field": "piece", "type": "nominal"},
            "color": scaled([line.colour for line in lines]),
            "strokeDash": scaled([list(line.dash) or [1, 0] for line in lines]),
            "strokeWidth": {
                "field": "width",
                "type": "quantitative",
                "scale": None,
                "legend": None,
            },
            "order": {"field": "time", "type": "quantitative"},
            "tooltip": {"field": "said", "type": "nominal", "title": " "},
        },
    }


def _band_layer(story: Story, x: dict[str, Any]) -> dict[str, Any]:
    pieces = segments(story.course.low, story.indicator.breaks)
    rows = [
        {"time": time, "low": low, "high": high, "piece": piece}
        for (time, low), (_, high), piece in zip(
            story.course.low, story.course.high, pieces, strict=True
        )
    ]
    return {
        "data": {"values": rows},
        "mark": {"type": "area", "color": BAND},
        "encoding": {
            "x": x,
            "y": {"field": "low", "type": "quantitative"},
            "y2": {"field": "high"},
            "detail": {"field": "piece", "type": "nominal"},
        },
    }


def _strategy_layers(strategy: Strategy, x: dict[str, Any], size: int) -> list[dict[str, Any]]:
    """Return the rules that mark the strategy's start and, where the axis reaches it, its end."""
    low, high = x["scale"]["domain"]
    marks = [
        {"time": time, "text": text}
        for time, text in (
            (_axis_time(strategy.starts.year, strategy.starts.month), "Strategin börjar"),
            (_axis_time(strategy.ends.year, strategy.ends.month), "Strategin slutar"),
        )
        if low <= time <= high
    ]
    data = {"values": marks}
    at = {"x": x}
    return [
        {
            "data": data,
            "mark": {"type": "rule", "color": OUTLINE, "strokeDash": [1, 0], "strokeWidth": 1},
            "encoding": at,
        },
        {
            "data": data,
            "mark": {
                "type": "text",
                "align": "right",
                "baseline": "top",
                "dx": -5,
                "y": 2,
                "color": MUTED,
                "fontSize": size - 1,
            },
            "encoding": {**at, "text": {"field": "text"}},
        },
    ]


def _axis_time(year: int, month: int) -> float:
    """Return where the first of a month lies on an axis that writes a year at its middle."""
    return year + (month - 7) / 12


def _time_axis(course: Course, strategy: Strategy) -> dict[str, Any]:
    times = [time for time, _ in (*course.low, *course.national, *course.region)]
    start = _axis_time(strategy.starts.year, strategy.starts.month)
    first = min(times, default=start - 1)
    last = max(max(times, default=start), start)
    step = 1 if last - first <= 10 else 2
    ticks = list(range(math.ceil(last) - (math.ceil(last - first) // step) * step, 1 + int(last)))
    return {
        "field": "time",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [first - 0.4, last + 0.4], "nice": False},
        "axis": {"values": ticks[::step], "format": "d", "grid": False, "labelOverlap": True, "labelSeparation": 8},
    }


def _domain(story: Story) -> list[float]:
    """Return the lowest and highest value that any line of the measure can reach, padded."""
    course = story.course
    values = [value for _, value in (*course.low, *course.high, *course.national, *course.region)]
    low, high = min(values, default=0.0), max(values, default=1.0)
    pad = (high - low) * 0.06 or 1.0
    floor = 0.0 if low >= 0 else -math.inf
    top = 100.0 if story.indicator.unit is Unit.PERCENT else math.inf
    return [max(low - pad, floor), min(high + pad, top)]


def trend_table(story: Story, lines: Sequence[TrendLine]) -> tuple[list[str], list[list[str]]]:
    """Return the chart as a table: the headings, and a row per year, latest first."""
    years = sorted({time for line in lines for time, _ in line.series}, reverse=True)
    by_line = [dict(line.series) for line in lines]
    rows = [
        [f"{year:g}", *(_cell(story, values.get(year)) for values in by_line)] for year in years
    ]
    return ["År", *(line.name for line in lines)], rows


def _cell(story: Story, value: float | None) -> str:
    return number(value, story.indicator.decimals) if value is not None else MISSING


def trend_alt(story: Story, lines: Sequence[TrendLine]) -> str:
    """Return the chart in words: every line with its first and last value."""
    said = [
        f"{line.name} från {value_text(story.indicator, line.series[0][1])} "
        f"{line.series[0][0]:g} till {value_text(story.indicator, line.series[-1][1])} "
        f"{line.series[-1][0]:g}"
        for line in lines
    ]
    return f"Linjediagram över {story.indicator.name}. " + "; ".join(said) + "."
