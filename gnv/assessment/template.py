"""The template that people fill in: a workbook with choices and guidance, and the same headings as CSV.

The wide shape, a row per unit: it is the one that is filled in with the fewest cells.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gnv.areas import REGION_DALARNA, Areas
from gnv.assessment import columns, fields
from gnv.assessment.columns import ANSWERS_SHEET, GUIDANCE_SHEET, Shape
from gnv.assessment.form import Principal
from gnv.strategy import Strategy
from gnv.tabular.columns import Column

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LAST_ROW = 2000  # with choices; rows below it are read too
_LISTS_SHEET = "Listor"
_LONGEST_TITLE, _LONGEST_TIP = 32, 255  # Excel's
_WIDTHS = {
    columns.ROUND: 10,
    columns.CODE: 13,
    columns.NAME: 18,
    columns.PRINCIPAL: 12,
    columns.UNIT: 36,
    columns.RESPONDENTS: 15,
    columns.COMMENT: 60,
}
_GOAL_WIDTH = 13
_TEXTS = (columns.ROUND, columns.CODE, columns.UNIT)  # or 2025-1 becomes a date, and 0020 becomes 20

Rule = Mapping[str, object]


def template_csv(strategy: Strategy) -> bytes:
    """Return the headings as CSV that Swedish Excel opens: semicolon, UTF-8 with mark."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerow(column.name for column in _columns(strategy))
    return stream.getvalue().encode("utf-8-sig")


def template_xlsx(strategy: Strategy, areas: Areas) -> bytes:
    """Return a workbook to fill in: headings with choices, guidance, and a hidden sheet of lists."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": f"Självskattning: {strategy.name}"})
        answers = book.add_worksheet(ANSWERS_SHEET)
        _write_guidance(book, strategy)
        places = _write_places(book, areas)
        _write_headings(book, answers, strategy)
        for index, rule in enumerate(_rules(strategy, places)):
            answers.data_validation(1, index, LAST_ROW, index, dict(rule))
    return buffer.getvalue()


def _columns(strategy: Strategy) -> tuple[Column, ...]:
    return columns.columns_of(Shape.WIDE, strategy)


def _write_headings(book: Workbook, sheet: Worksheet, strategy: Strategy) -> None:
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EDF2"}
    )
    plain = book.add_format({"valign": "top", "text_wrap": True})
    text = book.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
    for index, column in enumerate(_columns(strategy)):
        width = _WIDTHS.get(column, _GOAL_WIDTH)
        sheet.set_column(index, index, width, text if column in _TEXTS else plain)
        sheet.write_string(0, index, column.name, heading)
    sheet.ignore_errors({"number_stored_as_text": f"A2:E{LAST_ROW + 1}"})
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _write_places(book: Workbook, areas: Areas) -> str:
    """Write the names of the municipalities on a hidden sheet and return where they stand."""
    sheet = book.add_worksheet(_LISTS_SHEET)
    sheet.hide()
    names = [areas.name(code) for code in (*areas.dalarna, REGION_DALARNA)]
    sheet.write_column(0, 0, names)
    return f"={_LISTS_SHEET}!$A$1:$A${len(names)}"


def _write_guidance(book: Workbook, strategy: Strategy) -> None:
    sheet = book.add_worksheet(GUIDANCE_SHEET)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26, book.add_format({"bold": True, "valign": "top", "text_wrap": True}))
    sheet.set_column(1, 1, 100, book.add_format({"valign": "top", "text_wrap": True}))
    sheet.write_string(0, 0, GUIDANCE_SHEET, book.add_format({"bold": True, "font_size": 16}))
    for row, (about, said) in enumerate(_guidance(strategy), 2):
        sheet.write_string(row, 0, about)
        sheet.write_string(row, 1, said)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


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
        f"{columns.CODE.name}, {columns.NAME.name}",
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


def _rules(strategy: Strategy, places: str) -> Iterator[Rule]:
    """Yield what Excel says of and takes in each column, in their order."""
    low, high = strategy.scale
    yield _tip(columns.ROUND.name, "Ett år, eller år och halvår: 2025 eller 2025-1.")
    yield _tip(columns.CODE.name, "Kan lämnas tom när kommunen är vald.")
    yield {
        "validate": "list",
        "source": places,
        **_refusal("Välj en kommun i listan, eller Region Dalarna för hela länet."),
    }
    yield {
        "validate": "list",
        "source": [str(principal) for principal in Principal],
        **_refusal("Välj kommun eller region."),
    }
    yield {
        "validate": "length",
        "criteria": "<=",
        "value": fields.LONGEST_UNIT,
        **_refusal(f"Skriv högst {fields.LONGEST_UNIT} tecken."),
    }
    for goal in strategy.goals:
        yield {
            "validate": "decimal",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            **_refusal(f"Skriv ett tal mellan {low} och {high}, eller lämna cellen tom."),
            **_message(goal.name, " ".join(goal.statements) or goal.aim),
        }
    yield {
        "validate": "integer",
        "criteria": "between",
        "minimum": 1,
        "maximum": fields.MOST_RESPONDENTS,
        **_refusal("Skriv ett helt tal från 1, eller lämna cellen tom."),
    }
    yield {
        "validate": "length",
        "criteria": "<=",
        "value": fields.LONGEST_COMMENT,
        **_refusal(f"Skriv högst {fields.LONGEST_COMMENT} tecken."),
        **_message(columns.COMMENT.name, "Skriv inga personuppgifter."),
    }


def _tip(title: str, message: str) -> Rule:
    return {"validate": "any", **_message(title, message)}


def _message(title: str, message: str) -> Rule:
    return {"input_title": _cut(title, _LONGEST_TITLE), "input_message": _cut(message, _LONGEST_TIP)}


def _refusal(message: str) -> Rule:
    return {"error_title": "Det går inte att läsa", "error_message": _cut(message, _LONGEST_TIP)}


def _cut(said: str, longest: int) -> str:
    return said if len(said) <= longest else said[: longest - 1] + "…"
