"""The third part of an annual report: activities; and the local plans and the regional action plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gnv.activities.coverage import Coverage
from gnv.activities.form import Activity, State
from gnv.activities.overview import counted_states, of_goal
from gnv.annual.facts import AnnualFacts
from gnv.annual.pictures import Pictures
from gnv.charts.choropleth import Cell, Key
from gnv.charts.theme import BAND, FILLS, MISSING_FILL
from gnv.compare import Position
from gnv.report.document import Align, Block, Box, Heading, Run, Table, Tone, prose
from gnv.strategy import Goal
from gnv.underway import goals_text, months_text, where_text
from gnv.words import MISSING, joined, number, span

_LESSONS = {
    "result": "Resultat",
    "went_well": "Gick bra",
    "was_hard": "Var svårt",
    "judgement": "Bedömning mot delmålet",
}
_COVERED = {
    Coverage.VALID: Cell(FILLS[Position.BETTER], "✓", str(Coverage.VALID)),
    Coverage.COMING: Cell(BAND, "○", str(Coverage.COMING)),
    Coverage.EXPIRED: Cell(FILLS[Position.LEVEL], "✗", str(Coverage.EXPIRED)),
    Coverage.NONE: Cell(MISSING_FILL, MISSING, str(Coverage.NONE), missing=True),
}


def _state_table(facts: AnnualFacts) -> Table:
    """Return how many of each sub-goal's activities have come how far."""
    rows = []
    for goal in facts.strategy.goals:
        counts = counted_states(of_goal(facts.activities, goal.number))
        rows.append((goal.name, *(number(counts[state]) for state in State), number(counts.total())))
    return Table(
        f"Aktiviteter per delmål och läge, {facts.year}",
        ("Delmål", *(state.capitalize() for state in State), "Totalt"),
        tuple(rows),
        (Align.START, *(Align.END,) * (len(State) + 1)),
        ("En aktivitet som hör till flera delmål räknas i vart och ett av dem.",),
    )


def activity_pages(facts: AnnualFacts) -> Iterator[Block]:
    """Yield the year's activities: how many have come how far, then each sub-goal's."""
    if facts.activities:
        yield _state_table(facts)
    for goal in facts.strategy.goals:
        yield from _goal_pages(facts, goal)


def _goal_pages(facts: AnnualFacts, goal: Goal) -> Iterator[Block]:
    """Yield a sub-goal's activities as a table, then what came of them; nothing where it has none."""
    own = of_goal(facts.activities, goal.number)
    if not own:
        return
    yield Heading(3, f"{goal.number}. {goal.name}")
    rows = [
        (
            each.title,
            where_text(each.municipality, facts.areas),
            each.target_group or MISSING,
            months_text(each),
            str(each.state),
        )
        for each in own
    ]
    yield Table(
        f"Aktiviteter i delmål {goal.number}, {facts.year}",
        ("Aktivitet", "Var", "Målgrupp", "När", "Läge"),
        tuple(rows),
    )
    # An activity for several sub-goals tells what came of it once, at the first of them.
    for each in own:
        if each.goals[0] == goal.number:
            yield from _lessons(each, facts)


def _lessons(each: Activity, facts: AnnualFacts) -> Iterator[Block]:
    said = tuple(
        prose(Run(f"{name}. ", strong=True), text)
        for key, name in _LESSONS.items()
        if (text := getattr(each, key))
    )
    if said:
        where = where_text(each.municipality, facts.areas)
        yield Box(said, f"{each.title} ({where}, {each.state})", Tone.QUOTE)


def plan_pages(facts: AnnualFacts, pictures: Pictures) -> Iterator[Block]:
    """Yield which municipalities have a local plan: a map and a table."""
    if not facts.plans:
        return
    day = min(facts.day, dt.date(facts.year, 12, 31))
    covered = facts.covered
    cells = {code: _COVERED[each.coverage] for code, each in covered.items()}
    counts = [each.coverage for each in covered.values()]
    keys = tuple(
        Key(cell.fill, f"{cell.label} {coverage}, {counts.count(coverage)}")
        for coverage, cell in _COVERED.items()
        if coverage in counts
    )
    title = f"Lokala planer {day.isoformat()}"
    yield pictures.coverage_map(title, cells, keys, f"{title}: vilka kommuner som har en plan.")
    rows = [
        (
            plan.name,
            joined([facts.areas.name(code) for code in plan.municipalities]),
            _holds(plan.starts, plan.ends),
            plan.decided_by or MISSING,
            plan.followed_up.isoformat() if plan.followed_up else MISSING,
        )
        for plan in facts.plans
    ]
    yield Table(
        "Lokala planer", ("Plan", "Kommuner", "Gäller", "Beslutad av", "Senast följd upp"), tuple(rows)
    )


def _holds(starts: dt.date, ends: dt.date | None) -> str:
    return f"från {starts.year}" if ends is None else span(starts.year, ends.year)


def priority_table(facts: AnnualFacts) -> Iterator[Block]:
    """Yield the year's priorities as decided."""
    if not facts.priorities:
        return
    rows = [
        (
            each.title,
            goals_text(each.goals, facts.strategy),
            each.target_group or MISSING,
            str(each.state),
            " ".join(part for part in (each.decided_by, each.decided and each.decided.isoformat()) if part),
        )
        for each in facts.priorities
    ]
    yield Table(
        f"Prioriteringar {facts.year}",
        ("Prioritering", "Delmål", "Målgrupp", "Läge", "Beslutad"),
        tuple(rows),
    )
    for each in facts.priorities:
        if each.text:
            yield Box((prose(each.text),), each.title, Tone.QUOTE)
