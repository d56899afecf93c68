"""A file that someone has handed in: what it is about, what it says, and what publishing it would change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from gnv.access import Person
from gnv.activities import columns as of_activities
from gnv.activities import preview as activities
from gnv.activities.identity import identified
from gnv.activities.naming import with_plans_checked
from gnv.activities.planned import plans
from gnv.activities.reading import Reading as Activities
from gnv.activities.reading import read_activities
from gnv.activities.submissions import ACTIVITIES
from gnv.areas import Areas
from gnv.assessment import columns as of_answers
from gnv.assessment import preview as answers
from gnv.assessment.reading import Reading as Answers
from gnv.assessment.reading import read_answers
from gnv.assessment.submissions import SELF_ASSESSMENTS
from gnv.intake.columns import names, written
from gnv.intake.reading import open_file
from gnv.ledger import submissions
from gnv.ledger.history import Source, Upload
from gnv.ledger.kind import Key
from gnv.store.engine import Store
from gnv.strategy import Strategy
from gnv.tabular.columns import Column
from gnv.tabular.reading import Row

Reading: TypeAlias = Answers | Activities
Preview: TypeAlias = answers.Preview | activities.Preview


class About(StrEnum):
    """What a file can be about."""

    ANSWERS = "självskattningar"
    ACTIVITIES = "aktiviteter"


def about(headings: Row, strategy: Strategy) -> About:
    """Return what a file's headings tell that it is about; self-assessments where they tell nothing."""
    found = written(headings)
    told = {kind: sum(bool(found & names(each)) for each in own) for kind, own in _own(strategy).items()}
    return max(told, key=told.__getitem__)


def _own(strategy: Strategy) -> dict[About, tuple[Column, ...]]:
    """Return the columns that each has and the others have not."""
    goals = (of_answers.goal_column(goal) for goal in strategy.goals)
    unit = (of_answers.ROUND, of_answers.UNIT, of_answers.STATEMENT, of_answers.SCORE)
    title = (of_activities.TITLE, of_activities.STARTS, of_activities.ENDS, of_activities.STATE)
    return {
        About.ANSWERS: (*unit, *of_answers.REST, *goals),
        About.ACTIVITIES: (*title, *of_activities.TEXTS),
    }


def taken_for(reading: Reading) -> About:
    """Return what a file was taken to be about."""
    return About.ACTIVITIES if isinstance(reading, Activities) else About.ANSWERS


def read_file(content: bytes, name: str, strategy: Strategy, areas: Areas, today: dt.date) -> Reading:
    """Return what a CSV or XLSX file says, of what its headings tell that it is about.

    Args:
        content: the file's bytes.
        name: its name, which decides nothing.
        strategy: whose sub-goals it names.
        areas: the county's.
        today: the day on which it is read.

    Raises:
        ProblemError: where it is no spreadsheet that can be read; what is wrong inside is in the findings.
    """
    file = open_file(content, name)
    if about(file.sheet.headings, strategy) is About.ACTIVITIES:
        return read_activities(file, strategy, areas, today)
    return read_answers(file, strategy, areas, today)


def weigh(store: Store | None, reading: Reading, areas: Areas) -> tuple[Reading, Preview]:
    """Return what a file says, and what publishing it would change, in the light of what stands.

    Only what stands tells some of what may be wrong with activities: the reading may have further findings.

    Args:
        store: the database; none where nothing has been stored.
        reading: what the file says by itself.
        areas: the county's.

    Raises:
        ProblemError: where the database cannot be read.
    """
    if isinstance(reading, Activities):
        registered = submissions.standing(ACTIVITIES, store) if store else {}
        known = plans(store) if store else ()
        reading = with_plans_checked(identified(reading, registered), known, areas)
        return reading, activities.preview(reading, registered, areas)
    keys = {form.unit.key for form in reading.forms}
    stands = submissions.standing(SELF_ASSESSMENTS, store, keys) if store else {}
    return reading, answers.preview(reading, stands, areas)


def publish(
    store: Store, person: Person, reading: Reading, note: str, seen: Mapping[Key, int]
) -> Upload | None:
    """Store what a file says, so that it stands; returns and raises as `gnv.ledger.submissions.publish`.

    Args:
        store: the database.
        person: who publishes.
        reading: what the file says, as `weigh` returned it.
        note: the person's own words.
        seen: what stood when they looked, as the preview tells.
    """
    source = Source(reading.name, reading.hash, reading.rows)
    if isinstance(reading, Activities):
        return submissions.publish(ACTIVITIES, store, person, source, reading.forms, note, seen)
    return submissions.publish(SELF_ASSESSMENTS, store, person, source, reading.forms, note, seen)
