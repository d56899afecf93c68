from __future__ import annotations

import math

import pytest

from gnv.kolada.editions import empty_edition
from gnv.kolada.provenance import Provenance
from gnv.observations import COLUMNS, Observations, Status, absence
from tests.conftest import edition_of, figures

ROWS = [
    ("U23521", "2081", 2022, "T", 83.0),
    ("U23521", "2080", 2022, "T", 0.0),
    ("U23521", "2080", 2020, "T", 85.0),
    ("U23521", "2080", 2022, "K", 88.0),
    ("U23521", "0000", 2019, "M", 86.0),
    ("N71019", "0020", 2023, "T", 2310.0),
]


def observe(rows) -> Observations:
    return Observations(edition_of(rows))


@pytest.fixture
def observations():
    return observe(ROWS)


def test_a_measure_has_a_row_per_area_and_period_sorted_by_them(observations):
    frame = observations.of("U23521")
    assert list(frame.columns) == list(COLUMNS)
    assert frame[["area", "period", "value"]].to_numpy().tolist() == [
        ["2080", "2020", 85.0],
        ["2080", "2022", 0.0],
        ["2081", "2022", 83.0],
    ]


def test_an_observation_says_when_whose_and_where_from(observations):
    row = observations.of("U23521").to_dict("records")[0]
    assert (row["measure"], row["area"], row["gender"], row["part"]) == ("U23521", "2080", "T", "all")
    assert (row["period"], row["label"], row["time"]) == ("2020", "2020", 2020.0)
    assert row["status"] == "värde"
    assert row["retrieved"] == "2026-01-01"


def test_a_key_figure_rests_on_no_number_of_answers(observations):
    assert observations.of("U23521")["n"].isna().all()


def test_a_true_zero_is_a_value(observations):
    frame = observations.of("U23521")
    zero = frame.loc[frame["value"].eq(0)]
    assert zero["status"].tolist() == [str(Status.VALUE)]


def test_genders_are_kept_apart(observations):
    assert observations.of("U23521", "K")["value"].tolist() == [88.0]
    assert observations.of("U23521", "M")["area"].tolist() == ["0000"]


def test_genders_are_told_with_all_first(observations):
    assert observations.genders("U23521", ["2080", "0000"]) == ("T", "K", "M")
    assert observations.genders("N71019", ["0020"]) == ("T",)
    assert observations.genders("U00000", ["2080", "0000"]) == ()


def test_genders_are_those_of_the_areas_asked_for(observations):
    assert observations.genders("U23521", ["2080"]) == ("T", "K")
    assert observations.genders("U23521", ["2081"]) == ("T",)
    assert observations.genders("U23521", ["0000"]) == ("M",)
    assert observations.genders("U23521", ["0020"]) == ()
    assert observations.genders("U23521", []) == ()
    assert observations.genders("U23521", iter(["2080", "0000"])) == ("T", "K", "M")


@pytest.mark.parametrize(("measure", "gender"), [("U00000", "T"), ("N71019", "K"), ("U23521", "X"), ("", "")])
def test_what_is_not_known_is_an_empty_frame_with_the_columns(observations, measure, gender):
    frame = observations.of(measure, gender)
    assert frame.empty
    assert list(frame.columns) == list(COLUMNS)


def test_an_empty_edition_can_be_asked_anything():
    observations = Observations(empty_edition())
    assert observations.of("U23521").empty
    assert observations.genders("U23521", ["2080"]) == ()


def test_the_edition_is_left_as_it_was():
    edition = edition_of(ROWS)
    Observations(edition)
    assert edition.values.equals(figures(ROWS))


def test_every_shipped_value_is_an_observation_once(shipped, shipped_observations, areas):
    total = sum(
        len(shipped_observations.of(kpi, gender))
        for kpi in shipped.provenance.kpis
        for gender in shipped_observations.genders(kpi, areas.by_code)
    )
    assert total == len(shipped.values)


@pytest.mark.parametrize(
    ("measure", "status"),
    [
        ("U23521", None),
        ("individuell-plan", Status.IN_DEVELOPMENT),
        ("U71456", Status.ENDED),
        ("N72802", Status.NOT_FETCHED),
    ],
)
def test_a_key_figure_without_any_value_says_why(strategy, shipped_observations, areas, measure, status):
    assert absence(strategy.measure(measure), shipped_observations, areas) is status


def test_an_ended_key_figure_with_values_is_not_absent(strategy, shipped_observations, areas):
    assert absence(strategy.measure("U71453"), shipped_observations, areas) is None


def test_a_value_of_any_gender_makes_a_key_figure_present(strategy, areas):
    observations = observe([("U71456", "0020", 2022, "K", 70.0)])
    assert absence(strategy.measure("U71456"), observations, areas) is None


@pytest.mark.parametrize(
    ("measure", "area", "status"),
    [
        ("U23521", "2080", None),
        ("U23521", "0000", Status.NOT_FETCHED),
        ("U23521", "0020", Status.NOT_FETCHED),
        ("U23521", "0180", Status.NOT_FETCHED),
        ("U79133", "0009", None),
        ("U79133", "0000", Status.NOT_FETCHED),
        ("U79133", "2080", Status.NOT_FETCHED),
        ("U71456", "0000", Status.ENDED),
        ("U01405", "2080", None),
        ("U01405", "0020", Status.NOT_FETCHED),
    ],
)
def test_only_the_areas_a_key_figure_is_for_make_it_present(strategy, areas, measure, area, status):
    observations = observe([(measure, area, 2022, "T", 70.0)])
    assert absence(strategy.measure(measure), observations, areas) is status


DALARNA = frozenset({"2080", "2081"})


def why(rows, area="2081", period="2022"):
    return observe(rows).status_of_missing("U23521", "T", area, period, DALARNA)


def test_a_gap_among_others_values_is_missing_in_kolada():
    assert why([("U23521", "2080", 2022, "T", 5.0)]) is Status.NOT_IN_KOLADA


def test_a_year_without_anyones_value_was_not_collected():
    assert why([("U23521", "2080", 2022, "T", 5.0)], period="2021") is Status.NOT_COLLECTED


@pytest.mark.parametrize("area", ["0000", "0020"])
def test_values_of_another_kind_of_area_do_not_mean_that_others_were_collected(area):
    rows = [("U23521", area, 2022, "T", 5.0), ("U23521", "2080", 2020, "T", 5.0)]
    assert why(rows) is Status.NOT_COLLECTED


def test_what_kolada_lists_without_a_value_is_missing_and_what_it_does_not_list_not_collected():
    rows = [("U23521", "2080", 2022, "T", math.nan), ("U23521", "2082", 2022, "T", 5.0)]
    observations = Observations(edition_of(rows, Provenance(listed=("U23521",))))
    for area, status in (("2080", Status.NOT_IN_KOLADA), ("2081", Status.NOT_COLLECTED)):
        assert observations.status_of_missing("U23521", "T", area, "2022", DALARNA) is status


@pytest.mark.parametrize("measure", ["U71456", "N72802"])
def test_a_key_figure_that_kolada_answered_without_values_is_missing_there(strategy, areas, measure):
    edition = edition_of([("U23521", "2080", 2022, "T", 5.0)], Provenance(empty={measure: "2026-11-22"}))
    indicator = strategy.measure(measure)
    assert absence(indicator, Observations(edition), areas) is Status.NOT_IN_KOLADA
