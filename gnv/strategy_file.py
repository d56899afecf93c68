"""The strategy read from ``strategi.toml``: the shipped file, or the analyst's own."""

from __future__ import annotations

import itertools
from pathlib import Path

from gnv.problems import Problem, ProblemError
from gnv.settings import Settings
from gnv.strategy import SELF_ASSESSMENT, Direction, Goal, Indicator, Level, Likeness, State, Strategy, Unit
from gnv.tomlfile import Table, parse_toml, read_text

FILE_NAME = "strategi.toml"


def strategy_path(where: Settings) -> Path:
    """Return the file in force: the analyst's own copy where there is one, else the shipped."""
    own = where.local / FILE_NAME
    return own if own.exists() else where.shipped / FILE_NAME


def read_strategy(path: Path) -> Strategy:
    """Return the strategy that a file holds.

    Raises:
        ProblemError: with line and remedy, where the file holds a mistake.
    """
    return parse_strategy(read_text(path), path.name)


def parse_strategy(text: str, name: str) -> Strategy:
    """Return the strategy that the text of a file holds.

    Args:
        text: of the file.
        name: what it is called where it holds a mistake.

    Raises:
        ProblemError: with line and remedy, where it holds a mistake.
    """
    path = Path(name)
    strategy = parse_toml(text, path, _strategy)
    _check_unique(path, strategy.indicators)
    return strategy


def load_strategy(where: Settings) -> tuple[Strategy, Problem | None]:
    """Return the strategy in force; the shipped one, and why, where the analyst's has a mistake.

    Raises:
        ProblemError: where the shipped file has a mistake too.
    """
    path = strategy_path(where)
    shipped = where.shipped / FILE_NAME
    try:
        return read_strategy(path), None
    except ProblemError as error:
        if path == shipped:
            raise
        what = f"Den egna strategifilen används inte: {error.problem.what}"
        return read_strategy(shipped), Problem(what, error.problem.remedy)


def strategy_text(where: Settings) -> str:
    """Return the text of the strategy in force (`load_strategy`).

    Raises:
        ProblemError: where the shipped file has a mistake too.
    """
    _, broken = load_strategy(where)
    return read_text(where.shipped / FILE_NAME if broken else strategy_path(where))


def _strategy(table: Table) -> Strategy:
    scale = table.integers("skala")
    if len(scale) != 2 or scale[0] >= scale[1]:
        raise table.error(f"skala är {list(scale)}", "Skriv lägsta och högsta poäng, som [1, 5]", "skala")
    numbers = itertools.count(1)
    goals = table.tables("delmal", "delmal", lambda inner: _goal(inner, next(numbers)))
    if not goals:
        raise table.error("det finns inga delmål", "Börja varje delmål med [[delmal]]")
    return Strategy(
        name=table.text("namn"),
        vision=table.text("vision"),
        version=table.text("version"),
        valid_from=table.date("galler_fran"),
        starts=table.date("strategin_borjar"),
        ends=table.date("strategin_slutar"),
        scale=(scale[0], scale[1]),
        goals=goals,
    )


def _goal(table: Table, expected: int) -> Goal:
    number = table.integer("nummer")
    if number != expected:
        raise table.error(f"nummer är {number}", f"Skriv {expected}: delmålen numreras från 1", "nummer")
    indicators = table.tables("nyckeltal", "delmal.nyckeltal", lambda inner: _indicator(inner, number))
    if not indicators:
        raise table.error("delmålet har inga nyckeltal", "Lägg till minst ett [[delmal.nyckeltal]]")
    first = table.texts("visas_forst")
    known = {SELF_ASSESSMENT, *(indicator.id for indicator in indicators)}
    for measure in first:
        if measure not in known:
            raise table.error(
                f"visas_forst nämner {measure}, som inte är ett av delmålets mått",
                f"Välj bland {', '.join(sorted(known))}",
                "visas_forst",
            )
    return Goal(
        number=number,
        name=table.text("namn"),
        aim=table.text("malbild"),
        statements=table.texts("pastaenden"),
        first=tuple(f"{SELF_ASSESSMENT}-{number}" if each == SELF_ASSESSMENT else each for each in first),
        indicators=indicators,
    )


def _indicator(table: Table, goal: int) -> Indicator:
    state = table.choice("tillstand", State)
    pattern = "[a-z0-9-]+" if state is State.IN_DEVELOPMENT else "[NU][0-9]{5}"
    last_year = table.integer("sista_ar", 0)
    decimals = table.integer("decimaler", 0)
    if not 0 <= decimals <= 3:
        raise table.error(f"decimaler är {decimals}", "Skriv ett tal mellan 0 och 3", "decimaler")
    if state is State.ENDED and not last_year:
        raise table.error("ett utgånget nyckeltal saknar sista_ar", "Lägg till sista_ar = 2024")
    rolling_years = table.integer("rullande_ar", 1)
    if not 1 <= rolling_years <= 10:
        raise table.error(f"rullande_ar är {rolling_years}", "Skriv ett tal mellan 1 och 10", "rullande_ar")
    return Indicator(
        id=table.text("id", pattern=pattern),
        goal=goal,
        name=table.text("namn"),
        short_name=table.text("kortnamn"),
        official_name=table.text("strategins_namn"),
        measures=table.text("mater"),
        level=table.choice("niva", Level),
        unit=table.choice("enhet", Unit),
        decimals=decimals,
        direction=table.choice("riktning", Direction),
        by_gender=table.flag("kon"),
        state=state,
        breaks=table.integers("avbrott"),
        rolling_years=rolling_years,
        likeness=table.choice("liknande", Likeness, Likeness.ELDERLY_CARE),
        cautions=table.texts("varningar"),
        interpretation=table.text("tolkning", ""),
        last_year=last_year or None,
        successor=table.text("eftertradare", "", pattern="([NU][0-9]{5})?"),
        line=table.line("id"),
    )


def _check_unique(path: Path, indicators: tuple[Indicator, ...]) -> None:
    for indicator in indicators:
        rows = [str(other.line) for other in indicators if other.id == indicator.id]
        if len(rows) > 1:
            raise ProblemError(
                Problem(
                    f"{path.name} rad {' och '.join(rows)}: id {indicator.id} står två gånger.",
                    "Låt varje nyckeltal stå en gång.",
                )
            )
