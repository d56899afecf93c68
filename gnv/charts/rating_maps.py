"""Maps of the self-assessment: one sub-goal with scores and units written out, and all of them small.

All share one hue over the scale's whole range, so that sub-goals and rounds compare.
"""

from __future__ import annotations

from collections.abc import Mapping

from gnv.assessment.outcome import COUNTY, Outcome
from gnv.charts.choropleth import Cell
from gnv.charts.markup import Node, html_text, node, svg_text
from gnv.charts.picture import Frame, new_picture
from gnv.charts.projection import Shapes
from gnv.charts.theme import INK, MISSING_FILL, MUTED, OUTLINE, level_fill
from gnv.impressions import NOT_ANSWERED, score_text, score_words
from gnv.strategy import Goal

SMALL_HEIGHT = 110.0
_GAP, _TEXT, _CAPTION = 26.0, 12.5, 40.0


def cells(result: Outcome, goal: int) -> dict[str, Cell]:
    """Return how each municipality is drawn: its score and, in brackets, how many units it rests on."""
    drawn = {}
    for code in result.dalarna:
        score = result.score(code, goal)
        said = score_words(result, score)
        if score is None:
            drawn[code] = Cell(MISSING_FILL, "–", said, missing=True)
        else:
            fill = level_fill(result.share(score.mean))
            drawn[code] = Cell(fill, score_text(score.mean), said, note=f"({score.n})")
    return drawn


def small_maps(drawing: Shapes, result: Outcome, goals: tuple[Goal, ...], alts: Mapping[int, str]) -> str:
    """Return a small map per sub-goal side by side, as HTML.

    Args:
        drawing: the municipalities' shapes.
        alts: what each sub-goal's map shows, for those who do not see it.
    """
    root = node(None, "div", class_="gnv-smakartor")
    for goal in goals:
        figure = node(root, "figure")
        picture = node(
            figure,
            "svg",
            viewBox=f"0 0 {drawing.width:g} {drawing.height:g}",
            role="img",
            aria_label=alts[goal.number],
        )
        _draw(picture, drawing, result, goal.number)
        node(figure, "figcaption", goal.name, aria_hidden="true")
    return html_text(root)


def small_maps_picture(
    drawing: Shapes, result: Outcome, goals: tuple[Goal, ...], name: str, frame: Frame | None = None
) -> str:
    """Return the small maps as one SVG with their names and the county's scores, to leave the page.

    Args:
        drawing: the municipalities' shapes.
        name: what they show, for those who do not see them.
        frame: heading and source, where the picture stands alone.
    """
    step = max(drawing.width, 118.0) + _GAP
    root = new_picture(
        step * len(goals),
        drawing.height + _CAPTION,
        name=name,
        role="img",
        class_="gnv-smakartor",
        frame=frame,
    )
    for place, goal in enumerate(goals):
        group = node(root, "g", transform=f"translate({place * step + _GAP / 2:g} 0)")
        _draw(group, drawing, result, goal.number)
        score = result.score(COUNTY, goal.number)
        said = f"{score_text(score.mean)} i medel" if score else NOT_ANSWERED
        for row, (text, colour) in enumerate(((goal.name, INK), (said, MUTED))):
            y = drawing.height + 14 + row * 16
            node(group, "text", text, x="0", y=f"{y:g}", font_size=_TEXT, fill=colour)
    return svg_text(root)


def _draw(parent: Node, drawing: Shapes, result: Outcome, goal: int) -> None:
    shapes = node(parent, "g", stroke=OUTLINE, stroke_width="0.6", stroke_linejoin="round")
    for code, cell in cells(result, goal).items():
        dashes = "2 1.5" if cell.missing else None
        node(shapes, "path", d=drawing.paths[code], fill=cell.fill, stroke_dasharray=dashes)
