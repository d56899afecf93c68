"""Downloads of what is on screen: the tables for Swedish Excel, the pictures as PNG and SVG.

A file is made when its button is clicked, so that a page costs nothing for files nobody wants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import streamlit as st

from gnv.charts.scene import Scene
from gnv.report import exports
from gnv.report.press import png_file

_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class File:
    """A file that can be made: what its button says, its name's ending and how it is made."""

    label: str
    suffix: str
    mime: str
    make: Callable[[], bytes]


def show(scene: Scene) -> None:
    """Show a button per file."""
    story = scene.story
    view = scene.view
    parts = (story.indicator.id, story.period, story.gender, view.kommun, view.visning)
    offer(parts, _files(scene))


def offer(parts: Iterable[str], files: Iterable[File]) -> None:
    """Show a button per file.

    Args:
        parts: what the files' names begin with; empty ones are left out.
        files: those that can be made.
    """
    stem = _UNSAFE.sub("-", "-".join(part for part in parts if part))
    for file in files:
        st.download_button(
            file.label,
            file.make,
            f"{stem}-{file.suffix}",
            file.mime,
            key=f"ladda-{stem}-{file.suffix}",
            on_click="ignore",
            width="stretch",
        )


def _files(scene: Scene) -> list[File]:
    story = scene.story
    files = [
        File("Tabell för Excel (XLSX)", "tabell.xlsx", exports.XLSX_TYPE, lambda: _workbook(scene)),
        File(
            "Tabell som CSV",
            "tabell.csv",
            "text/csv",
            lambda: exports.excel_csv(exports.story_table(story)),
        ),
        File(
            "Karta som PNG",
            "karta.png",
            "image/png",
            lambda: png_file(scene.framed_map()),
        ),
        File("Karta som SVG", "karta.svg", "image/svg+xml", lambda: scene.framed_map().encode()),
        File(
            "Utveckling som PNG",
            "trend.png",
            "image/png",
            lambda: png_file(scene.framed_trend()),
        ),
        File(
            "Utveckling som SVG",
            "trend.svg",
            "image/svg+xml",
            lambda: scene.framed_trend().encode(),
        ),
    ]
    if story.regional:
        files += [
            File(
                "Regionerna i ordning som PNG",
                "remsa.png",
                "image/png",
                lambda: png_file(scene.framed_strip()),
            ),
            File(
                "Regionerna i ordning som SVG",
                "remsa.svg",
                "image/svg+xml",
                lambda: scene.framed_strip().encode(),
            ),
        ]
    return files


def _workbook(scene: Scene) -> bytes:
    return exports.workbook([exports.story_table(scene.story), exports.trend_table(scene.story, scene.lines)])
