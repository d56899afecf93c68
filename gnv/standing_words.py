"""Where an area stands in a key figure, in Swedish words: against whom, what moves, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping

from gnv.areas import Areas
from gnv.compare import Choice, Tested, Trend, reading
from gnv.compare.peers import LEAST_FOR_COUNTY_MEAN
from gnv.observations import Status
from gnv.profile import Profile
from gnv.standing import Standing
from gnv.strategy import Unit
from gnv.words import (
    COUNTY_MEAN,
    MISSING,
    difference_text,
    difference_unit,
    reference_phrase,
    span,
    unit_caption,
    value_text,
)

WHOSE = {"T": "", "K": "kvinnor", "M": "män"}
STARTED = "strategin började gälla 1 juli 2022"
_TOLD_APART = (Status.NOT_COLLECTED, Status.NOT_IN_KOLADA)
_AVERAGED = (Choice.COUNTY, Choice.NEIGHBOURS, Choice.SIMILAR)


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
    return in_short(choice, areas, regional=each.regional)


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


def in_short(choice: str, areas: Areas, *, regional: bool) -> str:
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


def lasting_text(each: Standing) -> str:
    """Return whether a deviation is lasting or of a single year."""
    return "varaktig" if each.against.lasting else "enstaka år"


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


def counted_text(each: Standing) -> str:
    """Return a value with what it is counted in, also where the unit is long (502 per 1 000 invånare)."""
    text, unit = value_text(each.indicator, each.value), each.indicator.unit
    counted = unit in (Unit.PER_1000, Unit.PER_100000)
    return f"{text} {unit_caption(each.indicator)}" if counted else text


def _signed(each: Standing, difference: float) -> str:
    """Return a signed difference with its unit in words."""
    text = difference_text(each.indicator, difference)
    return f"{text} {difference_unit(each.indicator, difference)}".strip()
