from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.compare import Trend, reading, rolling_changes, trend_at, trends
from gnv.strategy import Direction
from tests.conftest import tidy
from tests.examples import examples

RISING, FALLING, UNSURE, TOO_FEW = Trend.RISING, Trend.FALLING, Trend.UNSURE, Trend.TOO_FEW
SERIES = st.dictionaries(st.integers(2008, 2024), st.integers(0, 6), min_size=1, max_size=17)


def said_of(series, year, breaks=()):
    found = trend_at(np.array(list(series), float), np.array(list(series.values()), float), year, breaks)
    return found.trend, found.points


def run(values, last=2022):
    return {last - len(values) + 1 + at: value for at, value in enumerate(values)}


def exact_p(values):
    """Return Kendall's two-sided p by its definition: the share of all orders at least as concordant."""

    def score(order):
        return abs(sum(1 if b > a else -1 for a, b in itertools.combinations(order, 2)))

    orders = [score(order) for order in itertools.permutations(range(len(values)))]
    return sum(each >= score(values) for each in orders) / len(orders)


@pytest.mark.parametrize(
    ("values", "p", "trend"),
    [
        ([1, 2, 3, 4, 5], 2 / 120, RISING),
        ([5, 4, 3, 2, 1], 2 / 120, FALLING),
        ([2, 1, 3, 4, 5], 10 / 120, UNSURE),  # one pair turned around
        ([1, 2, 3, 4, 6, 5], 12 / 720, RISING),
        ([1, 2, 4, 3, 6, 5], 40 / 720, UNSURE),  # 0.056, just above the limit
    ],
)
def test_the_limit_is_five_per_cent_by_kendalls_own_definition(values, p, trend):
    assert exact_p(values) == pytest.approx(p)
    assert said_of(run(values), 2022) == (trend, len(values))


@pytest.mark.parametrize(("n", "trend"), [(0, TOO_FEW), (4, TOO_FEW), (5, RISING), (10, RISING)])
def test_it_takes_five_points(n, trend):
    assert said_of(run(range(n)), 2022) == (trend, n)


def test_the_window_is_ten_calendar_years_that_end_with_the_year():
    series = run(range(20), last=2025)
    assert said_of(series, 2022) == (RISING, 10)
    low_before = dict.fromkeys(range(2003, 2013), 99.0) | {year: year for year in range(2013, 2023)}
    assert said_of(low_before, 2022) == (RISING, 10)
    assert said_of(low_before, 2021)[1] == 10


def test_gaps_leave_fewer_points_in_the_window_and_reach_no_further_back():
    assert said_of(dict.fromkeys(range(2000, 2013), 1.0) | {2013: 2, 2016: 3, 2019: 4, 2022: 5}, 2022) == (
        TOO_FEW,
        4,
    )


@pytest.mark.parametrize(
    ("breaks", "year", "points"),
    [
        ((2018,), 2022, 5),
        ((2018,), 2021, 4),
        ((2018,), 2017, 5),
        ((2023,), 2022, 10),
        ((2015, 2020), 2022, 3),
    ],
)
def test_only_what_lies_after_the_last_break_at_or_before_the_year_counts(breaks, year, points):
    found = said_of({each: each for each in range(2013, 2024)}, year, breaks)
    assert found == (RISING if points >= 5 else TOO_FEW, points)


def test_a_year_that_breaks_is_the_first_that_counts():
    assert said_of({2022: 1}, 2022, (2022,)) == (TOO_FEW, 1)


def test_a_series_that_never_changes_has_no_sure_change():
    assert said_of(run([3.0] * 10), 2022) == (UNSURE, 10)


@given(series=SERIES, year=st.integers(2012, 2024))
@examples(25)
def test_the_decision_is_that_of_scipys_kendalltau_ties_included(series, year):
    from scipy.stats import kendalltau

    window = {each: value for each, value in series.items() if year - 10 < each <= year}
    expected = TOO_FEW
    if len(window) >= 5:
        constant = len(set(window.values())) == 1
        tau, p = (0.0, 1.0) if constant else kendalltau(list(window), list(window.values()))
        expected = UNSURE if p >= 0.05 else RISING if tau > 0 else FALLING
    assert said_of(series, year) == (expected, len(window))


@given(series=SERIES, constant=st.integers(-1000, 1000), random=st.randoms(use_true_random=False))
@examples(10)
def test_neither_a_constant_nor_the_order_changes_a_trend_and_turning_it_around_mirrors_it(
    series, constant, random
):
    mirror = {RISING: FALLING, FALLING: RISING}
    trend, points = said_of(series, 2022)
    years = list(series)
    random.shuffle(years)
    assert said_of({year: series[year] + constant for year in years}, 2022) == (trend, points)
    assert said_of({year: -value for year, value in series.items()}, 2022) == (
        mirror.get(trend, trend),
        points,
    )


@pytest.mark.parametrize(
    ("trend", "direction", "word"),
    [
        (RISING, Direction.HIGH, "förbättras"),
        (RISING, Direction.LOW, "försämras"),
        (RISING, Direction.NONE, "ökar"),
        (FALLING, Direction.HIGH, "försämras"),
        (FALLING, Direction.LOW, "förbättras"),
        (FALLING, Direction.NONE, "minskar"),
        (UNSURE, Direction.HIGH, "ingen säker förändring"),
        (TOO_FEW, Direction.LOW, "för få mätpunkter"),
    ],
)
def test_a_trend_is_read_by_the_direction(trend, direction, word):
    assert reading(trend, direction) == word


def test_every_value_has_the_trend_seen_from_its_own_year():
    rows = tidy({"2080": run(range(6)), "2081": run([9, 8])})
    found = trends(rows)
    assert found["trend"].tolist() == [*[TOO_FEW] * 4, RISING, RISING, TOO_FEW, TOO_FEW]
    assert found["trend_points"].tolist() == [1, 2, 3, 4, 5, 6, 1, 2]


def test_another_area_changes_nobody_elses_trend():
    both = tidy({"2080": run(range(7)), "2081": run([5, 1, 4, 4, 2, 0])})
    own = both.loc[both["area"].eq("2081")]
    pd.testing.assert_frame_equal(trends(own), trends(both).loc[own.index])


def test_a_rolling_mean_gets_no_test():
    found = trends(tidy({"2080": run(range(8))}), (), 3)
    assert set(found["trend"]) == {""}
    assert found["trend_points"].isna().all()


def rolling(values, k, breaks=()):
    found = rolling_changes(tidy({"2080": values}), breaks, k).iloc[-1]
    return None if pd.isna(found["rolling_from"]) else (found["rolling_change"], found["rolling_from"])


def test_a_rolling_mean_is_compared_with_the_period_that_shares_no_year_with_it():
    assert rolling({2019: 10, 2020: 20, 2021: 40, 2022: 70}, 3) == (60, 2019)
    assert rolling({2018: 10, 2020: 20, 2022: 70}, 4) == (60, 2018)
    assert rolling({2018: 10, 2020: 20, 2022: 70}, 3) is None


def test_a_years_own_value_has_no_rolling_change():
    assert rolling({2021: 10, 2022: 20}, 1) is None


@pytest.mark.parametrize(("year", "told"), [(2019, True), (2020, False), (2022, False), (2023, True)])
def test_a_rolling_change_is_not_told_across_a_break(year, told):
    assert (rolling({2019: 10, 2022: 70}, 3, (year,)) is not None) is told


def test_a_rolling_change_is_against_the_areas_own_value():
    rows = tidy({"2080": {2019: 1}, "2081": {2022: 5}})
    assert rolling_changes(rows, (), 3)["rolling_change"].isna().all()
