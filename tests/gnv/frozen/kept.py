"""What is done with a report's freezings and texts, as with submissions of any kind."""

from __future__ import annotations

from collections.abc import Mapping

from gnv.access import Person
from gnv.frozen.report import Report, report_topic
from gnv.frozen.submissions import REPORTS, TEXTS
from gnv.frozen.texts import SectionText, text_key
from gnv.ledger import fallback, submissions
from gnv.ledger.fallback import Fallback
from gnv.ledger.fields import source_of
from gnv.ledger.history import Upload
from gnv.ledger.versions import Version, versions
from gnv.store.blanking import blank_fields
from gnv.store.engine import Store


def freezings(store: Store, year: int) -> tuple[Version[Report], ...]:
    """Return all that a year's report has been frozen to, the latest first. Raises ProblemError."""
    return versions(REPORTS, store, report_topic(year).key)


def save_text(store: Store, person: Person, form: SectionText, seen: int) -> Upload | None:
    """Store a section's text, so that it stands in place of the drafted one (`gnv.ledger`).

    Args:
        store: the database.
        person: who may change what is of the whole county.
        form: what they have written (`gnv.frozen.texts.edited`).
        seen: the submission that stood when they began; 0 for none.
    """
    return submissions.publish(TEXTS, store, person, source_of(form), [form], seen={form.unit.key: seen})


def text_versions(store: Store, year: int, section: str) -> tuple[Version[SectionText], ...]:
    """Return all texts that a section has had, the latest first. Raises ProblemError."""
    return versions(TEXTS, store, text_key(year, section))


def withdraw_text(store: Store, person: Person, number: int, note: str, seen: Mapping[int, int]) -> int:
    """Withdraw a section's text (`gnv.ledger.submissions.withdraw`)."""
    return submissions.withdraw(TEXTS, store, person, [number], note, seen)


def text_fallbacks(store: Store, upload: int) -> dict[int, Fallback]:
    """Return what would stand without an upload's text (`gnv.ledger.fallback.fallbacks`)."""
    return fallback.fallbacks(TEXTS, store, upload)


def blank_text(store: Store, person: Person, submission: int) -> tuple[str, ...]:
    """Blank a section's text in one submission (`gnv.store.blanking.blank_fields`)."""
    return blank_fields(store, person, submission, ["text"])
