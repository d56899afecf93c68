"""The facts of a key figure in depth: moves, jumps, gaps, women and men."""

from __future__ import annotations

import pandas as pd
import pytest

from gnv.compare import Trend
from gnv.depth import (
    Gendered,
    Jump,
    first_figure,
    gendered,
    jumping,
    jumps_of,
    moves,
    years_missed,
    years_without,
)
from gnv.observations import Observations
from gnv.standing import examine
from tests.conftest import edition_of
from tests.gnv.test_sentences import indicator, told

RISING, FALLING, STILL = "2080", "2062", "2034"
YEARS = range(2015, 2023)


@pytest.fixture(scope="module")
def values(areas) -> dict[str, dict[int, float]]:
    """All fifteen level but one that rises, one that falls and one that has no value the last year."""
    flat = {code: dict.fromkeys(YEARS, 80 + index) for index, code in enumerate(areas.dalarna)}
    return {
        **flat,
        RISING: {year: 60 + year - 2015 for year in YEARS},
        FALLING: {year: 99 - (year - 2015) for year in YEARS},
        STILL: {year: 70.0 for year in YEARS if year < 2022},
    }


def examined(areas, strategy, values, **changes) -> pd.DataFrame:
    made = indicator(**changes)
    rows = [(made.id, area, year, "T", value) for area, own in values.items() for year, value in own.items()]
    return examine(made, Observations(edition_of(rows)), areas, strategy, "T", regional=False)


def test_each_area_with_a_value_has_its_trend_as_seen_from_the_year(areas, strategy, values):
    found = moves(indicator(), "2022", examined(areas, strategy, values))
    assert found[RISING].tested.trend is Trend.RISING
    assert found[FALLING].tested.trend is Trend.FALLING
    assert found[RISING].tested.points == len(YEARS)
    assert found[RISING].change is None
    assert set(found) == set(values) - {STILL}
    earlier = moves(indicator(), "2018", examined(areas, strategy, values))
    assert earlier[RISING].tested.trend is Trend.TOO_FEW
    assert STILL in earlier


def test_a_rolling_mean_has_the_change_since_the_period_that_shares_no_year(areas, strategy, values):
    made = indicator(rolling_years=3)
    found = moves(made, "2022", examined(areas, strategy, values, rolling_years=3))
    assert found[RISING].tested is None
    assert (found[RISING].change, found[RISING].since) == (3.0, 2019)
    first = moves(made, "2016", examined(areas, strategy, values, rolling_years=3))
    assert (first[RISING].change, first[RISING].since) == (None, None)


def test_a_jump_is_larger_than_the_spread_of_its_year(areas, strategy, values):
    leap = {**values, RISING: {**values[RISING], 2020: 99.0}}
    rows = examined(areas, strategy, leap)
    up, down = jumps_of(rows, RISING)
    assert (up.year, up.change) == (2020, 99.0 - 64)
    assert (down.year, down.change) == (2021, 66.0 - 99)
    assert isinstance(up, Jump)
    assert up.spread < up.change
    assert jumps_of(rows, FALLING) == ()
    assert jumping(rows, "2020") == (RISING,)
    assert jumping(rows, "2019") == ()


def test_years_that_nobody_and_that_one_area_lacks(areas, values):
    assert years_without(("2015", "2016", "2019")) == (2017, 2018)
    assert years_without(()) == ()
    story = told(areas, values)
    assert years_missed(story, story.line(STILL).series) == (2022,)
    assert years_missed(story, story.line(RISING).series) == ()


def test_women_and_men_are_those_of_the_first_area_that_has_both():
    made = indicator()
    rows = [
        (made.id, "2080", 2020, "K", 70.0),
        (made.id, "2062", 2020, "K", 71.0),
        (made.id, "2062", 2021, "K", 73.0),
        (made.id, "2062", 2021, "M", 75.5),
    ]
    observations = Observations(edition_of(rows))
    found = gendered(made, observations, ("2080", "2062"))
    assert found == Gendered(
        "2062", women=((2020.0, 71.0), (2021.0, 73.0)), men=((2021.0, 75.5),), gap=((2021.0, -2.5),)
    )
    assert gendered(made, observations, ("2080",)) is None


def test_a_sub_goal_opens_with_a_key_figure_never_its_self_assessment(strategy):
    for goal in strategy.goals:
        listed = [each.id for each in goal.indicators]
        mapped = frozenset({goal.self_assessment.id, listed[-1]})
        assert first_figure(goal, mapped).id == listed[-1]
        assert first_figure(goal, frozenset()).id in listed
