"""What is done with submissions of analyses, as of any kind."""

from __future__ import annotations

from collections.abc import Mapping

from gnv.access import Person
from gnv.analyses.form import TEXTS, Analysis
from gnv.analyses.submissions import ANALYSES
from gnv.ledger import fallback, submissions
from gnv.ledger import history as uploads
from gnv.ledger.fallback import Fallback
from gnv.ledger.fields import source_of
from gnv.ledger.history import Upload
from gnv.store.blanking import blank_fields
from gnv.store.engine import Store


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
    """Return uploads, the latest first (`gnv.ledger.history.history`)."""
    return uploads.history(ANALYSES, store, limit, before)


def fallbacks(store: Store, upload: int) -> dict[int, Fallback]:
    """Return what would stand without an upload's submission (`gnv.ledger.fallback.fallbacks`)."""
    return fallback.fallbacks(ANALYSES, store, upload)


def blank_texts(store: Store, person: Person, submission: int) -> tuple[str, ...]:
    """Blank all texts of a submission (`gnv.store.blanking.blank_fields`)."""
    return blank_fields(store, person, submission, list(TEXTS))
