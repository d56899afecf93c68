from __future__ import annotations

import pandas as pd
import pytest

from gnv.compare import Position
from gnv.measured import tell
from gnv.observations import Observations, Status
from gnv.story import Line
from tests.conftest import edition_of, figures


def observe(kpi, values, gender="T") -> Observations:
    rows = [
        (kpi, area, year, gender, float(v)) for area, years in values.items() for year, v in years.items()
    ]
    return Observations(edition_of(rows))


@pytest.fixture
def municipal(strategy, areas):
    def told(values, kpi="U23521", **choices):
        return tell(strategy.measure(kpi), observe(kpi, values), areas, **choices)

    return told


def in_year(areas, n, year):
    return {code: {year: 50 + place} for place, code in enumerate(areas.dalarna[:n])}


def merged(*worlds):
    found: dict = {}
    for world in worlds:
        for area, years in world.items():
            found[area] = found.get(area, {}) | years
    return found


def test_the_year_shown_is_the_latest_with_ten_municipalities(areas, municipal):
    values = merged(in_year(areas, 15, 2019), in_year(areas, 10, 2020), in_year(areas, 9, 2022))
    story = municipal(values)
    assert story.period == "2020"
    assert story.periods == ("2019", "2020", "2022")


def test_where_no_year_has_ten_the_latest_with_any_value_is_shown(areas, municipal):
    assert municipal(merged(in_year(areas, 9, 2019), in_year(areas, 1, 2021))).period == "2021"


def test_a_chosen_year_is_shown_though_few_have_a_value(areas, municipal):
    values = merged(in_year(areas, 15, 2020), in_year(areas, 2, 2022))
    story = municipal(values, period="2022")
    assert story.period == "2022"
    assert len(story.with_value) == 2


@pytest.mark.parametrize("period", ["2021", "1999", "x", "", "2020-1"])
def test_an_unknown_year_falls_back_to_the_default(areas, municipal, period):
    assert municipal(in_year(areas, 12, 2020), period=period).period == "2020"


def test_a_year_that_only_the_country_has_cannot_be_chosen(areas, municipal):
    values = merged(in_year(areas, 12, 2020), {"0000": {2021: 5}})
    story = municipal(values, period="2021")
    assert (story.period, story.periods) == ("2020", ("2020",))


def test_regions_are_shown_for_the_latest_year_of_region_dalarna(areas, municipal):
    values = {code: {2020: 60, 2021: 61, 2022: 62} for code in areas.regions}
    values["0020"] = {2020: 60, 2021: 61}
    story = municipal(values, kpi="N79173")
    assert story.regional
    assert story.period == "2021"


def test_without_region_dalarna_the_latest_year_of_any_region_is_shown(areas, municipal):
    values = {code: {2020: 60} for code in areas.regions if code != "0020"}
    assert municipal(values, kpi="N79173").period == "2020"


def test_a_municipality_without_a_value_is_missing_in_kolada_where_others_have_one(areas, municipal):
    story = municipal(in_year(areas, 14, 2022))
    last = story.line(areas.dalarna[14])
    assert last == Line(
        last.code, last.name, None, Status.NOT_IN_KOLADA, Position.NONE, None, None, None, None, None, ()
    )
    assert {line.status for line in story.with_value} == {Status.VALUE}


def test_where_nobody_has_a_value_nothing_was_collected(areas, municipal):
    story = municipal({})
    assert story.period == ""
    assert story.periods == ()
    assert [line.code for line in story.lines] == list(areas.dalarna)
    assert {line.status for line in story.lines} == {Status.NOT_COLLECTED}
    assert story.counts == {}
    assert (story.middle, story.spread, story.national, story.county_mean) == (None, None, None, None)
    assert (story.reference, story.reference_n) == ("", 0)
    assert story.genders == ()


def test_counts_leave_out_those_without_a_position(areas, municipal):
    values = dict(zip(areas.dalarna, ({2022: v} for v in [0, 49, 49, 50, 51, 51, 100]), strict=False))
    story = municipal(values)
    assert story.counts == {Position.WORSE: 1, Position.LEVEL: 5, Position.BETTER: 1}
    assert len(story.lines) == 15


def test_a_lower_value_is_better_where_the_direction_is_low(areas, municipal):
    values = dict(zip(areas.dalarna, ({2022: v} for v in [0, 49, 49, 50, 51, 51, 100]), strict=False))
    story = municipal(values, kpi="U21426")
    assert story.lines[0].position is Position.BETTER
    assert (story.lines[0].rank, story.lines[6].rank) == (1, 7)


def test_no_change_is_told_across_the_break_of_home_care(areas, municipal):
    values = {code: {2019: 8, 2020: 9, 2021: 5, 2022: 6} for code in areas.dalarna}
    at_break = municipal(values, kpi="N21701", period="2021").lines[0]
    after = municipal(values, kpi="N21701", period="2022").lines[0]
    assert (at_break.change, at_break.change_from) == (None, None)
    assert (after.change, after.change_from) == (1.0, "2021")


def test_the_country_and_the_region_stand_beside_in_the_same_year_only(areas, municipal):
    values = merged(in_year(areas, 12, 2022), {"0000": {2020: 1, 2022: 60}, "0020": {2020: 2}})
    story = municipal(values, kpi="U20462")
    assert (story.national, story.region) == (60, None)
    assert story.lines[0].to_national == -10
    assert story.course.national == ((2020.0, 1.0), (2022.0, 60.0))
    assert story.course.region == ((2020.0, 2.0),)


def test_without_a_national_value_there_is_no_distance_to_it(areas, municipal):
    story = municipal(in_year(areas, 12, 2022))
    assert story.national is None
    assert {line.to_national for line in story.lines} == {None}


def test_the_course_leaves_out_years_in_which_it_cannot_be_said(areas, municipal):
    story = municipal(merged(in_year(areas, 10, 2019), in_year(areas, 9, 2020), in_year(areas, 4, 2021)))
    assert story.course.mean == ((2019.0, 54.5),)
    assert story.course.middle == ((2019.0, 54.5), (2020.0, 54.0))
    assert story.course.low == ((2019.0, 50.0),)
    assert story.course.high == ((2019.0, 59.0),)


def test_the_regions_span_is_told_in_years_with_fifteen_of_them(areas, municipal):
    values = merged(
        {code: {2020: 60 + i} for i, code in enumerate(areas.regions[:15])},
        {code: {2021: 60 + i} for i, code in enumerate(areas.regions[:14])},
    )
    story = municipal(values, kpi="N79173")
    assert story.course.low == ((2020.0, 60.0),)
    assert story.course.high == ((2020.0, 74.0),)


def test_the_scale_spans_all_years(areas, municipal):
    values = merged(in_year(areas, 10, 2022), {"2080": {2010: 3}, "2085": {2011: 99}})
    assert municipal(values).bounds == (3.0, 99.0)


def test_a_lines_series_is_its_own_earliest_first(areas, municipal):
    story = municipal(merged(in_year(areas, 15, 2022), {"2080": {2012: 7, 2010: 8}}))
    assert [time for time, _ in story.line("2080").series] == [2010, 2012, 2022]
    assert story.line("2080").series[0] == (2010.0, 8.0)


def test_everything_is_computed_within_the_chosen_gender(strategy, areas):
    women = {code: {2020: 10 + place} for place, code in enumerate(areas.dalarna)} | {"0000": {2020: 33}}
    rows = [("U23521", area, 2020, "K", float(years[2020])) for area, years in women.items()]
    rows += [("U23521", code, 2022, "T", 90.0) for code in areas.dalarna]
    observations = Observations(edition_of(rows))
    story = tell(strategy.measure("U23521"), observations, areas, gender="K")
    assert (story.period, story.gender, story.genders) == ("2020", "K", ("T", "K"))
    assert (story.middle, story.county_mean, story.national) == (17, 17, 33)


@pytest.mark.parametrize(
    ("present", "asked", "shown"),
    [("T", "K", "T"), ("M", "T", "M"), ("KM", "T", "K"), ("TK", "M", "T"), ("TK", "K", "K"), ("", "K", "K")],
)
def test_a_gender_without_values_falls_back_to_the_first_that_has_some(
    strategy, areas, present, asked, shown
):
    rows = [("U23521", code, 2020, gender, 80.0) for gender in present for code in areas.dalarna]
    rows.append(("U23521", "0000", 2020, asked, 70.0))
    observations = Observations(edition_of(rows))
    story = tell(strategy.measure("U23521"), observations, areas, gender=asked)
    assert (story.gender, story.genders) == (shown, tuple(present))
    assert len(story.with_value) == (15 if present else 0)


def test_the_days_of_riket_and_the_region_are_told_apart(strategy, areas):
    own = figures([("U01405", code, 2022, "T", 80.0) for code in areas.dalarna], "2026-01-01")
    earlier = figures([("U01405", code, 2021, "T", 80.0) for code in ("0000", "2080")], "2025-01-01")
    riket = figures([("U01405", "0000", 2022, "T", 70.0)], "2026-03-03")
    region = figures([("U01405", "0020", 2022, "T", 75.0)], "2026-02-02")
    values = pd.concat([own, earlier, riket, region], ignore_index=True)
    observations = Observations(edition_of(values))
    story = tell(strategy.measure("U01405"), observations, areas)
    assert story.retrieved == ("2026-01-01",)
    assert story.retrieved_beside == ("2026-02-02", "2026-03-03")


def test_no_days_are_told_for_riket_and_the_region_without_values(areas, municipal):
    assert municipal(in_year(areas, 15, 2022)).retrieved_beside == ()


def test_no_line_is_found_for_an_unknown_area_or_none(areas, municipal):
    story = municipal(in_year(areas, 15, 2022))
    assert story.line("9999") is None
    assert story.line(None) is None
    assert story.line("2080").name == "Falun"


def test_a_regions_short_name_leaves_the_word_region_out(areas, municipal):
    story = municipal({code: {2022: 1} for code in areas.regions}, kpi="N79173")
    short = {line.code: line.short_name for line in story.lines}
    assert (short["0020"], short["0014"], short["0018"]) == ("Dalarna", "Västra Götaland", "Örebro län")
    assert story.county_mean is None
    assert story.course.mean == ()


# The real case that people know: safety in nursing homes 2022


@pytest.fixture(scope="module")
def safety(strategy, shipped_observations, areas):
    return tell(strategy.measure("U23521"), shipped_observations, areas, period="2022")


def test_safety_2022_by_hand(safety):
    # 77 79 81 82 83 83 85 [85] 87 88 91 91 92 93 97; deviations 0 0 2 2 2 3 3 [4] 6 6 6 7 8 8 12
    assert safety.period == "2022"
    assert safety.middle == 85
    assert safety.spread == pytest.approx(1.4826 * 4)
    assert (safety.reference, safety.reference_n) == ("Dalarnas", 15)
    assert safety.county_mean == pytest.approx(1294 / 15)
    assert (safety.national, safety.region) == (86, None)
    assert safety.counts == {Position.BETTER: 5, Position.LEVEL: 8, Position.WORSE: 2}
    assert safety.retrieved == ("2024-08-30",)


@pytest.mark.parametrize(
    ("name", "value", "position", "rank", "change"),
    [
        ("Gagnef", 97, "bättre", 1, 3),
        ("Leksand", 93, "bättre", 2, 10),
        ("Hedemora", 92, "bättre", 3, -5),
        ("Säter", 91, "bättre", 4, 0),
        ("Älvdalen", 91, "bättre", 4, -9),
        ("Smedjebacken", 88, "i nivå", 6, -8),
        ("Falun", 87, "i nivå", 7, 2),
        ("Malung-Sälen", 85, "i nivå", 8, -11),
        ("Mora", 85, "i nivå", 8, 1),
        ("Borlänge", 83, "i nivå", 10, -4),
        ("Orsa", 81, "i nivå", 13, -15),
        ("Ludvika", 79, "sämre", 14, -17),
        ("Avesta", 77, "sämre", 15, -8),
    ],
)
def test_safety_2022_per_municipality(safety, name, value, position, rank, change):
    line = next(line for line in safety.lines if line.name == name)
    assert (line.value, line.position, line.rank) == (value, position, rank)
    assert line.difference == value - 85
    assert line.to_national == value - 86
    assert (line.change, line.change_from) == (change, "2020")


def test_every_key_figure_of_the_strategy_has_a_story(strategy, shipped_observations, areas):
    for indicator in strategy.indicators:
        story = tell(indicator, shipped_observations, areas)
        assert len(story.lines) == (15 if indicator.municipal else 21)
        own = areas.dalarna if indicator.municipal else areas.regions
        assert bool(story.period) == bool(shipped_observations.genders(indicator.id, own))
