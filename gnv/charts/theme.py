"""Colours and type: the look that every chart shares.

Better is blue and worse is orange, level is grey, and where neither is better the hue is violet.
Colour is never alone: a symbol and a word say the same. Ratios against white, by WCAG 2.1: texts at
least 4.5, lines and outlines at least 3 (tested).
"""

from __future__ import annotations

from gnv.compare.position import Position

INK = "#16273a"
MUTED = "#55626f"
HAIRLINE = "#d9dee3"
OUTLINE = "#7b8794"
PAPER = "#ffffff"
MISSING_FILL = "#f3f4f2"
NATIONAL = "#7a4fb5"
COMPARED = "#0f766e"
BAND = "#e9edf1"
FONT = "'Source Sans 3', 'Source Sans', 'Liberation Sans', sans-serif"

FILLS = {
    Position.BETTER: "#93c0ea",
    Position.WORSE: "#f5b277",
    Position.LEVEL: "#d8dce1",
    Position.HIGHER: "#c8b8e6",
    Position.LOWER: "#c8b8e6",
    Position.NONE: MISSING_FILL,
}
TEXTS = {
    Position.BETTER: "#1b5a9c",
    Position.WORSE: "#9a4600",
    Position.LEVEL: MUTED,
    Position.HIGHER: "#6040a0",
    Position.LOWER: "#6040a0",
    Position.NONE: MUTED,
}
_LEVELS = ("#f7f4fc", "#e2d8f2", "#cbbce8", "#b39fdc", "#9a80cf")  # ink can be read on all of them


def level_fill(share: float) -> str:
    """Return the colour of a level from 0 (the lowest) to 1 (the highest), one violet hue."""
    place = min(max(share, 0.0), 1.0) * (len(_LEVELS) - 1)
    lower = min(int(place), len(_LEVELS) - 2)
    weight = place - lower
    pairs = zip(_channels(_LEVELS[lower]), _channels(_LEVELS[lower + 1]), strict=True)
    mixed = [round(one + (other - one) * weight) for one, other in pairs]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def text_on(fill: str) -> str:
    """Return the colour of text on a fill: ink or white, whichever contrasts more."""
    return INK if contrast(fill, INK) >= contrast(fill, PAPER) else PAPER


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
