from __future__ import annotations

from dataclasses import replace

import pytest

from gnv.compare import Position, Trend
from gnv.compare import Tested as Moved  # pytest takes names that begin with Test for tests
from gnv.lenses import questions
from gnv.observations import Status
from gnv.profile import Profile, Score
from gnv.standing import Standing

ALMOST = 3.9999999999999996  # what the mean of 3 1/3, 4, 4 1/3 and 4 1/3 is in binary


@pytest.fixture(scope="module")
def asked(strategy):
    """Return a function that tells which key figures are asked about, for a score and a standing."""

    def ask(score, position=Position.NONE, *, lasting=False, trend=None, kpi="U21426", scale=(1, 5), **own):
        indicator = strategy.measure(kpi)
        each = Standing(
            indicator, "2080", False, "2022", Status.VALUE, 1.0, position=position, lasting=lasting
        )
        profile = Profile(
            code="2080",
            name="Falun",
            regional=False,
            choice="riket",
            gender="T",
            year="",
            standings=(replace(each, **own),),
            round="2025",
            scores={indicator.goal: Score(score, 4, score, score, "")},
            scale=scale,
            starts=2022,
        )
        return [found.high for found in questions(profile, {kpi: Moved(trend, 10)} if trend else {})]

    return ask


@pytest.mark.parametrize(
    ("score", "position", "high"),
    [
        (4.0, Position.WORSE, [True]),
        (3.999, Position.WORSE, []),
        (5.0, Position.WORSE, [True]),
        (2.0, Position.BETTER, [False]),
        (2.001, Position.BETTER, []),
        (1.0, Position.BETTER, [False]),
        (4.0, Position.BETTER, []),
        (2.0, Position.WORSE, []),
        (4.0, Position.LEVEL, []),
        (4.0, Position.HIGHER, []),
    ],
)
def test_the_lenses_differ_at_four_and_above_and_at_two_and_below(asked, score, position, high):
    assert asked(score, position, lasting=True) == high


def test_a_mean_that_misses_the_limit_in_its_last_digit_lies_on_it(asked):
    assert asked(ALMOST, Position.WORSE, lasting=True) == [True]
    assert asked(6 - ALMOST, Position.BETTER, lasting=True) == [False]


def test_the_quarters_are_of_the_scale_that_is_set(asked):
    assert asked(7.75, Position.WORSE, lasting=True, scale=(1, 10)) == [True]
    assert asked(7.74, Position.WORSE, lasting=True, scale=(1, 10)) == []


@pytest.mark.parametrize(("score", "position"), [(4.5, Position.WORSE), (1.5, Position.BETTER)])
def test_what_does_not_last_asks_nothing(asked, score, position):
    assert asked(score, position, lasting=False) == []


@pytest.mark.parametrize(
    ("score", "kpi", "trend", "high"),
    [
        (4, "U21426", Trend.RISING, [True]),  # low is better, so it gets worse
        (4, "U21426", Trend.FALLING, []),
        (2, "U21426", Trend.FALLING, [False]),
        (4, "U23521", Trend.FALLING, [True]),
        (2, "U23521", Trend.RISING, [False]),
        (4, "N21701", Trend.RISING, []),  # no direction
        (4, "U21426", Trend.UNSURE, []),
        (4, "U21426", Trend.TOO_FEW, []),
    ],
)
def test_a_key_figure_that_moves_the_other_way_asks_too(asked, score, kpi, trend, high):
    assert asked(score, trend=trend, kpi=kpi) == high


def test_region_key_figures_ask_nothing(asked):
    assert asked(4, Position.WORSE, lasting=True, trend=Trend.RISING, regional=True) == []


def test_it_is_the_class_against_the_middle_that_counts_whatever_comparator_is_chosen(asked):
    assert asked(4, Position.WORSE, lasting=True) == [True]
    chosen = replace(Standing.__dataclass_fields__["against"].default, position=Position.WORSE, lasting=True)
    assert asked(4, Position.LEVEL, lasting=True, against=chosen) == []


def test_a_score_asks_only_about_its_own_sub_goal(asked, strategy):
    assert strategy.measure("U21426").goal != strategy.measure("U23521").goal
    assert asked(4, Position.WORSE, lasting=True, indicator=strategy.measure("U23521")) == []
