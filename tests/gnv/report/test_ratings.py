"""The self-assessment's tables to export."""

from __future__ import annotations

import io

import openpyxl
import pandas as pd
import pytest

from gnv.areas import Areas
from gnv.assessed import tell_scores
from gnv.assessment.outcome import Outcome, outcome
from gnv.charts.trend import trend_lines
from gnv.observations import Observations
from gnv.report.exports import excel_csv, workbook
from gnv.report.ratings import round_table, score_table, unit_table
from gnv.strategy import Strategy
from tests.conftest import edition_of
from tests.gnv.assessment.answers import MISSING, answer, answers

SOURCE = "Exempeldata, påhittade."
FRAME = answers(
    [
        answer("A", 2.0, period="2024-2"),
        answer("A", 3.0, period="2025-1"),
        answer("=SUM(A1)", 4.0, period="2025-1", principal="region"),
        answer("A", MISSING, 2, period="2025-1"),
        answer("L", 5.0, period="2025-1", municipality="0020", principal="region"),
    ]
)


@pytest.fixture(scope="module")
def result(areas: Areas) -> Outcome:
    return outcome(FRAME, "", (1, 5), areas.dalarna)


def test_the_scores_tell_every_area_and_principal_unrounded(
    result: Outcome, strategy: Strategy, areas: Areas
) -> None:
    frame = score_table(result, strategy.goals, areas, SOURCE).frame
    rows = frame[["Kommun", "Huvudman", "Medel", "Antal verksamheter"]].to_dict("split")["data"]
    assert ["Falun", "alla", 3.5, 2] in rows
    assert ["Falun", "region", 4.0, 1] in rows
    assert ["Länsgemensamma verksamheter", "alla", 5.0, 1] in rows
    assert rows[-3][2] == 3.5  # the county's mean over its municipalities
    assert frame["Antal kommuner"].tolist()[-3] == 1
    assert set(frame["Omgång"]) == {"våren 2025"}


def test_the_units_have_a_row_each_and_an_unanswered_sub_goal_is_empty(
    result: Outcome, strategy: Strategy, areas: Areas
) -> None:
    frame = unit_table(result, strategy.goals, areas, SOURCE).frame
    own = frame.loc[frame["Verksamhet"].eq("A")].iloc[0]
    assert own["Nära för mig"] == 3.0
    assert pd.isna(own["Nära för alla"])


def test_rounds_within_a_year_stay_apart(strategy: Strategy, areas: Areas) -> None:
    measure = strategy.goal(1).self_assessment
    story = tell_scores(measure, Observations(edition_of([])).with_scores(FRAME), areas, strategy.scale)
    frame = round_table(story, trend_lines(story, "2080"), SOURCE).frame
    assert frame["Omgång"].tolist() == ["hösten 2024", "våren 2025"]
    assert frame["Falun"].tolist() == [2.0, 3.5]


def test_every_table_says_whence_and_none_holds_a_formula(
    result: Outcome, strategy: Strategy, areas: Areas
) -> None:
    tables = [make(result, strategy.goals, areas, SOURCE) for make in (score_table, unit_table)]
    assert all(set(table.frame["Källa"]) == {SOURCE} for table in tables)
    assert b"'=SUM(A1)" in excel_csv(tables[1])
    book = openpyxl.load_workbook(io.BytesIO(workbook(tables)))
    assert [sheet.title for sheet in book] == ["Kommuner", "Verksamheter", "Om tabellen"]
