"""The table of a sub-goal's self-assessment: level and agreement per municipality, without positions."""

from __future__ import annotations

from gnv.assessment.results import about_unchanged
from gnv.charts.markup import Node, html_text, node
from gnv.charts.table import area_row, footer, header, number_cell, sparkline
from gnv.sentences import heading
from gnv.story import Line, Rating, Story
from gnv.words import ABOUT_UNCHANGED, ASSESSED_SOURCE, MISSING, difference_text, unit_caption, value_text

_NOTE = (
    f"{ASSESSED_SOURCE}. Poängen är verksamheternas ovägda medel. Samstämmighet anges från tre "
    "verksamheter. Förändringen räknas på de verksamheter som svarade båda gångerna."
)


def score_table(story: Story, chosen: str | None) -> str:
    """Return the table of a self-assessment: score, units, span, agreement, change and development.

    Sorted by names of the areas, since no score is better than another.

    Args:
        chosen: the code whose row is marked.
    """
    panel = node(None, "div", class_="gnv-panel")
    node(panel, "h3", "Kommun för kommun")
    root = node(node(panel, "div", class_="gnv-rulle"), "table", class_="gnv-tabell")
    node(root, "caption", f"{heading(story)}, {unit_caption(story.indicator)}")
    head = node(node(root, "thead"), "tr")
    columns = _columns(story)
    for name, label, kind in columns:
        header(head, name, label, kind)
    body = node(root, "tbody")
    for line in story.lines:
        _row(body, story, line, "vald" if line.code == chosen else None)
    footer(node(root, "tfoot"), story, len(columns))
    node(panel, "p", _NOTE, class_="not")
    return html_text(panel)


def _columns(story: Story) -> list[tuple[str, str, str]]:
    since = next((line.change_from for line in story.lines if line.change_from), None)
    return [
        ("namn", "Kommun", "text"),
        ("varde", "Poäng", "tal"),
        ("antal", "Verksamheter", "tal"),
        ("spann", "Från–till", "tal"),
        ("lage", "Samstämmighet", "text"),
        ("forandring", f"Förändring från {since}" if since else "Förändring", "tal"),
        ("utveckling", "Utveckling", ""),
    ]


def _row(parent: Node, story: Story, line: Line, mark: str | None) -> None:
    row = area_row(parent, line, mark)
    if line.value is None or line.rating is None:
        node(row, "td", MISSING, class_="varde", data_v="")
        node(row, "td", line.status, class_="lage saknas", data_v="", colspan=4)
    else:
        rating = line.rating
        number_cell(row, "varde", value_text(story.indicator, line.value), line.value)
        number_cell(row, "antal", str(rating.n), rating.n)
        number_cell(row, "spann", _span(story, rating), rating.high - rating.low)
        node(row, "td", rating.agreement or MISSING, class_="lage", data_v=rating.agreement)
        _change(row, story, line, rating)
    sparkline(node(row, "td", class_="utveckling"), story, line)


def _span(story: Story, rating: Rating) -> str:
    """Return the lowest and highest score, or the one where they are the same."""
    ends = [value_text(story.indicator, value) for value in (rating.low, rating.high)]
    return "–".join(dict.fromkeys(ends))


def _change(row: Node, story: Story, line: Line, rating: Rating) -> None:
    said = difference_text(story.indicator, line.change)
    if line.change is not None and about_unchanged(line.change, story.bounds):
        said = ABOUT_UNCHANGED
    number_cell(row, "forandring", said, line.change)
    if line.change is not None:
        node(row[-1], "small", f" ({rating.change_n})")
