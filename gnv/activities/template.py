"""The template of activities: a row each."""

from __future__ import annotations

from collections.abc import Iterator

from gnv.activities import columns, fields
from gnv.activities.columns import ACTIVITIES_SHEET
from gnv.activities.form import State
from gnv.areas import REGION_DALARNA, Areas
from gnv.intake import template
from gnv.intake.choices import Principal
from gnv.intake.columns import CODE, NAME
from gnv.intake.template import Blank, Rule, at_most, municipality_rule, note, one_of, tip
from gnv.strategy import Strategy
from gnv.tabular.columns import Column

_WIDTHS = {
    columns.TITLE: 36,
    columns.GOALS: 12,
    CODE: 13,
    NAME: 18,
    columns.PRINCIPALS: 20,
    columns.STARTS: 13,
    columns.ENDS: 13,
    columns.STATE: 12,
    columns.ID: 20,
}
_TEXT_WIDTH = 40
# Or 1,3 becomes a number, 0020 becomes 20 and a month becomes a day.
_TEXTS = (columns.TITLE, columns.GOALS, CODE, columns.STARTS, columns.ENDS, columns.ID)
_BOTH = " och ".join(Principal)


def template_csv() -> bytes:
    """Return the headings as CSV that Swedish Excel opens."""
    return template.template_csv(Blank(column, 0) for column in columns.COLUMNS)


def template_xlsx(strategy: Strategy, areas: Areas) -> bytes:
    """Return a workbook to fill in."""
    rules = _rules(strategy)
    blanks = [
        Blank(column, _WIDTHS.get(column, _TEXT_WIDTH), rules.get(column, {}), as_text=column in _TEXTS)
        for column in columns.COLUMNS
    ]
    title = f"Aktiviteter: {strategy.name}"
    return template.template_xlsx(title, ACTIVITIES_SHEET, blanks, _guidance(strategy), areas)


def _rules(strategy: Strategy) -> dict[Column, Rule]:
    """Return what Excel says of and takes in each column."""
    goals = "\n".join(f"{goal.number} {goal.name}" for goal in strategy.goals)
    longest = {columns.TITLE: fields.LONGEST_TITLE} | {
        column: fields.LONGEST_LINE if column in columns.LINES else fields.LONGEST_TEXT
        for column in columns.TEXTS
    }
    function = note(columns.RESPONSIBLE.name, "En funktion, aldrig en person: enhetschef hemtjänsten.")
    return {
        **{column: at_most(most) for column, most in longest.items()},
        columns.GOALS: tip("Ett eller flera, som 1, 3", goals),
        CODE: tip(CODE.name, "Kan lämnas tom när kommunen är vald."),
        NAME: municipality_rule(),
        columns.PRINCIPALS: one_of([*map(str, Principal), _BOTH], f"Välj kommun, region eller {_BOTH}."),
        columns.STARTS: tip(columns.STARTS.name, "Första dagen, som 2025-03-01."),
        columns.ENDS: tip(columns.ENDS.name, "Sista dagen, som 2025-12-31. Tom om slutet är öppet."),
        columns.STATE: one_of(list(map(str, State)), f"Välj {', '.join(State)}."),
        columns.RESPONSIBLE: {**at_most(fields.LONGEST_LINE), **function},
        columns.ID: tip(
            columns.ID.name, "Lämna tom för en ny aktivitet; låt stå som i exporten för en som finns."
        ),
    }


def _guidance(strategy: Strategy) -> Iterator[tuple[str, str]]:
    """Yield what the guidance is about, and what it says."""
    yield (
        "Kort sagt",
        f"Skriv en rad per aktivitet på bladet {ACTIVITIES_SHEET}, spara och ladda upp filen på sidan Ladda "
        "upp. Låt rubrikerna stå kvar. Innan något publiceras visas vad som är fel och vad som ändras.",
    )
    yield columns.TITLE.name, f"Vad aktiviteten kallas, högst {fields.LONGEST_TITLE} tecken."
    goals = ", ".join(f"{goal.number} {goal.name}" for goal in strategy.goals)
    yield columns.GOALS.name, f"Ett eller flera delmål, som nummer eller namn med komma emellan: {goals}."
    yield (
        f"{CODE.name}, {NAME.name}",
        "Välj kommunen i listan. Koden kan lämnas tom; fyller du i båda måste de höra ihop. Region Dalarna "
        f"({REGION_DALARNA}) är till för aktiviteter i hela länet.",
    )
    yield columns.PRINCIPALS.name, f"Vem som gör det: kommun, region eller {_BOTH}."
    yield columns.TARGET_GROUP.name, "För vem, till exempel äldre med hemtjänst. Får lämnas tom."
    yield (
        f"{columns.STARTS.name}, {columns.ENDS.name}",
        "Första och sista dagen, som 2025-03-01. Slutet får lämnas tomt så länge det är öppet. Det som tog "
        f"slut före {strategy.starts} tas inte emot.",
    )
    yield columns.STATE.name, f"Ett av orden {', '.join(State)}."
    yield columns.RESPONSIBLE.name, "Vilken funktion som ansvarar (enhetschef hemtjänsten), aldrig vem."
    yield (
        ", ".join(column.name for column in (columns.RESULT, columns.WENT_WELL, columns.WAS_HARD)),
        f"Vad det gav och vad ni lärde er, högst {fields.LONGEST_TEXT} tecken per cell. Får lämnas tomma.",
    )
    yield columns.JUDGEMENT.name, "Vad aktiviteten betyder för delmålet, med era ord. Får lämnas tom."
    yield columns.PLAN.name, "Den plan som aktiviteten ingår i, om den ingår i någon."
    yield (
        columns.ID.name,
        "Vad tjänsten känner igen aktiviteten på. Lämna cellen tom för en ny. Står den som i exporten kan du "
        "byta titel; utan id är det titeln i samma kommun som avgör.",
    )
    yield (
        "Inga personuppgifter",
        "Skriv aldrig namn, e-postadress, personnummer eller annat som pekar ut en person.",
    )
    yield (
        "Om du laddar upp igen",
        "En rad är allt som gäller för aktiviteten. Den ersätter det som tidigare laddats upp; även en tom "
        "cell ersätter, men en kolumn som inte finns i filen lämnar det som gäller. Aktiviteter som inte "
        "finns i filen rörs inte. En uppladdning kan ångras.",
    )
