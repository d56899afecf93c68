"""The spine chart as a table: a row per key figure, its bar beside value, year and comparator."""

from __future__ import annotations

from collections.abc import Sequence

from gnv.areas import Areas
from gnv.charts.markup import Node, html_text, node
from gnv.charts.profile_marks import figure_link, figure_row, heading, keep_roles, position_mark
from gnv.charts.spine import REACH, Block, Row, bar, cell
from gnv.portrait import borrowed
from gnv.profile import Profile
from gnv.standing import Standing
from gnv.standing_words import choice_name, comparator_basis, why_absent, why_unplaced
from gnv.strategy import Direction, Goal
from gnv.words import OWN_WORK, SOURCE, difference_text, number, reference_phrase, value_text

WITHOUT_DIRECTION = "Varken högre eller lägre är bättre"
_SIDES = {True: ("← sämre", "bättre →"), False: ("← lägre", "högre →")}

Part = tuple[str, tuple[str, str], tuple[Standing, ...]]


def parts(own: Profile, goals: Sequence[Goal]) -> tuple[Part, ...]:
    """Return the standings that have a value: per sub-goal, those without direction apart, last.

    A part is its heading, what its left and right side mean, and its standings.
    """
    known = [each for each in own.standings if each.value is not None]
    found: list[Part] = []
    for goal in goals:
        own_goal = [each for each in known if each.indicator.goal == goal.number and _directed(each)]
        found.append((f"{goal.number}. {goal.name}", _SIDES[True], tuple(own_goal)))
    found.append((WITHOUT_DIRECTION, _SIDES[False], tuple(each for each in known if not _directed(each))))
    return tuple(part for part in found if part[2])


def _directed(each: Standing) -> bool:
    return each.indicator.direction is not Direction.NONE


def spine_table(own: Profile, goals: Sequence[Goal], areas: Areas) -> str:
    """Return the spine chart as HTML, with those that have no value listed below it."""
    panel = node(None, "section", class_="gnv-panel")
    compared = choice_name(own.choice, areas, regional=own.regional)
    heading(panel, "Avstånd till jämförelsen")
    found = parts(own, goals)
    if found:
        root = node(panel, "table", class_="gnv-tabell ryggrad")
        node(root, "caption", _caption(own, compared))
        _head(root, compared, counted=bool(comparator_basis(own.choice)))
        for name, sides, standings in found:
            _body(root, own, name, sides if sides != _SIDES[True] else (), standings, areas)
        keep_roles(root)
        node(panel, "p", reading_note(own), class_="not")
    _without(panel, own)
    return html_text(panel)


def _caption(own: Profile, compared: str) -> str:
    basis = comparator_basis(own.choice)
    counted = f" ({basis}; inom parentes antalet värden)" if basis else ""
    said = (
        f"Jämförs med: {compared}{counted}. Bättre ligger åt höger. Avståndet mäts i spridningar (s): "
        "en spridning är hur långt från mitten områden vanligen ligger."
    )
    shared = any(borrowed(own, each) and each.value is not None for each in own.standings)
    return f"{said} Rader märkta Region Dalarna jämförs bland regionerna." if shared else said


def reading_note(own: Profile) -> str:
    """Return how the chart is read and where its figures come from."""
    sets = dict.fromkeys(
        reference_phrase(each.reference, each.reference_n).removeprefix("mitten av ")
        for each in own.standings
        if each.against.position
    )
    if not sets:
        return f"{SOURCE}."
    whose = ", ".join(sets) if len(sets) <= 2 else "de områden som har värde"
    return (
        f"Grå zon: högst 1 s från jämförelsen, i nivå. Ramen: den mittersta halvan av {whose}. "
        f"Pil: längre bort än {number(REACH)} s. {SOURCE} (värden). {OWN_WORK} (läge, avstånd, skillnad, s)."
    )


def _head(root: Node, compared: str, *, counted: bool) -> None:
    row = node(node(root, "thead"), "tr")
    for name, class_ in (("Nyckeltal", "namn"), ("År", "ar"), ("Värde", "varde"), ("Läge", "lage")):
        node(row, "th", name, scope="col", class_=class_)
    axis = node(row, "th", scope="col", class_="avstand")
    for text in (_SIDES[True][0], "avstånd", _SIDES[True][1]):
        node(axis, "span", text)
    other = node(row, "th", compared, scope="col", class_="jamforelse")
    if counted:
        node(other, "small", " (antal)")
    node(row, "th", "Skillnad", scope="col", class_="skillnad")


def _body(
    root: Node, own: Profile, name: str, sides: Sequence[str], standings: Sequence[Standing], areas: Areas
) -> None:
    body = node(root, "tbody")
    row = node(body, "tr", class_="grupp")
    node(row, "th", name, scope="rowgroup", colspan=4)
    axis = node(row, "td", class_="avstand", aria_hidden="true")
    for side in sides:
        node(axis, "span", side)
    node(row, "td", colspan=2, class_="tom")
    for each in standings:
        _row(body, own, each, areas)


def _row(body: Node, own: Profile, each: Standing, areas: Areas) -> None:
    row = figure_row(body, own, each)
    node(row, "td", value_text(each.indicator, each.value), class_="varde")
    drawn = bar(each)
    if drawn is None:
        node(row, "td", why_unplaced(own, each, areas), class_="saknas", colspan=4)
        return
    position_mark(node(row, "td", class_="lage"), each.against.position)
    cell(node(row, "td", class_="avstand zon"), drawn)
    compared = choice_name(own.choice, areas, regional=own.regional)
    other = node(row, "td", class_="jamforelse", data_namn=compared)
    node(other, "span", value_text(each.indicator, each.against.value))
    if comparator_basis(own.choice):
        node(other, "small", f" ({each.against.n})")
    node(row, "td", difference_text(each.indicator, each.against.difference), class_="skillnad")


def _without(panel: Node, own: Profile) -> None:
    """List the key figures that have no value, with the reason."""
    missing = [each for each in own.standings if each.value is None]
    if not missing:
        return
    node(panel, "h3", "Inget värde")
    listed = node(panel, "ul", class_="utan-varde")
    for each in missing:
        item = node(listed, "li")
        figure_link(item, own, each)
        node(item, "span", f" – {why_absent(own, each)}", class_="saknas")


def picture_blocks(own: Profile, goals: Sequence[Goal], areas: Areas) -> tuple[Block, ...]:
    """Return the same rows for the picture that leaves the page."""
    compared = choice_name(own.choice, areas, regional=own.regional)
    return tuple(
        Block(name, sides, compared, tuple(_picture_row(own, each, areas) for each in standings))
        for name, sides, standings in parts(own, goals)
    )


def _picture_row(own: Profile, each: Standing, areas: Areas) -> Row:
    whose = " (Region Dalarna)" if borrowed(own, each) else ""
    drawn = bar(each)
    said = f"{value_text(each.indicator, each.against.value)}" if drawn else why_unplaced(own, each, areas)
    value = f"{value_text(each.indicator, each.value)}  {each.period}"
    return Row(f"{each.indicator.short_name}{whose}", value, drawn, said)
