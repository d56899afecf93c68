"""An annual report as a document: the strategy's three parts, plans, what is missing, and the method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, groupby

from gnv.annual import appendix, doings, key_figures, sections, self_assessment, tables
from gnv.annual.draft import draft
from gnv.annual.facts import AnnualFacts
from gnv.annual.pictures import Pictures
from gnv.annual.prose import read_text
from gnv.annual.sections import Part, Section
from gnv.method import method, scores_method
from gnv.report.document import (
    Align,
    Block,
    Box,
    Contents,
    Document,
    Heading,
    PageBreak,
    Table,
    prose,
)
from gnv.strategy import State
from gnv.times import day_text
from gnv.words import MISSING, SOURCE, joined, number, unit_caption

PUBLISHER = "Dalarnas kommuner och Region Dalarna"


def annual_document(facts: AnnualFacts, texts: Mapping[str, str] | None = None) -> Document:
    """Return a year's report.

    Args:
        facts: of the year.
        texts: what people have written in place of sections' drafted texts, by the sections' ids.
    """
    strategy = facts.strategy
    return Document(
        title=f"Årsberättelse {facts.year}",
        subtitle=f"{strategy.name}. Uppföljning av nyckeltal, självskattning och aktiviteter",
        day=facts.day,
        publisher=PUBLISHER,
        blocks=tuple(_Compiler(facts, texts or {}).blocks()),
    )


class _Compiler:
    """Puts a report together, section by section."""

    def __init__(self, facts: AnnualFacts, texts: Mapping[str, str]) -> None:
        self._facts, self._texts = facts, texts
        self._pictures = Pictures(facts)

    def blocks(self) -> Iterator[Block]:
        """Yield the whole report."""
        yield Contents()
        for part, own in groupby(sections.sections(self._facts.strategy), key=lambda each: each.part):
            if self._begins_a_page(part):
                yield PageBreak()
            yield Heading(1, part)
            for section in own:
                if (part is Part.FIGURES and (section.goal or 1) > 1) or section is sections.DEVIATIONS:
                    yield PageBreak()
                yield from self._section(section)
        yield PageBreak()
        yield Heading(1, "Bilaga: alla värden")
        yield from appendix.value_pages(self._facts)

    def _begins_a_page(self, part: Part) -> bool:
        """Return whether a part begins on a page of its own; not below a few words alone."""
        return part is not Part.ANALYSES and (part is not Part.METHOD or bool(self._facts.shown_analyses))

    def _section(self, section: Section) -> Iterator[Block]:
        """Yield a section: its heading, its text as written or else drafted, its figures and tables."""
        if section.title != section.part:
            yield Heading(2, section.title)
        written = self._texts.get(section.id)
        yield from draft(section, self._facts) if written is None else read_text(written)
        yield from self._figures(section)

    def _figures(self, section: Section) -> Iterator[Block]:
        """Yield what stands below a section's text, however that is edited."""
        facts, pictures = self._facts, self._pictures
        if section.goal is not None:
            goal = facts.strategy.goal(section.goal)
            if section.part is Part.ASSESSMENT:
                return self_assessment.goal_pages(facts, goal, pictures)
            return chain(key_figures.goal_tables(facts, goal), key_figures.goal_pages(facts, goal, pictures))
        match section.id:
            case sections.DEVIATIONS.id:
                return key_figures.deviation_tables(facts)
            case sections.SINCE.id:
                return _given(tables.since_table(facts))
            case sections.GENDER.id:
                return _given(tables.gender_overview(facts))
            case sections.SELF_ASSESSMENT.id:
                return self_assessment.overview(facts, pictures)
            case sections.ACTIVITIES.id:
                return doings.activity_pages(facts)
            case sections.LOCAL_PLANS.id:
                return doings.plan_pages(facts, pictures)
            case sections.REGIONAL_PLAN.id:
                return doings.priority_table(facts)
            case sections.ANALYSES.id:
                return key_figures.other_analyses(facts)
            case sections.METHOD.id:
                return _method(facts)
        return iter(())


def _given(table: Table | None) -> Iterator[Block]:
    if table is not None:
        yield table


def _method(facts: AnnualFacts) -> Iterator[Block]:
    """Yield what the figures are frozen to, what each is, and how everything is computed."""
    yield Box(tuple(prose(each) for each in _origin(facts)), "Värdena i den här berättelsen")
    yield _indicator_table(facts)
    for title, said in (
        ("Så räknas nyckeltalen", method(facts.strategy)),
        ("Så räknas självskattningen", scores_method(facts.strategy)),
    ):
        yield Heading(3, title)
        yield from read_text(said.replace("\n  ", " "))


def _origin(facts: AnnualFacts) -> tuple[str, ...]:
    """Return what the figures are frozen to, when they were fetched and from where."""
    edition = facts.observations.edition
    days = sorted(set(edition.values["retrieved"].astype(str)))
    fetched = f", hämtade {joined(days) if len(days) < 4 else f'{days[0]} till {days[-1]}'}" if days else ""
    return (
        f"Utgåva {edition.hash or 'saknas'}, som den var {day_text(facts.day.isoformat())}: "
        f"{number(len(edition.values))} värden till och med {facts.year}{fetched}. {SOURCE}.",
        "Medel, medianer, lägen, platser och förändringar är egen bearbetning av data från Kolada.",
        f"Strategins nyckeltal: version {facts.strategy.version}.",
        "Kartan: SCB, digitala gränser (fria data), förenklade.",
    )


def _indicator_table(facts: AnnualFacts) -> Table:
    """Return all key figures of the strategy with what they are and which year is shown."""
    rows = [
        (
            str(each.goal),
            each.name,
            MISSING if each.state is State.IN_DEVELOPMENT else each.id,
            unit_caption(each),
            str(each.level),
            facts.stories[each.id].label or MISSING,
        )
        for each in facts.strategy.indicators
    ]
    return Table(
        "Strategins nyckeltal",
        ("Delmål", "Nyckeltal", "Id", "Enhet", "Finns för", "År i berättelsen"),
        tuple(rows),
        (Align.END, *(Align.START,) * 5),
    )
