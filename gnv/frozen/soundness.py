"""What contradicts itself in what has been frozen and written of the annual report."""

from __future__ import annotations

from collections.abc import Iterator

from gnv.analyses.submissions import analyses
from gnv.areas import REGION_DALARNA, Areas
from gnv.frozen.submissions import all_frozen
from gnv.kolada.editions import edition_of
from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.store.engine import Store
from gnv.words import joined

_MOST_NAMED = 5


def contradictions(store: Store, where: Settings, areas: Areas) -> list[Problem]:
    """Return what is wrong with the analyses and the frozen reports that stand.

    Raises:
        ProblemError: where the database cannot be read.
    """
    return [*_wrong_analyses(store, areas), *_wrong_reports(store, where)]


def _wrong_analyses(store: Store, areas: Areas) -> Iterator[Problem]:
    known = {*areas.dalarna, REGION_DALARNA}
    wrong = [each for each in analyses(store) if each.unit.municipality not in known]
    if wrong:
        named = joined([f"{each.name} ({each.area}, {each.year})" for each in wrong[:_MOST_NAMED]])
        remedy = "Dra tillbaka dem och skriv dem för rätt område."
        yield Problem(f"Databasen har analyser med okända kommuner: {named}.", remedy)


def _wrong_reports(store: Store, where: Settings) -> Iterator[Problem]:
    for report in all_frozen(store):
        try:
            report.strategy()
            edition_of(where, report.edition)
        except ProblemError as error:
            what = f"Årsberättelsen {report.year} kan inte göras som den frystes: {error.problem.what}"
            yield Problem(what, error.problem.remedy)
