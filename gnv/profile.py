"""An area's profile: where it stands in all key figures, what it says of itself, and what stands out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from gnv.areas import REGION_DALARNA, Areas, Kind
from gnv.assessment.results import ALL_PARTS, round_label, shown_round
from gnv.compare import Position, Tested
from gnv.measured import default_period, peers_of
from gnv.observations import Observations, Status, absence
from gnv.standing import Standing, comparator_of, examine, standing, tested_at
from gnv.strategy import Indicator, Strategy

Examined = Callable[[Indicator, str, bool, str], pd.DataFrame]


@dataclass(frozen=True)
class Score:
    """What an area's units say of a sub-goal in the round shown.

    Attributes:
        value: their unweighted mean, on the scale.
        n: how many units answered.
        low, high: the lowest and highest of them.
        agreement: whether they say much the same, in a word; empty where they are too few to tell.
    """

    value: float
    n: int
    low: float
    high: float
    agreement: str


@dataclass(frozen=True, eq=False)
class Profile:
    """An area, its standings and its self-assessment.

    Attributes:
        code: the area's code.
        name: its name.
        regional: whether it is a region.
        choice: whom it is compared with (`gnv.view.View.jfr`).
        gender: T, K or M.
        year: the year chosen; empty where each key figure shows its own latest.
        standings: one per key figure, in the strategy's order.
        round: the self-assessment's round shown, as a person reads it; empty where there is none.
        scores: number of the sub-goal to its score, where the area's units have answered.
        scale: the lowest and highest score that can be given.
        starts: the year in which the strategy began.
        until: the year after which nothing is shown; empty where there is no such.
    """

    code: str
    name: str
    regional: bool
    choice: str
    gender: str
    year: str
    standings: tuple[Standing, ...]
    round: str
    scores: Mapping[int, Score]
    scale: tuple[float, float]
    starts: int
    until: str = ""

    def of_goal(self, number: int) -> tuple[Standing, ...]:
        """Return the standings of a sub-goal's key figures."""
        return tuple(each for each in self.standings if each.indicator.goal == number)

    @property
    def deviations(self) -> tuple[Standing, ...]:
        """The standings that are not level, by `gnv.compare` lasting ones first, then the furthest."""
        beyond = (each for each in self.standings if each.against.position not in (Position.LEVEL, ""))
        return tuple(sorted(beyond, key=lambda each: (not each.against.lasting, -abs(each.distance or 0.0))))


def weak_points(own: Profile, most: int = 5) -> tuple[Standing, ...]:
    """Return the worst deviations from the comparator, lasting ones first."""
    return tuple(each for each in own.deviations if each.against.position is Position.WORSE)[:most]


def examiner(observations: Observations, areas: Areas, strategy: Strategy) -> Examined:
    """Return what examines a key figure (`gnv.standing.examine`), for whoever keeps what it has found."""

    def examined(indicator: Indicator, gender: str, regional: bool, alone: str) -> pd.DataFrame:
        return examine(indicator, observations, areas, strategy, gender, regional=regional, alone=alone)

    return examined


def profile(
    code: str,
    observations: Observations,
    areas: Areas,
    strategy: Strategy,
    examined: Examined,
    *,
    choice: str = "mitten",
    gender: str = "T",
    year: str = "",
    period: str = "",
    until: str = "",
) -> Profile:
    """Return the profile of a municipality, a region or the country.

    Args:
        code: the area's code.
        examined: `examiner`, or what keeps what that has found.
        choice: whom it is compared with (`gnv.view.View.jfr`).
        gender: T, K or M.
        year: the year to show; empty for each key figure's own default.
        period: the self-assessment's round; an unknown or empty one gives the latest.
        until: a year; the defaults of year and round are the latest that lie in it or before.

    A municipality in Dalarna has Region Dalarna's standing in the key figures that only regions have. An
    area that is not ranked (another municipality, the country) stands alone, without a place.
    """
    kind = areas.by_code[code].kind

    def own(indicator: Indicator) -> Standing:
        regional = not indicator.municipal or kind is Kind.REGION
        whose = code if indicator.municipal or kind is not Kind.MUNICIPALITY else _region_of(code, areas)
        peers, observed = peers_of(areas, regional=regional), observations.of(indicator.id, gender)
        known = observed["area"].isin(peers.ranked).any()
        why = None if known else _lacking(indicator, observations, areas, regional=regional)
        if why is None and not whose:
            why = Status.REGION_ONLY
        if why is not None:
            return Standing(indicator, whose or code, regional, "", why)
        rows = examined(indicator, gender, regional, "")
        seen = rows.loc[rows["period"].le(until)] if until else rows
        shown = year or default_period(seen, peers, regional=regional)
        if whose not in peers.ranked:
            rows = examined(indicator, gender, regional, whose)
        groups = observations.edition.provenance.groups
        return standing(
            indicator,
            rows,
            observed,
            comparator_of(choice, whose, indicator, areas, groups, regional=regional),
            whose,
            shown,
            regional=regional,
            absent=partial(observations.status_of_missing, indicator.id, gender, whose, shown, peers.ranked),
        )

    rounds = tuple(each for each in observations.rounds if not until or each[: len(until)] <= until)
    shown = shown_round(rounds, period)
    return Profile(
        code=code,
        name=areas.name(code),
        regional=kind is Kind.REGION,
        choice=choice,
        gender=gender,
        year=year,
        standings=tuple(own(indicator) for indicator in strategy.indicators),
        round=round_label(shown) if shown else "",
        scores=_scores(observations, code, shown),
        scale=strategy.scale,
        starts=strategy.starts.year,
        until=until,
    )


def _region_of(code: str, areas: Areas) -> str:
    """Return the region whose value stands in for a municipality's; none outside Dalarna."""
    return REGION_DALARNA if code in areas.dalarna else ""


def _lacking(
    indicator: Indicator, observations: Observations, areas: Areas, *, regional: bool
) -> Status | None:
    """Return why no area has a value, or no region; none where some has, in one gender or another."""
    why = absence(indicator, observations, areas)
    if why is None and regional and not observations.genders(indicator.id, areas.regions):
        return Status.MUNICIPAL_ONLY
    return why


def _scores(observations: Observations, code: str, shown: str) -> dict[int, Score]:
    found = observations.goal_scores
    own = found.loc[found["municipality"].eq(code) & found["round"].eq(shown) & found["part"].eq(ALL_PARTS)]
    return {
        int(row["goal"]): Score(
            float(row["mean"]), int(row["n"]), float(row["low"]), float(row["high"]), str(row["agreement"])
        )
        for row in own.to_dict("records")
    }


def moving(standings: Iterable[Standing]) -> dict[str, Tested]:
    """Return the trend of each standing as seen from its year, by key figure; rolling means get none."""
    return {
        each.indicator.id: tested_at(each.series, int(each.period), each.indicator)
        for each in standings
        if each.value is not None and each.indicator.rolling_years == 1
    }
