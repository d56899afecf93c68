"""The strategy as frozen dataclasses; `gnv.strategy_file` reads them.

The set of key figures changes (the strategy is revised every fourth year, ids end and get
successors), so it is data that an analyst can edit, with a version and a date from which it holds.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

SELF_ASSESSMENT = "sjalvskattning"
SELF_ASSESSMENT_NAME = "Självskattning"
BROAD_STROKES = "Självskattningen ger en bild i grova penseldrag: det finns inga rätta eller felaktiga svar."
BEYOND_REASON = 1_000_000.0


class Level(StrEnum):
    """For which areas Kolada has values of a key figure."""

    MUNICIPALITY = "kommun"
    REGION = "region"
    BOTH = "kommun och region"


class Direction(StrEnum):
    """Which way is better; ours, as Kolada has none."""

    HIGH = "högt"
    LOW = "lågt"
    NONE = "ingen"


class Likeness(StrEnum):
    """By which of Kolada's groups municipalities are called similar."""

    ELDERLY_CARE = "äldreomsorg"
    OVERALL = "övergripande"


class State(StrEnum):
    """Whether a key figure can have values."""

    IN_USE = "i bruk"
    IN_DEVELOPMENT = "under utveckling"
    ENDED = "utgånget"


class Unit(StrEnum):
    """What a value is counted in."""

    PERCENT = "procent"
    INDEX = "index"
    PER_1000 = "per 1 000 invånare"
    PER_100000 = "per 100 000 invånare"
    KRONOR = "kronor per invånare"
    SCORE = "poäng"

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and highest value that can be; where nature sets none, what is beyond reason."""
        return (0.0, 100.0) if self in (Unit.PERCENT, Unit.INDEX) else (0.0, BEYOND_REASON)


@dataclass(frozen=True)
class Indicator:
    """A key figure of the strategy.

    Attributes:
        id: Kolada's id, or a slug of our own where Kolada has none yet.
        goal: number of the sub-goal it belongs to.
        name: plain name of what is measured, shown first.
        short_name: the same where there is little room.
        official_name: the strategy's name, shown beneath it.
        measures: one sentence on what the figure counts.
        level: for which areas there are values.
        unit: what a value is counted in.
        decimals: how many decimals a value is shown with.
        direction: which way is better.
        by_gender: whether Kolada divides it by women and men.
        state: in use, in development or ended.
        breaks: years from which the series is no longer comparable with what precedes.
        rolling_years: how many years a value is the mean over; 1 where it is a year's own.
        likeness: by which of Kolada's groups municipalities are similar in it.
        cautions: sentences to show beside the values.
        interpretation: where the project's reading differs from the strategy's print, else empty.
        last_year: last year of an ended series, else none.
        successor: Kolada id of the probable successor of an ended one, else empty.
        line: where its id stands in the strategy file.
    """

    id: str
    goal: int
    name: str
    short_name: str
    official_name: str
    measures: str
    level: Level
    unit: Unit
    decimals: int
    direction: Direction
    by_gender: bool
    state: State
    breaks: tuple[int, ...]
    rolling_years: int
    likeness: Likeness
    cautions: tuple[str, ...]
    interpretation: str
    last_year: int | None
    successor: str
    line: int

    @property
    def municipal(self) -> bool:
        """Whether municipalities have values."""
        return self.level is not Level.REGION

    @property
    def self_assessed(self) -> bool:
        """Whether it is a sub-goal's self-assessment, described as a key figure is."""
        return self.unit is Unit.SCORE


@dataclass(frozen=True)
class Goal:
    """A sub-goal (delmål) with its key figures.

    Attributes:
        number: 1 to 5, the strategy's order.
        name: the sub-goal's name.
        aim: the strategy's target for 2030, one sentence.
        statements: the self-assessment form's statements.
        first: measures in the order in which the page tries them as its first.
        indicators: the key figures, in the strategy's order.
    """

    number: int
    name: str
    aim: str
    statements: tuple[str, ...]
    first: tuple[str, ...]
    indicators: tuple[Indicator, ...]

    @cached_property
    def self_assessment(self) -> Indicator:
        """The sub-goal's self-assessment as a measure, with an id of our own."""
        return Indicator(
            id=f"{SELF_ASSESSMENT}-{self.number}",
            goal=self.number,
            name=f"Självskattning: {self.name}",
            short_name="Självskattning",
            official_name=SELF_ASSESSMENT_NAME,
            measures="Hur verksamheterna i kommun och region själva bedömer sitt arbete med delmålet.",
            level=Level.MUNICIPALITY,
            unit=Unit.SCORE,
            decimals=1,
            direction=Direction.NONE,
            by_gender=False,
            state=State.IN_USE,
            breaks=(),
            rolling_years=1,
            likeness=Likeness.OVERALL,
            cautions=(BROAD_STROKES,),
            interpretation="",
            last_year=None,
            successor="",
            line=0,
        )

    @property
    def measures(self) -> tuple[Indicator, ...]:
        """All that can be mapped of the sub-goal: the key figures, and last its self-assessment."""
        return (*self.indicators, self.self_assessment)


@dataclass(frozen=True)
class Strategy:
    """The county's strategy: its validity, its sub-goals and the self-assessment's scale."""

    name: str
    vision: str
    version: str
    valid_from: dt.date
    starts: dt.date
    ends: dt.date
    scale: tuple[int, int]
    goals: tuple[Goal, ...]

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All key figures, in the strategy's order."""
        return tuple(indicator for goal in self.goals for indicator in goal.indicators)

    def goal(self, number: int) -> Goal:
        """Return the sub-goal of a number. Raises KeyError."""
        for goal in self.goals:
            if goal.number == number:
                return goal
        raise KeyError(number)

    @property
    def measures(self) -> tuple[Indicator, ...]:
        """All that can be mapped: the key figures and, last in each sub-goal, its self-assessment."""
        return tuple(measure for goal in self.goals for measure in goal.measures)

    def measure(self, id_: str) -> Indicator:
        """Return the measure of an id. Raises KeyError."""
        for measure in self.measures:
            if measure.id == id_:
                return measure
        raise KeyError(id_)
