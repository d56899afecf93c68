"""Where a value lies against the middle: better, worse, higher, lower or level."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from gnv.strategy import Direction


class Position(StrEnum):
    """The class of a value; empty where none can be given."""

    BETTER = "bättre"
    WORSE = "sämre"
    HIGHER = "högre"
    LOWER = "lägre"
    LEVEL = "i nivå"
    NONE = ""


HIGH_TO_LOW = (Position.BETTER, Position.HIGHER, Position.LEVEL, Position.LOWER, Position.WORSE)
_SYMBOLS = {
    Position.BETTER: "▲",
    Position.WORSE: "▼",
    Position.HIGHER: "△",
    Position.LOWER: "▽",
    Position.LEVEL: "●",
    Position.NONE: "–",
}
_BEYOND = {
    Direction.HIGH: (Position.BETTER, Position.WORSE),
    Direction.LOW: (Position.WORSE, Position.BETTER),
    Direction.NONE: (Position.HIGHER, Position.LOWER),
}


def position_symbol(position: Position) -> str:
    """Return the symbol that says a position without colour."""
    return _SYMBOLS[position]


def positions(difference: pd.Series, spread: pd.Series, direction: Direction) -> list[Position]:
    """Return the class of each difference from the middle.

    Args:
        difference: value − middle, in the key figure's unit; missing where there is no middle.
        spread: s of the same rows; a spread of 0 or none gives no class.
        direction: which way is better.
    """
    above, below = _BEYOND[direction]
    gap = difference.to_numpy(dtype=float, na_value=np.nan)
    s = spread.to_numpy(dtype=float, na_value=np.nan)
    classed = np.isfinite(gap) & (s > 0)
    level = np.abs(gap) <= s
    return [
        Position.NONE if not has else Position.LEVEL if near else above if difference > 0 else below
        for has, near, difference in zip(classed, level, gap, strict=True)
    ]
