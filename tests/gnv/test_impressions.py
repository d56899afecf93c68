"""What is said of the self-assessment: level, agreement and coverage, never who is better."""

from __future__ import annotations

import pytest

from gnv import impressions
from gnv.areas import Areas
from gnv.assessment.outcome import COUNTY, Outcome, outcome
from gnv.strategy import Strategy
from tests.gnv.assessment.answers import MISSING, answer, answers

FALUN, MORA, LEKSAND, WHOLE = "2080", "2062", "2029", "0020"


def result_of(areas: Areas, *rows: dict[str, object], chosen: str = "") -> Outcome:
    return outcome(answers(rows), chosen, (1, 5), areas.dalarna)


def units(municipality: str, *scores: float, period: str = "2025") -> list[dict[str, object]]:
    return [
        answer(f"{municipality} {number}", score, municipality=municipality, period=period)
        for number, score in enumerate(scores)
    ]


@pytest.mark.parametrize(
    ("score", "said"),
    [(1.0, "lågt"), (2.0, "lågt"), (2.1, "mitt"), (3.9, "mitt"), (4.0, "högt"), (5.0, "högt")],
)
def test_level_is_the_scales_lowest_quarter_its_highest_or_between(
    score: float, said: str, areas: Areas
) -> None:
    result = result_of(areas, answer("A", score))
    assert impressions.level_word(result, score).startswith(said)


def test_level_and_agreement_stand_together(areas: Areas) -> None:
    result = result_of(areas, *units(FALUN, 4.0, 4.0, 5.0), answer("M", 3.0, municipality=MORA))
    assert impressions.score_words(result, result.score(FALUN, 1)) == (
        "4,3, högt på skalan, samstämmigt, 3 verksamheter"
    )
    assert impressions.score_words(result, result.score(MORA, 1)) == "3,0, mitt på skalan, 1 verksamhet"
    assert impressions.score_words(result, result.score(LEKSAND, 1)) == "ej besvarat"


def test_the_countys_agreement_counts_municipalities(areas: Areas) -> None:
    result = result_of(
        areas, *units(FALUN, 3.0, 3.0, 3.0), *units(MORA, 1.0, 3.0, 5.0), *units(LEKSAND, 2.0, 4.0)
    )
    said = impressions.county_agreement(result, 1)
    assert "samstämmiga i 1 kommun och delade i en" in said
    assert "En har för få" in said
    assert impressions.county_agreement(result, 2) == ""


def test_the_countys_change_is_told_in_broad_strokes_with_how_many_it_rests_on(areas: Areas) -> None:
    before = units(FALUN, 3.0, 3.0, period="2024")
    little = result_of(areas, *before, *units(FALUN, 3.0, 3.5, 5.0))
    assert impressions.county_change(little, 1).startswith("Ungefär oförändrat")
    assert "2 verksamheter" in impressions.county_change(little, 1)
    alone = result_of(areas, answer("A", 3.0, period="2024"), answer("A", 3.0))
    assert "räknat på 1 verksamhet som" in impressions.county_change(alone, 1)
    much = result_of(areas, *before, *units(FALUN, 2.0, 2.0))
    assert "Lägre (−1,0)" in impressions.county_change(much, 1)
    assert impressions.county_change(result_of(areas, *before), 1) == ""


def test_the_principals_stand_side_by_side_where_both_have_answered(areas: Areas) -> None:
    result = result_of(areas, answer("A", 2.0), answer("B", 4.0, principal="region"))
    said = impressions.principals(result, FALUN, 1)
    assert "kommunens verksamheter 2,0 (1)" in said
    assert "regionens verksamheter 4,0 (1)" in said
    assert impressions.principals(result_of(areas, answer("A", 2.0)), FALUN, 1) == ""


def test_an_areas_level_tells_between_what_its_units_lie(areas: Areas) -> None:
    result = result_of(areas, *units(FALUN, 1.0, 3.0), *units(MORA, 3.0, 3.0), *units(LEKSAND, 2.0))
    assert "från 1,0 till 3,0" in impressions.area_level(result, FALUN, 1)
    assert "alla lika" in impressions.area_level(result, MORA, 1)
    assert "en enda verksamhet" in impressions.area_level(result, LEKSAND, 1)
    assert impressions.area_level(result, "2021", 1) == ""


def test_coverage_names_who_has_not_answered(areas: Areas) -> None:
    rows = [answer("A", 3.0, municipality=code) for code in areas.dalarna if code != MORA]
    lead, without = impressions.coverage(result_of(areas, *rows), areas)
    assert "14 av 15 kommuner svarat på minst ett delmål" in lead
    assert without == "Ej besvarat: Mora."
    everyone = result_of(areas, *rows, answer("A", 3.0, municipality=MORA))
    assert len(impressions.coverage(everyone, areas)) == 1


def test_units_that_serve_the_whole_county_are_counted_apart(areas: Areas) -> None:
    alone = result_of(areas, answer("A", 3.0, municipality=WHOLE, principal="region"))
    said = impressions.coverage(alone, areas)
    assert "ingen av de 15" in said[0]
    assert "1 verksamhet för hela länet" in said[1]


def test_silence_counts_the_known_units_that_have_not_answered(areas: Areas) -> None:
    result = result_of(areas, answer("A", 3.0), answer("B", MISSING))
    assert impressions.silence(result).startswith("1 verksamhet")
    assert "Alla" in impressions.silence(result_of(areas, answer("A", 3.0)))


def test_rounds_that_rest_on_different_numbers_of_municipalities_call_for_care(areas: Areas) -> None:
    same = units(FALUN, 3.0, period="2024") + units(FALUN, 3.0)
    assert impressions.rounds_coverage(result_of(areas, *same), 1) == ""
    more = impressions.rounds_coverage(result_of(areas, *same, *units(MORA, 3.0)), 1)
    assert "2024 på 1 och 2025 på 2" in more


def test_nothing_that_is_said_judges(areas: Areas, strategy: Strategy) -> None:
    rows = [*units(FALUN, 1.0, 5.0, 5.0), *units(MORA, 2.0), *units(FALUN, 3.0, 3.0, 3.0, period="2024")]
    result = result_of(areas, *rows)
    said = " ".join(
        [
            impressions.PURPOSE,
            impressions.AGREEMENT,
            impressions.county_agreement(result, 1),
            impressions.county_change(result, 1),
            impressions.area_level(result, FALUN, 1),
            impressions.score_words(result, result.score(COUNTY, 1)),
            impressions.heading(result, strategy.goal(1)),
        ]
    ).casefold()
    assert not any(word in said for word in ("bättre", "sämre", "bäst", "sämst", "plats", "förbättr"))
