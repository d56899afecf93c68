"""An area's one-page infographic: the strategy's key figures under its sub-goals, as a poster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from gnv.areas import Areas
from gnv.charts.choropleth import Cell, MapStyle, choropleth
from gnv.charts.projection import Shapes, shapes
from gnv.charts.theme import BAND, MUTED
from gnv.compare import Choice, Position, Tested, Trend, position_symbol, reading
from gnv.observations import Observations, Status
from gnv.portrait import borrowed, compared_with, score_note, summary
from gnv.profile import Profile
from gnv.report.poster import Panel, Poster, Tile
from gnv.standing import Standing
from gnv.standing_words import STARTED, WHOSE, comparator_text, why_absent, why_unplaced
from gnv.strategy import Goal, Strategy, Unit
from gnv.times import day_text
from gnv.words import (
    MISSING,
    NO_BREAK,
    OWN_WORK,
    SOURCE,
    difference_text,
    difference_unit,
    joined,
    number,
    rounded,
    scale_text,
    span,
    unit_caption,
    value_text,
)

PUBLISHER = "God och nära vård i Dalarna"
TOO_EARLY = "*"  # stands at a year that says nothing of the change yet
_UP, _DOWN, _LEVEL = "↗", "↘", "→"
_MAP_HEIGHT = 160.0
_WITHOUT_REASON = (Status.NOT_COLLECTED, Status.NOT_IN_KOLADA)
_PLACES = {
    Position.BETTER: "bättre",
    Position.WORSE: "sämre",
    Position.LEVEL: "i nivå, högst en vanlig spridning bort",
    Position.HIGHER: "högre",
    Position.LOWER: "lägre, där inget är bättre",
}


def one_pager(
    own: Profile,
    trends: Mapping[str, Tested],
    strategy: Strategy,
    areas: Areas,
    observations: Observations,
    day: dt.date,
) -> Poster:
    """Return an area's infographic, to be printed.

    Args:
        own: the area's profile; what it is compared with, its gender and its years are the sheet's.
        trends: what moves in it (`gnv.profile.moving`).
        observations: whose figures the profile was made of, for when they were fetched.
        day: what is printed as the day on which the sheet was made.
    """
    return Poster(
        title=own.name,
        subtitle=_subtitle(own, areas),
        day=day,
        publisher=PUBLISHER,
        lead=summary(own, trends, areas),
        panels=tuple(_panel(own, goal, trends, areas) for goal in strategy.goals),
        notes=_notes(own, strategy, areas, observations),
        picture=_picture(own, areas),
    )


def _subtitle(own: Profile, areas: Areas) -> str:
    """Return what the sheet shows: how many key figures, of when, whose, and against whom."""
    when = f"senaste värden till och med {own.until}" if own.until else "senaste värden"
    compared = "" if own.choice == Choice.MIDDLE else f"jämfört med {compared_with(own, areas)}"
    parts = (
        f"God och nära vård: strategins {len(own.standings)} nyckeltal",
        f"värden för {own.year}" if own.year else when,
        WHOSE[own.gender],
        compared,
    )
    return ", ".join(part for part in parts if part)


def _panel(own: Profile, goal: Goal, trends: Mapping[str, Tested], areas: Areas) -> Panel:
    tiles = tuple(_tile(own, each, trends, areas) for each in own.of_goal(goal.number))
    return Panel(f"{goal.number}. {goal.name}", tiles, _score(own, goal.number))


def _score(own: Profile, goal: int) -> str:
    """Return what the area's units say of a sub-goal, or that none has; nothing without any round."""
    if not own.round:
        return ""
    score = own.scores.get(goal)
    if score is None:
        return f"Självskattning {own.round}: {Status.NOT_ANSWERED}."
    value = f"{number(score.value, 1)} på skalan {scale_text(own.scale)}"
    return f"Självskattning {own.round}: {value} ({score_note(score)})."


def _tile(own: Profile, each: Standing, trends: Mapping[str, Tested], areas: Areas) -> Tile:
    name = each.indicator.short_name
    if each.value is None:
        return Tile(name, MISSING, (_absence(own, each),), missing=True)
    place = each.against.position
    change = _change(each)
    lines = (
        _when(own, each),
        _beside(own, each, areas),
        _moves(each, trends),
        "" if change else _incomparable(each),
    )
    return Tile(
        name=name,
        value=value_text(each.indicator, each.value),
        lines=tuple(line for line in lines if line),
        whose=areas.name(each.code) if borrowed(own, each) else "",
        mark=f"{position_symbol(place)}{NO_BREAK}{place}" if place else "",
        position=place,
        change=change,
    )


def _absence(own: Profile, each: Standing) -> str:
    """Return why a key figure has no value."""
    if own.until and not each.period and each.status in _WITHOUT_REASON:
        return f"inget värde till och med {own.until}"
    return why_absent(own, each)


def _when(own: Profile, each: Standing) -> str:
    """Return which year's value it is and its unit."""
    year, years = int(each.period), each.indicator.rolling_years
    mark = TOO_EARLY if _too_early(own, each) else ""
    mean = f"medel {span(year - years + 1, year)}" if years > 1 else ""
    told = each.indicator.unit in (Unit.PERCENT, Unit.KRONOR)
    parts = (f"{year}{mark}", mean, "" if told else unit_caption(each.indicator))
    return ", ".join(part for part in parts if part)


def _too_early(own: Profile, each: Standing) -> bool:
    """Return whether a value says nothing of the change yet: it is of the strategy's first year or before."""
    return each.value is not None and int(each.period) <= own.starts


def _beside(own: Profile, each: Standing, areas: Areas) -> str:
    """Return whom the value is compared with and what theirs is, or why with none; Riket beside."""
    against = each.against
    if not against.position:
        compared = why_unplaced(own, each, areas)
    else:
        name = comparator_text(each, own.choice, areas)
        compared = f"{name[:1].upper()}{name[1:]}: {value_text(each.indicator, against.value)}"
    if each.national is None or own.choice == Choice.NATIONAL:
        return compared
    return f"{compared}; riket{NO_BREAK}{value_text(each.indicator, each.national)}"


def _change(each: Standing) -> str:
    """Return an arrow, how much and since when; of a rolling mean between periods that share no year."""
    years = each.indicator.rolling_years
    if each.rolling_change is not None and each.rolling_from is not None:
        before = each.rolling_from
        return f"{_arrow(each, each.rolling_change)} sedan{NO_BREAK}{span(before - years + 1, before)}"
    if each.change is None or years > 1:
        return ""
    jump = ", stort hopp" if each.jump is not None else ""
    return f"{_arrow(each, each.change)} sedan{NO_BREAK}{each.change_from}{jump}"


def _incomparable(each: Standing) -> str:
    """Return why no change can be told."""
    year, years = int(each.period), each.indicator.rolling_years
    if years > 1:
        return f"inget jämförbart värde {year - years}"
    earlier = [int(at) for at, _ in each.series if at < year]
    broken = [at for at in each.indicator.breaks if earlier and earlier[-1] < at <= year]
    return f"ny mätmetod {broken[-1]}, jämförs inte bakåt" if broken else "inget tidigare värde"


def _arrow(each: Standing, change: float) -> str:
    """Return a change with the arrow that it reads as, in the decimals shown."""
    shown = rounded(change, each.indicator.decimals)
    if not shown:
        return f"{_LEVEL} oförändrat"
    amount = f"{difference_text(each.indicator, change)} {difference_unit(each.indicator, change)}".strip()
    return f"{_UP if shown > 0 else _DOWN} {amount}"


def _moves(each: Standing, trends: Mapping[str, Tested]) -> str:
    """Return what a trend that is sure reads as; nothing of others."""
    tested = trends.get(each.indicator.id)
    if tested is None or tested.trend not in (Trend.RISING, Trend.FALLING):
        return ""
    return f"{reading(tested.trend, each.indicator.direction)} över tio år"


def _notes(own: Profile, strategy: Strategy, areas: Areas, observations: Observations) -> tuple[str, ...]:
    known = [each for each in own.standings if each.value is not None]
    days = joined([day_text(day) for day in _fetched(own, known, observations)])
    edition = f" Utgåva {observations.edition.hash}." if observations.edition.hash else ""
    fetched = f" Hämtat {days}." if days else ""
    said = [
        f"{SOURCE} (värden). {OWN_WORK} (läge, förändring, trend).{fetched}{edition} "
        f"Nyckeltalen är de i strategins version {strategy.version}.",
        _how_to_read(own, known, areas),
    ]
    if any(borrowed(own, each) for each in known):
        said.append("Region Dalarna: nyckeltalet finns bara för regioner och jämförs bland dem.")
    if any(_too_early(own, each) for each in known):
        said.append(f"{TOO_EARLY} Säger ännu inget om omställningen: {STARTED}.")
    if any(each.jump is not None for each in known):
        said.append("Stort hopp på ett år: mer än den vanliga spridningen; små kommuner varierar mycket.")
    if not own.round:
        said.append(_nothing_scored(own))
    return tuple(said)


def _nothing_scored(own: Profile) -> str:
    return "Självskattning: inget är publicerat " + (f"till och med {own.until}." if own.until else "än.")


def _how_to_read(own: Profile, known: list[Standing], areas: Areas) -> str:
    """Return what the signs that stand on the sheet mean."""
    found = {each.against.position for each in known}
    places = [f"{position_symbol(at)}{NO_BREAK}{words}" for at, words in _PLACES.items() if at in found]
    against = f" mot {compared_with(own, areas)}" if places else ""
    middle = " (medianen)" if places and own.choice == Choice.MIDDLE else ""
    read = f"Läge{against}{middle}: {', '.join(places)}. " if places else ""
    arrows = f"{_UP}{NO_BREAK}{_DOWN}{NO_BREAK}{_LEVEL} förändring sedan det år som står där, utan omdöme. "
    return (
        f"{read}{arrows if known else ''}"
        f"Varje nyckeltal har sitt eget år. –{NO_BREAK}inget värde, aldrig noll."
    )


def _fetched(own: Profile, known: list[Standing], observations: Observations) -> list[str]:
    """Return the days (ISO) on which the values shown were fetched."""
    days: set[str] = set()
    for each in known:
        observed = observations.of(each.indicator.id, own.gender)
        shown = observed["area"].eq(each.code) & observed["period"].eq(each.period)
        days.update(observed.loc[shown, "retrieved"].astype(str))
    return sorted(days)


def _picture(own: Profile, areas: Areas) -> tuple[str, str]:
    """Return a small map of the county with the area marked, and its words."""
    marked = areas.dalarna if own.regional else (own.code,)
    said = "hela länet är markerat" if own.regional else f"{own.name} är markerad"
    alt = f"Karta över Dalarnas kommuner: {said}"
    cells = {code: Cell(MUTED if code in marked else BAND, "", said) for code in areas.dalarna}
    style = MapStyle(names=False)
    return choropleth(_drawing(areas), areas.by_code, cells, chosen=own.code, title=alt, style=style), alt


def _drawing(areas: Areas) -> Shapes:
    return shapes(areas.dalarna_outlines, areas.by_code, _MAP_HEIGHT)
