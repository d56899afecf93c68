"""A round's results as finished facts."""

from __future__ import annotations

import pytest

from gnv.assessment.outcome import COUNTY, Change, Comment, SilentUnit, outcome
from gnv.assessment.results import Agreement
from tests.gnv.assessment.answers import MISSING, answer, answers

DALARNA = ("2034", "2080", "2021")
FRAME = answers(
    [
        answer("A", 2.0, period="2024"),
        answer("A", 4.0, comment="Bra start"),
        answer("B", 4.0),
        answer("C", 3.0, principal="region"),
        answer("D", 1.0, municipality="2034"),
        answer("E", 5.0, municipality="0020", principal="region"),
        answer("F", MISSING, comment="Vi hann inte"),
    ]
)


def test_a_round_holds_every_areas_scores_in_all_and_per_principal() -> None:
    found = outcome(FRAME, "", (1, 5), DALARNA)
    own = found.score("2080", 1)
    assert own is not None
    assert (own.n, own.median, own.agreement) == (3, 4.0, Agreement.UNITED)
    assert own.mean == pytest.approx(11 / 3)
    region = found.score("2080", 1, "region")
    assert region is not None
    assert region.mean == 3.0
    assert found.score("2021", 1) is None
    assert found.score("2080", 2) is None


def test_the_county_counts_municipalities_and_leaves_out_the_units_that_serve_all() -> None:
    county = outcome(FRAME, "", (1, 5), DALARNA).score(COUNTY, 1)
    assert county is not None
    assert (county.municipalities, county.n) == (2, 4)
    assert county.mean == pytest.approx((11 / 3 + 1) / 2)


def test_the_units_of_the_county_are_its_municipalities_like_its_score() -> None:
    found = outcome(FRAME, "", (1, 5), DALARNA)
    assert [unit.name for unit in found.units_of("2080")] == ["A", "B", "C"]
    assert [unit.name for unit in found.units_of("0020")] == ["E"]
    assert [unit.name for unit in found.units_of(COUNTY)] == ["D", "A", "B", "C"]
    assert len(found.units) == 5


def test_the_countys_change_is_since_the_round_before() -> None:
    assert outcome(FRAME, "", (1, 5), DALARNA).changes == {1: Change(2.0, "2024", 1)}


def test_every_round_tells_how_many_municipalities_answered_it() -> None:
    assert outcome(FRAME, "", (1, 5), DALARNA).counts == {1: {"2024": 1, "2025": 2}}


def test_an_earlier_round_is_seen_from_itself() -> None:
    found = outcome(FRAME, "2024", (1, 5), DALARNA)
    assert (found.period, found.periods) == ("2024", ("2024", "2025"))
    assert not found.changes
    assert found.answered == ("2080",)
    assert not found.silent


def test_coverage_names_who_has_answered_and_who_has_not() -> None:
    found = outcome(FRAME, "", (1, 5), DALARNA)
    assert found.answered == ("2034", "2080")
    assert found.silent == (SilentUnit("2080", "kommun", "F", ""),)


def test_a_comment_counts_without_a_score_too() -> None:
    assert outcome(FRAME, "", (1, 5), DALARNA).comments == (
        Comment("2080", "kommun", "A", (1,), "Bra start"),
        Comment("2080", "kommun", "F", (1,), "Vi hann inte"),
    )


def test_the_same_words_of_a_unit_are_one_comment_on_several_sub_goals() -> None:
    rows = [answer("A", 3.0, goal, comment="På väg") for goal in (3, 1, 2)]
    rows += [answer("A", 3.0, 1, statement="Två", comment="På väg"), answer("A", 3.0, 4, comment="Svårt")]
    rows += [answer("B", 3.0, comment="På väg"), answer("A", 3.0, period="2024", comment="På väg")]
    assert outcome(answers(rows), "", (1, 5), DALARNA).comments == (
        Comment("2080", "kommun", "A", (1, 2, 3), "På väg"),
        Comment("2080", "kommun", "A", (4,), "Svårt"),
        Comment("2080", "kommun", "B", (1,), "På väg"),
    )


def test_units_stand_in_swedish_order_of_municipality_and_name() -> None:
    places = ("2034", "2080", "2021", "0020")  # in the order of their names, which is not that of the codes
    names = ("Backen", "Ån", "Ängen", "Östra")
    asked = [(place, name) for place in places for name in names]
    rows = [
        answer(name, score, municipality=place, period=period, comment="Text" if period == "2025" else "")
        for place, name in sorted(asked)
        for period, score in (("2024", 3.0), ("2025", MISSING))
    ]
    shown = outcome(answers(rows), "2024", (1, 5), DALARNA)
    silent = outcome(answers([*rows, answer("Ny", 3.0)]), "2025", (1, 5), DALARNA)
    assert [(unit.municipality, unit.name) for unit in shown.units] == asked
    assert [(unit.municipality, unit.name) for unit in silent.silent] == asked
    assert [(said.municipality, said.unit) for said in silent.comments] == asked


def test_no_answers_at_all_is_a_round_without_name() -> None:
    found = outcome(FRAME.iloc[:0], "2024", (1, 5), DALARNA)
    assert (found.period, found.periods, found.units, found.answered) == ("", (), (), ())
    assert found.score(COUNTY, 1) is None
