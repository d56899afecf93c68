"""Where an area's self-assessment and its key figures point different ways: a question to talk about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gnv.compare import Position, Tested, reading
from gnv.profile import Profile
from gnv.standing import Standing


@dataclass(frozen=True)
class Question:
    """A sub-goal where the lenses differ: something to talk about, never a verdict.

    Attributes:
        goal: number of the sub-goal.
        high: whether the units score themselves in the scale's top quarter, else in its bottom one.
        against: the municipal key figures that point the other way.
    """

    goal: int
    high: bool
    against: tuple[Standing, ...]


def questions(own: Profile, trends: Mapping[str, Tested]) -> tuple[Question, ...]:
    """Return where self-assessment and municipal key figures differ (methods: lenses that differ).

    Against the middle, whatever comparator is chosen: the score lies in the scale's top quarter while a
    key figure is lastingly worse or gets worse, or in its bottom quarter while one is lastingly better or
    gets better.
    """
    low, high = own.scale
    quarter = (high - low) / 4
    found = []
    for goal, score in sorted(own.scores.items()):
        value = round(score.value, 9)  # a mean may miss the limit it lies on in its sixteenth digit
        if low + quarter < value < high - quarter:
            continue
        top = value >= high - quarter
        other = tuple(each for each in own.of_goal(goal) if _points(each, trends, worse=top))
        if other:
            found.append(Question(goal, top, other))
    return tuple(found)


def _points(each: Standing, trends: Mapping[str, Tested], *, worse: bool) -> bool:
    """Return whether a municipal key figure is lastingly worse or gets worse, or the other way round."""
    if each.regional:
        return False
    position, said = (Position.WORSE, "försämras") if worse else (Position.BETTER, "förbättras")
    tested = trends.get(each.indicator.id)
    moves = tested is not None and reading(tested.trend, each.indicator.direction) == said
    return moves or (each.lasting and each.position is position)
