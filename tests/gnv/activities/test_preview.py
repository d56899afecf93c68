from __future__ import annotations

from collections import Counter

import pytest

from gnv.activities import columns
from gnv.activities.form import Activity
from gnv.activities.preview import Preview, preview
from gnv.activities.reading import Reading
from gnv.intake.change import Change
from tests.gnv.activities.made import activity, against, read_row, read_rows, row, stands
from tests.gnv.assessment.filled import areas


def weighed(reading: Reading, *standing: Activity) -> Preview:
    return preview(against(reading, *standing), stands(*standing), areas())


def test_where_nothing_stands_everything_is_new() -> None:
    found = weighed(read_rows(row(), row(aktivitet="Annat")))
    assert found.rows == Counter({Change.NEW: 2})
    assert (found.differences, found.changes_nothing) == ((), False)
    assert set(found.seen.values()) == {0}


def test_the_same_file_again_changes_nothing() -> None:
    standing = activity(id="en-gang")
    found = weighed(read_row(), standing)
    assert found.rows == Counter({Change.UNCHANGED: 1})
    assert found.changes_nothing
    assert found.seen == {standing.unit.key: 1}


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"aktivitet": "TRÄFFPUNKT för äldre"}, columns.TITLE),
        ({"delmål": "1"}, columns.GOALS),
        ({"huvudman": "båda"}, columns.PRINCIPALS),
        ({"målgrupp": ""}, columns.TARGET_GROUP),
        ({"startar": "2025-03-02"}, columns.STARTS),
        ({"slutar": ""}, columns.ENDS),
        ({"läge": "klar"}, columns.STATE),
        ({"ansvarig_funktion": "strateg"}, columns.RESPONSIBLE),
        ({"resultat": "x"}, columns.RESULT),
        ({"vad_gick_bra": "x"}, columns.WENT_WELL),
        ({"vad_var_svårt": "x"}, columns.WAS_HARD),
        ({"bedömning_mot_delmålet": "x"}, columns.JUDGEMENT),
        ({"plan": "x"}, columns.PLAN),
    ],
)
def test_a_changed_field_is_told_with_what_stood(cells: dict[str, str], column: object) -> None:
    found = weighed(read_row(**cells), activity())
    assert found.rows == Counter({Change.CHANGED: 1})
    (difference,) = found.differences
    assert (difference.row, difference.column, difference.before) == (2, column, activity())
    assert difference.after != activity()


def test_activities_that_the_file_does_not_have_are_left_alone() -> None:
    found = weighed(read_row(), activity("Annat"), activity(municipality="2062"))
    assert found.rows == Counter({Change.NEW: 1})
    assert len(found.seen) == 1


def test_each_municipality_has_its_share_in_the_order_of_names() -> None:
    reading = read_rows(
        row(kommun_kod="0020", kommun=""),
        row(kommun_kod="", kommun="Älvdalen"),
        row(kommun_kod="", kommun="Avesta"),
        row(kommun_kod="", kommun="Avesta", aktivitet="Annat"),
    )
    found = weighed(reading, activity(municipality="2084"))
    assert [each.municipality for each in found.shares] == ["2084", "0020", "2039"]
    assert found.shares[0].rows == Counter({Change.UNCHANGED: 1, Change.NEW: 1})
