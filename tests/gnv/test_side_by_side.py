"""Areas side by side: each its own values, and the reason where a level does not have the key figure."""

from functools import cache

import pytest

from gnv.observations import Observations, Status
from gnv.profile import examiner, profile
from gnv.side_by_side import beside, sides
from tests.conftest import edition_of

FALUN, REGION, COUNTRY, STOCKHOLM = "2080", "0020", "0000", "0180"
SAFETY, TRUST, FALLS = "U23521", "U70447", "U20462"


@pytest.fixture(scope="module")
def observations(areas):
    rows = [(SAFETY, code, year, "T", 80.0 + year % 7) for code in areas.dalarna for year in (2021, 2022)]
    rows += [(TRUST, code, 2025, "T", 60.0 + place) for place, code in enumerate(areas.regions)]
    rows += [(FALLS, code, 2024, "T", 3000.0 + place) for place, code in enumerate(areas.regions)]
    rows += [(FALLS, code, 2022, "T", 2900.0) for code in areas.dalarna]
    rows += [(measure, COUNTRY, 2022, "T", 85.0) for measure in (SAFETY, FALLS)]
    return Observations(edition_of(rows))


@pytest.fixture(scope="module")
def side_of(observations, areas, strategy):
    examined = cache(examiner(observations, areas, strategy))
    known = {*areas.dalarna, *areas.regions, COUNTRY}

    @cache
    def profiled(code, **asked):
        return profile(code, observations, areas, strategy, examined, **asked)

    def found(measure, *codes, **asked):
        profiles = [profiled(code, **asked) for code in codes]
        return next(side for side in sides(profiles, known) if side.indicator.id == measure)

    return found


def test_a_region_never_stands_in_for_a_municipality(side_of):
    falun, region = side_of(TRUST, FALUN, REGION).cells
    assert (falun.value, falun.status, falun.series) == (None, Status.REGION_ONLY, ())
    assert region.value is not None


def test_a_municipal_key_figure_has_no_value_of_a_region(side_of):
    falun, region = side_of(SAFETY, FALUN, REGION).cells
    assert falun.value is not None
    assert region.status is Status.MUNICIPAL_ONLY


def test_each_area_stands_in_its_own_year(side_of):
    falun, region = side_of(FALLS, FALUN, REGION).cells
    assert (falun.period, region.period) == ("2022", "2024")


def test_the_points_of_a_row_are_those_of_all_its_areas(side_of):
    row = side_of(SAFETY, FALUN, COUNTRY)
    assert sorted(row.points) == sorted(point for cell in row.cells for point in cell.series)
    assert len(row.points) == 3


def test_what_has_not_been_fetched_is_not_said_to_be_missing_in_kolada(side_of):
    (stockholm,) = side_of(SAFETY, STOCKHOLM).cells
    assert stockholm.status is Status.NOT_FETCHED
    assert not side_of(SAFETY, STOCKHOLM).has_values


def test_an_area_that_is_not_ranked_stands_without_a_place(side_of):
    _, country = side_of(SAFETY, FALUN, COUNTRY).cells
    assert country.value == 85.0
    assert country.rank is None


def test_neighbours_with_values_are_put_beside_an_area_at_most_six_in_all(observations, areas, strategy):
    first = strategy.indicators[0]
    codes = beside("grannar", FALUN, first, observations, areas, frozenset(areas.dalarna))
    assert codes[0] == FALUN
    assert set(codes[1:]) <= set(areas.neighbours[FALUN]) & set(areas.dalarna)
    assert 1 < len(codes) <= 6
    assert beside("liknande", FALUN, first, observations, areas, frozenset(areas.dalarna)) == (FALUN,)
