from __future__ import annotations

import datetime as dt

import pytest

from gnv.intake.choices import Principal, goal_in, principal_in
from gnv.strategy import Strategy
from gnv.tabular.cells import Cell


@pytest.mark.parametrize(
    ("cell", "principal"),
    [
        ("kommun", Principal.MUNICIPALITY),
        ("Kommunen ", Principal.MUNICIPALITY),
        ("Falu kommun", Principal.MUNICIPALITY),
        ("kommunal", Principal.MUNICIPALITY),
        ("REGION", Principal.REGION),
        ("Region Dalarna", Principal.REGION),
        ("regionen", Principal.REGION),
        (None, None),
    ],
)
def test_a_principal_is_read_as_people_write_it(cell: Cell, principal: Principal | None) -> None:
    assert principal_in(cell) is principal


@pytest.mark.parametrize(
    "cell", ["privat", "Region och kommun", "Region Dalarna/Falu kommun", "kommun/region", "k", 1]
)
def test_what_is_no_principal_or_both_is_told(cell: Cell) -> None:
    with pytest.raises(ValueError, match="är ingen huvudman"):
        principal_in(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (1, 1),
        ("2", 2),
        (3.0, 3),
        ("3.0", 3),
        ("3,0", 3),
        ("Nära för mig", 1),
        ("NARA  FÖR ALLA", 2),
        ("3. Nära i hela Dalarna", 3),
        ("Delmål 4", 4),
        ("Delmål 5 – Nära till hälsa", 5),
    ],
)
def test_a_sub_goal_is_known_by_number_and_name(cell: Cell, number: int, strategy: Strategy) -> None:
    goal = goal_in(cell, strategy)
    assert goal is strategy.goal(number)


def test_an_empty_cell_is_no_sub_goal(strategy: Strategy) -> None:
    assert goal_in(" ", strategy) is None


@pytest.mark.parametrize("cell", ["6", 0, "Nära oss", "1,5", 1.5, "10", -1, "-1", dt.date(2025, 1, 1)])
def test_what_is_no_sub_goal_is_told(cell: Cell, strategy: Strategy) -> None:
    with pytest.raises(ValueError, match="är inget delmål"):
        goal_in(cell, strategy)
