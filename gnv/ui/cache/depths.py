"""What one key figure in depth is drawn with: over time, in all of Sweden, and what a refresh changed."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from gnv.areas import REGION_DALARNA
from gnv.charts.deck import deck
from gnv.charts.depth_scene import DepthScene
from gnv.charts.national import National, of_sweden
from gnv.depth import Move, Refreshed, moves
from gnv.kolada import editions
from gnv.kolada.changes import Change, changes_between
from gnv.kolada.record import LOG_FILE, Record, read_records
from gnv.problems import ProblemError
from gnv.settings import Settings, settings
from gnv.story import Story
from gnv.strategy import Indicator, Level
from gnv.ui.cache.published import meanwhile
from gnv.ui.cache.views import story
from gnv.ui.cache.worlds import Stamp, World, stamp
from gnv.view import View


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
    return _refreshed(where, stamp(where.local / editions.FOLDER / LOG_FILE), measure)


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


@lru_cache(maxsize=4)
def changes(where: Settings, before: str, after: str) -> pd.DataFrame:
    """Return what differs between two editions. Raises ProblemError where one is no longer there."""
    return changes_between(where, before, after)
