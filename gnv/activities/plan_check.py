"""What is wrong with the plans and priorities that stand, against the strategy, the areas and the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from gnv.activities import plan_files
from gnv.activities.plan import Plan
from gnv.activities.priority import Priority
from gnv.areas import REGION_DALARNA, Areas
from gnv.problems import Problem
from gnv.settings import Settings
from gnv.strategy import Strategy

_MOST_NAMED = 5


def plan_problems(plans: Iterable[Plan], areas: Areas, where: Settings) -> list[Problem]:
    """Return the contradictions in local plans, and the PDF files that are missing or not as they were."""
    places = {*areas.dalarna, REGION_DALARNA}
    contradictions: dict[str, Callable[[Plan], bool]] = {
        "okända kommuner": lambda each: not places.issuperset(each.municipalities),
        "ett slut före starten": lambda each: each.ends is not None and each.ends < each.starts,
    }
    known = list(plans)
    found = [
        Problem(
            f"Databasen har lokala planer med {what}: {_named([each.name for each in wrong])}.",
            "Rätta planerna på sidan Planer.",
        )
        for what, is_wrong in contradictions.items()
        if (wrong := [each for each in known if is_wrong(each)])
    ]
    found.extend(
        Problem(f"{each.name}: {problem.what}", problem.remedy)
        for each in known
        if each.has_file and (problem := plan_files.problem_of(where, each.file))
    )
    return found


def priority_problems(priorities: Iterable[Priority], strategy: Strategy) -> list[Problem]:
    """Return the contradictions in the regional action plan."""
    known = {goal.number for goal in strategy.goals}
    wrong = [f"{each.title} ({each.year})" for each in priorities if not known.issuperset(each.goals)]
    if not wrong:
        return []
    return [
        Problem(
            f"Databasen har prioriteringar med okända delmål: {_named(wrong)}.",
            "Rätta strategi.toml om den har ändrats, eller prioriteringarna på sidan Planer.",
        )
    ]


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED])
