"""Downloads of the self-assessment's results: its tables and its pictures."""

from __future__ import annotations

from collections.abc import Callable

from gnv.charts.rating_scene import RatingScene
from gnv.report import exports, ratings
from gnv.report.exports import Table
from gnv.report.press import png_file
from gnv.ui.cache import World
from gnv.ui.downloads import File, offer


def show(world: World, scene: RatingScene) -> None:
    """Show a button per file."""
    view = scene.view
    example = "exempel" if view.exempel else ""
    parts = (example, "sjalvskattning", scene.result.period, f"delmal-{view.delmal}", view.kommun)
    offer(parts, [*_tables(world, scene), *_pictures(scene)])


def _tables(world: World, scene: RatingScene) -> list[File]:
    result, goals, areas, source = scene.result, scene.goals, world.areas, scene.source
    makers: dict[str, Callable[[], Table]] = {
        "kommuner": lambda: ratings.score_table(result, goals, areas, source),
        "verksamheter": lambda: ratings.unit_table(result, goals, areas, source),
        "omgangar": lambda: ratings.round_table(scene.stories[scene.view.delmal], scene.lines, source),
    }

    def workbook() -> bytes:
        return exports.workbook([make() for make in makers.values()])

    def csv(name: str) -> Callable[[], bytes]:
        return lambda: exports.excel_csv(makers[name]())

    return [
        File("Tabeller för Excel (XLSX)", "tabeller.xlsx", exports.XLSX_TYPE, workbook),
        File("Kommuner som CSV", "kommuner.csv", "text/csv", csv("kommuner")),
        File("Verksamheter som CSV", "verksamheter.csv", "text/csv", csv("verksamheter")),
        File("Omgångar som CSV", "omgangar.csv", "text/csv", csv("omgangar")),
    ]


def _pictures(scene: RatingScene) -> list[File]:
    drawings: tuple[tuple[str, str, Callable[[], str]], ...] = (
        ("Karta", "karta", scene.framed_map),
        ("Fem kartor", "fem-kartor", scene.framed_small_maps),
        ("Spridning", "spridning", scene.framed_spread),
        ("Omgångar", "omgangar", scene.framed_trend),
    )
    return [file for label, name, draw in drawings for file in _both(label, name, draw)]


def _both(label: str, name: str, draw: Callable[[], str]) -> tuple[File, File]:
    return (
        File(f"{label} som PNG", f"{name}.png", "image/png", lambda: png_file(draw())),
        File(f"{label} som SVG", f"{name}.svg", "image/svg+xml", lambda: draw().encode()),
    )
