from __future__ import annotations

import pytest

from gnv.kolada.provenance import ELDERLY, HEALTH, Group, Provenance
from gnv.lessons import learn_from
from gnv.observations import Observations, Status
from gnv.standing import Standing
from tests.conftest import edition_of

WEAK, SPREAD = 10.0, 4.0
KNOWN = Provenance(
    groups={ELDERLY: {"2080": Group(2024, ("1780", "2082"))}, HEALTH: {"0020": Group(2024, ("0003",))}}
)
IMPROVING = {2018: 14.0, 2019: 13.0, 2020: 12.0, 2021: 11.0}  # low is better; the year shown follows


@pytest.fixture(scope="module")
def learned(areas, strategy):
    """Return a function that tells whom an area learns from, of area -> year -> value."""

    def learn(others, code="2080", kpi="U21426", gender="T", spread=SPREAD, most=9, value=WEAK, known=KNOWN):
        observations = Observations(
            edition_of(
                [(kpi, area, y, gender, v) for area, own in others.items() for y, v in own.items()], known
            )
        )
        weak = Standing(
            strategy.measure(kpi), code, code in areas.regions, "2022", Status.VALUE, value, spread=spread
        )
        return learn_from(weak, observations, areas, gender, most)

    return learn


def codes(models):
    return [model.code for model in models]


@pytest.mark.parametrize(("value", "better"), [(6.0, False), (5.9, True), (14.1, False)])
def test_clearly_better_is_by_more_than_the_spread(learned, value, better):
    found = learned({"2081": {2022: value}})
    assert codes(found) == (["2081"] if better else [])
    if better:
        model = found[0]
        assert (model.name, model.value, model.better, model.improved) == ("Borlänge", value, True, False)
        assert model.difference == value - WEAK


def test_where_high_is_better_the_higher_is(learned):
    assert codes(learned({"2081": {2022: 14.1}, "2082": {2022: 5.0}}, kpi="U23521")) == ["2081"]


@pytest.mark.parametrize(("now", "found"), [(10.0, ["2081"]), (10.01, [])])
def test_who_has_improved_and_is_not_worse_is_learned_from(learned, now, found):
    models = learned({"2081": IMPROVING | {2022: now}})
    assert codes(models) == found
    assert all(model.improved and not model.better for model in models)


def test_who_has_got_worse_or_has_no_value_that_year_is_not(learned):
    assert learned({"2081": {2018: 4.0, 2019: 5.0, 2020: 6.0, 2021: 7.0, 2022: 8.0}}) == ()
    assert learned({"2081": {2021: 1.0, 2023: 1.0}}) == ()


def test_they_are_sought_among_the_similar_and_in_the_county_only(learned):
    others = {code: {2022: 1.0} for code in ("1780", "0180", "2081", "0000", "0020", "2080")}
    found = learned(others)
    assert codes(found) == ["1780", "2081"]
    assert [model.similar for model in found] == [True, False]


def test_a_region_learns_from_regions(learned):
    others = {code: {2022: 1.0} for code in ("0001", "0003", "0000", "2081")}
    assert codes(learned(others, code="0020", kpi="U79092")) == ["0003", "0001"]


def test_both_better_and_improved_come_first_then_similar_then_the_largest_difference(learned):
    found = learned(
        {
            "2081": {2022: 2.0},
            "2083": {2022: 1.0},
            "2082": {2022: 5.0},  # similar
            "2084": IMPROVING | {2022: 5.5},
            "2085": IMPROVING | {2022: 9.0},  # only improved
        }
    )
    assert codes(found) == ["2084", "2082", "2083", "2081", "2085"]
    assert [(model.better, model.improved) for model in found] == [
        (True, True),
        *[(True, False)] * 3,
        (False, True),
    ]


def test_at_most_so_many(learned):
    assert len(learned({"2081": {2022: 1.0}, "2082": {2022: 2.0}, "2083": {2022: 3.0}}, most=2)) == 2


def test_of_several_one_is_from_the_county(learned):
    found = learned({"1780": {2022: 1.0}, "2082": {2022: 2.0}, "2081": {2022: 3.0}}, most=2)
    assert codes(found) == ["1780", "2082"]  # both similar, the second in the county
    alike = Provenance(groups={ELDERLY: {"2080": Group(2024, ("1780", "1781"))}})
    found = learned({"1780": {2022: 1.0}, "1781": {2022: 2.0}, "2081": {2022: 3.0}}, most=2, known=alike)
    assert codes(found) == ["1780", "2081"]


def test_a_rolling_mean_has_no_trend_to_learn_from(learned):
    assert learned({"2081": IMPROVING | {2022: 9.0}}, kpi="U20462") == ()


def test_within_a_gender_only_that_gender_counts(learned):
    assert codes(learned({"2081": {2022: 1.0}}, gender="K")) == ["2081"]


@pytest.mark.parametrize(
    "absent", [{"value": None}, {"spread": None}, {"spread": 0.0}, {"kpi": "N21701"}], ids=str
)
def test_without_value_spread_or_direction_there_is_nothing_to_learn(learned, absent):
    assert learned({"2081": {2022: 1.0}}, **absent) == ()
