"""The drafts of what the key figures say: where the areas stand, what deviates and what moves."""

from __future__ import annotations

from gnv.annual.facts import AnnualFacts
from gnv.annual.prose import Text
from gnv.annual.tables import ways
from gnv.areas import REGION_DALARNA
from gnv.compare import Since, Trend, reading
from gnv.compare.since import BASE_YEARS
from gnv.report.document import Bullets, Paragraph, Prose, Run, prose
from gnv.sentences import STRATEGY_YEAR, county_sentences, heading
from gnv.standing_words import trend_text
from gnv.story import Story
from gnv.strategy import Goal
from gnv.words import joined, span


def said(*sentences: str) -> Paragraph:
    """Return a paragraph of sentences; empty ones are left out."""
    return Paragraph(prose(" ".join(each for each in sentences if each)))


def listed(items: list[Prose]) -> Text:
    """Return a list, or nothing where it would be empty."""
    return (Bullets(tuple(items)),) if items else ()


def too_early(facts: AnnualFacts) -> str:
    """Return that a year says nothing of the strategy yet; empty where it may."""
    if str(facts.year) > STRATEGY_YEAR:
        return ""
    return "Året säger ännu inget om omställningen: strategin började gälla 1 juli 2022."


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
        return _periods_apart(facts, story)
    if story.regional:
        standing = next((each for each in facts.region if each.indicator is indicator), None)
        text = trend_text(standing, facts.trends[REGION_DALARNA]) if standing else ""
        return (f"Utvecklingen över tio år, sedd från {story.period}: {text}.",) if text else ()
    moved: dict[Trend, list[str]] = {}
    for code in facts.areas.dalarna:
        tested = facts.trends[code].get(indicator.id)
        if tested is not None:
            moved.setdefault(tested.trend, []).append(facts.areas.name(code))
    parts = [
        f"{reading(way, indicator.direction)} i {joined(moved[way])}"
        for way in (Trend.RISING, Trend.FALLING)
        if way in moved
    ]
    if parts:
        return (f"Utvecklingen över tio år, sedd från {story.period}: {'; '.join(parts)}.",)
    if Trend.UNSURE in moved:
        return (f"Ingen kommun har en säker förändring över tio år, sett från {story.period}.",)
    return (f"Kommunerna har för få mätpunkter för att pröva utvecklingen, sett från {story.period}.",)


def _periods_apart(facts: AnnualFacts, story: Story) -> tuple[str, ...]:
    """Return how many municipalities lie higher than in a rolling mean's period before, both named."""
    years, last = story.indicator.rolling_years, int(story.period)
    found = [each.rolling_change for each in facts.standings(story.indicator) if not each.regional]
    known = [each for each in found if each is not None]
    if not known:
        return ()
    periods = f"{span(last - years + 1, last)} mot {span(last - 2 * years + 1, last - years)}"
    return (f"{periods}: {ways(story.indicator, known)} av {len(known)} kommuner.",)


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
                too_early(facts),
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
