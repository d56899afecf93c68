"""What was done while a measure moved: activities beside a trend, never as its cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from gnv.activities.form import Activity
from gnv.activities.overview import place_of
from gnv.areas import REGION_DALARNA, Areas
from gnv.charts.activity_bar import GOING
from gnv.charts.markup import Node, html_text, node
from gnv.charts.picture import Scale
from gnv.charts.theme import INK, MUTED
from gnv.underway import row_text
from gnv.view import link

MOST = 4
CAPTION = "Samtidigt"
_LATER = "Senare än diagrammet visar"
_NO_CAUSE = "Att något skedde samtidigt säger inte att det ena påverkade det andra."
_HEAD, _ROW, _BAR, _TEXT = 20.0, 15.0, 4.0, 12.5


def shown(activities: Sequence[Activity], x: Scale) -> tuple[Activity, ...]:
    """Return those that are marked: of what went on in a trend's time the few that began last, in order."""
    return _latest([each for each in activities if _start(each) <= x.high and _end(each, x) >= x.low])


def later(activities: Sequence[Activity], x: Scale) -> tuple[Activity, ...]:
    """Return the few that began last of those that a trend does not reach: it says nothing beside them."""
    return _latest([each for each in activities if _start(each) > x.high])


def _latest(activities: Sequence[Activity]) -> tuple[Activity, ...]:
    return tuple(sorted(activities, key=lambda each: each.starts)[-MOST:])


def room(activities: Sequence[Activity], x: Scale) -> float:
    """Return how much room the marks of activities take below a chart's axis; none where none reaches it."""
    rows = len(shown(activities, x))
    return _HEAD + _ROW * rows if rows else 0.0


def _time(day: dt.date) -> float:
    """Return where a day lies on an axis that writes a year at its middle."""
    return day.year + (day.month - 7) / 12 + (day.day - 1) / 372


def _start(activity: Activity) -> float:
    return _time(activity.starts)


def _end(activity: Activity, x: Scale) -> float:
    return _time(activity.ends) if activity.ends else x.high


def draw_marks(root: Node, activities: Sequence[Activity], x: Scale, top: float) -> None:
    """Draw, below a chart's axis, a thin numbered bar per activity that reaches its time."""
    found = shown(activities, x)
    if not found:
        return
    group = node(root, "g", class_="samtidigt", font_size=_TEXT, fill=MUTED)
    node(group, "text", f"{CAPTION}:", x=f"{x.start:g}", y=f"{top + _HEAD - 6:g}")
    for row, each in enumerate(found):
        y = top + _HEAD + _ROW * row + _ROW / 2
        left, right = x(max(_start(each), x.low)), x(min(_end(each, x), x.high))
        box = {"x": f"{left:.1f}", "width": f"{max(right - left, _BAR):.1f}", "height": f"{_BAR:g}"}
        bar = node(group, "rect", "", y=f"{y - _BAR / 2:g}", fill=GOING, **box)
        node(bar, "title", each.title)
        node(group, "text", str(row + 1), x=f"{left - 4:.1f}", y=f"{y + 4.5:g}", text_anchor="end", fill=INK)


def meanwhile_list(activities: Sequence[Activity], goal: int, code: str, areas: Areas, x: Scale) -> str:
    """Return the activities beside a trend in words, with links; empty where there are none.

    What began after the trend's time is told apart: a trend that has not got so far says nothing beside it.

    Args:
        activities: of a municipality and of the whole county, for a sub-goal.
        goal: the sub-goal.
        code: the municipality's, for the link to all of them; empty for none.
        areas: whose names are told.
        x: the trend's time.
    """
    meanwhile, after = shown(activities, x), later(activities, x)
    if not meanwhile and not after:
        return ""
    root = node(None, "section", class_="gnv-samtidigt", aria_label=CAPTION)
    for heading, kind, found in ((CAPTION, "ol", meanwhile), (_LATER, "ul", after)):
        if found:
            node(root, "h4", heading)
            _listed(node(root, kind), found, areas)
    whose = "hela länet" if code in ("", REGION_DALARNA) else f"{areas.name(code)} och hela länet"
    said = f"Aktiviteter för delmålet, {whose}. {_NO_CAUSE if meanwhile else ''}".strip()
    note = node(root, "p", f"{said} ", class_="not")
    whole = link("aktiviteter", delmal=str(goal), kommun=code)
    more = len(activities) - len(meanwhile) - len(after)
    node(note, "a", f"Se {more} till" if more else "Se dem över tid", href=whole)
    return html_text(root)


def _listed(parent: Node, activities: Sequence[Activity], areas: Areas) -> None:
    for each in activities:
        item = node(parent, "li")
        opened = link("aktiviteter", aktivitet=place_of(each))
        node(item, "a", each.title, href=opened).tail = f", {row_text(each, areas)}"
