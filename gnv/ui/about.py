"""The page *Om*: what the figures are, how they are computed, and what is our own reading."""

from __future__ import annotations

import streamlit as st

from gnv.areas import REGION_DALARNA
from gnv.charts.table import plain_table
from gnv.kolada.editions import Edition
from gnv.kolada.provenance import Described
from gnv.method import method, scores_method
from gnv.observations import awaited_since
from gnv.strategy import Direction, Goal, Indicator, State, Strategy
from gnv.times import age_text
from gnv.ui import refreshing
from gnv.ui.cache import World
from gnv.ui.frame import plain
from gnv.words import joined, unit_caption

_DIRECTIONS = {
    Direction.HIGH: "högt är bättre",
    Direction.LOW: "lågt är bättre",
    Direction.NONE: "bedöms inte",
}
_PURPOSE = """
Dalarnas 15 kommuner och Region Dalarna har en gemensam strategi för God och nära vård, från 1 juli 2022 till
1 januari 2030. Den delar målbilden *Nära genom hela livet – gemensamt tillsammans* i fem delmål och säger att
omställningen följs upp varje år. Den här tjänsten visar strategins nyckeltal för kommunerna och regionen, och
verksamheternas egen skattning av sitt arbete.
"""
_SOURCES = """
- **Källa: Kolada** för värdena som de är. Kolada är fri att använda och drivs av RKA. Medel, medianer, lägen, platser och
  förändringar är **egen bearbetning av data från Kolada**.
- Kartan: SCB, digitala gränser (fria data), förenklade för tematiska kartor. Siljan är utskuren.
- Typsnitt: Source Sans 3, SIL Open Font License.
- Inget hämtas från andra webbplatser när sidan visas, och inga kakor används för att följa besökare.
"""
_ACCESSIBILITY = """
Tjänsten är gjord för att följa WCAG 2.1, nivå AA. Allt som kartan visar finns också som text och tabell, färg är aldrig
ensam om att betyda något, och allt kan nås med tangentbord: kommunen väljs i listan, i tabellen eller i kartan med
Tabb och Retur. Kända brister: några inbyggda etiketter i listor och menyer är på engelska, och diagrammens enskilda
punkter nås inte med tangentbord. Deras värden finns under *Visa som tabell*.
"""


def show(world: World) -> None:
    """Show the page."""
    with st.container(key="om"):
        st.title("Om siffrorna", anchor=False)
        st.markdown(_PURPOSE + _strategy_text(world.strategy))
        st.header("Värden och aktualitet", anchor=False)
        st.markdown(_edition_text(world.observations.edition))
        refreshing.show(world)
        st.header("Nyckeltalen", anchor=False)
        with st.container(key="nyckeltalen"):
            st.html("".join(_goal_table(world, goal) for goal in world.strategy.goals))
        _definitions(world)
        st.header("Så räknas det", anchor=False)
        st.markdown(method(world.strategy))
        st.header("Så räknas självskattningen", anchor=False)
        st.markdown(scores_method(world.strategy))
        st.header("Vår tolkning av strategins bilaga 1", anchor=False)
        st.markdown(_interpretations(world.strategy))
        st.header("Källor och villkor", anchor=False)
        st.markdown(_SOURCES)
        st.header("Tillgänglighet", anchor=False)
        st.markdown(_ACCESSIBILITY)


def _edition_text(edition: Edition) -> str:
    if edition.values.empty:
        return "Inga värden kunde läsas. Hämta nya värden från Kolada här nedanför."
    days = joined(sorted(set(edition.values["retrieved"].astype(str))))
    origin = "följde med tjänsten" if edition.shipped else "hämtades av den här installationen"
    count = f"{len(edition.values):,}".replace(",", "\u00a0")
    return (
        f"{count} värden, hämtade {days}. Källa: Kolada. Utgåvan `{edition.hash}` {origin}. "
        "Kolada kan ändra äldre värden utan att säga till; det som visas här är värdena som de var när de hämtades."
    )


def _goal_table(world: World, goal: Goal) -> str:
    headings = ["Nyckeltal", "Strategins namn", "Id", "Enhet", "Riktning", "År med värden", "Hämtat"]
    rows = [_indicator_row(world, indicator) for indicator in goal.indicators]
    return plain_table(headings, rows, f"Delmål {goal.number}. {goal.name}: {goal.aim}")


def _indicator_row(world: World, indicator: Indicator) -> list[str]:
    return [
        indicator.name,
        indicator.official_name,
        "–" if indicator.state is State.IN_DEVELOPMENT else indicator.id,
        unit_caption(indicator),
        _DIRECTIONS[indicator.direction],
        _years(world, indicator),
        _freshness(world, indicator),
    ]


def _freshness(world: World, indicator: Indicator) -> str:
    """Return when a key figure was fetched, how long ago, and whether newer values are waited for."""
    provenance = world.observations.edition.provenance
    known = provenance.kpis.get(indicator.id)
    if known is None:
        return "–"
    said = f"{joined(known.retrieved)}, {age_text(known.retrieved[0], world.today)}"
    awaited = awaited_since(indicator, provenance, world.today)
    return f"{said}. Ny publicering väntas ({awaited})." if awaited else said


def _definitions(world: World) -> None:
    """Show Kolada's own titles, definitions and publication dates, where they have been fetched."""
    provenance = world.observations.edition.provenance
    described = [each for each in world.strategy.indicators if provenance.described(each.id).title]
    if not described:
        st.markdown("Koladas egna titlar, definitioner och publiceringsdatum kommer med när värden hämtas.")
        return
    own = st.expander(
        "Koladas egna titlar, definitioner och publiceringsdatum", key="definitioner", on_change="rerun"
    )
    if own.open:
        rows = [_definition_row(each, provenance.described(each.id)) for each in described]
        headings = ["Koladas titel", "Id", "Definition", "Publiceras"]
        own.html(plain_table(headings, rows, "Så beskriver Kolada nyckeltalen. Källa: Kolada."))


def _definition_row(indicator: Indicator, said: Described) -> list[str]:
    dates = [
        f"{day} ({word})"
        for day, word in ((said.preliminary, "preliminärt"), (said.published, "slutligt"))
        if day
    ]
    when = joined(dates) if dates else "inget datum angivet"
    if dates and said.period:
        when = f"{said.period}: {when}"
    return [said.title, indicator.id, " ".join(said.paragraphs), when]


def _years(world: World, indicator: Indicator) -> str:
    """Return the first and last year with a value, for the municipalities and for Region Dalarna."""
    why = world.absent.get(indicator.id)
    if why is not None:
        return f"inget värde: {why}"
    observed = world.observations.of(indicator.id)
    said = []
    for who, areas in (("kommuner", world.areas.dalarna), ("Region Dalarna", (REGION_DALARNA,))):
        years = observed.loc[observed["area"].isin(areas), "period"]
        if len(years):
            said.append(f"{who} {years.min()}–{years.max()}")
    return ", ".join(said)


def _strategy_text(strategy: Strategy) -> str:
    return (
        f"Nyckeltalen följer strategins version {plain(strategy.version)}, som gäller från "
        f"{strategy.valid_from}."
    )


def _interpretations(strategy: Strategy) -> str:
    said = [
        "- Vilket håll som är bättre står inte i Kolada. Riktningen i tabellerna ovan är vår.",
        "- Vi visar först ett enkelt namn på det som mäts, och därunder strategins namn.",
    ]
    said += [
        f"- **{plain(indicator.name)}** ({indicator.id}): {plain(indicator.interpretation)}"
        for indicator in strategy.indicators
        if indicator.interpretation
    ]
    said += [
        f"- **{plain(indicator.name)}** ({indicator.id}) upphörde {indicator.last_year}. "
        f"Efterträdaren är sannolikt {indicator.successor}. Serierna fogas inte ihop."
        for indicator in strategy.indicators
        if indicator.last_year and indicator.successor
    ]
    return "\n".join(said)
