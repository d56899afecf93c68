"""What a view of a measure says: the lines of its table and the sentences that sum it up.

A `Story` holds finished facts of one key figure, gender and period, of which map, table, strip and
sentence are drawn. It knows nothing of colours or pages.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gnv import times
from gnv.areas import COUNTRY, REGION_DALARNA, Areas
from gnv.compare import Peers, Position, benchmark, municipal_peers, region_peers
from gnv.kolada.provenance import Series as Fetched
from gnv.observations import Observations, Status, awaited_since
from gnv.strategy import Indicator

Series = tuple[tuple[float, float], ...]
SERVING_ALL = "Länsgemensamma verksamheter"


@dataclass(frozen=True)
class Rating:
    """What stands behind a municipality's self-assessed score.

    Attributes:
        n: how many units answered.
        low: the lowest of their scores.
        high: the highest of them.
        agreement: whether they say much the same, in a word; empty where they are too few to tell.
        change_n: how many units answered in the earlier period too.
    """

    n: int
    low: float
    high: float
    agreement: str
    change_n: int


@dataclass(frozen=True)
class Line:
    """One area's line in the table, for the period shown.

    Attributes:
        code: the area's code.
        name: its name.
        value: in the key figure's unit; none where there is none.
        status: whether there is a value, or why not.
        position: against the middle.
        difference: value − middle.
        to_national: value − Riket.
        rank: among the areas of the table that have a value.
        change: since the nearest earlier period, none across a break.
        change_from: that period.
        series: (time, value) of every period, earliest first.
        rating: what stands behind a self-assessed score; none for key figures.
    """

    code: str
    name: str
    value: float | None
    status: Status
    position: Position
    difference: float | None
    to_national: float | None
    rank: int | None
    change: float | None
    change_from: str | None
    series: Series
    rating: Rating | None = None

    @property
    def short_name(self) -> str:
        """The name without the word Region, for a column or an axis of regions."""
        return self.name.removeprefix("Region ").removesuffix("sregionen")


@dataclass(frozen=True)
class Course:
    """A measure over time, beside which an area's own series is read.

    Each series holds (time, value) pairs, earliest first; a period without a value is left out.

    Attributes:
        mean: the municipalities' unweighted mean; empty among regions.
        middle: the reference set's median.
        national: Riket.
        region: Region Dalarna.
        low: the lowest of the ranked areas, where enough of them have a value to speak of a span.
        high: the highest of them.
    """

    mean: Series
    middle: Series
    national: Series
    region: Series
    low: Series
    high: Series


@dataclass(frozen=True)
class Story:
    """A key figure in one period, within one gender, among the areas that are compared.

    Attributes:
        indicator: the key figure.
        regional: whether the areas are the regions, else Dalarna's municipalities.
        period: the period shown; empty where no area has a value.
        periods: those that can be chosen, earliest first.
        labels: what a person reads for each period.
        times: where on a time axis, in years, to the period that lies there.
        gender: T, K or M.
        genders: those that have values.
        lines: one per area, in the order of names.
        national: Riket's value.
        region: Region Dalarna's value.
        middle: the reference set's median.
        spread: the reference set's spread s.
        reference: whose the reference set is; empty where there is none.
        reference_n: how many of the set have a value.
        county_mean: the municipalities' unweighted mean.
        retrieved: the days on which the period's values were fetched.
        retrieved_beside: the days for Riket and Region Dalarna, which stand beside.
        awaited_since: the day (ISO) of a publication that has passed and is not among the values; empty
            where there is none.
        today: the day on which the story is told.
        successor: what there is of the key figure that succeeds an ended one.
        bounds: the areas' lowest and highest value over all periods.
        course: what the areas' series are read beside.
    """

    indicator: Indicator
    regional: bool
    period: str
    periods: tuple[str, ...]
    labels: Mapping[str, str]
    times: Mapping[float, str]
    gender: str
    genders: tuple[str, ...]
    lines: tuple[Line, ...]
    national: float | None
    region: float | None
    middle: float | None
    spread: float | None
    reference: str
    reference_n: int
    county_mean: float | None
    retrieved: tuple[str, ...]
    retrieved_beside: tuple[str, ...]
    awaited_since: str
    today: dt.date
    successor: Fetched | None
    bounds: tuple[float, float]
    course: Course

    @property
    def label(self) -> str:
        """The period shown, as a person reads it."""
        return self.labels.get(self.period, self.period)

    @property
    def region_name(self) -> str:
        """What the value of 0020 is called: the region, or the units that serve the whole county."""
        return SERVING_ALL if self.indicator.self_assessed else "Region Dalarna"

    def label_at(self, time: float) -> str:
        """Return the period at a place on the time axis, as a person reads it."""
        return self.labels[self.times[time]]

    def is_shown(self, time: float) -> bool:
        """Return whether a place on the time axis is the period shown."""
        return self.times[time] == self.period

    def line(self, code: str | None) -> Line | None:
        """Return an area's line, or none where the table has none."""
        return next((line for line in self.lines if line.code == code), None)

    @property
    def with_value(self) -> tuple[Line, ...]:
        """The lines that have a value."""
        return tuple(line for line in self.lines if line.value is not None)

    @property
    def counts(self) -> Counter[Position]:
        """How many areas have each position; those without one are left out."""
        return Counter(line.position for line in self.lines if line.position)


def peers_of(areas: Areas, *, regional: bool) -> Peers:
    """Return whom a municipality, or a region, is compared with."""
    if regional:
        return region_peers(areas.regions)
    return municipal_peers(areas.dalarna, areas.municipalities)


def benchmark_of(
    indicator: Indicator, observations: Observations, areas: Areas, gender: str, *, regional: bool
) -> pd.DataFrame:
    """Return `gnv.compare.benchmark` of a key figure among the municipalities or the regions."""
    return benchmark(
        observations.of(indicator.id, gender),
        peers_of(areas, regional=regional),
        indicator.direction,
        indicator.breaks,
    )


def default_period(rows: pd.DataFrame, peers: Peers, *, regional: bool) -> str:
    """Return the period shown unless one is chosen.

    The latest in which at least ten municipalities, or Region Dalarna, have a value; failing that the
    latest with any value; empty where there is none.
    """
    periods = rows["period"].tolist()
    if regional:
        enough = {
            period for period, area in zip(periods, rows["area"], strict=True) if area == REGION_DALARNA
        }
    else:
        enough = {period for period, n in Counter(periods).items() if peers.has_enough(n)}
    return max(enough or periods, default="")


def tell(
    indicator: Indicator,
    observations: Observations,
    areas: Areas,
    *,
    gender: str = "T",
    period: str = "",
    today: dt.date | None = None,
) -> Story:
    """Return the story of a key figure.

    Args:
        gender: T, K or M; one without values gives the first that has some.
        period: the period to show; an unknown or empty one gives the default.
        today: the day from which ages are counted; today in Sweden where none is given.
    """
    regional = not indicator.municipal
    peers = peers_of(areas, regional=regional)
    genders = observations.genders(indicator.id, peers.ranked)
    gender = gender if gender in genders or not genders else genders[0]
    rows = benchmark_of(indicator, observations, areas, gender, regional=regional)
    periods = tuple(sorted(rows["period"].unique()))
    shown = period if period in periods else default_period(rows, peers, regional=regional)
    now = {row["area"]: row for row in rows.loc[rows["period"].eq(shown)].to_dict("records")}
    observed = observations.of(indicator.id, gender)
    of_kind = observed.loc[observed["area"].isin(peers.ranked)]
    provenance, now_day = observations.edition.provenance, today or times.today()

    def line(code: str) -> Line:
        row, name, own = now.get(code), areas.name(code), series.get(code, ())
        if row is not None:
            return _line(code, name, row, own)
        why = observations.status_of_missing(indicator.id, gender, code, shown, peers.ranked)
        return Line(code, name, None, why, Position.NONE, *(None,) * 5, own)

    series = series_of(of_kind)
    first: dict[Hashable, Any] = next(iter(now.values()), {})
    beside = observed.loc[observed["period"].eq(shown)].set_index("area")["value"]
    codes = areas.regions if regional else areas.dalarna
    return Story(
        indicator=indicator,
        regional=regional,
        period=shown,
        periods=periods,
        labels=dict(zip(observed["period"], observed["label"], strict=True)),
        times=dict(zip(observed["time"], observed["period"], strict=True)),
        gender=gender,
        genders=genders,
        lines=tuple(line(code) for code in codes),
        national=_number(beside.get(COUNTRY)),
        region=_number(beside.get(REGION_DALARNA)),
        middle=_number(first.get("middle")),
        spread=_number(first.get("spread")),
        reference=str(_present(first.get("reference")) or ""),
        reference_n=int(_number(first.get("reference_n")) or 0),
        county_mean=_number(first.get("county_mean")),
        retrieved=_days(of_kind, shown),
        retrieved_beside=_days(
            observed.loc[observed["area"].isin({COUNTRY, REGION_DALARNA} - peers.ranked)], shown
        ),
        awaited_since=awaited_since(indicator, provenance, now_day),
        today=now_day,
        successor=provenance.kpis.get(indicator.successor),
        bounds=_bounds(rows["value"]),
        course=_course(rows, observed, peers),
    )


def _course(rows: pd.DataFrame, observed: pd.DataFrame, peers: Peers) -> Course:
    if observed.empty:
        return Course((), (), (), (), (), ())
    alone = series_of(observed.loc[observed["area"].isin([COUNTRY, REGION_DALARNA])])
    by_period = rows.drop_duplicates("period").set_index("period").sort_index()
    counted = rows.groupby("period")["value"].transform("size")
    values = rows.loc[counted >= peers.least_for_span].groupby("period")["value"]
    times = observed.drop_duplicates("period").set_index("period")["time"].to_dict()

    def series(column: pd.Series) -> Series:
        return tuple((times[period], value) for period, value in column.items() if pd.notna(value))

    return Course(
        mean=series(by_period["county_mean"]),
        middle=series(by_period["middle"]),
        national=alone.get(COUNTRY, ()),
        region=alone.get(REGION_DALARNA, ()),
        low=series(values.min()),
        high=series(values.max()),
    )


def series_of(observed: pd.DataFrame) -> dict[str, Series]:
    """Return every area's (time, value) pairs, earliest first."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for area, time, value in zip(
        observed["area"].tolist(),
        observed["time"].tolist(),
        observed["value"].tolist(),
        strict=True,
    ):
        points[area].append((time, value))
    return {area: tuple(sorted(pairs)) for area, pairs in points.items()}


def _line(code: str, name: str, row: dict[Hashable, Any], series: Series) -> Line:
    return Line(
        code=code,
        name=name,
        value=float(row["value"]),
        status=Status.VALUE,
        position=Position(row["position"]),
        difference=_number(row["difference"]),
        to_national=_number(row["value"] - row["national"]),
        rank=int(row["rank"]),
        change=_number(row["change"]),
        change_from=_present(row["change_from"]),
        series=series,
    )


def _present(value: Any) -> Any:
    """Return a cell's value, none where it is missing."""
    return None if value is None or pd.isna(value) else value


def _number(value: Any) -> float | None:
    present = _present(value)
    return None if present is None else float(present)


def _days(observed: pd.DataFrame, period: str) -> tuple[str, ...]:
    return tuple(sorted(set(observed.loc[observed["period"].eq(period), "retrieved"].astype(str))))


def _bounds(values: pd.Series) -> tuple[float, float]:
    return (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
