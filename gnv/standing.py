"""Where an area stands in a key figure: against the middle and against a chosen comparator.

Facts only; `gnv.profile` gathers them for an area, and other rooms put them into words and pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from gnv.areas import COUNTRY, REGION_DALARNA, Areas
from gnv.compare import (
    Choice,
    Comparator,
    Position,
    Since,
    Tested,
    against,
    benchmark,
    gender_gaps,
    jumps,
    lasting,
    rolling_changes,
    since_strategy,
    trend_at,
)
from gnv.kolada.provenance import ELDERLY, HEALTH, OVERALL, Groups
from gnv.measured import peers_of
from gnv.observations import Observations, Status
from gnv.story import Series
from gnv.strategy import Direction, Indicator, Likeness, Strategy

_KINDS = {Likeness.ELDERLY_CARE: ELDERLY, Likeness.OVERALL: OVERALL}


@dataclass(frozen=True)
class Against:
    """A value against the comparator that was chosen.

    Attributes:
        value: the comparator's; none where it has none.
        n: how many areas it rests on.
        difference: the area's value − the comparator.
        position: the class of the difference, by the spread of the reference set.
        lasting: whether the same class stands in at least two of the area's last three values.
    """

    value: float | None
    n: int
    difference: float | None
    position: Position
    lasting: bool


NOTHING = Against(None, 0, None, Position.NONE, lasting=False)


@dataclass(frozen=True)
class Standing:
    """One area's value of a key figure in one year and gender, with all that it is compared with.

    Attributes:
        indicator: the key figure.
        code: whose value it is: the area's own, or Region Dalarna's where only regions have values.
        regional: whether it is compared among the regions, else among municipalities.
        period: the year shown.
        status: whether there is a value, or why not.
        value: in the key figure's unit; none where there is none.
        middle: the median of the reference set.
        spread: the reference set's spread s.
        lower_quartile, upper_quartile: between them lies the middle half of the reference set.
        reference: whose the reference set is; empty where there is none.
        reference_n: how many of it have a value.
        national: Riket's value.
        rank: place among Dalarna's municipalities, or among the regions; none for other areas.
        n: how many are ranked.
        position: the class against the middle.
        difference: value − middle.
        lasting: whether the class against the middle is lasting (`gnv.compare.lasting`).
        against: the same for the chosen comparator.
        change, change_from: since the nearest earlier value and its year.
        rolling_change, rolling_from: of a rolling mean, since the period that shares no year with it.
        since, since_from, since_to: since the strategy began, from and to which year.
        since_told: whether that can be said, or why not.
        jump: the change since the year before where it is larger than the spread, else none.
        women, men, gap: each gender's value that year and women − men.
        series: (year, value) of every year, earliest first.
    """

    indicator: Indicator
    code: str
    regional: bool
    period: str
    status: Status
    value: float | None = None
    middle: float | None = None
    spread: float | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    reference: str = ""
    reference_n: int = 0
    national: float | None = None
    rank: int | None = None
    n: int = 0
    position: Position = Position.NONE
    difference: float | None = None
    lasting: bool = False
    against: Against = NOTHING
    change: float | None = None
    change_from: str = ""
    rolling_change: float | None = None
    rolling_from: int | None = None
    since: float | None = None
    since_from: int | None = None
    since_to: int | None = None
    since_told: Since = Since.NOT_YET
    jump: float | None = None
    women: float | None = None
    men: float | None = None
    gap: float | None = None
    series: Series = ()

    @property
    def distance(self) -> float | None:
        """The difference from the comparator in units of the spread; none where there is no class."""
        if not self.against.position or self.against.difference is None or not self.spread:
            return None
        return self.against.difference / self.spread


def examine(
    indicator: Indicator,
    observations: Observations,
    areas: Areas,
    strategy: Strategy,
    gender: str,
    *,
    regional: bool,
    alone: str = "",
) -> pd.DataFrame:
    """Return all that can be said of every ranked area's values, whatever they are compared with.

    Args:
        gender: T, K or M.
        regional: whether the regions are ranked, else Dalarna's municipalities.
        alone: an area outside these, which is then the only one; compared as they are, without a rank.

    Returns:
        `gnv.compare.benchmark` with the columns ``lasting``, ``jump``, ``women``, ``men``, ``gap`` and
        those of `gnv.compare.since_strategy` and `gnv.compare.rolling_changes`.
    """
    peers = peers_of(areas, regional=regional)
    breaks, rolling, starts = indicator.breaks, indicator.rolling_years, strategy.starts.year
    rows = benchmark(observations.of(indicator.id, gender), peers, indicator.direction, breaks, alone)
    shown = {alone} if alone else peers.ranked
    women, men = (
        observed.loc[observed["area"].isin(shown)]
        for observed in (observations.of(indicator.id, each) for each in ("K", "M"))
    )
    more = [
        rows,
        lasting(rows).rename("lasting"),
        jumps(rows, breaks).rename("jump"),
        since_strategy(rows, starts, breaks, rolling),
        rolling_changes(rows, breaks, rolling),
    ]
    return pd.concat(more, axis=1).merge(gender_gaps(women, men), on=["area", "period"], how="left")


def comparator_of(
    choice: str, code: str, indicator: Indicator, areas: Areas, groups: Groups, *, regional: bool
) -> Comparator:
    """Return whom an area is compared with by a choice (`gnv.view.View.jfr`).

    One that cannot be (a municipality's value of a key figure that only regions have, neighbours of an
    island, similar areas that have not been fetched, the area itself) has no members.
    """
    if choice in (Choice.MIDDLE, Choice.COUNTY):
        return Comparator(choice)
    kind = HEALTH if regional else _KINDS[indicator.likeness]
    similar = groups.get(kind, {}).get(code)
    members: Mapping[str, tuple[str, ...]] = {
        Choice.NATIONAL: (COUNTRY,),
        Choice.REGION: (REGION_DALARNA,),
        Choice.NEIGHBOURS: areas.neighbours.get(code, ()),
        Choice.SIMILAR: similar.members if similar else (),
    }
    return Comparator(choice, tuple(each for each in members.get(choice, (choice,)) if each != code))


def standing(
    indicator: Indicator,
    examined: pd.DataFrame,
    observed: pd.DataFrame,
    comparator: Comparator,
    code: str,
    period: str,
    *,
    regional: bool,
    absent: Callable[[], Status],
) -> Standing:
    """Return where an area stands in a year.

    Args:
        examined: as `examine` gives it, sorted by area and period.
        observed: tidy observations of the same key figure and gender, for the comparator.
        comparator: whom the area is compared with.
        absent: tells why there is no value, where there is none.
    """
    own = examined.loc[examined["area"].eq(code)]
    until = int((own["period"] <= period).sum())
    seen: dict[Any, Any] = own.iloc[until - 1].to_dict() if until else {}
    row = seen if seen.get("period") == period else {}
    beside: dict[Any, Any] = {}
    if row and comparator.choice == Choice.MIDDLE:  # said of every value already: nothing is compared anew
        beside = {**row, "comparator": row["middle"], "comparator_n": row["reference_n"]}
    elif row:
        beside = _against(own, observed, comparator, indicator.direction).iloc[until - 1].to_dict()
    told = Since(seen.get("since_told", Since.NOT_YET))
    return Standing(
        indicator=indicator,
        code=code,
        regional=regional,
        period=period,
        status=Status.VALUE if row else absent(),
        value=_number(row, "value"),
        middle=_number(row, "middle"),
        spread=_number(row, "spread"),
        lower_quartile=_number(row, "lower_quartile"),
        upper_quartile=_number(row, "upper_quartile"),
        reference=_text(row, "reference"),
        reference_n=int(_number(row, "reference_n") or 0),
        national=_number(row, "national"),
        rank=_whole(row, "rank"),
        n=int(_number(row, "n") or 0),
        position=Position(row.get("position", Position.NONE)),
        difference=_number(row, "difference"),
        lasting=bool(row.get("lasting", False)),
        against=Against(
            value=_number(beside, "comparator"),
            n=int(_number(beside, "comparator_n") or 0),
            difference=_number(beside, "difference"),
            position=Position(beside.get("position", Position.NONE)),
            lasting=bool(beside.get("lasting", False)),
        ),
        change=_number(row, "change"),
        change_from=_text(row, "change_from"),
        rolling_change=_number(row, "rolling_change"),
        rolling_from=_whole(row, "rolling_from"),
        since=_number(seen, "since"),
        since_from=_whole(seen, "since_from"),
        since_to=int(seen["period"]) if told is Since.TOLD else None,
        since_told=told,
        jump=_number(row, "jump"),
        women=_number(row, "women"),
        men=_number(row, "men"),
        gap=_number(row, "gap"),
        series=tuple(zip(own["period"].astype(float), own["value"], strict=True)),
    )


def _against(
    own: pd.DataFrame, observed: pd.DataFrame, comparator: Comparator, direction: Direction
) -> pd.DataFrame:
    """Return where an area's values lie against a comparator (`against`), and whether that is lasting."""
    compared = against(own, observed, comparator, direction)
    return compared.assign(lasting=lasting(own.assign(position=compared["position"])))


def tested_at(series: Series, year: int, indicator: Indicator) -> Tested:
    """Return the trend of a series as seen from a year."""
    years, values = (np.array(each, dtype=float) for each in zip(*series, strict=True))
    return trend_at(years, values, year, indicator.breaks)


def _number(row: Mapping[Any, Any], name: str) -> float | None:
    value = row.get(name)
    return None if value is None or pd.isna(value) else float(value)


def _whole(row: Mapping[Any, Any], name: str) -> int | None:
    value = _number(row, name)
    return None if value is None else int(value)


def _text(row: Mapping[Any, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None or pd.isna(value) else str(value)
