"""Freezing a year's report, and the edited texts of its sections (`gnv.ledger`)."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from gnv.access import Person
from gnv.frozen.report import Report, refuse_other_years, report_at, report_from_fields, report_topic
from gnv.frozen.texts import SectionText, text_from_fields
from gnv.kolada.editions import keep_edition
from gnv.ledger import submissions
from gnv.ledger.fields import kind_of_fields, source_of
from gnv.ledger.history import Upload
from gnv.ledger.kind import Kind
from gnv.ledger.moment import moment_now, written_since
from gnv.ledger.submissions import Standing
from gnv.ledger.topic import topic_of
from gnv.settings import Settings
from gnv.store.engine import Store

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
        ProblemError: where the strategy or the database cannot be read.
    """
    with store.read() as connection:
        moment = moment_now(connection, _OWN)
    return report_at(where, year, day, moment)


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
        ProblemError: as `freeze_now`, or where no report can be begun of the year, the person may not, or
            something cannot be written.
    """
    report = freeze_now(store, where, year, day)
    refuse_other_years(year, report.strategy(), day)
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


def changed_since(store: Store, report: Report) -> Counter[str]:
    """Return how much has been published or withdrawn since a report was frozen, by name of kind.

    What is of a year after the report's own is left out.

    Raises:
        ProblemError: where the database cannot be read.
    """
    with store.read() as connection:
        found = written_since(connection, report.moment, report.year)
    return Counter({kind: count for kind, count in found.items() if kind not in _OWN})


def texts(store: Store, year: int) -> dict[str, Standing[SectionText]]:
    """Return the edited texts of a year's report by the ids of their sections. Raises ProblemError."""
    stood = submissions.standing(TEXTS, store).values()
    return {each.form.section: each for each in stood if each.form.year == year}
