"""Whether a fetched series may take the standing one's place, or why not.

Kolada revises and removes values without notice, which is its right and is told. What is not believed is
an answer that cannot be: values outside what the unit allows, municipalities or the country suddenly
left out, or values that are simply not there any more, neither as missing nor as deleted.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from gnv.areas import COUNTRY, REGION_DALARNA, Areas

Key = tuple[str, int, str]


def impossible(rows: pd.DataFrame, bounds: tuple[float, float], areas: Areas) -> str:
    """Return why a series cannot be right, or nothing.

    Args:
        rows: one key figure's series, columns as `gnv.kolada.fetch.COLUMNS`.
        bounds: lowest and highest value that can be.
    """
    low, high = bounds
    outside = rows.loc[(rows["value"] < low) | (rows["value"] > high)]
    if outside.empty:
        return ""
    row = next(outside.itertuples())
    value = f"{row.value:.10g}".replace(".", ",")
    example = f"{value} för {areas.name(row.municipality)} {row.year}"
    return (
        f"Svaret har värden utanför {low:.0f}–{high:.0f} ({len(outside)} st), till exempel {example}. "
        "Stämmer enheten i strategi.toml är felet Koladas: försök igen senare."
    )


def lost(
    rows: pd.DataFrame,
    deleted: Collection[Key],
    standing: pd.DataFrame,
    expected: Collection[str],
    areas: Areas,
) -> str:
    """Return what a series lacks without a reason, or nothing.

    Args:
        rows: one key figure's series, columns as `gnv.kolada.fetch.COLUMNS`.
        deleted: area, year and gender of what Kolada marks as deleted.
        standing: the values that stand for it.
        expected: areas that must be there, with values or listed without.
    """
    if rows.empty and not deleted:
        return "Svaret var tomt. Försök igen senare." if len(standing) else ""
    silent = sorted(areas.name(code) for code in set(expected) - set(rows["municipality"].unique()))
    if silent and len(rows):
        return f"Svar saknas helt för {_some(silent)}. Försök igen senare."
    with_value = set(rows.loc[rows["value"].notna(), "municipality"].unique())
    had = set(standing["municipality"].unique()) & {COUNTRY, REGION_DALARNA, *areas.dalarna}
    emptied = sorted(areas.name(code) for code in had - with_value)
    if emptied:
        return f"Alla värden har försvunnit för {_some(emptied)}."
    gone = keys(standing) - keys(rows) - set(deleted)
    if gone:
        area, year, _ = min(gone)
        return (
            f"{len(gone)} av {len(standing)} värden har försvunnit, till exempel {areas.name(area)} {year}."
        )
    return ""


def keys(rows: pd.DataFrame) -> set[Key]:
    """Return area, year and gender of every row."""
    columns = (rows["municipality"].astype(str), rows["year"].astype(int), rows["gender"].astype(str))
    return set(zip(*(column.tolist() for column in columns), strict=True))


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (f" och {len(names) - 5} till" if len(names) > 5 else "")
