"""The one question that every view asks: what is known of a measure?

A measure is anything that can be mapped. Each gives the same tidy observations, so that one map, one
trend chart, one table and one comparison serve them all.
"""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable
from enum import StrEnum
from functools import cached_property

import pandas as pd

from gnv.areas import Areas
from gnv.assessment.results import ALL_PARTS, goal_scores, round_label, round_time, rounds, unit_scores
from gnv.assessment.scores import scores_frame
from gnv.kolada.editions import Edition
from gnv.kolada.provenance import Provenance
from gnv.strategy import SELF_ASSESSMENT, Indicator, State

COLUMNS = (
    "measure",
    "area",
    "period",
    "label",
    "time",
    "gender",
    "part",
    "value",
    "n",
    "status",
    "retrieved",
)


class Status(StrEnum):
    """Whether an observation has a value, or why it has none."""

    VALUE = "värde"
    NOT_COLLECTED = "inte insamlat"
    NOT_IN_KOLADA = "saknas i Kolada"
    IN_DEVELOPMENT = "under utveckling"
    ENDED = "utgånget"
    NOT_FETCHED = "inte hämtat än"
    NOT_ANSWERED = "ej besvarat"
    REGION_ONLY = "bara på regionnivå"
    MUNICIPAL_ONLY = "bara på kommunnivå"


class Observations:
    """The observations of an edition and of the self-assessments that stand, by measure and gender.

    A tidy frame has the columns of `COLUMNS`: ``period`` is a sortable text (``2022``), ``label`` what
    a person reads, ``time`` where it lies on a time axis in years (a year's value at the middle of
    that year, which is drawn at the year's number), ``part`` the principal, ``n`` how many answers a
    value rests on (none for key figures) and ``retrieved`` the day it was fetched. It is sorted by
    area and period and is never changed by a reader.

    Attributes:
        edition: whose figures they are.
        scores: the standing answers of the self-assessment, as `gnv.assessment.results` reads them.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.scores = scores_frame()
        figures = _tidy(edition.values)
        self._empty = figures.iloc[:0]
        self._frames = _by_measure(figures)
        self._without: dict[tuple[str, str], set[tuple[str, str]]] = {}
        columns = (edition.missing[name].astype(str) for name in ("kpi", "gender", "municipality", "year"))
        for measure, gender, area, period in zip(*columns, strict=True):
            self._without.setdefault((measure, gender), set()).add((area, period))

    def with_scores(self, scores: pd.DataFrame | None) -> Observations:
        """Return these observations with other answers of the self-assessment; none for no answers."""
        other = copy.copy(self)
        other.scores = scores_frame() if scores is None else scores
        for derived in ("rounds", "unit_scores", "goal_scores"):
            other.__dict__.pop(derived, None)
        frames = {key: frame for key, frame in self._frames.items() if SELF_ASSESSMENT not in key[0]}
        if len(other.scores):
            frames |= _by_measure(_tidy_scores(other.goal_scores))
        other._frames = frames  # noqa: SLF001 - of its own kind
        return other

    def until(self, year: int) -> Observations:
        """Return these observations without those of later years and rounds.

        What a measure has no later values of is the same object in both, so that what has been computed of
        it can be used of both.
        """
        edition, last = self.edition, str(year)
        cut = copy.copy(self)
        if (edition.values["year"] > year).any() or (edition.missing["year"] > year).any():
            values, missing = (
                rows.loc[rows["year"] <= year].reset_index(drop=True)
                for rows in (edition.values, edition.missing)
            )
            cut.edition = dataclasses.replace(edition, values=values, missing=missing)
            within = {
                key: frame if SELF_ASSESSMENT in key[0] else _within(frame, last)
                for key, frame in self._frames.items()
            }
            cut._frames = {key: frame for key, frame in within.items() if len(frame)}  # noqa: SLF001 - of its own kind
        later = self.scores["round"].str[:4] > last
        return cut.with_scores(self.scores.loc[~later].reset_index(drop=True)) if later.any() else cut

    @cached_property
    def rounds(self) -> tuple[str, ...]:
        """The rounds that have any score, earliest first (`gnv.assessment.results.rounds`)."""
        return rounds(self.scores)

    @cached_property
    def unit_scores(self) -> pd.DataFrame:
        """The units' scores (`gnv.assessment.results.unit_scores`)."""
        return unit_scores(self.scores)

    @cached_property
    def goal_scores(self) -> pd.DataFrame:
        """The municipalities' self-assessed scores (`gnv.assessment.results.goal_scores`)."""
        return goal_scores(self.scores)

    def of(self, measure: str, gender: str = "T", part: str = ALL_PARTS) -> pd.DataFrame:
        """Return the tidy frame of a measure; empty where none is known.

        Args:
            gender: T, K or M.
            part: all, or the units of a principal (kommun, region).
        """
        return self._frames.get((measure, gender, part), self._empty)

    def genders(self, measure: str, among: Iterable[str]) -> tuple[str, ...]:
        """Return the genders in which any of the areas has a value, T first."""
        areas = list(among)
        return tuple(
            gender for gender in ("T", "K", "M") if self.of(measure, gender)["area"].isin(areas).any()
        )

    def status_of_missing(
        self, measure: str, gender: str, area: str, period: str, among: Collection[str]
    ) -> Status:
        """Return why an area lacks a value in a period.

        Kolada lists what it knows to lack; what it does not list has not been collected. Where it is
        not known what it lists, the values of the areas ``among`` which it stands tell which it is.
        """
        if measure.startswith(SELF_ASSESSMENT):
            return Status.NOT_ANSWERED
        if measure in self.edition.provenance.listed:
            listed = (area, period) in self._without.get((measure, gender), ())
            return Status.NOT_IN_KOLADA if listed else Status.NOT_COLLECTED
        observed = self.of(measure, gender)
        if observed.empty:
            return Status.NOT_COLLECTED
        others = observed["period"].eq(period) & observed["area"].isin(list(among))
        return Status.NOT_IN_KOLADA if others.any() else Status.NOT_COLLECTED


def absence(indicator: Indicator, observations: Observations, areas: Areas) -> Status | None:
    """Return why no area that a key figure is for has any value, or none where some has."""
    if observations.genders(indicator.id, areas.of_level(municipal=indicator.municipal)):
        return None
    if indicator.self_assessed:
        return Status.NOT_ANSWERED
    if indicator.state is State.IN_DEVELOPMENT:
        return Status.IN_DEVELOPMENT
    provenance = observations.edition.provenance
    if indicator.id in provenance.empty or indicator.id in provenance.kpis:
        return Status.NOT_IN_KOLADA
    return Status.ENDED if indicator.state is State.ENDED else Status.NOT_FETCHED


def awaited_since(indicator: Indicator, provenance: Provenance, today: dt.date) -> str:
    """Return the day (ISO) of a publication that has passed without its values; none for an ended series."""
    ended = indicator.state is State.ENDED
    return "" if ended else provenance.awaited_since(indicator.id, today)


def _by_measure(tidy: pd.DataFrame) -> dict[tuple[str, str, str], pd.DataFrame]:
    """Return tidy observations parted by measure, gender and part."""
    return {
        (str(measure), str(gender), str(part)): frame.reset_index(drop=True)
        for (measure, gender, part), frame in tidy.groupby(["measure", "gender", "part"], observed=True)
    }


def _within(tidy: pd.DataFrame, last: str) -> pd.DataFrame:
    """Return tidy observations without those of later periods; themselves where there are none."""
    within = tidy["period"] <= last
    return tidy if within.all() else tidy.loc[within].reset_index(drop=True)


def _tidy(values: pd.DataFrame) -> pd.DataFrame:
    """Return an edition's figures as tidy observations."""
    years = values["year"]
    period = years.astype(str)
    return pd.DataFrame(
        {
            "measure": values["kpi"],
            "area": values["municipality"].astype(str),
            "period": period,
            "label": period,
            "time": years.astype(float),
            "gender": values["gender"],
            "part": ALL_PARTS,
            "value": values["value"],
            "n": pd.array([pd.NA] * len(values), dtype="Int64"),
            "status": str(Status.VALUE),
            "retrieved": values["retrieved"],
        }
    ).sort_values(["measure", "gender", "area", "period"], ignore_index=True)


def _tidy_scores(found: pd.DataFrame) -> pd.DataFrame:
    """Return the municipalities' self-assessed scores as tidy observations, per principal too."""
    rounds = found["round"]
    return pd.DataFrame(
        {
            "measure": SELF_ASSESSMENT + "-" + found["goal"].astype(str),
            "area": found["municipality"],
            "period": rounds,
            "label": rounds.map(round_label),
            "time": rounds.map(round_time),
            "gender": "T",
            "part": found["part"],
            "value": found["mean"],
            "n": found["n"].astype("Int64"),
            "status": str(Status.VALUE),
            "retrieved": "",
        }
    ).sort_values(["measure", "part", "area", "period"], ignore_index=True)
