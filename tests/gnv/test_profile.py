from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from gnv.assessment.scores import scores_frame
from gnv.compare import Position
from gnv.observations import Observations, Status
from gnv.profile import examiner, moving, profile, weak_points
from gnv.standing import Against, Standing
from tests.conftest import edition_of


def county(areas, kpi, year=2022, gender="T", codes=None):
    return [(kpi, code, year, gender, float(at)) for at, code in enumerate(codes or sorted(areas.dalarna))]


@pytest.fixture(scope="module")
def profiled(areas, strategy):
    """Return a function that gives an area's standings by key figure, of an edition's rows."""

    def tell(rows, code="2080", **choices):
        observations = Observations(edition_of(rows))
        examined = examiner(observations, areas, strategy)
        return profile(code, observations, areas, strategy, examined, **choices)

    return tell


def by_id(own):
    return {each.indicator.id: each for each in own.standings}


def test_every_key_figure_keeps_its_place(profiled, strategy, areas):
    own = profiled(county(areas, "U21426"))
    assert [each.indicator for each in own.standings] == list(strategy.indicators)
    assert [each.indicator.id for each in own.of_goal(4)] == [each.id for each in strategy.goal(4).indicators]
    assert by_id(own)["individuell-plan"].status is Status.IN_DEVELOPMENT
    assert by_id(own)["U23521"].status is Status.NOT_FETCHED
    assert (own.name, own.regional, own.round, own.scores) == ("Falun", False, "", {})


def test_each_key_figure_shows_its_own_latest_year_of_ten_municipalities(profiled, areas):
    order = sorted(areas.dalarna)
    rows = [
        *county(areas, "U21426", 2020),
        *county(areas, "U21426", 2021, codes=order[:10]),
        *county(areas, "U21426", 2022, codes=order[:9]),
        *county(areas, "U23521", 2019),
    ]
    found = by_id(profiled(rows))
    assert (found["U21426"].period, found["U23521"].period) == ("2021", "2019")
    chosen = by_id(profiled(rows, year="2020"))
    assert (chosen["U21426"].value, chosen["U23521"].value) == (order.index("2080"), None)
    assert chosen["U23521"].status is Status.NOT_COLLECTED


def test_nothing_after_a_given_year_is_shown(profiled, areas):
    order = sorted(areas.dalarna)
    rows = [
        *county(areas, "U21426", 2020),
        *county(areas, "U21426", 2021, codes=order[:9]),
        *county(areas, "U21426", 2022),
        *county(areas, "U23521", 2022),
    ]
    found = by_id(profiled(rows, until="2021"))
    assert (found["U21426"].period, found["U21426"].value) == ("2020", order.index("2080"))
    assert (found["U23521"].period, found["U23521"].value) == ("", None)
    assert found["U23521"].status is Status.NOT_COLLECTED
    assert by_id(profiled(rows, until="2022"))["U21426"].period == "2022"


def test_no_round_after_a_given_year_is_shown(areas, strategy):
    answers = scores_frame(
        (each, "2080", "kommun", "A", 1, "", 3.0, None, "", 1) for each in ("2024-2", "2025-1")
    )
    observations = Observations(edition_of(county(areas, "U21426"))).with_scores(answers)
    examined = examiner(observations, areas, strategy)
    shown = {
        until: profile("2080", observations, areas, strategy, examined, until=until).round
        for until in ("", "2025", "2024", "2023")
    }
    assert [bool(shown[until]) for until in shown] == [True, True, True, False]
    assert shown[""] == shown["2025"] != shown["2024"]


def test_a_municipality_has_region_dalarnas_standing_where_only_regions_have_values(profiled, areas):
    rows = county(areas, "U79092", codes=sorted(areas.regions))
    found = by_id(profiled(rows))["U79092"]
    assert (found.code, found.regional, found.n, found.reference) == ("0020", True, 21, "regionernas")
    elsewhere = by_id(profiled([*rows, *county(areas, "U21426")], code="0180"))
    assert (elsewhere["U79092"].status, elsewhere["U79092"].value) == (Status.REGION_ONLY, None)


def test_region_dalarna_has_no_value_of_what_only_municipalities_have(profiled, areas):
    own = profiled([*county(areas, "U21426"), *county(areas, "U20462", codes=sorted(areas.regions))], "0020")
    found = by_id(own)
    assert own.regional
    assert found["U21426"].status is Status.MUNICIPAL_ONLY
    assert (found["U20462"].regional, found["U20462"].n) == (True, 21)


@pytest.mark.parametrize("code", ["0180", "0000"])
def test_an_area_that_is_not_ranked_shows_the_countys_year_and_has_no_place(profiled, areas, code):
    rows = [*county(areas, "U21426"), ("U21426", code, 2022, "T", 30.0), ("U21426", code, 2023, "T", 40.0)]
    found = by_id(profiled(rows, code, choice="dalarna"))["U21426"]
    assert (found.period, found.value, found.rank, found.n) == ("2022", 30, None, 15)
    assert (found.against.difference, found.position) == (23, "sämre")


def test_the_gender_chosen_decides_the_year_and_the_values(profiled, areas):
    rows = [*county(areas, "U21426", 2022), *county(areas, "U21426", 2021, "K")]
    found = by_id(profiled(rows, gender="K"))["U21426"]
    assert (found.period, found.value, found.reference_n) == ("2021", 9, 15)
    assert by_id(profiled(rows, gender="M"))["U21426"].value is None


def test_whatever_keeps_what_is_examined_changes_nothing(areas, strategy):
    observations = Observations(edition_of([*county(areas, "U21426"), *county(areas, "U21426", 2021)]))
    plain = examiner(observations, areas, strategy)
    kept = lru_cache(maxsize=None)(plain)
    for choice in ("mitten", "grannar", "2034", "mitten"):
        own, other = (
            profile("2080", observations, areas, strategy, each, choice=choice) for each in (plain, kept)
        )
        assert own.standings == other.standings


@pytest.fixture
def classed(profiled, strategy):
    """Return a function that gives a profile of (key figure, position, lasting, difference, spread)."""

    def make(*classes):
        standings = [
            Standing(
                strategy.measure(kpi),
                "2080",
                False,
                "2022",
                Status.VALUE,
                1.0,
                spread=spread,
                against=Against(0.0, 1, difference, position, lasting=lasting),
            )
            for kpi, position, lasting, difference, spread in classes
        ]
        return replace(profiled([]), standings=tuple(standings))

    return make


def test_deviations_are_the_lasting_first_and_then_the_furthest_in_units_of_the_spread(classed):
    own = classed(
        ("U23521", Position.BETTER, False, 90.0, 10.0),
        ("U23482", Position.LEVEL, True, 9.0, 10.0),
        ("U21426", Position.WORSE, True, 30.0, 20.0),
        ("N21701", Position.LOWER, True, -2.0, 1.0),
        ("U20462", Position.NONE, False, 5.0, 0.0),
        ("U01405", Position.WORSE, False, -12.0, 1.0),
    )
    assert [each.indicator.id for each in own.deviations] == ["N21701", "U21426", "U01405", "U23521"]
    assert [each.indicator.id for each in weak_points(own)] == ["U21426", "U01405"]
    assert [each.indicator.id for each in weak_points(own, most=1)] == ["U21426"]


def test_what_moves_is_tested_as_seen_from_the_year_shown_but_for_rolling_means(profiled, areas):
    rows = [
        (kpi, "2080", year, "T", float(year)) for kpi in ("U21426", "U20462") for year in range(2015, 2024)
    ]
    found = moving(profiled(rows, year="2020").standings)
    assert {kpi: (tested.trend, tested.points) for kpi, tested in found.items()} == {"U21426": ("ökar", 6)}
    assert moving(profiled(rows, year="2014").standings) == {}


def test_direction_turned_around_mirrors_a_profile(profiled, areas, strategy):
    rows = [*county(areas, "U21426"), ("U21426", "2080", 2021, "T", 50.0)]
    own = by_id(profiled(rows, "2021"))["U21426"]
    order = sorted(areas.dalarna)
    turned = [("U23521", *row[1:4], -row[4]) for row in rows]
    mirrored = by_id(profiled(turned, "2021"))["U23521"]
    assert own.rank == mirrored.rank == order.index("2021") + 1
    assert (own.position, own.difference) == (mirrored.position, -mirrored.difference)
    assert own.position == "bättre"
