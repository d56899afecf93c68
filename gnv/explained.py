"""A key figure explained, in Swedish: what it measures and whence, how it moves, and what to beware of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gnv.areas import REGION_DALARNA, Areas
from gnv.compare import Trend, reading
from gnv.depth import Gendered, Jump, Move, Refreshed
from gnv.kolada.provenance import Described, Provenance
from gnv.news import change_lines, counts_text
from gnv.observations import awaited_since
from gnv.sentences import awaited_sentence, successor_sentence
from gnv.story import Line, Story
from gnv.strategy import Direction, Indicator, Level, State, Unit
from gnv.times import age_text, day_text
from gnv.words import MISSING, count_word, difference_text, distance_text, joined, span, unit_caption

TO_FETCH = "Det kommer med när någon hämtar nya värden från Kolada på sidan Om."
DIRECTIONS = {
    Direction.HIGH: "Högre är bättre. Det är vår läsning: Kolada anger ingen riktning.",
    Direction.LOW: "Lägre är bättre. Det är vår läsning: Kolada anger ingen riktning.",
    Direction.NONE: "Varken högre eller lägre är bättre, så läget sägs utan omdöme (högre, lägre).",
}
_LEVELS = {
    Level.MUNICIPALITY: "Ett värde per kommun, inget för Region Dalarna.",
    Level.REGION: "Bara per region: Region Dalarna visas bland Sveriges regioner.",
    Level.BOTH: "Ett värde per kommun och ett per region.",
}
_ARROWS = {Trend.RISING: "↗", Trend.FALLING: "↘", Trend.UNSURE: "→", Trend.TOO_FEW: "·"}
_MOST_JUMPS, _MOST_CHANGES = 4, 5


@dataclass(frozen=True)
class Fact:
    """Something that is known of a key figure: what it is called, and sentences."""

    term: str
    said: tuple[str, ...]


def facts(indicator: Indicator, provenance: Provenance, today: dt.date, story: Story | None) -> list[Fact]:
    """Return what is known of a key figure, the most asked for first.

    Args:
        story: of the year shown; none where there are no values at all.
    """
    described = provenance.described(indicator.id)
    shown = story if story and story.periods else None
    found = [
        Fact("Mäter", (indicator.measures,)),
        _definition(indicator, described),
        Fact("Tolkning", (indicator.interpretation,)),
        Fact("Att tänka på", indicator.cautions),
        Fact("Riktning", (DIRECTIONS[indicator.direction],)),
        Fact("Enhet", (unit_caption(indicator).capitalize() + ".", *_rolling(indicator, shown))),
        Fact("Nivå", (_LEVELS[indicator.level], _by_gender(indicator))),
        Fact("År", _years(indicator, shown)),
        Fact("Hämtat", _fetched(shown)),
        Fact("Publicering", _publishing(indicator, described, provenance, today)),
        Fact("Efterträdare", _successor(indicator, provenance)),
        Fact("Källa", (_source(indicator),)),
    ]
    return [fact for fact in found if any(fact.said)]


def _definition(indicator: Indicator, described: Described) -> Fact:
    if indicator.state is State.IN_DEVELOPMENT:
        return Fact("Koladas definition", ("Finns inte än: måttet har inget id i Kolada.",))
    if not described.description:
        return Fact("Koladas definition", (f"Inte hämtad än. {TO_FETCH}",))
    return Fact("Koladas definition", (f"{described.title}.".replace("..", "."), *described.paragraphs))


def _source(indicator: Indicator) -> str:
    return "" if indicator.state is State.IN_DEVELOPMENT else f"Kolada, nyckeltal {indicator.id}."


def _by_gender(indicator: Indicator) -> str:
    divided = "Delas upp" if indicator.by_gender else "Delas inte upp"
    return f"{divided} på kvinnor och män."


def _years(indicator: Indicator, story: Story | None) -> tuple[str, ...]:
    if story is None:
        return ()
    return (f"{span(int(story.periods[0]), int(story.periods[-1]))}.", *breaks(indicator))


def breaks(indicator: Indicator) -> tuple[str, ...]:
    """Return at which years a series is broken, in a sentence; nothing where it is whole."""
    if not indicator.breaks:
        return ()
    years = joined([str(year) for year in indicator.breaks])
    return (
        f"Serien är bruten vid {years}: värden före går inte att jämföra med dem från {years} och framåt.",
    )


def _rolling(indicator: Indicator, story: Story | None) -> tuple[str, ...]:
    years = indicator.rolling_years
    if years == 1:
        return ()
    said = f"Varje värde är ett medelvärde över {count_word(years)} år"
    if story is None or not story.period:
        return (f"{said}.",)
    return (f"{said}: {story.period} avser {period_span(story.period, years)}.",)


def period_span(last: str | int, years: int) -> str:
    """Return the years that a rolling mean rests on (2020–2022), by the last of them."""
    return span(int(last) - years + 1, int(last))


def _fetched(story: Story | None) -> tuple[str, ...]:
    """Return on which days the year's values were fetched and how long ago that was."""
    if story is None or not story.retrieved:
        return ()
    days = joined([day_text(day) for day in story.retrieved])
    return (f"Värdena för {story.label} hämtades {days} ({age_text(story.retrieved[0], story.today)}).",)


def _publishing(
    indicator: Indicator, described: Described, provenance: Provenance, today: dt.date
) -> tuple[str, ...]:
    """Return when new values are to come, or have been waited for since."""
    if indicator.state is State.IN_DEVELOPMENT:
        return ("Inget datum är känt.",)
    if indicator.state is State.ENDED:
        return (f"Inga fler värden: nyckeltalet upphörde {indicator.last_year}.",)
    awaited = awaited_since(indicator, provenance, today)
    coming = [
        f"{what} {day_text(day)}"
        for what, day in (("preliminära", described.preliminary), ("slutliga", described.published))
        if day > today.isoformat()
    ]
    said = [awaited_sentence(awaited)] if awaited else []
    if coming:
        said.append(f"Nästa, för {described.period}: {joined(coming)}.")
    if not said and described.published:
        said.append(
            f"Senast {day_text(described.published)}, för {described.period}. Nästa datum är inte känt."
        )
    return tuple(said) or (f"Inget datum är hämtat än. {TO_FETCH}",)


def _successor(indicator: Indicator, provenance: Provenance) -> tuple[str, ...]:
    if not indicator.successor:
        return ()
    successor = provenance.kpis.get(indicator.successor)
    if successor:
        return (successor_sentence(indicator, successor),)
    return (f"Sannolikt {indicator.successor}, som inte har några hämtade värden än.",)


@dataclass(frozen=True)
class Moved:
    """A move as it is shown: a sign (none for what is not tested), words, and how the direction reads it."""

    sign: str
    words: str
    read: str = ""


def moved(indicator: Indicator, move: Move) -> Moved:
    """Return a move in a sign and a few words."""
    if move.tested is not None:
        trend = move.tested.trend
        read = reading(trend, indicator.direction)
        words = str(trend) if read == trend else f"{trend}, {read}"
        return Moved(_ARROWS[trend], words, read)
    if move.change is None or move.since is None:
        return Moved("", "ingen tidigare period att jämföra med")
    earlier = period_span(move.since, indicator.rolling_years)
    return Moved("", f"{difference_text(indicator, move.change)} sedan {earlier}")


def moves_note(story: Story) -> str:
    """Return what the signs of development rest on."""
    indicator = story.indicator
    if indicator.rolling_years > 1:
        now = period_span(story.period, indicator.rolling_years)
        before = period_span(int(story.period) - indicator.rolling_years, indicator.rolling_years)
        return (
            f"Förändring: medelvärdet {now} minus medelvärdet {before}, perioder som inte delar något år. "
            "Rullande medelvärden testas inte."
        )
    broken = [year for year in indicator.breaks if year <= int(story.period)]
    first = max([int(story.period) - 9, *broken])
    return (
        f"Trend {span(first, int(story.period))}: ökar eller minskar sägs bara när värdena har gått åt samma "
        "håll så tydligt att slumpen sällan ger det (Kendalls tau, p < 0,05). Minst fem värden krävs, annars "
        "är de för få mätpunkter."
    )


def remarks(
    story: Story,
    name: Callable[[str], str],
    *,
    without: Sequence[int],
    jumping: Sequence[str],
) -> list[str]:
    """Return what to know of a key figure's series: breaks, years without values, rolling means, jumps.

    Args:
        name: what an area is called.
        without: the years that no area has a value of.
        jumping: the areas that jumped to the year shown.
    """
    indicator = story.indicator
    said = list(breaks(indicator))
    if without:
        years = joined([str(year) for year in without])
        said.append(f"Värden saknas helt för {years}: linjerna har uppehåll där, inget är gissat.")
    said.extend(_rolling(indicator, story))
    if jumping:
        names = joined([name(code) for code in jumping])
        said.append(f"Till {story.label} ändrades {names} på ett år mer än {_usual(story)}.{_jumpy(story)}")
    return said


def _usual(story: Story) -> str:
    return f"den vanliga spridningen mellan {'regioner' if story.regional else 'kommuner'}"


def _jumpy(story: Story) -> str:
    return "" if story.regional else " Små kommuner varierar mycket mellan år."


def own_remarks(
    story: Story, line: Line, missed: Sequence[int], jumps: Sequence[Jump], *, jumping: bool
) -> list[str]:
    """Return what to know of one area's series: the years it misses and its jumps, the latest first.

    Args:
        jumping: whether it has been said already that areas jump.
    """
    said = []
    if missed and line.series:
        said.append(f"{line.name} saknar värde {joined([str(year) for year in missed])}, då andra har ett.")
    if line.value is None and line.series:
        years = joined([str(int(time)) for time, _ in line.series])
        said.append(f"Välj ett annat år för att se {line.name}: värden finns för {years}.")
    if jumps:
        shown = [_jump(story.indicator, jump) for jump in jumps[::-1][:_MOST_JUMPS]]
        more = len(jumps) - len(shown)
        tail = f" och {count_word(more)} {'gång' if more == 1 else 'gånger'} till" if more > 0 else ""
        beyond = f"{line.name} har hoppat mer än {_usual(story)} sedan året före"
        said.append(f"{beyond}: {'; '.join(shown)}{tail}.{'' if jumping else _jumpy(story)}")
    elif len(line.series) > 1:
        said.append(f"{line.name} har inget år ändrats mer än {_usual(story)} sedan året före.")
    return said


def _jump(indicator: Indicator, jump: Jump) -> str:
    way = "upp" if jump.change > 0 else "ned"
    spread = distance_text(indicator, jump.spread)
    return f"{jump.year} {way} {distance_text(indicator, jump.change)} (spridning {spread})"


def revisions(refreshed: Refreshed | None, areas: Areas) -> list[str]:
    """Return what the latest refresh changed in a key figure."""
    if refreshed is None:
        return ["Inga värden har hämtats från Kolada i den här installationen: de medföljande visas."]
    outcome = refreshed.outcome
    day = day_text(refreshed.time[:10])
    counted = counts_text(outcome)
    if outcome.error:
        return [f"Senaste hämtningen, {day}: {outcome.error}"]
    if counted == MISSING:
        return [f"Senaste hämtningen, {day}, ändrade inget i nyckeltalet."]
    said = [f"Senaste hämtningen, {day}, av nyckeltalets värden: {counted}."]
    return said + change_lines(refreshed.changes, areas, _MOST_CHANGES)


def gender_sentence(story: Story, found: Gendered, name: str) -> str:
    """Return the latest gap up to the year shown, in the key figure's unit and without judgement."""
    known = [(time, gap) for time, gap in found.gap if not story.period or time <= float(story.period)]
    if not known:
        return f"{name} har inget år till och med {story.label} med värden för både kvinnor och män."
    time, gap = known[-1]
    distance = distance_text(story.indicator, gap)
    if not distance.split()[0].strip("0,"):
        return f"{name} {int(time)}: kvinnor och män har samma värde."
    if story.indicator.unit in (Unit.PER_1000, Unit.PER_100000):
        distance = f"{distance} {unit_caption(story.indicator)}"
    side = "över" if gap > 0 else "under"
    return f"{name} {int(time)}: kvinnor ligger {distance} {side} män."


def gender_absent(indicator: Indicator, *, fetched: bool) -> str:
    """Return why there is nothing to show of women and men, and what to do.

    Args:
        fetched: whether all that Kolada has of the key figure has been fetched.
    """
    if not indicator.by_gender:
        return "Kolada delar inte upp nyckeltalet på kvinnor och män."
    if fetched:
        return "Kolada har inga värden för kvinnor och män i nyckeltalet."
    return (
        "Värden för kvinnor och män är inte hämtade. De kommer med när någon hämtar nya värden från Kolada "
        "på sidan Om."
    )


def choose_hint(story: Story, chosen: str) -> str:
    """Return what to do to see more of the areas."""
    if story.regional:
        return "Välj en region för att jämföra den med Region Dalarna."
    if chosen and chosen != REGION_DALARNA:
        return "Välj en annan kommun för att ställa den främst."
    return "Välj en kommun för att ställa den främst."
