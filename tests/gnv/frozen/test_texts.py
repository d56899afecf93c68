"""Texts of the annual report that people edit at the same time."""

from __future__ import annotations

import pytest

from gnv.frozen.submissions import texts
from gnv.frozen.texts import LONGEST, edited, text_from_fields
from gnv.ledger.submissions import StaleError
from gnv.problems import ProblemError
from gnv.store.blanking import BLANKED
from tests.gnv.assessment.forms import ADMIN, CONTRIBUTOR, FALUN_ONLY
from tests.gnv.frozen.kept import blank_text, save_text, text_fallbacks, text_versions, withdraw_text
from tests.gnv.frozen.made import section_text


def test_a_text_is_read_back_and_is_of_its_year_and_section(store):
    form = section_text("Första\r\n\r\n- punkt a\u030a\x00")
    assert form.text == "Första\n\n- punkt å"
    assert text_from_fields(form.unit, form.fields()) == form
    save_text(store, CONTRIBUTOR, form, 0)
    save_text(store, CONTRIBUTOR, section_text(section="metod"), 0)
    save_text(store, CONTRIBUTOR, section_text(year=2024), 0)
    assert texts(store, 2025).keys() == {"inledning", "metod"}
    assert texts(store, 2025)["inledning"].form == form
    assert texts(store, 2023) == {}


def test_the_second_of_two_is_told_and_the_firsts_text_stands(store):
    save_text(store, CONTRIBUTOR, section_text("den enas"), 0)
    with pytest.raises(StaleError):
        save_text(store, ADMIN, section_text("den andras"), 0)
    assert texts(store, 2025)["inledning"].form.text == "den enas"
    seen = texts(store, 2025)["inledning"].submission
    save_text(store, ADMIN, section_text("den andras"), seen)
    assert [each.form.text for each in text_versions(store, 2025, "inledning")] == ["den andras", "den enas"]


def test_when_it_is_withdrawn_the_one_before_stands_and_then_the_draft(store):
    first = save_text(store, CONTRIBUTOR, section_text("förut"), 0).submissions[0].id
    second = save_text(store, CONTRIBUTOR, section_text("sedan"), first)
    last = second.submissions[0].id
    left = {number: each.submission for number, each in text_fallbacks(store, second.id).items()}
    withdraw_text(store, CONTRIBUTOR, last, "fel", left)
    assert texts(store, 2025)["inledning"].form.text == "förut"
    withdraw_text(store, CONTRIBUTOR, first, "fel", {first: 0})
    assert texts(store, 2025) == {}


def test_only_who_may_change_the_county_writes(store):
    with pytest.raises(ProblemError, match="får inte ändra texter"):
        save_text(store, FALUN_ONLY, section_text(), 0)
    assert texts(store, 2025) == {}


def test_empty_and_too_long_texts_are_refused_and_concerns_are_told():
    for said, told in ((" \n", "tom"), ("x" * (LONGEST + 1), str(LONGEST))):
        with pytest.raises(ProblemError, match=told):
            edited(2025, "metod", "Metod", said, 0)
    assert edited(2025, "metod", "Metod", "x" * LONGEST, 0).text
    assert any("personnummer" in each for each in section_text("Bo, 19121212-1212").concerns())


def test_a_text_is_blanked(store):
    number = save_text(store, CONTRIBUTOR, section_text("ett namn"), 0).submissions[0].id
    blank_text(store, ADMIN, number)
    assert texts(store, 2025)["inledning"].form.text == BLANKED
