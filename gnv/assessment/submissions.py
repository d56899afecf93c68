"""The submissions of self-assessments, published and withdrawn as all kinds are (`gnv.ledger`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from gnv.access import Person
from gnv.assessment import queries
from gnv.assessment.form import Form
from gnv.assessment.scores import scores_frame
from gnv.ledger import fallback, submissions
from gnv.ledger.fallback import Fallback
from gnv.ledger.kind import Key, Kind
from gnv.ledger.moment import Moment
from gnv.ledger.queries import standing_ids
from gnv.ledger.submissions import Source, Standing, Upload
from gnv.store.engine import Store

SELF_ASSESSMENTS: Kind[Form] = Kind(
    name="självskattning",
    noun="formulär",
    plural="självskattningar",
    subject_of=queries.unit_of,
    read=queries.read_forms,
    insert=queries.insert_answers,
)


def standing(store: Store, keys: Collection[Key] | None = None) -> dict[Key, Standing[Form]]:
    """Return the forms that stand (`gnv.ledger.submissions.standing`)."""
    return submissions.standing(SELF_ASSESSMENTS, store, keys)


def publish(
    store: Store,
    person: Person,
    source: Source,
    forms: Iterable[Form],
    note: str = "",
    seen: Mapping[Key, int] | None = None,
) -> Upload | None:
    """Store forms, so that each of them stands (`gnv.ledger.submissions.publish`)."""
    return submissions.publish(SELF_ASSESSMENTS, store, person, source, forms, note, seen)


def withdraw(
    store: Store,
    person: Person,
    numbers: Collection[int],
    note: str,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Withdraw submissions (`gnv.ledger.submissions.withdraw`)."""
    return submissions.withdraw(SELF_ASSESSMENTS, store, person, numbers, note, seen)


def history(store: Store, limit: int = 20, before: int | None = None) -> tuple[Upload, ...]:
    """Return uploads, the latest first (`gnv.ledger.submissions.history`)."""
    return submissions.history(SELF_ASSESSMENTS, store, limit, before)


def fallbacks(store: Store, upload: int) -> dict[int, Fallback]:
    """Return what would stand without each of an upload's submissions (`gnv.ledger.fallback.fallbacks`)."""
    return fallback.fallbacks(SELF_ASSESSMENTS, store, upload)


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
