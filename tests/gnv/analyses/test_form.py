from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.analyses.form import COUNTY, LONGEST, TEXTS, changed_by, from_fields, topics, written
from gnv.problems import ProblemError
from tests.gnv.analyses.made import analysis


def test_what_is_written_is_cleaned_but_kept_in_its_lines():
    form = written(
        "U23521", "Trygghet", "2080", "2022", {"cause": "  a\r\nb\x00\u200b ", "next_step": "=1+1"}
    )
    assert (form.cause, form.conclusion, form.next_step) == ("a\nb", "", "=1+1")
    assert form.texts == {"Orsak": "a\nb", "Nästa steg": "=1+1"}


@pytest.mark.parametrize("said", [{}, {"cause": " \n\t\u200b"}])
def test_an_empty_one_is_refused(said):
    with pytest.raises(ProblemError, match="tom"):
        written("U23521", "Trygghet", "2080", "2022", said)


@pytest.mark.parametrize("key", list(TEXTS))
def test_a_text_may_be_as_long_as_the_limit_and_no_longer(key):
    assert getattr(written("a", "a", "2080", "2022", {key: "å" * LONGEST}), key) == "å" * LONGEST
    with pytest.raises(ProblemError, match=str(LONGEST + 1)):
        written("a", "a", "2080", "2022", {key: "å" * (LONGEST + 1)})


def test_personal_numbers_and_code_are_told_but_kept():
    form = analysis(cause="Anna 19121212-1212 sa det", conclusion="<script>x</script>")
    said = list(form.concerns())
    assert len(said) == 2
    assert said[0].startswith("Orsak ")
    assert "personnummer" in said[0]
    assert said[1].startswith("Slutsats ")
    assert list(analysis().concerns()) == []


def test_the_county_and_region_dalarna_are_two():
    county, region = analysis(area=COUNTY), analysis(area="0020")
    assert county.unit.key != region.unit.key
    assert county.unit.municipality == changed_by(COUNTY) == "0020"
    for form in (county, region, analysis()):
        assert from_fields(form.unit, form.fields()) == form


@given(st.dictionaries(st.sampled_from(list(TEXTS)), st.text(max_size=60)))
def test_whatever_is_written_can_be_stored_and_read_back(said):
    try:
        form = written("U23521", "Trygghet", "2080", "2022", said)
    except ProblemError:
        assert not any(text.strip() for text in said.values() if text.isprintable())
        return
    assert from_fields(form.unit, form.fields()) == form
    assert "\x00" not in "".join(form.fields().values())


def test_all_goals_and_key_figures_can_be_analysed(strategy):
    found = topics(strategy)
    assert len(found) == len(strategy.goals) + len(strategy.indicators)
    assert next(iter(found)) == strategy.goals[0].self_assessment.id
