"""The submissions of analyses, published and withdrawn as all kinds are (`gnv.ledger`)."""

from __future__ import annotations

from gnv.analyses.form import Analysis, from_fields
from gnv.ledger import submissions
from gnv.ledger.fields import kind_of_fields
from gnv.ledger.kind import Key, Kind
from gnv.ledger.moment import Moment
from gnv.ledger.submissions import Standing
from gnv.ledger.topic import topic_of
from gnv.store.engine import Store

ANALYSES: Kind[Analysis] = kind_of_fields(
    name="analys",
    noun="analyser",
    plural="analyser",
    one="en analys",
    subject_of=topic_of,
    from_row=lambda row, said: from_fields(topic_of(row), said),
)


def standing(store: Store, moment: Moment | None = None) -> dict[Key, Standing[Analysis]]:
    """Return the analyses that stand, or stood at a moment (`gnv.ledger.submissions.standing`)."""
    return submissions.standing(ANALYSES, store, moment=moment)


def analyses(store: Store, moment: Moment | None = None) -> tuple[Analysis, ...]:
    """Return the analyses that stand, or stood at a moment: the latest year first, then by what they are of.

    Raises:
        ProblemError: where the database cannot be read.
    """
    return tuple(sorted((each.form for each in standing(store, moment).values()), key=_order))


def _order(form: Analysis) -> tuple[object, ...]:
    return (-int(form.year), form.about, form.area)
