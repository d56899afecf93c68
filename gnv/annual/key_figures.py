"""The first part of an annual report: the key figures, their pictures, tables and analyses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gnv.analyses.form import COUNTY, Analysis
from gnv.annual import tables
from gnv.annual.facts import AnnualFacts
from gnv.annual.pictures import Pictures
from gnv.areas import Areas
from gnv.compare import Position
from gnv.report.document import Block, Box, Heading, PageBreak, Run, Source, Tone, prose
from gnv.sentences import TOO_EARLY, heading, notes
from gnv.story import Story
from gnv.strategy import Goal

_MOST_DEVIATIONS = 12


def goal_tables(facts: AnnualFacts, goal: Goal) -> Iterator[Block]:
    """Yield a sub-goal's tables, its municipal key figures and Region Dalarna's, and what to beware of."""
    for table in (tables.municipal_overview(facts, goal), tables.region_overview(facts, goal)):
        if table is not None:
            yield table
    cautions = {heading(story): notes(story) for story in facts.shown(goal)}
    early = "; ".join(name for name, said in cautions.items() if TOO_EARLY in said)
    own = {name: " ".join(each for each in said if each != TOO_EARLY) for name, said in cautions.items()}
    lines = [
        *([prose(f"{TOO_EARLY} Det gäller {early}.")] if early else []),
        *(prose(Run(f"{name}. ", strong=True), said) for name, said in own.items() if said),
    ]
    if lines:
        yield Box(tuple(lines), "Att tänka på")


def goal_pages(facts: AnnualFacts, goal: Goal, pictures: Pictures) -> Iterator[Block]:
    """Yield a sub-goal's key figures, each on a page of its own, with what is said of each."""
    for story in facts.shown(goal):
        yield from _figure(story, pictures)
        said = [each for each in facts.shown_analyses if each.about == story.indicator.id]
        yield from _analysis_boxes(said, facts.areas)


def other_analyses(facts: AnnualFacts) -> Iterator[Block]:
    """Yield what is said of sub-goals, and of key figures that have no values."""
    beside = {story.indicator.id for goal in facts.strategy.goals for story in facts.shown(goal)}
    left = [each for each in facts.shown_analyses if each.about not in beside]
    yield from _analysis_boxes(left, facts.areas, named=True)


def _figure(story: Story, pictures: Pictures) -> Iterator[Block]:
    indicator = story.indicator
    yield PageBreak()
    yield Heading(3, heading(story))
    official = (
        "" if indicator.official_name == indicator.name else f" Strategins namn: {indicator.official_name}."
    )
    yield Source(f"{indicator.measures}{official}")
    if story.regional:
        yield pictures.regions(story)
    else:
        yield pictures.figure_map(story)
    yield pictures.course(story)


def _analysis_boxes(found: Iterable[Analysis], areas: Areas, *, named: bool = False) -> Iterator[Block]:
    """Yield analyses as they were written.

    Args:
        found: the analyses.
        areas: names.
        named: whether what each is of must be said.
    """
    for each in found:
        where = "hela länet" if each.area == COUNTY else areas.name(each.area)
        about = f"{each.name}, " if named else ""
        said = tuple(prose(Run(f"{name}. ", strong=True), text) for name, text in each.texts.items())
        yield Box(said, f"Analys: {about}{where} {each.year}", Tone.QUOTE)


def deviation_tables(facts: AnnualFacts) -> Iterator[Block]:
    """Yield the most important deviations, both ways."""
    for position in (Position.BETTER, Position.WORSE):
        found = facts.deviations(position, _MOST_DEVIATIONS)
        if found:
            caption = f"De viktigaste avvikelserna: {position} än mitten"
            yield tables.deviations_table(facts, caption, found)
