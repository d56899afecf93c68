"""What the views of key figures, areas and the county are drawn with."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from functools import lru_cache

from gnv.activities.form import Activity
from gnv.areas import COUNTRY, REGION_DALARNA
from gnv.charts.profile_scene import ProfileScene
from gnv.charts.profile_start import choosing_map
from gnv.charts.projection import shapes
from gnv.charts.scene import MAP_HEIGHT, Scene
from gnv.charts.sheet_scene import SheetScene, SideScene
from gnv.compare import Tested
from gnv.profile import Profile, moving
from gnv.sheet import Sheet, county_sheet
from gnv.side_by_side import sides
from gnv.standing_words import choice_name, comparator_choices
from gnv.story import Story
from gnv.ui.cache.published import activities, meanwhile
from gnv.ui.cache.worlds import World, world
from gnv.view import View, parse_view


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


def trends_at_hand() -> bool:
    """Return whether trends can be told without loading scipy, which costs most of a second."""
    return "scipy.stats" in sys.modules


def load_trends() -> None:
    """Load what trends are told with, also where the points are too few for it to be asked."""
    importlib.import_module("scipy.stats")


def draw_first_page() -> None:
    """Tell every key figure's story and draw the view that an address without choices gives.

    Then examine the key figures as *Kommun* and *Jämför* show them unless asked otherwise: they are most of
    what these pages take when nothing is kept.
    """
    here = world()
    for indicator in here.strategy.indicators:
        story(here, indicator.id)
    first = scene(here, parse_view({}, here.strategy, here.areas, here.mapped))
    for part in ("map", "trend", "table", "summary"):
        getattr(first, part)
    for indicator in here.strategy.indicators:
        here.examined(indicator, "T", not indicator.municipal, "")
