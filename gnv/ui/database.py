"""The database as pages reach it: opened once, and asked at every run whether something has been written."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from gnv.assessment.scores import scores_frame
from gnv.problems import Problem, ProblemError
from gnv.settings import Settings, settings
from gnv.store.place import has_store

if TYPE_CHECKING:
    from gnv.activities.form import Activity
    from gnv.activities.plan import Plan
    from gnv.activities.priority import Priority
    from gnv.analyses.form import Analysis
    from gnv.frozen.report import Report
    from gnv.frozen.texts import SectionText
    from gnv.ledger.history import Upload
    from gnv.ledger.kind import Key
    from gnv.ledger.submissions import Standing
    from gnv.store.engine import Store

_LOG = logging.getLogger("gnv")
_UNREACHABLE_SECONDS = 15.0
_OUTWARD = (
    "Databasen kan inte läsas just nu. Försök igen om en stund. Den som sköter tjänsten ser orsaken i loggen."
)
_unreachable: dict[Settings, tuple[float, Problem]] = {}


def store() -> Store:
    """Return the database, made where it is missing. Raises ProblemError where it cannot be opened."""
    return _opened(settings())


@lru_cache(maxsize=2)
def _opened(where: Settings) -> Store:
    # Loaded here, since where nothing has been stored no page needs a database.
    from gnv.store.engine import open_store

    return open_store(where)


def version(where: Settings) -> tuple[int, Problem | None]:
    """Return a number that every write raises, 0 where there is no database, and why it cannot be read.

    One that could not be read is left alone for a while: a person should not wait for it at every click.
    """
    if not has_store(where):
        return 0, None
    since, problem = _unreachable.get(where, (0.0, None))
    if problem is not None and time.monotonic() - since < _UNREACHABLE_SECONDS:
        return 0, problem
    _unreachable.pop(where, None)
    try:
        return _opened(where).version(), None
    except ProblemError as error:
        return 0, leave_alone(where, error.problem)


def leave_alone(where: Settings, problem: Problem) -> Problem:
    """Ask a database that could not be read for nothing during a while; return why, as `version` will.

    Where it lies is for contributors and the log.
    """
    _LOG.warning("%s", problem)
    told = dataclasses.replace(problem, outward=_OUTWARD)
    _unreachable[where] = (time.monotonic(), told)
    return told


def scores(where: Settings) -> pd.DataFrame:
    """Return the standing answers, no rows where there is no database. Raises ProblemError."""
    if not has_store(where):
        return scores_frame()
    from gnv.assessment.submissions import scores as standing_scores

    return standing_scores(_opened(where))


def activities(where: Settings) -> Mapping[Key, Standing[Activity]]:
    """Return the standing activities, none where there is no database. Raises ProblemError."""
    if not has_store(where):
        return {}
    from gnv.activities.submissions import ACTIVITIES
    from gnv.ledger.submissions import standing

    return standing(ACTIVITIES, _opened(where))


def analyses(where: Settings) -> tuple[Analysis, ...]:
    """Return the analyses that stand, none where there is no database. Raises ProblemError."""
    if not has_store(where):
        return ()
    from gnv.analyses.submissions import analyses as standing_analyses

    return standing_analyses(_opened(where))


@dataclasses.dataclass(frozen=True, eq=False)
class KeptReport:
    """What is kept of a year's report.

    Attributes:
        stood: what it is frozen to; none where it has not been begun.
        now: what it would be, if it were frozen now.
        texts: what people have written in place of drafts, by the sections' ids.
        published: how much has been published or withdrawn since it was frozen, by name of kind.
        undone: how often something was blanked or put back.
    """

    stood: Standing[Report] | None
    now: Report
    texts: Mapping[str, Standing[SectionText]]
    published: Counter[str]
    undone: int


def report(where: Settings, year: int, day: dt.date) -> KeptReport:
    """Return what is kept of a year's report, nothing where there is no database. Raises ProblemError."""
    if not has_store(where):
        from gnv.frozen.report import report_at
        from gnv.ledger.moment import BEGINNING

        return KeptReport(None, report_at(where, year, day, BEGINNING), {}, Counter(), 0)
    from gnv.frozen.submissions import changed_since, freeze_now, frozen, texts
    from gnv.store.audit import Action, count

    opened = _opened(where)
    stood = frozen(opened, year)
    return KeptReport(
        stood,
        freeze_now(opened, where, year, day),
        texts(opened, year),
        changed_since(opened, stood.form) if stood else Counter(),
        count(opened, Action.BLANKED, Action.RESTORED),
    )


def uploads(where: Settings, limit: int, before: int | None) -> tuple[Upload, ...]:
    """Return uploads of all kinds, the latest first, none where there is no database. Raises ProblemError."""
    if not has_store(where):
        return ()
    from gnv.activities.submissions import ACTIVITIES
    from gnv.assessment.submissions import SELF_ASSESSMENTS
    from gnv.ledger.history import history

    kinds = (SELF_ASSESSMENTS, ACTIVITIES)
    found = [upload for kind in kinds for upload in history(kind, _opened(where), limit, before)]
    return tuple(sorted(found, key=lambda upload: upload.id, reverse=True)[:limit])


def plans(where: Settings) -> Mapping[Key, Standing[Plan]]:
    """Return the local plans that stand, none where there is no database. Raises ProblemError."""
    if not has_store(where):
        return {}
    from gnv.activities.planned import PLANS
    from gnv.ledger.submissions import standing

    return standing(PLANS, _opened(where))


def priorities(where: Settings) -> Mapping[Key, Standing[Priority]]:
    """Return the priorities of all years that stand, none where there is no database. Raises ProblemError."""
    if not has_store(where):
        return {}
    from gnv.activities.planned import PRIORITIES
    from gnv.ledger.submissions import standing

    return standing(PRIORITIES, _opened(where))
