"""Files of both kinds: told apart by their headings, weighed and published alike."""

from __future__ import annotations

import pytest

from gnv import received
from gnv.activities.submissions import activities
from gnv.activities.template import template_csv as template_of_activities
from gnv.assessment.submissions import scores
from gnv.assessment.template import template_csv as template_of_answers
from gnv.intake.reading import open_file
from gnv.problems import ProblemError
from gnv.received import About
from tests.gnv.activities import made
from tests.gnv.assessment import filled
from tests.gnv.assessment.filled import TODAY, areas, strategy
from tests.gnv.assessment.forms import CONTRIBUTOR
from tests.gnv.tabular.files import csv_file

ANSWERS = csv_file([filled.LONG, filled.row()])
WIDE = csv_file([filled.WIDE, filled.row(filled.WIDE)])
ACTIVITIES = csv_file([made.HEADINGS, made.row()])


def read(content: bytes) -> received.Reading:
    return received.read_file(content, "fil.csv", strategy(), areas(), TODAY)


def about(*headings: str) -> About:
    file = open_file(csv_file([headings, ["x"] * len(headings)]), "fil.csv")
    return received.about(file.sheet.headings, strategy())


@pytest.mark.parametrize(
    ("content", "kind"), [(ANSWERS, About.ANSWERS), (WIDE, About.ANSWERS), (ACTIVITIES, About.ACTIVITIES)]
)
def test_a_file_is_known_by_its_headings(content: bytes, kind: About) -> None:
    reading = read(content)
    assert received.taken_for(reading) is kind
    assert (reading.errors, len(reading.forms)) == ((), 1)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (("kommun", "huvudman", "delmål", "titel", "start", "status"), About.ACTIVITIES),
        (("aktivitet", "delmål", "kommun"), About.ACTIVITIES),
        (("id", "start", "omgång", "enhet", "kommun", "huvudman", "delmål", "poäng"), About.ANSWERS),
        (("verksamhet", "poäng"), About.ANSWERS),
        (("delmål", "kommun", "huvudman"), About.ANSWERS),
        (("något", "annat"), About.ANSWERS),
    ],
)
def test_what_most_of_its_own_headings_tell_decides(headings: tuple[str, ...], kind: About) -> None:
    assert about(*headings) is kind


def test_each_template_is_known_as_what_it_is() -> None:
    for template, kind in (
        (template_of_answers(strategy()), About.ANSWERS),
        (template_of_activities(), About.ACTIVITIES),
    ):
        headings = template.decode("utf-8-sig").strip().split(";")
        assert about(*headings) is kind


def test_what_is_no_spreadsheet_is_refused() -> None:
    with pytest.raises(ProblemError):
        read(b"MZ\x90\x00\x03\x00\x00")


@pytest.mark.parametrize("content", [ANSWERS, WIDE, ACTIVITIES])
def test_both_kinds_are_weighed_published_and_then_change_nothing(content, store) -> None:
    reading, weighed = received.weigh(None, read(content), areas())
    assert not weighed.changes_nothing
    upload = received.publish(store, CONTRIBUTOR, reading, "en anteckning", weighed.seen)
    assert upload is not None
    assert (upload.note, upload.source.rows) == ("en anteckning", 1)
    again, then = received.weigh(store, read(content), areas())
    assert then.changes_nothing
    assert received.publish(store, CONTRIBUTOR, again, "", then.seen) is None
    stored = (len(activities(store)), scores(store)["unit"].nunique())
    assert stored == ((1, 0) if content is ACTIVITIES else (0, 1))


def test_what_only_the_database_tells_is_wrong_is_told_when_it_is_weighed(store) -> None:
    twins = [made.row(id="a"), made.row(id="b")]
    reading, weighed = received.weigh(store, read(csv_file([made.HEADINGS, *twins])), areas())
    received.publish(store, CONTRIBUTOR, reading, "", weighed.seen)
    again, then = received.weigh(store, read(ACTIVITIES), areas())
    assert [error.column for error in again.errors] == ["aktivitet"]
    assert then.changes_nothing
