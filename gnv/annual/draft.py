"""The draft of a section's text: what a year's facts say, in sentences that people may edit.

Nothing is said of causes; every figure names its year, every place its distance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from gnv import impressions
from gnv.activities.coverage import Coverage
from gnv.activities.form import Activity
from gnv.activities.overview import counted_states
from gnv.annual import sections
from gnv.annual.facts import AnnualFacts, Deviation
from gnv.annual.prose import Text
from gnv.annual.sections import Part, Section
from gnv.areas import REGION_DALARNA
from gnv.compare import Position, Since, Trend, reading
from gnv.compare.since import BASE_YEARS
from gnv.observations import absence
from gnv.portrait import question_text, trend_text
from gnv.report.document import Bullets, Paragraph, Prose, Run, prose
from gnv.sentences import STRATEGY_YEAR, county_sentences, heading
from gnv.story import Story
from gnv.strategy import Goal
from gnv.times import day_text
from gnv.underway import count_text, states_text
from gnv.words import (
    count_word,
    distance_text,
    joined,
    number,
    span,
    value_text,
)

_MOST_NAMED = 3


def said(*sentences: str) -> Paragraph:
    """Return a paragraph of sentences; empty ones are left out."""
    return Paragraph(prose(" ".join(each for each in sentences if each)))


def listed(items: list[Prose]) -> Text:
    """Return a list, or nothing where it would be empty."""
    return (Bullets(tuple(items)),) if items else ()


def summary(facts: AnnualFacts) -> Text:
    """Return the year at a glance."""
    return (
        said(_too_early(facts), *_known(facts)),
        *listed(
            [
                *(_deviating(facts, position) for position in (Position.BETTER, Position.WORSE)),
                prose(Run("Självskattning. ", strong=True), _rated_in_short(facts)),
                prose(Run("Aktiviteter. ", strong=True), _active_in_short(facts.activities, facts.year)),
            ]
        ),
    )


def introduction(facts: AnnualFacts) -> Text:
    """Return what the report follows up, and how."""
    strategy = facts.strategy
    return (
        said(
            f"Dalarnas 15 kommuner och Region Dalarna har en gemensam strategi, {strategy.name}, som gäller "
            f"från {day_text(strategy.starts.isoformat())} till {day_text(strategy.ends.isoformat())}. Dess "
            f"målbild är {strategy.vision}."
        ),
        said(
            f"Årsberättelsen följer upp strategin för {facts.year} på de tre sätt som den själv anger: "
            "nyckeltal, självskattning och aktiviteter. Därtill kommer lokala planer och den regionala "
            "handlingsplanen."
        ),
    )


def _too_early(facts: AnnualFacts) -> str:
    if str(facts.year) > STRATEGY_YEAR:
        return ""
    return "Året säger ännu inget om omställningen: strategin började gälla 1 juli 2022."


def _known(facts: AnnualFacts) -> tuple[str, ...]:
    """Return how many key figures have a value, and how many one of the year itself."""
    stories = [story for story in facts.stories.values() if story.with_value]
    all_ = len(facts.strategy.indicators)
    if not stories:
        return (f"Inget av strategins {all_} nyckeltal har något värde till och med {facts.year}.",)
    own = sum(story.period == str(facts.year) for story in stories)
    of_year = "inget av dem" if not own else "alla" if own == len(stories) else f"{own} av dem"
    return (
        f"Av strategins {all_} nyckeltal har {len(stories)} värden till och med {facts.year}, och {of_year} "
        f"har ett värde för själva {facts.year}.",
        "För vart och ett visas det senaste året, som alltid skrivs ut: olika år ska inte läsas som samma.",
    )


def _deviating(facts: AnnualFacts, position: Position) -> Prose:
    """Return the most important deviations of a class in a few words."""
    lead = Run(f"{str(position).capitalize()} än mitten. ", strong=True)
    found = facts.deviations(position, _MOST_NAMED)
    if not found:
        return prose(lead, f"Inget av de 16 områdena är {position} än mitten i något nyckeltal.")
    return prose(lead, f"{joined([deviation_text(facts, each) for each in found])}.")


def deviation_text(facts: AnnualFacts, each: Deviation) -> str:
    """Return a deviation in words: whose, of what, how large, of which year, and whether it lasts."""
    own = each.standing
    lasting = "varaktigt" if own.lasting else "enstaka år"
    distance = distance_text(own.indicator, own.difference or 0.0)
    return (
        f"{facts.areas.name(each.area)} i {own.indicator.short_name} ({own.period}: "
        f"{value_text(own.indicator, own.value)}, {distance} från mitten, {lasting})"
    )


def _rated_in_short(facts: AnnualFacts) -> str:
    result = facts.outcome
    if not result.period:
        return f"Ingen självskattning är inlagd till och med {facts.year}."
    return " ".join(impressions.coverage(result, facts.areas)[:1])


def _active_in_short(activities: tuple[Activity, ...], year: int) -> str:
    if not activities:
        return f"Ingen aktivitet är registrerad för {year}."
    registered = "registrerad" if len(activities) == 1 else "registrerade"
    states = states_text(counted_states(activities))
    return f"{count_text(len(activities))} är {registered} för {year}: {states}."


def key_figures(_facts: AnnualFacts) -> Text:
    """Return how the key figures are to be read."""
    return (
        said(
            "Varje värde jämförs med mitten, som är medianen bland Sveriges kommuner där minst 150 har ett "
            "värde, annars bland Dalarnas. Högst en vanlig spridning därifrån är i nivå. Riket står bredvid "
            "som ett tal.",
            "Där bara regioner har värden visas Region Dalarna bland Sveriges regioner. Ett läge är ingen "
            "förklaring: siffrorna säger inte varför det är som det är.",
        ),
    )


def goal_figures(facts: AnnualFacts, goal: Goal) -> Text:
    """Return what a sub-goal's key figures say."""
    shown = facts.shown(goal)
    lead = said(f"Strategins mål till 2030: {goal.aim}")
    if not shown:
        return lead, said(f"Inget av delmålets nyckeltal har något värde till och med {facts.year}.")
    items = [_figure_prose(facts, story) for story in shown]
    return lead, *listed(items)


def _figure_prose(facts: AnnualFacts, story: Story) -> Prose:
    name = heading(story)
    text = " ".join([*county_sentences(story), *_moves(facts, story)])
    return prose(Run(name, strong=True), text.removeprefix(name)) if text.startswith(name) else prose(text)


def _moves(facts: AnnualFacts, story: Story) -> tuple[str, ...]:
    """Return what moves, as seen from the year shown."""
    indicator = story.indicator
    if indicator.rolling_years > 1:
        return ()
    if story.regional:
        standing = next((each for each in facts.region if each.indicator is indicator), None)
        text = trend_text(standing, facts.trends[REGION_DALARNA]) if standing else ""
        return (f"Utvecklingen över tio år, sedd från {story.period}: {text}.",) if text else ()
    ways: dict[str, list[str]] = {}
    for code in facts.areas.dalarna:
        tested = facts.trends[code].get(indicator.id)
        if tested is not None and tested.trend in (Trend.RISING, Trend.FALLING):
            ways.setdefault(reading(tested.trend, indicator.direction), []).append(facts.areas.name(code))
    if not ways:
        return (f"Ingen kommun har en säker förändring över tio år, sett från {story.period}.",)
    parts = [f"{way} i {joined(names)}" for way, names in sorted(ways.items())]
    return (f"Över tio år, sett från {story.period}, {joined(parts)}.",)


def deviations(_facts: AnnualFacts) -> Text:
    """Return what the tables of deviations are."""
    return (
        said(
            "Tabellerna visar var de 15 kommunerna och Region Dalarna avviker mest från mitten, åt båda "
            "håll. Varaktiga avvikelser, med samma läge i minst två av de tre senaste värdena, står först; "
            "därefter de som ligger längst från mitten i förhållande till vad som är vanligt.",
            "Nyckeltal där varken högre eller lägre är bättre är inte med. Små kommuner varierar mycket "
            "mellan år.",
        ),
    )


def since(facts: AnnualFacts) -> Text:
    """Return what can be said of the time since the strategy began."""
    told = [
        indicator.name
        for indicator in facts.strategy.indicators
        if any(each.since_told is Since.TOLD for each in facts.standings(indicator))
    ]
    if not told:
        return (
            said(
                _too_early(facts),
                "Inget nyckeltal har ännu ett värde som helt mäter tiden efter "
                "strategins start och som kan jämföras med åren före den.",
            ),
        )
    names, first = joined(told), facts.strategy.starts.year
    return (
        said(
            f"Ett värde jämförs med det sista för {span(first - BASE_YEARS, first - 1)} först när hela dess "
            f"mätperiod ligger efter strategins start. Det går för {names}.",
            "Att något har ändrats sedan dess säger inte att det är strategin som har ändrat det.",
        ),
    )


def gender(_facts: AnnualFacts) -> Text:
    """Return how women and men are compared."""
    return (
        said(
            "Strategin säger att statistik uppdelad på kön är avgörande. Skillnaden är kvinnornas värde "
            "minus männens samma år, i nyckeltalets enhet och utan värdering."
        ),
    )


def self_assessment(facts: AnnualFacts) -> Text:
    """Return what the units say of their own work."""
    result = facts.outcome
    if not result.period:
        return (said(f"Ingen självskattning är inlagd till och med {facts.year}. {impressions.PURPOSE}"),)
    earlier = ""
    if not result.period.startswith(str(facts.year)):
        earlier = f"Ingen omgång är från {facts.year}: den senaste före det visas."
    return (
        said(impressions.PURPOSE, impressions.WEIGHTS),
        said(earlier, *impressions.coverage(result, facts.areas), impressions.silence(result)),
    )


def goal_scores(facts: AnnualFacts, goal: Goal) -> Text:
    """Return what a sub-goal's self-assessment says."""
    result, story = facts.outcome, facts.ratings[goal.number]
    if not result.period:
        return ()
    return (
        said(
            *county_sentences(story),
            impressions.county_agreement(result, goal.number),
            impressions.county_change(result, goal.number),
        ),
    )


def lenses(facts: AnnualFacts) -> Text:
    """Return where self-assessment and key figures point different ways, as questions."""
    if not facts.outcome.period:
        return ()
    if not facts.questions:
        return (said("Ingenstans pekar självskattningen och nyckeltalen åt tydligt olika håll."),)
    items = [
        prose(
            Run(f"{own.name}, {facts.strategy.goal(question.goal).name}. ", strong=True),
            question_text(question, own.scores[question.goal], facts.trends[own.code]),
        )
        for own, question in facts.questions
    ]
    lead = "Där linserna skiljer sig finns det något att prata om. Det är frågor, inga domar."
    return said(lead), *listed(items)


def activities(facts: AnnualFacts) -> Text:
    """Return what has been done, in numbers."""
    found = facts.activities
    lead = _active_in_short(found, facts.year)
    if not found:
        return (said(lead),)
    whole = sum(each.serves_all for each in found)
    where = len({each.municipality for each in found if not each.serves_all})
    return (
        said(
            lead,
            f"{count_word(whole).capitalize()} gäller hela länet; övriga finns i {where} kommuner."
            if whole
            else f"De finns i {where} {'kommun' if where == 1 else 'kommuner'}.",
            "En aktivitet kan höra till flera delmål.",
            "Aktiviteter och nyckeltal visas samtidigt; det säger inget om orsak.",
        ),
    )


def plans(facts: AnnualFacts) -> Text:
    """Return how many municipalities have a local plan."""
    if not facts.plans:
        return (said("Ingen lokal plan är registrerad."),)
    counts = Counter(each.coverage for each in facts.covered.values())
    counts_of = {each: number(counts[each]) for each in Coverage if counts[each]}
    parts = [f"{n} {'har ' * (each is Coverage.NONE)}{each}" for each, n in counts_of.items()]
    return (said(f"Av Dalarnas {len(facts.covered)} kommuner {joined(parts)}."),)


def priorities(facts: AnnualFacts) -> Text:
    """Return what the regional action plan holds."""
    found = facts.priorities
    if not found:
        return (said(f"Ingen regional handlingsplan för {facts.year} är registrerad."),)
    counted = "en prioritering" if len(found) == 1 else f"{count_word(len(found))} prioriteringar"
    states = states_text(Counter(each.state for each in found))
    return (said(f"Den regionala handlingsplanen för {facts.year} har {counted}: {states}."),)


def analyses(facts: AnnualFacts) -> Text:
    """Return how many analyses there are, and where they stand."""
    if not facts.shown_analyses:
        return (said(f"Ingen analys är skriven för {facts.year}."),)
    n = len(facts.shown_analyses)
    counted = "En analys är skriven" if n == 1 else f"{count_word(n).capitalize()} analyser är skrivna"
    return (said(f"{counted}. De står vid sina nyckeltal; här samlas de som inte har någon figur."),)


def sources(_facts: AnnualFacts) -> Text:
    """Return where the figures come from."""
    return (
        said(
            "Nyckeltalen kommer från Kolada, som är fri att använda och drivs av RKA. Självskattningen och "
            "aktiviteterna är verksamheternas egna uppgifter. Nedan står vilka värden berättelsen bygger på "
            "och hur allt har räknats."
        ),
    )


def missing(facts: AnnualFacts) -> Text:
    """Return what has no value, and why."""
    items = []
    for indicator in facts.strategy.indicators:
        why = absence(indicator, facts.observations, facts.areas)
        if why is not None:
            items.append(prose(Run(f"{indicator.name} ", strong=True), f"(delmål {indicator.goal}): {why}."))
    if not facts.outcome.period:
        items.append(prose(Run("Självskattning ", strong=True), f"saknas till och med {facts.year}."))
    if not facts.activities:
        items.append(prose(Run("Aktiviteter ", strong=True), f"saknas för {facts.year}."))
    lead = "Saknat värde är inte noll. Det som saknas har ändå sin plats i strategin:"
    return (said(lead), *listed(items)) if items else (said("Alla delar har något värde."),)


_WHOLE: dict[str, Callable[[AnnualFacts], Text]] = {
    sections.SUMMARY.id: summary,
    sections.INTRODUCTION.id: introduction,
    sections.KEY_FIGURES.id: key_figures,
    sections.DEVIATIONS.id: deviations,
    sections.SINCE.id: since,
    sections.GENDER.id: gender,
    sections.SELF_ASSESSMENT.id: self_assessment,
    sections.LENSES.id: lenses,
    sections.ACTIVITIES.id: activities,
    sections.LOCAL_PLANS.id: plans,
    sections.REGIONAL_PLAN.id: priorities,
    sections.ANALYSES.id: analyses,
    sections.MISSING.id: missing,
    sections.METHOD.id: sources,
}


def draft(section: Section, facts: AnnualFacts) -> Text:
    """Return a section's drafted text. Raises KeyError for a section that has none."""
    if section.goal is None:
        return _WHOLE[section.id](facts)
    goal = facts.strategy.goal(section.goal)
    return goal_figures(facts, goal) if section.part is Part.FIGURES else goal_scores(facts, goal)
