"""What has changed since the strategy began, or why no figure can say so yet."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
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
        and ``since_told`` (one of `Since`); the first two are missing unless it is told.
    """
    years = rows["period"].astype(int)
    last = rows.assign(year=years).loc[years.between(starts - BASE_YEARS, starts - 1)]
    bases = last.drop_duplicates("area", keep="last").set_index("area")
    base, base_year = (rows["area"].map(bases[name]).astype(float) for name in ("value", "year"))
    unsaid = {
        Since.NOT_YET: years - rolling_years + 1 <= starts,
        Since.NO_BASE: base.isna(),
        Since.BROKEN: crosses(base_year, years, breaks),
    }
    why = np.select(list(unsaid.values()), list(unsaid), Since.TOLD)
    told = pd.Series(why == Since.TOLD, index=rows.index)
    return pd.DataFrame(
        {
            "since": (rows["value"] - base).where(told),
            "since_from": base_year.astype("Int64").where(told),
            "since_told": why,
        },
        index=rows.index,
    )
