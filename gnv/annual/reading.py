"""The facts of a year's report, read from its edition and its moment of the database."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from gnv.annual.facts import AnnualFacts, Known, gather
from gnv.areas import load_areas
from gnv.frozen.material import Material, material_of
from gnv.frozen.report import Report
from gnv.kolada.editions import current_edition
from gnv.observations import Observations
from gnv.problems import Problem
from gnv.settings import Settings
from gnv.strategy_file import load_strategy

if TYPE_CHECKING:
    from gnv.store.engine import Store


def known_now(where: Settings, day: dt.date) -> tuple[Known, tuple[Problem, ...]]:
    """Return what stands now, and what is wrong with it.

    Raises:
        ProblemError: where the shipped strategy or the boundaries cannot be read.
    """
    strategy, broken = load_strategy(where)
    edition, problems = current_edition(where)
    known = Known.of(strategy, load_areas(where.geo), Observations(edition), day)
    return known, (*problems, *([broken] if broken else []))


def facts_of(store: Store | None, where: Settings, report: Report, known: Known) -> AnnualFacts:
    """Return the facts of a report, which are the same whenever they are asked for.

    Args:
        store: the database; none where nothing has been stored.
        where: the editions.
        report: what it is frozen to, or would be now.
        known: what stands now.

    Raises:
        ProblemError: where something it is made of cannot be read.
    """
    if store is None:
        return gather(Material(report, known.strategy, known.observations, (), ()), known)
    # Loaded here, since where nothing has been stored there is no database to read.
    from gnv.activities.planned import plans, priorities

    return gather(
        material_of(store, where, report, known.strategy, known.observations),
        known,
        plans(store, report.moment),
        priorities(store, str(report.year), report.moment),
    )
