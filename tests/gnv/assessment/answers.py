"""Standing answers made by tests."""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd

from gnv.assessment.results import ANSWERS

MISSING = math.nan


def answer(
    unit: str,
    score: float,
    goal: int = 1,
    *,
    municipality: str = "2080",
    principal: str = "kommun",
    period: str = "2025",
    statement: str = "",
    comment: str = "",
) -> dict[str, object]:
    """Return one row: what a unit says of a statement."""
    return {
        "round": period,
        "municipality": municipality,
        "principal": principal,
        "unit": unit,
        "goal": goal,
        "statement": statement,
        "score": score,
        "respondents": math.nan,
        "comment": comment,
        "submission": 1,
    }


def answers(rows: Iterable[dict[str, object]]) -> pd.DataFrame:
    """Return rows as the tidy frame that results are computed from."""
    return pd.DataFrame(list(rows), columns=list(ANSWERS)).astype(
        {"round": "str", "municipality": "str", "principal": "str", "unit": "str", "score": float}
    )
