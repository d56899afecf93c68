"""A view: every choice a person has made, as it stands in the address.

A `View` is parsed from query parameters, where anything can stand. What is unknown falls back
quietly; what is known is kept in codes, so that every view is a link.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from gnv.areas import COUNTRY, REGION_DALARNA, Areas
from gnv.strategy import SELF_ASSESSMENT, Direction, Goal, Indicator, Strategy

COMPARATORS = ("mitten", "riket", "dalarna", "region", "grannar", "liknande")
GENDERS = ("T", "K", "M")
POSITION, LEVEL = "lage", "niva"
SMALL_MULTIPLES, ONE_CHART = "sma", "ett"
MOST_AREAS = 6
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_ROUND = re.compile(r"20[0-9]{2}(-[12])?")


@dataclass(frozen=True)
class View:
    """The choices of a page. Their names are those of the query parameters.

    Attributes:
        delmal: number of the sub-goal.
        matt: the measure's id; a sub-goal's self-assessment stands in the address as ``sjalvskattning``.
        ar: the year, empty for the measure's default.
        omg: the self-assessment's round, empty for its default.
        kommun: code of the chosen area, empty for none.
        jfr: a comparator or an area's code.
        kon: T, K or M.
        visning: ``lage``, ``niva``, or empty for the measure's default.
        mote: whether the page is shown large, for a meeting.
        exempel: whether the self-assessment is shown with example data.
        omraden: codes of the areas that are put side by side; the first `MOST_AREAS` are shown.
        ordning: what a sheet is sorted by: a key figure's id or an area's code; empty for its own order.
        handlingsplan: the year of the regional action plan, empty for this year.
        diagram: ``sma`` for small multiples, ``ett`` for one chart; empty for the page's default.
    """

    delmal: int
    matt: str
    ar: str = ""
    omg: str = ""
    kommun: str = ""
    jfr: str = "mitten"
    kon: str = "T"
    visning: str = ""
    mote: bool = False
    exempel: bool = False
    omraden: tuple[str, ...] = ()
    ordning: str = ""
    handlingsplan: str = ""
    diagram: str = ""

    def change(self, **choices: Any) -> View:
        """Return the view with some choices made anew."""
        return dataclasses.replace(self, **choices)


def first_measure(goal: Goal, mapped: frozenset[str]) -> str:
    """Return the measure a sub-goal opens with: the first in its list that can be shown.

    Args:
        mapped: the measures that have values.
    """
    choices = [*goal.first, *(measure.id for measure in goal.measures)]
    shown = [measure for measure in choices if measure in mapped]
    figures = [measure for measure in choices if measure != goal.self_assessment.id]
    return (shown or figures)[0]


def parse_view(query: Mapping[str, str], strategy: Strategy, areas: Areas, mapped: frozenset[str]) -> View:
    """Return the view that query parameters ask for.

    A known key figure decides the sub-goal. Every value that is not known is passed over.

    Args:
        query: the address's parameters, one text each.
        mapped: the measures that have values.
    """
    goals = {str(goal.number): goal for goal in strategy.goals}
    measure = query.get("matt", "")
    owner = {indicator.id: indicator.goal for indicator in strategy.indicators}
    goal = goals.get(query.get("delmal", ""), strategy.goals[0])
    if measure in owner:
        goal = strategy.goal(owner[measure])
    elif measure == SELF_ASSESSMENT:
        measure = goal.self_assessment.id
    else:
        measure = first_measure(goal, mapped)
    return View(
        delmal=goal.number,
        matt=measure,
        ar=_matching(query.get("ar", ""), _YEAR),
        omg=_matching(query.get("omg", ""), _ROUND),
        kommun=_among(query.get("kommun", ""), (*areas.dalarna, REGION_DALARNA)),
        jfr=_among(query.get("jfr", ""), (*COMPARATORS, *areas.municipalities, *areas.regions), "mitten"),
        kon=_among(query.get("kon", ""), GENDERS, "T"),
        visning=_among(query.get("visning", ""), (POSITION, LEVEL)),
        mote=query.get("mote", "") == "1",
        exempel=query.get("exempel", "") == "1",
        omraden=_known_areas(query.get("omraden", ""), areas),
        ordning=_among(query.get("ordning", ""), (*owner, *areas.by_code)),
        handlingsplan=_matching(query.get("handlingsplan", ""), _YEAR),
        diagram=_among(query.get("diagram", ""), (SMALL_MULTIPLES, ONE_CHART)),
    )


def _known_areas(listed: str, areas: Areas) -> tuple[str, ...]:
    """Return the known areas of a list with commas, each once."""
    return tuple(dict.fromkeys(code for code in listed.split(",") if code in areas.by_code))


def _matching(value: str, pattern: re.Pattern[str]) -> str:
    return value if pattern.fullmatch(value) else ""


def _among(value: str, known: tuple[str, ...], default: str = "") -> str:
    return value if value in known else default


def short_query(view: View, strategy: Strategy, mapped: frozenset[str]) -> dict[str, str]:
    """Return the parameters that differ from what the address means without them."""
    goal = strategy.goal(view.delmal)
    said = full_query(view)
    if view.matt == first_measure(goal, mapped):
        del said["matt"]
        if goal == strategy.goals[0]:
            del said["delmal"]
    defaults = {"jfr": "mitten", "kon": "T"}
    return {name: value for name, value in said.items() if value != defaults.get(name)}


def full_query(view: View) -> dict[str, str]:
    """Return every choice that has been made, defaults too; choices left open are left out."""
    chosen = {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    said = {name: _written(choice) for name, choice in chosen.items() if choice}
    if view.matt.startswith(SELF_ASSESSMENT):
        said["matt"] = SELF_ASSESSMENT  # the sub-goal says which
    return said


def _written(choice: Any) -> str:
    if isinstance(choice, tuple):
        return ",".join(choice)
    return "1" if choice is True else str(choice)


def link(page: str, **choices: str) -> str:
    """Return the address of a page with choices, as it is written in a link; empty choices are left out.

    Args:
        page: the page's path, empty for the map.
        choices: query parameters, in codes.
    """
    said = urlencode({name: choice for name, choice in choices.items() if choice}, safe=",")
    return f"{page or '.'}?{said}" if said else page or "."


def period_of(view: View) -> str:
    """Return the period that is asked for: a year, or the round of a self-assessment."""
    return view.omg if view.matt.startswith(SELF_ASSESSMENT) else view.ar


def visning_of(view: View, indicator: Indicator) -> str:
    """Return how the map is shown: *läge* by default where there is a direction, else *nivå*."""
    if indicator.direction is Direction.NONE:
        return LEVEL
    return view.visning or POSITION


def compared_code(view: View) -> str | None:
    """Return the area that the view compares with, where it names one."""
    if view.jfr == "riket":
        return COUNTRY
    return None if view.jfr in COMPARATORS else view.jfr


def stepped(options: tuple[Any, ...], current: Any, step: int) -> Any:
    """Return the option so many steps away, around the ends; the first or last from nowhere."""
    if current not in options:
        return options[0] if step > 0 else options[-1]
    return options[(options.index(current) + step) % len(options)]
