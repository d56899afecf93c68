"""The self-assessment's form: what a unit answers in a round.

A form is a unit's whole answer in a round and replaces the one before it, whichever shape the file had that
it came in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gnv.intake.choices import Principal
from gnv.intake.texts import folded
from gnv.ledger.kind import Key


@dataclass(frozen=True)
class Unit:
    """Who answers, and in which round.

    Attributes:
        round: ``2025``, or ``2025-1`` and ``2025-2`` where there are two in a year.
        municipality: four digits; 0020 for a unit that serves the whole county.
        principal: who is responsible for it.
        name: as the file writes it.
    """

    round: str
    municipality: str
    principal: Principal
    name: str

    @property
    def key(self) -> Key:
        """What makes a form replace another: the unit, its name without regard to case and spaces."""
        return (self.round, self.municipality, str(self.principal), folded(self.name))

    @property
    def label(self) -> str:
        """How a sentence names it."""
        return f"{self.name} ({self.round})"


@dataclass(frozen=True)
class Answer:
    """What a unit says of one statement.

    Attributes:
        goal: number of the sub-goal.
        statement: the statement's words; empty where the goal is rated as a whole.
        score: on the strategy's scale; none where it was not answered.
        respondents: how many people stand behind the score; none where not told, or without a score.
        comment: in the unit's own words.
    """

    goal: int
    statement: str
    score: float | None
    respondents: int | None = None
    comment: str = ""

    @property
    def place(self) -> tuple[int, str]:
        """What is answered: the goal and, without regard to case and spaces, the statement."""
        return (self.goal, folded(self.statement))

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been answered."""
        return self.score is None and not self.comment


@dataclass(frozen=True)
class Form:
    """A unit's whole answer in a round.

    Attributes:
        unit: who answers, and when.
        answers: at least one per sub-goal of the strategy, in the order of goals and of the file.
    """

    unit: Unit
    answers: tuple[Answer, ...]

    def says_the_same_as(self, other: Form) -> bool:
        """Return whether two forms of a unit have the same scores and comments, whatever their order."""
        return self._said() == other._said()

    def _said(self) -> dict[tuple[int, str], Answer]:
        return {each.place: replace(each, statement="") for each in self.answers if not each.is_blank}
