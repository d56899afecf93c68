"""What the parts of an area's profile share: links to a key figure, classes, and whose a value is."""

from __future__ import annotations

from gnv.charts.markup import Node, node
from gnv.charts.theme import TEXTS
from gnv.compare import Position, position_symbol
from gnv.portrait import borrowed
from gnv.profile import Profile
from gnv.standing import Standing
from gnv.strategy import Unit
from gnv.view import link
from gnv.words import unit_caption

_ROLES = {"tr": "row", "td": "cell", "thead": "rowgroup", "tbody": "rowgroup"}
_SCOPES = {"row": "rowheader", "rowgroup": "rowheader", "col": "columnheader"}


def figure_address(own: Profile, each: Standing, compared: str = "") -> str:
    """Return the address of a key figure's own page, with the profile's choices.

    Args:
        compared: an area to compare with there in place of the profile's comparator.
    """
    return link(
        "nyckeltal",
        matt=each.indicator.id,
        kommun=own.code,
        ar=own.year,
        kon=own.gender if own.gender != "T" else "",
        jfr=compared or (own.choice if own.choice != "mitten" else ""),
    )


def figure_link(parent: Node, own: Profile, each: Standing) -> Node:
    """Add a key figure's name as a link to its own page (`figure_address`)."""
    shown, address = each.indicator, figure_address(own, each)
    return node(parent, "a", shown.short_name, href=address, title=shown.name)


def figure_row(body: Node, own: Profile, each: Standing) -> Node:
    """Return a new row of a table that begins with the key figure and its year."""
    row = node(body, "tr", data_matt=each.indicator.id)
    name = node(row, "th", scope="row", class_="namn")
    figure_link(name, own, each)
    region_tag(name, own, each)
    node(name, "small", unit_note(each))
    node(row, "td", each.period, class_="ar")
    return row


def position_mark(parent: Node, position: Position, *, word: bool = True) -> Node:
    """Add a class as its symbol in its colour, with or without its word."""
    mark = node(parent, "span", class_="lage", style=f"color:{TEXTS[position]}")
    symbol = node(mark, "span", position_symbol(position), class_="symbol")
    if word:
        symbol.set("aria-hidden", "true")
        symbol.tail = f" {position or 'inget läge'}"
    else:
        symbol.set("role", "img")
        symbol.set("aria-label", str(position) or "inget läge")
    return mark


def region_tag(parent: Node, own: Profile, each: Standing) -> None:
    """Add that a value is Region Dalarna's where the profile is a municipality's."""
    if borrowed(own, each):
        node(parent, "span", "Region Dalarna", class_="tagg")


def heading(parent: Node, text: str, note: str = "") -> None:
    """Add a section's heading and, where there is one, how to read the section."""
    node(parent, "h2", text)
    if note:
        node(parent, "p", note, class_="not")


def keep_roles(table: Node) -> None:
    """Let a table be read aloud as one also where a narrow screen stacks its cells."""
    table.set("role", "table")
    for part in table.iter():
        role = _ROLES.get(part.tag) or _SCOPES.get(part.get("scope", ""))
        if role:
            part.set("role", role)


def unit_note(each: Standing) -> str:
    """Return what a value is counted in where the value itself does not say it."""
    return "" if each.indicator.unit in (Unit.PERCENT, Unit.KRONOR) else unit_caption(each.indicator)
