"""The example that a person can look at before there are any answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from gnv.areas import Areas
from gnv.assessment.example import FILE, example_scores
from gnv.assessment.outcome import COUNTY, outcome
from gnv.strategy import Strategy
from tests.conftest import ROOT

TODAY = dt.date(2026, 11, 22)


def test_the_example_shows_every_sub_goal_over_some_rounds(strategy: Strategy, areas: Areas) -> None:
    scores = example_scores(ROOT / "data", strategy, areas, TODAY)
    result = outcome(scores, "", strategy.scale, areas.dalarna)
    assert len(result.periods) > 1
    assert all(result.score(COUNTY, goal.number) for goal in strategy.goals)
    assert all("Exempel" in unit.name for unit in result.units)


def test_an_example_that_is_missing_or_broken_is_empty(
    tmp_path: Path, strategy: Strategy, areas: Areas
) -> None:
    assert example_scores(tmp_path, strategy, areas, TODAY).empty
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_bytes((ROOT / "data" / FILE).with_name("sjalvskattning-med-fel.csv").read_bytes())
    assert example_scores(tmp_path, strategy, areas, TODAY).empty
