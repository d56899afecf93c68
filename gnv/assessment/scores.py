"""The frame of standing answers; it can be had empty without a database."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import numpy as np
import pandas as pd

TYPES = {
    "round": "str",
    "municipality": "str",
    "principal": "str",
    "unit": "str",
    "goal": "int64",
    "statement": "str",
    "score": "float64",
    "respondents": "Int64",
    "comment": "str",
    "submission": "int64",
}


def scores_frame(rows: Iterable[tuple[object, ...]] = ()) -> pd.DataFrame:
    """Return answers as a tidy frame with the columns of `TYPES`, without rows where none are given.

    Args:
        rows: the columns' values, ``score`` and ``respondents`` none where they are missing.
    """
    given = list(rows)
    return _frame(given) if given else _nothing().copy()


@cache
def _nothing() -> pd.DataFrame:
    return _frame([])


def _frame(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=list(TYPES), dtype=object)
    return frame.assign(score=frame["score"].fillna(np.nan)).astype(TYPES)
