from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.compare import jumps, lasting
from tests.conftest import tidy
from tests.examples import examples

BETTER, WORSE, LEVEL = "bättre", "sämre", "i nivå"


def rows_of(positions, area="2080"):
    years = [str(2010 + at) for at in range(len(positions))]
    return pd.DataFrame({"area": area, "period": years, "position": positions})


@pytest.mark.parametrize(
    ("positions", "is_lasting"),
    [
        ([BETTER], False),
        ([BETTER, BETTER], True),
        ([BETTER, LEVEL, BETTER], True),
        ([BETTER, LEVEL, LEVEL, BETTER], False),  # three values back is too far
        ([WORSE, WORSE, BETTER], False),
        ([WORSE, BETTER, WORSE], True),
        ([LEVEL, LEVEL, WORSE], False),
        (["", "", ""], False),
        ([BETTER, "", BETTER], True),
    ],
)
def test_a_class_lasts_that_two_of_the_last_three_values_have(positions, is_lasting):
    assert lasting(rows_of(positions)).tolist()[-1] is is_lasting


def test_the_last_three_values_may_lie_years_apart():
    rows = rows_of([BETTER, BETTER]).assign(period=["2007", "2022"])
    assert lasting(rows).tolist() == [False, True]


def test_no_class_lasts_by_another_areas_values():
    rows = pd.concat([rows_of([BETTER, BETTER]), rows_of([BETTER, WORSE], "2081")], ignore_index=True)
    assert lasting(rows).tolist() == [False, True, False, False]


@given(positions=st.lists(st.sampled_from([BETTER, WORSE, LEVEL, ""]), min_size=1, max_size=8))
@examples(15)
def test_lasting_counts_the_class_among_the_last_three(positions):
    expected = [
        each != "" and positions[max(0, at - 2) : at + 1].count(each) >= 2
        for at, each in enumerate(positions)
    ]
    assert lasting(rows_of(positions)).tolist() == expected


def jumped(values, spread=2.0, breaks=()):
    found = jumps(tidy({"2080": values}).assign(spread=spread), breaks)
    return {year: change for year, change in zip(values, found, strict=True) if not pd.isna(change)}


def test_a_jump_is_larger_than_the_spread_in_either_direction():
    assert jumped({2018: 10, 2019: 12, 2020: 14.5, 2021: 12.5, 2022: 10}) == {2020: 2.5, 2022: -2.5}


def test_a_jump_is_from_one_year_to_the_next():
    assert jumped({2020: 10, 2022: 20}) == {}


@pytest.mark.parametrize(("breaks", "jumping"), [((2021,), False), ((2020,), True), ((2022,), True)])
def test_there_is_no_jump_across_a_break(breaks, jumping):
    assert (jumped({2020: 10, 2021: 20}, breaks=breaks) == {2021: 10}) is jumping


@pytest.mark.parametrize("spread", [0.0, float("nan")])
def test_without_a_spread_nothing_jumps(spread):
    assert jumped({2020: 10, 2021: 20}, spread) == {}


def test_the_spread_is_that_of_the_values_own_year():
    assert jumped({2020: 10, 2021: 15, 2022: 20}, [1.0, 9.0, 4.0]) == {2022: 5}


def test_nothing_jumps_from_another_areas_value():
    rows = tidy({"2080": {2020: 1}, "2081": {2021: 99}}).assign(spread=2.0)
    assert jumps(rows).isna().all()
