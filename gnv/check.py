"""Verify strategy, figures, geography and database against each other.

Absent values are sound: much is not collected every year. Contradictions are not. Nothing is changed, so
what lies in a database of an earlier program is not looked at.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from gnv.activities.form import Activity
from gnv.activities.plan_check import plan_problems, priority_problems
from gnv.areas import COUNTRY, REGION_DALARNA, Areas, load_areas
from gnv.kolada.editions import Edition, current_edition
from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.store.place import has_store
from gnv.strategy import Level, State, Strategy
from gnv.strategy_file import load_strategy
from gnv.words import joined

_FETCH = "Hämta nya värden från Kolada."
_MOST_NAMED = 5


def check(where: Settings) -> list[Problem]:
    """Return everything that is wrong with what is installed; an empty list means sound."""
    problems = []
    try:
        strategy, broken = load_strategy(where)
        problems += [broken] if broken else []
    except ProblemError as error:
        return [error.problem]
    try:
        areas = load_areas(where.geo)
        _ = areas.municipality_outlines  # which the app reads only when it draws them
    except ProblemError as error:
        return [*problems, error.problem]
    edition, unusable = current_edition(where)
    found = find_problems(strategy, edition, areas) + _database(where, strategy, areas)
    return problems + unusable + _geography(areas) + found


def awaits_upgrade(where: Settings) -> bool:
    """Return whether the database is of an earlier program, to be upgraded when the service starts."""
    if not has_store(where):
        return False
    from gnv.store.engine import connect
    from gnv.store.migrate import is_current, revision

    try:
        with contextlib.closing(connect(where)) as store, store.read() as connection:
            return not is_current(connection) and revision(connection) is not None
    except ProblemError:  # `check` tells of it
        return False


def find_problems(strategy: Strategy, edition: Edition, areas: Areas) -> list[Problem]:
    """Return the contradictions between a strategy, an edition and the geography."""
    if edition.values.empty:
        return []
    return [
        *_unknown_ids(strategy, edition),
        *_unknown_areas(edition, areas),
        *_lacking_areas(strategy, edition, areas),
        *_wrong_level(strategy, edition, areas),
        *_out_of_range(strategy, edition),
    ]


def _areas_of(values: pd.DataFrame) -> set[str]:
    return {str(code) for code in values["municipality"].unique()}


def _geography(areas: Areas) -> list[Problem]:
    counts = (len(areas.dalarna), len(areas.regions), len(areas.municipalities))
    if counts == (15, 21, 290):
        return []
    return [
        Problem(
            f"Kartfilerna har {counts[0]} kommuner i Dalarna, {counts[1]} regioner och {counts[2]} "
            "kommuner i Sverige, inte 15, 21 och 290.",
            "Bygg om dem med: python geo/build.py",
        )
    ]


def _unknown_ids(strategy: Strategy, edition: Edition) -> list[Problem]:
    """Name the strategy's ids that Kolada did not have, where its catalogue is known."""
    known = edition.provenance.catalogue.keys()
    return [
        Problem(
            f"strategi.toml rad {indicator.line}: {indicator.id} ({indicator.name}) är inget nyckeltal "
            "som Kolada hade vid den senaste hämtningen.",
            "Rätta id:t, eller hämta nya värden från Kolada om nyckeltalet är nytt.",
        )
        for indicator in strategy.indicators
        if known
        and indicator.state is State.IN_USE
        and indicator.id not in {*known, *edition.provenance.kpis}
    ]


def _unknown_areas(edition: Edition, areas: Areas) -> list[Problem]:
    unknown = sorted(_areas_of(edition.values) - set(areas.by_code))
    if not unknown:
        return []
    return [
        Problem(
            f"Utgåvan {edition.hash} har värden för okända områden: {joined(unknown[:5])}.",
            "Kontrollera att koderna är Koladas, eller bygg om kartfilerna.",
        )
    ]


def _lacking_areas(strategy: Strategy, edition: Edition, areas: Areas) -> list[Problem]:
    """Name the areas without a single value where others of their kind have some."""
    level = {indicator.id: indicator.level for indicator in strategy.indicators}
    levels = {level[kpi] for kpi in edition.values["kpi"].astype(str).unique() if kpi in level}
    expected = {COUNTRY}
    if levels & {Level.MUNICIPALITY, Level.BOTH}:
        expected.update(areas.dalarna)
    if levels & {Level.REGION, Level.BOTH}:
        expected.add(REGION_DALARNA)
    lacking = sorted(expected - _areas_of(edition.values))
    if not lacking:
        return []
    names = joined([areas.name(code) for code in lacking])
    return [Problem(f"Utgåvan {edition.hash} saknar alla värden för {names}.", _FETCH)]


def _wrong_level(strategy: Strategy, edition: Edition, areas: Areas) -> list[Problem]:
    """Name the key figures whose level in the strategy is not the one that has values."""
    problems = []
    by_kpi = edition.values.groupby("kpi", observed=True)["municipality"].unique()
    for indicator in strategy.indicators:
        found = {str(code) for code in by_kpi.get(indicator.id, ())}
        municipal, regional = found & set(areas.dalarna), found & set(areas.regions)
        if indicator.level is Level.REGION and municipal:
            wrong = 'värden per kommun. Sätt niva = "kommun" eller "kommun och region"'
        elif indicator.municipal and regional and not municipal:
            wrong = 'bara värden per region. Sätt niva = "region"'
        else:
            continue
        what, remedy = wrong.split(". ")
        problems.append(
            Problem(
                f"strategi.toml rad {indicator.line}: {indicator.id} har nivån {indicator.level}, men "
                f"utgåvan {edition.hash} har {what}.",
                f"{remedy}, eller hämta nya värden från Kolada.",
            )
        )
    return problems


def _out_of_range(strategy: Strategy, edition: Edition) -> list[Problem]:
    problems = []
    extremes = edition.values.groupby("kpi", observed=True)["value"].agg(["min", "max"])
    for indicator in strategy.indicators:
        low, high = indicator.unit.bounds
        if indicator.id not in extremes.index or extremes.loc[indicator.id].between(low, high).all():
            continue
        values = edition.values.loc[edition.values["kpi"].eq(indicator.id)]
        wrong = values.loc[(values["value"] < low) | (values["value"] > high)]
        problems += [
            Problem(
                f"{indicator.id} har värdet {row.value:g} för område {row.municipality} {row.year}, "
                f"utanför {low:g}–{high:g}.",
                _FETCH,
            )
            for row in wrong.head(3).itertuples()
        ]
    return problems


def _database(where: Settings, strategy: Strategy, areas: Areas) -> list[Problem]:
    """Return what is wrong with the database or what stands in it; its absence is sound."""
    if not has_store(where):
        return []
    from gnv.activities.planned import plans, priorities
    from gnv.activities.submissions import activities
    from gnv.assessment.submissions import scores  # loads SQLAlchemy, which takes its time
    from gnv.frozen import soundness
    from gnv.store.engine import connect
    from gnv.store.migrate import is_current

    try:
        with contextlib.closing(connect(where)) as store:
            with store.read() as connection:
                if not is_current(connection):
                    return []
            answers, registered = scores(store), activities(store)
            local, regional = plans(store), priorities(store)
            written = soundness.contradictions(store, where, areas)
    except ProblemError as error:
        return [error.problem]
    return [
        *_wrong_answers(answers, strategy, areas),
        *_wrong_activities(registered, strategy, areas),
        *plan_problems(local, areas, where),
        *priority_problems(regional, strategy),
        *written,
    ]


def _wrong_answers(answers: pd.DataFrame, strategy: Strategy, areas: Areas) -> list[Problem]:
    low, high = strategy.scale
    scored = answers["score"]
    known = {goal.number for goal in strategy.goals}
    contradictions = {
        f"poäng utanför skalan {low}–{high}": scored.notna() & ~scored.between(low, high),
        "okända kommuner": ~answers["municipality"].isin([*areas.dalarna, REGION_DALARNA]),
        "okända delmål": ~answers["goal"].isin(known),
    }
    return [_contradiction(what, answers.loc[wrong]) for what, wrong in contradictions.items() if wrong.any()]


def _contradiction(what: str, answers: pd.DataFrame) -> Problem:
    named = answers.drop_duplicates("submission").head(_MOST_NAMED)
    units = [f"{row.unit} ({row.municipality}, {row.round})" for row in named.itertuples()]
    return Problem(
        f"Databasen har självskattningar med {what}: {joined(units)}.",
        "Rätta strategi.toml om den har ändrats, eller dra tillbaka formulären och ladda upp dem rättade.",
    )


def _wrong_activities(activities: Iterable[Activity], strategy: Strategy, areas: Areas) -> list[Problem]:
    known = {goal.number for goal in strategy.goals}
    places = {*areas.dalarna, REGION_DALARNA}
    contradictions: dict[str, Callable[[Activity], bool]] = {
        "okända kommuner": lambda each: each.municipality not in places,
        "okända delmål": lambda each: not known.issuperset(each.goals),
        "ett slut före starten": lambda each: each.ends is not None and each.ends < each.starts,
    }
    return [
        _contradiction_of(what, wrong)
        for what, is_wrong in contradictions.items()
        if (wrong := [each for each in activities if is_wrong(each)])
    ]


def _contradiction_of(what: str, wrong: Sequence[Activity]) -> Problem:
    named = joined([f"{each.title} ({each.municipality})" for each in wrong[:_MOST_NAMED]])
    return Problem(
        f"Databasen har aktiviteter med {what}: {named}.",
        "Rätta strategi.toml om den har ändrats, eller rätta aktiviteterna och ladda upp dem igen.",
    )
