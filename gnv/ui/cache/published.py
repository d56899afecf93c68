"""What people have published besides answers, kept as long as the world that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gnv.activities import plan_files
from gnv.activities.form import Activity
from gnv.activities.overview import concerning, in_order, of_goal
from gnv.activities.plan import Plan
from gnv.activities.priority import Priority
from gnv.analyses.form import COUNTY, Analysis, topics
from gnv.areas import REGION_DALARNA, swedish
from gnv.charts import action_plan, analysis_lists
from gnv.charts.activity_scene import ActivityScene
from gnv.charts.plan_scene import PlanScene
from gnv.charts.projection import shapes
from gnv.charts.scene import MAP_HEIGHT
from gnv.problems import Problem, ProblemError
from gnv.selection import Selection
from gnv.settings import Settings, settings
from gnv.ui import database
from gnv.ui.cache.worlds import Stamp, World, stamp

if TYPE_CHECKING:
    from gnv.ledger.history import Upload
    from gnv.ledger.kind import Key
    from gnv.ledger.submissions import Standing


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


def activity_scene(world: World, selection: Selection) -> ActivityScene:
    """Return what the activities of a selection are drawn with."""
    return _activity_scene(world, activities(world), planned(world), selection)


@lru_cache(maxsize=32)
def _activity_scene(
    world: World, found: tuple[Activity, ...], known: Planned, selection: Selection
) -> ActivityScene:
    from gnv.activities.naming import (
        is_registered,
    )  # the database's library, loaded where there is a database

    plans = [each.form for each in known.plans.values()]
    return ActivityScene(
        found,
        selection,
        world.strategy,
        world.areas,
        world.today,
        knows_plan=lambda activity: is_registered(activity, plans),
    )


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


def plan_file_problem(digest: str) -> Problem | None:
    """Return why a plan's PDF cannot be fetched, none where it can; asked anew when the file changes."""
    where = settings()
    return _plan_file_problem(where, digest, stamp(plan_files.plan_file(where, digest)))


@lru_cache(maxsize=64)
def _plan_file_problem(where: Settings, digest: str, _stamp: Stamp) -> Problem | None:
    return plan_files.problem_of(where, digest)


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
