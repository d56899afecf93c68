"""Activities as they are read: in a table, one of them whole, and what they are where there is none."""

from __future__ import annotations

import datetime as dt

from gnv.activities import columns
from gnv.activities.form import Activity, at_odds
from gnv.activities.overview import place_of
from gnv.areas import Areas
from gnv.charts.markup import Node, html_text, node
from gnv.charts.table import header
from gnv.strategy import Strategy
from gnv.times import day_text
from gnv.underway import MARKS, count_text, goals_text, where_text
from gnv.view import link
from gnv.words import MISSING, joined

TITLE = "Aktiviteter"
PURPOSE = (
    "Det som görs för delmålen, var och när: strategins tredje sätt att följa omställningen, "
    "bredvid nyckeltal och självskattning."
)
_HEADINGS = (
    ("namn", "Aktivitet", "text"),
    ("var", "Kommun", "text"),
    ("lage", "Läge", "text"),
    ("startar", "Startar", "text"),
    ("slutar", "Slutar", "text"),
    ("delmal", "Delmål", "text"),
    ("huvudman", "Huvudman", "text"),
)
_TEXTS = (
    (columns.RESULT, "Resultat"),
    (columns.WENT_WELL, "Vad gick bra"),
    (columns.WAS_HARD, "Vad var svårt"),
    (columns.JUDGEMENT, "Bedömning mot delmålet"),
)
_STEPS = (
    ("Registrera en aktivitet", "här på sidan: vad som görs, för vilka delmål, var och när."),
    ("Eller ladda upp en fil", "med många på en gång. Mallen finns på sidan Ladda upp."),
    ("Följ dem här", "över tid, och bredvid nyckeltal och självskattning på Karta och Kommun."),
)


def heading() -> str:
    """Return the page's heading."""
    root = node(None, "div", class_="gnv-rubrik")
    node(root, "h1", TITLE)
    node(root, "p", PURPOSE, class_="not")
    return html_text(root)


def invitation() -> str:
    """Return what activities are and what to do, where none has been registered yet."""
    root = node(None, "div", class_="gnv-saknas")
    node(root, "p", "Ingen aktivitet är registrerad än.", class_="huvud")
    node(
        root,
        "p",
        "En aktivitet är något som en kommun, regionen eller hela länet gör för ett eller flera delmål: en "
        "träffpunkt, ett nytt arbetssätt, en utbildning. När den är klar beskrivs vad den gav och vad som "
        "gick bra eller var svårt.",
    )
    steps = node(root, "ol")
    for what, how in _STEPS:
        node(node(steps, "li"), "strong", what).tail = f" {how}"
    node(node(root, "p"), "a", "Gå till Ladda upp", href="ladda-upp")
    return html_text(root)


def activity_table(activities: tuple[Activity, ...], chosen: str, strategy: Strategy, areas: Areas) -> str:
    """Return a row per activity, each of which can be chosen, and the columns sorted by.

    Args:
        activities: in the order of the rows.
        chosen: the one that is open (`gnv.activities.overview.place_of`).
        strategy: whose sub-goals are named.
        areas: whose names are told.
    """
    frame = node(
        None, "div", class_="gnv-rulle", tabindex="0", role="group", aria_label="Aktiviteterna som tabell"
    )
    root = node(frame, "table", class_="gnv-tabell aktiviteter")
    node(root, "caption", count_text(len(activities)))
    head = node(node(root, "thead"), "tr")
    for name, label, kind in _HEADINGS:
        header(head, name, label, kind)
    body = node(root, "tbody")
    for each in activities:
        _row(body, each, chosen, strategy, areas)
    return html_text(frame)


def _row(body: Node, each: Activity, chosen: str, strategy: Strategy, areas: Areas) -> None:
    place = place_of(each)
    is_chosen = place == chosen
    row = node(
        body,
        "tr",
        data_area=place,
        class_="vald" if is_chosen else None,
        aria_current="true" if is_chosen else None,
    )
    name = node(row, "th", scope="row", class_="namn", data_v=each.title)
    node(name, "button", each.title, type="button", data_area=place)
    _cell(row, "var", where_text(each.municipality, areas))
    state = _cell(row, "lage", "", str(each.state))
    node(state, "span", MARKS[each.state], aria_hidden="true").tail = f" {each.state}"
    _cell(row, "startar", each.starts.isoformat())
    _cell(
        row,
        "slutar",
        each.ends.isoformat() if each.ends else "öppet",
        each.ends.isoformat() if each.ends else "",
    )
    _cell(row, "delmal", goals_text(each.goals, strategy), ",".join(map(str, each.goals)))
    _cell(row, "huvudman", joined(each.principals))


def _cell(row: Node, name: str, said: str, sorted_by: str | None = None) -> Node:
    return node(row, "td", said, class_=name, data_v=said if sorted_by is None else sorted_by)


def activity_card(
    each: Activity, strategy: Strategy, areas: Areas, today: dt.date, *, knows_plan: bool
) -> str:
    """Return all that is known of an activity; what has not been told yet is named as such.

    Args:
        each: the activity.
        strategy: whose sub-goals are named.
        areas: whose names are told.
        today: the day it is.
        knows_plan: whether the plan that it names is registered.
    """
    root = node(None, "article", class_="gnv-aktivitet", aria_label=each.title)
    node(root, "h2", each.title)
    state = node(root, "p", class_="lage")
    node(state, "b", f"{MARKS[each.state]} {each.state}").tail = f", {_days(each)}"
    odd = at_odds(each.state, each.starts, each.ends, today)
    if odd:
        node(root, "p", f"Stämmer läget? {odd[:1].upper()}{odd[1:]}.", class_="osaker")
    facts = node(root, "dl")
    _fact(facts, "Delmål", goals_text(each.goals, strategy))
    _fact(facts, "Var", where_text(each.municipality, areas))
    _fact(facts, "Huvudman", joined(each.principals))
    _fact(facts, "Målgrupp", each.target_group)
    _fact(facts, "Ansvarig funktion", each.responsible)
    plans = link("planer", kommun="" if each.serves_all else each.municipality)
    plan = _fact(facts, "Ingår i", each.plan, plans)
    if not knows_plan:
        node(plan, "small", ", som inte är registrerad på sidan Planer")
    for column, label in _TEXTS:
        said = getattr(each, column.key)
        if said:
            node(root, "h3", label)
            node(root, "p", said, class_="text")
    untold = _untold(each)
    if untold:
        node(root, "p", f"Ännu inte beskrivet: {joined(untold)}.", class_="not")
    return html_text(root)


def _days(each: Activity) -> str:
    first = day_text(each.starts.isoformat())
    return f"{first} – {day_text(each.ends.isoformat())}" if each.ends else f"från {first}, slutet är öppet"


def _fact(facts: Node, name: str, said: str, address: str = "") -> Node:
    """Add a fact, as a link where it has an address, and return what holds it."""
    node(facts, "dt", name)
    if said and address:
        found = node(facts, "dd")
        node(found, "a", said, href=address)
        return found
    return node(facts, "dd", said or MISSING)


def _untold(each: Activity) -> list[str]:
    return [_lowered(label) for column, label in _TEXTS if not getattr(each, column.key)]


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
