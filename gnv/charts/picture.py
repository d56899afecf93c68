"""What every SVG picture shares: its size, its name, and a frame for when it leaves the page."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gnv.charts.markup import Node, node
from gnv.charts.theme import FONT, INK, MUTED, PAPER

_HEADING_SIZE, _SOURCE_SIZE = 19.0, 12.0
_PAD = 10.0
# Mean width of a letter of Source Sans 3, as a share of its size: enough to break lines by.
_LETTER = 0.52


@dataclass(frozen=True)
class Frame:
    """Texts that go with a picture that leaves the page: a heading above, the source below."""

    heading: str
    source: str


def new_picture(
    width: float,
    height: float,
    *,
    name: str,
    role: str,
    class_: str,
    left: float = 0.0,
    frame: Frame | None = None,
) -> Node:
    """Return an empty SVG whose drawing area begins at (−left, 0).

    Args:
        width, height: of the drawing area, in drawing units.
        name: what it shows, for those who do not see it.
        role: ``img`` for a picture, ``group`` for one whose parts can be chosen.
        left: room to the left of x = 0, inside the width.
        frame: heading and source; with it the picture also gets a size and a white ground.
    """
    heading = _wrapped(frame.heading, width, _HEADING_SIZE) if frame else []
    source = _wrapped(frame.source, width, _SOURCE_SIZE) if frame else []
    above = len(heading) * _HEADING_SIZE * 1.25 + 2 * _PAD if frame else 0.0
    below = len(source) * _SOURCE_SIZE * 1.3 + 2 * _PAD if frame else 0.0
    total = height + above + below
    root = node(
        None,
        "svg",
        viewBox=f"{-left:g} {-above:g} {width:g} {total:g}",
        width=f"{width:g}" if frame else None,
        height=f"{total:g}" if frame else None,
        class_=class_,
        role=role,
        aria_label=name,
        font_family=FONT,
    )
    if frame:
        node(root, "rect", x=-left, y=-above, width=f"{width:g}", height=f"{total:g}", fill=PAPER)
        _texts(root, heading, -left, -above + _PAD, _HEADING_SIZE, INK, "600")
        _texts(root, source, -left, height + _PAD, _SOURCE_SIZE, MUTED, "400")
    return root


def _texts(
    root: Node, lines: list[str], left: float, top: float, size: float, fill: str, weight: str
) -> None:
    for index, line in enumerate(lines):
        y = top + size + index * size * 1.28
        node(
            root,
            "text",
            line,
            x=f"{left + _PAD:g}",
            y=f"{y:.1f}",
            font_size=size,
            font_weight=weight,
            fill=fill,
        )


def _wrapped(text: str, width: float, size: float) -> list[str]:
    """Return a text in lines that fit a width, broken at spaces."""
    most = int((width - 2 * _PAD) / (size * _LETTER))
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@dataclass(frozen=True)
class Scale:
    """A linear scale from values to drawing units."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a value lies."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def round_steps(low: float, high: float, most: int = 6) -> list[float]:
    """Return round values (steps of 1, 2 or 5 × a power of ten) that cover low to high.

    The first is at or below ``low`` and the last at or above ``high``; at most about ``most``.
    """
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / (most - 1)))
    step = next(power * factor for factor in (1, 2, 5, 10) if span / (power * factor) <= most - 1)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def decimals_of(steps: list[float]) -> int:
    """Return how many decimals tell the steps of an axis apart."""
    gap = steps[1] - steps[0] if len(steps) > 1 else 1.0
    return max(0, -math.floor(math.log10(gap) + 1e-9))
