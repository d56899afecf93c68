"""A story: what map, table, strip and sentence are drawn of, one measure in one gender and period.

The facts are finished, and know nothing of colours or pages. `gnv.measured` tells them of key figures,
`gnv.assessed` of self-assessments.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gnv.compare import Position
from gnv.kolada.provenance import Series as Fetched
from gnv.observations import Status
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
