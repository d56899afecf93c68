"""The parts of an area's profile that are read: lenses, deviations, and whom to learn from, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gnv.activities.form import Activity
from gnv.activities.overview import concerning, counted_states, of_goal
from gnv.areas import Areas
from gnv.charts.markup import Node, html_text, node
from gnv.charts.profile_marks import (
    figure_address,
    figure_link,
    heading,
    keep_roles,
    position_mark,
    region_tag,
)
from gnv.compare import Position, Tested
from gnv.lenses import Question
from gnv.lessons import Model
from gnv.portrait import borrowed, compared_with, model_text, question_text, score_note
from gnv.profile import Profile
from gnv.standing import Standing
from gnv.standing_words import comparator_text, counted_text, lasting_text, trend_text, why_absent
from gnv.strategy import Goal
from gnv.underway import states_text
from gnv.view import link
from gnv.words import distance_text, number, scale_text, value_text

_SIDES = (
    ((Position.BETTER,), "Bättre"),
    ((Position.WORSE,), "Sämre"),
    ((Position.HIGHER, Position.LOWER), "Högre eller lägre"),
)


def lenses(
    own: Profile,
    goals: Sequence[Goal],
    found: Sequence[Question],
    trends: Mapping[str, Tested],
    areas: Areas,
    activities: tuple[Activity, ...] = (),
) -> str:
    """Return a row per sub-goal: key figures, self-assessment and activities, and where they differ."""
    panel = node(None, "section", class_="gnv-panel")
    heading(panel, "Tre sätt att se på varje delmål")
    root = node(panel, "table", class_="gnv-tabell linser")
    node(root, "caption", _lens_note(own, areas))
    row = node(node(root, "thead"), "tr")
    assessed = f"Självskattning {own.round}".rstrip()
    for name in ("Delmål", "Nyckeltal", assessed, "Aktiviteter"):
        node(row, "th", name, scope="col")
    body = node(root, "tbody")
    asked = {question.goal: question for question in found}
    for goal in goals:
        _activities(_goal(body, own, goal), own.code, goal.number, activities)
        if goal.number in asked:
            said = question_text(asked[goal.number], own.scores[goal.number], trends)
            node(
                node(body, "tr", class_="fraga"),
                "td",
                f"Att prata om: {said[0].lower()}{said[1:]}",
                colspan=4,
            )
    keep_roles(root)
    return html_text(panel)


def _lens_note(own: Profile, areas: Areas) -> str:
    note = (
        f"Nyckeltalens läge mot {compared_with(own, areas)}: ▲ bättre, ● i nivå, ▼ sämre (△ högre, ▽ lägre)."
    )
    return f"{note} Självskattning: medel på skalan {scale_text(own.scale)}." if own.scores else note


def _goal(body: Node, own: Profile, goal: Goal) -> Node:
    """Add a sub-goal's row, all but its activities."""
    row = node(body, "tr")
    node(row, "th", f"{goal.number}. {goal.name}", scope="row", class_="namn")
    cell = node(row, "td", class_="nyckeltal")
    figures = own.of_goal(goal.number)
    _figures(cell, own, [each for each in figures if not borrowed(own, each)])
    _figures(cell, own, [each for each in figures if borrowed(own, each)])
    score = own.scores.get(goal.number)
    cell = node(row, "td", class_="skattning")
    address = link("sjalvskattning", delmal=str(goal.number), kommun=own.code)
    if score:
        node(cell, "a", number(score.value, 1), href=address, class_="varde")
        node(cell, "small", score_note(score))
    else:
        node(cell, "a", "ej besvarat", href=address, class_="saknas")
    return row


def _activities(row: Node, code: str, goal: int, activities: tuple[Activity, ...]) -> None:
    """Add how many activities have come how far: the area's own, and apart from them the whole county's."""
    found = of_goal(concerning(activities, code), goal)
    cell = node(row, "td", class_="aktiviteter" if found else "aktiviteter saknas")
    address = link("aktiviteter", delmal=str(goal), kommun=code)
    own = [each for each in found if each.municipality == code]
    county = [each for each in found if each.municipality != code]
    node(cell, "a", states_text(counted_states(own)) or ("egen saknas" if county else "ingen"), href=address)
    if county:
        node(cell, "small", f"hela länet: {states_text(counted_states(county))}")


def _figures(cell: Node, own: Profile, figures: Sequence[Standing]) -> None:
    """Add key figures as a list, those of Region Dalarna under its name."""
    if not figures:
        return
    region_tag(cell, own, figures[0])
    listed = node(cell, "ul")
    for each in figures:
        item = node(listed, "li", class_=None if each.value is not None else "saknas")
        position_mark(item, each.against.position, word=False).tail = " "
        figure_link(item, own, each)
        if each.value is None:
            node(item, "small", f" {why_absent(own, each)}")
        elif not each.against.position:
            node(item, "small", f" {value_text(each.indicator, each.value)}, inget läge")


def deviations(own: Profile, trends: Mapping[str, Tested], areas: Areas) -> str:
    """Return the most important deviations, better and worse beside each other, lasting ones first."""
    panel = node(None, "section", class_="gnv-panel")
    compared = compared_with(own, areas)
    heading(panel, "Viktigaste avvikelserna", _deviation_note(own, compared))
    if not own.deviations:
        return html_text(panel)
    sides = node(panel, "div", class_="gnv-spalter")
    for positions, title in _SIDES:
        found = [each for each in own.deviations if each.against.position in positions]
        if not found and Position.HIGHER in positions:
            continue
        column = node(sides, "div")
        node(column, "h3", f"{title} än {compared}")
        if not found:
            node(column, "p", f"Inget nyckeltal är {title.lower()} än {compared}.", class_="not")
            continue
        listed = node(column, "ol", class_="avvikelser")
        for each in found:
            _deviation(node(listed, "li"), own, each, trends, areas)
    return html_text(panel)


def _deviation_note(own: Profile, compared: str) -> str:
    placed = [each for each in own.standings if each.against.position]
    if not placed:
        return f"Inget nyckeltal går att jämföra med {compared}."
    if not own.deviations:
        return f"Alla {len(placed)} nyckeltal som går att jämföra ligger i nivå med {compared}."
    return "Varaktig: samma läge i minst två av de tre senaste värdena. De står först, sedan störst avstånd."


def _deviation(item: Node, own: Profile, each: Standing, trends: Mapping[str, Tested], areas: Areas) -> None:
    head = node(item, "div", class_="huvud")
    position_mark(head, each.against.position, word=False).tail = " "
    figure_link(head, own, each)
    node(head, "span", lasting_text(each), class_="tagg" if each.against.lasting else "tagg svag")
    region_tag(head, own, each)
    said = node(item, "div")
    node(said, "strong", counted_text(each))
    other = value_text(each.indicator, each.against.value)
    list(said)[-1].tail = f" mot {other} i {comparator_text(each, own.choice, areas)}, {each.period}"
    distance = each.against.difference or 0.0
    side = "över" if distance > 0 else "under"
    moves = trend_text(each, trends)
    kind = "Medel " if each.indicator.rolling_years > 1 else "Trend: "
    about = f"{distance_text(each.indicator, distance)} {side}."
    node(item, "div", f"{about} {kind}{moves}." if moves else about, class_="not")


def lessons(own: Profile, found: Sequence[tuple[Standing, Sequence[Model]]]) -> str:
    """Return per weak point whom to learn from and why.

    Args:
        found: the weak points with their models, the weakest first.
    """
    panel = node(None, "section", class_="gnv-panel")
    heading(panel, "Lär av")
    if not found:
        node(panel, "p", "Inget nyckeltal är sämre än jämförelsen: här finns inget att visa.", class_="not")
        return html_text(panel)
    where = "bland regionerna" if own.regional else "i länet och bland liknande kommuner"
    node(panel, "p", f"Områden {where} som är klart bättre eller har förbättrats.", class_="not")
    listed = node(panel, "ul", class_="lar-av")
    for weak, models in found:
        item = node(listed, "li")
        head = node(item, "div", class_="huvud")
        figure_link(head, own, weak)
        region_tag(head, own, weak)
        node(head, "span", f" {counted_text(weak)}, {weak.period}", class_="not")
        if not models:
            node(item, "div", "Ingen annan är klart bättre eller har förbättrats.", class_="not")
        for model in models:
            _model(node(item, "div"), own, weak, model)
    return html_text(panel)


def lessons_awaited() -> str:
    """Return the panel of whom to learn from while it is being found."""
    panel = node(None, "section", class_="gnv-panel")
    heading(panel, "Lär av", "Letar efter områden att lära av …")
    return html_text(panel)


def _model(line: Node, own: Profile, weak: Standing, model: Model) -> None:
    address = figure_address(own, weak, model.code)
    node(line, "a", model.name, href=address).tail = f": {model_text(weak, model)}"
