"""A round's results as finished facts, of which maps, charts, tables and sentences are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from gnv.areas import swedish
from gnv.assessment.results import (
    ALL_PARTS,
    Agreement,
    changes,
    county_changes,
    county_scores,
    goal_scores,
    rounds,
    shown_round,
    silent_units,
    unit_scores,
)

COUNTY = ""


@dataclass(frozen=True)
class Score:
    """What an area's units say of a sub-goal.

    Attributes:
        mean: unweighted, over the units; the county's over its municipalities.
        low, high: the lowest and highest unit; of the county, municipality.
        n: how many units.
        median: of the units; none for the county.
        agreement: whether the units say much the same; none for the county.
        municipalities: how many of them the county's score is the mean over; none for an area's own.
    """

    mean: float
    low: float
    high: float
    n: int
    median: float | None = None
    agreement: Agreement = Agreement.NONE
    municipalities: int | None = None


@dataclass(frozen=True)
class Change:
    """How a score differs from an earlier round's, over the ``n`` units that answered both."""

    value: float
    since: str
    n: int


@dataclass(frozen=True)
class UnitLine:
    """A unit with its score per sub-goal, in the round shown."""

    municipality: str
    principal: str
    name: str
    scores: Mapping[int, float]


@dataclass(frozen=True)
class Comment:
    """What a unit has written about one sub-goal or, in the same words, about several, in the round shown."""

    municipality: str
    principal: str
    unit: str
    goals: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class SilentUnit:
    """A unit that is known and has not answered; ``last`` is the round in which it last did, or empty."""

    municipality: str
    principal: str
    name: str
    last: str


@dataclass(frozen=True)
class Outcome:
    """A round's results.

    An area is a municipality's code, 0020 for the units that serve the whole county, or `COUNTY`.

    Attributes:
        period: the round shown; empty where there is no answer at all.
        periods: the rounds that have any score, earliest first.
        scale: its lowest and highest score.
        dalarna: codes of the municipalities, in the order of their names.
        scores: area, sub-goal and part (``all``, ``kommun``, ``region``) to score; only what has one.
        changes: sub-goal to the county's change since the nearest earlier round.
        counts: sub-goal to how many municipalities answered each round, earliest first.
        units: those that have answered, in Swedish order of municipality and name, as the next two are.
        silent: those that have not.
        comments: in the units' own words; for contributors only.
    """

    period: str
    periods: tuple[str, ...]
    scale: tuple[int, int]
    dalarna: tuple[str, ...]
    scores: Mapping[tuple[str, int, str], Score]
    changes: Mapping[int, Change]
    counts: Mapping[int, Mapping[str, int]]
    units: tuple[UnitLine, ...]
    silent: tuple[SilentUnit, ...]
    comments: tuple[Comment, ...]

    def score(self, area: str, goal: int, part: str = ALL_PARTS) -> Score | None:
        """Return an area's score of a sub-goal, none where nobody answered."""
        return self.scores.get((area, goal, part))

    def units_of(self, area: str) -> tuple[UnitLine, ...]:
        """Return the units of an area that have answered; of the county, its municipalities' units."""
        members = self.dalarna if area == COUNTY else (area,)
        return tuple(unit for unit in self.units if unit.municipality in members)

    @property
    def answered(self) -> tuple[str, ...]:
        """The municipalities with any answer."""
        have = {unit.municipality for unit in self.units}
        return tuple(code for code in self.dalarna if code in have)

    def agreements(self, goal: int) -> Counter[Agreement]:
        """Return how many municipalities have each agreement."""
        scores = (self.score(code, goal) for code in self.dalarna)
        return Counter(score.agreement for score in scores if score)

    def share(self, value: float) -> float:
        """Return where a score lies on the scale, from 0 (its lowest) to 1."""
        low, high = self.scale
        return (value - low) / (high - low)


def outcome(scores: pd.DataFrame, chosen: str, scale: tuple[int, int], dalarna: tuple[str, ...]) -> Outcome:
    """Return the results of a round.

    Args:
        scores: the standing answers, with the columns of `gnv.assessment.results.ANSWERS`.
        chosen: the round to show; an unknown or empty one gives the latest.
        scale: the lowest and highest score.
        dalarna: codes of the municipalities, in the order of their names.
    """
    periods = rounds(scores)
    period = shown_round(periods, chosen)
    units = unit_scores(scores)
    municipal = goal_scores(scores)
    county = county_scores(municipal)
    return Outcome(
        period=period,
        periods=periods,
        scale=scale,
        dalarna=dalarna,
        scores=_area_scores(municipal, period) | _county_scores(county, period),
        changes=_changes(units, periods, period),
        counts=_counts(county, periods),
        units=_unit_lines(_by_name(units.loc[units["round"].eq(period)], dalarna)),
        silent=_silent(_by_name(silent_units(scores, period), dalarna)),
        comments=_comments(_by_name(scores.loc[scores["round"].eq(period)], dalarna)),
    )


def _area_scores(municipal: pd.DataFrame, period: str) -> dict[tuple[str, int, str], Score]:
    now = municipal.loc[municipal["round"].eq(period)]
    return {
        (row.municipality, row.goal, row.part): Score(
            row.mean, row.low, row.high, row.n, row.median, Agreement(row.agreement)
        )
        for row in now.itertuples()
    }


def _county_scores(county: pd.DataFrame, period: str) -> dict[tuple[str, int, str], Score]:
    now = county.loc[county["round"].eq(period)]
    return {
        (COUNTY, row.goal, row.part): Score(row.mean, row.low, row.high, row.units, municipalities=row.n)
        for row in now.itertuples()
    }


def _changes(units: pd.DataFrame, periods: tuple[str, ...], period: str) -> dict[int, Change]:
    """Return the county's changes since the round before the one shown; empty where that is the first."""
    if period == (periods or ("",))[0]:
        return {}
    since = periods[periods.index(period) - 1]
    found = county_changes(changes(units, since, period))
    return {row.goal: Change(row.change, since, row.n) for row in found.itertuples()}


def _counts(county: pd.DataFrame, periods: tuple[str, ...]) -> dict[int, dict[str, int]]:
    rows = county.loc[county["part"].eq(ALL_PARTS)]
    found = {(row.goal, row.round): row.n for row in rows.itertuples()}
    goals = sorted({goal for goal, _ in found})
    return {goal: {each: found.get((goal, each), 0) for each in periods} for goal in goals}


def _by_name(units: pd.DataFrame, dalarna: tuple[str, ...]) -> pd.DataFrame:
    """Return rows of units by municipality and name, those that serve the whole county last."""
    places = {code: place for place, code in enumerate(dalarna)}
    order = pd.DataFrame(
        {
            "municipality": units["municipality"].map(places).fillna(len(places)),
            "unit": units["unit"].map(swedish),
            "principal": units["principal"],
        }
    )
    return units.loc[order.sort_values(list(order), kind="stable").index]


def _unit_lines(units: pd.DataFrame) -> tuple[UnitLine, ...]:
    return tuple(
        UnitLine(
            municipality,
            principal,
            rows["unit"].iloc[0],
            dict(zip(rows["goal"].tolist(), rows["score"].tolist(), strict=True)),
        )
        for (municipality, principal, _), rows in units.groupby(
            ["municipality", "principal", "key"], sort=False
        )
    )


def _silent(units: pd.DataFrame) -> tuple[SilentUnit, ...]:
    rows = units[["municipality", "principal", "unit", "last"]]
    return tuple(SilentUnit(*row) for row in rows.itertuples(index=False, name=None))


def _comments(scores: pd.DataFrame) -> tuple[Comment, ...]:
    """Return what units have written; a row per unit in a file has one comment for all its sub-goals."""
    written = scores.loc[scores["comment"].fillna("").ne("")]
    said = written.groupby(["municipality", "principal", "unit", "comment"], sort=False)["goal"]
    found = (
        Comment(municipality, principal, unit, tuple(sorted(set(goals))), text)
        for (municipality, principal, unit, text), goals in said
    )
    return tuple(found)
