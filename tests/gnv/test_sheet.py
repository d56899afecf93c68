"""The county's sheet: each row in its own year, nothing from another, sorted both ways."""

import pytest

from gnv.compare import Position
from gnv.observations import Observations, Status
from gnv.sheet import best_first, distance
from gnv.strategy import Direction
from tests.conftest import edition_of
from tests.gnv.sheets import Sheets
from tests.gnv.test_sentences import SPREAD_OUT, in_year, told

SAFETY, DOCTORS, HOME_CARE, FALLS = "U23521", "U23482", "N21701", "U20462"


@pytest.fixture(scope="module")
def sheets(strategy, shipped_observations, areas):
    return Sheets(strategy, shipped_observations, areas)


def row_of(sheet, measure):
    story = sheet.row(measure)
    assert story is not None
    return story


def test_every_municipal_key_figure_stands_in_its_sub_goal(sheets, strategy):
    sheet = sheets()
    assert [group.goal.number for group in sheet.groups] == [1, 2, 3, 4, 5]
    municipal = [each.id for each in strategy.indicators if each.municipal]
    assert [story.indicator.id for story in sheet.rows] == municipal
    assert sheet.groups[1].rows == ()
    assert len(sheet.regional) + len(municipal) == len(strategy.indicators)


def test_without_a_year_each_row_shows_its_own_latest(sheets, shipped_observations, areas):
    for story in sheets().rows:
        observed = shipped_observations.of(story.indicator.id)
        counts = observed.loc[observed["area"].isin(areas.dalarna)].groupby("period").size()
        assert story.period == max(counts.index[counts >= 10])


def test_a_year_without_values_is_empty_and_shows_no_other_years(sheets):
    story = row_of(sheets(year="2013"), HOME_CARE)
    assert story.period == "2013"
    assert story.with_value == ()
    assert {line.status for line in story.lines} == {Status.NOT_COLLECTED}
    assert (story.middle, story.spread, story.national, story.reference) == (None, None, None, "")


def test_a_year_with_values_is_that_years(sheets):
    story = row_of(sheets(year="2013"), SAFETY)
    assert story.period == "2013"
    assert len(story.with_value) > 10


def test_a_gender_that_is_not_divided_shows_no_other_gender(sheets):
    for story in sheets(gender="K").regional:
        assert story.gender == "K"
        if "K" not in story.genders:
            assert story.with_value == ()


def test_the_countrys_value_stands_in_a_year_without_the_municipalities(strategy, areas):
    rows = [(SAFETY, code, 2020, "T", 80.0) for code in areas.dalarna]
    made = Sheets(strategy, Observations(edition_of([*rows, (SAFETY, "0000", 2019, "T", 71.0)])), areas)
    story = row_of(made(year="2019"), SAFETY)
    assert story.national == 71.0
    assert story.with_value == ()


def test_a_key_figure_without_any_value_says_why(sheets):
    story = row_of(sheets(), "individuell-plan")
    assert {line.status for line in story.lines} == {Status.IN_DEVELOPMENT}


@pytest.mark.parametrize("measure", [SAFETY, FALLS])
def test_sorted_by_a_key_figure_the_best_municipality_stands_first(sheets, measure):
    sheet = sheets(order=measure)
    story = row_of(sheet, measure)
    values = [story.line(code).value for code in sheet.columns]
    assert sorted(sheet.columns) == sorted(line.code for line in story.lines)
    assert values == sorted(values, reverse=story.indicator.direction is Direction.HIGH)
    ranks = [story.line(code).rank for code in sheet.columns]
    assert ranks == sorted(ranks)


def test_municipalities_without_a_value_stand_last(areas):
    story = told(areas, in_year(areas.dalarna[1:], SPREAD_OUT[1:]), direction=Direction.LOW)
    assert best_first(story)[-1].code == areas.dalarna[0]


def test_sorted_by_a_municipality_its_furthest_rows_stand_first(sheets):
    for group in sheets(order="2080").groups:
        away = [distance(story, story.line("2080")) for story in group.rows]
        known = [abs(each) for each in away if each is not None]
        assert known == sorted(known, reverse=True)


def test_sorting_by_a_municipality_changes_the_order_of_rows_and_nothing_else(sheets):
    plain, ordered = sheets(), sheets(order="2039")
    assert ordered.columns == plain.columns
    assert {story.indicator.id for story in ordered.rows} == {story.indicator.id for story in plain.rows}
    assert [story.indicator.id for story in ordered.rows] != [story.indicator.id for story in plain.rows]


@pytest.mark.parametrize("order", ["0180", "U71453", "0020", "finns-inte"])
def test_what_the_sheet_does_not_have_sorts_nothing(sheets, order):
    sheet, plain = sheets(order=order), sheets()
    assert sheet.order == ""
    assert sheet.columns == plain.columns
    assert sheet.rows == plain.rows


def test_the_distance_is_counted_in_spreads_and_is_none_without_a_class(areas):
    story = told(areas, in_year(areas.dalarna, SPREAD_OUT))
    highest = story.line(areas.dalarna[-1])
    assert distance(story, highest) == pytest.approx((91 - 80) / (1.4826 * 2))
    alike = told(areas, in_year(areas.dalarna, [80] * 15))
    assert {distance(alike, line) for line in alike.lines} == {None}
    assert {line.position for line in alike.lines} == {Position.NONE}
