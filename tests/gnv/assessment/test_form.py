from __future__ import annotations

from dataclasses import replace

import pytest

from gnv.assessment.form import Answer, Form, Unit
from gnv.intake.choices import Principal

UNIT = Unit("2025-1", "2080", Principal.MUNICIPALITY, "Exempelenhet Granen")
FORM = Form(UNIT, (Answer(1, "Vi arbetar.", 4.0, 12, "bra"), Answer(2, "", 2.5), Answer(3, "", None)))


@pytest.mark.parametrize(
    "name", ["exempelenhet granen", " EXEMPELENHET \u00a0Granen\n", "Exempelenhet Granen"]
)
def test_a_unit_is_the_same_whatever_the_case_and_spaces_of_its_name(name: str) -> None:
    assert replace(UNIT, name=name).key == UNIT.key


@pytest.mark.parametrize(
    "other",
    [
        {"round": "2025-2"},
        {"municipality": "0020"},
        {"principal": Principal.REGION},
        {"name": "Exempelenhet Granén"},
    ],
)
def test_a_unit_is_another_in_another_round_place_or_principal(other: dict[str, str]) -> None:
    assert replace(UNIT, **other).key != UNIT.key


def test_an_answer_is_blank_only_without_score_and_comment() -> None:
    assert Answer(1, "Vi arbetar.", None, 12).is_blank
    assert not Answer(1, "", None, None, "tänker än").is_blank
    assert not Answer(1, "", 1.0).is_blank


def test_order_case_and_blank_answers_do_not_change_what_a_form_says() -> None:
    first, second, _ = FORM.answers
    assert FORM.says_the_same_as(Form(UNIT, (second, replace(first, statement="VI  arbetar."))))


@pytest.mark.parametrize(
    "change",
    [{"score": 4.5}, {"respondents": 11}, {"respondents": None}, {"comment": ""}, {"statement": "Vi"}],
)
def test_another_score_number_comment_or_statement_changes_what_a_form_says(
    change: dict[str, object],
) -> None:
    first, *rest = FORM.answers
    other = Form(UNIT, (replace(first, **change), *rest))
    assert not FORM.says_the_same_as(other)
    assert not other.says_the_same_as(FORM)
