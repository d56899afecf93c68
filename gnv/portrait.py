"""An area's profile in Swedish words: whom it is compared with, what stands out and what moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gnv.areas import Areas
from gnv.compare import Choice, Position, Tested, Trend, reading
from gnv.compare.peers import LEAST_FOR_COUNTY_MEAN
from gnv.lenses import Question
from gnv.lessons import Model
from gnv.observations import Status
from gnv.profile import Profile, Score
from gnv.standing import Standing
from gnv.strategy import Direction, Unit
from gnv.words import (
    COUNTY_MEAN,
    MISSING,
    count_word,
    difference_text,
    difference_unit,
    distance_text,
    joined,
    number,
    reference_phrase,
    span,
    unit_caption,
    units_text,
    value_text,
)

WHOSE = {"T": "", "K": "kvinnor", "M": "män"}
STARTED = "strategin började gälla 1 juli 2022"
_TOLD_APART = (Status.NOT_COLLECTED, Status.NOT_IN_KOLADA)
_TESTED = (Trend.RISING, Trend.FALLING, Trend.UNSURE)
_AVERAGED = (Choice.COUNTY, Choice.NEIGHBOURS, Choice.SIMILAR)
WAITING = "Räknar på vad som rör sig …"


def comparator_choices(*, regional: bool) -> tuple[str, ...]:
    """Return the comparators that a municipality, or a region, can have besides another area."""
    return tuple(choice for choice in Choice if not regional or choice not in (Choice.COUNTY, Choice.REGION))


def choice_name(choice: str, areas: Areas, *, regional: bool) -> str:
    """Return what a comparator is called in a list of choices (Mitten, Riket, Mora)."""
    kind = "regioner" if regional else "kommuner"
    named = {
        Choice.MIDDLE: "Mitten",
        Choice.NATIONAL: "Riket",
        Choice.COUNTY: COUNTY_MEAN,
        Choice.REGION: "Region Dalarna",
        Choice.NEIGHBOURS: f"Grann{kind}, medel",
        Choice.SIMILAR: f"Liknande {kind}, medel",
    }
    return named[Choice(choice)] if choice in set(Choice) else areas.name(choice)


def comparator_name(each: Standing, choice: str, areas: Areas) -> str:
    """Return whom a key figure is compared with, as it stands after *än* (mitten av Dalarnas 15)."""
    if choice == Choice.MIDDLE and each.reference:
        return reference_phrase(each.reference, each.reference_n)
    return _in_short(choice, areas, regional=each.regional)


def comparator_text(each: Standing, choice: str, areas: Areas) -> str:
    """Return whom a key figure is compared with and what that value is (grannkommunerna, ovägt medel, 6)."""
    name = comparator_name(each, choice, areas)
    basis = comparator_basis(choice)
    return f"{name} ({basis} av {each.against.n})" if basis and choice != Choice.MIDDLE else name


def comparator_basis(choice: str) -> str:
    """Return what a comparator's value is; empty where the source gives it as it is."""
    if choice == Choice.MIDDLE:
        return "medianen"
    return "ovägt medel" if choice in _AVERAGED else ""


def _in_short(choice: str, areas: Areas, *, regional: bool) -> str:
    """Return whom all key figures are compared with, in a word or two."""
    kind = "region" if regional else "kommun"
    named = {
        Choice.MIDDLE: "mitten",
        Choice.NATIONAL: "riket",
        Choice.COUNTY: "Dalarnas kommuner",
        Choice.REGION: "Region Dalarna",
        Choice.NEIGHBOURS: f"grann{kind}erna",
        Choice.SIMILAR: f"liknande {kind}er",
    }
    return named[Choice(choice)] if choice in set(Choice) else areas.name(choice)


def compared_with(own: Profile, areas: Areas) -> str:
    """Return whom an area is compared with, in a word or two (mitten, riket, grannkommunerna)."""
    return _in_short(own.choice, areas, regional=own.regional)


def lasting_text(each: Standing) -> str:
    """Return whether a deviation is lasting or of a single year."""
    return "varaktig" if each.against.lasting else "enstaka år"


def borrowed(own: Profile, each: Standing) -> bool:
    """Return whether a standing is Region Dalarna's in a municipality's profile."""
    return each.code != own.code


def why_absent(own: Profile, each: Standing) -> str:
    """Return why a key figure has no value, as said after its name."""
    if each.status not in _TOLD_APART:
        return str(each.status)
    if own.gender != "T" and not each.indicator.by_gender:
        return "delas inte upp på kvinnor och män"
    if own.gender != "T" and not each.period:
        return f"inget värde för {WHOSE[own.gender]}"
    return f"{each.status} {each.period}".rstrip()


def why_unplaced(own: Profile, each: Standing, areas: Areas) -> str:
    """Return why a value has no place against the comparator."""
    if not each.reference:
        return f"för få {'regioner' if each.regional else 'kommuner'} har värde för att ange läge"
    if not each.spread:
        return "inget läge: minst hälften har samma värde som mitten"
    name = comparator_name(each, own.choice, areas)
    if each.regional and not own.regional and own.choice not in (Choice.NEIGHBOURS, Choice.SIMILAR):
        return f"inget läge: {name} har inget värde, bara regioner har det"
    if own.choice == Choice.COUNTY:
        return f"inget läge: färre än {LEAST_FOR_COUNTY_MEAN} av Dalarnas kommuner har värde {each.period}"
    verb = "är inte kända" if own.choice == Choice.SIMILAR else "har inget värde"
    return f"inget läge: {name} {verb}{'' if own.choice == Choice.SIMILAR else f' {each.period}'}"


def trend_text(each: Standing, trends: Mapping[str, Tested]) -> str:
    """Return what moves, as seen from the year shown: a tested trend, or a rolling mean's change."""
    if each.indicator.rolling_years > 1:
        return rolling_text(each)
    tested = trends.get(each.indicator.id)
    if tested is None:
        return ""
    read = reading(tested.trend, each.indicator.direction)
    return read if tested.trend is Trend.TOO_FEW else f"{read} ({tested.points} värden)"


def rolling_text(each: Standing) -> str:
    """Return a rolling mean's change with both periods named, or that there is none."""
    years = each.indicator.rolling_years
    if each.rolling_change is None or each.rolling_from is None:
        return f"över {years} år, inget värde {years} år tidigare"
    now, before = int(each.period), each.rolling_from
    change = _signed(each, each.rolling_change)
    return f"{span(now - years + 1, now)} mot {span(before - years + 1, before)}: {change}"


def change_text(each: Standing) -> str:
    """Return the change since the nearest earlier value, its year named; empty where there is none."""
    if each.change is None:
        return ""
    return f"{_signed(each, each.change)} sedan {each.change_from}"


def jump_text(each: Standing) -> str:
    """Return that a value jumps from one year to the next; empty where it does not."""
    if each.jump is None:
        return ""
    if each.regional:
        return "Stort hopp på ett år: mer än den vanliga spridningen mellan regioner"
    return "Stort hopp på ett år: små kommuner varierar mycket mellan år"


def since_text(each: Standing) -> str:
    """Return what has changed since the strategy began, or why nothing can be said."""
    if each.since is not None and each.since_from is not None and each.since_to is not None:
        return f"{_signed(each, each.since)} från {each.since_from} till {each.since_to}"
    return str(each.since_told)


def gap_text(each: Standing) -> str:
    """Return women − men in the key figure's unit."""
    return _signed(each, each.gap) if each.gap is not None else MISSING


def _signed(each: Standing, difference: float) -> str:
    """Return a signed difference with its unit in words."""
    text = difference_text(each.indicator, difference)
    return f"{text} {difference_unit(each.indicator, difference)}".strip()


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


def counted_text(each: Standing) -> str:
    """Return a value with what it is counted in, also where the unit is long (502 per 1 000 invånare)."""
    text, unit = value_text(each.indicator, each.value), each.indicator.unit
    counted = unit in (Unit.PER_1000, Unit.PER_100000)
    return f"{text} {unit_caption(each.indicator)}" if counted else text


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
