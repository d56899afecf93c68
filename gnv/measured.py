"""Tell a key figure's story (`gnv.story`) from what is observed of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Hashable
from typing import Any

import pandas as pd

from gnv import times
from gnv.areas import COUNTRY, REGION_DALARNA, Areas
from gnv.compare import Peers, Position, benchmark, municipal_peers, region_peers
from gnv.observations import Observations, Status, awaited_since
from gnv.story import Course, Line, Series, Story
from gnv.strategy import Indicator


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
