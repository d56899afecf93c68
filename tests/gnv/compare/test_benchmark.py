from __future__ import annotations

import math
import statistics

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.compare import benchmark, municipal_peers, region_peers
from gnv.compare.benchmark import COLUMNS
from gnv.strategy import Direction
from tests.conftest import tidy
from tests.examples import examples

HIGH, LOW, NONE = Direction.HIGH, Direction.LOW, Direction.NONE
DALARNA = [f"20{n:02}" for n in range(1, 16)]
OTHERS = [f"{n:04}" for n in range(1001, 1276)]
REGIONS = [f"00{n:02}" for n in range(1, 26) if n not in (2, 11, 15, 16)]
PEERS = municipal_peers(DALARNA, [*DALARNA, *OTHERS])
AMONG_REGIONS = region_peers(REGIONS)


def one_year(values, codes=DALARNA, year=2022, **others):
    given = {code: {year: float(value)} for code, value in zip(codes, values, strict=False)}
    return given | {f"{code:0>4}": {year: float(value)} for code, value in others.items()}


def row(rows, area, period="2022"):
    found = rows.loc[rows["area"].eq(area) & rows["period"].eq(period)].to_dict("records")
    assert len(found) == 1
    return found[0]


def bench(values, direction=HIGH, peers=PEERS, breaks=()):
    return benchmark(tidy(values), peers, direction, breaks)


def test_no_values_give_no_rows_with_the_types_that_values_have():
    values = {code: {2021: 1.0, 2022: 2.0} for code in [*DALARNA, "0000", "0020"]}
    rows = bench({"0000": {2022: 61.0}})
    assert rows.empty
    assert rows.dtypes.to_dict() == bench(values).dtypes.to_dict() | {"reference": "str"}


def test_a_whole_small_county_by_hand():
    values = one_year([10, 20, 30, 40, 50, 60, 70, 80, 90, 200]) | {
        "0000": {2022: 61.0},
        "0020": {2022: 62.0},
    }
    rows = bench(values)
    assert list(rows.columns) == list(COLUMNS)
    assert rows["area"].tolist() == DALARNA[:10]
    first = row(rows, DALARNA[0])
    assert first["value"] == 10
    assert first["national"] == 61
    assert first["region"] == 62
    assert first["middle"] == 55
    assert first["spread"] == 1.4826 * 25
    assert first["reference"] == "Dalarnas"
    assert first["reference_n"] == 10
    assert first["county_mean"] == 65
    assert first["county_median"] == 55
    assert first["n"] == 10
    assert first["rank"] == 10
    assert first["difference"] == -45
    assert first["position"] == "sämre"
    assert math.isnan(first["change"])
    assert rows["position"].tolist() == ["sämre", *["i nivå"] * 8, "bättre"]


def test_nothing_observed_gives_no_rows():
    rows = bench({})
    assert list(rows.columns) == list(COLUMNS)
    assert rows.empty


def test_areas_that_are_not_ranked_get_no_rows():
    rows = bench(
        one_year([1, 2, 3, 4, 5]) | one_year([7], OTHERS) | {"0000": {2022: 3.0}, "0020": {2022: 3.0}}
    )
    assert set(rows["area"]) == set(DALARNA[:5])


@pytest.mark.parametrize(("n", "mean", "median"), [(9, None, None), (10, 5.5, 5.5), (11, 6.0, 6.0)])
def test_the_county_mean_and_median_need_ten_values(n, mean, median):
    first = row(bench(one_year(range(1, n + 1))), DALARNA[0])
    assert first["n"] == n
    assert (None if math.isnan(first["county_mean"]) else first["county_mean"]) == mean
    assert (None if math.isnan(first["county_median"]) else first["county_median"]) == median


def test_mean_and_median_are_of_the_county_alone_and_unweighted():
    values = one_year([0] * 9 + [100]) | one_year([50] * 200, OTHERS) | {"0000": {2022: 50.0}}
    first = row(bench(values), DALARNA[0])
    assert (first["county_mean"], first["county_median"], first["middle"]) == (10, 0, 50)


def test_national_and_region_are_none_where_kolada_has_none_that_year():
    values = one_year([1, 2, 3]) | {"0000": {2021: 9.0}, "0020": {2020: 9.0}}
    first = row(bench(values), DALARNA[0])
    assert math.isnan(first["national"])
    assert math.isnan(first["region"])


@pytest.mark.parametrize(
    ("own", "others", "reference", "n"),
    [
        (4, 0, None, None),
        (5, 0, "Dalarnas", 5),
        (15, 0, "Dalarnas", 15),
        (15, 134, "Dalarnas", 15),
        (15, 135, "Sveriges", 150),
        (4, 145, None, None),
        (4, 146, "Sveriges", 150),
        (1, 149, "Sveriges", 150),
        (15, 275, "Sveriges", 290),
    ],
)
def test_the_reference_set_is_sweden_from_150_else_dalarna_from_5(own, others, reference, n):
    values = one_year(range(own)) | one_year(range(1000, 1000 + others), OTHERS)
    first = row(bench(values), DALARNA[0])
    if reference is None:
        assert pd.isna(first["reference"])
        assert pd.isna(first["reference_n"])
        assert math.isnan(first["middle"])
        assert math.isnan(first["spread"])
        assert first["position"] == ""
        assert math.isnan(first["difference"])
        assert first["rank"] == own
    else:
        members = list(range(own)) + (list(range(1000, 1000 + others)) if reference == "Sveriges" else [])
        assert (first["reference"], first["reference_n"]) == (reference, n)
        assert first["middle"] == statistics.median(members)


@pytest.mark.parametrize(("n", "has"), [(14, False), (15, True), (21, True)])
def test_regions_are_compared_from_15_values(n, has):
    first = row(bench(one_year(range(n), REGIONS), peers=AMONG_REGIONS), "0001")
    assert (first["reference"] == "regionernas") is has
    assert (not math.isnan(first["middle"])) is has


def test_among_regions_the_country_is_left_out_and_gotland_counts():
    with_gotland = one_year(range(15), REGIONS)
    assert "0009" in with_gotland
    country = {"0000": {2022: 1000.0}}
    first = row(bench(with_gotland | country, peers=AMONG_REGIONS), "0001")
    assert (first["middle"], first["reference_n"], first["n"]) == (7, 15, 15)
    assert first["national"] == 1000
    without = {code: years for code, years in with_gotland.items() if code != "0009"}
    assert math.isnan(row(bench(without | country, peers=AMONG_REGIONS), "0001")["middle"])


def test_among_regions_there_is_no_county_mean_or_median():
    rows = bench(one_year(range(21), REGIONS), peers=AMONG_REGIONS)
    assert rows["county_mean"].isna().all()
    assert rows["county_median"].isna().all()
    assert rows["n"].eq(21).all()


@given(values=st.lists(st.floats(0, 6000), min_size=5, max_size=15))
@examples(12)
def test_the_spread_is_scipys_median_absolute_deviation_scaled(values):
    from scipy.stats import median_abs_deviation  # takes a second, which workers without this test are spared

    first = row(bench(one_year(values)), DALARNA[0])
    expected = median_abs_deviation(values, scale=1 / 1.4826)  # scipy divides by its scale
    assert first["spread"] == pytest.approx(expected, rel=1e-12, abs=1e-12)


def at_the_edge(value):
    return bench(one_year([-20, -5, -5, 0, 5, 5, value]))


def test_exactly_one_spread_from_the_middle_is_level_and_the_next_number_is_not():
    edge = 1.4826 * 5
    rows = at_the_edge(edge)
    assert row(rows, DALARNA[0])["middle"] == 0
    assert row(rows, DALARNA[0])["spread"] == edge
    assert row(rows, DALARNA[6])["position"] == "i nivå"
    assert row(at_the_edge(math.nextafter(edge, 100)), DALARNA[6])["position"] == "bättre"


def test_a_spread_of_zero_gives_no_class_to_anyone():
    rows = bench(one_year([5, 5, 5, 5, 5, 5, 90, 1]))
    assert rows["spread"].eq(0).all()
    assert rows["position"].eq("").all()
    assert row(rows, DALARNA[6])["difference"] == 85


@pytest.mark.parametrize(
    ("direction", "words"),
    [(HIGH, ["sämre", "bättre"]), (LOW, ["bättre", "sämre"]), (NONE, ["lägre", "högre"])],
)
def test_the_words_follow_the_direction(direction, words):
    rows = bench(one_year([-100, -1, -1, 0, 1, 1, 100]), direction)
    assert rows["position"].tolist() == [words[0], *["i nivå"] * 5, words[1]]


@pytest.mark.parametrize(
    ("direction", "ranks"), [(HIGH, [4, 2, 2, 1]), (LOW, [1, 2, 2, 4]), (NONE, [4, 2, 2, 1])]
)
def test_ties_share_the_better_rank(direction, ranks):
    assert bench(one_year([1, 2, 2, 3]), direction)["rank"].tolist() == ranks


def test_rank_is_within_the_year():
    rows = bench({DALARNA[0]: {2021: 1, 2022: 9}, DALARNA[1]: {2021: 2, 2022: 8}})
    assert rows[["area", "period", "rank"]].to_numpy().tolist() == [
        [DALARNA[0], "2021", 2], [DALARNA[0], "2022", 1], [DALARNA[1], "2021", 1], [DALARNA[1], "2022", 2],
    ]  # fmt: skip


def test_change_is_against_the_nearest_earlier_value_which_is_named():
    rows = bench({DALARNA[0]: {2018: 5, 2020: 8, 2022: 6}, DALARNA[1]: {2021: 1}})
    assert math.isnan(row(rows, DALARNA[0], "2018")["change"])
    assert pd.isna(row(rows, DALARNA[0], "2018")["change_from"])
    assert [row(rows, DALARNA[0], "2020")[c] for c in ("change", "change_from")] == [3, "2018"]
    assert [row(rows, DALARNA[0], "2022")[c] for c in ("change", "change_from")] == [-2, "2020"]
    assert math.isnan(row(rows, DALARNA[1], "2021")["change"])


@pytest.mark.parametrize(
    ("years", "breaks", "has"),
    [
        ((2020, 2021), (2021,), False),
        ((2019, 2022), (2021,), False),
        ((2021, 2022), (2021,), True),
        ((2019, 2020), (2021,), True),
        ((2020, 2021), (), True),
        ((2020, 2022), (2015, 2022), False),
        ((2016, 2017), (2015, 2020), True),
    ],
)
def test_no_change_is_told_across_a_break(years, breaks, has):
    earlier, now = years
    found = row(bench({DALARNA[0]: {earlier: 5, now: 8}}, breaks=breaks), DALARNA[0], str(now))
    assert (found["change"] == 3) is has
    assert (found["change_from"] == str(earlier)) is has


def test_after_a_break_changes_are_told_again():
    rows = bench({DALARNA[0]: {2020: 1, 2021: 5, 2022: 7}}, breaks=(2021,))
    assert math.isnan(row(rows, DALARNA[0], "2021")["change"])
    assert [row(rows, DALARNA[0])[c] for c in ("change", "change_from")] == [2, "2021"]


# What must hold for any county

YEARS = st.dictionaries(st.integers(2018, 2022), st.integers(0, 40), min_size=1, max_size=5)
COUNTIES = st.dictionaries(st.sampled_from([*DALARNA, *DALARNA, "0000"]), YEARS, min_size=1, max_size=16)
DIRECTIONS = st.sampled_from(list(Direction))
few = examples(8)


@few
@given(county=COUNTIES, direction=DIRECTIONS, random=st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(county, direction, random):
    observed = tidy(county)
    order = list(range(len(observed)))
    random.shuffle(order)
    expected = benchmark(observed, PEERS, direction, (2021,))
    pd.testing.assert_frame_equal(benchmark(observed.iloc[order], PEERS, direction, (2021,)), expected)


@few
@given(county=COUNTIES, direction=DIRECTIONS, constant=st.integers(-1000, 1000))
def test_adding_a_constant_changes_no_rank_position_difference_or_change(county, direction, constant):
    moved = {area: {year: v + constant for year, v in years.items()} for area, years in county.items()}
    same = ["area", "period", "spread", "n", "rank", "difference", "position", "change", "change_from"]
    pd.testing.assert_frame_equal(bench(moved, direction)[same], bench(county, direction)[same])


@few
@given(county=COUNTIES)
def test_reversing_the_direction_mirrors_better_and_worse_and_nothing_else(county):
    mirror = {"bättre": "sämre", "sämre": "bättre"}
    high, low = bench(county, HIGH), bench(county, LOW)
    assert [mirror.get(p, p) for p in high["position"]] == low["position"].tolist()
    others = [column for column in COLUMNS if column not in ("position", "rank")]
    pd.testing.assert_frame_equal(high[others], low[others])


@few
@given(county=COUNTIES)
def test_turning_values_and_direction_around_keeps_ranks_and_positions(county):
    turned = {area: {year: -v for year, v in years.items()} for area, years in county.items()}
    same = ["area", "period", "rank", "position"]
    pd.testing.assert_frame_equal(bench(turned, LOW)[same], bench(county, HIGH)[same])


@few
@given(county=COUNTIES, direction=DIRECTIONS, gone=st.sampled_from(DALARNA))
def test_a_missing_municipality_changes_nobody_elses_own_values(county, direction, gone):
    own = ["area", "period", "value", "national", "change", "change_from"]
    rest = {area: years for area, years in county.items() if area != gone}
    before = bench(county, direction)
    expected = before.loc[before["area"].ne(gone), own].reset_index(drop=True)
    pd.testing.assert_frame_equal(bench(rest, direction)[own], expected, check_dtype=len(expected) > 0)


@few
@given(county=COUNTIES, direction=DIRECTIONS)
def test_a_rank_is_one_more_than_how_many_are_better_and_someone_is_first(county, direction):
    rows = bench(county, direction)
    for _, year in rows.groupby("period"):
        values = year["value"].tolist()
        better = [sum(o < v if direction is LOW else o > v for o in values) for v in values]
        assert year["rank"].tolist() == [count + 1 for count in better]
        assert 1 in year["rank"].tolist()
        assert year["n"].eq(len(values)).all()


@few
@given(county=COUNTIES, direction=DIRECTIONS)
def test_what_is_given_is_never_changed(county, direction):
    observed = tidy(county)
    copy = observed.copy(deep=True)
    benchmark(observed, PEERS, direction, (2021,))
    pd.testing.assert_frame_equal(observed, copy)


# An area that is not ranked, and the middle half


def test_an_area_outside_the_ranked_is_compared_as_they_are_but_without_a_rank():
    values = one_year(range(10)) | one_year([20], OTHERS) | {"0000": {2022: 4.0}}
    among, apart = (
        benchmark(tidy(values), PEERS, HIGH, (), alone).to_dict("records") for alone in ("", OTHERS[0])
    )
    assert [each["area"] for each in apart] == [OTHERS[0]]
    assert pd.isna(apart[0]["rank"])
    assert (apart[0]["difference"], apart[0]["position"]) == (20 - 4.5, "bättre")
    same = ("middle", "spread", "national", "county_mean", "county_median", "n", "reference", "reference_n")
    assert {name: apart[0][name] for name in same} == {name: among[0][name] for name in same}


@pytest.mark.parametrize(
    ("values", "lower", "upper"),
    [([1, 2, 3, 4, 5], 2, 4), ([1, 2, 3, 4, 5, 6], 2.25, 4.75), ([7, 7, 7, 7, 100], 7, 7)],
)
def test_the_middle_half_is_bounded_by_the_quartiles_interpolated_linearly(values, lower, upper):
    first = row(bench(one_year(values)), DALARNA[0])
    assert (first["lower_quartile"], first["upper_quartile"]) == (lower, upper)


def test_the_quartiles_are_the_reference_sets():
    values = one_year([1000] * 15) | one_year(range(1, 276), OTHERS)
    first = row(bench(values), DALARNA[0])
    own = sorted([1000] * 15 + list(range(1, 276)))
    assert [first["lower_quartile"], first["upper_quartile"]] == statistics.quantiles(
        own, n=4, method="inclusive"
    )[::2]
    few_values = row(bench(one_year([1, 2, 3, 4])), DALARNA[0])
    assert math.isnan(few_values["lower_quartile"])


@given(values=st.lists(st.integers(0, 20), min_size=1, max_size=15), direction=DIRECTIONS)
@examples(8)
def test_ranks_are_scipys(values, direction):
    from scipy.stats import rankdata

    turned = values if direction is LOW else [-value for value in values]
    assert bench(one_year(values), direction)["rank"].tolist() == rankdata(turned, method="min").tolist()
