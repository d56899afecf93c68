"""Why an area has the colour it has: value, comparator, distance, spread and rule, in Swedish sentences.

The numbers have as many decimals as it takes for a reader to see that the rule was followed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gnv.areas import REGION_DALARNA
from gnv.compare import Position, position_symbol
from gnv.compare.peers import LEAST_OF_DALARNA, LEAST_OF_REGIONS, LEAST_OF_SWEDEN
from gnv.sentences import area_sentences, heading, region_sentence
from gnv.story import Line, Story
from gnv.strategy import Direction, Indicator, Unit
from gnv.words import (
    ASSESSED_SOURCE,
    OWN_WORK,
    SOURCE,
    distance_text,
    number,
    reference_phrase,
    rounded,
    scale_text,
    span,
    unit_caption,
    units_text,
    value_text,
)

QUESTION = "Varför den här färgen?"
MISSING_LOOK = "Ljusgrått med streckad kant betyder att värdet saknas. Det betyder inte noll."

_MOST_DECIMALS = 9
_LARGEST = 1e12  # with so many decimals
_COLOURS = {
    Position.BETTER: "blå",
    Position.WORSE: "orange",
    Position.LEVEL: "grå",
    Position.HIGHER: "violett",
    Position.LOWER: "violett",
}
_BEYOND = {
    Direction.HIGH: (Position.BETTER, Position.WORSE, "högre är bättre"),
    Direction.LOW: (Position.BETTER, Position.WORSE, "lägre är bättre"),
    Direction.NONE: (Position.HIGHER, Position.LOWER, "varken högre eller lägre är bättre"),
}


@dataclass(frozen=True)
class Yardstick:
    """What a value is compared with, in the same year and gender.

    Attributes:
        name: as it stands after *jämförs med* (mitten av Sveriges 268 kommuner, riket, grannarna).
        value: its value, in the key figure's unit; none where it has none.
        basis: what that value is (medianen, ovägt medel); empty where the source gives it as it is.
        n: how many values it rests on; none where the source gives it as it is.
    """

    name: str
    value: float | None
    basis: str = ""
    n: int | None = None


@dataclass(frozen=True)
class Spread:
    """How far from the middle is usual, which decides what is level whatever a value is compared with.

    Attributes:
        s: 1.4826 × the median distance to the middle of the reference set, in the key figure's unit.
        reference: whose the reference set is, as `gnv.words.reference_phrase` takes it.
        reference_n: how many of the set have a value.
    """

    s: float
    reference: str
    reference_n: int


def reasons(story: Story, code: str, *, level: bool) -> tuple[str, ...]:
    """Return why an area of a story has its colour, one step to a sentence, the conclusion last.

    Args:
        code: the area; one that the story does not have, as none at all, gives the rule of all of them.
        level: whether the colour says how high the value is (*nivå*), else where it lies (*läge*).
    """
    line = story.line(code)
    if line is None:
        return _beside(story, code, level=level)
    if line.value is None:
        return area_sentences(story, code)[0], MISSING_LOOK
    if line.rating or level:
        return _value_sentence(story, line), *_hue(story, line.value)
    against = reasons_against(
        story.indicator, line.value, middle_of(story), line.position, spread_of(story), story.label
    )
    return _value_sentence(story, line), *against


def reasons_against(
    indicator: Indicator,
    value: float,
    yardstick: Yardstick,
    position: Position,
    spread: Spread | None,
    label: str,
) -> tuple[str, ...]:
    """Return why a value is classed as it is against a yardstick.

    Args:
        indicator: the key figure.
        value: in its unit.
        yardstick: what the value is compared with.
        position: the class of value − yardstick.
        spread: what is level; none where there is no reference set.
        label: the period, as a person reads it.
    """
    if spread is None:
        return (_too_few(indicator),)
    if yardstick.value is None:
        return (f"{_upper(yardstick.name)} saknar värde {label}: det finns inget att jämföra med.", _WHITE)
    shown = _told_apart(indicator, value, yardstick.value, spread.s)
    compared = _yardstick_sentence(shown, yardstick, label)
    if not spread.s:
        return compared, *_none_spread(spread), _OWN_WORK
    return (
        f"{compared} {_distance_sentence(shown, value, yardstick.value)}",
        *_rule(shown, spread),
        _conclusion(shown, abs(value - yardstick.value), spread.s, position),
        _OWN_WORK,
    )


def middle_of(story: Story) -> Yardstick:
    """Return the middle of a story's reference set."""
    name = reference_phrase(story.reference, story.reference_n) if story.reference else ""
    return Yardstick(name, story.middle, "medianen", story.reference_n)


def spread_of(story: Story) -> Spread | None:
    """Return the spread of a story's reference set; none where there is no set."""
    if story.spread is None:
        return None
    return Spread(story.spread, story.reference, story.reference_n)


def _beside(story: Story, code: str, *, level: bool) -> tuple[str, ...]:
    """Return what there is to say where an area is not among those that are compared."""
    if story.regional:
        own = reasons(story, REGION_DALARNA, level=level) if story.line(REGION_DALARNA) else ()
        return ("Måttet finns bara för regioner: kommunerna har varken värde eller färg.", *own)
    if code == REGION_DALARNA:
        source = () if story.region is None else (f"{_source(story.indicator)}.",)
        return region_sentence(story), *source, f"{story.region_name} ger ingen kommun på kartan färg."
    return _in_general(story, level=level)


def _in_general(story: Story, *, level: bool) -> tuple[str, ...]:
    """Return what the colours of a story mean and by what rule."""
    missing = (MISSING_LOOK,) if len(story.with_value) < len(story.lines) else ()
    if story.indicator.self_assessed or level:
        return *_hue(story, None), *missing
    spread = spread_of(story)
    if spread is None:
        return _too_few(story.indicator), *missing
    compared = _yardstick_sentence(story.indicator, middle_of(story), story.label)
    said = _rule(story.indicator, spread) if spread.s else _none_spread(spread)
    return compared, *said, *missing, _OWN_WORK


def _value_sentence(story: Story, line: Line) -> str:
    """Return whose value it is, of what, when and from where."""
    indicator, rating = story.indicator, line.rating
    said = f"{heading(story)}: {line.name} har {value_text(indicator, line.value)}"
    if rating:
        ends = f"från {number(rating.low, 1)} till {number(rating.high, 1)}"
        return f"{said}, medel av {units_text(rating.n)} ({ends}). {_source(indicator)}."
    unit = "" if indicator.unit in (Unit.PERCENT, Unit.KRONOR) else f" ({unit_caption(indicator)})"
    over = f", medel över {indicator.rolling_years} år" if indicator.rolling_years > 1 else ""
    return f"{said}{unit}{over}. {_source(indicator)}."


def _source(indicator: Indicator) -> str:
    return ASSESSED_SOURCE if indicator.self_assessed else f"{SOURCE}, {indicator.id}"


def _hue(story: Story, value: float | None) -> tuple[str, ...]:
    """Return how a hue is read, and where on it a value lies."""
    indicator, (low, high) = story.indicator, story.bounds
    ends = f"Ljusast är {value_text(indicator, low)} och mörkast {value_text(indicator, high)}"
    if indicator.self_assessed:
        known = f"{ends}: färgen följer hela skalan {scale_text(story.bounds)}."
        judged = "Det finns inga rätta eller felaktiga svar, så färgen säger inte vad som är bra."
    else:
        whose = f"{len(story.lines)} {'regioner' if story.regional else 'kommuner i Dalarna'}"
        years = span(int(story.periods[0]), int(story.periods[-1])) if story.periods else ""
        known = f"{ends}: lägsta och högsta värdet bland {whose} under alla år, {years}."
        judged = "Färgen säger hur högt värdet är, inte om det är bra."
    return known, *([_place(story, value)] if value is not None else []), judged


def _place(story: Story, value: float) -> str:
    low, high = story.bounds
    if high <= low:
        return "Alla värden är lika, så färgen är den mittersta."
    share = number(100 * (value - low) / (high - low))
    return f"{value_text(story.indicator, value)} ligger {share} % av vägen från ljusast till mörkast."


def _yardstick_sentence(indicator: Indicator, yardstick: Yardstick, label: str) -> str:
    basis = "" if yardstick.n is None else f", {yardstick.basis} av {number(yardstick.n)} värden"
    return f"Jämförs med {yardstick.name} {label}: {value_text(indicator, yardstick.value)}{basis}."


def _distance_sentence(indicator: Indicator, value: float, other: float) -> str:
    if value == other:
        return "Värdet är detsamma."
    side = "över" if value > other else "under"
    return f"{value_text(indicator, value)} ligger {distance_text(indicator, value - other)} {side}."


def _rule(indicator: Indicator, spread: Spread) -> tuple[str, str]:
    """Return what the spread is, and which classes it parts."""
    above, below, way = _BEYOND[indicator.direction]
    whose = reference_phrase(spread.reference, spread.reference_n)
    return (
        f"Den vanliga spridningen s är {distance_text(indicator, spread.s)}: "
        f"1,4826 × medianen av avstånden till {whose}.",
        f"Regeln: högst s ifrån är {_look(Position.LEVEL)}. Längre ifrån är {_look(above)} eller "
        f"{_look(below)}; {way}.",
    )


def _conclusion(indicator: Indicator, distance: float, s: float, position: Position) -> str:
    near = "högst" if position is Position.LEVEL else "mer än"
    said = f"{number(distance, indicator.decimals)} är {near} {number(s, indicator.decimals)}"
    return f"{said}: därför {_look(position)}."


def _look(position: Position) -> str:
    """Return a class with what it looks like (bättre, blå ▲)."""
    return f"{position} ({_COLOURS[position]} {position_symbol(position)})"


def _too_few(indicator: Indicator) -> str:
    """Return that there is no reference set, and what it takes to have one."""
    if indicator.municipal:
        least = f"minst {LEAST_OF_SWEDEN} av Sveriges kommuner eller {LEAST_OF_DALARNA} av Dalarnas"
    else:
        least = f"minst {LEAST_OF_REGIONS} regioner"
    return f"För få har ett värde för att ange läge: det krävs {least}. {_WHITE}"


def _none_spread(spread: Spread) -> tuple[str, str]:
    """Return why a spread of 0 gives no class."""
    whose = reference_phrase(spread.reference, spread.reference_n)
    return f"Minst hälften har samma värde som {whose}: spridningen s är 0, och inget är långt ifrån.", _WHITE


_WHITE = "Därför anges inget läge, och ytan är vit."
_OWN_WORK = f"Läge: {OWN_WORK}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _told_apart(indicator: Indicator, value: float, other: float, s: float) -> Indicator:
    """Return the key figure with the decimals it takes to see that the rule was followed.

    The distance and the spread are told apart; one decimal more is shown where the distance is then
    that between the values shown.
    """
    if max(abs(value), abs(other), s) >= _LARGEST:
        return indicator
    every = range(indicator.decimals, _MOST_DECIMALS)
    least = next((each for each in every if not s or _same_side(each, abs(value - other), s)), _MOST_DECIMALS)
    fits = (each for each in (least, least + 1) if _adds_up(each, value, other))
    return replace(indicator, decimals=next(fits, least))


def _adds_up(decimals: int, value: float, other: float) -> bool:
    """Return whether the distance shown is that between the values shown."""
    between = abs(rounded(value, decimals) - rounded(other, decimals))
    return between == rounded(abs(value - other), decimals)


def _same_side(decimals: int, distance: float, s: float) -> bool:
    """Return whether the distance shown is on the side of the spread shown where it truly is."""
    shown = rounded(s, decimals)
    return shown > 0 and (rounded(distance, decimals) > shown) == (distance > s)
