"""What the units' answers come to: scores per sub-goal, agreement, change and coverage.

Everything is computed from one tidy frame of standing answers, with the columns of `ANSWERS`: a row per
round, unit, sub-goal and statement, ``score`` missing where a statement was not answered.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from gnv.areas import REGION_DALARNA
from gnv.assessment.scores import TYPES
from gnv.intake.texts import folded

ANSWERS = tuple(TYPES)
ALL_PARTS = "all"
LEAST_FOR_AGREEMENT = 3
SCALE_STEP = 1.0
_UNIT = ["round", "municipality", "principal", "key"]
_GROUP = ["round", "goal", "municipality", "part"]
_HALF_TIMES = {"": 0.0, "1": -0.25, "2": 0.25}
_HALF_NAMES = {"": "", "1": "våren ", "2": "hösten "}
_NOISE = 1e-9  # of binary arithmetic, so that a score on a limit stays on it


class Agreement(StrEnum):
    """Whether a municipality's units say much the same; empty where they are too few to tell."""

    UNITED = "samstämmigt"
    SPREAD = "viss spridning"
    DIVIDED = "delat"
    NONE = ""


def round_label(period: str) -> str:
    """Return a round as a person reads it (2025; våren 2025, hösten 2025)."""
    year, _, half = period.partition("-")
    return f"{_HALF_NAMES[half]}{year}"


def round_time(period: str) -> float:
    """Return where a round lies on a time axis in years.

    A year's value lies at the year's number, which is the middle of that year; its halves a quarter of a
    year before and after.
    """
    year, _, half = period.partition("-")
    return float(year) + _HALF_TIMES[half]


def rounds(scores: pd.DataFrame) -> tuple[str, ...]:
    """Return the rounds that have any score, earliest first."""
    return tuple(sorted(scores.loc[scores["score"].notna(), "round"].unique(), key=round_time))


def shown_round(known: tuple[str, ...], chosen: str) -> str:
    """Return the chosen round where it is known (`rounds`), else the latest; empty where there is none."""
    return chosen if chosen in known else (known or ("",))[-1]


def unit_scores(scores: pd.DataFrame) -> pd.DataFrame:
    """Return every unit's score per sub-goal: the mean over the statements that it answered.

    Returns:
        A frame of ``round, goal, municipality, principal, key, unit, score``: a row per unit and sub-goal
        with an answer. ``key`` tells units apart (the name without regard to case and spaces), ``unit`` is
        the name as written.
    """
    answered = keyed(scores.loc[scores["score"].notna()])
    ordered = answered.sort_values([*_UNIT, "goal", "score", "unit"])  # a sum must not depend on the order
    return ordered.groupby(["round", "goal", "municipality", "principal", "key"], as_index=False).agg(
        unit=("unit", "first"), score=("score", "mean")
    )


def keyed(scores: pd.DataFrame) -> pd.DataFrame:
    """Return answers with a column ``key``, which tells units apart within municipality and principal."""
    keys = {name: folded(name) for name in scores["unit"].unique()}
    return scores.assign(key=scores["unit"].map(keys).astype("str"))


def goal_scores(scores: pd.DataFrame) -> pd.DataFrame:
    """Return every municipality's score per sub-goal.

    Returns:
        A frame of ``round, goal, municipality, part, mean, median, low, high, n, agreement``: ``part`` is
        ``all``, ``kommun`` or ``region`` (the units' principal), ``mean`` the unweighted mean over the
        ``n`` units with an answer, ``agreement`` as `Agreement`. Only rows with a value; the units that
        serve the whole county are a municipality of their own, 0020.
    """
    units = unit_scores(scores)
    parts = pd.concat([units.assign(part=ALL_PARTS), units.rename(columns={"principal": "part"})])
    grouped = parts.groupby(_GROUP)["score"]
    near = (parts["score"] - grouped.transform("median")).abs() <= SCALE_STEP + _NOISE
    found = grouped.agg(mean="mean", median="median", low="min", high="max", n="size")
    share = near.groupby([parts[name] for name in _GROUP]).mean()
    found["agreement"] = _agreements(share.reindex(found.index), found["n"])
    return found.reset_index()


def _agreements(share: pd.Series, n: pd.Series) -> pd.Series:
    """Return the agreement of units of which a share lies within one scale step of their median."""
    words = np.select(
        [n < LEAST_FOR_AGREEMENT, share >= 0.75, share < 0.5],
        [Agreement.NONE, Agreement.UNITED, Agreement.DIVIDED],
        Agreement.SPREAD,
    )
    return pd.Series(words, index=n.index, dtype="str")


def county_scores(municipal: pd.DataFrame) -> pd.DataFrame:
    """Return the county's score per sub-goal: the unweighted mean over the municipalities.

    Args:
        municipal: as `goal_scores` gives it; the units that serve the whole county are not among them.

    Returns:
        A frame of ``round, goal, part, mean, low, high, n, units``: ``low`` and ``high`` are the
        municipalities' lowest and highest score, ``n`` how many of them have one, over how many units.
    """
    own = municipal.loc[municipal["municipality"].ne(REGION_DALARNA)]
    return own.groupby(["round", "goal", "part"], as_index=False).agg(
        mean=("mean", "mean"),
        low=("mean", "min"),
        high=("mean", "max"),
        n=("mean", "size"),
        units=("n", "sum"),
    )


def changes(units: pd.DataFrame, before: str, after: str) -> pd.DataFrame:
    """Return how the municipalities' scores differ between two rounds, over the units that answered both.

    Args:
        units: as `unit_scores` gives them.
        before, after: the rounds.

    Returns:
        A frame of ``goal, municipality, change, n``: the mean over the ``n`` units with an answer in both.
    """
    now, earlier = (units.loc[units["round"].eq(period)] for period in (after, before))
    both = now.merge(earlier, on=["goal", "municipality", "principal", "key"], suffixes=("", "_before"))
    differences = both.assign(change=both["score"] - both["score_before"])
    return differences.groupby(["goal", "municipality"], as_index=False).agg(
        change=("change", "mean"), n=("change", "size")
    )


def county_changes(municipal: pd.DataFrame) -> pd.DataFrame:
    """Return how the county's scores differ: the unweighted mean over the municipalities of `changes`.

    Returns:
        A frame of ``goal, change, n``: ``n`` is how many units stand behind it.
    """
    own = municipal.loc[municipal["municipality"].ne(REGION_DALARNA)]
    return own.groupby("goal", as_index=False).agg(change=("change", "mean"), n=("n", "sum"))


def least_change(scale: tuple[float, float]) -> float:
    """Return the least difference between rounds that counts as one: an eighth of the scale's length."""
    return (scale[1] - scale[0]) / 8


def about_unchanged(change: float, scale: tuple[float, float]) -> bool:
    """Return whether a change is below `least_change`."""
    return abs(change) < least_change(scale) - _NOISE


def silent_units(scores: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return the units that are known in a round and have no score in it.

    Known are those with a score in an earlier round and those listed in this one.

    Returns:
        A frame of ``municipality, principal, key, unit, last``, sorted by all of these: ``last`` is the
        latest earlier round with a score, empty where there is none.
    """
    known = keyed(scores)
    times = {name: round_time(name) for name in known["round"].unique()}
    scored, here = known["score"].notna(), known["round"].eq(period)
    earlier = known["round"].map(times) < times.get(period, -np.inf)
    rows = known.loc[here | (scored & earlier)].assign(
        time=known["round"].map(times).where(scored, -np.inf),  # a mere listing comes before all scores
        last=known["round"].where(scored, ""),
        answered=scored & here,
    )
    by_unit = rows.sort_values(["time", "unit"]).groupby(["municipality", "principal", "key"], as_index=False)
    units = by_unit.agg(unit=("unit", "last"), last=("last", "last"), answered=("answered", "any"))
    return units.loc[~units["answered"]].drop(columns="answered").reset_index(drop=True)
