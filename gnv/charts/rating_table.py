"""Tables of the self-assessment as HTML: municipalities by sub-goal, and an area's units."""

from __future__ import annotations

from gnv.areas import REGION_DALARNA, Areas
from gnv.assessment.outcome import COUNTY, Outcome, Score
from gnv.assessment.results import round_label
from gnv.charts.markup import Node, html_text, node
from gnv.charts.table import header
from gnv.charts.theme import MISSING_FILL, level_fill
from gnv.impressions import NOT_ANSWERED, area_name, municipalities_text, score_text
from gnv.strategy import Goal
from gnv.words import COUNTY_MEAN, MISSING, joined, number, scale_text


def rating_table(
    result: Outcome, areas: Areas, goals: tuple[Goal, ...], area: str, chosen: int, source: str
) -> str:
    """Return every municipality's score per sub-goal, with how many units and their agreement.

    Args:
        area: the code whose row is marked.
        chosen: the sub-goal whose column is marked.
        source: what stands below the table.
    """
    panel = node(None, "div", class_="gnv-panel")
    node(panel, "h2", "Alla kommuner och delmål")
    root = node(node(panel, "div", class_="gnv-rulle"), "table", class_="gnv-tabell skattning")
    node(root, "caption", f"Poäng på skalan {scale_text(result.scale)}, antal verksamheter inom parentes")
    head = node(node(root, "thead"), "tr")
    header(head, "namn", "Kommun", "text")
    for goal in goals:
        header(head, "valt" if goal.number == chosen else "delmal", f"{goal.number}. {goal.name}", "tal")
    body = node(root, "tbody")
    for code in result.dalarna:
        _row(body, result, areas, code, goals, code == area)
    foot = node(root, "tfoot")
    _county_row(foot, result, goals)
    if result.units_of(REGION_DALARNA):
        _row(foot, result, areas, REGION_DALARNA, goals, area == REGION_DALARNA)
    node(panel, "p", source, class_="not")
    return html_text(panel)


def _row(
    parent: Node, result: Outcome, areas: Areas, code: str, goals: tuple[Goal, ...], marked: bool
) -> None:
    row = node(
        parent,
        "tr",
        data_area=code,
        class_="vald" if marked else None,
        aria_current="true" if marked else None,
    )
    name = area_name(areas, code)
    heading = node(row, "th", scope="row", class_="namn", data_v=name)
    node(heading, "button", name, type="button", data_area=code)
    for goal in goals:
        _cell(row, result, result.score(code, goal.number))


def _county_row(parent: Node, result: Outcome, goals: tuple[Goal, ...]) -> None:
    row = node(parent, "tr")
    node(row, "th", COUNTY_MEAN, scope="row", class_="namn")
    for goal in goals:
        score = result.score(COUNTY, goal.number)
        cell = node(row, "td", score_text(score.mean) if score else MISSING, class_="varde")
        if score:
            node(cell, "span", f" ({number(score.n)})", class_="antal")
            node(cell, "small", municipalities_text(score.municipalities or 0))


def _cell(row: Node, result: Outcome, score: Score | None) -> None:
    if score is None:
        empty = node(row, "td", MISSING, class_="varde saknas", data_v="", style=f"background:{MISSING_FILL}")
        node(empty, "small", NOT_ANSWERED)
        return
    fill = level_fill(result.share(score.mean))
    cell = node(
        row,
        "td",
        score_text(score.mean),
        class_="varde",
        data_v=score.mean,
        style=f"background:{fill}",
    )
    node(cell, "span", f" ({number(score.n)})", class_="antal")
    node(cell, "small", score.agreement or "för få")


def unit_rows(
    result: Outcome, areas: Areas, goals: tuple[Goal, ...], area: str
) -> tuple[list[str], list[list[str]]]:
    """Return an area's units as a table: the headings, and a row per unit with its scores."""
    rows = [
        [
            unit.name,
            *([area_name(areas, unit.municipality)] if area == COUNTY else []),
            unit.principal,
            *(score_text(unit.scores.get(goal.number)) for goal in goals),
        ]
        for unit in result.units_of(area)
    ]
    place = ["Kommun"] if area == COUNTY else []
    return ["Verksamhet", *place, "Huvudman", *(goal.name for goal in goals)], rows


def silent_rows(result: Outcome, areas: Areas, area: str) -> tuple[list[str], list[list[str]]]:
    """Return the units that are known and have not answered as a table."""
    rows = [
        [unit.name, area_name(areas, unit.municipality), unit.principal, round_label(unit.last) or "aldrig"]
        for unit in result.silent
        if area in (COUNTY, unit.municipality)
    ]
    return ["Verksamhet", "Kommun", "Huvudman", "Svarade senast"], rows


def comment_rows(
    result: Outcome, areas: Areas, goals: tuple[Goal, ...], area: str
) -> tuple[list[str], list[list[str]]]:
    """Return what an area's units have written as a table."""
    rows = [
        [said.unit, area_name(areas, said.municipality), _goals_text(said.goals, goals), said.text]
        for said in result.comments
        if area in (COUNTY, said.municipality)
    ]
    return ["Verksamhet", "Kommun", "Delmål", "Kommentar"], rows


def _goals_text(numbers: tuple[int, ...], goals: tuple[Goal, ...]) -> str:
    """Return the sub-goals that a comment is about, by name."""
    names = {goal.number: goal.name for goal in goals}
    if len(goals) > 1 and set(names) <= set(numbers):
        return "alla delmål"
    return joined([names.get(number, str(number)) for number in numbers])
