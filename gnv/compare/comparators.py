"""A chosen comparator in place of the middle: its value in each period, and where an area lies against it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from gnv.compare.position import positions
from gnv.strategy import Direction


class Choice(StrEnum):
    """What an area can be compared with, besides another area by its code."""

    MIDDLE = "mitten"
    NATIONAL = "riket"
    COUNTY = "dalarna"
    REGION = "region"
    NEIGHBOURS = "grannar"
    SIMILAR = "liknande"


@dataclass(frozen=True)
class Comparator:
    """Whom an area is compared with.

    Attributes:
        choice: the middle of the reference set, the county's unweighted mean, or the members' mean.
        members: the areas whose unweighted mean is the comparator; none for the middle and the county,
            which stand in the benchmark.
    """

    choice: str
    members: Collection[str] = ()


_IN_BENCHMARK = {
    Choice.MIDDLE: {"middle": "comparator", "reference_n": "comparator_n"},
    Choice.COUNTY: {"county_mean": "comparator", "n": "comparator_n"},
}


def against(
    rows: pd.DataFrame, observed: pd.DataFrame, comparator: Comparator, direction: Direction
) -> pd.DataFrame:
    """Return where each value lies against a comparator, classed by the spread of the reference set.

    Args:
        rows: what `gnv.compare.benchmark` gives for a measure and gender.
        observed: tidy observations of the same measure and gender: area, period, value.
        comparator: whom the areas are compared with.
        direction: which way is better.

    Returns:
        A frame with the index of ``rows``: ``comparator`` (its value that period, missing where there
        is none), ``comparator_n`` (how many areas it rests on), ``difference`` (value − comparator) and
        ``position`` (|difference| ≤ s is level).
    """
    named = _IN_BENCHMARK.get(Choice(comparator.choice)) if comparator.choice in set(Choice) else None
    if named:
        found = rows[list(named)].rename(columns=named)
    else:
        found = _means(rows["period"], observed, comparator.members)
    missing = found["comparator"].isna()
    difference = rows["value"] - found["comparator"]
    return found.assign(
        comparator_n=found["comparator_n"].astype("Int64").mask(missing),
        difference=difference,
        position=positions(difference, rows["spread"], direction),
    )


def _means(periods: pd.Series, observed: pd.DataFrame, members: Collection[str]) -> pd.DataFrame:
    """Return the members' unweighted mean in each period and how many of them have a value."""
    of_members = observed.loc[observed["area"].isin(list(members))].groupby("period")["value"]
    means, counts = (periods.map(found).astype(float) for found in (of_members.mean(), of_members.size()))
    return pd.DataFrame({"comparator": means, "comparator_n": counts})
