"""The submissions of self-assessments, published and withdrawn as all kinds are (`gnv.ledger`)."""

from __future__ import annotations

import pandas as pd

from gnv.assessment import queries
from gnv.assessment.form import Form
from gnv.assessment.scores import scores_frame
from gnv.ledger.kind import Kind
from gnv.ledger.moment import Moment
from gnv.ledger.queries import standing_ids
from gnv.store.engine import Store

SELF_ASSESSMENTS: Kind[Form] = Kind(
    name="självskattning",
    noun="formulär",
    plural="självskattningar",
    subject_of=queries.unit_of,
    read=queries.read_forms,
    insert=queries.insert_answers,
)


def scores(store: Store, moment: Moment | None = None) -> pd.DataFrame:
    """Return the standing answers, those without a score too.

    Args:
        store: the database.
        moment: when they stood; now where none is given.

    Returns:
        The columns of `gnv.assessment.scores.TYPES`, sorted by round, municipality, principal, unit and
        goal; statements in the order of the file.

    Raises:
        ProblemError: where the database cannot be read.
    """
    with store.read() as connection:
        answers = queries.read_answers(connection, standing_ids(SELF_ASSESSMENTS.name, moment=moment))
        frame = scores_frame(tuple(row) for row in answers)
    by = ["round", "municipality", "principal", "unit", "goal"]
    return frame.sort_values(by, kind="stable", ignore_index=True)
