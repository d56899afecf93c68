"""Downloads of the page *Planer*: the local plans as tables and as a map, and the action plan as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gnv.activities.priority import Priority
from gnv.charts import render
from gnv.charts.plan_scene import PlanScene
from gnv.report import exports
from gnv.report.exports import Table
from gnv.report.plans import plan_table, priority_table
from gnv.ui.cache import World
from gnv.ui.downloads import File, offer


def show(world: World, scene: PlanScene) -> None:
    """Show a button per file of the local plans."""

    def table() -> Table:
        return plan_table(scene.rows, world.areas, world.today, scene.said)

    files = [
        *_tables(table),
        File("Karta som PNG", "karta.png", "image/png", lambda: render.svg_to_png(scene.framed_map())),
        File("Karta som SVG", "karta.svg", "image/svg+xml", lambda: scene.framed_map().encode()),
    ]
    offer(("lokala-planer",), files)


def show_priorities(world: World, priorities: Sequence[Priority], year: str) -> None:
    """Show a button per file of a year's action plan."""
    offer(("handlingsplan", year), _tables(lambda: priority_table(priorities, year, world.strategy)))


def _tables(table: Callable[[], Table]) -> tuple[File, File]:
    return (
        File(
            "Tabell för Excel (XLSX)", "tabell.xlsx", exports.XLSX_TYPE, lambda: exports.workbook([table()])
        ),
        File("Tabell som CSV", "tabell.csv", "text/csv", lambda: exports.excel_csv(table())),
    )
