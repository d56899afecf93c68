"""The page *Om*: what the figures are, how they are computed, and what is our own reading."""

from __future__ import annotations

import streamlit as st

from gnv.areas import REGION_DALARNA
from gnv.assessment.results import least_change
from gnv.charts.table import plain_table
from gnv.compare.since import BASE_YEARS
from gnv.kolada.editions import Edition
from gnv.kolada.provenance import Described
from gnv.observations import awaited_since
from gnv.strategy import Direction, Goal, Indicator, State, Strategy
from gnv.times import age_text
from gnv.ui import refreshing
from gnv.ui.cache import World
from gnv.ui.frame import plain
from gnv.words import joined, number, span, unit_caption

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
_METHOD = """
- **Mitten** är medianen i jämförelsegruppen: Sveriges kommuner om minst 150 har ett värde det året, annars
  Dalarnas om minst 5 har det. För mått som bara finns per region är det Sveriges regioner, om minst 15 har ett
  värde (Gotland räknas med, riket inte). Rubriker och förklaringar säger alltid vilken grupp det är.
- **Spridningen** är 1,4826 × medianen av avstånden till mitten i samma grupp.
- **Läge**: ett värde som ligger högst en spridning från mitten är *i nivå*. Längre bort är det *bättre* eller
  *sämre*. Där varken högt eller lågt är bättre heter det *högre* eller *lägre*, och färgen är violett. Finns
  ingen jämförelsegrupp, eller är spridningen noll, anges inget läge.
- **Dalarnas kommuner, ovägt medel** är medelvärdet av kommunernas värden, utan hänsyn till hur många som bor i
  dem, och räknas bara när minst 10 kommuner har ett värde. Det är inte detsamma som länets värde.
- **Riket** är Koladas eget värde. Det är vägt efter befolkning, så små kommuner kan se sämre ut mot riket än de är.
- **Plats** räknas bland de kommuner eller regioner som har ett värde. Lika värden delar den bättre platsen.
  Avståndet till mitten säger mer än platsen.
- **Förändring** är värdet minus det närmast föregående, med året utskrivet. Över ett avbrott i serien anges ingen.
- **Andra jämförelser** (på *Kommun*): riket, Dalarnas kommuner, Region Dalarna, grannar, liknande, eller en enda
  kommun. Läget bedöms på samma sätt, med samma spridning. *Grannar* har minst en kilometer gemensam gräns. *Liknande*
  är Koladas senaste grupp av liknande kommuner (i äldreomsorg, för invånarnas hälsa övergripande) eller regioner. Båda
  är ovägda medel av dem som har ett värde, och antalet skrivs ut.
- **Avvikelse**: ett läge som inte är *i nivå*. Den är *varaktig* när samma läge står i minst två av de tre senaste
  värdena, annars gäller den ett *enstaka år*. Varaktiga nämns först, sedan de största i förhållande till spridningen.
- **Trend**: över de tio år som slutar med det visade, efter det senaste avbrottet. Med minst fem värden prövas den med
  Kendalls tau; är sannolikheten för slumpen under 5 % *ökar* eller *minskar* värdet, och *förbättras* eller *försämras*
  där ett håll är bättre. Annars *ingen säker förändring*, eller *för få mätpunkter*. Glidande medelvärden prövas inte:
  där jämförs perioder som inte har något år gemensamt.
- **Sedan strategin började**: det senaste värdet som helt mäter tiden från och med {after} minus det sista för
  {base}. Saknas något av dem, eller ligger ett avbrott mellan dem, sägs det.
- **Hopp**: en förändring från ett år till nästa som är större än spridningen. Små kommuner varierar mycket mellan år.
- **Kvinnor och män**: skillnaden är kvinnornas värde minus männens, samma år, utan värdering.
- **Linserna skiljer sig** när självskattningen ligger i skalans översta fjärdedel medan ett av delmålets kommunala
  nyckeltal är varaktigt sämre eller försämras, eller i den nedersta medan ett är varaktigt bättre eller förbättras. Det
  är en fråga att prata om, ingen dom.
- **Lär av**: bland liknande och i länet, den som är bättre med mer än en spridning, eller vars egen trend förbättras och
  som inte är sämre.
- **Nivå** i kartan går från det lägsta till det högsta värdet i Dalarna under alla år, så att åren kan jämföras.
- **År**: det senaste år då minst 10 kommuner, eller Region Dalarna, har ett värde. Varje mått har sitt eget senaste
  år. Inget värde gissas, flyttas eller slås ihop mellan år.
- **Saknat värde är inte noll.** Det ritas ljust grått med streckad kant, och tabellen säger varför det saknas.
- Kolada anger ingen osäkerhet. Läget säger därför inget om statistisk säkerhet, och små kommuner varierar mycket
  mellan år.
"""
_SCORES_METHOD = """
- **Självskattningen** är verksamheternas egen bild i grova penseldrag. Det finns inga rätta eller felaktiga svar, och
  därför varken läge, plats eller färg för bättre och sämre. Den blandas aldrig ihop med nyckeltalen till ett tal.
- **En verksamhets poäng** i ett delmål är medelvärdet av de påståenden den har svarat på, på skalan {low}–{high}. Det som
  inte har besvarats räknas inte.
- **Kommunens poäng** är det ovägda medelvärdet av dess verksamheter, **länets** det ovägda medelvärdet av kommunerna.
  Verksamheter för hela länet räknas för sig.
- **Samstämmighet** anges från tre verksamheter: *samstämmigt* när minst tre av fyra ligger högst ett skalsteg från
  verksamheternas median, *delat* när färre än hälften gör det, däremellan *viss spridning*.
- **Förändring** räknas på de verksamheter som svarade båda gångerna. Mindre än {step} är *ungefär oförändrat*.
- Ett nytt formulär ersätter verksamhetens förra i samma omgång. Det gamla finns kvar i historiken, och gäller igen om
  det nya dras tillbaka. Självskattningen ska inte innehålla personuppgifter. Kommentarer visas bara för dem som lägger
  in svar.
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
        st.markdown(_method(world.strategy))
        st.header("Så räknas självskattningen", anchor=False)
        st.markdown(_scores_method(world.strategy))
        st.header("Vår tolkning av strategins bilaga 1", anchor=False)
        st.markdown(_interpretations(world.strategy))
        st.header("Källor och villkor", anchor=False)
        st.markdown(_SOURCES)
        st.header("Tillgänglighet", anchor=False)
        st.markdown(_ACCESSIBILITY)


def _method(strategy: Strategy) -> str:
    starts = strategy.starts.year
    return _METHOD.format(after=starts + 1, base=span(starts - BASE_YEARS, starts - 1))


def _scores_method(strategy: Strategy) -> str:
    low, high = strategy.scale
    return _SCORES_METHOD.format(low=low, high=high, step=number(least_change(strategy.scale), 1))


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
    return [said.title, indicator.id, said.description, when]


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
