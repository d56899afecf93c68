from __future__ import annotations

import pytest

from gnv.compare import Choice, Since, Trend
from gnv.kolada.provenance import ELDERLY, HEALTH, OVERALL, Group
from gnv.observations import Observations, Status
from gnv.standing import comparator_of, examine, standing
from gnv.standing import tested_at as seen_at  # pytest takes names that begin with test for tests
from tests.conftest import edition_of

GROUPS = {
    ELDERLY: {"2080": Group(2024, ("2081", "2082"))},
    OVERALL: {"2080": Group(2025, ("2083", "1780"))},
    HEALTH: {"0020": Group(2024, ("0001", "0003"))},
}


@pytest.fixture(scope="module")
def stands(areas, strategy):
    """Return a function that tells where an area stands, of rows (area, year, gender, value)."""

    def tell(rows, code="2080", kpi="U21426", choice="mitten", gender="T", period="2022", groups=GROUPS):
        indicator = strategy.measure(kpi)
        regional = not indicator.municipal or code in areas.regions
        observations = Observations(edition_of([(kpi, *row) for row in rows]))
        ranked = areas.regions if regional else areas.dalarna
        examined = examine(
            indicator,
            observations,
            areas,
            strategy,
            gender,
            regional=regional,
            alone="" if code in ranked else code,
        )
        return standing(
            indicator,
            examined,
            observations.of(kpi, gender),
            comparator_of(choice, code, indicator, areas, groups, regional=regional),
            code,
            period,
            regional=regional,
            absent=lambda: Status.NOT_COLLECTED,
        )

    return tell


def county(areas, year=2022, gender="T", step=1.0):
    return [(code, year, gender, step * at) for at, code in enumerate(sorted(areas.dalarna))]


def test_a_whole_standing_by_hand(stands, areas):
    """Of 0, 1 … 14 Falun (the tenth of the codes) has 10: the middle is 7, s 1.4826 × 4."""
    assert sorted(areas.dalarna).index("2080") == 9
    rows = [*county(areas), ("0000", 2022, "T", 6.0), ("2080", 2019, "T", 2.0), ("2080", 2021, "T", 1.0)]
    found = stands(rows)
    assert (found.value, found.middle, found.difference, found.spread) == (9, 7, 2, 1.4826 * 4)
    assert (found.lower_quartile, found.upper_quartile) == (3.5, 10.5)
    assert (found.reference, found.reference_n, found.n, found.national) == ("Dalarnas", 15, 15, 6)
    assert (found.rank, found.position, found.lasting) == (10, "i nivå", False)  # low is better
    assert (found.change, found.change_from, found.jump) == (8, "2021", 8)
    assert (found.since, found.since_to, found.since_told) == (None, None, Since.NOT_YET)
    assert found.series == ((2019, 2), (2021, 1), (2022, 9))
    assert (found.against.value, found.against.n, found.distance) == (7, 15, 2 / (1.4826 * 4))
    assert (found.rolling_change, found.rolling_from) == (None, None)


def test_an_area_without_a_value_that_year_says_why_and_keeps_what_came_before(stands):
    found = stands([("2080", 2021, "T", 1.0), ("2080", 2023, "T", 4.0)])
    assert (found.status, found.value, found.rank, found.distance) == (Status.NOT_COLLECTED, None, None, None)
    assert found.series == ((2021, 1), (2023, 4))


@pytest.mark.parametrize(
    ("period", "since", "to"), [("2022", None, None), ("2023", 3, 2023), ("2024", 3, 2023), ("2025", 7, 2025)]
)
def test_since_the_strategy_is_told_of_the_latest_value_at_the_year_shown(stands, period, since, to):
    values = {2021: 10.0, 2022: 11.0, 2023: 13.0, 2025: 17.0}
    found = stands([("2080", year, "T", value) for year, value in values.items()], period=period)
    assert (found.since, found.since_to, found.since_from) == (since, to, 2021 if since else None)


@pytest.mark.parametrize(
    ("choice", "value", "n"),
    [
        ("mitten", 7, 15),
        ("dalarna", 7, 15),
        ("riket", 50, 1),
        ("region", 60, 1),
        ("liknande", 10.5, 2),  # Avesta's 10 and Ludvika's 11
        ("2034", 5, 1),
        ("1780", 99, 1),
        ("2080", None, 0),  # itself
        ("0180", None, 0),  # without a value
    ],
)
def test_each_comparator_has_its_value_and_how_many_it_rests_on(stands, areas, choice, value, n):
    order = sorted(areas.dalarna)
    assert (order.index("2034"), order.index("2081"), order.index("2082")) == (5, 10, 11)
    beside = [("0000", 2022, "T", 50.0), ("0020", 2022, "T", 60.0), ("1780", 2022, "T", 99.0)]
    found = stands([*county(areas), *beside], choice=choice)
    assert (found.against.value, found.against.n) == (value, n)
    assert (found.difference, found.position) == (2, "i nivå")  # against the middle all the same
    if value is not None:
        expected = "i nivå" if abs(9 - value) <= 1.4826 * 4 else "bättre" if 9 < value else "sämre"
        assert (found.against.difference, found.against.position) == (9 - value, expected)
    else:
        assert (found.against.difference, found.against.position, found.distance) == (None, "", None)


def test_neighbours_are_taken_from_outside_the_county_too(stands, areas):
    outside = [code for code in areas.neighbours["2021"] if code not in areas.dalarna]
    inside = [code for code in areas.neighbours["2021"] if code in areas.dalarna]
    assert outside
    assert inside
    rows = [*county(areas), (outside[0], 2022, "T", 30.0)]
    values = {code: value for code, _, _, value in rows}
    found = stands(rows, code="2021", choice="grannar").against
    expected = [values[code] for code in (*inside, outside[0])]
    assert (found.value, found.n) == (pytest.approx(sum(expected) / len(expected)), len(expected))


def test_the_class_against_a_comparator_lasts_by_its_own_last_three_values(stands, areas):
    rows = [row for year in (2020, 2021, 2022) for row in county(areas, year)]
    others = [("1780", 2020, "T", 30.0), ("1780", 2021, "T", 9.0), ("1780", 2022, "T", 30.0)]
    found = stands([*rows, *others], choice="1780")
    assert (found.against.position, found.against.lasting) == ("bättre", True)
    once = stands([*rows, *others[1:]], choice="1780")
    assert (once.against.position, once.against.lasting) == ("bättre", False)


def test_similar_areas_are_of_the_kind_that_the_key_figure_asks_for(strategy, areas):
    def members(kpi, code="2080", *, regional=False):
        return comparator_of(
            "liknande", code, strategy.measure(kpi), areas, GROUPS, regional=regional
        ).members

    assert members("U21426") == ("2081", "2082")
    assert members("U20462") == members("U01405") == members("U01411") == ("2083", "1780")
    assert members("U79092", "0020", regional=True) == ("0001", "0003")
    assert members("U21426", "2081") == ()


@pytest.mark.parametrize("choice", [*Choice, "0000", "0020"])
def test_no_area_is_compared_with_itself(strategy, areas, choice):
    for code in ("0000", "0020"):
        found = comparator_of(choice, code, strategy.measure("U20462"), areas, GROUPS, regional=True)
        assert code not in found.members


def test_an_area_outside_the_county_is_compared_with_the_county_and_has_no_rank(stands, areas):
    rows = [*county(areas), ("0180", 2022, "T", 20.0)]
    found = stands(rows, code="0180", choice="dalarna")
    assert (found.rank, found.n, found.reference_n) == (None, 15, 15)
    assert (found.against.value, found.against.n, found.against.difference) == (7, 15, 13)
    assert found.against.position == "sämre"


def test_region_dalarna_is_compared_among_the_regions(stands, areas):
    rows = [(code, 2022, "T", float(at)) for at, code in enumerate(sorted(areas.regions))]
    found = stands([*rows, ("0000", 2022, "T", 500.0), ("2080", 2022, "T", 900.0)], code="0020", kpi="U20462")
    own = float(sorted(areas.regions).index("0020"))
    assert (found.value, found.middle, found.reference, found.reference_n) == (own, 10, "regionernas", 21)
    assert (found.rank, found.n, found.national) == (own + 1, 21, 500)
    assert stands(rows, code="0020", kpi="U20462", choice="dalarna").against.value is None


@pytest.mark.parametrize("gender", ["K", "M"])
def test_within_a_gender_everything_is_of_that_gender(stands, areas, gender):
    rows = [*county(areas), *county(areas, gender="K", step=2.0), *county(areas, gender="M", step=3.0)]
    rows += [("0000", 2022, each, value) for each, value in (("T", 1.0), ("K", 2.0), ("M", 3.0))]
    step = {"K": 2, "M": 3}[gender]
    found = stands(rows, gender=gender, choice="liknande")
    assert (found.value, found.middle, found.spread) == (9 * step, 7 * step, pytest.approx(1.4826 * 4 * step))
    assert (found.national, found.against.value, found.rank) == (step, 10.5 * step, 10)
    assert (found.women, found.men, found.gap) == (18, 27, -9)


def test_a_missing_municipality_changes_nobody_elses_own_values(stands, areas):
    rows = [row for year in (2021, 2022) for row in county(areas, year)]
    without = [row for row in rows if row[0] != "2021"]
    names = ("value", "change", "change_from", "since", "women", "series", "gap")
    whole, less = stands(rows), stands(without)
    assert [getattr(whole, name) for name in names] == [getattr(less, name) for name in names]


def test_a_series_is_tested_by_the_key_figures_own_breaks(strategy):
    series = tuple((float(year), float(year)) for year in range(2013, 2026))
    assert seen_at(series, 2025, strategy.measure("N21701")).points == 5  # broken 2021
    assert seen_at(series, 2025, strategy.measure("U21426")).points == 10
    assert seen_at(series, 2022, strategy.measure("N21701")).trend is Trend.TOO_FEW
