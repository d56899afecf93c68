"""The second part of an annual report: what the units say of their own work, in broad brush strokes."""

from __future__ import annotations

from collections.abc import Iterator

from gnv import impressions
from gnv.annual.facts import AnnualFacts
from gnv.annual.pictures import Pictures
from gnv.assessment.outcome import COUNTY, Score
from gnv.assessment.results import Agreement, about_unchanged, round_label
from gnv.impressions import score_text
from gnv.report.document import Align, Block, Table
from gnv.strategy import Goal
from gnv.words import ABOUT_UNCHANGED, ASSESSED_SOURCE, MISSING, number


def overview(facts: AnnualFacts, pictures: Pictures) -> Iterator[Block]:
    """Yield the round's maps and tables; nothing where there is no round."""
    if not facts.outcome.period:
        return
    yield pictures.self_assessment()
    yield _county_table(facts)
    yield _agreement_table(facts)
    yield _municipal_table(facts)


def goal_pages(facts: AnnualFacts, goal: Goal, pictures: Pictures) -> Iterator[Block]:
    """Yield a sub-goal over the rounds, where there are at least two."""
    story = facts.ratings[goal.number]
    if len(story.periods) > 1 and story.course.mean:
        yield pictures.course(story)


def _county_table(facts: AnnualFacts) -> Table:
    """Return the county's score per sub-goal, with its span, agreement and change."""
    result = facts.outcome
    rows = []
    for goal in facts.strategy.goals:
        score = result.score(COUNTY, goal.number)
        rows.append((goal.name, *_county_cells(facts, goal, score)))
    label = round_label(result.period)
    return Table(
        f"Självskattningen i länet, {label}",
        ("Delmål", "Medel", "Lägst–högst", "Kommuner", "Verksamheter", "Förändring"),
        tuple(rows),
        (Align.START, Align.END, Align.END, Align.END, Align.END, Align.START),
        (
            "Lägst–högst: från lägsta till högsta kommun. Förändring: sedan omgången före, räknad på de "
            "verksamheter som svarade båda gångerna, vilkas antal står inom parentes.",
            f"{ASSESSED_SOURCE}, {label}.",
        ),
    )


def _agreement_table(facts: AnnualFacts) -> Table:
    """Return in how many municipalities the units say much the same, per sub-goal."""
    result = facts.outcome
    rows = []
    for goal in facts.strategy.goals:
        counts = result.agreements(goal.number)
        rows.append((goal.name, *(number(counts[each]) for each in Agreement)))
    label = round_label(result.period)
    return Table(
        f"Samstämmighet, antal kommuner, {label}",
        ("Delmål", *(str(each).capitalize() or "Färre än tre verksamheter" for each in Agreement)),
        tuple(rows),
        (Align.START, *(Align.END,) * len(Agreement)),
        (impressions.AGREEMENT, f"{ASSESSED_SOURCE}, {label}."),
    )


def _county_cells(facts: AnnualFacts, goal: Goal, score: Score | None) -> tuple[str, ...]:
    if score is None:
        return (MISSING, impressions.NOT_ANSWERED, *(MISSING,) * 3)
    return (
        score_text(score.mean),
        f"{score_text(score.low)}–{score_text(score.high)}",
        number(score.municipalities),
        number(score.n),
        _change(facts, goal),
    )


def _change(facts: AnnualFacts, goal: Goal) -> str:
    change = facts.outcome.changes.get(goal.number)
    if change is None:
        return MISSING
    if about_unchanged(change.value, facts.outcome.scale):
        said = ABOUT_UNCHANGED
    else:
        said = f"{number(change.value, 1, signed=True)}"
    return f"{said} sedan {round_label(change.since)} ({change.n})"


def _municipal_table(facts: AnnualFacts) -> Table:
    """Return every municipality's score per sub-goal and how many units each rests on."""
    result, goals = facts.outcome, facts.strategy.goals
    rows = [
        (facts.areas.name(code), *(_cell(result.score(code, goal.number)) for goal in goals))
        for code in result.dalarna
    ]
    label = round_label(result.period)
    return Table(
        f"Självskattningen per kommun, {label}",
        ("Kommun", *(goal.name for goal in goals)),
        tuple(rows),
        (Align.START, *(Align.END,) * len(goals)),
        (
            "Inom parentes: antal verksamheter. Streck: ej besvarat. Kommunerna rangordnas inte.",
            f"{ASSESSED_SOURCE}, {label}.",
        ),
    )


def _cell(score: Score | None) -> str:
    return MISSING if score is None else f"{score_text(score.mean)} ({score.n})"
