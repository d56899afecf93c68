"""Whom to learn from in a weak point."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from gnv.areas import COUNTRY, Areas
from gnv.compare import reading
from gnv.observations import Observations
from gnv.standing import Standing, comparator_of, tested_at
from gnv.story import Series
from gnv.strategy import Direction, Indicator


@dataclass(frozen=True)
class Model:
    """An area to learn from in a key figure.

    Attributes:
        code: its code.
        name: its name.
        value: its value in the year shown.
        difference: its value − the area's own.
        better: whether it is better by more than the spread.
        improved: whether its own trend gets better.
        similar: whether it is one of the similar areas.
    """

    code: str
    name: str
    value: float
    difference: float
    better: bool
    improved: bool
    similar: bool


def learn_from(
    weak: Standing, observations: Observations, areas: Areas, gender: str = "T", most: int = 2
) -> tuple[Model, ...]:
    """Return areas to learn from in a weak point: clearly better, or improved and not worse.

    Sought among the similar areas and in the county (for a region: among the regions). First those that
    are both better and improved, then the better, then the improved; in each of these the
    similar areas come first, then the largest difference. Of several one is from the county, where any is:
    it is the easiest to call.

    Args:
        weak: a standing with a value and a direction.
        gender: T, K or M, as the standing's.
        most: how many at most.
    """
    indicator = weak.indicator
    if weak.value is None or indicator.direction is Direction.NONE or not weak.spread:
        return ()
    groups = observations.edition.provenance.groups
    similar = set(
        comparator_of("liknande", weak.code, indicator, areas, groups, regional=weak.regional).members
    )
    county = areas.of_level(municipal=not weak.regional)
    candidates = (similar | set(county)) - {weak.code, COUNTRY}
    observed = observations.of(indicator.id, gender)
    observed = observed.loc[observed["area"].isin(candidates)]
    found = [
        model
        for code, own in observed.groupby("area", sort=True)
        if (model := _model(str(code), own, weak, areas, str(code) in similar)) is not None
    ]
    ordered = sorted(found, key=_worth)
    near = [model for model in ordered if model.code in county][:1]
    first = [model for model in ordered if model not in near][: most - len(near)]
    return tuple(sorted([*first, *near], key=_worth))


def _model(code: str, own: pd.DataFrame, weak: Standing, areas: Areas, similar: bool) -> Model | None:
    """Return what there is to learn from an area; none where it is worse or neither better nor improved."""
    series = tuple(zip(own["time"].tolist(), own["value"].tolist(), strict=True))
    value = dict(series).get(float(weak.period))
    if value is None or weak.value is None or weak.spread is None:
        return None
    difference = value - weak.value
    ahead = -difference if weak.indicator.direction is Direction.LOW else difference
    better = ahead > weak.spread
    improved = ahead >= 0 and _improves(series, int(weak.period), weak.indicator)
    if not better and not improved:
        return None
    return Model(code, areas.name(code), value, difference, better, improved, similar)


def _improves(series: Series, year: int, indicator: Indicator) -> bool:
    if indicator.rolling_years > 1:
        return False
    return reading(tested_at(series, year, indicator).trend, indicator.direction) == "förbättras"


def _worth(model: Model) -> tuple[bool, bool, bool, float]:
    both = model.better and model.improved
    return not both, not model.better, not model.similar, -abs(model.difference)
