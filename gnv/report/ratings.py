"""The self-assessment's results as tables to export, a source in every row."""

from __future__ import annotations

import pandas as pd

from gnv.areas import Areas
from gnv.assessment.outcome import COUNTY, Outcome
from gnv.assessment.results import ALL_PARTS, round_label
from gnv.charts.trend import TrendLine
from gnv.impressions import AGREEMENT, PURPOSE, WEIGHTS, area_name
from gnv.report.exports import Table, trend_table
from gnv.story import Story
from gnv.strategy import Goal
from gnv.words import COUNTY_MEAN

_PARTS = {ALL_PARTS: "alla", "kommun": "kommun", "region": "region"}


def score_table(result: Outcome, goals: tuple[Goal, ...], areas: Areas, source: str) -> Table:
    """Return every area's score per sub-goal and principal, unrounded; the county's own last."""
    named = {code: area_name(areas, code) for code in (*result.dalarna, *_others(result))}
    frame = pd.DataFrame(
        [
            {
                "Omgång": round_label(result.period),
                "Kod": area,
                "Kommun": name,
                "Delmål": goal.number,
                "Delmålets namn": goal.name,
                "Huvudman": part_name,
                "Medel": score.mean,
                "Median": score.median,
                "Lägsta": score.low,
                "Högsta": score.high,
                "Antal verksamheter": score.n,
                "Antal kommuner": score.municipalities,
                "Samstämmighet": str(score.agreement),
                "Källa": source,
            }
            for area, name in {**named, COUNTY: COUNTY_MEAN}.items()
            for goal in goals
            for part, part_name in _PARTS.items()
            if (score := result.score(area, goal.number, part))
        ]
    ).astype({"Antal kommuner": "Int64"})
    notes = (source, PURPOSE, WEIGHTS, AGREEMENT, "Lägsta och högsta: verksamhet; i länets rader kommun.")
    return Table("Kommuner", frame, notes)


def _others(result: Outcome) -> list[str]:
    """Return the codes of the units that are no municipality's."""
    return sorted({unit.municipality for unit in result.units} - set(result.dalarna))


def unit_table(result: Outcome, goals: tuple[Goal, ...], areas: Areas, source: str) -> Table:
    """Return every unit's score per sub-goal, unrounded."""
    columns = ["Omgång", "Kod", "Kommun", "Huvudman", "Verksamhet", *(goal.name for goal in goals), "Källa"]
    rows = [
        [
            round_label(result.period),
            unit.municipality,
            area_name(areas, unit.municipality),
            unit.principal,
            unit.name,
            *(unit.scores.get(goal.number) for goal in goals),
            source,
        ]
        for unit in result.units
    ]
    return Table("Verksamheter", pd.DataFrame(rows, columns=columns))


def round_table(story: Story, lines: tuple[TrendLine, ...], source: str) -> Table:
    """Return the lines over the rounds, unrounded, a row per round."""
    frame = trend_table(story, lines).frame
    return Table("Omgångar", frame.assign(Delmål=story.indicator.name, Källa=source))
