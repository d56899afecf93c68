"""Downloads of the page *Aktiviteter*: the activities that are shown, as tables and as a picture."""

from __future__ import annotations

from gnv.charts.activity_scene import ActivityScene
from gnv.report import exports
from gnv.report.activities import activity_table
from gnv.report.exports import Table
from gnv.report.press import png_file
from gnv.selection import Selection
from gnv.ui.cache import World
from gnv.ui.downloads import File, offer


def show(world: World, selection: Selection, scene: ActivityScene) -> None:
    """Show a button per file."""

    def table() -> Table:
        return activity_table(scene.shown, world.strategy, world.areas)

    files = [
        File(
            "Tabell för Excel (XLSX)", "tabell.xlsx", exports.XLSX_TYPE, lambda: exports.workbook([table()])
        ),
        File("Tabell som CSV", "tabell.csv", "text/csv", lambda: exports.excel_csv(table())),
        File(
            "Tidslinje som PNG",
            "tidslinje.png",
            "image/png",
            lambda: png_file(scene.framed_timeline()),
        ),
        File(
            "Tidslinje som SVG",
            "tidslinje.svg",
            "image/svg+xml",
            lambda: scene.framed_timeline().encode(),
        ),
    ]
    offer(("aktiviteter", selection.delmal, selection.kommun, selection.lage), files)
