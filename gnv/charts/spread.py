"""How an area's units spread over the scale: a dot each, kommun and region beside each other."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gnv.assessment.outcome import COUNTY, Outcome, Score
from gnv.charts.markup import Node, node, svg_text
from gnv.charts.picture import Frame, Scale, new_picture
from gnv.charts.theme import BAND, HAIRLINE, INK, MUTED, NATIONAL, OUTLINE, PAPER
from gnv.impressions import PRINCIPALS, level_words, score_text
from gnv.strategy import Goal
from gnv.words import number

_WIDTH, _LEFT, _RIGHT = 470.0, 70.0, 84.0
_HEAD, _LANE, _BELOW, _PAD = 24.0, 28.0, 24.0, 7.0
_TEXT = 13.5
_WIDEST, _NARROWEST = 10.0, 1.0
_FINEST = 4  # dots are drawn at the nearest quarter of a scale step
_ROOM = 0.86  # how much of the way to the next dots a heap may fill


@dataclass(frozen=True)
class _Lane:
    """The dots of one principal's units: their scores and names, and what they come to."""

    label: str
    dots: tuple[tuple[float, str], ...]
    score: Score


def spread(
    result: Outcome, area: str, goals: tuple[Goal, ...], chosen: int, name: str, frame: Frame | None = None
) -> str:
    """Return every unit as a dot at its score, per sub-goal and principal, as SVG.

    Args:
        area: a municipality, 0020, or the county.
        chosen: the sub-goal that the page is about, which is marked.
        name: what the picture shows, for those who do not see it.
        frame: heading and source, for a picture that leaves the page.
    """
    lanes = {goal.number: _lanes(result, area, goal.number) for goal in goals}
    height = sum(_block_height(lanes[goal.number]) for goal in goals)
    root = new_picture(_WIDTH, height + _BELOW, name=name, role="img", class_="gnv-spridning", frame=frame)
    x = Scale(result.scale[0], result.scale[1], _LEFT + 12, _WIDTH - _RIGHT - 12)
    pitch = _pitch([lane for each in lanes.values() for lane in each], x)
    top = 0.0
    for goal in goals:
        own = lanes[goal.number]
        if goal.number == chosen:
            node(root, "rect", x=0, y=top, width=_WIDTH, height=_block_height(own), fill=BAND, rx=4)
        _draw_head(root, result, area, goal, top)
        _draw_grid(root, result, x, top + _HEAD, len(own))
        for place, lane in enumerate(own):
            _draw_lane(root, lane, x, top + _HEAD + place * _LANE, pitch)
        top += _block_height(own)
    _draw_axis(root, result, x, top)
    return svg_text(root)


def _lanes(result: Outcome, area: str, goal: int) -> list[_Lane]:
    found = []
    for part in PRINCIPALS:
        score = result.score(area, goal, part)
        units = [unit for unit in result.units_of(area) if unit.principal == part and goal in unit.scores]
        named = area != COUNTY  # so many names would weigh more than they tell
        dots = tuple(sorted((unit.scores[goal], unit.name if named else "") for unit in units))
        if score and dots:
            found.append(_Lane(part, dots, score))
    return found


def _block_height(lanes: list[_Lane]) -> float:
    return _HEAD + max(len(lanes), 1) * _LANE + _PAD


def _pitch(lanes: Iterable[_Lane], x: Scale) -> float:
    """Return the largest distance between dots at which every heap fits in its lane."""
    heaps = [Counter(_snapped(score) for score, _ in lane.dots) for lane in lanes]
    places = sorted({place for heap in heaps for place in heap})
    gap = min((after - before for before, after in itertools.pairwise(places)), default=1.0)
    width = min(gap, 1.0) * (x(x.low + 1) - x(x.low)) * _ROOM
    most = max((count for heap in heaps for count in heap.values()), default=1)
    steps = range(round(_WIDEST * 8), round(_NARROWEST * 8), -1)
    fitting = (step / 8 for step in steps if _rows(most, width, step / 8) * step / 8 <= _LANE - 4)
    return next(fitting, _NARROWEST)


def _rows(count: int, width: float, pitch: float) -> int:
    return math.ceil(count / _columns(width, pitch))


def _columns(width: float, pitch: float) -> int:
    return max(1, int(width / pitch))


def _snapped(score: float) -> float:
    return round(score * _FINEST) / _FINEST


def _draw_head(root: Node, result: Outcome, area: str, goal: Goal, top: float) -> None:
    y = f"{top + 17:g}"
    node(root, "text", f"{goal.number}. {goal.name}", x=6, y=y, font_size=_TEXT, font_weight=600, fill=INK)
    score = result.score(area, goal.number)
    said = level_words(result, score)
    node(root, "text", said, x=_WIDTH - 6, y=y, text_anchor="end", font_size=_TEXT - 1, fill=MUTED)


def _draw_grid(root: Node, result: Outcome, x: Scale, top: float, lanes: int) -> None:
    group = node(root, "g", stroke=OUTLINE, stroke_width=0.7, stroke_dasharray="1 3")
    for step in range(result.scale[0], result.scale[1] + 1):
        node(group, "path", d=f"M{x(step):.1f} {top:g}v{max(lanes, 1) * _LANE:g}")


def _draw_lane(root: Node, lane: _Lane, x: Scale, top: float, pitch: float) -> None:
    middle = top + _LANE / 2
    group = node(root, "g", font_size=_TEXT - 1, fill=MUTED)
    node(group, "text", lane.label, x=_LEFT - 8, y=f"{middle + 4.5:g}", text_anchor="end")
    node(group, "path", d=f"M{_LEFT:g} {middle:g}H{_WIDTH - _RIGHT:g}", stroke=HAIRLINE)
    said = f"{score_text(lane.score.mean)} ({number(lane.score.n)})"
    node(group, "text", said, x=_WIDTH - _RIGHT + 10, y=f"{middle + 4.5:g}", fill=INK)
    node(root, "path", d=f"M{x(lane.score.mean):.1f} {top:g}v{_LANE:g}", stroke=INK, stroke_width=2.6)
    dots = node(root, "g", fill=NATIONAL, stroke=PAPER, stroke_width=f"{pitch * 0.08:.2f}")
    for at_x, at_y, name, score in _places(lane, x, pitch):
        radius = f"{pitch * 0.45:.2f}"
        dot = node(dots, "circle", cx=f"{at_x:.1f}", cy=f"{middle + at_y:.1f}", r=radius)
        if name:
            node(dot, "title", f"{name}: {score_text(score)}")


def _places(lane: _Lane, x: Scale, pitch: float) -> Iterable[tuple[float, float, str, float]]:
    """Return where each dot lies, heaped in rows around its score."""
    heaps: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for score, name in lane.dots:
        heaps[_snapped(score)].append((score, name))
    for place, heap in heaps.items():
        rows = max(1, min(int((_LANE - 4) / pitch), len(heap)))
        columns = math.ceil(len(heap) / rows)
        for index, (score, name) in enumerate(heap):
            row, column = divmod(index, columns)
            across = min(columns, len(heap) - row * columns)
            used = math.ceil(len(heap) / columns)
            yield (
                x(place) + (column - (across - 1) / 2) * pitch,
                (row - (used - 1) / 2) * pitch,
                name,
                score,
            )


def _draw_axis(root: Node, result: Outcome, x: Scale, top: float) -> None:
    group = node(root, "g", font_size=_TEXT - 1, fill=MUTED, text_anchor="middle")
    for step in range(result.scale[0], result.scale[1] + 1):
        node(group, "text", str(step), x=f"{x(step):.1f}", y=f"{top + 15:g}")
    node(group, "text", "poäng", x=_LEFT - 8, y=f"{top + 15:g}", text_anchor="end")
    node(group, "text", "medel (antal)", x=_WIDTH - 4, y=f"{top + 15:g}", text_anchor="end")
