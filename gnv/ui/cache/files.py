"""The annual report, and the files that are printed of it and of an area."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from gnv.annual.apart import report_made_apart
from gnv.problems import ProblemError
from gnv.profile import Profile
from gnv.report.one_pager import one_pager
from gnv.report.one_pager_files import PRINTED
from gnv.report.template import FILE_NAME as TEMPLATE
from gnv.report.template import FOLDER as TEMPLATES
from gnv.settings import Settings, settings
from gnv.store.place import has_store
from gnv.ui import database
from gnv.ui.cache.views import trends_of
from gnv.ui.cache.worlds import Stamp, World, stamp, world

if TYPE_CHECKING:
    from gnv.annual.facts import AnnualFacts
    from gnv.annual.shown import Annual
    from gnv.frozen.report import Report
    from gnv.story import Story
    from gnv.strategy import Indicator

_one_report_at_a_time = threading.Lock()


def annual(world: World, year: int) -> Annual:
    """Return a year's report as it stands; what cannot be read of it is told in it."""
    from gnv.annual.shown import Annual  # with what drafts reports, which costs an import

    try:
        return _annual(world, settings(), year)
    except ProblemError as error:
        problem = database.leave_alone(settings(), error.problem)
        return Annual(year, world.strategy, None, None, problem, {})


@lru_cache(maxsize=4)
def _annual(world: World, where: Settings, year: int) -> Annual:
    from gnv.annual.shown import Annual, changes

    strategy = world.strategy
    kept = database.report(where, year, world.today)
    stood = kept.stood
    news = changes(stood.form, kept.now, kept.published) if stood else ()
    try:
        facts = _annual_facts(where, stood.form if stood else kept.now, kept.undone)
    except ProblemError as error:
        return Annual(year, strategy, stood, None, error.problem, kept.texts, news)
    return Annual(year, facts.strategy, stood, facts, None, kept.texts, news)


@lru_cache(maxsize=4)
def _annual_facts(where: Settings, report: Report, _undone: int) -> AnnualFacts:
    """Return a report's facts, which stay as they are whatever happens, but for what is blanked."""
    from gnv.annual.facts import Known
    from gnv.annual.reading import facts_of

    now = world()

    def told(indicator: Indicator) -> Story:
        return now.told(indicator, "T", "")

    known = Known(now.strategy, now.areas, now.observations, now.today, told, now.examined)
    return facts_of(database.store() if has_store(where) else None, where, report, known)


@lru_cache(maxsize=32)
def one_pager_file(world: World, own: Profile, suffix: str) -> bytes:
    """Return a profile's one-pager as a file, pdf or png, at most half a megabyte. Raises PressError."""
    sheet = one_pager(own, trends_of(own), world.strategy, world.areas, world.observations, world.today)
    return PRINTED[suffix](sheet)


@lru_cache(maxsize=32)
def annual_one_pager_file(facts: AnnualFacts, code: str, suffix: str) -> bytes:
    """Return an area's one-pager of a year's report as a file, pdf or png. Raises PressError."""
    own = replace(facts.profiles[code], until=str(facts.year))
    sheet = one_pager(own, trends_of(own), facts.strategy, facts.areas, facts.observations, facts.day)
    return PRINTED[suffix](sheet)


def report_file(world: World, year: int, suffix: str) -> bytes:
    """Return a year's report as a file (DOCX or PDF), made in a process of its own, one at a time.

    Raises:
        PressError: where it could not be made.
    """
    template = settings().local / TEMPLATES / TEMPLATE
    with _one_report_at_a_time:  # outside what is kept, so that who asks for the same waits for the same
        return _report_file(world, stamp(template), year, suffix)


@lru_cache(maxsize=4)
def _report_file(_world: World, _template: Stamp, year: int, suffix: str) -> bytes:
    return report_made_apart(year, suffix)
