"""Freezing a year's report, and the edited texts of its sections (`gnv.ledger`)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from gnv.access import Person
from gnv.frozen.report import Report, refuse_other_years, report_from_fields, report_topic
from gnv.frozen.texts import SectionText, text_from_fields, text_key
from gnv.kolada.editions import current_edition, keep_edition
from gnv.ledger import fallback, submissions
from gnv.ledger.fallback import Fallback
from gnv.ledger.fields import kind_of_fields, source_of
from gnv.ledger.kind import Kind
from gnv.ledger.moment import moment_now, written_since
from gnv.ledger.submissions import Standing, Upload
from gnv.ledger.topic import topic_of
from gnv.ledger.versions import Version, versions
from gnv.settings import Settings
from gnv.store.blanking import blank_fields
from gnv.store.engine import Store
from gnv.strategy import load_strategy, strategy_text

REPORTS: Kind[Report] = kind_of_fields(
    name="årsberättelse",
    noun="årsberättelser",
    plural="årsberättelser",
    one="en årsberättelse",
    subject_of=topic_of,
    from_row=lambda row, said: report_from_fields(topic_of(row), said),
)
TEXTS: Kind[SectionText] = kind_of_fields(
    name="berättelsetext",
    noun="texter i årsberättelsen",
    plural="texter i årsberättelsen",
    one="en text i årsberättelsen",
    subject_of=topic_of,
    from_row=lambda row, said: text_from_fields(topic_of(row), said),
)
_OWN = (REPORTS.name, TEXTS.name)  # what is written of the report is none of its material


def freeze_now(store: Store, where: Settings, year: int, day: dt.date) -> Report:
    """Return a year's report as it would be if it were frozen now; nothing is stored.

    Raises:
        ProblemError: where no report can be about the year, or the strategy or the database cannot be read.
    """
    strategy, _ = load_strategy(where)
    refuse_other_years(year, strategy, day)
    edition, _ = current_edition(where)
    with store.read() as connection:
        moment = moment_now(connection, _OWN)
    return Report(year, day, edition.hash, strategy_text(where), strategy.version, moment)


def begin(
    store: Store, where: Settings, person: Person, year: int, day: dt.date, seen: int = 0
) -> Upload | None:
    """Freeze a year's report to the figures, the strategy and the moment that stand now.

    The edition is kept in the data folder too, so that it outlives an upgrade of the product.

    Args:
        store: the database.
        where: the edition and the strategy.
        person: who may change what is of the whole county.
        year: that the report is about.
        day: it is in Sweden.
        seen: the submission by which the report was frozen when the person looked; 0 for none.

    Returns:
        What was stored; none where the report is frozen to just this already.

    Raises:
        StaleError: where someone has frozen it since.
        ProblemError: as `freeze_now`, or where the person may not, or something cannot be written.
    """
    report = freeze_now(store, where, year, day)
    keep_edition(where, report.edition)
    return submissions.publish(
        REPORTS, store, person, source_of(report), [report], seen={report.unit.key: seen}
    )


def frozen(store: Store, year: int) -> Standing[Report] | None:
    """Return what a year's report is frozen to; none where it has not been begun. Raises ProblemError."""
    key = report_topic(year).key
    return submissions.standing(REPORTS, store, {key}).get(key)


def all_frozen(store: Store) -> tuple[Report, ...]:
    """Return what every year's report is frozen to, the earliest year first. Raises ProblemError."""
    stood = submissions.standing(REPORTS, store).values()
    return tuple(sorted((each.form for each in stood), key=lambda report: report.year))


def freezings(store: Store, year: int) -> tuple[Version[Report], ...]:
    """Return all that a year's report has been frozen to, the latest first. Raises ProblemError."""
    return versions(REPORTS, store, report_topic(year).key)


def changed_since(store: Store, report: Report) -> Counter[str]:
    """Return how much has been published or withdrawn since a report was frozen, by name of kind.

    Raises:
        ProblemError: where the database cannot be read.
    """
    with store.read() as connection:
        found = written_since(connection, report.moment)
    return Counter({kind: count for kind, count in found.items() if kind not in _OWN})


def texts(store: Store, year: int) -> dict[str, Standing[SectionText]]:
    """Return the edited texts of a year's report by the ids of their sections. Raises ProblemError."""
    stood = submissions.standing(TEXTS, store).values()
    return {each.form.section: each for each in stood if each.form.year == year}


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
