"""The words of a view as HTML: its heading, the sentences that sum it up, or why it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from gnv.areas import REGION_DALARNA, Areas
from gnv.charts.markup import Node, html_text, node
from gnv.kolada.provenance import Provenance
from gnv.observations import Status
from gnv.sentences import area_sentences, county_sentences, notes, region_sentence, successor_sentence
from gnv.story import Story
from gnv.strategy import Goal, Indicator
from gnv.times import day_text


def title(indicator: Indicator, goal: Goal) -> str:
    """Return the heading of a measure as HTML: plain name, what is measured, the strategy's name."""
    root = node(None, "div", class_="gnv-rubrik")
    node(root, "h1", indicator.name)
    said = f"{indicator.measures} Delmål {goal.number}, {goal.name}."
    if indicator.self_assessed:
        node(root, "p", said, class_="not")
        return html_text(root)
    below = node(root, "p", f"{said} Strategins namn: ", class_="not")
    node(below, "em", indicator.official_name).tail = "."
    return html_text(root)


def summary(story: Story, chosen: str, areas: Areas) -> str:
    """Return the summary of a story, with the chosen area's sentences where one is chosen."""
    root = node(None, "div", class_="gnv-sammanfattning")
    lead, *rest = county_sentences(story)
    node(root, "p", lead, class_="huvud")
    for sentence in rest:
        node(root, "p", sentence)
    own = _own_sentences(story, chosen, areas)
    if own:
        node(root, "p", " ".join(own), class_="vald")
    _list(root, notes(story))
    return html_text(root)


def _own_sentences(story: Story, chosen: str, areas: Areas) -> tuple[str, ...]:
    if not chosen:
        return ()
    if story.regional:
        if chosen == REGION_DALARNA:
            return area_sentences(story, chosen)[1:]
        return (f"{areas.name(chosen)} hör till Region Dalarna. Det här måttet finns bara för regioner.",)
    if chosen == REGION_DALARNA:
        return (region_sentence(story),)
    return area_sentences(story, chosen)


def _list(root: Node, sentences: Sequence[str]) -> None:
    if sentences:
        items = node(root, "ul")
        for sentence in sentences:
            node(items, "li", sentence)


def absence_text(indicator: Indicator, why: Status, provenance: Provenance) -> str:
    """Return, as HTML, why a key figure has no values and what would give it some."""
    root = node(None, "div", class_="gnv-saknas", role="status")
    lead, remedy = _ABSENT[why]
    asked = provenance.empty.get(indicator.id)
    node(root, "p", lead, class_="huvud")
    if asked:
        node(root, "p", f"Kolada tillfrågades {day_text(asked)}.")
    hope = [] if why is Status.NOT_IN_KOLADA and indicator.last_year else [remedy]  # none will come
    for sentence in (*hope, *_after_its_end(indicator, provenance), *indicator.cautions):
        node(root, "p", sentence)
    if why is Status.NOT_ANSWERED:
        node(node(root, "p"), "a", "Gå till Ladda upp", href="ladda-upp", target="_self")
        node(node(root, "p"), "a", "Visa exempel", href="sjalvskattning?exempel=1", target="_self")
    return html_text(root)


def _after_its_end(indicator: Indicator, provenance: Provenance) -> list[str]:
    if not indicator.last_year:
        return []
    said = [f"Det publicerades till och med {indicator.last_year}."]
    successor = provenance.kpis.get(indicator.successor)
    return [*said, successor_sentence(indicator, successor)] if successor else said


_ABSENT = {
    Status.IN_DEVELOPMENT: (
        "Under utveckling: det finns inget värde ännu.",
        "Strategin har med måttet, men det mäts inte nationellt än. Det får sin karta när Kolada "
        "börjar publicera det.",
    ),
    Status.ENDED: (
        "Utgånget: nyckeltalet publiceras inte längre, och tidigare värden är inte hämtade.",
        "Tidigare värden kommer med när någon hämtar nya värden från Kolada.",
    ),
    Status.NOT_IN_KOLADA: (
        "Saknas i Kolada: nyckeltalet finns där, men utan värden.",
        "Det får sin karta när Kolada har värden och de hämtas.",
    ),
    Status.NOT_ANSWERED: (
        "Ingen självskattning har lagts in för delmålet.",
        "Verksamheternas svar läggs in på sidan Ladda upp, från ett kalkylblad. De får sin karta direkt.",
    ),
    Status.NOT_FETCHED: (
        "Inte hämtat än: nyckeltalet finns inte bland de värden som följer med.",
        "Värdena kommer med när någon hämtar nya värden från Kolada.",
    ),
}
