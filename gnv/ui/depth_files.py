"""Downloads of the page *Nyckeltal*: its tables for Swedish Excel, its pictures as PNG and SVG."""

from __future__ import annotations

from collections.abc import Callable

from gnv.charts.depth_scene import DepthScene
from gnv.report import exports
from gnv.report.press import png_file
from gnv.ui.downloads import File, offer


def show(scene: DepthScene) -> None:
    """Show a button per file."""
    story = scene.story
    parts = (story.indicator.id, story.period, story.gender, scene.front)
    offer(parts, _files(scene))


def _files(scene: DepthScene) -> list[File]:
    table = exports.story_table(scene.story)
    files = [
        File("Tabeller för Excel (XLSX)", "nyckeltal.xlsx", exports.XLSX_TYPE, lambda: _workbook(scene)),
        File("Tabell som CSV", "tabell.csv", "text/csv", lambda: exports.excel_csv(table)),
        *_pictures("Utveckling", "utveckling", scene.development.framed),
        *_pictures("Spridning", "spridning", scene.framed_spread),
    ]
    if scene.genders is not None:
        files += _pictures("Kvinnor och män", "kvinnor-och-man", scene.framed_gender)
    return files


def _pictures(label: str, name: str, draw: Callable[[], str]) -> list[File]:
    return [
        File(f"{label} som PNG", f"{name}.png", "image/png", lambda: png_file(draw())),
        File(f"{label} som SVG", f"{name}.svg", "image/svg+xml", lambda: draw().encode()),
    ]


def _workbook(scene: DepthScene) -> bytes:
    tables = [
        exports.story_table(scene.story),
        exports.trend_table(scene.story, scene.development.every_line),
        exports.moves_table(scene.story, scene.development.panels),
    ]
    if scene.genders is not None:
        tables.append(exports.gender_table(scene.genders))
    return exports.workbook(tables)
