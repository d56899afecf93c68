"""An analysis: what is behind a figure, what follows from it, and what is done next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gnv.areas import REGION_DALARNA
from gnv.intake.prose import prose, prose_concerns
from gnv.ledger.topic import Topic
from gnv.problems import Problem, ProblemError
from gnv.strategy import Strategy

COUNTY = "dalarna"
LONGEST = 1_500  # characters of each text
TEXTS = {"cause": "Orsak", "conclusion": "Slutsats", "next_step": "Nästa steg"}
_WHOLE_COUNTY = "länet"


@dataclass(frozen=True)
class Analysis:
    """What is said of a key figure or a sub-goal in one area and year.

    Attributes:
        about: Kolada's id, or the sub-goal's self-assessment's (*sjalvskattning-1*) for the sub-goal.
        name: what people call that.
        area: code of a municipality, 0020 for Region Dalarna, or `COUNTY` for the whole county (which
            is stored as 0020 too, and told apart by who is responsible).
        year: four digits: the year that the figure is of.
        cause, conclusion, next_step: each may be empty.
    """

    about: str
    name: str
    area: str
    year: str
    cause: str = ""
    conclusion: str = ""
    next_step: str = ""

    @property
    def unit(self) -> Topic:
        """What it is about."""
        code, principal = (REGION_DALARNA, _WHOLE_COUNTY) if self.area == COUNTY else (self.area, "")
        return Topic(self.year, code, self.about, self.name, principal)

    @property
    def texts(self) -> dict[str, str]:
        """What is said, by what each text is called; those that say nothing are left out."""
        return {name: said for key, name in TEXTS.items() if (said := getattr(self, key))}

    def says_the_same_as(self, other: Analysis) -> bool:
        """Return whether two analyses of the same say the same."""
        return self.texts == other.texts

    def fields(self) -> dict[str, str]:
        """Return what is stored besides what it is about."""
        return {key: getattr(self, key) for key in TEXTS}

    def concerns(self) -> Iterator[str]:
        """Yield what a person ought to look at before it is published."""
        return prose_concerns(self.texts)


def from_fields(topic: Topic, said: Mapping[str, str]) -> Analysis:
    """Return an analysis from what is stored of it. Raises KeyError where that is none."""
    area = COUNTY if topic.principal == _WHOLE_COUNTY else topic.municipality
    texts = {key: said[key] for key in TEXTS}
    return Analysis(topic.id, topic.name, area, topic.round, **texts)


def written(about: str, name: str, area: str, year: str, said: Mapping[str, str]) -> Analysis:
    """Return what a person has written as an analysis.

    Raises:
        ProblemError: where a text is too long, or nothing is said.
    """
    texts = {key: prose(said.get(key, ""), LONGEST, called) for key, called in TEXTS.items()}
    if not any(texts.values()):
        remedy = "Skriv något, eller dra tillbaka analysen om den inte ska gälla."
        raise ProblemError(Problem("Analysen är tom. Inget är sparat.", remedy))
    return Analysis(about, name, area, year, **texts)


def changed_by(area: str) -> str:
    """Return the code that a person must be allowed to change to write of an area."""
    return REGION_DALARNA if area == COUNTY else area


def topics(strategy: Strategy) -> dict[str, str]:
    """Return all that can be analysed, id to name, each sub-goal before its key figures."""
    named: dict[str, str] = {}
    for goal in strategy.goals:
        named[goal.self_assessment.id] = f"Delmål {goal.number}: {goal.name}"
        named |= {indicator.id: indicator.name for indicator in goal.indicators}
    return named
