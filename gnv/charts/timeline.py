"""Activities over time, sub-goal by sub-goal: a row each that can be chosen, on one axis for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gnv.activities.form import Activity, State
from gnv.activities.overview import counted_states, doubtful, of_goal, place_of
from gnv.areas import Areas
from gnv.charts.activity_bar import Axis, axis_of, draw_bar
from gnv.charts.markup import Node, html_text, node, svg_text
from gnv.charts.picture import Frame, Scale, new_picture
from gnv.charts.theme import HAIRLINE, INK, MUTED, OUTLINE
from gnv.intake.choices import Principal
from gnv.strategy import Goal, Strategy
from gnv.underway import MARKS, count_text, months_text, row_text, states_text, where_text

NOTHING = "Ingen aktivitet."
_ROW, _AXIS = 26.0, 36.0
_MOST_YEARS = 9
_LINES = "gnv-tidslinjer"
_WIDTH, _LEFT, _RIGHT = 1180.0, 560.0, 1150.0
_PICTURE_ROW, _HEAD, _TEXT = 28.0, 40.0, 14.0
_LONGEST_TITLE, _LONGEST_WHERE = 42, 34
_KEYS = (
    (State.PLANNED, "planerad"),
    (State.ONGOING, "pågår"),
    (State.DONE, "klar"),
    (State.STOPPED, "avbruten"),
)


@dataclass(frozen=True)
class Timeline:
    """What a timeline is drawn of.

    Attributes:
        activities: those that are shown, in their order.
        goals: the sub-goals under which they stand.
        strategy: whose start is marked.
        areas: whose names are told.
        today: is marked too.
        chosen: the activity that is open (`gnv.activities.overview.place_of`).
    """

    activities: tuple[Activity, ...]
    goals: Sequence[Goal]
    strategy: Strategy
    areas: Areas
    today: dt.date
    chosen: str = ""

    @property
    def axis(self) -> Axis:
        """The time that they share."""
        return axis_of(self.activities, self.strategy.starts, self.today)


def timeline(drawn: Timeline) -> str:
    """Return the activities over time as HTML whose rows are buttons with a drawn bar each."""
    root = node(None, "div", class_="gnv-tidslinje")
    _legend(root)
    frame = node(root, "div", class_="ram", role="group", tabindex="0", aria_label="Tidslinje")
    axis = drawn.axis
    _axis(frame, drawn, axis)
    for goal in drawn.goals:
        own = of_goal(drawn.activities, goal.number)
        section = node(frame, "section", aria_label=f"Delmål {goal.number}, {goal.name}")
        head = node(section, "h3", f"{goal.number}. {goal.name} ")
        node(head, "small", f"{count_text(len(own))}: {states_text(counted_states(own))}" if own else NOTHING)
        for each in own:
            _row(section, drawn, each, axis)
    return html_text(root)


def _legend(root: Node) -> None:
    listed = node(root, "ul", class_="gnv-nycklar")
    for state, word in _KEYS:
        item = node(listed, "li")
        picture = node(item, "svg", width=44, height=18, aria_hidden="true")
        draw_bar(picture, _example(state), Axis(2024, 2026), _key_place, _key_place, 9)
        node(item, "i", f"{MARKS[state]} {word}")
    item = node(listed, "li")
    picture = node(item, "svg", width=30, height=18, aria_hidden="true")
    draw_bar(picture, _example(State.ONGOING, is_open=True), Axis(2024, 2025), _key_place, _key_place, 9)
    node(item, "i", "slutet är öppet")


def _example(state: State, *, is_open: bool = False) -> Activity:
    """Return what a key of the legend draws."""
    starts, ends = dt.date(2024, 1, 1), None if is_open else dt.date(2025, 6, 30)
    return Activity("", "", "", (1,), (Principal.MUNICIPALITY,), "", starts, ends, state)


def _key_place(share: float) -> str:
    return f"{2 + share * 18:.0f}" if share == 1.0 else f"{1 + share * 40:.0f}"


def _axis(frame: Node, drawn: Timeline, axis: Axis) -> None:
    """Add the years, with the strategy's start and today named above them."""
    row = node(frame, "div", class_="axel", aria_hidden="true")
    picture = node(row, "svg", width="100%", height=f"{_AXIS:g}")
    group = node(picture, "g", font_size=12.5, fill=MUTED)
    for year, share in axis.years(_MOST_YEARS):
        node(group, "text", str(year), x=_percent(share), y=f"{_AXIS - 5:g}", dx=3)
    _draw_lines(node(node(picture, "defs"), "g", id=_LINES), drawn, axis)
    node(picture, "use", href=f"#{_LINES}")
    for mark in _marks(drawn, axis):
        at = {"x": _percent(axis.share(mark.day)), "y": 13, "dx": mark.aside}
        node(group, "text", mark.name, **at, text_anchor=mark.anchor)


@dataclass(frozen=True)
class _Mark:
    """A day that is marked: its name, on which side of its line that stands, and how the line is drawn."""

    day: dt.date
    name: str
    anchor: str
    colour: str = OUTLINE
    dash: str | None = "1 3"

    @property
    def aside(self) -> int:
        """How far from the line the name stands."""
        return 4 if self.anchor == "start" else -4


def _marks(drawn: Timeline, axis: Axis) -> Iterator[_Mark]:
    """Yield the strategy's start, its end where the axis reaches it, and today."""
    yield _Mark(drawn.strategy.starts, "Strategin börjar", "start")
    if axis.share(drawn.strategy.ends) < 1:
        yield _Mark(drawn.strategy.ends, "Strategin slutar", "end")
    yield _Mark(drawn.today, "I dag", "end", INK, None)


def _draw_lines(picture: Node, drawn: Timeline, axis: Axis) -> None:
    """Draw the years' lines and those of the days that are marked, from top to bottom; each row uses them."""
    for _, share in axis.years(_MOST_YEARS):
        _line(picture, share, HAIRLINE)
    for mark in _marks(drawn, axis):
        _line(picture, axis.share(mark.day), mark.colour, mark.dash)


def _line(picture: Node, share: float, colour: str, dash: str | None = None) -> None:
    at = _percent(share)
    node(picture, "line", x1=at, x2=at, y1=0, y2="100%", stroke=colour, stroke_dasharray=dash)


def _percent(share: float) -> str:
    return f"{100 * share:.2f}%"


def _row(section: Node, drawn: Timeline, activity: Activity, axis: Axis) -> None:
    place = place_of(activity)
    row = node(
        section,
        "button",
        type="button",
        class_="rad",
        data_area=place,
        aria_pressed="true" if place == drawn.chosen else "false",
    )
    node(row, "span", activity.title, class_="titel")
    said = node(row, "span", class_="under")
    node(said, "b", MARKS[activity.state], aria_hidden="true").tail = f" {row_text(activity, drawn.areas)}"
    if doubtful([activity], drawn.today):
        node(said, "em", " stämmer läget?")
    picture = node(row, "svg", width="100%", height=f"{_ROW:g}", aria_hidden="true")
    node(picture, "use", href=f"#{_LINES}")
    middle = node(picture, "svg", y="50%", width="100%", height=1, overflow="visible")
    draw_bar(middle, activity, axis, _percent, _percent, 0.0)


def timeline_picture(drawn: Timeline, frame: Frame) -> str:
    """Return the same as one SVG with heading and source, for a picture that leaves the page."""
    groups = [(goal, of_goal(drawn.activities, goal.number)) for goal in drawn.goals]
    height = _AXIS + sum(_HEAD + _PICTURE_ROW * len(own) for _, own in groups) + 10
    name = f"Tidslinje: {frame.heading}"
    root = new_picture(_WIDTH, height, name=name, role="img", class_="gnv-tidslinje", frame=frame)
    axis, x = drawn.axis, Scale(0.0, 1.0, _LEFT, _RIGHT)
    _picture_axis(root, drawn, axis, x, height)
    top = _AXIS
    for goal, own in groups:
        node(
            root,
            "text",
            f"{goal.number}. {goal.name}{'' if own else f': {NOTHING.lower()}'}",
            x=10,
            y=f"{top + _HEAD - 12:g}",
            font_size=_TEXT + 1,
            font_weight=600,
            fill=INK,
        )
        top += _HEAD
        for each in own:
            _picture_row(root, drawn, each, axis, x, top)
            top += _PICTURE_ROW
    return svg_text(root)


def _picture_axis(root: Node, drawn: Timeline, axis: Axis, x: Scale, height: float) -> None:
    group = node(root, "g", font_size=_TEXT - 1, fill=MUTED)
    for year, share in axis.years(_MOST_YEARS):
        node(root, "path", d=f"M{x(share):.1f} {_AXIS - 14:g}V{height:g}", stroke=HAIRLINE)
        node(group, "text", str(year), x=f"{x(share) + 3:.1f}", y=f"{_AXIS - 4:g}")
    for mark in _marks(drawn, axis):
        at = x(axis.share(mark.day))
        node(root, "path", d=f"M{at:.1f} 4V{height:g}", stroke=mark.colour, stroke_dasharray=mark.dash)
        node(group, "text", mark.name, x=f"{at + mark.aside:.1f}", y=15, text_anchor=mark.anchor)


def _picture_row(root: Node, drawn: Timeline, each: Activity, axis: Axis, x: Scale, top: float) -> None:
    middle = top + _PICTURE_ROW / 2
    group = node(root, "g", font_size=_TEXT, fill=INK)
    node(root, "path", d=f"M10 {top + _PICTURE_ROW:g}H{_RIGHT:g}", stroke=HAIRLINE)
    where = f"{where_text(each.municipality, drawn.areas)}, {months_text(each)}"
    node(group, "text", f"{MARKS[each.state]} {_cut(each.title, _LONGEST_TITLE)}", x=10, y=f"{middle + 5:g}")
    node(
        group,
        "text",
        _cut(f"{where}", _LONGEST_WHERE),
        x=f"{_LEFT - 20:g}",
        y=f"{middle + 5:g}",
        text_anchor="end",
        fill=MUTED,
    )

    def place(share: float) -> str:
        return f"{x(share):.1f}"

    def length(share: float) -> str:
        return f"{x(share) - x(0.0):.1f}"

    draw_bar(root, each, axis, place, length, middle)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def nothing_found() -> str:
    """Return what is shown where no activity answers to the choices."""
    root = node(None, "div", class_="gnv-saknas")
    node(root, "p", "Ingen aktivitet stämmer med valen.", class_="huvud")
    node(root, "p", "Välj ett annat delmål, en annan kommun eller ett annat läge.")
    return html_text(root)


def legend_words() -> str:
    """Return how the bars are read, in words, for a picture that leaves the page."""
    marks = ", ".join(f"{MARKS[state]} {word}" for state, word in _KEYS)
    return f"{marks}. Pil: slutet är öppet."
