"""A year of the regional action plan as a table: a row per priority, with a button to change it."""

from __future__ import annotations

from collections.abc import Sequence

from gnv import plan_words
from gnv.activities.priority import Priority
from gnv.charts.markup import Node, html_text, node
from gnv.charts.table import header
from gnv.strategy import Strategy
from gnv.underway import MARKS
from gnv.view import link
from gnv.words import MISSING

TITLE = "Regional handlingsplan"
_WHAT_IT_IS = (
    "Här står vad systemledningen har beslutat ska komma först under året, och hur långt det har kommit."
)
_COLUMNS = (
    ("namn", "Prioritering"),
    ("delmal", "Delmål, med aktiviteter"),
    ("malgrupp", "Målgrupp"),
    ("lage", "Läge"),
    ("beslut", "Beslutad"),
)


def action_plan_heading(year: str, priorities: Sequence[Priority]) -> str:
    """Return what the year's action plan is, and who has decided it."""
    root = node(None, "div", class_="gnv-sammanfattning")
    node(root, "h2", TITLE)
    node(root, "p", plan_words.priorities_headline(year, priorities), class_="huvud")
    if not priorities:
        node(root, "p", _WHAT_IT_IS, class_="not")
    if decided := plan_words.decisions_text(priorities):
        node(root, "p", decided)
    return html_text(root)


def action_plan_table(
    year: str, priorities: Sequence[Priority], strategy: Strategy, *, may_change: bool
) -> str:
    """Return the year's priorities as a table.

    Args:
        year: the action plan's.
        priorities: that stand, in their order.
        strategy: whose sub-goals they are for.
        may_change: whether each row has a button, whose ``data-area`` is the priority's id.
    """
    panel = node(None, "div", class_="gnv-panel")
    root = node(node(panel, "div", class_="gnv-rulle"), "table", class_="gnv-tabell gnv-prioriteringar")
    node(root, "caption", f"Prioriteringar {year}")
    head = node(node(root, "thead"), "tr")
    for name, label in _COLUMNS:
        header(head, name, label, "text")
    if may_change:
        node(node(head, "th", class_="andra", scope="col"), "span", "Ändra", class_="gnv-dold")
    body = node(root, "tbody")
    for each in priorities:
        _row(body, each, strategy, may_change=may_change)
    return html_text(panel)


def _row(body: Node, priority: Priority, strategy: Strategy, *, may_change: bool) -> None:
    row = node(body, "tr")
    name = node(row, "th", scope="row", class_="namn", data_v=priority.title)
    node(name, "strong", priority.title)
    if priority.text:
        node(name, "span", priority.text, class_="text")
    _goals(node(row, "td", class_="delmal", data_v=priority.goals[0]), priority, strategy)
    node(row, "td", priority.target_group or MISSING, class_="malgrupp", data_v=priority.target_group)
    cell = node(row, "td", class_="lage", data_v=priority.state)
    node(cell, "span", MARKS[priority.state], class_="symbol", aria_hidden="true").tail = f" {priority.state}"
    decided = plan_words.decided_text(priority.decided_by, priority.decided)
    text = decided if priority.decided else "inte beslutad än"
    node(row, "td", text, class_="beslut", data_v=priority.decided or "")
    if may_change:
        cell = node(row, "td", class_="andra")
        node(
            cell,
            "button",
            "Ändra",
            type="button",
            data_area=priority.id,
            aria_label=f"Ändra {priority.title}",
        )


def _goals(parent: Node, priority: Priority, strategy: Strategy) -> None:
    """Add a priority's sub-goals as a list, each a link to its activities."""
    names = {goal.number: goal.name for goal in strategy.goals}
    listed = node(parent, "ul")
    for number in priority.goals:
        name = names.get(number, str(number))
        address = link("aktiviteter", delmal=str(number))
        node(node(listed, "li"), "a", name, href=address, title=f"Aktiviteter för {name}")
