"""The template of self-assessments.

The wide shape, a row per unit: it is the one that is filled in with the fewest cells.
"""

from __future__ import annotations

from collections.abc import Iterator

from gnv.areas import REGION_DALARNA, Areas
from gnv.assessment import columns, fields
from gnv.assessment.columns import ANSWERS_SHEET, Shape
from gnv.intake import template
from gnv.intake.choices import Principal
from gnv.intake.columns import CODE, NAME
from gnv.intake.template import Blank, Rule, at_most, municipality_rule, note, one_of, refusal, tip
from gnv.strategy import Strategy
from gnv.tabular.columns import Column

_WIDTHS = {
    columns.ROUND: 10,
    CODE: 13,
    NAME: 18,
    columns.PRINCIPAL: 12,
    columns.UNIT: 36,
    columns.RESPONDENTS: 15,
    columns.COMMENT: 60,
}
_GOAL_WIDTH = 13
_TEXTS = (columns.ROUND, CODE, columns.UNIT)  # or 2025-1 becomes a date, and 0020 becomes 20


def template_csv(strategy: Strategy) -> bytes:
    """Return the headings as CSV that Swedish Excel opens."""
    return template.template_csv(_blanks(strategy))


def template_xlsx(strategy: Strategy, areas: Areas) -> bytes:
    """Return a workbook to fill in."""
    title = f"Självskattning: {strategy.name}"
    blanks = list(_blanks(strategy))
    return template.template_xlsx(title, ANSWERS_SHEET, blanks, _guidance(strategy), areas)


def _blanks(strategy: Strategy) -> Iterator[Blank]:
    rules = _rules(strategy)
    for column in columns.columns_of(Shape.WIDE, strategy):
        yield Blank(column, _WIDTHS.get(column, _GOAL_WIDTH), rules[column], as_text=column in _TEXTS)


def _guidance(strategy: Strategy) -> Iterator[tuple[str, str]]:
    """Yield what the guidance is about, and what it says."""
    low, high = strategy.scale
    yield (
        "Kort sagt",
        f"Skriv en rad per verksamhet och omgång på bladet {ANSWERS_SHEET}, spara och ladda upp filen på "
        "sidan Ladda upp. Låt rubrikerna stå kvar. Innan något publiceras visas vad som är fel och vad som "
        "ändras.",
    )
    yield columns.ROUND.name, "Ett år, eller år och halvår: 2025, eller 2025-1 (våren) och 2025-2 (hösten)."
    yield (
        f"{CODE.name}, {NAME.name}",
        "Välj kommunen i listan. Koden kan lämnas tom; fyller du i båda måste de höra ihop. Region Dalarna "
        f"({REGION_DALARNA}) är till för verksamheter som arbetar för hela länet.",
    )
    yield columns.PRINCIPAL.name, "Vem som ansvarar för verksamheten: kommun eller region."
    yield (
        columns.UNIT.name,
        "Verksamhetens namn, skrivet likadant i varje omgång. Stora och små bokstäver gör ingen skillnad.",
    )
    yield (
        "Poäng",
        f"Ett tal mellan {low} och {high} för varje delmål, där {high} är högst. Decimaler går bra (3,5). "
        "Lämna cellen tom om frågan inte besvarats. Det finns inga rätta eller felaktiga svar.",
    )
    yield columns.RESPONDENTS.name, "Hur många personer som står bakom poängen. Får lämnas tom."
    yield columns.COMMENT.name, "Fritext, högst 2 000 tecken. Får lämnas tom."
    yield (
        "Inga personuppgifter",
        "Skriv aldrig namn, personnummer eller annat som pekar ut en person: inte i kommentaren och inte i "
        "verksamhetens namn.",
    )
    yield (
        "Om du laddar upp igen",
        "En rad är verksamhetens hela svar i omgången. Den ersätter det som tidigare laddats upp för samma "
        "omgång, kommun, huvudman och verksamhet; även en tom cell ersätter. Verksamheter som inte finns i "
        "filen rörs inte. En uppladdning kan ångras.",
    )
    yield "Påståenden", "Det här tar verksamheten ställning till:"
    for goal in strategy.goals:
        yield f"{goal.number}. {goal.name}", "\n".join(goal.statements) or goal.aim


def _rules(strategy: Strategy) -> dict[Column, Rule]:
    """Return what Excel says of and takes in each column."""
    low, high = strategy.scale
    scores = {
        columns.goal_column(goal): {
            "validate": "decimal",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            **refusal(f"Skriv ett tal mellan {low} och {high}, eller lämna cellen tom."),
            **note(goal.name, " ".join(goal.statements) or goal.aim),
        }
        for goal in strategy.goals
    }
    respondents = {
        "validate": "integer",
        "criteria": "between",
        "minimum": 1,
        "maximum": fields.MOST_RESPONDENTS,
        **refusal("Skriv ett helt tal från 1, eller lämna cellen tom."),
    }
    return {
        columns.ROUND: tip(columns.ROUND.name, "Ett år, eller år och halvår: 2025 eller 2025-1."),
        CODE: tip(CODE.name, "Kan lämnas tom när kommunen är vald."),
        NAME: municipality_rule(),
        columns.PRINCIPAL: one_of(list(map(str, Principal)), "Välj kommun eller region."),
        columns.UNIT: at_most(fields.LONGEST_UNIT),
        **scores,
        columns.RESPONDENTS: respondents,
        columns.COMMENT: {
            **at_most(fields.LONGEST_COMMENT),
            **note(columns.COMMENT.name, "Skriv inga personuppgifter."),
        },
    }
