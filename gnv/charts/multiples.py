"""Small multiples: every area's own line, all on the same two axes, the county's mean behind.

On the page each is a button of its own, so that they flow over whatever width there is; in a file they
stand in a grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gnv.charts.markup import Node, html_text, node, svg_text
from gnv.charts.picture import Frame, Scale, decimals_of, new_picture
from gnv.charts.theme import COMPARED, HAIRLINE, INK, MUTED, OUTLINE
from gnv.charts.time_axis import axis_time, pieces
from gnv.charts.trend import TrendLine, time_span, value_steps
from gnv.story import Series, Story
from gnv.strategy import Strategy, Unit
from gnv.words import number, value_text

_WIDTH, _HEIGHT = 180.0, 104.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 31.0, 6.0, 7.0, 86.0
_TEXT = 11.0
_COLUMNS, _GAP, _HEAD, _FOOT = 5, 12.0, 22.0, 18.0


@dataclass(frozen=True)
class Panel:
    """One area's diagram.

    Attributes:
        code: the area's code.
        name: its name, as short as there is room for.
        series: its values.
        value: the value of the year shown, or the last one, after its year; or why there is none.
        sign, words: how it has moved; empty where that is not told.
        colour: of the sign.
        chosen: whether it stands in front.
        compared: whether it is compared with.
    """

    code: str
    name: str
    series: Series
    value: str
    sign: str = ""
    words: str = ""
    colour: str = MUTED
    chosen: bool = False
    compared: bool = False


@dataclass(frozen=True)
class Behind:
    """Lines that stand behind every area's own: the common one, and one that is compared with."""

    common: TrendLine | None
    compared: TrendLine | None

    @property
    def lines(self) -> tuple[TrendLine, ...]:
        """Those that there are."""
        return tuple(line for line in (self.common, self.compared) if line is not None)


@dataclass(frozen=True)
class _Axes:
    x: Scale
    y: Scale
    years: tuple[int, int]
    steps: list[float]
    start: float


def multiples(story: Story, panels: Sequence[Panel], behind: Behind, strategy: Strategy, name: str) -> str:
    """Return every panel as a button (``data-area``) in HTML.

    Args:
        name: what they show together, for those who do not see them.
    """
    axes = _axes(story, strategy, behind)
    root = node(None, "div", class_="gnv-smaflera", role="group", aria_label=name)
    for panel in panels:
        kind = " ".join(word for word, is_ in (("vald", panel.chosen), ("jamford", panel.compared)) if is_)
        button = node(
            root,
            "button",
            type="button",
            data_area=panel.code,
            aria_pressed="true" if panel.chosen or panel.compared else "false",
            class_=kind or None,
        )
        head = node(button, "span", class_="huvud")
        node(head, "span", panel.name, class_="namn")
        node(head, "span", panel.value, class_="varde")
        picture = node(button, "svg", viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}", aria_hidden="true")
        _draw(picture, story, panel, behind, axes)
        moved = node(button, "span", class_="rorelse")
        if panel.words:
            sign = node(moved, "span", panel.sign, class_="tecken", aria_hidden="true")
            sign.set("style", f"color:{panel.colour}")
            sign.tail = f" {panel.words}"
    return html_text(root)


def framed_multiples(
    story: Story, panels: Sequence[Panel], behind: Behind, strategy: Strategy, frame: Frame
) -> str:
    """Return every panel in a grid, as SVG with heading and source."""
    axes = _axes(story, strategy, behind)
    across, down = _WIDTH + _GAP, _HEAD + _HEIGHT + _FOOT + _GAP
    rows = -(-len(panels) // _COLUMNS)
    root = new_picture(
        _COLUMNS * across + _GAP,
        rows * down,
        name=frame.heading,
        role="img",
        class_="gnv-smaflera-bild",
        frame=frame,
    )
    for index, panel in enumerate(panels):
        row, column = divmod(index, _COLUMNS)
        group = node(root, "g", transform=f"translate({_GAP + column * across:g} {row * down:g})")
        weight = "700" if panel.chosen else "600"
        node(group, "text", panel.name, x=2, y=15, font_size=14, font_weight=weight, fill=INK)
        value = node(group, "text", panel.value, x=_WIDTH - 2, y=15, font_size=12.5, fill=INK)
        value.set("text-anchor", "end")
        drawing = node(group, "g", transform=f"translate(0 {_HEAD:g})")
        _draw(drawing, story, panel, behind, axes)
        said = f"{panel.sign} {panel.words}".strip()
        node(group, "text", said, x=2, y=_HEAD + _HEIGHT + 13, font_size=12.5, fill=panel.colour)
    return svg_text(root)


def _axes(story: Story, strategy: Strategy, behind: Behind) -> _Axes:
    steps = value_steps(story, behind.lines)
    first, last = time_span(story, strategy, behind.lines)
    return _Axes(
        x=Scale(first - 0.3, last + 0.3, _LEFT, _WIDTH - _RIGHT),
        y=Scale(steps[0], steps[-1], _BOTTOM, _TOP),
        years=(round(first), round(last)),
        steps=steps,
        start=axis_time(strategy.starts.year, strategy.starts.month),
    )


def _draw(parent: Node, story: Story, panel: Panel, behind: Behind, axes: _Axes) -> None:
    _draw_axes(parent, story, axes)
    if behind.common is not None:
        _draw_line(parent, story, behind.common.series, axes, OUTLINE, 1.6)
    if behind.compared is not None and not panel.compared:
        _draw_line(parent, story, behind.compared.series, axes, COMPARED, 1.6)
    _draw_line(parent, story, panel.series, axes, COMPARED if panel.compared else INK, 2.2)
    for time, value in panel.series:
        if story.is_shown(time):
            at_x, at_y = f"{axes.x(time):.1f}", f"{axes.y(value):.1f}"
            node(parent, "circle", cx=at_x, cy=at_y, r=3.4, fill=COMPARED if panel.compared else INK)


def _draw_axes(parent: Node, story: Story, axes: _Axes) -> None:
    percent = "\u00a0%" if story.indicator.unit is Unit.PERCENT else ""
    lines = "".join(f"M{_LEFT:g} {axes.y(step):.1f}H{_WIDTH - _RIGHT:g}" for step in axes.steps)
    node(parent, "path", d=lines, stroke=HAIRLINE, fill="none")
    node(
        parent,
        "path",
        d=f"M{axes.x(axes.start):.1f} {_TOP:g}V{_BOTTOM:g}",
        stroke=OUTLINE,
        stroke_dasharray="1 3",
    )
    texts = node(parent, "g", font_size=_TEXT, fill=MUTED)
    for step in (axes.steps[0], axes.steps[-1]):
        said = number(step, decimals_of(axes.steps)) + percent
        node(texts, "text", said, x=_LEFT - 4, y=f"{axes.y(step) + 4:.1f}", text_anchor="end")
    for year, anchor in zip(axes.years, ("start", "end"), strict=True):
        at = _LEFT if anchor == "start" else _WIDTH - _RIGHT
        node(texts, "text", str(year), x=at, y=_BOTTOM + 13, text_anchor=anchor)


def _draw_line(parent: Node, story: Story, series: Series, axes: _Axes, colour: str, width: float) -> None:
    path = []
    for piece in pieces(story, series):
        points = [f"{axes.x(time):.1f} {axes.y(value):.1f}" for time, value in piece]
        path.append("M" + "L".join(points if len(points) > 1 else [points[0], points[0]]))
    if path:
        line = node(parent, "path", d="".join(path), stroke=colour, stroke_width=width, fill="none")
        line.set("stroke-linecap", "round")  # a year that stands alone is then a dot
        line.set("stroke-linejoin", "round")


def multiples_alt(story: Story, panels: Sequence[Panel]) -> str:
    """Return what the diagrams show together."""
    kind = "regioner" if story.regional else "områden"
    return f"Små diagram över {story.indicator.name}, ett för var och en av {len(panels)} {kind}"


def axes_note(story: Story, behind: Behind, strategy: Strategy) -> str:
    """Return how to read the diagrams."""
    axes = _axes(story, strategy, behind)
    low, high = (value_text(story.indicator, step) for step in (axes.steps[0], axes.steps[-1]))
    said = [f"Alla diagram har samma axlar: {low} till {high}, {axes.years[0]}–{axes.years[1]}."]
    if behind.common is not None:
        said.append(f"Grå linje: {behind.common.name}.")
    if behind.compared is not None:
        said.append(f"Grönblå linje: {behind.compared.name}.")
    said.append(f"Prickad linje: strategin börjar {strategy.starts.year}.")
    return " ".join(said)
