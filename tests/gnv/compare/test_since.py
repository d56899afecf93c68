from __future__ import annotations

import pandas as pd
import pytest

from gnv.compare import Since, since_strategy
from tests.conftest import tidy


def told(values, breaks=(), k=1):
    """Return what the last value says: change, from which year, and whether it can be told."""
    found = since_strategy(tidy({"2080": values}), 2022, breaks, k).iloc[-1]
    if pd.isna(found["since_from"]):
        assert pd.isna(found["since"])
        return found["since_told"]
    assert found["since_told"] == Since.TOLD
    return found["since"], found["since_from"]


@pytest.mark.parametrize(
    ("year", "k", "whole"),
    [(2022, 1, False), (2023, 1, True), (2024, 3, False), (2025, 3, True), (2025, 4, False), (2026, 4, True)],
)
def test_the_whole_measuring_period_lies_after_the_start(year, k, whole):
    assert told({2021: 10, year: 13}, k=k) == ((3, 2021) if whole else Since.NOT_YET)


@pytest.mark.parametrize(
    ("before", "base"),
    [
        ({2018: 1, 2019: 2, 2020: 3, 2021: 4}, (6, 2021)),
        ({2018: 1, 2020: 3, 2022: 5}, (7, 2020)),
        ({2018: 1}, (9, 2018)),
        ({2017: 1}, Since.NO_BASE),
        ({2022: 1}, Since.NO_BASE),
        ({}, Since.NO_BASE),
    ],
)
def test_the_base_is_the_last_value_of_the_four_years_before(before, base):
    assert told(before | {2024: 10}) == base


@pytest.mark.parametrize(
    ("year", "found"),
    [(2020, (5, 2021)), (2021, (5, 2021)), (2022, Since.BROKEN), (2024, Since.BROKEN), (2025, (5, 2021))],
)
def test_nothing_is_told_across_a_break(year, found):
    assert told({2021: 5, 2024: 10}, (year,)) == found


def test_that_there_is_no_value_after_the_start_goes_before_the_other_reasons():
    assert told({2015: 1, 2022: 2}, (2022,)) == Since.NOT_YET
    assert told({2015: 1, 2023: 2}, (2022,)) == Since.NO_BASE


def test_each_value_is_told_as_seen_from_its_own_year_and_area():
    rows = tidy({"2080": {2021: 1, 2022: 2, 2023: 4, 2024: 8}, "2081": {2023: 9}})
    found = since_strategy(rows, 2022)
    assert found["since"].fillna(0).tolist() == [0, 0, 3, 7, 0]
    assert found["since_told"].tolist() == [Since.NOT_YET] * 2 + [Since.TOLD] * 2 + [Since.NO_BASE]
    own = rows.loc[rows["area"].eq("2080")]
    pd.testing.assert_frame_equal(since_strategy(own, 2022), found.loc[own.index])


def test_no_rows_tell_nothing():
    assert since_strategy(tidy({}), 2022).empty
