"""The example's answers: invented, shipped with the project, and stored nowhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from gnv.areas import Areas
from gnv.assessment.form import Form
from gnv.assessment.reading import read_file
from gnv.assessment.scores import scores_frame
from gnv.strategy import Strategy

FILE = Path("exempel") / "sjalvskattning-exempel.csv"


def example_scores(shipped: Path, strategy: Strategy, areas: Areas, today: dt.date) -> pd.DataFrame:
    """Return the example's answers as if they stood.

    Where the file is missing, or does not fit an own strategy, there are none.

    Args:
        shipped: the folder of what is shipped.
        today: the day on which the file is read.
    """
    path = shipped / FILE
    if not path.exists():
        return scores_frame()
    reading = read_file(path.read_bytes(), path.name, strategy, areas, today)
    forms = () if reading.errors else reading.forms
    return scores_frame(row for form in forms for row in _rows(form))


def _rows(form: Form) -> list[tuple[object, ...]]:
    unit = form.unit
    return [
        (
            unit.round,
            unit.municipality,
            str(unit.principal),
            unit.name,
            answer.goal,
            answer.statement,
            answer.score,
            answer.respondents,
            answer.comment,
            0,
        )
        for answer in form.answers
    ]
