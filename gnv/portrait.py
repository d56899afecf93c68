"""An area's profile in Swedish sentences: what stands out, what moves, what to ask, whom to learn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gnv.areas import Areas
from gnv.compare import Position, Tested, Trend, reading
from gnv.lenses import Question
from gnv.lessons import Model
from gnv.observations import Status
from gnv.profile import Profile, Score
from gnv.standing import Standing
from gnv.standing_words import WHOSE, comparator_text, counted_text, in_short
from gnv.strategy import Direction
from gnv.words import count_word, distance_text, joined, number, units_text, value_text

WAITING = "Räknar på vad som rör sig …"
_TESTED = (Trend.RISING, Trend.FALLING, Trend.UNSURE)


def compared_with(own: Profile, areas: Areas) -> str:
    """Return whom an area is compared with, in a word or two (mitten, riket, grannkommunerna)."""
    return in_short(own.choice, areas, regional=own.regional)


def borrowed(own: Profile, each: Standing) -> bool:
    """Return whether a standing is Region Dalarna's in a municipality's profile."""
    return each.code != own.code


def summary(own: Profile, trends: Mapping[str, Tested] | None, areas: Areas) -> tuple[str, ...]:
    """Return the portrait in two or three sentences: strongest, weakest and what moves.

    Args:
        trends: none while they are being found.
    """
    mine = [each for each in own.standings if not borrowed(own, each) and each.value is not None]
    placed = [each for each in mine if each.against.position]
    whose = _for_whom(own)
    until = f" till och med {own.until}" if own.until else ""
    year = f" {own.year}" if own.year else until
    if not mine:
        return (f"{own.name} har inga värden{whose}{year}.",)
    if not placed:
        short = compared_with(own, areas)
        return (
            f"{own.name} har värden i {_figures(len(mine))}{whose}{year}, men inget som kan "
            f"jämföras med {short}.",
            _moving(mine, trends),
        )
    return (*_ends(own, areas, placed), _moving(mine, trends))


def _ends(own: Profile, areas: Areas, placed: Sequence[Standing]) -> tuple[str, ...]:
    """Return the sentences on the strongest and the weakest."""
    short = compared_with(own, areas)
    whose = _for_whom(own)
    shown = [each for each in own.deviations if each in placed]
    better = [each for each in shown if each.against.position is Position.BETTER]
    worse = [each for each in shown if each.against.position is Position.WORSE]
    judged = [each for each in placed if each.against.position not in (Position.HIGHER, Position.LOWER)]
    if not better and not worse:
        if not judged:
            return (f"Inget av det som {own.name} kan jämföras i har en riktning som är bättre.",)
        all_ = "det" if len(judged) == 1 else f"alla {len(judged)}"
        return (f"{own.name} ligger{whose} i nivå med {short} i {all_} nyckeltal som går att bedöma.",)
    level = sum(each.against.position is Position.LEVEL for each in judged)
    first = (
        _end(own, areas, f"{own.name} är{whose} starkast i nyckeltalet", better, f"bättre än {short}")
        if better
        else f"{own.name} ligger{whose} i nivå med {short} i {level} av {len(judged)} nyckeltal och är inte "
        "bättre i något."
    )
    second = (
        _end(own, areas, f"Svagast{whose} är", worse, f"sämre än {short}")
        if worse
        else f"Inget nyckeltal är sämre än {short}."
    )
    return first, second


def _end(own: Profile, areas: Areas, lead: str, found: Sequence[Standing], way: str) -> str:
    """Return a sentence on the first of some deviations, the others named after it."""
    first, *more = found
    against = value_text(first.indicator, first.against.value)
    lower = "; lägre är bättre" if first.indicator.direction is Direction.LOW else ""
    said = (
        f"{lead} {first.indicator.short_name}: {counted_text(first)} mot {against} i "
        f"{comparator_text(first, own.choice, areas)}, {first.period}{lower}"
    )
    if not more:
        return f"{said}."
    names = joined([each.indicator.short_name for each in more])
    return f"{said}. Även {names} är {way}."


def _for_whom(own: Profile) -> str:
    """Return of which gender a sentence speaks, with a space before it; empty for all."""
    return f" för {WHOSE[own.gender]}" if WHOSE[own.gender] else ""


def _figures(count: int) -> str:
    """Return how many key figures (ett nyckeltal, tre nyckeltal)."""
    return f"{'ett' if count == 1 else count_word(count)} nyckeltal"


def _moving(mine: Sequence[Standing], trends: Mapping[str, Tested] | None) -> str:
    """Return what moves, until which year."""
    if trends is None:
        return WAITING
    ways: dict[str, list[str]] = {}
    for each in mine:
        tested = trends.get(each.indicator.id)
        if tested is not None and tested.trend in (Trend.RISING, Trend.FALLING):
            read = reading(tested.trend, each.indicator.direction)
            ways.setdefault(read, []).append(f"{each.indicator.short_name} (till och med {each.period})")
    if not any(each.indicator.id in trends and trends[each.indicator.id].trend in _TESTED for each in mine):
        return "För få mätpunkter för att säga om något rör sig."
    if not ways:
        return "Inget nyckeltal har en säker förändring över tio år."
    parts = [f"{joined(names)} {way}" for way, names in sorted(ways.items())]
    return f"I rörelse över tio år: {'; '.join(parts)}."


def hints(own: Profile, *, fetched: bool) -> tuple[str, ...]:
    """Return what a refresh would add; nothing where figures have been fetched from Kolada.

    Args:
        fetched: whether Kolada has been asked, for similar areas too.
    """
    if fetched:
        return ()
    said = []
    waiting = [each for each in own.standings if each.status in (Status.NOT_FETCHED, Status.ENDED)]
    if any(each.reference == "Dalarnas" for each in own.standings):
        said.append("mitten av alla Sveriges kommuner i stället för mitten av Dalarnas 15")
    said.append(f"vilka {'regioner' if own.regional else 'kommuner'} som är liknande")
    if waiting:
        fetched_word = "hämtat" if len(waiting) == 1 else "hämtade"
        said.append(f"det som Kolada har av {_figures(len(waiting))} som inte är {fetched_word}")
    return (f"Här visas de värden som följer med. Hämtas nya från Kolada tillkommer {joined(said)}.",)


def score_note(score: Score) -> str:
    """Return how many units a score rests on and their agreement."""
    return ", ".join(part for part in (units_text(score.n), score.agreement) if part)


def question_text(question: Question, score: Score, trends: Mapping[str, Tested]) -> str:
    """Return where self-assessment and key figures differ as a question to talk about."""
    way = Position.WORSE if question.high else Position.BETTER
    parts = []
    for each in question.against:
        says = f"varaktigt {way} än mitten" if each.lasting and each.position is way else ""
        tested = trends.get(each.indicator.id)
        moves = reading(tested.trend, each.indicator.direction) if tested else ""
        wanted = "försämras" if question.high else "förbättras"
        about = joined([part for part in (f"är {says}" if says else "", moves * (moves == wanted)) if part])
        parts.append(f"{each.indicator.short_name} {about} ({each.period})")
    level = "högt" if question.high else "lågt"
    return (
        f"Verksamheterna skattar sig {level} ({number(score.value, 1)}), medan "
        f"{joined(parts)}. Vad ser de som nyckeltalen inte visar, och tvärtom?"
    )


def model_text(weak: Standing, model: Model) -> str:
    """Return why there is something to learn from an area in a weak point."""
    reasons = [
        *(["klart bättre"] if model.better else []),
        *(["förbättras över tid"] if model.improved else []),
        *(["liknande förutsättningar"] if model.similar else []),
    ]
    value, away = value_text(weak.indicator, model.value), distance_text(weak.indicator, model.difference)
    side = "högre" if model.difference > 0 else "lägre"
    return f"{value}, {away} {side}, {weak.period}: {joined(reasons)}"
