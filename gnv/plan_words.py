"""What is said of local plans and of the regional action plan, in Swedish."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from gnv.activities.coverage import Coverage, Covered, coverage_of
from gnv.activities.plan import Plan
from gnv.activities.priority import Priority
from gnv.areas import REGION_DALARNA, Areas, swedish
from gnv.times import day_text
from gnv.underway import states_text
from gnv.words import MISSING, count_word, joined, number

NONE_KNOWN = "Ingen känd plan betyder att ingen är registrerad här, inte att kommunen saknar en."
WHAT_IT_IS = (
    "I en lokal plan beskriver kommunen och regionens verksamheter där hur de tillsammans arbetar för god "
    "och nära vård. När planer har registrerats syns här vilka kommuner som har en, när den gäller, vem som "
    "har beslutat den och var den kan läsas."
)
STATE_WORDS = {Coverage.VALID: "gäller", Coverage.COMING: "gäller inte än", Coverage.EXPIRED: "har gått ut"}


def coverage_headline(covered: Mapping[str, Covered], day: dt.date) -> str:
    """Return how many municipalities have a plan that holds on a day."""
    if all(each.coverage is Coverage.NONE for each in covered.values()):
        return "Ingen lokal plan är registrerad än."
    valid = sum(each.coverage is Coverage.VALID for each in covered.values())
    count = count_word(valid).capitalize()
    return f"{count} av {len(covered)} kommuner har en gällande lokal plan den {day_text(day.isoformat())}."


def coverage_lines(covered: Mapping[str, Covered], areas: Areas) -> list[str]:
    """Return which municipalities have what else, a sentence for each."""
    said = []
    for coverage, plural in (
        (Coverage.COMING, "som inte börjat gälla"),
        (Coverage.EXPIRED, "som har gått ut"),
    ):
        names = [areas.name(code) for code, each in covered.items() if each.coverage is coverage]
        if names:
            said.append(f"{joined(names)} har en plan {plural}.")
    without = [areas.name(code) for code, each in covered.items() if each.coverage is Coverage.NONE]
    if without and len(without) < len(covered):
        said.append(f"Ingen känd plan: {joined(without)}.")
    return said


def state_text(plan: Plan, day: dt.date) -> str:
    """Return whether a plan holds (gäller, gäller inte än, har gått ut)."""
    return STATE_WORDS[coverage_of(plan, day)]


def validity_text(plan: Plan) -> str:
    """Return when a plan holds (2024-01-01–2027-12-31, från 2024-01-01)."""
    return f"{plan.starts}–{plan.ends}" if plan.ends else f"från {plan.starts}, tills vidare"


def days_text(plan: Plan) -> str:
    """Return when a plan holds, in words (1 januari 2024–31 december 2027, från 1 januari 2024)."""
    first = day_text(plan.starts.isoformat())
    return f"{first}–{day_text(plan.ends.isoformat())}" if plan.ends else f"från {first}, tills vidare"


def plan_text(plan: Plan, areas: Areas) -> str:
    """Return a plan in a few words: its name, whose it is and when it holds."""
    return f"{plan.name}, {shared_text(plan, areas)}, {validity_text(plan)}"


def year_text(plan: Plan, day: dt.date) -> str:
    """Return a plan's last year for a map, "" for none; of one that does not hold yet its first."""
    if day < plan.starts:
        return f"från {plan.starts.year}"
    return str(plan.ends.year) if plan.ends else ""


def decided_text(by: str, on: dt.date | None) -> str:
    """Return by whom and when something was decided, – where neither is known."""
    day = day_text(on.isoformat()) if on else ""
    return ", ".join(part for part in (by, day) if part) or MISSING


def shared_text(plan: Plan, areas: Areas) -> str:
    """Return whose a plan is (Falun och Mora)."""
    return joined(sorted((areas.name(code) for code in plan.municipalities), key=swedish))


def nothing_text(code: str, areas: Areas) -> str:
    """Return what is said of an area without a known plan."""
    if code == REGION_DALARNA:
        return "Region Dalarna är inte med i någon registrerad lokal plan. Handlingsplanen står nedan."
    return f"{areas.name(code)} har ingen känd plan: ingen är registrerad här."


def priorities_headline(year: str, priorities: Sequence[Priority]) -> str:
    """Return how many priorities a year has, and how far they have come."""
    if not priorities:
        return f"Inga prioriteringar är registrerade för {year}."
    many = f"{number(len(priorities))} {'prioritering' if len(priorities) == 1 else 'prioriteringar'}"
    return f"{year} har {many}: {states_text(Counter(each.state for each in priorities))}."


def decisions_text(priorities: Iterable[Priority]) -> str:
    """Return who decided the year's priorities, and when; those that are not decided are counted."""
    decided = sorted({(each.decided, each.decided_by) for each in priorities if each.decided})
    left = sum(each.decided is None for each in priorities)
    said = [f"Beslutade av {decided_text(by, on)}." for on, by in decided]
    if left:
        said.append(f"{count_word(left).capitalize()} saknar ännu beslut.")
    return " ".join(said)
