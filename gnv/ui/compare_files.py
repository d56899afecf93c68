"""Downloads of the page *Jämför*: the county's sheet, the regions, and the areas side by side."""

from __future__ import annotations

from collections.abc import Callable

from gnv.charts.sheet_scene import SheetScene
from gnv.report import comparison, exports
from gnv.report.exports import Table
from gnv.ui import cache
from gnv.ui.cache import World
from gnv.ui.downloads import File, offer
from gnv.view import View


def show(world: World, view: View, scene: SheetScene, codes: tuple[str, ...]) -> None:
    """Show a button per file.

    Args:
        codes: the areas side by side; none for no such file.
    """
    makers = _makers(world, view, scene, codes)

    def workbook() -> bytes:
        return exports.workbook(
            [comparison.sheet_table(scene.sheet, world.areas), *(m() for m in makers.values())]
        )

    files = [File("Allt för Excel (XLSX)", "allt.xlsx", exports.XLSX_TYPE, workbook)]
    files += [
        File(f"{label} som CSV", f"{label.lower().replace(' ', '-')}.csv", "text/csv", _csv(make))
        for label, make in makers.items()
    ]
    offer(("jamfor", view.ar, view.kon), files)


def _makers(
    world: World, view: View, scene: SheetScene, codes: tuple[str, ...]
) -> dict[str, Callable[[], Table]]:
    makers: dict[str, Callable[[], Table]] = {
        "Länets kommuner": lambda: comparison.cell_table(scene.sheet, regional=False),
        "Regionerna": lambda: comparison.cell_table(scene.sheet, regional=True),
    }
    if codes:
        sides = cache.side_scene(world, codes, view)
        makers["Sida vid sida"] = lambda: comparison.side_table(sides.rows, sides.profiles, sides.trends)
    return makers


def _csv(make: Callable[[], Table]) -> Callable[[], bytes]:
    return lambda: exports.excel_csv(make())
