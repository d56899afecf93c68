from __future__ import annotations

import math

import pandas as pd
import pytest

from gnv.compare import Position, position_symbol
from gnv.compare.position import HIGH_TO_LOW, positions
from gnv.strategy import Direction


def classed(difference, spread, direction):
    return positions(pd.Series([difference], dtype=float), pd.Series([spread], dtype=float), direction)[0]


@pytest.mark.parametrize(
    ("direction", "above", "below"),
    [
        (Direction.HIGH, Position.BETTER, Position.WORSE),
        (Direction.LOW, Position.WORSE, Position.BETTER),
        (Direction.NONE, Position.HIGHER, Position.LOWER),
    ],
)
def test_the_direction_decides_what_it_means_to_lie_beyond(direction, above, below):
    assert classed(3.0, 2.0, direction) is above
    assert classed(-3.0, 2.0, direction) is below


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize("difference", [0.0, 1.9, -1.9, 2.0, -2.0])
def test_up_to_and_at_the_spread_is_level(direction, difference):
    assert classed(difference, 2.0, direction) is Position.LEVEL


@pytest.mark.parametrize("direction", list(Direction))
def test_the_least_step_beyond_the_spread_is_not_level(direction):
    assert classed(math.nextafter(2.0, 3.0), 2.0, direction) not in (Position.LEVEL, Position.NONE)
    assert classed(-math.nextafter(2.0, 3.0), 2.0, direction) not in (Position.LEVEL, Position.NONE)


@pytest.mark.parametrize("direction", list(Direction))
@pytest.mark.parametrize(("difference", "spread"), [(0.0, 0.0), (5.0, 0.0), (5.0, math.nan), (math.nan, 2.0)])
def test_without_a_spread_or_a_middle_there_is_no_class(direction, difference, spread):
    assert classed(difference, spread, direction) is Position.NONE


def test_each_row_is_classed_by_its_own_spread():
    found = positions(pd.Series([3.0, 3.0, -3.0]), pd.Series([2.0, 3.0, 1.0]), Direction.HIGH)
    assert found == [Position.BETTER, Position.LEVEL, Position.WORSE]


def test_no_rows_give_no_classes():
    assert positions(pd.Series([], dtype=float), pd.Series([], dtype=float), Direction.LOW) == []


def test_the_words_are_those_of_the_methods():
    assert [str(p) for p in HIGH_TO_LOW] == ["bättre", "högre", "i nivå", "lägre", "sämre"]
    assert str(Position.NONE) == ""


def test_each_position_has_a_symbol_of_its_own():
    symbols = {position_symbol(position) for position in Position}
    assert len(symbols) == len(Position)
    assert (position_symbol(Position.BETTER), position_symbol(Position.WORSE)) == ("▲", "▼")
    assert position_symbol(Position.LEVEL) == "●"
