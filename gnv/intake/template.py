"""The templates that people fill in: a workbook with choices and guidance, and the same headings as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gnv.areas import REGION_DALARNA, Areas
from gnv.intake.columns import GUIDANCE_SHEET
from gnv.tabular.cells import column_letters
from gnv.tabular.columns import Column

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LAST_ROW = 2000  # with choices; rows below it are read too
_LISTS_SHEET = "Listor"
_LONGEST_TITLE, _LONGEST_TIP = 32, 255  # Excel's
PLACES = "places"  # stands for where the names of the municipalities are, as the source of choices

Rule = Mapping[str, object]


@dataclass(frozen=True)
class Blank:
    """A column to fill in.

    Attributes:
        column: which one.
        width: in characters.
        rule: what Excel says of it and takes in it; nothing where there is none.
        as_text: whether Excel is kept from making dates and numbers of what is written.
    """

    column: Column
    width: int
    rule: Rule = field(default_factory=dict)
    as_text: bool = False


def template_csv(blanks: Iterable[Blank]) -> bytes:
    """Return the headings as CSV that Swedish Excel opens: semicolon, UTF-8 with mark."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerow(blank.column.name for blank in blanks)
    return stream.getvalue().encode("utf-8-sig")


def template_xlsx(
    title: str, sheet_name: str, blanks: Sequence[Blank], guidance: Iterable[tuple[str, str]], areas: Areas
) -> bytes:
    """Return a workbook to fill in: headings with choices, guidance, and a hidden sheet of lists.

    Args:
        title: of the workbook.
        sheet_name: of the sheet that is filled in.
        blanks: its columns.
        guidance: what it is about, and what it says.
        areas: whose names can be chosen.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": title})
        sheet = book.add_worksheet(sheet_name)
        _write_guidance(book, guidance)
        places = _write_places(book, areas)
        _write_headings(book, sheet, blanks)
        for index, blank in enumerate(blanks):
            if blank.rule:
                rule = dict(blank.rule)
                if rule.get("source") == PLACES:
                    rule["source"] = places
                sheet.data_validation(1, index, LAST_ROW, index, rule)
    return buffer.getvalue()


def _write_headings(book: Workbook, sheet: Worksheet, blanks: Sequence[Blank]) -> None:
    heading = book.add_format(
        {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EDF2"}
    )
    plain = book.add_format({"valign": "top", "text_wrap": True})
    text = book.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
    for index, blank in enumerate(blanks):
        sheet.set_column(index, index, blank.width, text if blank.as_text else plain)
        sheet.write_string(0, index, blank.column.name, heading)
    sheet.ignore_errors({"number_stored_as_text": f"A2:{column_letters(len(blanks) - 1)}{LAST_ROW + 1}"})
    sheet.freeze_panes(1, 0)
    _on_one_page_across(sheet)
    sheet.repeat_rows(0)


def _write_places(book: Workbook, areas: Areas) -> str:
    """Write the names of the municipalities on a hidden sheet and return where they stand."""
    sheet = book.add_worksheet(_LISTS_SHEET)
    sheet.hide()
    names = [areas.name(code) for code in (*areas.dalarna, REGION_DALARNA)]
    sheet.write_column(0, 0, names)
    return f"={_LISTS_SHEET}!$A$1:$A${len(names)}"


def _write_guidance(book: Workbook, guidance: Iterable[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(GUIDANCE_SHEET)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26, book.add_format({"bold": True, "valign": "top", "text_wrap": True}))
    sheet.set_column(1, 1, 100, book.add_format({"valign": "top", "text_wrap": True}))
    sheet.write_string(0, 0, GUIDANCE_SHEET, book.add_format({"bold": True, "font_size": 16}))
    for row, (about, said) in enumerate(guidance, 2):
        sheet.write_string(row, 0, about)
        sheet.write_string(row, 1, said)
    _on_one_page_across(sheet)


def _on_one_page_across(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def municipality_rule() -> Rule:
    """Return the rule of a column whose choices are the municipalities and the region."""
    return one_of(PLACES, "Välj en kommun i listan, eller Region Dalarna för hela länet.")


def one_of(source: str | Sequence[str], message: str) -> Rule:
    """Return the rule of a column with choices, and what is said where none of them is chosen."""
    return {"validate": "list", "source": source, **refusal(message)}


def at_most(longest: int) -> Rule:
    """Return the rule of a column with a text that has a longest length."""
    return {
        "validate": "length",
        "criteria": "<=",
        "value": longest,
        **refusal(f"Skriv högst {longest} tecken."),
    }


def tip(title: str, message: str) -> Rule:
    """Return the rule of a column in which anything may be written."""
    return {"validate": "any", **note(title, message)}


def note(title: str, message: str) -> Rule:
    """Return what is said where a cell is chosen."""
    return {"input_title": _cut(title, _LONGEST_TITLE), "input_message": _cut(message, _LONGEST_TIP)}


def refusal(message: str) -> Rule:
    """Return what is said where a cell cannot be read."""
    return {"error_title": "Det går inte att läsa", "error_message": _cut(message, _LONGEST_TIP)}


def _cut(said: str, longest: int) -> str:
    return said if len(said) <= longest else said[: longest - 1] + "…"
