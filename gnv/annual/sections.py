"""The sections of the annual report, in its order: the strategy's three parts and what belongs beside them.

A section has one text, drafted from the facts (`gnv.annual.draft`) until a person has edited it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gnv.strategy import Goal, Strategy


class Part(StrEnum):
    """What a section belongs to."""

    OPENING = "Inledning"
    FIGURES = "Nyckeltal"
    ASSESSMENT = "Självskattning"
    ACTIVITIES = "Aktiviteter och planer"
    ANALYSES = "Analyser"
    METHOD = "Metod"


@dataclass(frozen=True)
class Section:
    """A section.

    Attributes:
        id: what its texts are known by; never changed.
        title: its heading.
        part: where it stands.
        goal: number of the sub-goal that it is about; none where it is about all.
    """

    id: str
    title: str
    part: Part
    goal: int | None = None


SUMMARY = Section("sammanfattning", "Sammanfattning", Part.OPENING)
INTRODUCTION = Section("inledning", "Om årsberättelsen", Part.OPENING)
KEY_FIGURES = Section("nyckeltal", "Så läses nyckeltalen", Part.FIGURES)
DEVIATIONS = Section("avvikelser", "De viktigaste avvikelserna", Part.FIGURES)
SINCE = Section("sedan-start", "Sedan strategin började", Part.FIGURES)
GENDER = Section("kvinnor-och-man", "Kvinnor och män", Part.FIGURES)
SELF_ASSESSMENT = Section("sjalvskattning", "Verksamheternas självskattning", Part.ASSESSMENT)
LENSES = Section("linser", "Där självskattning och nyckeltal skiljer sig", Part.ASSESSMENT)
ACTIVITIES = Section("aktiviteter", "Aktiviteter", Part.ACTIVITIES)
LOCAL_PLANS = Section("lokala-planer", "Lokala planer", Part.ACTIVITIES)
REGIONAL_PLAN = Section("handlingsplan", "Regional handlingsplan", Part.ACTIVITIES)
ANALYSES = Section("analyser", "Analyser", Part.ANALYSES)
MISSING = Section("saknas", "Vad som saknas, och varför", Part.METHOD)
METHOD = Section("metod", "Metod och källor", Part.METHOD)


def figures_of(goal: Goal) -> Section:
    """Return the section on a sub-goal's key figures."""
    return Section(f"nyckeltal-{goal.number}", f"{goal.number}. {goal.name}", Part.FIGURES, goal.number)


def scores_of(goal: Goal) -> Section:
    """Return the section on a sub-goal's self-assessment."""
    title = f"{goal.number}. {goal.name}, självskattning"
    return Section(f"sjalvskattning-{goal.number}", title, Part.ASSESSMENT, goal.number)


def sections(strategy: Strategy) -> tuple[Section, ...]:
    """Return all sections, in the report's order."""
    return (
        SUMMARY,
        INTRODUCTION,
        KEY_FIGURES,
        *(figures_of(goal) for goal in strategy.goals),
        DEVIATIONS,
        SINCE,
        GENDER,
        SELF_ASSESSMENT,
        *(scores_of(goal) for goal in strategy.goals),
        LENSES,
        ACTIVITIES,
        LOCAL_PLANS,
        REGIONAL_PLAN,
        ANALYSES,
        MISSING,
        METHOD,
    )
