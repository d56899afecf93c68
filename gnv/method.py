"""How everything is computed, in Swedish: the same words on the page *Om* and in the annual report.

A list in Markdown with bold, italics and nothing else.
"""

from __future__ import annotations

from gnv.assessment.results import least_change
from gnv.compare.since import BASE_YEARS
from gnv.strategy import Strategy
from gnv.words import number, span

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


def method(strategy: Strategy) -> str:
    """Return how key figures are computed, as a list in Markdown."""
    starts = strategy.starts.year
    return _METHOD.format(after=starts + 1, base=span(starts - BASE_YEARS, starts - 1))


def scores_method(strategy: Strategy) -> str:
    """Return how the self-assessment is computed, as a list in Markdown."""
    low, high = strategy.scale
    return _SCORES_METHOD.format(low=low, high=high, step=number(least_change(strategy.scale), 1))
