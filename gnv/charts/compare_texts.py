"""The words around the page *Jämför* as HTML: headings, and what to do where something is left to do."""

from __future__ import annotations

from gnv.charts.markup import Node, html_text, node
from gnv.charts.theme import FILLS, MISSING_FILL, TEXTS, level_fill
from gnv.compare import Position, position_symbol
from gnv.sentences import STRATEGY_YEAR
from gnv.sheet import Sheet
from gnv.view import MOST_AREAS
from gnv.words import ASSESSED_SOURCE, MISSING, OWN_WORK, SOURCE, count_word

AREAS_LABEL = f"Områden, två till {count_word(MOST_AREAS)}"
_KEYS = (
    ((Position.BETTER,), "bättre än mitten"),
    ((Position.LEVEL,), "i nivå med mitten"),
    ((Position.WORSE,), "sämre än mitten"),
    ((Position.HIGHER, Position.LOWER), "högre eller lägre där inget är bättre"),
)


def title() -> str:
    """Return the page's heading."""
    root = node(None, "div", class_="gnv-rubrik")
    node(root, "h1", "Hela länet på ett blad")
    said = "Nyckeltal per delmål och kommun. Varje rad har sitt eget senaste år, om inget år är valt."
    node(root, "p", said, class_="not")
    return html_text(root)


def regions_heading() -> str:
    """Return the heading of the key figures that only regions have."""
    return _heading("Dalarna bland regionerna", "Nyckeltal som bara finns för regioner.")


def sides_heading() -> str:
    """Return the heading of the areas side by side."""
    said = "Vilka kommuner och regioner som helst, och riket. Linjerna i en rad har samma skala."
    return _heading("Sida vid sida", said)


def _heading(name: str, said: str) -> str:
    root = node(None, "div", class_="gnv-rubrik")
    node(root, "h2", name)
    node(root, "p", said, class_="not")
    return html_text(root)


def invitation() -> str:
    """Return what to do where no area has been chosen."""
    root = node(None, "div", class_="gnv-saknas")
    node(root, "p", "Välj områden att ställa bredvid varandra.", class_="huvud")
    node(root, "p", "Skriv början på ett namn i listan, eller ta ett av förslagen bredvid den.")
    return html_text(root)


def one_alone(name: str) -> str:
    """Return that one area alone cannot be compared."""
    return html_text(node(None, "p", f"{name} står ensam. Välj minst ett område till.", class_="gnv-ensam"))


def too_many() -> str:
    """Return that not all the areas that were asked for can be shown."""
    most = count_word(MOST_AREAS)
    said = (
        f"Högst {most} områden kan stå sida vid sida: här är de {most} första. "
        "Ta bort ett för att lägga till ett annat."
    )
    return html_text(node(None, "p", said, class_="gnv-ensam"))


def sides_awaited() -> str:
    """Return what stands in place of the areas' table while their trends are found."""
    return html_text(node(None, "p", "Ritar linjerna och räknar på vad som rör sig …", class_="not"))


def more_to_fetch(sheet: Sheet) -> str:
    """Return what fetching figures from Kolada would add, with the way there; empty where nothing would."""
    if not any(story.reference == "Dalarnas" for story in sheet.rows):
        return ""
    root = node(None, "p", class_="gnv-hamta")
    root.text = (
        "Här finns bara Dalarnas kommuner, regionerna och riket. Hämtas värden från Kolada jämförs varje "
        "kommun med hela landets, och alla Sveriges kommuner kan ställas sida vid sida. "
    )
    node(root, "a", "Hämta på sidan Om", href="om", target="_self")
    return html_text(root)


def legend(panel: Node, *, assessed: bool) -> None:
    """Add what the colours and the symbols mean.

    Args:
        assessed: whether there are self-assessments, whose hue says how high.
    """
    keys = node(panel, "ul", class_="gnv-nycklar")
    for positions, said in _KEYS:
        key = node(keys, "li")
        signs = "".join(position_symbol(position) for position in positions)
        _swatch(key, signs, FILLS[positions[0]], TEXTS[positions[0]])
        key[-1].tail = said
    _swatch(key := node(keys, "li"), MISSING, MISSING_FILL, TEXTS[Position.NONE])
    key[-1].tail = "värde saknas, inte noll"
    if assessed:
        key = node(keys, "li")
        hues = f"linear-gradient(to right,{level_fill(0)},{level_fill(1)})"
        node(key, "span", class_="skala", aria_hidden="true", style=f"background:{hues}")
        key[-1].tail = "självskattning, mörkare är högre poäng"


def _swatch(parent: Node, signs: str, fill: str, colour: str) -> None:
    node(parent, "span", signs, aria_hidden="true", style=f"background:{fill};color:{colour}")


def sheet_note(sheet: Sheet) -> str:
    """Return how the sheet is read, and what it cannot say."""
    said = []
    references = {story.reference for story in sheet.rows if story.reference}
    if references:
        compared = {
            "Sveriges": "Sveriges kommuner; n är hur många som har ett värde",
            "Dalarnas": "Dalarnas 15, eftersom det här inte finns värden för övriga landet",
        }
        whom = "; ".join(compared[reference] for reference in sorted(references, reverse=True))
        said.append(f"Läge anges mot mitten (medianen) av {whom}.")
    known = [story for story in sheet.rows if story.with_value]
    early = [story for story in known if story.period <= STRATEGY_YEAR]
    if early:
        which = "Inget av värdena" if len(early) == len(known) else f"Värden till och med {STRATEGY_YEAR}"
        verb = "säger ännu något" if len(early) == len(known) else "säger ännu inget"
        said.append(f"{which} {verb} om omställningen: strategin började gälla 1 juli 2022.")
    if any(group.assessed for group in sheet.groups):
        said.append("Självskattningens lila visar hur hög poängen är, inte om den är bra.")
    said.append(f"{SOURCE} (värden, riket). {OWN_WORK} (läge, mitten).")
    if any(group.assessed for group in sheet.groups):
        said.append(f"{ASSESSED_SOURCE}.")
    return " ".join(said)
