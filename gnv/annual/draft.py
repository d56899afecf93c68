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
from gnv.annual import draft_figures, sections
from gnv.annual.draft_figures import listed, said, too_early
from gnv.annual.facts import AnnualFacts, Deviation
from gnv.annual.prose import Text
from gnv.annual.sections import Part, Section
from gnv.compare import Position
from gnv.frozen.report import outside
from gnv.observations import absence
from gnv.portrait import question_text
from gnv.report.document import Prose, Run, prose
from gnv.sentences import county_sentences, gap_words
from gnv.strategy import Goal
from gnv.times import day_text
from gnv.underway import count_text, states_text
from gnv.words import (
    count_word,
    joined,
    number,
    value_text,
)

_MOST_NAMED = 3


def summary(facts: AnnualFacts) -> Text:
    """Return the year at a glance."""
    return (
        said(too_early(facts) or outside(facts.year, facts.strategy, facts.day), *_known(facts)),
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
            f"nyckeltal, självskattning och aktiviteter. Nyckeltalen är de {len(strategy.indicators)} i "
            f"strategins version {strategy.version}. Därtill kommer lokala planer och den regionala "
            "handlingsplanen."
        ),
    )


def _known(facts: AnnualFacts) -> tuple[str, ...]:
    """Return how many key figures have a value, and how many one of the year itself."""
    stories = [story for story in facts.stories.values() if story.with_value]
    all_ = len(facts.strategy.indicators)
    if not stories:
        return (f"Inget av strategins {all_} nyckeltal har något värde till och med {facts.year}.",)
    own = sum(story.period == str(facts.year) for story in stories)
    of_year = "inget av dem" if not own else "alla" if own == len(stories) else f"{own} av dem"
    return (
        f"{len(stories)} av strategins {all_} nyckeltal har något värde till och med {facts.year}, {of_year} "
        f"för själva {facts.year}.",
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
    distance = gap_words(own.indicator, own.difference or 0.0)
    return (
        f"{facts.areas.name(each.area)} i {own.indicator.short_name} ({own.period}: "
        f"{value_text(own.indicator, own.value)}, {distance} mitten, {lasting})"
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
    sections.KEY_FIGURES.id: draft_figures.key_figures,
    sections.DEVIATIONS.id: draft_figures.deviations,
    sections.SINCE.id: draft_figures.since,
    sections.GENDER.id: draft_figures.gender,
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
    return (
        draft_figures.goal_figures(facts, goal) if section.part is Part.FIGURES else goal_scores(facts, goal)
    )
