from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from gnv.activities.coverage import Coverage
from gnv.activities.plan import Plan
from gnv.analyses.form import Analysis
from gnv.annual.facts import Known, gather, has_days_in
from gnv.compare import Position
from gnv.frozen.material import Material
from gnv.frozen.report import Report
from gnv.ledger.moment import Moment
from gnv.observations import Observations
from tests.conftest import edition_of
from tests.gnv.annual.years import DAY, activity, rows, scores, year_of


@pytest.fixture(scope="module")
def early(areas, strategy):
    return year_of(areas, strategy, 2023, answers=scores(areas, ("2022", "2024")))


def test_nothing_is_later_than_the_year(early):
    assert early.stories["U23521"].period == "2023"
    assert max(early.stories["U23521"].periods) == "2023"
    assert max(time for time, _ in early.stories["N79173"].course.middle) == 2023
    assert early.outcome.periods == ("2022",)


def test_cutting_leaves_the_observations_themselves_as_they_are(areas):
    whole = Observations(edition_of(rows(areas))).with_scores(scores(areas))
    cut = whole.until(2024)
    assert (cut.rounds, whole.rounds) == (("2024",), ("2024", "2025"))
    assert cut.edition.hash == whole.edition.hash


def test_deviations_are_of_all_areas_and_the_furthest_of_the_lasting_comes_first(early, areas):
    found = early.deviations(Position.BETTER)
    assert found[0].area == "2085"
    assert found[0].standing.lasting
    distances = [abs(each.standing.distance) for each in found if each.standing.lasting]
    assert distances == sorted(distances, reverse=True)
    assert len(early.profiles) == 16


@pytest.mark.parametrize(
    ("starts", "ends", "within"),
    [
        (dt.date(2025, 12, 31), None, True),
        (dt.date(2026, 1, 1), None, False),
        (dt.date(2023, 1, 1), dt.date(2024, 12, 31), False),
        (dt.date(2023, 1, 1), dt.date(2025, 1, 1), True),
    ],
)
def test_an_activity_belongs_to_the_years_that_it_has_days_in(starts, ends, within):
    assert has_days_in(activity(starts=starts, ends=ends), 2025) is within


def test_analyses_are_of_the_year_or_of_the_year_of_their_figure(areas, strategy):
    said = [
        Analysis("U23521", "Trygghet", "2080", year, cause="x") for year in ("2023", "2024", "2025", "2026")
    ]
    facts = year_of(areas, strategy, 2025, analyses=said)
    assert [each.year for each in facts.shown_analyses] == ["2024", "2025"]


def test_plans_are_counted_on_the_last_day_of_a_past_year(areas, strategy):
    plan = Plan("p", "Plan", ("2080",), dt.date(2026, 1, 1))
    assert year_of(areas, strategy, 2025, plans=[plan]).covered["2080"].coverage is Coverage.COMING
    assert year_of(areas, strategy, 2026, plans=[plan]).covered["2080"].coverage is Coverage.VALID


def test_what_has_no_later_values_is_told_as_it_is_known_already(areas, strategy):
    figures = [
        ("U23521", "2080", 2022, "T", 80.0),
        *(("U21426", "2080", year, "T", 9.0) for year in (2022, 2024)),
    ]
    observations = Observations(edition_of(figures))
    known = replace(
        Known.of(strategy, areas, observations, DAY), told=lambda indicator: f"känd {indicator.id}"
    )

    def told(day):
        report = Report(2023, day, observations.edition.hash, "", strategy.version, Moment(0, 0))
        return gather(Material(report, strategy, observations, (), ()), known).stories

    assert told(DAY)["U23521"] == "känd U23521"
    assert told(DAY)["U21426"].periods == ("2022",)
    assert told(DAY - dt.timedelta(1))["U23521"].today == DAY - dt.timedelta(1)
