"""All that a frozen report is made from, as it stood: figures, answers, activities and analyses."""

from __future__ import annotations

from dataclasses import dataclass

from gnv.activities.form import Activity
from gnv.activities.submissions import activities
from gnv.analyses.form import Analysis
from gnv.analyses.submissions import analyses
from gnv.assessment.submissions import scores
from gnv.frozen.report import Report
from gnv.kolada.editions import Edition, edition_of
from gnv.observations import Observations
from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.store.engine import Store
from gnv.strategy import Strategy


@dataclass(frozen=True, eq=False)
class Material:
    """What a report is made from, as it stood, of all years.

    Attributes:
        report: what it is frozen to.
        strategy, observations, activities, analyses: as they stood.
    """

    report: Report
    strategy: Strategy
    observations: Observations
    activities: tuple[Activity, ...]
    analyses: tuple[Analysis, ...]


def material_of(
    store: Store,
    where: Settings,
    report: Report,
    strategy: Strategy | None = None,
    observations: Observations | None = None,
) -> Material:
    """Return what a report is made from, as it stood when it was frozen.

    Args:
        store: the database.
        where: the editions.
        report: what is asked for.
        strategy, observations: those that stand, where they have been read: what is the same is not anew.

    Raises:
        ProblemError: where its edition is no longer there, or the strategy or the database cannot be read.
    """
    frozen = report.strategy()
    return Material(
        report,
        strategy if strategy is not None and strategy == frozen else frozen,
        observations_of(store, where, report, observations),
        activities(store, report.moment),
        analyses(store, report.moment),
    )


def observations_of(
    store: Store, where: Settings, report: Report, stand: Observations | None = None
) -> Observations:
    """Return figures and answers of all years as they stood when a report was frozen (`material_of`).

    Raises:
        ProblemError: where its edition is no longer there, or the database cannot be read.
    """
    if stand is None or stand.edition.hash != report.edition:
        stand = Observations(_edition_of(where, report))
    return stand.with_scores(scores(store, report.moment))


def _edition_of(where: Settings, report: Report) -> Edition:
    try:
        return edition_of(where, report.edition)
    except ProblemError as error:
        what = f"Årsberättelsen {report.year} kan inte göras som den frystes. {error.problem.what}"
        remedy = f"{error.problem.remedy} Går inte det: frys om berättelsen, på de värden som gäller nu."
        raise ProblemError(Problem(what, remedy)) from error
