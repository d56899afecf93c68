"""What is kept between runs: the one module that caches.

Files are told apart by their path, time and size, so a new edition or a changed strategy is taken up
at the next run, in every session, without a restart. What is cached is shared by all sessions and never
changed by a reader. (Streamlit's own cache hashes every argument at every call, which costs more than
the drawing it saves here; a `World` is told apart by its identity.)
"""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from gnv import times
from gnv.activities.form import Activity
from gnv.activities.overview import concerning, in_order, of_goal
from gnv.activities.plan import Plan
from gnv.activities.priority import Priority
from gnv.analyses.form import COUNTY, Analysis, topics
from gnv.annual.apart import report_made_apart
from gnv.areas import COUNTRY, REGION_DALARNA, Areas, load_areas, swedish
from gnv.assessed import tell_scores
from gnv.assessment.outcome import Outcome, outcome
from gnv.assessment.results import shown_round
from gnv.charts import action_plan, analysis_lists
from gnv.charts.activity_scene import ActivityScene
from gnv.charts.deck import deck
from gnv.charts.depth_scene import DepthScene
from gnv.charts.national import National, of_sweden
from gnv.charts.plan_scene import PlanScene
from gnv.charts.profile_scene import ProfileScene
from gnv.charts.profile_start import choosing_map
from gnv.charts.projection import Shapes, shapes
from gnv.charts.rating_maps import SMALL_HEIGHT
from gnv.charts.rating_scene import RatingScene
from gnv.charts.scene import MAP_HEIGHT, REGION_MAP_HEIGHT, Scene
from gnv.charts.sheet_scene import SheetScene, SideScene
from gnv.check import find_problems
from gnv.compare import Tested
from gnv.depth import Move, Refreshed, moves
from gnv.kolada import editions
from gnv.kolada.changes import Change, changes_between
from gnv.kolada.record import LOG_FILE, Record, read_records
from gnv.observations import Observations, Status, absence
from gnv.portrait import choice_name, comparator_choices
from gnv.problems import Problem, ProblemError
from gnv.profile import Examined, Profile, examiner, moving, profile
from gnv.report.one_pager import one_pager
from gnv.report.one_pager_files import PRINTED
from gnv.report.template import FILE_NAME as TEMPLATE
from gnv.report.template import FOLDER as TEMPLATES
from gnv.selection import Selection
from gnv.settings import Settings, settings
from gnv.sheet import Sheet, county_sheet
from gnv.side_by_side import sides
from gnv.story import Story, tell
from gnv.strategy import FILE_NAME, Indicator, Level, Strategy, load_strategy
from gnv.ui import database
from gnv.view import View, parse_view

if TYPE_CHECKING:
    from gnv.annual.facts import AnnualFacts
    from gnv.annual.shown import Annual
    from gnv.frozen.report import Report
    from gnv.ledger.kind import Key
    from gnv.ledger.submissions import Standing, Upload

Stamp = tuple[str, int, int]
_one_report_at_a_time = threading.Lock()


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


def registered(world: World) -> Mapping[Key, Standing[Activity]]:
    """Return the activities that stand; none where the database cannot be read, which the next run tells."""
    try:
        return world.registered()
    except ProblemError as error:
        database.leave_alone(settings(), error.problem)
        return {}


@lru_cache(maxsize=2)
def _activities(world: World) -> tuple[Activity, ...]:
    return tuple(each.form for each in world.registered().values())


def activities(world: World) -> tuple[Activity, ...]:
    """Return the activities that stand, without the submissions that they came in."""
    return _activities(world) if registered(world) else ()


def meanwhile(world: World, goal: int, code: str) -> tuple[Activity, ...]:
    """Return the activities for a sub-goal in a municipality, the whole county's among them.

    Without a municipality, those of the whole county.
    """
    return _meanwhile(world, goal, code or REGION_DALARNA) if registered(world) else ()


@lru_cache(maxsize=256)
def _meanwhile(world: World, goal: int, code: str) -> tuple[Activity, ...]:
    return in_order(of_goal(concerning(_activities(world), code), goal))


def analyses(world: World) -> tuple[Analysis, ...]:
    """Return the analyses that stand; none where the database cannot be read, which the next run tells."""
    try:
        return _analyses(world, settings())
    except ProblemError as error:
        database.leave_alone(settings(), error.problem)
        return ()


@lru_cache(maxsize=2)
def _analyses(_world: World, where: Settings) -> tuple[Analysis, ...]:
    return database.analyses(where)


@lru_cache(maxsize=256)
def figure_analyses(world: World, measure: str, area: str, year: str) -> str:
    """Return what stands of analyses beside a figure: of the area and of the county; "" for none."""
    found = [each for each in analyses(world) if each.about == measure]
    shown = [each for each in found if each.year == year and each.area in (area, COUNTY)]
    shown.sort(key=lambda each: each.area == COUNTY)
    return analysis_lists.beside_figure(shown, [each for each in found if each not in shown], world.areas)


@lru_cache(maxsize=64)
def area_analyses(world: World, code: str) -> str:
    """Return what stands of an area's analyses; the whole county's stand with Region Dalarna's."""
    own = (code, COUNTY) if code == REGION_DALARNA else (code,)
    found = [each for each in analyses(world) if each.area in own]
    return analysis_lists.of_area(found, topics(world.strategy), world.areas)


def annual(world: World, year: int) -> Annual:
    """Return a year's report as it stands; what cannot be read of it is told in it."""
    from gnv.annual.shown import Annual  # with what prints reports, which costs an import

    try:
        return _annual(world, settings(), year)
    except ProblemError as error:
        problem = database.leave_alone(settings(), error.problem)
        return Annual(year, world.strategy, None, None, problem, {})


@lru_cache(maxsize=4)
def _annual(world: World, where: Settings, year: int) -> Annual:
    from gnv.annual.shown import Annual

    strategy = world.strategy
    stood, texts, changed = database.report(where, year)
    try:
        facts = _annual_facts(where, year, stood and stood.form, changed, None if stood else world)
    except ProblemError as error:
        return Annual(year, strategy, stood, None, error.problem, texts)
    return Annual(year, facts.strategy, stood, facts, None, texts)


@lru_cache(maxsize=4)
def _annual_facts(
    where: Settings, year: int, _frozen: Report | None, _changed: int, _world: World | None
) -> AnnualFacts:
    """Return a year's facts: those of a frozen report stay as they are, but for what is blanked."""
    from gnv.annual.compiling import compiled

    return compiled(where, year, times.today()).facts


def activity_scene(world: World, selection: Selection) -> ActivityScene:
    """Return what the activities of a selection are drawn with."""
    return _activity_scene(world, activities(world), selection)


@lru_cache(maxsize=32)
def _activity_scene(world: World, found: tuple[Activity, ...], selection: Selection) -> ActivityScene:
    return ActivityScene(found, selection, world.strategy, world.areas, world.today)


@dataclass(frozen=True, eq=False)
class Planned:
    """What stands of local plans, and of the regional action plan in all years, told apart by identity."""

    plans: Mapping[Key, Standing[Plan]]
    priorities: Mapping[Key, Standing[Priority]]


def planned(world: World) -> Planned:
    """Return what is planned; nothing where the database cannot be read, which the next run tells."""
    try:
        return _planned(world)
    except ProblemError as error:
        database.leave_alone(settings(), error.problem)
        return Planned({}, {})


@lru_cache(maxsize=2)
def _planned(_world: World) -> Planned:
    where = settings()
    return Planned(database.plans(where), database.priorities(where))


def plan_scene(world: World, code: str) -> PlanScene:
    """Return what the local plans are drawn with, one area of them chosen."""
    return _plan_scene(world, planned(world), activities(world), code)


@lru_cache(maxsize=32)
def _plan_scene(world: World, found: Planned, own: tuple[Activity, ...], code: str) -> PlanScene:
    drawing = shapes(world.areas.dalarna_outlines, world.areas.by_code, MAP_HEIGHT)
    known = [each.form for each in found.plans.values()]
    return PlanScene(known, own, code, world.areas, drawing, world.today)


def priorities(world: World, year: str) -> tuple[Priority, ...]:
    """Return a year's priorities, in the order of their sub-goals."""
    return _priorities(planned(world), year)


@lru_cache(maxsize=16)
def _priorities(found: Planned, year: str) -> tuple[Priority, ...]:
    own = [each.form for each in found.priorities.values() if each.form.year == year]
    return tuple(sorted(own, key=lambda each: (each.goals, swedish(each.title), each.id)))


@lru_cache(maxsize=32)
def action_plan_table(world: World, found: tuple[Priority, ...], year: str, *, may_change: bool) -> str:
    """Return a year's priorities as a table (`gnv.charts.action_plan.action_plan_table`)."""
    return action_plan.action_plan_table(year, found, world.strategy, may_change=may_change)


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
    measure = world.strategy.measure(view.matt)
    whose = REGION_DALARNA if not measure.municipal else view.kommun
    return world.drawn(view, meanwhile(world, measure.goal, whose))


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


@lru_cache(maxsize=64)
def profile_until(world: World, code: str, until: str) -> Profile:
    """Return an area's profile against the middle with nothing later than a year; an empty one for all."""
    if not until:
        return world.profiled(code, "mitten", "T", "", "")
    return profile(code, world.observations, world.areas, world.strategy, world.examined, until=until)


@lru_cache(maxsize=32)
def one_pager_file(world: World, own: Profile, suffix: str) -> bytes:
    """Return a profile's one-pager as a file, pdf or png, at most half a megabyte. Raises PressError."""
    sheet = one_pager(own, trends_of(own), world.strategy, world.areas, world.observations, world.today)
    return PRINTED[suffix](sheet)


def report_file(world: World, year: int, suffix: str) -> bytes:
    """Return a year's report as a file (DOCX or PDF), made in a process of its own, one at a time.

    Raises:
        PressError: where it could not be made.
    """
    template = settings().local / TEMPLATES / TEMPLATE
    with _one_report_at_a_time:  # outside what is kept, so that who asks for the same waits for the same
        return _report_file(world, _stamp(template), year, suffix)


@lru_cache(maxsize=4)
def _report_file(_world: World, _template: Stamp, year: int, suffix: str) -> bytes:
    return report_made_apart(year, suffix)


def profile_scene(world: World, view: View) -> ProfileScene:
    """Return what the profile that a view asks for is drawn with (`profile_of`). Raises KeyError."""
    return _profile_scene(world, profile_of(world, view), activities(world))


@lru_cache(maxsize=128)
def _profile_scene(world: World, profile: Profile, found: tuple[Activity, ...]) -> ProfileScene:
    return ProfileScene(profile, world.strategy, world.areas, world.observations, trends_of, found)


@lru_cache(maxsize=4)
def comparable(world: World, *, regional: bool) -> tuple[str, ...]:
    """Return the regions, or municipalities, that have a value in some key figure, in the order of names."""
    found: set[str] = set()
    for indicator in world.strategy.indicators:
        found.update(world.observations.of(indicator.id)["area"].unique())
    codes = world.areas.regions if regional else world.areas.municipalities
    return tuple(code for code in codes if code in found)


@lru_cache(maxsize=4)
def comparators(world: World, *, regional: bool) -> Mapping[str, str]:
    """Return whom a municipality, or a region, can be compared with: each choice with its name."""
    choices = (*comparator_choices(regional=regional), *comparable(world, regional=regional))
    return {choice: choice_name(choice, world.areas, regional=regional) for choice in choices}


@lru_cache(maxsize=2)
def start_map(world: World) -> str:
    """Return the county's map on which a municipality is chosen, without any values."""
    return choosing_map(world.areas, shapes(world.areas.dalarna_outlines, world.areas.by_code, MAP_HEIGHT))


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


def sheet_scene(world: World, view: View) -> SheetScene:
    """Return what the county's sheet is drawn with, as a view asks for it."""
    kept = View(view.delmal, view.matt, ar=view.ar, kommun=view.kommun, kon=view.kon, ordning=view.ordning)
    return _sheet_scene(world, kept)


@lru_cache(maxsize=128)
def _sheet_scene(world: World, view: View) -> SheetScene:
    return SheetScene(_sheet(world, view.kon, view.ar, view.ordning), view, world.areas)


@lru_cache(maxsize=64)
def _sheet(world: World, gender: str, year: str, order: str) -> Sheet:
    return county_sheet(
        world.strategy,
        world.observations,
        world.areas,
        world.absent,
        world.told,
        world.rated,
        gender=gender,
        year=year,
        order=order,
    )


@lru_cache(maxsize=2)
def known_areas(world: World) -> tuple[str, ...]:
    """Return the country and the areas that have values (`comparable`), those nearest the county first."""
    regions, municipalities = comparable(world, regional=True), comparable(world, regional=False)
    own = (code for code in world.areas.dalarna if code in municipalities)
    return tuple(dict.fromkeys((COUNTRY, REGION_DALARNA, *own, *regions, *municipalities)))


def side_scene(world: World, codes: tuple[str, ...], view: View) -> SideScene:
    """Return what areas are drawn with side by side, in the gender and year of a view."""
    return _side_scene(world, codes, view.kon, view.ar)


@lru_cache(maxsize=32)
def _side_scene(world: World, codes: tuple[str, ...], gender: str, year: str) -> SideScene:
    profiles = [world.profiled(code, "mitten", gender, year, "") for code in codes]
    return SideScene(profiles, sides(profiles, known_areas(world)), trends_of, world.strategy)


def depth(world: World, view: View) -> DepthScene:
    """Return what a key figure in depth is drawn with; each part is drawn when it is first asked for."""
    found = story(world, view.matt, view.kon, view.ar)
    kept = View(view.delmal, view.matt, found.period, kommun=view.kommun, jfr=view.jfr, diagram=view.diagram)
    return _depth(world, found.gender, kept)


@lru_cache(maxsize=128)
def _depth(world: World, gender: str, view: View) -> DepthScene:
    told = story(world, view.matt, gender, view.ar)
    return DepthScene(
        told,
        view,
        world.strategy,
        world.areas,
        world.observations,
        lambda: world.examined(told.indicator, told.gender, told.regional, ""),
        lambda: national(world, told).story,
        lambda: moves_of(world, told),
        meanwhile(world, told.indicator.goal, REGION_DALARNA if told.regional else view.kommun),
    )


def trends_at_hand() -> bool:
    """Return whether trends can be told without loading scipy, which costs most of a second."""
    return "scipy.stats" in sys.modules


def load_trends() -> None:
    """Load what trends are told with, also where the points are too few for it to be asked."""
    importlib.import_module("scipy.stats")


def moves_of(world: World, story: Story) -> Mapping[str, Move]:
    """Return how the areas of a story have moved, as seen from the year shown; Region Dalarna too."""
    return _moves(world, story.indicator, story.gender, story.period)


@lru_cache(maxsize=128)
def _moves(world: World, indicator: Indicator, gender: str, period: str) -> Mapping[str, Move]:
    ranked = moves(indicator, period, world.examined(indicator, gender, not indicator.municipal, ""))
    if indicator.level is not Level.BOTH:
        return ranked
    regions = world.examined(indicator, gender, True, "")
    return {**ranked, **moves(indicator, period, regions.loc[regions["area"].eq(REGION_DALARNA)])}


def refreshed(measure: str) -> Refreshed | None:
    """Return what the latest refresh did with a key figure; none where nothing has been fetched."""
    where = settings()
    return _refreshed(where, _stamp(where.local / editions.FOLDER / LOG_FILE), measure)


@lru_cache(maxsize=64)
def _refreshed(where: Settings, stamp: Stamp, measure: str) -> Refreshed | None:
    latest = _latest(where, stamp)
    outcome = next((each for each in latest.kpis if each.id == measure), None) if latest else None
    if latest is None or outcome is None:
        return None
    found = pd.DataFrame(columns=["kpi", "change"])
    if outcome.revised or outcome.gone:
        with contextlib.suppress(ProblemError):  # the edition before is no longer there: only told how many
            found = changes(where, latest.before, latest.after)
    own = found["kpi"].eq(measure) & found["change"].ne(Change.NEW)
    return Refreshed(latest.time, outcome, found.loc[own])


@lru_cache(maxsize=2)
def _latest(where: Settings, _stamp: Stamp) -> Record | None:
    """Return the latest refresh that was answered, unless the shipped figures have been gone back to."""
    records = read_records(where.local / editions.FOLDER)
    latest = next((each for each in records if each.reached), None)
    return latest if latest and latest.source else None


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
