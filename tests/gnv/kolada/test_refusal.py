from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.areas import COUNTRY, REGION_DALARNA
from gnv.kolada.editions import read_edition, write_edition
from gnv.kolada.fetch import COLUMNS
from gnv.kolada.refusal import impossible, keys, lost
from gnv.strategy import Unit
from tests.conftest import figures
from tests.examples import examples

FALUN, MORA, STOCKHOLM = "2080", "2062", "0180"
BOUNDS = (0.0, 100.0)
SOME = [
    (COUNTRY, 2022, "T", 80.0),
    (REGION_DALARNA, 2022, "T", 81.0),
    (FALUN, 2021, "T", 70.0),
    (FALUN, 2022, "T", 71.0),
    (MORA, 2022, "T", 0.0),
    (MORA, 2022, "K", 62.5),
    (STOCKHOLM, 2022, "T", 60.0),
]


def series(rows):
    """One key figure's series as it is fetched: (area, year, gender, value)."""
    return figures([("U00001", *row) for row in rows])[list(COLUMNS)]


def standing(rows):
    """The values that stand for it: what is missing is not among them."""
    return figures([("U00001", *row) for row in rows if not math.isnan(row[3])])


def without(*gone):
    return [row for row in SOME if row[:3] not in gone]


def of_others(area):
    return [row for row in SOME if row[0] != area]


def why_impossible(areas, rows, bounds=BOUNDS):
    return impossible(series(rows), bounds, areas)


def why_lost(areas, rows, *, deleted=(), stood=SOME, expected=()):
    return lost(series(rows), deleted, standing(stood), expected, areas)


@pytest.mark.parametrize("unit", Unit, ids=lambda unit: unit.name)
@pytest.mark.parametrize("value", [0.0, 0.1, 100.0, math.nan])
def test_values_that_every_unit_allows_can_be(areas, unit, value):
    assert why_impossible(areas, [(FALUN, 2022, "T", value)], unit.bounds) == ""


@pytest.mark.parametrize("unit", Unit, ids=lambda unit: unit.name)
def test_nothing_is_less_than_none(areas, unit):
    assert why_impossible(areas, [(FALUN, 2022, "T", -0.5)], unit.bounds)


@pytest.mark.parametrize(
    ("unit", "can_be"),
    [
        (Unit.PERCENT, False),
        (Unit.INDEX, False),
        (Unit.PER_1000, True),
        (Unit.PER_100000, True),
        (Unit.KRONOR, True),
    ],
    ids=lambda unit: getattr(unit, "name", ""),
)
def test_only_shares_and_indices_end_at_a_hundred(areas, unit, can_be):
    assert (why_impossible(areas, [(FALUN, 2022, "T", 100.5)], unit.bounds) == "") is can_be


def test_impossible_values_are_counted_and_one_named_with_area_and_year(areas):
    why = why_impossible(areas, [*SOME, (MORA, 2019, "T", 250.0), (STOCKHOLM, 2018, "T", -3.0)])
    assert "Mora" in why
    assert "2019" in why
    assert "250" in why
    assert "2 st" in why


def test_an_impossible_value_of_an_unknown_area_is_named_by_its_code(areas):
    assert "9999" in why_impossible(areas, [("9999", 2022, "T", 250.0)])


def test_one_impossible_value_of_one_gender_is_enough(areas):
    assert why_impossible(areas, [*SOME, (MORA, 2022, "M", 100.01)])


def test_rows_without_a_value_are_not_impossible(areas):
    assert why_impossible(areas, [(code, 2022, "T", math.nan) for code in (COUNTRY, FALUN, MORA)]) == ""
    assert why_impossible(areas, []) == ""


def test_the_same_series_again_has_lost_nothing(areas):
    assert why_lost(areas, SOME, expected=[FALUN, MORA]) == ""


def test_revised_and_new_values_are_no_loss(areas):
    rows = [*((area, year, gender, 1.0) for area, year, gender, _ in SOME), (FALUN, 2023, "T", 72.0)]
    assert why_lost(areas, rows) == ""


def test_the_order_of_rows_is_no_loss(areas):
    assert why_lost(areas, SOME[::-1]) == ""


def test_an_empty_answer_is_a_loss_only_where_something_stood(areas):
    assert why_lost(areas, [])
    assert why_lost(areas, [], stood=[]) == ""
    assert why_lost(areas, [], stood=[], expected=areas.dalarna) == ""


def test_a_series_that_nothing_stood_for_has_lost_nothing(areas):
    assert why_lost(areas, SOME, stood=[]) == ""
    assert why_lost(areas, [(FALUN, 2022, "T", math.nan)], stood=[]) == ""


@pytest.mark.parametrize("stood", [[], SOME], ids=["nothing stood", "it stood"])
def test_an_expected_municipality_that_is_silent_is_named(areas, stood):
    why = why_lost(areas, of_others(MORA), stood=stood, expected=[FALUN, MORA])
    assert "Mora" in why
    assert "Falun" not in why


def test_many_silent_municipalities_are_counted_and_the_first_named(areas):
    why = why_lost(areas, SOME, expected=areas.dalarna)
    named = [areas.name(code) for code in areas.dalarna if areas.name(code) in why]
    assert len(named) == 5
    assert "8 till" in why


def test_an_expected_municipality_listed_without_values_is_not_silent(areas):
    rows = [*of_others(MORA), (MORA, 2022, "T", math.nan)]
    assert why_lost(areas, rows, stood=of_others(MORA), expected=[FALUN, MORA]) == ""


def test_areas_outside_the_expected_need_not_answer(areas):
    assert why_lost(areas, of_others(STOCKHOLM), stood=of_others(STOCKHOLM), expected=[FALUN, MORA]) == ""


@pytest.mark.parametrize(
    ("area", "name"), [(COUNTRY, "Riket"), (REGION_DALARNA, "Region Dalarna"), (FALUN, "Falun")]
)
@pytest.mark.parametrize("how", ["missing", "deleted"])
def test_whom_the_views_rest_on_cannot_lose_every_value(areas, area, name, how):
    gone = [row for row in SOME if row[0] == area]
    listed = [(*row[:3], math.nan) for row in gone] if how == "missing" else []
    deleted = {row[:3] for row in gone} if how == "deleted" else ()
    why = why_lost(areas, [*of_others(area), *listed], deleted=deleted)
    assert name in why


def test_another_municipality_may_lose_every_value_that_is_listed_as_missing_or_deleted(areas):
    listed = [*of_others(STOCKHOLM), (STOCKHOLM, 2022, "T", math.nan)]
    assert why_lost(areas, listed) == ""
    assert why_lost(areas, of_others(STOCKHOLM), deleted={(STOCKHOLM, 2022, "T")}) == ""


def test_a_value_gone_without_a_reason_is_named_and_counted(areas):
    why = why_lost(areas, without((FALUN, 2021, "T")))
    assert "Falun" in why
    assert "2021" in why
    assert f"1 av {len(SOME)}" in why


def test_a_value_listed_as_missing_is_no_loss(areas):
    rows = [*without((FALUN, 2021, "T")), (FALUN, 2021, "T", math.nan)]
    assert why_lost(areas, rows) == ""


def test_a_deleted_value_is_no_loss(areas):
    assert why_lost(areas, without((FALUN, 2021, "T")), deleted={(FALUN, 2021, "T")}) == ""


@pytest.mark.parametrize("other", [(FALUN, 2020, "T"), (FALUN, 2021, "K"), (MORA, 2021, "T")])
def test_a_reason_for_another_value_is_no_reason(areas, other):
    rows = without((FALUN, 2021, "T"))
    assert why_lost(areas, rows, deleted={other})
    assert why_lost(areas, [*rows, (*other, math.nan)])


def test_a_gender_that_is_gone_is_a_loss(areas):
    why = why_lost(areas, without((MORA, 2022, "K")))
    assert "Mora" in why
    assert "2022" in why


def test_what_is_read_from_a_file_is_compared_as_what_is_fetched(areas, tmp_path):
    digest = write_edition(standing(SOME), tmp_path)
    stood = read_edition(tmp_path, digest, shipped=False).values
    assert lost(series(SOME), (), stood, [FALUN], areas) == ""
    assert "Falun" in lost(series(without((FALUN, 2021, "T"))), (), stood, [FALUN], areas)
    assert keys(stood) == keys(series(SOME)) == {row[:3] for row in SOME}


def test_the_shipped_series_have_lost_nothing_against_themselves(areas, shipped):
    for kpi in list(shipped.provenance.kpis)[:3]:
        own = shipped.values.loc[shipped.values["kpi"].eq(kpi)]
        assert lost(own, (), own, set(own["municipality"]), areas) == ""


CODES = (COUNTRY, REGION_DALARNA, FALUN, MORA, STOCKHOLM)
KEYS = st.tuples(st.sampled_from(CODES), st.integers(2018, 2022), st.sampled_from("TKM"))
VALUES = st.floats(*BOUNDS)


def rows_of(values):
    return [(*key, value) for key, value in values.items()]


@examples(20)
@given(data=st.data(), stood=st.dictionaries(KEYS, VALUES, max_size=12))
def test_a_series_that_holds_all_that_stood_is_never_refused(areas, data, stood):
    more = data.draw(st.dictionaries(KEYS, VALUES, max_size=6))
    values = {key: data.draw(VALUES) for key in stood} | more
    there = sorted({area for area, _, _ in values})
    expected = data.draw(st.lists(st.sampled_from(there))) if there else ()
    rows = data.draw(st.permutations(rows_of(values)))
    assert why_impossible(areas, rows) == ""
    assert why_lost(areas, rows, stood=rows_of(stood), expected=expected) == ""


@examples(20)
@given(data=st.data(), stood=st.dictionaries(KEYS, VALUES, min_size=1, max_size=12))
def test_any_single_value_that_is_gone_needs_a_reason(areas, data, stood):
    gone = data.draw(st.sampled_from(sorted(stood)))
    left = rows_of({key: value for key, value in stood.items() if key != gone})
    # A newer value keeps the area from being without any.
    newer = [*left, (gone[0], 2023, "T", 1.0)]
    before, after = standing(rows_of(stood)), series(newer)
    assert lost(series(left), (), before, (), areas)
    assert lost(after, (), before, (), areas)
    assert lost(after, {gone}, before, (), areas) == ""
    assert lost(series([*newer, (*gone, math.nan)]), (), before, (), areas) == ""
