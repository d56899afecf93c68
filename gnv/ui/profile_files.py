"""Downloads of an area's profile: the whole on a page, its table and its spine chart."""

from __future__ import annotations

from gnv.charts.profile_scene import ProfileScene
from gnv.report import exports, portraits
from gnv.report.exports import Table
from gnv.report.one_pager_files import MIMES
from gnv.report.press import png_file
from gnv.ui.cache import World, one_pager_file
from gnv.ui.downloads import File, offer


def show(world: World, scene: ProfileScene) -> None:
    """Show a button per file."""
    own = scene.own

    def table() -> Table:
        return portraits.profile_table(own, scene.trends, world.areas)

    offer(
        ("profil", own.code, own.year, own.gender, own.choice),
        (
            File("En sida som PDF", "sida.pdf", MIMES["pdf"], lambda: one_pager_file(world, own, "pdf")),
            File("En sida som PNG", "sida.png", MIMES["png"], lambda: one_pager_file(world, own, "png")),
            File(
                "Tabell för Excel (XLSX)",
                "tabell.xlsx",
                exports.XLSX_TYPE,
                lambda: exports.workbook([table()]),
            ),
            File("Tabell som CSV", "tabell.csv", "text/csv", lambda: exports.excel_csv(table())),
            File("Avstånd som PNG", "avstand.png", "image/png", lambda: png_file(scene.framed_spine())),
            File("Avstånd som SVG", "avstand.svg", "image/svg+xml", lambda: scene.framed_spine().encode()),
        ),
    )
