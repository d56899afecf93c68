from __future__ import annotations

import dataclasses
import datetime as dt
import re
import time

import pytest

from gnv.assessment import fields
from gnv.assessment.form import Principal
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
    assert fields.principal_in(cell) is principal


@pytest.mark.parametrize(
    "cell", ["privat", "Region och kommun", "Region Dalarna/Falu kommun", "kommun/region", "k", 1]
)
def test_what_is_no_principal_or_both_is_told(cell: Cell) -> None:
    with pytest.raises(ValueError, match="är ingen huvudman"):
        fields.principal_in(cell)


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


@pytest.mark.parametrize("cell", ["#REF!", "#N/A", "#SAKNAS!", "#VÄRDEFEL!", "#NAME?", "#DIVISION/0!"])
def test_a_spreadsheets_error_is_no_word(cell: Cell) -> None:
    with pytest.raises(ValueError, match="felvärde"):
        fields.word(cell, 99)
    assert fields.word("#1 Exempelenhet", 99) == "#1 Exempelenhet"


def test_a_formula_is_told_wherever_a_word_is_asked_for(strategy: Strategy) -> None:
    for parse in (
        lambda cell: fields.round_in(cell, TODAY),
        fields.principal_in,
        fields.unit_in,
        lambda cell: fields.goal_in(cell, strategy),
    ):
        with pytest.raises(ValueError, match="”=1” är en formel"):
            parse("=1")


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
    goal = fields.goal_in(cell, strategy)
    assert goal is strategy.goal(number)


def test_an_empty_cell_is_no_sub_goal(strategy: Strategy) -> None:
    assert fields.goal_in(" ", strategy) is None


@pytest.mark.parametrize("cell", ["6", 0, "Nära oss", "1,5", 1.5, "10", -1, "-1", dt.date(2025, 1, 1)])
def test_what_is_no_sub_goal_is_told(cell: Cell, strategy: Strategy) -> None:
    with pytest.raises(ValueError, match="är inget delmål"):
        fields.goal_in(cell, strategy)


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


@pytest.mark.parametrize(
    "said",
    [
        "Ring chefen, 19121212-1212.",
        "121212-1212",
        "121212+1212",
        "191212121212",
        "1212121212",
        "19121212 1212",
        "121212 – 1212",
        "121212–1212",
        "121272-1219",  # a coordination number
        "(850101-1234)",  # a wrong check digit is a slip of the pen
        "nr850709-9805och",
    ],
)
def test_a_personal_identity_number_is_seen(said: str) -> None:
    assert fields.has_personal_number(said)


@pytest.mark.parametrize(
    "said",
    [
        "Ring 070-123 45 67 eller 0701-23 45 67.",
        "Ring 0701234567.",
        "+46 70 123 45 67, +46701234567",
        "023-49 00 00, 023490000",
        "organisationsnummer 232100-0180 och 556016-0680",
        "5560160680",
        "dnr 2025-123456, 20251301-1234",
        "perioden 2025-01-01–2025-12-31",
        "perioden 20250101-20251231",
        "mellan 250101-250630",
        "1234567890123456",
        "0,4567890123",
        "bankgiro 5050-1055, plusgiro 12 34 56-7",
        "",
    ],
)
def test_other_numbers_are_no_personal_identity_numbers(said: str) -> None:
    assert not fields.has_personal_number(said)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("se 19121212-1212", "personnummer"),
        ("=1+1", "likhetstecken"),
        ("<script>alert(1)</script>", "kod för webbsidor"),
        ("< / SCRIPT >", "kod för webbsidor"),
        ("<img src=x onerror=alert(1)>", "kod för webbsidor"),
        ("[x](javascript:alert(1))", "kod för webbsidor"),
    ],
)
def test_a_text_that_ought_to_be_looked_at_is_told_once(said: str, says: str) -> None:
    ((message, remedy),) = fields.concerns(said)
    assert says in message
    assert remedy.endswith(".")


@pytest.mark.parametrize("said", ["bra", "a < b och c > d", "<3", "1 = 1", "-5 % +3 @kl"])
def test_plain_text_is_of_no_concern(said: str) -> None:
    assert not list(fields.concerns(said))


@pytest.mark.parametrize("said", ["<" + " " * 1998 + "x", "<" * 2000, "< " * 1000, "1" * 2000, "12-" * 666])
def test_no_text_takes_long_to_look_through(said: str) -> None:
    started = time.process_time()
    list(fields.concerns(said))
    assert time.process_time() - started < 0.1
