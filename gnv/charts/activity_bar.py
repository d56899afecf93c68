"""One activity on a time axis: a bar from its first day to its last, whose look tells how far it has come.

A bar is drawn with whatever tells where a day lies: in per cent of a row's width on the page, in drawing
units in the picture that leaves it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gnv.activities.form import Activity, State
from gnv.charts.markup import Node, node
from gnv.charts.theme import INK, MUTED, OUTLINE, PAPER

GOING = "#1b4a78"
BAR = 12.0
_LEAST = 0.008  # of the axis, so that a single day can be seen
_ARROW = "M0 -7L9 0L0 7Z"
Place = Callable[[float], str]


@dataclass(frozen=True)
class Axis:
    """The days of a time axis: from the first of January of one year to that of another.

    Attributes:
        first, last: the years in whose beginning it begins and ends.
    """

    first: int
    last: int

    def share(self, day: dt.date) -> float:
        """Return where a day lies, from 0 to 1."""
        start, end = dt.date(self.first, 1, 1).toordinal(), dt.date(self.last, 1, 1).toordinal()
        return (day.toordinal() - start) / (end - start)

    def years(self, most: int) -> Iterator[tuple[int, float]]:
        """Yield years, at most so many and evenly spaced, and where each begins."""
        every = -(-(self.last - self.first) // most)
        for year in range(self.first, self.last, every):
            yield year, self.share(dt.date(year, 1, 1))


def axis_of(activities: Iterable[Activity], starts: dt.date, today: dt.date) -> Axis:
    """Return the axis that holds activities, the strategy's start and today."""
    days = [starts, today]
    for each in activities:
        days += [each.starts, each.ends or each.starts]
    return Axis(min(days).year, max(days).year + 1)


def draw_bar(
    parent: Node, activity: Activity, axis: Axis, place: Place, length: Place, middle: float
) -> None:
    """Draw an activity's bar.

    Args:
        parent: a picture.
        activity: whose.
        axis: the time.
        place, length: where a share of the axis lies, and how long it is.
        middle: the bar's height in the picture.
    """
    begins = axis.share(activity.starts)
    ends = 1.0 if activity.ends is None else axis.share(activity.ends + dt.timedelta(days=1))
    share = max(ends - begins, _LEAST)
    box: dict[str, Any] = {
        "x": place(begins),
        "y": f"{middle - BAR / 2:g}",
        "width": length(share),
        "height": f"{BAR:g}",
        "rx": 2,
    }
    if activity.state is State.STOPPED:  # stripes
        node(
            parent,
            "line",
            x1=place(begins),
            x2=place(begins + share),
            y1=f"{middle:g}",
            y2=f"{middle:g}",
            stroke=MUTED,
            stroke_width=BAR,
            stroke_dasharray="3 3",
        )
    elif activity.state is State.PLANNED:
        node(parent, "rect", **box, fill=PAPER, stroke=GOING, stroke_width=1.8, stroke_dasharray="5 3")
    else:
        fill = GOING if activity.state is State.ONGOING else OUTLINE
        node(parent, "rect", **box, fill=fill)
    _draw_end(parent, activity, place(begins + share), middle)


def _draw_end(parent: Node, activity: Activity, at: str, middle: float) -> None:
    """Draw what a bar ends with: an arrow where the end is open, a cap or a cross where it has ended."""
    end = node(parent, "svg", x=at, y=f"{middle:g}", overflow="visible", width=1, height=1)
    if activity.ends is None:
        node(end, "path", d=_ARROW, fill=MUTED if activity.state in (State.STOPPED, State.DONE) else GOING)
    elif activity.state is State.DONE:
        node(end, "path", d="M0 -9V9", stroke=INK, stroke_width=3)
    elif activity.state is State.STOPPED:
        node(end, "path", d="M-1 -6L11 6M-1 6L11 -6", stroke=INK, stroke_width=2)
