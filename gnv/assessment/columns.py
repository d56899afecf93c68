"""The columns of a self-assessment file, in its two shapes."""

from __future__ import annotations

from enum import StrEnum

from gnv.intake.columns import CODE, NAME, names, written
from gnv.strategy import Goal, Strategy
from gnv.tabular.columns import Column
from gnv.tabular.reading import Row

ROUND = Column("round", "omgång", ("år", "period", "mätomgång", "round"), required=True)
PRINCIPAL = Column("principal", "huvudman", ("principal",), required=True)
UNIT = Column("unit", "verksamhet", ("enhet", "verksamhetens namn", "unit"), required=True)
GOAL = Column("goal", "delmål", ("delmålsnummer", "goal"), required=True)
STATEMENT = Column("statement", "påstående", ("statement",))
SCORE = Column("score", "poäng", ("score",), required=True)
RESPONDENTS = Column("respondents", "antal_svarande", ("svarande", "respondents"))
COMMENT = Column("comment", "kommentar", ("kommentarer", "comment"))

ANSWERS_SHEET = "Självskattning"  # the template's, see gnv.assessment.template

WHO = (ROUND, CODE, NAME, PRINCIPAL, UNIT)
REST = (RESPONDENTS, COMMENT)


class Shape(StrEnum):
    """Whether a row holds one answer or a unit's whole form."""

    LONG = "en rad per svar"
    WIDE = "en rad per verksamhet"


def goal_column(goal: Goal) -> Column:
    """Return the column of a sub-goal in the wide shape; form tools also head it with its statement."""
    number = goal.number
    also = (
        f"{number} {goal.name}",
        f"delmål {number}",
        f"delmål {number} {goal.name}",
        *(goal.statements if len(goal.statements) == 1 else ()),
    )
    return Column(goal_key(goal), goal.name.casefold(), also, required=True)


def goal_key(goal: Goal) -> str:
    """Return what the program calls a sub-goal's column."""
    return f"goal-{goal.number}"


def shape_of(headings: Row, strategy: Strategy) -> Shape:
    """Return the shape that a sheet's headings tell of; long where they tell of none."""
    found = written(headings)
    wide = any(found & names(goal_column(goal)) for goal in strategy.goals)
    return Shape.WIDE if wide and not found & names(GOAL) else Shape.LONG


def columns_of(shape: Shape, strategy: Strategy) -> tuple[Column, ...]:
    """Return the columns of a shape, in the order in which people read them."""
    if shape is Shape.LONG:
        return (*WHO, GOAL, STATEMENT, SCORE, *REST)
    return (*WHO, *(goal_column(goal) for goal in strategy.goals), *REST)
