from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from gnv.assessment import fields
from gnv.intake.choices import goal_in, principal_in
from gnv.strategy import Strategy
from gnv.tabular.cells import Cell
from tests.gnv.assessment.filled import TODAY


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2025", "2025"),
        (2025, "2025"),
        (2025.0, "2025"),
        ("2025.0", "2025"),
        ("2025,0", "2025"),
        ("2025-1", "2025-1"),
        ("2025-02", "2025-2"),
        ("2025–1", "2025-1"),
        (" 2025 - 2 ", "2025-2"),
        ("2025:2", "2025-2"),
        ("2025/1", "2025-1"),
        ("2025.1", "2025-1"),
        ("2025,1", "2025-1"),
        (2025.1, "2025-1"),
        ("vt25", "2025-1"),
        ("HT 2025", "2025-2"),
        ("ht-25", "2025-2"),
        ("våren 2025", "2025-1"),
        ("Hösten 2025", "2025-2"),
        (dt.date(2025, 1, 1), "2025-1"),
        (dt.datetime(2025, 2, 1), "2025-2"),
        ("2025-02-01", "2025-2"),
        ("jan-25", "2025-1"),
        ("feb. 2025", "2025-2"),
        (None, ""),
        ("  ", ""),
    ],
)
def test_a_round_is_read_as_people_and_spreadsheets_write_it(cell: Cell, period: str) -> None:
    assert fields.round_in(cell, TODAY) == period


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("2025-3", "”2025-3” är ingen omgång."),
        ("2025-10", "”2025-10” är ingen omgång."),
        ("i år", "”i år” är ingen omgång."),
        ("mar-25", "”mar-25” är ingen omgång."),
        (dt.date(2025, 5, 4), "”2025-05-04” är ingen omgång."),
        ("25", "”25” är ingen omgång."),
        (True, "”SANT” är ingen omgång."),
        ("=A1", "”=A1” är en formel utan sparat värde."),
        ("2014", "2014 ligger för långt från i år."),
        ("2027-1", "2027 ligger för långt från i år."),
    ],
)
def test_what_is_no_round_is_told(cell: Cell, says: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        fields.round_in(cell, TODAY)


def test_next_year_is_a_round() -> None:
    assert fields.round_in("2026", TODAY) == "2026"


@pytest.mark.parametrize(
    "cell", [dt.date(2025, 1, 1), "2025-02-01", "jan-25", "Feb 2025", "2025-02", "2025/01"]
)
def test_a_round_that_may_be_a_date_is_known(cell: Cell) -> None:
    assert fields.was_date(cell)


@pytest.mark.parametrize("cell", ["2025", 2025, "2025-1", "ht25"])
def test_a_round_that_was_typed_is_no_date(cell: Cell) -> None:
    assert not fields.was_date(cell)


def test_a_units_name_stands_on_one_line() -> None:
    assert fields.unit_in(" Exempelenhet\r\n Granen\u200b ") == "Exempelenhet Granen"
    assert fields.unit_in("\u200b") == ""
    assert fields.unit_in("'+46") == "+46"


@pytest.mark.parametrize(
    ("cell", "says"), [("=A1", "”=A1” är en formel"), ("x" * 121, "är 121 tecken, högst 120")]
)
def test_what_is_no_units_name_is_told(cell: Cell, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        fields.unit_in(cell)


def test_a_formula_is_told_wherever_a_word_is_asked_for(strategy: Strategy) -> None:
    for parse in (
        lambda cell: fields.round_in(cell, TODAY),
        principal_in,
        fields.unit_in,
        lambda cell: goal_in(cell, strategy),
    ):
        with pytest.raises(ValueError, match="”=1” är en formel"):
            parse("=1")


def test_a_statement_is_the_strategys_whatever_its_case_and_spaces(strategy: Strategy) -> None:
    goal = strategy.goal(1)
    for cell in (None, "", 1, "1", "1.0", goal.statements[0].upper(), f" {goal.statements[0]}\n"):
        assert fields.statement_in(cell, goal, strategy) == goal.statements[0]
    assert fields.statement_in("Vi  provar\nannat", goal, strategy) == "Vi provar annat"
    assert fields.statement_in("2", goal, strategy) == "2"
    with pytest.raises(ValueError, match="hör till Nära för alla, inte Nära för mig"):
        fields.statement_in(strategy.goal(2).statements[0], goal, strategy)


@pytest.mark.parametrize(
    ("cell", "score"),
    [("4,5", 4.5), ("4.5", 4.5), (4.5, 4.5), (" 1 ", 1), (5, 5), ("5,0", 5), (None, None), (" ", None)],
)
def test_a_score_has_decimal_comma_or_point_and_both_ends_are_on_the_scale(
    cell: Cell, score: float | None, strategy: Strategy
) -> None:
    assert fields.score_in(cell, strategy) == score


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("7", "7 ligger utanför skalan 1–5."),
        ("5,01", "5,01 ligger utanför skalan 1–5."),
        (0, "0 ligger utanför skalan 1–5."),
        (-3.5, "-3,5 ligger utanför skalan 1–5."),
        ("bra", "”bra” är inte ett tal."),
        ("04-maj", "”04-maj” är ett datum"),
        ("2025-05-04", "”2025-05-04” är ett datum"),
        (dt.date(2025, 5, 4), "2025-05-04 är ett datum"),
        ("=SUM(A1:A2)", "är en formel utan sparat värde"),
        ("#DIV/0!", "är ett felvärde"),
        ("1e400", "är inte ett tal"),
        (True, "är inte ett tal"),
    ],
)
def test_what_is_no_score_is_told_in_its_own_words(cell: Cell, says: str, strategy: Strategy) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        fields.score_in(cell, strategy)


def test_the_scale_is_the_strategys(strategy: Strategy) -> None:
    wider = dataclasses.replace(strategy, scale=(0, 10))
    assert fields.score_in("10", wider) == 10
    with pytest.raises(ValueError, match="0–10"):
        fields.score_in("-1", wider)


def test_respondents_are_a_whole_number_of_people() -> None:
    assert fields.respondents_in("12") == fields.respondents_in(12.0) == fields.respondents_in("12,0") == 12
    assert fields.respondents_in(None) is None
    for cell in ("0", -1, "1,5", "tolv", 100_001):
        with pytest.raises(ValueError, match=r"inte ett|inget rimligt"):
            fields.respondents_in(cell)


def test_a_comment_keeps_its_lines_and_semicolons() -> None:
    assert fields.comment_in("ett;\r\ntvå,\ttre ") == "ett;\ntvå,\ttre"
    with pytest.raises(ValueError, match="högst 2"):
        fields.comment_in("x" * 2001)
