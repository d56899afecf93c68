"""From a cell of a file with activities to what it says.

What cannot be read raises ValueError with a Swedish sentence about the cell, as in `gnv.tabular.values`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from gnv.activities.form import State
from gnv.intake.choices import Principal, goal_in, principal_in
from gnv.intake.texts import numeral, word
from gnv.strategy import Strategy
from gnv.tabular.cells import Cell
from gnv.tabular.columns import normal
from gnv.tabular.values import quoted, text

LONGEST_TITLE = 150
LONGEST_LINE = 200  # target group, responsible function, plan
LONGEST_TEXT = 2000
LONGEST_ID = 200

_LONGEST_LIST = 500
_ID = re.compile("[a-z0-9]+(?:[- ][a-z0-9]+)*")  # a space where a title has been blanked
_SEPARATOR = re.compile(r"\s*(?:[,;/&+|\n]|(?<=[0-9])\.(?=[0-9])|\b(?:och|samt)\b)\s*", re.IGNORECASE)
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ALL_GOALS = ("alla", "alladelmal", "samtliga", "samtligadelmal")
_BOTH = ("bada", "badahuvudmannen", "gemensam", "gemensamt")
_STATES = {
    State.PLANNED: ("planerad", "planerat", "planeras", "ejpaborjad", "planned"),
    State.ONGOING: ("pagar", "pagaende", "paborjad", "paborjat", "igang", "ongoing"),
    State.DONE: (
        "klar",
        "klart",
        "avslutad",
        "avslutat",
        "genomford",
        "genomfort",
        "slutford",
        "fardig",
        "done",
    ),
    State.STOPPED: ("avbruten", "avbrutet", "installd", "installt", "stoppad", "nedlagd", "stopped"),
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words}

_NAMED = re.compile(r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?,?")
# What stands in the names of functions and places, so that they are not taken for people's.
_FUNCTIONS = re.compile(
    r"\b(?:rss|hem|när|län|unga|barn|norra|södra|västra|östra|nedre|övre)|(?:råd|rådet)\b|chef|ledar|ansvarig|"
    r"samordn|strateg|utveckl|utred|handlägg|direktör|koordinator|sekreter|nämnd|styrel|styrgrupp|förvalt|enhet|"
    r"avdel|grupp|team|nätverk|förening|kommun|region|dalarna|vård|omsorg|hälso|hälsa|sjuk|skötersk|läkar|"
    r"terapeut|pedagog|kurator|konsult|specialist|tjänst|social|skol|elev|familj|stöd|mottagning|central|klinik|"
    r"rehab|äldre|boende|kansli|projekt|process|verksamhet|primär|folk|medicinsk|kvalitet|digital",
    re.IGNORECASE,
)


def id_in(cell: Cell) -> str:
    """Return the id that a row has, "" where it has none. Raises ValueError where it cannot be one."""
    said = numeral(word(cell, LONGEST_ID)).casefold()
    if said and not _ID.fullmatch(said) and said != normal(said):
        raise ValueError(f"{quoted(cell)} kan inte vara ett id.")
    return said


def title_in(cell: Cell) -> str:
    """Return a title, on one line. Raises ValueError where it has neither letters nor digits."""
    said = word(cell, LONGEST_TITLE)
    if said and not normal(said):
        raise ValueError(f"{quoted(said)} har varken bokstäver eller siffror.")
    return said


def goals_in(cell: Cell, strategy: Strategy) -> tuple[int, ...]:
    """Return the numbers of the sub-goals that a cell names, each by number or name, in their order."""
    said = word(cell, _LONGEST_LIST)
    if _DATE.match(said):
        raise ValueError(f"{quoted(cell)} är ett datum: kalkylprogrammet har troligen gjort om det.")
    if normal(said) in _ALL_GOALS:
        return tuple(goal.number for goal in strategy.goals)
    try:
        found = [goal_in(said, strategy)]
    except ValueError:
        found = [goal_in(part, strategy) for part in _parts(cell)]
    return tuple(sorted({goal.number for goal in found if goal}))


def principals_in(cell: Cell) -> tuple[Principal, ...]:
    """Return who does it: kommun, region or both, in that order; none where the cell is empty."""
    if normal(word(cell, _LONGEST_LIST)) in _BOTH:
        return tuple(Principal)
    found = {principal_in(part) for part in _parts(cell)}
    return tuple(principal for principal in Principal if principal in found)


def _parts(cell: Cell) -> Iterator[str]:
    """Yield what a cell with several things says, one by one."""
    return (part for part in _SEPARATOR.split(text(cell, _LONGEST_LIST)) if part)


def state_in(cell: Cell) -> State | None:
    """Return how far an activity has come; none where the cell is empty."""
    said = normal(word(cell, LONGEST_LINE))
    if said and said not in _STATE_OF:
        raise ValueError(f"{quoted(cell)} är inget läge.")
    return _STATE_OF[said] if said else None


def line_in(cell: Cell) -> str:
    """Return a short text, on one line."""
    return " ".join(text(cell, LONGEST_LINE).split())


def text_in(cell: Cell) -> str:
    """Return a text with its lines."""
    return text(cell, LONGEST_TEXT)


def seems_a_person(said: str) -> bool:
    """Return whether what ought to be a function looks like a person's name.

    A name is two words with capitals, side by side, of which none is known from functions and places.
    """
    named = [bool(_NAMED.fullmatch(each)) and not _FUNCTIONS.search(each) for each in said.split()]
    return any(both == (True, True) for both in itertools.pairwise(named))
