"""Why an area has its colour: what is told, and that the numbers shown bear out the rule."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gnv.areas import REGION_DALARNA
from gnv.assessed import tell_scores
from gnv.compare import Position, position_symbol
from gnv.observations import Observations
from gnv.reasons import MISSING_LOOK, Spread, Yardstick, reasons, reasons_against
from gnv.strategy import Direction, Level, Unit
from gnv.words import NO_BREAK, OWN_WORK, SOURCE
from tests.conftest import edition_of
from tests.gnv.assessment.answers import answer, answers
from tests.gnv.test_sentences import SPREAD_OUT, in_year, indicator, told

# The middle of SPREAD_OUT is 80, of a spread of 2,9652.
BETTER, LEVEL, WORSE = 14, 5, 0


def said(*args, **choices) -> str:
    return " ".join(reasons(*args, **choices)).replace(NO_BREAK, " ")


@pytest.fixture
def county(areas):
    def made(values=SPREAD_OUT, **changes):
        return told(areas, in_year(areas.dalarna[: len(values)], values), **changes)

    return made


@pytest.mark.parametrize(
    ("place", "value", "looks"),
    [
        (BETTER, "91 %", "bättre (blå ▲)"),
        (LEVEL, "79 %", "i nivå (grå ●)"),
        (WORSE, "70 %", "sämre (orange ▼)"),
    ],
)
def test_value_middle_year_rule_and_n_are_told(areas, county, place, value, looks):
    code = areas.dalarna[place]
    told_ = said(county(), code, level=False)
    for fact in (
        f"2024: {areas.name(code)} har {value}",
        "mitten av Dalarnas 15 2024: 80 %, medianen av 15 värden",
        "spridningen s är 3 procentenheter: 1,4826 × medianen",
        f"därför {looks}",
        SOURCE,
        OWN_WORK,
    ):
        assert fact in told_
    assert said(county(), code, level=False).count("därför") == 1


@pytest.mark.parametrize(
    ("direction", "symbol", "way"),
    [(Direction.LOW, "▼", "lägre är bättre"), (Direction.NONE, "△", "varken högre eller lägre är bättre")],
)
def test_the_direction_decides_the_class(areas, county, direction, symbol, way):
    told_ = said(county(direction=direction), areas.dalarna[BETTER], level=False)
    assert way in told_
    assert f"{symbol})" in told_.split("därför")[1]


def test_a_value_as_the_middle_is_no_distance_away(areas, county):
    assert "detsamma" in said(county(), areas.dalarna[7], level=False)


def test_too_few_values_give_no_class(areas):
    story = told(areas, in_year(areas.dalarna[:4], (1, 2, 3, 4)))
    told_ = said(story, areas.dalarna[0], level=False)
    assert "150 av Sveriges kommuner eller 5 av Dalarnas" in told_
    assert "vit" in told_
    assert "därför i nivå" not in told_


def test_too_few_regions_give_no_class(areas):
    story = told(areas, in_year(areas.regions[:14], range(14)), level=Level.REGION)
    assert "minst 15 regioner" in said(story, areas.regions[0], level=False)


def test_where_most_have_the_same_value_there_is_no_class(areas, county):
    told_ = said(county((*[80] * 14, 91)), areas.dalarna[14], level=False)
    assert "spridningen s är 0" in told_
    assert "vit" in told_
    assert "▲" not in told_


def test_a_missing_value_is_told_as_missing_and_not_as_zero(areas):
    story = told(areas, in_year(areas.dalarna[:14], SPREAD_OUT[:14]))
    told_ = reasons(story, areas.dalarna[14], level=False)
    assert story.line(areas.dalarna[14]).status in told_[0]
    assert told_[1:] == (MISSING_LOOK,)


def test_a_true_zero_has_a_class(areas, county):
    told_ = said(county((0, *SPREAD_OUT[1:])), areas.dalarna[0], level=False)
    assert "har 0 %" in told_
    assert "därför sämre" in told_


def test_the_level_is_told_between_the_lowest_and_the_highest_of_all_years(areas):
    values = {areas.dalarna[0]: {2020: 50.0, 2024: 75.0}, areas.dalarna[1]: {2024: 100.0}}
    told_ = said(told(areas, values, period="2024"), areas.dalarna[0], level=True)
    for fact in ("har 75 %", "Ljusast är 50 %", "mörkast 100 %", "75 % ligger 50 %", "2020–2024", SOURCE):
        assert fact in told_
    assert "bättre" not in told_


def test_a_level_where_all_are_alike_has_no_place(areas, county):
    assert "lika" in said(county([80] * 15), areas.dalarna[0], level=True)


def test_without_an_area_the_rule_of_the_map_is_told(county):
    told_ = said(county(), "", level=False)
    assert all(position_symbol(each) in told_ for each in (Position.BETTER, Position.LEVEL, Position.WORSE))
    assert "därför" not in told_
    assert MISSING_LOOK not in told_
    assert MISSING_LOOK in said(county(SPREAD_OUT[:14]), "", level=False)
    assert "Ljusast" in said(county(), "", level=True)
    assert "150" in said(county((1, 2, 3)), "", level=False)
    assert "spridningen s är 0" in said(county([1] * 15), "", level=False)


def test_a_region_key_figure_places_region_dalarna_whatever_municipality_is_chosen(areas):
    story = told(areas, in_year(areas.regions, range(50, 71)), level=Level.REGION, unit=Unit.PER_1000)
    for code in ("2080", "", REGION_DALARNA):
        told_ = said(story, code, level=False)
        assert "Region Dalarna har" in told_
        assert "per 1 000 invånare" in told_
        assert "Sveriges 21 regioner" in told_
        assert ("bara för regioner" in told_) is (code != REGION_DALARNA)


def test_region_dalarnas_value_gives_no_municipality_its_colour(areas, county):
    assert "ger ingen kommun" in said(county(), REGION_DALARNA, level=False)
    assert SOURCE not in said(county(), REGION_DALARNA, level=False)
    values = in_year((*areas.dalarna, REGION_DALARNA), (*SPREAD_OUT, 77))
    told_ = said(told(areas, values, level=Level.BOTH), REGION_DALARNA, level=False)
    assert "77 %" in told_
    assert SOURCE in told_


def test_a_self_assessment_is_placed_on_its_scale_and_not_judged(areas, strategy):
    scores = answers([answer("A", 2.0), answer("B", 4.0)])
    observations = Observations(edition_of([])).with_scores(scores)
    story = tell_scores(strategy.measure("sjalvskattning-1"), observations, areas, strategy.scale)
    told_ = said(story, "2080", level=True)
    for fact in ("Falun har 3,0", "2 verksamheter", "från 2,0 till 4,0", "skalan 1–5", "ligger 50 %"):
        assert fact in told_
    assert "Kolada" not in told_
    assert MISSING_LOOK in said(story, "2062", level=True)
    assert "skalan 1–5" in said(story, "", level=True)
    assert "Kolada" not in said(story, REGION_DALARNA, level=True)


def test_another_yardstick_is_named_with_what_it_rests_on():
    spread = Spread(2.0, "Sveriges", 268)
    riket, none = Yardstick("riket", 80.0), Yardstick("grannarna", None, "ovägt medel", 0)
    near = Yardstick("grannarna", 84.5, "ovägt medel", 5)
    told_ = " ".join(reasons_against(indicator(), 91.0, near, Position.BETTER, spread, "2024"))
    assert "grannarna 2024: 84,5" in told_
    assert "ovägt medel av 5 värden" in told_
    assert "mitten av Sveriges 268 kommuner" in told_
    assert "av " not in reasons_against(indicator(), 91.0, riket, Position.BETTER, spread, "2024")[0]
    assert "inget att jämföra" in reasons_against(indicator(), 91.0, none, Position.NONE, spread, "2024")[0]


NUMBERS = st.decimals(0, 100, places=3).map(float)


@given(
    value=NUMBERS, other=NUMBERS, s=st.decimals("0.001", 20, places=3).map(float), decimals=st.integers(0, 2)
)
def test_the_numbers_shown_always_bear_out_the_rule(value, other, s, decimals):
    distance = abs(value - other)
    assume(distance == 0 or abs(distance - s) > 1e-6)
    position = Position.LEVEL if distance <= s else Position.BETTER if value > other else Position.WORSE
    shown = reasons_against(
        indicator(decimals=decimals),
        value,
        Yardstick("riket", other),
        position,
        Spread(s, "Dalarnas", 15),
        "2024",
    )
    far, limit = (Decimal(each.replace(",", ".")) for each in re.findall(r"\d+(?:,\d+)?", shown[-2])[:2])
    assert limit > 0
    assert (far > limit) == (position is not Position.LEVEL) == ("mer än" in shown[-2])


def test_numbers_too_large_to_write_with_decimals_are_told():
    against = (Yardstick("riket", 1e300), Position.LEVEL, Spread(1e301, "Dalarnas", 15), "2024")
    assert len(reasons_against(indicator(), -1e300, *against)) == 5
