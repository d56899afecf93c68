"""A draft is weighed as a file's row, and goes together with what someone else lets stand."""

from __future__ import annotations

import datetime as dt

import pytest

from gnv.activities.columns import RESULT, STATE, WENT_WELL
from gnv.activities.draft import Draft, closing_draft, draft_of, new_draft
from gnv.activities.form import Activity, State
from gnv.activities.merging import merged
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from tests.gnv.activities.made import activity, stands
from tests.gnv.assessment.filled import areas, strategy

TODAY = dt.date(2025, 6, 1)


def weighed(draft: Draft, standing: dict[Key, Standing[Activity]] | None = None) -> Activity | None:
    return draft.weighed(strategy(), areas(), TODAY, standing or {})


def filled(**said: object) -> Draft:
    draft = new_draft("2080")
    sound = {"title": "Mobilt team", "goals": (1,), "principals": ("kommun",), "starts": "2025-05-01"}
    draft.said |= {**sound, "state": "pågår", **said}
    return draft


def test_what_is_filled_in_becomes_the_activity() -> None:
    form = weighed(filled(goals=(1, 5), principals=("kommun", "region"), target_group="barn"))
    assert form is not None
    assert (form.id, form.goals, form.target_group) == ("mobilt-team", (1, 5), "barn")
    assert form.ends is None


@pytest.mark.parametrize("wrong", [{"title": ""}, {"goals": ()}, {"starts": "strax"}, {"ends": "2025-01-01"}])
def test_what_a_file_may_not_say_a_form_may_not_either(wrong: dict[str, object]) -> None:
    draft = filled(**wrong)
    assert weighed(draft) is None
    assert draft.errors


def test_what_ought_to_be_looked_at_stops_it_once() -> None:
    draft = filled(responsible="Anna Andersson")
    assert weighed(draft) is None
    assert draft.warnings
    assert weighed(draft) is not None


def test_what_stands_is_opened_and_weighed_unchanged() -> None:
    form = activity(ends=None, state=State.ONGOING)
    draft = draft_of(Standing(3, form))
    assert weighed(draft, stands(form)) == form
    assert draft.seen == 3


def test_a_new_one_may_not_take_the_title_of_one_that_stands() -> None:
    draft = filled(title="TRÄFFPUNKT  för äldre")
    assert weighed(draft, stands(activity())) is None
    assert "finns redan i Falun" in draft.errors[0].message


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
    draft = closing_draft(Standing(1, activity(starts=starts, ends=ends)), TODAY)
    assert (draft.said["state"], draft.said["ends"]) == ("klar", last)


def test_both_ones_changes_live_and_what_both_have_changed_is_told() -> None:
    before = activity()
    own = activity(result="mitt", state=State.DONE)
    now = activity(result="deras", went_well="deras", state=State.DONE)
    found = merged(before, own, now)
    assert (found.taken, found.disputed) == ((WENT_WELL,), (RESULT,))
    assert (found.form.result, found.form.went_well) == ("mitt", "deras")
    assert STATE not in found.disputed  # both say the same


def test_overtaken_the_draft_is_held_against_what_stands_now() -> None:
    draft = draft_of(Standing(1, activity()))
    draft.overtake(activity(result="mitt"), Standing(2, activity(plan="deras")))
    assert (draft.seen, draft.said["result"], draft.said["plan"]) == (2, "mitt", "deras")
    draft.overtake(activity(result="mitt"), None)
    assert (draft.seen, draft.withdrawn, draft.said["result"]) == (0, True, "mitt")
