"""From a cell to one of the choices that there are: a sub-goal, a principal.

What cannot be read raises ValueError with a Swedish sentence about the cell, as in `gnv.tabular.values`.
"""

from __future__ import annotations

from enum import StrEnum

from gnv.intake.texts import numeral, word
from gnv.strategy import Goal, Strategy
from gnv.tabular.cells import Cell
from gnv.tabular.columns import normal
from gnv.tabular.values import quoted

_LONGEST = 500  # a choice may stand in a sentence


class Principal(StrEnum):
    """Who is responsible (huvudman)."""

    MUNICIPALITY = "kommun"
    REGION = "region"


def principal_in(cell: Cell) -> Principal | None:
    """Return who is responsible for it; none where the cell is empty."""
    said = normal(word(cell, _LONGEST))
    if not said:
        return None
    regional = said.startswith("region")
    municipal = said in ("kommunen", "kommunal") or said.endswith("kommun")
    if regional != municipal:
        return Principal.REGION if regional else Principal.MUNICIPALITY
    raise ValueError(f"{quoted(cell)} är ingen huvudman.")


def goal_in(cell: Cell, strategy: Strategy) -> Goal | None:
    """Return the sub-goal that a number or a name stands for; none where the cell is empty."""
    said = numeral(word(cell, _LONGEST))
    if not said:
        return None
    for goal in strategy.goals:
        own, number = normal(goal.name), goal.number
        names = (own, f"delmal{number}", f"{number}{own}", f"delmal{number}{own}")
        if said == str(number) or normal(said) in names:
            return goal
    raise ValueError(f"{quoted(cell)} är inget delmål.")
