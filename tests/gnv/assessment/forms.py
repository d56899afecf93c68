"""People and forms made by tests."""

from __future__ import annotations

from gnv.access import Person, Role
from gnv.assessment.form import Answer, Form, Unit
from gnv.intake.choices import Principal
from gnv.ledger.history import Source
from gnv.problems import Problem

CONTRIBUTOR = Person("bidragsgivare@example.org", "En bidragsgivare", Role.CONTRIBUTOR)
FALUN_ONLY = Person("falun@example.org", "Faluns bidragsgivare", Role.CONTRIBUTOR, frozenset({"2080"}))
READER = Person("lasare@example.org", "En läsare", Role.READER)
ADMIN = Person("administrator@example.org", "En administratör", Role.ADMINISTRATOR)
FILE = Source("falun.csv", "ab" * 32, 5)


def form(
    name: str = "Hedens hemtjänst",
    score: float | None = 3.0,
    *,
    municipality: str = "2080",
    period: str = "2025",
    principal: Principal = Principal.MUNICIPALITY,
    comment: str = "",
) -> Form:
    """Return a form: the first sub-goal has the score and the comment, the others have 2."""
    answers = [Answer(1, "", score, None if score is None else 7, comment)]
    answers += [Answer(goal, "", 2.0, 7) for goal in range(2, 6)]
    return Form(Unit(period, municipality, principal, name), tuple(answers))


def said(problem: Problem) -> str:
    """Return what is wrong, once it is sure that something is said of what to do."""
    assert problem.remedy
    return problem.what
