"""What a view of a sub-goal's self-assessment says: the same facts as a key figure's, by its own rules.

There is no position and no rank, for there is no right or wrong; a change is counted over the units that
answered both times.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from gnv import times
from gnv.areas import REGION_DALARNA, Areas
from gnv.assessment import results
from gnv.compare import Position, municipal_peers
from gnv.measured import series_of
from gnv.observations import Observations, Status
from gnv.story import Course, Line, Rating, Series, Story
from gnv.strategy import Indicator

Rows = Mapping[str, Mapping[str, Any]]


def tell_scores(
    measure: Indicator,
    observations: Observations,
    areas: Areas,
    scale: tuple[int, int],
    *,
    period: str = "",
    today: dt.date | None = None,
) -> Story:
    """Return the story of a sub-goal's self-assessment in a round.

    Args:
        scale: the lowest and highest score that can be given.
        period: the round to show; an unknown or empty one gives the latest with any score.
        today: the day on which it is told; today in Sweden where none is given.
    """
    observed = observations.of(measure.id)
    rounds = observations.rounds
    shown = results.shown_round(rounds, period)
    before = rounds[rounds.index(shown) - 1] if shown in rounds[1:] else ""
    scores = observations.goal_scores
    own = scores.loc[scores["goal"].eq(measure.goal) & scores["part"].eq(results.ALL_PARTS)]
    county = results.county_scores(own).set_index("round")
    now = _by_area(own.loc[own["round"].eq(shown)])
    changes = _changes(observations, measure.goal, before, shown)
    series = series_of(observed)
    region = now.get(REGION_DALARNA)

    def line(code: str) -> Line:
        return _line(areas, code, now.get(code), changes.get(code), before, series.get(code, ()))

    return Story(
        indicator=measure,
        regional=False,
        period=shown,
        periods=rounds,
        labels={each: results.round_label(each) for each in rounds},
        times={results.round_time(each): each for each in rounds},
        gender="T",
        genders=("T",),
        lines=tuple(line(code) for code in areas.dalarna),
        national=None,
        region=float(region["mean"]) if region else None,
        middle=None,
        spread=None,
        reference="",
        reference_n=0,
        county_mean=float(county["mean"][shown]) if shown in county.index else None,
        retrieved=(),
        retrieved_beside=(),
        awaited_since="",
        today=today or times.today(),
        successor=None,
        bounds=(float(scale[0]), float(scale[1])),
        course=_course(county, series, municipal_peers(areas.dalarna, areas.municipalities).least_for_span),
    )


def _by_area(rows: Any) -> dict[str, dict[str, Any]]:
    return {row["municipality"]: row for row in rows.to_dict("records")}


def _changes(observations: Observations, goal: int, before: str, after: str) -> Rows:
    if not before:
        return {}
    units = observations.unit_scores
    found = results.changes(units.loc[units["goal"].eq(goal)], before, after)
    return _by_area(found)


def _line(
    areas: Areas,
    code: str,
    row: Mapping[str, Any] | None,
    change: Mapping[str, Any] | None,
    before: str,
    series: Series,
) -> Line:
    if row is None:
        return Line(code, areas.name(code), None, Status.NOT_ANSWERED, Position.NONE, *(None,) * 5, series)
    changed = change or {"change": None, "n": 0}
    return Line(
        code=code,
        name=areas.name(code),
        value=float(row["mean"]),
        status=Status.VALUE,
        position=Position.NONE,
        difference=None,
        to_national=None,
        rank=None,
        change=changed["change"],
        change_from=results.round_label(before) if change else None,
        series=series,
        rating=Rating(
            int(row["n"]), float(row["low"]), float(row["high"]), row["agreement"], int(changed["n"])
        ),
    )


def _course(county: Any, series: Mapping[str, Series], least: int) -> Course:
    def of(column: str, least_n: int = 1) -> Series:
        known = county.loc[county["n"] >= least_n, column]
        return tuple(sorted((results.round_time(period), float(value)) for period, value in known.items()))

    return Course(
        mean=of("mean"),
        middle=(),
        national=(),
        region=series.get(REGION_DALARNA, ()),
        low=of("low", least),
        high=of("high", least),
    )
