"""What is kept between runs: the one module that caches.

Files are told apart by their path, time and size, so a new edition or a changed strategy is taken up
at the next run, in every session, without a restart. What is cached is shared by all sessions and never
changed by a reader. (Streamlit's own cache hashes every argument at every call, which costs more than
the drawing it saves here; a `World` is told apart by its identity.)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from gnv import times
from gnv.areas import Areas, load_areas
from gnv.assessed import tell_scores
from gnv.assessment.outcome import Outcome, outcome
from gnv.assessment.results import shown_round
from gnv.charts.deck import deck
from gnv.charts.national import National, of_sweden
from gnv.charts.projection import Shapes, shapes
from gnv.charts.rating_maps import SMALL_HEIGHT
from gnv.charts.rating_scene import RatingScene
from gnv.charts.scene import MAP_HEIGHT, REGION_MAP_HEIGHT, Scene
from gnv.check import find_problems
from gnv.compare import Tested
from gnv.kolada import editions
from gnv.kolada.changes import changes_between
from gnv.observations import Observations, Status, absence
from gnv.problems import Problem, ProblemError
from gnv.profile import Examined, Profile, examiner, moving, profile
from gnv.settings import Settings, settings
from gnv.story import Story, tell
from gnv.strategy import FILE_NAME, Indicator, Strategy, load_strategy
from gnv.ui import database
from gnv.view import View, parse_view

if TYPE_CHECKING:
    from gnv.ledger.submissions import Upload

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
        profiled: area, comparator, gender, year and round to its profile; kept as long as the world.
        rated: self-assessment and round to its story; kept as long as the world.
        drawn: view to its scene; kept likewise.
    """

    strategy: Strategy
    areas: Areas
    observations: Observations
    mapped: frozenset[str]
    absent: Mapping[str, Status]
    problems: tuple[Problem, ...]
    today: dt.date
    told: Callable[[Indicator, str, str], Story]
    profiled: Callable[[str, str, str, str, str], Profile]
    rated: Callable[[Indicator, str], Story]
    drawn: Callable[[View], Scene]


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
    """The self-assessments that stand, told apart by identity."""

    scores: pd.DataFrame


@lru_cache(maxsize=2)
def _answers(where: Settings, _version: int) -> _Answers:
    """Return what stands; a failure is not kept. Raises ProblemError."""
    return _Answers(database.scores(where))


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
    drawn: Callable[[View], Scene]


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
    def drawn(view: View) -> Scene:
        shown = told(strategy.measure(view.matt), view.kon, view.ar)
        return Scene(shown, view, strategy, areas, outlined(shown.regional))

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
    def drawn(view: View) -> Scene:
        return Scene(
            rated(strategy.measure(view.matt), view.omg), view, strategy, areas, figures.outlined(False)
        )

    return World(
        strategy=strategy,
        areas=areas,
        observations=observations,
        mapped=frozenset(measure.id for measure in strategy.measures) - absent.keys(),
        absent=absent,
        problems=(*([unreadable] if unreadable else []), *figures.problems),
        today=figures.today,
        told=figures.told,
        profiled=profiled,
        rated=rated,
        drawn=lambda view: (drawn if strategy.measure(view.matt).self_assessed else figures.drawn)(view),
    )


def _stamps_of(where: Settings) -> tuple[Stamp, ...]:
    paths = [folder / FILE_NAME for folder in (where.local, where.shipped)]
    paths += [folder / editions.FOLDER / editions.POINTER for folder in (where.local, where.shipped)]
    return tuple(_stamp(path) for path in (*paths, where.geo / "dalarna.json"))


def _stamp(path: Path) -> Stamp:
    try:
        stat = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), stat.st_mtime_ns, stat.st_size


def story(world: World, measure: str, gender: str = "T", period: str = "") -> Story:
    """Return a measure's story. Raises KeyError for an unknown one."""
    found = world.strategy.measure(measure)
    return world.rated(found, period) if found.self_assessed else world.told(found, gender, period)


def scene(world: World, view: View) -> Scene:
    """Return what a view is drawn with; each part is drawn when it is first asked for."""
    return world.drawn(view)


def profile_of(world: World, view: View, code: str = "") -> Profile:
    """Return the profile of the area that a view asks for, or of another.

    Raises:
        KeyError: for an unknown area, none among them.
    """
    return world.profiled(code or view.kommun, view.jfr, view.kon, view.ar, view.omg)


@lru_cache(maxsize=128)
def trends_of(profile: Profile) -> Mapping[str, Tested]:
    """Return the trends of an area's key figures as seen from the years shown (`gnv.profile.moving`)."""
    return moving(profile.standings)


def national(world: World, story: Story) -> National:
    """Return what a map of Sweden is drawn with; each part is made when it is first asked for."""
    return _national(world, story.indicator, story.gender, story.period)


@lru_cache(maxsize=8)
def _national(world: World, indicator: Indicator, gender: str, period: str) -> National:
    told = world.told(indicator, gender, period)
    return National(of_sweden(told, world.observations, world.areas), world.areas)


@lru_cache(maxsize=8)
def national_deck(drawn: National, chosen: str, compared: str | None) -> Any:
    """Return a map of Sweden as a `pydeck.Deck`, with two areas outlined."""
    return deck(drawn, chosen, compared)


def outcome_of(world: World, view: View) -> Outcome:
    """Return the results of the self-assessment's round that a view asks for."""
    ratings = _ratings(world, view.exempel)
    return ratings.outcome(shown_round(ratings.rounds, view.omg))


def rating_scene(world: World, view: View) -> RatingScene:
    """Return what a view of the self-assessment's results is drawn with."""
    kept = View(view.delmal, "", omg=outcome_of(world, view).period, kommun=view.kommun, exempel=view.exempel)
    return _ratings(world, view.exempel).drawn(kept)


@dataclass(frozen=True, eq=False)
class _Ratings:
    """The results of the answers that stand, or of the example: round to facts, view to scene."""

    rounds: tuple[str, ...]
    outcome: Callable[[str], Outcome]
    drawn: Callable[[View], RatingScene]


@lru_cache(maxsize=2)
def _ratings(world: World, example: bool) -> _Ratings:
    strategy, areas = world.strategy, world.areas
    observations = world.observations
    if example:
        from gnv.assessment.example import example_scores  # reads spreadsheets, which costs an import

        observations = observations.with_scores(
            example_scores(settings().shipped, strategy, areas, world.today)
        )
    large = shapes(areas.dalarna_outlines, areas.by_code, MAP_HEIGHT)
    small = shapes(areas.dalarna_outlines, areas.by_code, SMALL_HEIGHT, margin=2)

    @lru_cache(maxsize=16)
    def told(period: str) -> Outcome:
        return outcome(observations.scores, period, strategy.scale, areas.dalarna)

    @lru_cache(maxsize=16)
    def stories(period: str) -> dict[int, Story]:
        return {
            goal.number: tell_scores(
                goal.self_assessment, observations, areas, strategy.scale, period=period, today=world.today
            )
            for goal in strategy.goals
        }

    @lru_cache(maxsize=256)
    def drawn(view: View) -> RatingScene:
        return RatingScene(told(view.omg), stories(view.omg), view, strategy, areas, large, small)

    return _Ratings(observations.rounds, told, drawn)


@lru_cache(maxsize=4)
def changes(where: Settings, before: str, after: str) -> pd.DataFrame:
    """Return what differs between two editions. Raises ProblemError where one is no longer there."""
    return changes_between(where, before, after)


def uploads(limit: int, before: int | None) -> tuple[Upload, ...]:
    """Return uploads before one, the latest first; read anew when something has been written.

    Raises:
        ProblemError: where the database cannot be read.
    """
    where = settings()
    version, unreadable = database.version(where)
    if unreadable is not None:
        raise ProblemError(unreadable)
    try:
        return _uploads(where, version, limit, before)
    except ProblemError as error:
        raise ProblemError(database.leave_alone(where, error.problem)) from error


@lru_cache(maxsize=4)
def _uploads(where: Settings, _version: int, limit: int, before: int | None) -> tuple[Upload, ...]:
    return database.uploads(where, limit, before)


def draw_first_page() -> None:
    """Tell every key figure's story and draw the view that an address without choices gives."""
    here = world()
    for indicator in here.strategy.indicators:
        story(here, indicator.id)
    first = scene(here, parse_view({}, here.strategy, here.areas, here.mapped))
    for part in ("map", "trend", "table", "summary"):
        getattr(first, part)
