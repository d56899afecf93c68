"""What stands out in an area: how long it has lain where it lies, and what jumps from year to year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gnv.compare.trends import crosses

LAST_VALUES = 3


def lasting(rows: pd.DataFrame) -> pd.Series:
    """Return whether each value's class is lasting (*varaktig*).

    It is where the same class stands in at least two of the area's last three values, this one among
    them; otherwise it belongs to a single year (*enstaka år*).

    Args:
        rows: area, period and position, sorted by area and period; position is empty where there is
            no class.
    """
    area, position = (rows[name].to_numpy(dtype=object) for name in ("area", "position"))
    again = np.zeros(len(rows), dtype=bool)
    for back in range(1, LAST_VALUES):
        again[back:] |= (area[back:] == area[:-back]) & (position[back:] == position[:-back])
    return pd.Series(again & (position != ""), index=rows.index, dtype=bool)


def jumps(rows: pd.DataFrame, breaks: tuple[int, ...] = ()) -> pd.Series:
    """Return each value's change since the year before where that is larger than the spread, else missing.

    Args:
        rows: what `gnv.compare.benchmark` gives: area, period (a year), value and spread, sorted by
            area and period. The spread is that of the value's own year.
        breaks: years from which the series is no longer comparable with what precedes.
    """
    years = rows["period"].astype(int)
    before = years.shift().where(rows["area"].shift().eq(rows["area"]))
    comparable = before.eq(years - 1) & ~crosses(before, years, breaks)
    change = rows["value"].diff()
    return change.where(comparable & (rows["spread"] > 0) & (change.abs() > rows["spread"]))
