"""The gap between women and men, without judgement."""

from __future__ import annotations

import pandas as pd


def gender_gaps(women: pd.DataFrame, men: pd.DataFrame) -> pd.DataFrame:
    """Return women − men for every area and period in which both have a value.

    Args:
        women, men: tidy observations of one measure: area, period, value.

    Returns:
        A frame with area, period, ``women``, ``men`` and ``gap`` (in the measure's unit), sorted by
        area and period.
    """
    columns = ["area", "period", "value"]
    both = women[columns].merge(men[columns], on=["area", "period"], suffixes=("_women", "_men"))
    named = both.rename(columns={"value_women": "women", "value_men": "men"})
    return named.assign(gap=named["women"] - named["men"]).sort_values(["area", "period"], ignore_index=True)
