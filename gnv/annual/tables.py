"""The tables of an annual report's key figures, with the numbers as they are shown in the app."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from gnv.annual.facts import AnnualFacts, Deviation
from gnv.areas import REGION_DALARNA
from gnv.compare import Since
from gnv.compare.position import HIGH_TO_LOW
from gnv.report.document import Align, Table
from gnv.standing import Standing
from gnv.standing_words import gap_text, lasting_text, since_text, trend_text
from gnv.story import Story
from gnv.strategy import Goal, Indicator
from gnv.words import (
    COUNTY_MEAN,
    OWN_WORK,
    SOURCE,
    difference_text,
    reference_phrase,
    value_text,
)

_START, _END = Align.START, Align.END
WHENCE = f"{SOURCE} (värden, riket). {OWN_WORK} (mitten, medel, läge, plats, skillnader)."
_COUNTED_IN = "Skillnaden är i nyckeltalets enhet, för procent i procentenheter."


def municipal_overview(facts: AnnualFacts, goal: Goal) -> Table | None:
    """Return a sub-goal's municipal key figures: mean, middle, Riket and how many stand where."""
    shown = [story for story in facts.shown(goal) if not story.regional]
    if not shown:
        return None
    rows = [
        (
            story.indicator.name,
            story.label,
            value_text(story.indicator, story.county_mean),
            value_text(story.indicator, story.middle),
            value_text(story.indicator, story.national),
            _counts(story),
        )
        for story in shown
    ]
    return Table(
        f"Delmål {goal.number}: kommunernas nyckeltal",
        ("Nyckeltal", "År", COUNTY_MEAN, "Mitten", "Riket", "Kommunernas lägen"),
        tuple(rows),
        (_START, _START, _END, _END, _END, _START),
        (*_whose_middle(shown), WHENCE),
    )


def _whose_middle(shown: Iterable[Story | Standing]) -> tuple[str, ...]:
    """Return whose the middles are that stand in a table; nothing where there is none."""
    references = dict.fromkeys(
        f"{each.indicator.short_name} {each.period}: {reference_phrase(each.reference, each.reference_n)}"
        for each in shown
        if each.reference
    )
    return (f"Mitten är för {'; '.join(references)}.",) if references else ()


def _counts(story: Story) -> str:
    """Return how many municipalities stand where (3 bättre, 10 i nivå)."""
    said = [f"{story.counts[each]} {each}" for each in HIGH_TO_LOW if story.counts[each]]
    return ", ".join(said) or "inget läge"


def region_overview(facts: AnnualFacts, goal: Goal) -> Table | None:
    """Return where Region Dalarna stands among the regions in a sub-goal's key figures."""
    own = [each for each in facts.region if each.indicator.goal == goal.number]
    if not own:
        return None
    trends = facts.trends[REGION_DALARNA]
    rows = [
        (
            each.indicator.name,
            each.period,
            value_text(each.indicator, each.value),
            value_text(each.indicator, each.middle),
            value_text(each.indicator, each.national),
            _placed(each),
            trend_text(each, trends),
        )
        for each in own
    ]
    return Table(
        f"Delmål {goal.number}: Region Dalarna bland Sveriges regioner",
        ("Nyckeltal", "År", "Region Dalarna", "Mitten", "Riket", "Läge och plats", "Utveckling"),
        tuple(rows),
        (_START, _START, _END, _END, _END, _START, _START),
        (WHENCE,),
    )


def _placed(each: Standing) -> str:
    """Return a standing's class with its distance and, after them, its place."""
    gap = difference_text(each.indicator, each.difference)
    place = f"plats {each.rank} av {each.n}" if each.rank is not None else ""
    return ", ".join(part for part in (str(each.position) or "inget läge", gap, place) if part)


def deviations_table(facts: AnnualFacts, caption: str, found: Sequence[Deviation]) -> Table:
    """Return deviations, the most important first."""
    rows = [
        (
            facts.areas.name(deviation.area),
            each.indicator.name,
            each.period,
            value_text(each.indicator, each.value),
            value_text(each.indicator, each.middle),
            difference_text(each.indicator, each.difference),
            lasting_text(each),
        )
        for deviation in found
        for each in (deviation.standing,)
    ]
    return Table(
        caption,
        ("Område", "Nyckeltal", "År", "Värde", "Mitten", "Skillnad", "Varaktighet"),
        tuple(rows),
        (_START, _START, _START, _END, _END, _END, _START),
        (*_whose_middle(each.standing for each in found), f"{_COUNTED_IN} {WHENCE}"),
    )


def since_table(facts: AnnualFacts) -> Table | None:
    """Return what has changed since the strategy began: counts of municipalities, or Region Dalarna's."""
    rows = []
    for indicator in facts.strategy.indicators:
        told = [each for each in facts.standings(indicator) if each.since_told is Since.TOLD]
        rows += _since_rows(indicator, told)
        if indicator.municipal:
            rows += _since_rows(indicator, [each for each in facts.region if each.indicator is indicator])
    if not rows:
        return None
    return Table(
        "Förändring sedan strategin började",
        ("Nyckeltal", "Område", "Från", "Till", "Förändring"),
        tuple(rows),
        (_START, _START, _START, _START, _START),
        (f"{SOURCE} (värden). {OWN_WORK} (förändringar).",),
    )


def _since_rows(indicator: Indicator, told: Iterable[Standing]) -> list[tuple[str, ...]]:
    groups: dict[tuple[int, int], list[Standing]] = defaultdict(list)
    rows: list[tuple[str, ...]] = []
    for each in told:
        if each.since_from is None or each.since_to is None:
            continue
        if each.code == REGION_DALARNA:
            ends = (str(each.since_from), str(each.since_to))
            rows.append((indicator.name, "Region Dalarna", *ends, since_text(each).partition(" från ")[0]))
        else:
            groups[each.since_from, each.since_to].append(each)
    for (first, last), members in sorted(groups.items()):
        who = "1 kommun" if len(members) == 1 else f"{len(members)} kommuner"
        rows.append(
            (indicator.name, who, str(first), str(last), ways(indicator, [each.since for each in members]))
        )
    return rows


def ways(indicator: Indicator, differences: Iterable[float | None]) -> str:
    """Return in how many municipalities a difference is up, down or nothing, as it is written."""
    signs = [difference_text(indicator, each)[0] for each in differences]
    up, down = signs.count("+"), signs.count("−")
    ways = ((up, "högre"), (down, "lägre"), (len(signs) - up - down, "samma"))
    return ", ".join(f"{way} i {count}" for count, way in ways if count)


def gender_overview(facts: AnnualFacts) -> Table | None:
    """Return in how many municipalities women, or men, lie higher, and Region Dalarna's gap."""
    rows = [row for each in facts.stories.values() for row in _gaps_in_short(facts, each.indicator)]
    if not rows:
        return None
    return Table(
        "Kvinnor jämfört med män",
        ("Nyckeltal", "År", "Område", "Kvinnornas värde mot männens"),
        tuple(rows),
        (_START, _START, _START, _START),
        (f"{OWN_WORK}. Alla värden finns i bilagan.",),
    )


def _gaps_in_short(facts: AnnualFacts, indicator: Indicator) -> Iterator[tuple[str, ...]]:
    """Yield a key figure's gaps in short: the municipalities', and Region Dalarna's."""
    known = [each for each in facts.standings(indicator) if each.gap is not None and not each.regional]
    if known:
        said = ways(indicator, [each.gap for each in known])
        yield indicator.name, known[0].period, "Kommunerna", said
    for each in facts.region:
        if each.indicator is indicator and each.gap is not None:
            yield indicator.name, each.period, "Region Dalarna", gap_text(each)
