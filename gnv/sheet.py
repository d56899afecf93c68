"""The county on one sheet: every key figure with every area that is compared, in the order asked for.

Facts only; what a row holds is a story (`gnv.story`) that never shows another year or gender than the
one asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from gnv.areas import Areas
from gnv.compare import Position
from gnv.measured import peers_of
from gnv.observations import Observations, Status
from gnv.story import Line, Story
from gnv.strategy import Direction, Goal, Indicator, Strategy

Told = Callable[[Indicator, str, str], Story]
Rated = Callable[[Indicator, str], Story]


@dataclass(frozen=True)
class Group:
    """A sub-goal's part of the sheet.

    Attributes:
        goal: the sub-goal.
        rows: its municipal key figures, in the order asked for.
        assessed: its self-assessment; none where nobody has answered.
    """

    goal: Goal
    rows: tuple[Story, ...]
    assessed: Story | None


@dataclass(frozen=True, eq=False)
class Sheet:
    """The county in one year or each key figure's own latest, within one gender.

    Attributes:
        gender: T, K or M.
        year: the year asked for; empty where each key figure shows its own latest.
        order: the key figure's id or the area's code that it is sorted by; empty for the strategy's order
            and the municipalities by name.
        groups: one per sub-goal.
        columns: codes of the municipalities, in the order asked for.
        regional: the key figures that only regions have, in the strategy's order.
        years: those in which any key figure has a value, earliest first.
    """

    gender: str
    year: str
    order: str
    groups: tuple[Group, ...]
    columns: tuple[str, ...]
    regional: tuple[Story, ...]
    years: tuple[str, ...]

    @property
    def rows(self) -> tuple[Story, ...]:
        """The municipal key figures, as they stand."""
        return tuple(row for group in self.groups for row in group.rows)

    def row(self, measure: str) -> Story | None:
        """Return the story of a key figure or a self-assessment, or none where the sheet lacks it."""
        assessed = (group.assessed for group in self.groups if group.assessed)
        every = (*self.rows, *assessed, *self.regional)
        return next((row for row in every if row.indicator.id == measure), None)


def county_sheet(
    strategy: Strategy,
    observations: Observations,
    areas: Areas,
    absent: Mapping[str, Status],
    told: Told,
    rated: Rated,
    *,
    gender: str = "T",
    year: str = "",
    order: str = "",
) -> Sheet:
    """Return the county's sheet.

    Args:
        absent: why a measure has no values at all.
        told: key figure, gender and year to its story (`gnv.measured.tell`).
        rated: self-assessment and round to its story (`gnv.assessed.tell_scores`).
        gender: T, K or M.
        year: the year asked for; empty for each key figure's own latest.
        order: a municipal key figure's id or the code of one of the 15; anything else is passed over.
    """

    def row(indicator: Indicator) -> Story:
        found = told(indicator, gender, year)
        asked = found.gender == gender and year in ("", found.period)
        if asked and indicator.id not in absent:
            return found
        return _without_values(found, gender, year, observations, areas, absent.get(indicator.id))

    rows = {indicator.id: row(indicator) for indicator in strategy.indicators}
    municipal = {id_: found for id_, found in rows.items() if found.indicator.municipal}
    by_area = order if order in areas.dalarna else ""
    by_figure = municipal.get(order)

    def group(goal: Goal) -> Group:
        own = [rows[each.id] for each in goal.indicators if each.municipal]
        if by_area:
            own.sort(key=lambda story: _remarkable(story, by_area))
        measure = goal.self_assessment
        return Group(goal, tuple(own), None if measure.id in absent else rated(measure, ""))

    return Sheet(
        gender=gender,
        year=year,
        order=by_area or (order if by_figure else ""),
        groups=tuple(group(goal) for goal in strategy.goals),
        columns=tuple(line.code for line in best_first(by_figure)) if by_figure else areas.dalarna,
        regional=tuple(found for found in rows.values() if not found.indicator.municipal),
        years=tuple(sorted({period for found in rows.values() for period in found.periods})),
    )


def distance(story: Story, line: Line) -> float | None:
    """Return how far a value lies from the middle in units of the spread; none where there is no class."""
    if not line.position or line.difference is None or not story.spread:
        return None
    return line.difference / story.spread


def best_first(story: Story) -> tuple[Line, ...]:
    """Return the lines, best first, or highest first where neither is better; without a value last."""
    lowest_first = story.indicator.direction is Direction.LOW

    def place(line: Line) -> tuple[bool, float]:
        value = line.value if line.value is not None else 0.0
        return line.value is None, value if lowest_first else -value

    return tuple(sorted(story.lines, key=place))


def _remarkable(story: Story, code: str) -> tuple[bool, float]:
    """Return a key that puts the row in which an area lies furthest from the middle first."""
    line = story.line(code)
    away = distance(story, line) if line else None
    return away is None, -abs(away or 0.0)


def _without_values(
    story: Story, gender: str, year: str, observations: Observations, areas: Areas, why: Status | None
) -> Story:
    """Return a story in a year and gender in which its areas have no values, with the reason of each."""
    period = year or story.period
    ranked = peers_of(areas, regional=story.regional).ranked

    def empty(line: Line) -> Line:
        missing = why or observations.status_of_missing(story.indicator.id, gender, line.code, period, ranked)
        return replace(
            line,
            value=None,
            status=missing,
            position=Position.NONE,
            difference=None,
            to_national=None,
            rank=None,
            change=None,
            change_from=None,
        )

    national = dict(story.course.national).get(float(year)) if year and gender == story.gender else None
    return replace(
        story,
        period=period,
        gender=gender,
        lines=tuple(empty(line) for line in story.lines),
        national=national,
        region=None,
        middle=None,
        spread=None,
        reference="",
        reference_n=0,
        county_mean=None,
        retrieved=(),
        retrieved_beside=(),
    )
