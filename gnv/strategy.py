"""The strategy as frozen dataclasses, read from ``strategi.toml``.

The set of key figures changes (the strategy is revised every fourth year, ids end and get
successors), so it is data that an analyst can edit, with a version and a date from which it holds.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.tomlfile import Table, parse_toml, read_text

SELF_ASSESSMENT = "sjalvskattning"
SELF_ASSESSMENT_NAME = "Självskattning"
BROAD_STROKES = "Självskattningen ger en bild i grova penseldrag: det finns inga rätta eller felaktiga svar."
FILE_NAME = "strategi.toml"
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


def strategy_path(where: Settings) -> Path:
    """Return the file in force: the analyst's own copy where there is one, else the shipped."""
    own = where.local / FILE_NAME
    return own if own.exists() else where.shipped / FILE_NAME


def read_strategy(path: Path) -> Strategy:
    """Return the strategy that a file holds.

    Raises:
        ProblemError: with line and remedy, where the file holds a mistake.
    """
    return parse_strategy(read_text(path), path.name)


def parse_strategy(text: str, name: str) -> Strategy:
    """Return the strategy that the text of a file holds.

    Args:
        text: of the file.
        name: what it is called where it holds a mistake.

    Raises:
        ProblemError: with line and remedy, where it holds a mistake.
    """
    path = Path(name)
    strategy = parse_toml(text, path, _strategy)
    _check_unique(path, strategy.indicators)
    return strategy


def load_strategy(where: Settings) -> tuple[Strategy, Problem | None]:
    """Return the strategy in force; the shipped one, and why, where the analyst's has a mistake.

    Raises:
        ProblemError: where the shipped file has a mistake too.
    """
    path = strategy_path(where)
    shipped = where.shipped / FILE_NAME
    try:
        return read_strategy(path), None
    except ProblemError as error:
        if path == shipped:
            raise
        what = f"Den egna strategifilen används inte: {error.problem.what}"
        return read_strategy(shipped), Problem(what, error.problem.remedy)


def strategy_text(where: Settings) -> str:
    """Return the text of the strategy in force (`load_strategy`).

    Raises:
        ProblemError: where the shipped file has a mistake too.
    """
    _, broken = load_strategy(where)
    return read_text(where.shipped / FILE_NAME if broken else strategy_path(where))


def _strategy(table: Table) -> Strategy:
    scale = table.integers("skala")
    if len(scale) != 2 or scale[0] >= scale[1]:
        raise table.error(f"skala är {list(scale)}", "Skriv lägsta och högsta poäng, som [1, 5]", "skala")
    numbers = itertools.count(1)
    goals = table.tables("delmal", "delmal", lambda inner: _goal(inner, next(numbers)))
    if not goals:
        raise table.error("det finns inga delmål", "Börja varje delmål med [[delmal]]")
    return Strategy(
        name=table.text("namn"),
        vision=table.text("vision"),
        version=table.text("version"),
        valid_from=table.date("galler_fran"),
        starts=table.date("strategin_borjar"),
        ends=table.date("strategin_slutar"),
        scale=(scale[0], scale[1]),
        goals=goals,
    )


def _goal(table: Table, expected: int) -> Goal:
    number = table.integer("nummer")
    if number != expected:
        raise table.error(f"nummer är {number}", f"Skriv {expected}: delmålen numreras från 1", "nummer")
    indicators = table.tables("nyckeltal", "delmal.nyckeltal", lambda inner: _indicator(inner, number))
    if not indicators:
        raise table.error("delmålet har inga nyckeltal", "Lägg till minst ett [[delmal.nyckeltal]]")
    first = table.texts("visas_forst")
    known = {SELF_ASSESSMENT, *(indicator.id for indicator in indicators)}
    for measure in first:
        if measure not in known:
            raise table.error(
                f"visas_forst nämner {measure}, som inte är ett av delmålets mått",
                f"Välj bland {', '.join(sorted(known))}",
                "visas_forst",
            )
    return Goal(
        number=number,
        name=table.text("namn"),
        aim=table.text("malbild"),
        statements=table.texts("pastaenden"),
        first=tuple(f"{SELF_ASSESSMENT}-{number}" if each == SELF_ASSESSMENT else each for each in first),
        indicators=indicators,
    )


def _indicator(table: Table, goal: int) -> Indicator:
    state = table.choice("tillstand", State)
    pattern = "[a-z0-9-]+" if state is State.IN_DEVELOPMENT else "[NU][0-9]{5}"
    last_year = table.integer("sista_ar", 0)
    decimals = table.integer("decimaler", 0)
    if not 0 <= decimals <= 3:
        raise table.error(f"decimaler är {decimals}", "Skriv ett tal mellan 0 och 3", "decimaler")
    if state is State.ENDED and not last_year:
        raise table.error("ett utgånget nyckeltal saknar sista_ar", "Lägg till sista_ar = 2024")
    rolling_years = table.integer("rullande_ar", 1)
    if not 1 <= rolling_years <= 10:
        raise table.error(f"rullande_ar är {rolling_years}", "Skriv ett tal mellan 1 och 10", "rullande_ar")
    return Indicator(
        id=table.text("id", pattern=pattern),
        goal=goal,
        name=table.text("namn"),
        short_name=table.text("kortnamn"),
        official_name=table.text("strategins_namn"),
        measures=table.text("mater"),
        level=table.choice("niva", Level),
        unit=table.choice("enhet", Unit),
        decimals=decimals,
        direction=table.choice("riktning", Direction),
        by_gender=table.flag("kon"),
        state=state,
        breaks=table.integers("avbrott"),
        rolling_years=rolling_years,
        likeness=table.choice("liknande", Likeness, Likeness.ELDERLY_CARE),
        cautions=table.texts("varningar"),
        interpretation=table.text("tolkning", ""),
        last_year=last_year or None,
        successor=table.text("eftertradare", "", pattern="([NU][0-9]{5})?"),
        line=table.line("id"),
    )


def _check_unique(path: Path, indicators: tuple[Indicator, ...]) -> None:
    for indicator in indicators:
        rows = [str(other.line) for other in indicators if other.id == indicator.id]
        if len(rows) > 1:
            raise ProblemError(
                Problem(
                    f"{path.name} rad {' och '.join(rows)}: id {indicator.id} står två gånger.",
                    "Låt varje nyckeltal stå en gång.",
                )
            )
