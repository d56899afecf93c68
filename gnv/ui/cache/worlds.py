"""The world that the pages ask, kept as long as its files and the database stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from gnv import times
from gnv.activities.form import Activity
from gnv.areas import Areas, load_areas
from gnv.assessed import tell_scores
from gnv.charts.projection import Shapes, shapes
from gnv.charts.scene import MAP_HEIGHT, REGION_MAP_HEIGHT, Scene
from gnv.check import find_problems
from gnv.kolada import editions
from gnv.measured import tell
from gnv.observations import Observations, Status, absence
from gnv.problems import Problem, ProblemError
from gnv.profile import Examined, Profile, examiner, profile
from gnv.settings import Settings, settings
from gnv.story import Story
from gnv.strategy import Indicator, Strategy
from gnv.strategy_file import FILE_NAME, load_strategy
from gnv.ui import database
from gnv.view import View

if TYPE_CHECKING:
    from gnv.ledger.kind import Key
    from gnv.ledger.submissions import Standing

Stamp = tuple[str, int, int]


@dataclass(frozen=True, eq=False)
class World:
    """All that the pages ask: strategy, areas and observations, and what is wrong with them.

    Attributes:
        strategy: the strategy in force.
        areas: names, neighbours and outlines.
        observations: of the edition that stands.
        mapped: the measures that have values.
        absent: why each of the others has none.
        problems: what is wrong, for a notice on every page.
        today: the day from which ages are counted.
        told: key figure, gender and year to its story; what has been told is kept as long as the figures.
        examined: key figure, gender and kind of area to all that can be said of the values; kept likewise.
        profiled: area, comparator, gender, year and round to its profile; kept as long as the world.
        rated: self-assessment and round to its story; kept as long as the world.
        drawn: view, and the activities beside its trend, to its scene; kept likewise.
        registered: the activities that stand, read when they are first asked for (`registered`).
    """

    strategy: Strategy
    areas: Areas
    observations: Observations
    mapped: frozenset[str]
    absent: Mapping[str, Status]
    problems: tuple[Problem, ...]
    today: dt.date
    told: Callable[[Indicator, str, str], Story]
    examined: Examined
    profiled: Callable[[str, str, str, str, str], Profile]
    rated: Callable[[Indicator, str], Story]
    drawn: Callable[[View, tuple[Activity, ...]], Scene]
    registered: Callable[[], Mapping[Key, Standing[Activity]]]


def world() -> World:
    """Return the world as its files stand now.

    Raises:
        ProblemError: where the shipped strategy or the boundaries cannot be read.
    """
    where = settings()
    figures = _figures(_stamps_of(where), where, times.today())
    version, unreadable = database.version(where)
    if unreadable is None:
        try:
            return _world(figures, _answers(where, version), None)
        except ProblemError as error:
            unreadable = database.leave_alone(where, error.problem)
    return _world(figures, None, unreadable)


@dataclass(frozen=True, eq=False)
class _Answers:
    """The self-assessments that stand, told apart by identity, and the activities, read when asked for."""

    scores: pd.DataFrame
    registered: Callable[[], Mapping[Key, Standing[Activity]]]


@lru_cache(maxsize=2)
def _answers(where: Settings, _version: int) -> _Answers:
    """Return what stands; a failure is not kept. Raises ProblemError."""
    return _Answers(database.scores(where), lru_cache(maxsize=1)(lambda: database.activities(where)))


@dataclass(frozen=True, eq=False)
class _Figures:
    """The strategy's key figures, which stay as they are while people upload."""

    strategy: Strategy
    areas: Areas
    observations: Observations
    problems: tuple[Problem, ...]
    today: dt.date
    told: Callable[[Indicator, str, str], Story]
    examined: Examined
    outlined: Callable[[bool], Shapes]
    drawn: Callable[[View, tuple[Activity, ...]], Scene]


@lru_cache(maxsize=2)
def _figures(_stamps: tuple[Stamp, ...], where: Settings, today: dt.date) -> _Figures:
    strategy, broken = load_strategy(where)
    areas = load_areas(where.geo)
    edition, problems = editions.current_edition(where)
    observations = Observations(edition)
    found = [*([broken] if broken else []), *problems, *find_problems(strategy, edition, areas)]

    @lru_cache(maxsize=512)
    def told(indicator: Indicator, gender: str, period: str) -> Story:
        return tell(indicator, observations, areas, gender=gender, period=period, today=today)

    @lru_cache(maxsize=2)
    def outlined(regional: bool) -> Shapes:
        outlines = areas.region_outlines if regional else areas.dalarna_outlines
        return shapes(outlines, areas.by_code, REGION_MAP_HEIGHT if regional else MAP_HEIGHT)

    @lru_cache(maxsize=256)
    def drawn(view: View, beside: tuple[Activity, ...]) -> Scene:
        shown = told(strategy.measure(view.matt), view.kon, view.ar)
        return Scene(shown, view, strategy, areas, outlined(shown.regional), beside)

    examined = lru_cache(maxsize=256)(examiner(observations, areas, strategy))
    return _Figures(strategy, areas, observations, tuple(found), today, told, examined, outlined, drawn)


@lru_cache(maxsize=2)
def _world(figures: _Figures, answers: _Answers | None, unreadable: Problem | None) -> World:
    strategy, areas = figures.strategy, figures.areas
    observations = figures.observations.with_scores(answers.scores if answers else None)
    absent = {
        measure.id: why
        for measure in strategy.measures
        if (why := absence(measure, observations, areas)) is not None
    }

    @lru_cache(maxsize=128)
    def profiled(code: str, choice: str, gender: str, year: str, period: str) -> Profile:
        return profile(
            code,
            observations,
            areas,
            strategy,
            figures.examined,
            choice=choice,
            gender=gender,
            year=year,
            period=period,
        )

    @lru_cache(maxsize=64)
    def rated(measure: Indicator, period: str) -> Story:
        scale, today = strategy.scale, figures.today
        return tell_scores(measure, observations, areas, scale, period=period, today=today)

    @lru_cache(maxsize=64)
    def drawn(view: View, beside: tuple[Activity, ...]) -> Scene:
        told = rated(strategy.measure(view.matt), view.omg)
        return Scene(told, view, strategy, areas, figures.outlined(False), beside)

    return World(
        strategy=strategy,
        areas=areas,
        observations=observations,
        mapped=frozenset(measure.id for measure in strategy.measures) - absent.keys(),
        absent=absent,
        problems=(*([unreadable] if unreadable else []), *figures.problems),
        today=figures.today,
        told=figures.told,
        examined=figures.examined,
        profiled=profiled,
        rated=rated,
        drawn=lambda view, beside: (drawn if strategy.measure(view.matt).self_assessed else figures.drawn)(
            view, beside
        ),
        registered=answers.registered if answers else dict,
    )


def _stamps_of(where: Settings) -> tuple[Stamp, ...]:
    paths = [folder / FILE_NAME for folder in (where.local, where.shipped)]
    paths += [folder / editions.FOLDER / editions.POINTER for folder in (where.local, where.shipped)]
    return tuple(stamp(path) for path in (*paths, where.geo / "dalarna.json"))


def stamp(path: Path) -> Stamp:
    """Return what tells a file from the one that was there before."""
    try:
        stat = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), stat.st_mtime_ns, stat.st_size
