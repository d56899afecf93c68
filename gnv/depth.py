"""One key figure in depth: how each area moves, what is missing, what jumps, women and men, revisions.

Facts only; `gnv.explained` puts them into words and `gnv.charts.depth_scene` into pictures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from gnv.compare import Tested, gender_gaps
from gnv.kolada.record import Outcome
from gnv.measured import series_of
from gnv.observations import Observations
from gnv.standing import tested_at
from gnv.story import Series, Story
from gnv.strategy import Goal, Indicator


@dataclass(frozen=True)
class Move:
    """How an area has moved, as seen from the year shown.

    Attributes:
        tested: the trend; none for a rolling mean, which gets no test.
        change: of a rolling mean, since the period that shares no year with it; none where it has none.
        since: the last year of that period.
    """

    tested: Tested | None = None
    change: float | None = None
    since: int | None = None


@dataclass(frozen=True)
class Jump:
    """A change since the year before that is larger than the spread of its own year."""

    year: int
    change: float
    spread: float


@dataclass(frozen=True)
class Gendered:
    """Women and men of one area over time.

    Attributes:
        code: whose values they are.
        women, men: (time, value) of every year, earliest first.
        gap: women − men, of the years in which both have a value.
    """

    code: str
    women: Series
    men: Series
    gap: Series


@dataclass(frozen=True, eq=False)
class Refreshed:
    """What the latest refresh did with a key figure.

    Attributes:
        time: when it ended, UTC, ISO.
        outcome: how many values are new, revised and gone, or why the old ones were kept.
        changes: each of them (`gnv.kolada.changes`); empty where none were revised or removed, or where
            the edition that stood before is no longer there.
    """

    time: str
    outcome: Outcome
    changes: pd.DataFrame


def first_figure(goal: Goal, mapped: frozenset[str]) -> Indicator:
    """Return the key figure that a sub-goal opens with: the first in its list that has values."""
    by_id = {indicator.id: indicator for indicator in goal.indicators}
    listed = [by_id[each] for each in goal.first if each in by_id]
    every = [*listed, *goal.indicators]
    return next((each for each in every if each.id in mapped), every[0])


def moves(indicator: Indicator, period: str, examined: pd.DataFrame) -> dict[str, Move]:
    """Return how each area with a value in a period has moved, as seen from it.

    Args:
        examined: as `gnv.standing.examine` gives it.
    """
    now = examined.loc[examined["period"].eq(period)]
    if indicator.rolling_years > 1:
        changes = now.loc[now["rolling_change"].notna(), ["area", "rolling_change", "rolling_from"]]
        known = {
            area: Move(None, float(change), int(since))
            for area, change, since in changes.itertuples(index=False)
        }
        return {area: known.get(area, Move()) for area in now["area"]}
    own = examined.assign(time=examined["period"].astype(float))
    series = series_of(own.loc[own["area"].isin(now["area"])])
    return {area: Move(tested_at(points, int(period), indicator)) for area, points in series.items()}


def jumps_of(examined: pd.DataFrame, code: str) -> tuple[Jump, ...]:
    """Return an area's jumps, earliest first."""
    own = examined.loc[examined["area"].eq(code) & examined["jump"].notna(), ["period", "jump", "spread"]]
    return tuple(
        Jump(int(year), float(change), float(spread)) for year, change, spread in own.itertuples(index=False)
    )


def jumping(examined: pd.DataFrame, period: str) -> tuple[str, ...]:
    """Return the areas that jumped to a period's value from that of the year before."""
    return tuple(examined.loc[examined["period"].eq(period) & examined["jump"].notna(), "area"])


def years_without(periods: Iterable[str]) -> tuple[int, ...]:
    """Return the years between the first and the last that no area has a value of."""
    years = {int(period) for period in periods}
    return tuple(year for year in range(min(years, default=0), max(years, default=0)) if year not in years)


def years_missed(story: Story, series: Series) -> tuple[int, ...]:
    """Return the years in which others have a value and an area has none."""
    own = {int(time) for time, _ in series}
    return tuple(int(period) for period in story.periods if int(period) not in own)


def gendered(indicator: Indicator, observations: Observations, codes: Iterable[str]) -> Gendered | None:
    """Return the women and men of the first of some areas that has both, else none."""
    women, men = (observations.of(indicator.id, gender) for gender in ("K", "M"))
    by_area = series_of(women), series_of(men)
    for code in codes:
        if all(code in each for each in by_area):
            gaps = gender_gaps(women.loc[women["area"].eq(code)], men.loc[men["area"].eq(code)])
            gap = zip(gaps["period"].astype(float), gaps["gap"].astype(float), strict=True)
            return Gendered(code, by_area[0][code], by_area[1][code], tuple(gap))
    return None
