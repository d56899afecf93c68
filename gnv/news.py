"""What a refresh brought, in Swedish: for the command line and the page *Om* alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from gnv.areas import Areas
from gnv.kolada.changes import Change
from gnv.kolada.record import Outcome, Record, Status
from gnv.strategy import Strategy
from gnv.times import age_text
from gnv.words import MISSING, joined, number, span

STATUS_WORDS = {
    Status.UPDATED: "uppdaterat",
    Status.UNCHANGED: "oförändrat",
    Status.KEPT: "behåller äldre värden",
    Status.EMPTY: "inga värden i Kolada",
}
_GENDERS = {"T": "", "K": ", kvinnor", "M": ", män"}
_COUNTED = {"new": ("nytt", "nya"), "revised": ("ändrat", "ändrade"), "gone": ("borttaget", "borttagna")}
_ENOUGH = 3
_MOST_DECIMALS = 12


def outcome_name(outcome: Outcome, strategy: Strategy) -> str:
    """Return a key figure's name, or whose successor it is."""
    for indicator in strategy.indicators:
        if indicator.id == outcome.id:
            return indicator.short_name
    ended = [each.short_name for each in strategy.indicators if each.successor == outcome.id]
    return f"efterträder {joined(ended)}" if ended else ""


def outcome_status(outcome: Outcome) -> str:
    """Return in words what became of a key figure."""
    if outcome.error and outcome.status is not Status.KEPT:
        return "kunde inte hämtas"
    return STATUS_WORDS[outcome.status]


def counts_text(outcome: Outcome) -> str:
    """Return how many values are new, revised and removed (6 987 nya, 1 ändrat), or a dash."""
    return ", ".join(_counted([outcome])) or MISSING


def _counted(outcomes: Sequence[Outcome]) -> list[str]:
    found = []
    for name, (one, several) in _COUNTED.items():
        count = sum(getattr(each, name) for each in outcomes)
        if count:
            found.append(f"{number(count)} {one if count == 1 else several}")
    return found


def years_text(outcome: Outcome) -> str:
    """Return the years that stand now (2012–2022), or a dash."""
    return span(outcome.first, outcome.last) if outcome.first and outcome.last else MISSING


def remarks(record: Record, today: dt.date) -> list[str]:
    """Return why key figures could not be updated, and how old the values are that were kept."""
    if not record.reached:
        return []
    return [f"{each.id}: {_remark(each, today)}" for each in record.everything if each.error]


def _remark(outcome: Outcome, today: dt.date) -> str:
    if outcome.status is not Status.KEPT:
        return outcome.error
    age = age_text(outcome.retrieved, today)
    return f"{outcome.error} Värdena från {outcome.retrieved} behölls ({age})."


def headline(record: Record) -> str:
    """Return in a sentence or two what a refresh came to."""
    if not record.source:
        return "De medföljande värdena gäller igen."
    if not record.reached:
        why = next((outcome.error for outcome in record.kpis if outcome.error), "")
        return f"Inget kunde hämtas. {why} De värden som fanns gäller fortfarande."
    done = sum(not outcome.error for outcome in record.kpis)
    brought = _counted(record.kpis)
    noun = "värde" if brought and brought[-1].startswith("1 ") else "värden"
    said = f"{done} av {len(record.kpis)} nyckeltal hämtade: " + (
        f"{joined(brought)} {noun}." if brought else "inget har ändrats."
    )
    kept = [outcome.id for outcome in record.kpis if outcome.error]
    return f"{said} {joined(kept)} kunde inte uppdateras." if kept else said


def changes_table(found: pd.DataFrame, strategy: Strategy, areas: Areas) -> pd.DataFrame:
    """Return changes for people: Nyckeltal, Område, År, Kön, Ändring, Före, Efter.

    Args:
        found: as `gnv.kolada.changes.changes`.
    """
    names = {each.id: f"{each.id} {each.short_name}" for each in strategy.indicators}
    return pd.DataFrame(
        {
            "Nyckeltal": [names.get(kpi, kpi) for kpi in found["kpi"]],
            "Område": [areas.name(code) for code in found["municipality"]],
            "År": found["year"].astype(int),
            "Kön": found["gender"].map({"T": "alla", "K": "kvinnor", "M": "män"}),
            "Ändring": found["change"],
            "Före": found["before"],
            "Efter": found["after"],
        }
    )


def change_lines(found: pd.DataFrame, areas: Areas, most: int) -> list[str]:
    """Return revised and removed values, a line each (U79133 Region Dalarna 2016: 702,212 → 751,1).

    Args:
        found: as `gnv.kolada.changes.changes`; what is new is left out.
        most: how many lines at most; the last then says how many more there are.
    """
    telling = found.loc[found["change"] != Change.NEW]
    lines = [_change_line(row, areas) for row in telling.head(most).itertuples()]
    more = len(telling) - most
    return [*lines, f"… och {number(more)} till"] if more > 0 else lines


def _change_line(row: Any, areas: Areas) -> str:
    before, after = (
        number(value, _decimals(value, other))
        for value, other in ((row.before, row.after), (row.after, row.before))
    )
    whose = f"{row.kpi} {areas.name(row.municipality)} {row.year}{_GENDERS.get(row.gender, '')}"
    return f"{whose}: {before} → {after if row.change != Change.GONE else 'borta'}"


def _decimals(value: float, other: float) -> int:
    """Return how many decimals show a value as it is, up to three, or as many as tell it from another."""
    if pd.isna(value):
        return 0
    exact = next((n for n in range(_ENOUGH) if round(value, n) == value), _ENOUGH)
    apart = next((n for n in range(_MOST_DECIMALS) if round(value, n) != round(other, n)), 0)
    return max(exact, apart)
