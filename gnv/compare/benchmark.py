"""One frame that says all there is to say of each value of a key figure, year by year."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from gnv.areas import COUNTRY, REGION_DALARNA
from gnv.compare.peers import Peers, ReferenceSet
from gnv.compare.position import positions
from gnv.strategy import Direction

MAD_TO_SIGMA = 1.4826

COLUMNS = (
    "area",
    "period",
    "value",
    "national",
    "region",
    "middle",
    "spread",
    "lower_quartile",
    "upper_quartile",
    "reference",
    "reference_n",
    "county_mean",
    "county_median",
    "n",
    "rank",
    "difference",
    "position",
    "change",
    "change_from",
)
_PERIOD_COLUMNS = list(COLUMNS[3:14])
_TEXTS = {"area", "period", "reference", "position", "change_from"}
_COUNTS = {"reference_n", "n", "rank"}


def benchmark(
    observed: pd.DataFrame,
    peers: Peers,
    direction: Direction,
    breaks: tuple[int, ...] = (),
    alone: str = "",
) -> pd.DataFrame:
    """Return every ranked area's values with what they are compared with.

    Args:
        observed: tidy observations of one measure and gender: area, period, time, value.
        peers: who is ranked among whom.
        direction: which way is better; with none the highest value has rank 1.
        breaks: years from which the series is no longer comparable with what precedes.
        alone: an area outside the ranked, which then is the only one with rows: compared as they are,
            but without a rank.

    Returns:
        A frame with the columns of `COLUMNS`, a row per ranked area and period with a value, sorted
        by area and period. ``national`` and ``region`` are Kolada's own values for Riket and Region
        Dalarna; ``middle`` is the median and ``spread`` 1.4826 × the median absolute deviation of
        the ``reference`` set, of which ``reference_n`` have a value, and the quartiles (interpolated
        linearly) bound the set's middle half; ``county_mean`` and ``county_median`` are unweighted over
        the ``n`` ranked areas with a value; ``change`` is against ``change_from``, the nearest earlier
        period with a value, missing across a break. What cannot be said is
        missing (``position``: empty).
    """
    shown = observed["area"].isin({alone} if alone else peers.ranked)
    if not shown.any():
        return _nothing().copy()
    own = observed.loc[shown, ["area", "period", "time", "value"]]
    rows = own.sort_values(["area", "period"], ignore_index=True)
    compared = rows.join(_by_period(observed, peers), on="period")
    ranks = _ranks(rows, lowest_first=direction is Direction.LOW)
    compared["rank"] = ranks.mask(ranks.notna()) if alone else ranks
    compared["difference"] = compared["value"] - compared["middle"]
    compared["position"] = positions(compared["difference"], compared["spread"], direction)
    compared["change"], compared["change_from"] = _change(rows, breaks)
    return compared[list(COLUMNS)]


@cache
def _nothing() -> pd.DataFrame:
    """Return the benchmark of no values, which need not be computed for every key figure without any."""
    types = {name: "str" if name in _TEXTS else "Int64" if name in _COUNTS else "float64" for name in COLUMNS}
    return pd.DataFrame(columns=list(COLUMNS), index=pd.RangeIndex(0)).astype(types)


def _by_period(observed: pd.DataFrame, peers: Peers) -> pd.DataFrame:
    """Return what every area of a period is compared with, a row per period."""
    periods, codes = np.unique(observed["period"].to_numpy(dtype=str), return_inverse=True)
    areas = observed["area"].to_numpy(dtype=str)
    values = observed["value"].to_numpy(dtype=float)
    members = [(reference, np.isin(areas, list(reference.members))) for reference in peers.references]
    ranked = np.isin(areas, list(peers.ranked))
    found = []
    for code in range(len(periods)):
        here = codes == code
        found.append(
            {
                "national": _only(values[here & (areas == COUNTRY)]),
                "region": _only(values[here & (areas == REGION_DALARNA)]),
                **_middle([(reference, values[here & within]) for reference, within in members]),
                **_county(values[here & ranked], peers.least_for_mean),
            }
        )
    index = pd.Index(periods, dtype="str")
    return pd.DataFrame(found, index=index, columns=_PERIOD_COLUMNS).astype(
        {"reference_n": "Int64", "n": "Int64"}
    )


def _only(values: npt.NDArray[np.float64]) -> float:
    return float(values[0]) if len(values) else math.nan


def _middle(
    sets: list[tuple[ReferenceSet, npt.NDArray[np.float64]]],
) -> dict[str, object]:
    """Return the first reference set with enough values, its median, spread and quartiles."""
    for reference, values in sets:
        if len(values) >= reference.least:
            middle = float(np.median(values))
            lower, upper = (float(quartile) for quartile in np.percentile(values, (25, 75)))
            return {
                "reference": reference.name,
                "reference_n": len(values),
                "middle": middle,
                "spread": MAD_TO_SIGMA * float(np.median(np.abs(values - middle))),
                "lower_quartile": lower,
                "upper_quartile": upper,
            }
    return {"reference": None, "reference_n": None}


def _county(values: npt.NDArray[np.float64], least: int | None) -> dict[str, object]:
    """Return how many ranked areas have a value and, where they are enough, mean and median."""
    enough = least is not None and len(values) >= least
    return {
        "n": len(values),
        "county_mean": float(values.mean()) if enough else math.nan,
        "county_median": float(np.median(values)) if enough else math.nan,
    }


def _ranks(rows: pd.DataFrame, *, lowest_first: bool) -> pd.Series:
    """Return each value's place in its period; ties share the better one."""
    by_period = rows.groupby("period")["value"]
    return by_period.rank(method="min", ascending=lowest_first).astype("Int64")


def _change(rows: pd.DataFrame, breaks: tuple[int, ...]) -> tuple[pd.Series, pd.Series]:
    """Return change and its earlier period, none for an area's first value or across a break."""
    same_area = rows["area"].eq(rows["area"].shift())
    earlier, now = rows["time"].shift(), rows["time"]
    comparable = same_area
    for year in breaks:
        comparable &= ~((earlier < year) & (now >= year))
    change = rows["value"].diff().where(comparable)
    return change, rows["period"].shift().where(comparable)
