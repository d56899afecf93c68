"""What a round's self-assessment says beyond its scores: agreement, principals, change and coverage.

Level and agreement, in broad brush strokes: nothing is right or wrong, and nobody is ranked.
"""

from __future__ import annotations

from gnv.areas import Areas
from gnv.assessment.outcome import COUNTY, Outcome, Score
from gnv.assessment.results import Agreement, about_unchanged, round_label
from gnv.story import SERVING_ALL
from gnv.strategy import Goal
from gnv.words import ABOUT_UNCHANGED, count_word, joined, number, units_text

NOT_ANSWERED = "ej besvarat"
EXAMPLE = "Exempeldata, påhittade"
PURPOSE = (
    "Verksamheternas egen bild av omställningen, målad i grova penseldrag. Det finns inga rätta eller "
    "felaktiga svar, och ingen rangordnas."
)
WEIGHTS = "Varje verksamhet väger lika i sin kommun, och varje kommun lika i länet."
AGREEMENT = (
    "Samstämmigt: minst tre av fyra verksamheter ligger högst ett skalsteg från medianen. Delat: färre än "
    "hälften gör det. Samstämmighet anges från tre verksamheter."
)
PRINCIPALS = {"kommun": "kommunens", "region": "regionens"}
_AGREEMENTS = {
    Agreement.UNITED: "samstämmiga",
    Agreement.SPREAD: "något spridda",
    Agreement.DIVIDED: "delade",
}


def score_text(value: float | None) -> str:
    """Return a score as it is written everywhere (3,4)."""
    return number(value, 1)


def level_word(result: Outcome, value: float) -> str:
    """Return where on the scale a score lies: in its lowest quarter, its highest, or between them."""
    share = result.share(value)
    return "lågt på skalan" if share <= 0.25 else "högt på skalan" if share >= 0.75 else "mitt på skalan"


def level_words(result: Outcome, score: Score | None) -> str:
    """Return level and agreement in words (3,4, mitt på skalan, samstämmigt)."""
    if score is None:
        return NOT_ANSWERED
    parts = (score_text(score.mean), level_word(result, score.mean), score.agreement)
    return ", ".join(part for part in parts if part)


def score_words(result: Outcome, score: Score | None) -> str:
    """Return level, agreement and how many units stand behind them, in words."""
    said = level_words(result, score)
    return f"{said}, {units_text(score.n)}" if score else said


def county_agreement(result: Outcome, goal: int) -> str:
    """Return in how many municipalities the units say much the same; empty where none can be told."""
    counts = result.agreements(goal)
    told = [(agreement, said) for agreement, said in _AGREEMENTS.items() if counts[agreement]]
    if not told:
        return ""
    (first, said), *rest = told
    where = "1 kommun" if counts[first] == 1 else f"{count_word(counts[first])} kommuner"
    if counts[first] == len(result.dalarna):
        where = f"alla {len(result.dalarna)} kommuner"
    parts = [f"{said} i {where}", *(f"{said} i {count_word(counts[agreement])}" for agreement, said in rest)]
    few = counts[Agreement.NONE]
    too_few = f" {count_word(few).capitalize()} har för få verksamheter för att det ska anges." if few else ""
    return f"Verksamheterna är {joined(parts)}.{too_few}"


def county_change(result: Outcome, goal: int) -> str:
    """Return how the county's score differs from the round before, over the units that answered both."""
    change = result.changes.get(goal)
    if change is None:
        return ""
    both = f"räknat på {units_text(change.n)} som svarade båda gångerna"
    if about_unchanged(change.value, result.scale):
        said = ABOUT_UNCHANGED.capitalize()
    else:
        said = f"{'Högre' if change.value > 0 else 'Lägre'} ({number(change.value, 1, signed=True)})"
    return f"{said} i länet sedan {round_label(change.since)}, {both}."


def area_level(result: Outcome, area: str, goal: int) -> str:
    """Return where on the scale an area's units lie, and between what."""
    score = result.score(area, goal)
    if score is None or score.median is None:
        return ""
    level = level_word(result, score.mean).capitalize()
    if score.n == 1:
        return f"{level}: en enda verksamhet har svarat."
    ends = f"från {score_text(score.low)} till {score_text(score.high)}"
    if score.low == score.high:
        ends = "alla lika"
    return f"{level}. Medianen är {score_text(score.median)}, {ends}."


def principals(result: Outcome, area: str, goal: int) -> str:
    """Return what the municipality's and the region's units say, side by side; empty where neither does."""
    said = []
    for part, whose in PRINCIPALS.items():
        score = result.score(area, goal, part)
        if score:
            said.append(f"{whose} verksamheter {score_text(score.mean)} ({number(score.n)})")
    if len(said) < 2:
        return ""
    return f"Huvudmännen: {joined(said)}."


def coverage(result: Outcome, areas: Areas) -> tuple[str, ...]:
    """Return which municipalities have answered the round and which not, and how many units."""
    answered, every = result.answered, len(result.dalarna)
    own = len(result.units_of(COUNTY))
    others = len(result.units) - own
    when = round_label(result.period).capitalize()
    who = f"{_of(len(answered), every)} kommuner svarat på minst ett delmål, med {units_text(own)}"
    said = [f"{when} har {who if answered else f'ingen av de {every} kommunerna svarat'}."]
    if others:
        said.append(f"{units_text(others)} för hela länet har svarat.")
    without = [areas.name(code) for code in result.dalarna if code not in answered]
    if answered and without:
        said.append(f"Ej besvarat: {joined(without)}.")
    return tuple(said)


def _of(count: int, every: int) -> str:
    return f"alla {every}" if count == every else f"{count} av {every}"


def municipalities_text(n: int) -> str:
    """Return how many municipalities (1 kommun, 12 kommuner)."""
    return f"{n} kommun" if n == 1 else f"{n} kommuner"


def rounds_coverage(result: Outcome, goal: int) -> str:
    """Return how many municipalities the county's score rests on in each round, where it differs."""
    counts = result.counts.get(goal, {})
    if len(set(counts.values())) < 2:
        return ""
    said = [f"{round_label(period)} på {n}" for period, n in counts.items()]
    differ = f"Antalet kommuner skiljer sig: kommunernas medel bygger {joined(said)}."
    return f"{differ} Jämför det med försiktighet."


def silence(result: Outcome) -> str:
    """Return how many known units have not answered; empty where all have."""
    if not result.silent:
        return "Alla kända verksamheter har svarat."
    n = len(result.silent)
    return f"{units_text(n)} som är {'känd' if n == 1 else 'kända'} sedan tidigare har inte svarat."


def area_name(areas: Areas, area: str) -> str:
    """Return what an area is called: a municipality, the whole county, or the units that serve it all."""
    if area == COUNTY:
        return "Hela länet"
    return areas.name(area) if area in areas.dalarna else SERVING_ALL


def heading(result: Outcome, goal: Goal) -> str:
    """Return a sub-goal with its round (Nära för mig, självskattning, våren 2025)."""
    return f"{goal.name}, självskattning, {round_label(result.period)}"
