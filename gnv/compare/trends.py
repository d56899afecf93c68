"""Whether a series moves: Kendall's tau over ten years, or, for a rolling mean, one whole period's change."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from gnv.strategy import Direction

WINDOW_YEARS = 10
LEAST_POINTS = 5
SIGNIFICANCE = 0.05

Numbers = npt.NDArray[np.float64]


class Trend(StrEnum):
    """What can be said of a series; empty for a rolling mean, which gets no test."""

    RISING = "ökar"
    FALLING = "minskar"
    UNSURE = "ingen säker förändring"
    TOO_FEW = "för få mätpunkter"
    NONE = ""


_READ = {
    (Trend.RISING, Direction.HIGH): "förbättras",
    (Trend.RISING, Direction.LOW): "försämras",
    (Trend.FALLING, Direction.HIGH): "försämras",
    (Trend.FALLING, Direction.LOW): "förbättras",
}


def reading(trend: Trend, direction: Direction) -> str:
    """Return a trend as the direction reads it (förbättras, försämras), else in its own words."""
    return _READ.get((trend, direction), str(trend))


@dataclass(frozen=True)
class Tested:
    """A series' trend as seen from a year, and the number of points it rests on."""

    trend: Trend
    points: int


def trend_at(years: Numbers, values: Numbers, seen_from: int, breaks: tuple[int, ...] = ()) -> Tested:
    """Return the trend of one series over the ten calendar years that end with a year.

    Only what lies after the last break at or before that year counts. From `LEAST_POINTS` points on
    Kendall's tau is tested (Kendall 1938, by `scipy.stats.kendalltau` with its defaults: tau-b,
    two-sided, exact where nothing ties); p < `SIGNIFICANCE` gives a direction.

    Args:
        years: whole years, one per value, in any order.
        values: the series; a year without a value is left out.
        seen_from: the last year that is looked at.
        breaks: years from which the series is no longer comparable with what precedes.
    """
    first = max([seen_from - WINDOW_YEARS + 1, *(year for year in breaks if year <= seen_from)])
    within = (years >= first) & (years <= seen_from)
    points = int(within.sum())
    if points < LEAST_POINTS:
        return Tested(Trend.TOO_FEW, points)
    from scipy.stats import kendalltau  # costs most of a second, so only who asks for a trend pays it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a series that never changes has no tau
        tau, p = kendalltau(years[within], values[within])
    if not p < SIGNIFICANCE:
        return Tested(Trend.UNSURE, points)
    return Tested(Trend.RISING if tau > 0 else Trend.FALLING, points)


def trends(rows: pd.DataFrame, breaks: tuple[int, ...] = (), rolling_years: int = 1) -> pd.DataFrame:
    """Return every value's trend as seen from its own year.

    Args:
        rows: area, period (a year) and value, sorted by area and period.
        breaks: years from which the series is no longer comparable with what precedes.
        rolling_years: how many years a value is the mean over; more than one gets no test.

    Returns:
        A frame with the index of ``rows``: ``trend`` (empty for a rolling mean) and ``trend_points``
        (missing for a rolling mean).
    """
    if rolling_years > 1:
        found: list[tuple[Trend, int | None]] = [(Trend.NONE, None)] * len(rows)
    else:
        found = [
            (tested.trend, tested.points)
            for years, values in _series(rows)
            for tested in (trend_at(years, values, int(year), breaks) for year in years)
        ]
    columns = ["trend", "trend_points"]
    return pd.DataFrame(found, index=rows.index, columns=columns).astype({"trend_points": "Int64"})


def _series(rows: pd.DataFrame) -> Iterator[tuple[Numbers, Numbers]]:
    for _, own in rows.groupby("area", sort=False):
        yield own["period"].to_numpy(dtype=float), own["value"].to_numpy(dtype=float)


def rolling_changes(rows: pd.DataFrame, breaks: tuple[int, ...], rolling_years: int) -> pd.DataFrame:
    """Return each k-year mean's change since the one k years before: periods that share no year.

    A year's own value (k = 1) is no mean and has none.

    Args:
        rows: area, period (a year) and value.
        breaks: years from which the series is no longer comparable with what precedes.
        rolling_years: k.

    Returns:
        A frame with the index of ``rows``: ``rolling_change`` (value − value k years before) and
        ``rolling_from`` (the earlier period's last year), missing where there is no such value or a
        break lies between.
    """
    years = rows["period"].astype(int)
    earlier = years - rolling_years
    known = {
        (area, year): value for area, year, value in zip(rows["area"], years, rows["value"], strict=True)
    }
    before = pd.Series(
        [known.get(key, np.nan) for key in zip(rows["area"], earlier, strict=True)],
        index=rows.index,
        dtype=float,
    )
    change = (rows["value"] - before).where(~crosses(earlier, years, breaks) & (rolling_years > 1))
    return pd.DataFrame(
        {"rolling_change": change, "rolling_from": earlier.astype("Int64").where(change.notna())}
    )


def crosses(earlier: pd.Series, later: pd.Series, breaks: tuple[int, ...]) -> pd.Series:
    """Return whether a break lies after the earlier of two years and at or before the later one."""
    found = pd.Series(False, index=later.index)
    for year in breaks:
        found |= (earlier < year) & (later >= year)
    return found
