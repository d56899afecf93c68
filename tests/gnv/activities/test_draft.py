"""What a person fills in of an activity is weighed as a file's row, and goes with what others change."""

from __future__ import annotations

import datetime as dt

import pytest

from gnv.activities.draft import closing_said, new_said, read_activity, said_of
from gnv.activities.filled import Told
from gnv.activities.form import Activity, State
from gnv.activities.merging import merged
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from tests.gnv.activities.made import activity, stands
from tests.gnv.assessment.filled import areas, strategy

TODAY = dt.date(2025, 6, 1)


def read(
    said: dict[str, object],
    standing: dict[Key, Standing[Activity]] | None = None,
    stood: Activity | None = None,
) -> Told[Activity]:
    return read_activity(said, strategy(), areas(), TODAY, standing or {}, (), stood)


def filled(**said: object) -> dict[str, object]:
    sound = {"title": "Mobilt team", "goals": (1,), "principals": ("kommun",), "starts": "2025-05-01"}
    return {**new_said("2080"), **sound, "state": "pågår", **said}


def test_what_is_filled_in_becomes_the_activity() -> None:
    form = read(filled(goals=(1, 5), principals=("kommun", "region"), target_group="barn")).form
    assert form is not None
    assert (form.id, form.goals, form.target_group) == ("mobilt-team", (1, 5), "barn")
    assert form.ends is None


@pytest.mark.parametrize("wrong", [{"title": ""}, {"goals": ()}, {"starts": "strax"}, {"ends": "2025-01-01"}])
def test_what_a_file_may_not_say_a_form_may_not_either(wrong: dict[str, object]) -> None:
    told = read(filled(**wrong))
    assert told.form is None
    assert told.problems


def test_what_ought_to_be_looked_at_is_told_beside_the_form() -> None:
    told = read(filled(responsible="Anna Andersson"))
    assert told.form is not None
    assert "person" in told.concerns[0].what


def test_what_stands_is_opened_and_weighed_unchanged() -> None:
    form = activity(ends=None, state=State.ONGOING)
    assert read(said_of(form), stands(form), form).form == form


def test_a_new_one_may_not_take_the_title_of_one_that_stands() -> None:
    told = read(filled(title="TRÄFFPUNKT  för äldre"), stands(activity()))
    assert told.form is None
    assert "redan registrerad" in told.problems[0].what


@pytest.mark.parametrize(
    ("starts", "ends", "last"),
    [
        (dt.date(2025, 1, 1), None, "2025-06-01"),
        (dt.date(2025, 1, 1), dt.date(2026, 1, 1), "2025-06-01"),
        (dt.date(2025, 1, 1), dt.date(2025, 3, 1), "2025-03-01"),
        (dt.date(2025, 9, 1), None, ""),
    ],
)
def test_closing_ends_today_what_has_begun_and_not_ended(
    starts: dt.date, ends: dt.date | None, last: str
) -> None:
    said = closing_said(activity(starts=starts, ends=ends), TODAY)
    assert (said["state"], said["ends"]) == ("klar", last)


def test_both_ones_changes_live_and_what_both_have_changed_is_told() -> None:
    before = {"result": "", "went_well": "", "state": "pågår", "goals": (1,)}
    own = {"result": "mitt", "went_well": "", "state": "klar", "goals": [1]}
    now = {"result": "deras", "went_well": "deras", "state": "klar", "goals": (1, 2)}
    found = merged(before, own, now)
    assert (found.taken, found.disputed) == (("went_well", "goals"), ("result",))  # both say the same state
    assert found.said == {"result": "mitt", "went_well": "deras", "state": "klar", "goals": (1, 2)}
