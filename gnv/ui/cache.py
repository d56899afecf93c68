"""What is kept between runs: the one module that caches.

Files are told apart by their path, time and size, so a new edition or a changed strategy is taken up
at the next run, in every session, without a restart. What is cached is never changed by a reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from gnv.areas import Areas, load_areas
from gnv.check import find_problems
from gnv.kolada import editions
from gnv.observations import Observations
from gnv.problems import Problem
from gnv.settings import Settings, settings
from gnv.story import Story, tell
from gnv.strategy import FILE_NAME, Strategy, load_strategy

Stamp = tuple[str, int, int]


@dataclass(frozen=True, eq=False)
class World:
    """All that the pages ask: strategy, areas and observations, and what is wrong with them.

    Attributes:
        stamps: which files it was made of.
        strategy: the strategy in force.
        areas: names, neighbours and outlines.
        observations: of the edition that stands.
        mapped: the measures that have values.
        problems: what is wrong, for a notice on every page.
    """

    stamps: tuple[Stamp, ...]
    strategy: Strategy
    areas: Areas
    observations: Observations
    mapped: frozenset[str]
    problems: tuple[Problem, ...]


def world() -> World:
    """Return the world as its files stand now.

    Raises:
        ProblemError: where the shipped strategy or the boundaries cannot be read.
    """
    where = settings()
    return _world(_stamps(where), where)


@st.cache_resource(show_spinner=False, max_entries=4)
def _world(stamps: tuple[Stamp, ...], _where: Settings) -> World:
    strategy, broken = load_strategy(_where)
    areas = load_areas(_where.geo)
    edition, problems = editions.current_edition(_where)
    observations = Observations(edition)
    found = ([broken] if broken else []) + problems + find_problems(strategy, edition, areas)
    mapped = frozenset(
        indicator.id
        for indicator in strategy.indicators
        if observations.genders(indicator.id)
    )
    return World(stamps, strategy, areas, observations, mapped, tuple(found))


def _stamps(where: Settings) -> tuple[Stamp, ...]:
    paths = [folder / FILE_NAME for folder in (where.local, where.shipped)]
    paths += [
        folder / editions.FOLDER / editions.POINTER for folder in (where.local, where.shipped)
    ]
    return tuple(_stamp(path) for path in (*paths, where.geo / "dalarna.json"))


def _stamp(path: Path) -> Stamp:
    try:
        stat = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), stat.st_mtime_ns, stat.st_size


def story(world: World, measure: str, gender: str, period: str) -> Story:
    """Return a key figure's story, told once per edition. Raises KeyError for an unknown one."""
    return _story(world.stamps, measure, gender, period, world)


@st.cache_resource(show_spinner=False, max_entries=512)
def _story(
    stamps: tuple[Stamp, ...], measure: str, gender: str, period: str, _world: World
) -> Story:
    indicator = _world.strategy.indicator(measure)
    return tell(indicator, _world.observations, _world.areas, gender=gender, period=period)
