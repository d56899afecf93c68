"""The annual report's appendix: every value, of the municipalities, of the regions and of each gender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gnv.annual.facts import AnnualFacts
from gnv.annual.tables import WHENCE
from gnv.compare import position_symbol, reading
from gnv.compare.position import HIGH_TO_LOW
from gnv.report.document import Align, Block, Heading, PageBreak, Paragraph, Table, prose
from gnv.sentences import heading
from gnv.standing import Standing
from gnv.story import Story
from gnv.words import (
    COUNTY_MEAN,
    MISSING,
    NO_BREAK,
    OWN_WORK,
    SOURCE,
    difference_text,
    number,
    reference_phrase,
    span,
    unit_caption,
    value_text,
)

_START, _END = Align.START, Align.END
_MOST_ABREAST = 6  # key figures in a table of the regions


def value_pages(facts: AnnualFacts) -> Iterator[Block]:
    """Yield every value in the years shown: the municipalities', the regions', women's and men's."""
    stories = [story for goal in facts.strategy.goals for story in facts.shown(goal)]
    municipal = [story for story in stories if not story.regional]
    if not stories:
        yield Paragraph(prose(f"Inget nyckeltal har något värde till och med {facts.year}."))
    if municipal:
        yield Heading(2, "Kommunernas värden")
    for story in municipal:
        yield _municipal_values(facts, story)
    regional = [story for story in stories if story.regional]
    if regional:
        yield PageBreak()  # a table of them fills most of a page
        yield Heading(2, "Regionernas värden")
    for first in range(0, len(regional), _MOST_ABREAST):
        yield _region_values(regional[first : first + _MOST_ABREAST])
    divided = [table for story in municipal if (table := _gender_values(facts, story))]
    own = _region_genders(facts)
    if divided or own:
        yield Heading(2, "Kvinnors och mäns värden")
    yield from divided
    if own:
        yield own


def _municipal_values(facts: AnnualFacts, story: Story) -> Table:
    """Return every municipality's value in the year shown, with what it is compared with."""
    indicator = story.indicator
    rows = [_municipal_row(facts, each) for each in facts.standings(indicator)]
    beside = [f"Riket {value_text(indicator, story.national)}"] if story.national is not None else []
    if story.middle is not None and story.reference:
        phrase = reference_phrase(story.reference, story.reference_n)
        beside.append(f"{phrase} {value_text(indicator, story.middle)}")
    if story.county_mean is not None:
        beside.append(f"{COUNTY_MEAN} {value_text(indicator, story.county_mean)}")
    said = "; ".join(beside)
    note = (f"{said[0].upper()}{said[1:]}.",) if said else ()
    years = indicator.rolling_years
    moved = "Utveckling"
    if years > 1:
        last = int(story.period)
        moved = f"{span(last - years + 1, last)} mot {span(last - 2 * years + 1, last - years)}"
    return Table(
        f"{heading(story)}, {unit_caption(indicator)}",
        ("Kommun", "Värde", "Läge", "Mot mitten", "Plats", "Förändring", moved),
        tuple(rows),
        (_START, _END, _START, _END, _END, _END, _START),
        (*note, WHENCE),
    )


def _municipal_row(facts: AnnualFacts, each: Standing) -> tuple[str, ...]:
    name = facts.areas.name(each.code)
    if each.value is None:
        return (name, MISSING, str(each.status), *(MISSING,) * 4)
    indicator = each.indicator
    place = f"{position_symbol(each.position)} {each.position}" if each.position else "inget läge"
    change = f"{difference_text(indicator, each.change)} sedan {each.change_from}"
    return (
        name,
        value_text(indicator, each.value),
        place,
        difference_text(indicator, each.difference),
        f"{number(each.rank)} av {each.n}",
        change if each.change is not None else MISSING,
        _moved(facts, each),
    )


def _moved(facts: AnnualFacts, each: Standing) -> str:
    """Return a tested trend in words, or a rolling mean's change since the period before."""
    indicator = each.indicator
    if indicator.rolling_years > 1:
        return difference_text(indicator, each.rolling_change)
    tested = facts.trends[each.code][indicator.id]
    return reading(tested.trend, indicator.direction)


def _region_values(stories: Sequence[Story]) -> Table:
    """Return every region's value in key figures that only regions have, with its class."""
    rows = [
        (line.short_name, *(_region_cell(story, line.code) for story in stories)) for line in stories[0].lines
    ]
    beside = [
        ("Mitten", *(value_text(story.indicator, story.middle) for story in stories)),
        ("Riket", *(value_text(story.indicator, story.national) for story in stories)),
    ]
    counted = "; ".join(f"{story.indicator.short_name}: {unit_caption(story.indicator)}" for story in stories)
    found = {line.position for story in stories for line in story.lines if line.position}
    places = ", ".join(f"{position_symbol(each)}{NO_BREAK}{each}" for each in HIGH_TO_LOW if each in found)
    return Table(
        "Nyckeltal som bara finns för regioner",
        ("Region", *(f"{story.indicator.short_name} {story.label}" for story in stories)),
        (*rows, *beside),
        (_START, *(_END,) * len(stories)),
        (f"{counted}.", f"Läge mot mitten: {places}. Streck: inget värde.", WHENCE),
    )


def _region_cell(story: Story, code: str) -> str:
    line = story.line(code)
    if line is None or line.value is None:
        return MISSING
    return f"{position_symbol(line.position)} {value_text(story.indicator, line.value)}".strip()


def _gender_values(facts: AnnualFacts, story: Story) -> Table | None:
    """Return women and men in a municipal key figure; none where it is not divided."""
    indicator = story.indicator
    beside = [each for each in facts.region if each.indicator is indicator and each.gap is not None]
    own = (*facts.standings(indicator), *beside)
    if all(each.gap is None for each in own):
        return None
    # Region Dalarna may have another last year than the municipalities.
    rows = [
        (
            facts.areas.name(each.code) + (f" {each.period}" if each.period != story.period else ""),
            *_genders(each),
        )
        for each in own
    ]
    return Table(
        f"{heading(story)}: kvinnor och män, {unit_caption(indicator)}",
        ("Område", "Kvinnor", "Män", "Kvinnor − män"),
        tuple(rows),
        (_START, _END, _END, _END),
        (f"Streck: inget värde. {SOURCE} (värden). {OWN_WORK} (skillnader).",),
    )


def _region_genders(facts: AnnualFacts) -> Table | None:
    """Return women and men in the key figures that only regions have."""
    own = [each for each in facts.region if each.gap is not None and not each.indicator.municipal]
    rows = [(each.indicator.name, each.period, unit_caption(each.indicator), *_genders(each)) for each in own]
    if not rows:
        return None
    return Table(
        "Region Dalarna: kvinnor och män",
        ("Nyckeltal", "År", "Enhet", "Kvinnor", "Män", "Kvinnor − män"),
        tuple(rows),
        (_START, _START, _START, _END, _END, _END),
        (f"{SOURCE} (värden). {OWN_WORK} (skillnader).",),
    )


def _genders(each: Standing) -> tuple[str, str, str]:
    indicator = each.indicator
    women, men = value_text(indicator, each.women), value_text(indicator, each.men)
    return women, men, difference_text(indicator, each.gap)
