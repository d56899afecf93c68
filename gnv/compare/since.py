"""What has changed since the strategy began, or why no figure can say so yet."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from gnv.compare.trends import crosses

BASE_YEARS = 4


class Since(StrEnum):
    """Whether a value can be compared with what preceded the strategy, or why it cannot."""

    TOLD = "jämfört"
    NOT_YET = "inget värde efter strategins start ännu"
    NO_BASE = "inget värde före strategins start"
    BROKEN = "serien är bruten"


def since_strategy(
    rows: pd.DataFrame, starts: int, breaks: tuple[int, ...] = (), rolling_years: int = 1
) -> pd.DataFrame:
    """Return each value's change since the last value before the strategy, as seen from its own year.

    A value counts as after the start when its whole measuring period lies in the year after the start
    or later (the strategy began in the middle of 2022: from 2023); the base is the last value of the four
    years before the start (2018–2021).

    Args:
        rows: area, period (a year) and value, sorted by area and period.
        starts: the year in which the strategy began.
        breaks: years from which the series is no longer comparable with what precedes.
        rolling_years: how many years a value is the mean over.

    Returns:
        A frame with the index of ``rows``: ``since`` (value − base), ``since_from`` (the base's year)
        and ``since_told`` (a `Since`); the first two are missing unless it is told.
    """
    years = rows["period"].astype(int)
    bases = _bases(rows.assign(year=years), starts)
    base = rows[["area"]].join(bases, on="area")
    begun = years - rolling_years + 1 > starts
    broken = crosses(base["base_year"], years, breaks)
    told = begun & base["base"].notna() & ~broken
    why = pd.Series(Since.TOLD, index=rows.index, dtype=object)
    why = why.mask(broken, Since.BROKEN).mask(base["base"].isna(), Since.NO_BASE).mask(~begun, Since.NOT_YET)
    return pd.DataFrame(
        {
            "since": (rows["value"] - base["base"]).where(told),
            "since_from": base["base_year"].astype("Int64").where(told),
            "since_told": why,
        }
    )


def _bases(rows: pd.DataFrame, starts: int) -> pd.DataFrame:
    """Return each area's last value of the years before the start, with its year."""
    before = rows.loc[rows["year"].between(starts - BASE_YEARS, starts - 1)]
    last = before.groupby("area", sort=False)[["value", "year"]].last()
    return last.rename(columns={"value": "base", "year": "base_year"})
