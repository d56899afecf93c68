"""Why a chosen cell has its colour: a row of its own below it, with the ways on from there."""

from __future__ import annotations

from gnv.charts.markup import Node, node
from gnv.reasons import QUESTION, reasons
from gnv.story import Story
from gnv.view import link

CLOSE = "stang"


def reasons_row(body: Node, width: int, story: Story, code: str, year: str) -> None:
    """Add the answer for a row's cell; nothing where the story has no such area.

    Args:
        body: where the row stands.
        width: how many columns the table has.
        story: what the cell's row tells.
        code: the area.
        year: the year that the page was asked for, empty for none.
    """
    line = story.line(code)
    if line is None:
        return
    root = node(
        node(node(body, "tr", class_="svar"), "td", colspan=width), "div", class_="gnv-ruta", role="status"
    )
    top = node(root, "div", class_="huvud")
    node(top, "h3", f"{line.name}. {QUESTION}")
    node(top, "button", "Stäng", type="button", data_area=CLOSE)
    steps = node(root, "ol", class_="gnv-varfor")
    for sentence in reasons(story, code, level=story.indicator.self_assessed):
        node(steps, "li", sentence)
    ways = node(root, "p", class_="vidare")
    for said, address in _ways(story, line.name, code, year):
        node(ways, "a", said, href=address, target="_self")


def _ways(story: Story, name: str, code: str, year: str) -> tuple[tuple[str, str], ...]:
    """Return what a reader may go on to: label and address."""
    indicator = story.indicator
    choices = {"kon": "" if story.gender == "T" else story.gender, "ar": year}
    area = (f"Mer om {name}", link("kommun", kommun=code, **choices))
    if indicator.self_assessed:
        address = link("sjalvskattning", delmal=str(indicator.goal), kommun=code, omg=story.period)
        return ("Mer om självskattningen", address), area
    address = link("nyckeltal", matt=indicator.id, kommun=code, **choices)
    return (f"Mer om {indicator.short_name}", address), area
