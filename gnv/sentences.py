"""What a story says, in Swedish sentences that a politician reads without help."""

from __future__ import annotations

from gnv.areas import REGION_DALARNA
from gnv.assessment.results import about_unchanged
from gnv.compare import Position
from gnv.kolada.provenance import Series
from gnv.story import Line, Rating, Story
from gnv.strategy import Indicator
from gnv.times import age_text, day_text
from gnv.words import (
    ABOUT_UNCHANGED,
    against,
    count_word,
    difference_text,
    distance_text,
    joined,
    number,
    reference_phrase,
    scale_text,
    span,
    units_text,
    value_text,
)

STRATEGY_YEAR = "2022"
TOO_EARLY = "Säger ännu inget om omställningen: strategin började gälla 1 juli 2022."


def heading(story: Story) -> str:
    """Return the key figure with its year and, where it is not all, whose it is."""
    name = course_heading(story)
    if not story.period:
        return name
    apart = "," in name or story.indicator.self_assessed
    return f"{name}, {story.label}" if apart else f"{name} {story.label}"


def course_heading(story: Story) -> str:
    """Return the key figure without a year, for what is shown of all years."""
    return story.indicator.name + {"K": ", kvinnor", "M": ", män"}.get(story.gender, "")


def county_sentences(story: Story) -> tuple[str, ...]:
    """Return the sentences that sum up the period: how many are where, and from what to what."""
    if story.indicator.self_assessed:
        return _assessed_sentences(story)
    known = story.with_value
    if not known:
        return (f"Inget område har ett värde för {heading(story)}.",)
    extremes = _range_sentence(story)
    if story.regional:
        return (_region_sentence(story), extremes)
    parts = _count_parts(story)
    if not parts:
        return (f"{heading(story)}: {count_word(len(known))} av Dalarnas 15 har värde.", extremes)
    compared = reference_phrase(story.reference, story.reference_n)
    return (f"{heading(story)}: {joined(parts)} {_than(parts)} {compared}.", extremes)


def _assessed_sentences(story: Story) -> tuple[str, ...]:
    """Return who has answered in the round, and between which scores the municipalities lie."""
    known = story.with_value
    all_ = len(story.lines)
    answered = "har svarat på det här delmålet"
    if not known:
        return (f"{heading(story)}: ingen av de {all_} kommunerna {answered}.", *_serving_all(story))
    units = sum(line.rating.n for line in known if line.rating)
    lead = f"{heading(story)}: {len(known)} av {all_} kommuner {answered} ({units_text(units)})."
    return (lead, _scores_sentence(story), *_serving_all(story))


def _scores_sentence(story: Story) -> str:
    """Return between which scores the municipalities lie and their mean, or the score of a lone one."""
    (first, *more), scale = story.with_value, f"på skalan {scale_text(story.bounds)}"
    if not more:
        return f"{first.name} har {value_text(story.indicator, first.value)} {scale}."
    mean = f"Kommunernas ovägda medel är {value_text(story.indicator, story.county_mean)} {scale}."
    return f"{_range_sentence(story)} {mean}"


def _serving_all(story: Story) -> tuple[str, ...]:
    return () if story.region is None else (region_sentence(story),)


def _count_parts(story: Story) -> list[str]:
    above, below = (
        (Position.BETTER, Position.WORSE)
        if story.counts[Position.BETTER] or story.counts[Position.WORSE]
        else (Position.HIGHER, Position.LOWER)
    )
    parts = [
        f"{story.counts[position]} {position}"
        for position in (above, Position.LEVEL, below)
        if story.counts[position]
    ]
    if parts:
        count, _, rest = parts[0].partition(" ")
        parts[0] = f"{count} {'kommun' if count == '1' else 'kommuner'} {rest}"
    return parts


def _than(parts: list[str]) -> str:
    """Return the word between the last class named and whom it is compared with."""
    return "med" if parts[-1].endswith(Position.LEVEL) else "än"


def _range_sentence(story: Story) -> str:
    """Return the lowest and highest value, with one area's name where it stands alone."""
    indicator = story.indicator
    ordered = sorted(story.with_value, key=lambda line: line.value or 0.0)
    ends = []
    for line in (ordered[0], ordered[-1]):
        same = [other.name for other in ordered if other.value == line.value]
        who = (
            same[0]
            if len(same) == 1
            else f"{count_word(len(same))} {'regioner' if story.regional else 'kommuner'}"
        )
        ends.append(f"{value_text(indicator, line.value)} ({who})")
    spread = f"Från {' till '.join(ends)}"
    if ordered[0].value == ordered[-1].value:
        whose = f"{ordered[0].name} har" if len(ordered) == 1 else "Alla värden är"
        spread = f"{whose} {value_text(indicator, ordered[0].value)}"
    if story.national is None:
        return f"{spread}."
    return f"{spread}; riket {value_text(indicator, story.national)}."


def _region_sentence(story: Story) -> str:
    line = story.line(REGION_DALARNA)
    if line is None or line.value is None:
        return f"{heading(story)}: Region Dalarna har inget värde."
    return f"{heading(story)}: {_placed(story, line)}"


def region_sentence(story: Story) -> str:
    """Return what a municipal measure says of Region Dalarna, which stands beside the map."""
    if story.indicator.self_assessed:
        if story.region is None:
            return f"Inga länsgemensamma verksamheter har svarat {story.label}."
        score = value_text(story.indicator, story.region)
        return f"Länsgemensamma verksamheter: {score}. De räknas inte in i kommunernas medel."
    if story.region is None:
        if story.course.region:
            return f"Region Dalarna har inget värde {story.period}."
        return "Det här måttet finns bara för kommuner: Region Dalarna har inget eget värde."
    value = value_text(story.indicator, story.region)
    return f"Region Dalarna har {value} och räknas inte bland kommunerna."


def area_sentences(story: Story, code: str) -> tuple[str, ...]:
    """Return what the period says of one area: value, position, distance, place and change."""
    line = story.line(code)
    if line is None:
        return ()
    if line.value is None:
        return (f"{line.name} har inget värde {story.label}".rstrip() + f": {line.status}.",)
    if line.rating:
        return _rated_sentences(story, line, line.rating)
    sentences = [_placed(story, line)]
    if line.change is not None and line.change_from is not None:
        sentences.append(_change_sentence(story, line))
    return tuple(sentences)


def _rated_sentences(story: Story, line: Line, rating: Rating) -> tuple[str, ...]:
    """Return a municipality's score, how many units it rests on, their agreement and the change."""
    said = ", ".join(part for part in (units_text(rating.n), rating.agreement) if part)
    sentences = [f"{line.name} har {value_text(story.indicator, line.value)} ({said})."]
    if line.change is not None:
        both = f"räknat på {units_text(rating.change_n)} som svarade båda gångerna"
        sentences.append(f"{_rated_change(story, line)} sedan {line.change_from}, {both}.")
    return tuple(sentences)


def _rated_change(story: Story, line: Line) -> str:
    """Return a change between rounds in broad strokes."""
    change = line.change or 0.0
    if about_unchanged(change, story.bounds):
        return ABOUT_UNCHANGED.capitalize()
    return f"{'Högre' if change > 0 else 'Lägre'} ({difference_text(story.indicator, change)})"


def _placed(story: Story, line: Line) -> str:
    indicator = story.indicator
    value = value_text(indicator, line.value)
    rank = f"plats {line.rank} av {len(story.with_value)}"
    if not line.position or line.difference is None:
        return f"{line.name} har {value}, {rank}."
    compared = against(line.position, story.reference, story.reference_n)
    gap = gap_words(story.indicator, line.difference)
    return f"{line.name} har {value}: {compared} ({gap}), {rank}."


def gap_words(indicator: Indicator, difference: float) -> str:
    """Return a distance in words (2 procentenheter över); none reads *samma värde*."""
    amount = number(abs(difference), indicator.decimals)
    if not amount.strip("0,"):
        return "samma värde"
    side = "över" if difference > 0 else "under"
    return f"{distance_text(indicator, difference)} {side}"


def _change_sentence(story: Story, line: Line) -> str:
    change = line.change or 0.0
    amount = number(abs(change), story.indicator.decimals)
    if not amount.strip("0,"):
        return f"Oförändrat sedan {line.change_from}."
    way = "Upp" if change > 0 else "Ned"
    return f"{way} {distance_text(story.indicator, change)} sedan {line.change_from}."


def notes(story: Story) -> tuple[str, ...]:
    """Return what a reader must know before concluding anything, most important first."""
    indicator = story.indicator
    said = []
    if story.period and story.period <= STRATEGY_YEAR:
        said.append(TOO_EARLY)
    said.extend(indicator.cautions)
    if indicator.last_year:
        said.append(f"Nyckeltalet upphörde {indicator.last_year}.")
    if story.successor:
        said.append(successor_sentence(indicator, story.successor))
    if story.awaited_since:
        said.append(awaited_sentence(story.awaited_since))
    if story.with_value and not set(story.retrieved_beside) <= set(story.retrieved):
        both = story.national is not None and story.region is not None and not story.regional
        whose = (
            "Rikets och Region Dalarnas"
            if both
            else "Region Dalarnas"
            if story.national is None
            else "Rikets"
        )
        said.append(f"{whose} värden är hämtade {joined(story.retrieved_beside)}.")
    if story.with_value and not story.reference and not story.indicator.self_assessed:
        said.append("För få värden för att ange läge mot mitten.")
    return tuple(dict.fromkeys(said))


def successor_sentence(indicator: Indicator, successor: Series) -> str:
    """Return that an ended key figure's successor has values, which are not joined to it."""
    years = span(successor.first, successor.last)
    return f"Efterträdaren {indicator.successor} har värden för {years} i Kolada. Serierna fogas inte ihop."


def awaited_sentence(day: str) -> str:
    """Return that values which were to be published on a day (ISO) are not here yet."""
    return f"Ny publicering väntas: Kolada angav {day_text(day)}."


def age_sentence(story: Story) -> str:
    """Return how old the period's values are, counted from when they were fetched."""
    if not story.retrieved:
        return ""
    return f"Värdena hämtades {age_text(story.retrieved[0], story.today)}."
