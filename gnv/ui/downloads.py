"""Downloads of what is on screen: the tables for Swedish Excel, the pictures as PNG and SVG.

A file is made when its button is clicked, so that a page costs nothing for files nobody wants.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from gnv.charts import render, strip, trend
from gnv.report import exports
from gnv.story import Story, heading
from gnv.ui.cache import World
from gnv.view import View, compared_code
from gnv.words import OWN_WORK, SOURCE

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class _File:
    """A file that can be made: what its button says, its name's ending and how it is made."""

    label: str
    suffix: str
    mime: str
    make: Callable[[], bytes]


def show(world: World, view: View, story: Story) -> None:
    """Show a button per file."""
    stem = _UNSAFE.sub("-", f"{story.indicator.id}-{story.period}-{story.gender}").strip("-")
    for file in _files(world, view, story):
        st.download_button(
            file.label,
            file.make,
            f"{stem}-{file.suffix}",
            file.mime,
            key=f"ladda-{file.suffix}",
            on_click="ignore",
            width="stretch",
        )


def _files(world: World, view: View, story: Story) -> list[_File]:
    table = exports.story_table(story)

    def trend_picture() -> dict[str, object]:
        lines = trend.trend_lines(story, view.kommun or None, compared_code(view))
        return trend.trend_spec(story, lines, world.strategy, title=_title(story))

    def tables() -> list[exports.Table]:
        lines = trend.trend_lines(story, view.kommun or None, compared_code(view))
        return [table, exports.trend_table(lines)]

    files = [
        _File("Tabell för Excel (XLSX)", "tabell.xlsx", _XLSX, lambda: exports.workbook(tables())),
        _File("Tabell som CSV", "tabell.csv", "text/csv", lambda: exports.excel_csv(table)),
        _File(
            "Karta som PNG",
            "karta.png",
            "image/png",
            lambda: render.svg_to_png(_map(world, view, story)),
        ),
        _File(
            "Karta som SVG",
            "karta.svg",
            "image/svg+xml",
            lambda: _map(world, view, story).encode(),
        ),
        _File(
            "Utveckling som PNG",
            "trend.png",
            "image/png",
            lambda: render.chart_to_png(trend_picture()),
        ),
        _File(
            "Utveckling som SVG",
            "trend.svg",
            "image/svg+xml",
            lambda: render.chart_to_svg(trend_picture()).encode(),
        ),
    ]
    if story.regional:
        files.append(
            _File(
                "Regionerna i ordning som PNG",
                "remsa.png",
                "image/png",
                lambda: render.chart_to_png(
                    strip.strip_spec(story, title=_title(story))
                ),
            )
        )
    return files


def _map(world: World, view: View, story: Story) -> str:
    from gnv.ui.panels import map_markup

    return map_markup(world, view, story, frame=(heading(story), f"{SOURCE}. Läge: {OWN_WORK}."))


def _title(story: Story) -> str:
    return f"{heading(story)}. {SOURCE}"
