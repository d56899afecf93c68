from __future__ import annotations

import math
import statistics

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.compare import Comparator, against, benchmark, municipal_peers
from gnv.strategy import Direction
from tests.conftest import tidy
from tests.examples import examples

DALARNA = [f"20{n:02}" for n in range(1, 16)]
PEERS = municipal_peers(DALARNA, DALARNA)
OUTSIDE = {"0000": {2022: 30.0}, "0020": {2022: 31.0}, "1780": {2022: 70.0}}
COUNTY = {code: {2022: 10.0 * at} for at, code in enumerate(DALARNA[:7])} | OUTSIDE
HIGH = Direction.HIGH
S = 1.4826 * 20  # of 0, 10, 20, 30, 40, 50, 60


def compared(choice, members=(), values=COUNTY, direction=HIGH, peers=PEERS):
    observed = tidy(values)
    rows = benchmark(observed, peers, direction)
    return against(rows, observed, Comparator(choice, members), direction)


@pytest.mark.parametrize(
    ("choice", "members", "value", "n"),
    [
        ("mitten", (), 30, 7),
        ("riket", ("0000",), 30, 1),
        ("region", ("0020",), 31, 1),
        ("grannar", (DALARNA[0], "1780"), 35, 2),  # outside the county too
        ("grannar", (DALARNA[1], DALARNA[9]), 10, 1),  # one without a value
        ("liknande", (DALARNA[0], DALARNA[1], DALARNA[5]), 20, 3),
        (DALARNA[6], (DALARNA[6],), 60, 1),
    ],
)
def test_the_comparator_and_over_how_many_areas_it_is_the_mean(choice, members, value, n):
    found = compared(choice, members)
    assert found["comparator"].tolist() == [value] * 7
    assert found["comparator_n"].tolist() == [n] * 7
    assert found["difference"].tolist() == [10 * at - value for at in range(7)]


def test_the_classes_are_by_the_reference_sets_own_spread():
    found = compared("grannar", ("1780",))
    assert found["difference"].tolist() == [-70, -60, -50, -40, -30, -20, -10]
    assert 20 < S < 30
    assert found["position"].tolist() == [*["sämre"] * 5, *["i nivå"] * 2]


@pytest.mark.parametrize(("step", "position"), [(0, "i nivå"), (1, "bättre")])
def test_exactly_one_spread_from_the_comparator_is_level(step, position):
    other = -S if step == 0 else math.nextafter(-S, -100)
    found = compared("1780", ("1780",), COUNTY | {"1780": {2022: other}})
    assert found["position"].tolist()[0] == position


@pytest.mark.parametrize(("n", "mean"), [(9, None), (10, 4.5), (15, 7.0)])
def test_the_county_is_compared_with_from_ten_values(n, mean):
    found = compared("dalarna", values={code: {2022: float(at)} for at, code in enumerate(DALARNA[:n])})
    assert [None if math.isnan(each) else each for each in found["comparator"]] == [mean] * n
    assert found["comparator_n"].isna().all() is (mean is None) or found["comparator_n"].eq(n).all()
    assert set(found["position"]) == ({""} if mean is None else {"i nivå", "bättre", "sämre"})


@pytest.mark.parametrize("members", [(), ("1781",)])
def test_without_a_value_to_compare_with_there_is_no_class(members):
    found = compared("liknande", members)
    assert found["comparator"].isna().all()
    assert found["comparator_n"].isna().all()
    assert found["difference"].isna().all()
    assert set(found["position"]) == {""}


def test_values_are_compared_within_their_year():
    found = compared("1780", ("1780",), {DALARNA[0]: {2021: 5, 2022: 9}, "1780": {2022: 4, 2020: 1}})
    assert found["difference"].fillna(-99).tolist() == [-99, 5]


VALUES = st.dictionaries(
    st.sampled_from([*DALARNA, "1780"]),
    st.dictionaries(st.integers(2020, 2022), st.integers(0, 40), min_size=1),
    min_size=1,
)
MEMBERS = (DALARNA[2], DALARNA[4], "1780")


@given(values=VALUES, constant=st.integers(-500, 500), random=st.randoms(use_true_random=False))
@examples(8)
def test_neither_a_constant_nor_the_order_of_rows_changes_a_position(values, constant, random):
    before = compared("grannar", MEMBERS, values)
    observed = tidy({area: {y: v + constant for y, v in own.items()} for area, own in values.items()})
    order = list(range(len(observed)))
    random.shuffle(order)
    shuffled = observed.iloc[order]
    after = against(benchmark(shuffled, PEERS, HIGH), shuffled, Comparator("grannar", MEMBERS), HIGH)
    same = ["comparator_n", "position"]
    pd.testing.assert_frame_equal(after[same], before[same])
    pd.testing.assert_series_equal(after["difference"], before["difference"])


@given(values=VALUES)
@examples(8)
def test_the_mean_is_of_the_members_with_a_value_that_year_and_the_direction_only_mirrors(values):
    observed = tidy(values)
    rows = benchmark(observed, PEERS, HIGH)
    found = compared("grannar", MEMBERS, values)
    for period, mean, n in zip(rows["period"], found["comparator"], found["comparator_n"], strict=True):
        own = [values[code][int(period)] for code in MEMBERS if int(period) in values.get(code, {})]
        assert (mean, n) == (statistics.fmean(own), len(own)) if own else math.isnan(mean)
    mirror = {"bättre": "sämre", "sämre": "bättre"}
    turned = compared("grannar", MEMBERS, values, Direction.LOW)["position"]
    assert turned.tolist() == [mirror.get(each, each) for each in found["position"]]
