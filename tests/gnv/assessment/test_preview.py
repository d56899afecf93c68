from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.assessment.form import Form
from gnv.assessment.preview import Preview, preview
from gnv.assessment.reading import Reading
from gnv.intake.change import Change
from gnv.ledger.submissions import Standing
from tests.examples import examples
from tests.gnv.assessment.filled import GOALS, LONG, WIDE, areas, read_rows, row, strategy

EMPTY = dict.fromkeys(GOALS, "")


def wide(**cells: object) -> Reading:
    return read_rows(row(WIDE, **cells), headings=WIDE)


def long(*cells: dict[str, object]) -> Reading:
    return read_rows(*(row(LONG, **each) for each in cells))


def against(reading: Reading, *standing: Form) -> Preview:
    """Return what publishing a file changes where forms stand, in submissions 1, 2, …"""
    told = {form.unit.key: Standing(number, form) for number, form in enumerate(standing, 1)}
    return preview(reading, told, areas())


def test_where_nothing_stands_everything_is_new() -> None:
    reading = read_rows(row(WIDE), row(WIDE, verksamhet="Exempelenhet Eken"), headings=WIDE)
    found = against(reading)
    assert found.rows == Counter({Change.NEW: 2})
    assert (found.differences, found.fallen, found.changes_nothing) == ((), 0, False)
    assert found.seen == {form.unit.key: 0 for form in reading.forms}


def test_the_same_file_again_changes_nothing_whatever_its_shape_and_spelling() -> None:
    (standing,) = wide(antal_svarande="9", kommentar="bra").forms
    again = [
        {"delmål": number, "poäng": number, "antal_svarande": 9, "kommentar": "bra", "verksamhet": name}
        for number, name in enumerate(["EXEMPELENHET granen", *["Exempelenhet  Granen"] * 4], 1)
    ]
    found = against(long(*again), standing)
    assert found.rows == Counter({Change.UNCHANGED: 5})
    assert found.changes_nothing
    assert found.seen == {standing.unit.key: 1}


def test_a_changed_score_is_told_with_what_stood() -> None:
    (standing,) = wide().forms
    found = against(wide(nära_för_mig="2,5"), standing)
    assert found.rows == Counter({Change.CHANGED: 1})
    (difference,) = found.differences
    assert (difference.row, difference.before.score) == (2, 1)
    assert difference.after is not None
    assert difference.after.score == 2.5
    assert not difference.falls_away
    assert (found.fallen, found.changes_nothing) == (0, False)


@pytest.mark.parametrize("change", [{"kommentar": "ny"}, {"antal_svarande": 3}])
def test_another_comment_or_number_of_respondents_is_a_change(change: dict[str, object]) -> None:
    (standing,) = long({}).forms
    found = against(long(change), standing)
    assert found.rows == Counter({Change.CHANGED: 1})
    assert len(found.differences) == 1


def test_an_answer_where_none_stood_is_new() -> None:
    (standing,) = wide(nära_för_mig="").forms
    found = against(long(*({"delmål": number, "poäng": number} for number in range(1, 6))), standing)
    assert found.rows == Counter({Change.NEW: 1, Change.UNCHANGED: 4})
    assert (found.differences, found.changes_nothing) == ((), False)


def test_an_answer_more_in_a_wide_row_is_no_row_that_is_unchanged() -> None:
    (standing,) = wide(nära_för_mig="").forms
    found = against(wide(), standing)
    assert found.rows == Counter({Change.CHANGED: 1})
    assert not found.changes_nothing


def test_an_answer_more_in_a_changed_row_is_told_as_coming_from_nothing() -> None:
    (standing,) = wide(nära_för_alla="").forms
    (difference,) = against(wide(), standing).differences
    assert difference.before.is_blank
    assert difference.after is not None
    assert (difference.after.goal, difference.after.score, difference.falls_away) == (2, 2, False)


def test_a_score_that_is_emptied_falls_away() -> None:
    (standing,) = wide().forms
    found = against(wide(nära_för_mig=""), standing)
    (difference,) = found.differences
    assert difference.falls_away
    assert (difference.row, difference.before.goal, found.fallen) == (2, 1, 1)


def test_scores_that_the_file_has_no_row_for_fall_away() -> None:
    (standing,) = wide().forms
    found = against(long({"delmål": 1, "poäng": 1}), standing)
    assert found.rows == Counter({Change.UNCHANGED: 1})
    assert [(each.row, each.before.goal, each.after) for each in found.differences] == [
        (0, goal, None) for goal in (2, 3, 4, 5)
    ]
    assert (found.fallen, found.changes_nothing) == (4, False)


def test_a_comment_that_is_gone_is_a_difference_but_no_score_falls_away() -> None:
    (standing,) = long({"poäng": "", "kommentar": "vi väntar"}).forms
    found = against(long({"delmål": 2}), standing)
    (difference,) = found.differences
    assert (difference.before.comment, difference.falls_away) == ("vi väntar", False)
    assert found.rows == Counter({Change.NEW: 1})


def test_an_own_statement_that_the_file_no_longer_has_falls_away() -> None:
    (standing,) = long({}, {"påstående": "Vi provar annat", "poäng": 2}).forms
    found = against(long({"påstående": strategy().goal(1).statements[0]}), standing)
    assert [(each.before.statement, each.before.score) for each in found.differences] == [
        ("Vi provar annat", 2)
    ]


def test_units_that_the_file_does_not_have_are_left_alone() -> None:
    (other,) = wide(verksamhet="Exempelenhet Eken").forms
    (earlier,) = wide(omgång="2024").forms
    (regional,) = wide(huvudman="region").forms
    found = against(wide(), other, earlier, regional)
    assert found.rows == Counter({Change.NEW: 1})
    assert found.differences == ()
    assert set(found.seen.values()) == {0}


def test_a_form_without_answers_changes_nothing_where_one_such_stands() -> None:
    (standing,) = wide(**EMPTY).forms
    assert against(wide(**EMPTY), standing).changes_nothing
    assert against(wide(), standing).rows == Counter({Change.NEW: 1})


def test_each_municipality_has_its_share_in_the_order_of_names() -> None:
    reading = read_rows(
        row(WIDE, kommun_kod="0020", kommun=""),
        row(WIDE, kommun_kod="2085", kommun="Ludvika"),
        row(WIDE, kommun_kod="2085", kommun="", verksamhet="Exempelenhet Eken"),
        row(WIDE, kommun_kod="", kommun="Älvdalen", nära_för_alla=""),
        row(WIDE, kommun_kod="", kommun="Avesta"),
        headings=WIDE,
    )
    before = replace(reading.forms[3], answers=read_rows(row(WIDE), headings=WIDE).forms[0].answers)
    found = against(reading, before, reading.forms[1])
    assert [each.municipality for each in found.shares] == ["2084", "2085", "0020", "2039"]
    ludvika, alvdalen = found.shares[1], found.shares[3]
    assert (ludvika.units, ludvika.rows, ludvika.fallen) == (
        2,
        Counter({Change.UNCHANGED: 1, Change.NEW: 1}),
        0,
    )
    assert (alvdalen.units, alvdalen.rows, alvdalen.fallen) == (1, Counter({Change.CHANGED: 1}), 1)
    assert found.rows == sum((each.rows for each in found.shares), Counter())


def test_what_was_seen_names_the_submission_that_stood_for_each_unit() -> None:
    reading = read_rows(row(WIDE), row(WIDE, verksamhet="Exempelenhet Eken"), headings=WIDE)
    first, second = reading.forms
    (other,) = wide(omgång="2024").forms
    assert against(reading, other, first).seen == {first.unit.key: 2, second.unit.key: 0}


SCORES = st.lists(st.sampled_from(["", "1", "4,5"]), min_size=5, max_size=5)
COMMENTS = st.sampled_from(["", "bra"])


@examples(40)
@given(SCORES, COMMENTS, SCORES, COMMENTS, st.sets(st.integers(1, 5), min_size=1))
def test_a_file_changes_nothing_just_where_each_form_says_what_stands(
    before: list[str], said: str, after: list[str], says: str, rows: set[int]
) -> None:
    (standing,) = wide(kommentar=said, **dict(zip(GOALS, before, strict=True))).forms
    in_rows = long(*({"delmål": goal, "poäng": after[goal - 1], "kommentar": says} for goal in sorted(rows)))
    in_one = wide(kommentar=says, **dict(zip(GOALS, after, strict=True)))
    for reading in (in_rows, in_one):
        (form,) = reading.forms
        found = against(reading, standing)
        assert found.changes_nothing == form.says_the_same_as(standing)
        gone = zip(standing.answers, form.answers, strict=True)
        assert found.fallen == sum(old.score is not None and new.score is None for old, new in gone)
        assert found.rows.total() == reading.rows
