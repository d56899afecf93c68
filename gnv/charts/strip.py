"""The regions in order, each a dot at its value, with Region Dalarna in front, as Vega-Lite."""

from __future__ import annotations

from typing import Any

from gnv.areas import REGION_DALARNA
from gnv.charts.theme import INK, MUTED, NATIONAL, OUTLINE, TEXTS, vega_config
from gnv.story import Story
from gnv.strategy import Direction
from gnv.words import unit_caption, value_text

_ROW = 19


def strip_spec(story: Story, *, title: str = "", size: int = 13) -> dict[str, Any]:
    """Return the strip of a region key figure: best first, or highest where neither is better.

    Args:
        title: a heading to draw, for a picture that leaves the page.
        size: font size in pixels.
    """
    lowest_first = story.indicator.direction is Direction.LOW
    ordered = sorted(
        story.with_value, key=lambda line: line.value or 0.0, reverse=not lowest_first
    )
    rows = [
        {
            "area": line.short_name,
            "value": line.value,
            "text": value_text(story.indicator, line.value),
            "colour": TEXTS[line.position],
            "said": f"{line.name}: {value_text(story.indicator, line.value)} {line.position}",
            "focus": line.code == REGION_DALARNA,
        }
        for line in ordered
    ]
    x = {
        "field": "value",
        "type": "quantitative",
        "title": unit_caption(story.indicator),
        "scale": {"zero": False, "nice": True},
        "axis": {"tickCount": 4},
    }
    y = {
        "field": "area",
        "type": "nominal",
        "title": None,
        "sort": None,
        "axis": {
            "labelFontSize": size,
            "labelLimit": 150,
            "ticks": False,
            "domain": False,
            "grid": True,
            "labelColor": {
                "condition": {"test": "datum.value === 'Dalarna'", "value": INK},
                "value": MUTED,
            },
            "labelFontWeight": {
                "condition": {"test": "datum.value === 'Dalarna'", "value": 600},
                "value": 400,
            },
        },
    }
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": 380,
        "height": _ROW * max(len(rows), 1),
        "config": vega_config(size),
        "layer": [*_rules(story, size), *_dots(rows, x, y, size)],
    }
    if title:
        spec["title"] = {"text": title, "anchor": "start", "fontSize": 18, "color": INK}
    return spec


def _rules(story: Story, size: int) -> list[dict[str, Any]]:
    marks = [
        {"value": value, "text": text, "colour": colour, "dash": dash}
        for value, text, colour, dash in (
            (story.middle, "mitten", OUTLINE, [6, 4]),
            (story.national, "riket", NATIONAL, [2, 3]),
        )
        if value is not None
    ]
    x = {"field": "value", "type": "quantitative"}
    layers: list[dict[str, Any]] = []
    for index, mark in enumerate(marks):
        layers.append(
            {
                "data": {"values": [mark]},
                "mark": {"type": "rule", "color": mark["colour"], "strokeDash": mark["dash"]},
                "encoding": {"x": x},
            }
        )
        layers.append(
            {
                "data": {"values": [mark]},
                "mark": {
                    "type": "text",
                    "color": mark["colour"] if mark["text"] == "riket" else MUTED,
                    "align": "left" if _right(marks, index) else "right",
                    "dx": 4 if _right(marks, index) else -4,
                    "y": -6,
                    "fontSize": size - 1,
                },
                "encoding": {"x": x, "text": {"field": "text"}},
            }
        )
    return layers


def _right(marks: list[dict[str, Any]], index: int) -> bool:
    """Return whether a rule's text stands to its right: the higher of two does."""
    return all(marks[index]["value"] >= mark["value"] for mark in marks[:index] + marks[index + 1 :])


def _dots(
    rows: list[dict[str, Any]], x: dict[str, Any], y: dict[str, Any], size: int
) -> list[dict[str, Any]]:
    focus = {"test": "datum.focus", "value": 190}
    return [
        {
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "size": {"condition": focus, "value": 70},
                "color": {"field": "colour", "type": "nominal", "scale": None},
                "tooltip": {"field": "said", "type": "nominal", "title": " "},
            },
        },
        {
            "data": {"values": [row for row in rows if row["focus"]]},
            "mark": {
                "type": "text",
                "align": "left",
                "dx": 11,
                "fontWeight": 600,
                "fontSize": size + 1,
            },
            "encoding": {"x": x, "y": y, "text": {"field": "text"}},
        },
    ]


def strip_alt(story: Story) -> str:
    """Return the strip in words."""
    line = story.line(REGION_DALARNA)
    if line is None or line.value is None:
        return f"Regionerna i ordning efter {story.indicator.name}. Region Dalarna har inget värde."
    return (
        f"Regionerna i ordning efter {story.indicator.name} {story.period}. Region Dalarna är nummer "
        f"{line.rank} av {len(story.with_value)}."
    )
