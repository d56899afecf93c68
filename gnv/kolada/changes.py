"""What changed between two editions: values that are new, revised or gone."""

from __future__ import annotations

from enum import StrEnum

import pandas as pd

from gnv.kolada.editions import edition_of
from gnv.kolada.figures import KEY
from gnv.settings import Settings

COLUMNS = (*KEY, "change", "before", "after")


class Change(StrEnum):
    """What has happened to a value."""

    NEW = "ny"
    REVISED = "ändrad"
    GONE = "borta"


def changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return what differs between two editions' values, exactly.

    Args:
        before: the values that stood (`gnv.kolada.editions.Edition.values`).
        after: the values that stand now.

    Returns:
        A frame with the columns of `COLUMNS`, sorted by key: ``change`` is a `Change`, ``before`` and
        ``after`` the values, NaN where there is none.
    """
    both = _by_key(before).join(_by_key(after), how="outer", suffixes=("_before", "_after"))
    old, new = both["value_before"], both["value_after"]
    different = both.loc[old.ne(new)]
    change = pd.Series(Change.REVISED.value, index=different.index, dtype=object)
    change[different["value_before"].isna()] = Change.NEW.value
    change[different["value_after"].isna()] = Change.GONE.value
    found = different.rename(columns={"value_before": "before", "value_after": "after"})
    return found.assign(change=change).reset_index().sort_values(KEY, ignore_index=True)[list(COLUMNS)]


def changes_between(where: Settings, before: str, after: str) -> pd.DataFrame:
    """Return what differs between two editions, by their hashes.

    Raises:
        ProblemError: where one of them is no longer there.
    """
    return changes(edition_of(where, before).values, edition_of(where, after).values)


def _by_key(values: pd.DataFrame) -> pd.DataFrame:
    texts = {name: values[name].astype("str") for name in KEY if name != "year"}
    return values[[*KEY, "value"]].assign(**texts).set_index(KEY)
