"""The parts of WordprocessingML that python-docx does not make: fields, bookmarks, links, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gnv.report.document import Align, Table

_SIDES = {Align.START: "left", Align.CENTRE: "center", Align.END: "right"}


def element(parent: Any, tag: str, **attributes: object) -> Any:
    """Return a new element below a parent; attributes are of its own name space."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    parent.append(made)
    return made


def set_style(paragraph: Paragraph, style_id: str) -> None:
    """Let a paragraph have a style by its id; by its name every style is read each time."""
    paragraph._p.style = style_id


def add_field(paragraph: Paragraph, code: str, shown: str, *, bold: bool = False) -> None:
    """Add a field that Word computes, and what is shown until it has."""
    run = element(element(paragraph._p, "fldSimple", instr=f" {code} "), "r")
    if bold:
        element(element(run, "rPr"), "b")
    _add_text(run, shown)


def _add_text(run: Any, text: str) -> None:
    said = element(run, "t")
    said.text = text
    said.set(qn("xml:space"), "preserve")


def add_link(paragraph: Paragraph, address: str, text: str, style_id: str) -> Run:
    """Add a text that leads to an address, and return it."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element(paragraph._p, "hyperlink")
    link.set(qn("r:id"), relation)
    run = Run(element(link, "r"), paragraph)
    run.text = text
    element(run._r.get_or_add_rPr(), "rStyle", val=style_id)
    return run


def mark(paragraph: Paragraph, number: int) -> None:
    """Let the table of contents find a heading."""
    start = element(paragraph._p, "bookmarkStart", id=number, name=bookmark(number))
    first = paragraph._p.find(qn("w:r"))
    first.addprevious(start)
    element(paragraph._p, "bookmarkEnd", id=number)


def bookmark(number: int) -> str:
    """Return the name of a heading's bookmark, as Word names them."""
    return f"_Toc{number:08d}"


def begin_contents(paragraph: Paragraph, depth: int) -> None:
    """Begin the field of a table of contents in its first entry."""
    _field_mark(paragraph._p, "begin", 0)
    run = OxmlElement("w:r")
    code = element(run, "instrText")
    code.text = f' TOC \\o "1-{depth}" \\h \\z \\u '
    code.set(qn("xml:space"), "preserve")
    _after_properties(paragraph._p, run, 1)
    _field_mark(paragraph._p, "separate", 2)


def _field_mark(paragraph: Any, kind: str, place: int) -> None:
    run = OxmlElement("w:r")
    element(run, "fldChar", fldCharType=kind)
    _after_properties(paragraph, run, place)


def _after_properties(paragraph: Any, made: Any, place: int) -> None:
    paragraph.insert(place + (paragraph.pPr is not None), made)


def end_contents(paragraph: Paragraph) -> None:
    """End the field of a table of contents."""
    element(element(paragraph._p, "r"), "fldChar", fldCharType="end")


def add_entry(paragraph: Paragraph, number: int, text: str) -> None:
    """Add a text that leads to a heading of the document."""
    link = element(paragraph._p, "hyperlink", anchor=bookmark(number), history=1)
    _add_text(element(link, "r"), text)


def describe(picture: Any, name: str, alt: str) -> None:
    """Say what a picture shows, for those who do not see it."""
    properties = picture._inline.docPr
    properties.set("name", name)
    properties.set("descr", alt)


def fill_fields(part: Any, code: str, shown: str) -> None:
    """Let simple fields of a header or footer show what Word will find."""
    for field in part._element.iter(qn("w:fldSimple")):
        if field.get(qn("w:instr"), "").split()[:1] == [code]:
            for text in list(field.iter(qn("w:t")))[:1]:
                text.text = shown


def table_element(table: Table, shares: Sequence[float], width: int, styles: tuple[str, str, str]) -> Any:
    """Return a table whose header is repeated on every page and whose rows are never divided.

    Args:
        shares: of the width, per column.
        width: of the whole, in twentieths of a point.
        styles: ids of the styles of the table, its header's cells and its other cells.
    """
    style, head, cell = styles
    root = OxmlElement("w:tbl")
    properties = element(root, "tblPr")
    element(properties, "tblStyle", val=style)
    element(properties, "tblW", w=5000, type="pct")
    element(properties, "tblLook", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1)
    element(properties, "tblCaption", val=table.caption)
    grid = element(root, "tblGrid")
    widths = [round(width * share / sum(shares)) for share in shares]
    for each in widths:
        element(grid, "gridCol", w=each)
    last = len(table.rows)
    for row, (texts, look) in enumerate(_rows(table, head, cell)):
        made = element(root, "tr")
        about = element(made, "trPr")
        element(about, "cantSplit")
        if row == 0:
            element(about, "tblHeader")
        kept = bool(table.notes) if row == last else table.is_short or row == 0
        for text, align, each in zip(texts, table.aligned, widths, strict=True):
            _add_cell(made, text, look, align, each, kept=kept)
    return root


def _rows(table: Table, head: str, cell: str) -> Iterator[tuple[tuple[str, ...], str]]:
    yield table.header, head
    for row in table.rows:
        yield row, cell


def _add_cell(row: Any, text: str, look: str, align: Align, width: int, *, kept: bool) -> None:
    """Add a cell of so many twentieths of a point; one that is kept stays on the page of the next row."""
    cell = element(row, "tc")
    element(element(cell, "tcPr"), "tcW", w=width, type="dxa")
    paragraph = element(cell, "p")
    properties = element(paragraph, "pPr")
    element(properties, "pStyle", val=look)
    if kept:
        element(properties, "keepNext")
    if align is not Align.START:
        element(properties, "jc", val=_SIDES[align])
    run = element(paragraph, "r")
    for place, line in enumerate(text.split("\n")):
        if place:
            element(run, "br")
        _add_text(run, line)
