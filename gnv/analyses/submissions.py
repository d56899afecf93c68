"""The submissions of analyses, published and withdrawn as all kinds are (`gnv.ledger`)."""

from __future__ import annotations

from collections.abc import Mapping

from gnv.access import Person
from gnv.analyses.form import TEXTS, Analysis, from_fields
from gnv.ledger import fallback, submissions
from gnv.ledger.fallback import Fallback
from gnv.ledger.fields import kind_of_fields, source_of
from gnv.ledger.kind import Key, Kind
from gnv.ledger.moment import Moment
from gnv.ledger.submissions import Standing, Upload
from gnv.ledger.topic import topic_of
from gnv.store.blanking import blank_fields
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


def publish(store: Store, person: Person, form: Analysis, seen: int) -> Upload | None:
    """Store an analysis, so that it stands (`gnv.ledger.submissions.publish`).

    Args:
        store: the database.
        person: who writes it.
        form: what they say.
        seen: the submission that stood when they began; 0 for none.
    """
    return submissions.publish(ANALYSES, store, person, source_of(form), [form], seen={form.unit.key: seen})


def withdraw(store: Store, person: Person, number: int, note: str, seen: Mapping[int, int]) -> int:
    """Withdraw a submission (`gnv.ledger.submissions.withdraw`)."""
    return submissions.withdraw(ANALYSES, store, person, [number], note, seen)


def history(store: Store, limit: int = 20, before: int | None = None) -> tuple[Upload, ...]:
    """Return uploads, the latest first (`gnv.ledger.submissions.history`)."""
    return submissions.history(ANALYSES, store, limit, before)


def fallbacks(store: Store, upload: int) -> dict[int, Fallback]:
    """Return what would stand without an upload's submission (`gnv.ledger.fallback.fallbacks`)."""
    return fallback.fallbacks(ANALYSES, store, upload)


def blank_texts(store: Store, person: Person, submission: int) -> tuple[str, ...]:
    """Blank all texts of a submission (`gnv.store.blanking.blank_fields`)."""
    return blank_fields(store, person, submission, list(TEXTS))


def _order(form: Analysis) -> tuple[object, ...]:
    return (-int(form.year), form.about, form.area)
