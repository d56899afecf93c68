"""The tables of the command ``export``, of what stands."""

from __future__ import annotations

import contextlib
import sys
from enum import StrEnum

import pandas as pd

from gnv.areas import load_areas
from gnv.assessment.scores import scores_frame
from gnv.kolada.changes import changes_between
from gnv.kolada.editions import FOLDER, Edition, current_edition
from gnv.observations import Observations
from gnv.report.exports import Table, benchmark_export, values_export
from gnv.settings import Settings
from gnv.store.place import has_store
from gnv.strategy import Strategy
from gnv.strategy_file import load_strategy
from gnv.words import SOURCE


class What(StrEnum):
    """The tables that can be exported."""

    VALUES = "values"
    BENCHMARK = "benchmark"
    CHANGES = "changes"
    SCORES = "scores"
    ACTIVITIES = "activities"


def standing(where: Settings) -> tuple[Strategy, Edition]:
    """Return the strategy and the figures that stand; what is wrong with them goes to standard error."""
    edition, problems = current_edition(where)
    strategy, broken = load_strategy(where)
    for problem in [*problems, *([broken] if broken else [])]:
        print(problem, file=sys.stderr)
    return strategy, edition


def table(where: Settings, what: What) -> Table:
    """Return a table as it stands now.

    Raises:
        ProblemError: where the geography or the database cannot be read.
    """
    strategy, edition = standing(where)
    if what is What.VALUES:
        return values_export(edition)
    if what is What.CHANGES:
        return _latest_changes(where)
    if what is What.SCORES:
        return _answers(where)
    if what is What.ACTIVITIES:
        return _activities(where)
    return benchmark_export(strategy, Observations(edition), load_areas(where.geo))


def _latest_changes(where: Settings) -> Table:
    """Return what the latest refresh changed, no rows where there has been none."""
    from gnv.kolada.record import read_records

    done = [each for each in read_records(where.local / FOLDER) if each.source and each.reached]
    hashes = (done[0].before, done[0].after) if done else ("", "")
    return Table("changes", changes_between(where, *hashes), (SOURCE,))


def _answers(where: Settings) -> Table:
    """Return the answers that stand, as they are exported."""
    frame = standing_scores(where)
    given = frame["score"].notna() | frame["comment"].ne("")
    return Table("scores", frame.loc[given].reset_index(drop=True))


def standing_scores(where: Settings) -> pd.DataFrame:
    """Return the answers that stand, no rows where nothing has been stored."""
    from gnv.assessment.submissions import scores
    from gnv.store.engine import open_store

    if not has_store(where):
        return scores_frame()
    with contextlib.closing(open_store(where)) as store:
        return scores(store)


def _activities(where: Settings) -> Table:
    """Return the activities that stand, no rows where nothing has been stored."""
    from gnv.activities.submissions import activities
    from gnv.report.activities import activities_export
    from gnv.store.engine import open_store

    if not has_store(where):
        return activities_export(())
    with contextlib.closing(open_store(where)) as store:
        return activities_export(activities(store))
