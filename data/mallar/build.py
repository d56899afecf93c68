"""Build arsberattelse.docx anew: `.venv/bin/python -m data.mallar.build`. See README.md beside it."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gnv.report.document import LANGUAGE, TEXT_WIDTH_MM
from gnv.report.package import repacked
from gnv.report.template import BOX, BOX_TITLE, CELL, CELL_HEAD, FILE_NAME, LINK, SOURCE, TABLE
from gnv.report.wordml import add_field, element

FONT = "Calibri"  # on every computer that has Word; pictures bring their own letters
INK, MUTED, BLUE, HAIRLINE, BAND = "16273A", "55626F", "1B5A9C", "D9DEE3", "F3F6F9"
PAGE_WIDTH_MM, PAGE_HEIGHT_MM, MARGIN_MM = 210, 297, 25
TARGET = Path(__file__).parent / FILE_NAME
DAY = dt.date(2026, 1, 1)


def main() -> None:
    """Write the template beside this file."""
    document = Document()
    _language(document)
    _page(document)
    _texts(document)
    _boxes(document)
    _table(document)
    _bullets(document)
    _contents(document)
    _properties(document)
    stream = io.BytesIO()
    document.save(stream)
    TARGET.write_bytes(repacked(stream.getvalue(), DAY))


def _language(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), FONT)
    settings = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH_MM), Mm(PAGE_HEIGHT_MM)
    section.left_margin = section.right_margin = Mm((PAGE_WIDTH_MM - TEXT_WIDTH_MM) / 2)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    section.footer_distance = Mm(14)
    section.different_first_page_header_footer = True
    footer = section.footer.paragraphs[0]
    footer.style.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    add_field(footer, "TITLE", "")
    footer.add_run("\t")
    add_field(footer, "PAGE", "1")
    footer.add_run(" (")
    add_field(footer, "NUMPAGES", "1")
    footer.add_run(")")
    _border(footer.paragraph_format.element.get_or_add_pPr(), "top", HAIRLINE, 4, 6)


def _border(properties: Any, side: str, colour: str, eighths: int, space: int) -> None:
    borders = OxmlElement("w:pBdr")
    element(borders, side, val="single", sz=eighths, space=space, color=colour)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:outlineLvl"
    )


def _shading(properties: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{name}"), value)
    properties.insert_element_before(shading, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _texts(document: Any) -> None:
    _style(document, "Normal", 11, INK, before=0, after=6, line=1.15)
    _style(document, "Title", 34, INK, bold=True, before=190, after=8, line=1.0)
    _style(document, "Subtitle", 16, MUTED, before=0, after=24)
    _style(document, "Heading 1", 21, INK, bold=True, before=26, after=10, line=1.0)
    _style(document, "Heading 2", 15, INK, bold=True, before=16, after=5, line=1.0)
    _style(document, "Heading 3", 12, BLUE, bold=True, before=14, after=4, line=1.0)
    _style(document, "Caption", 9.5, MUTED, before=6, after=8)
    _style(document, "List Bullet", 11, INK, before=0, after=3, line=1.15)
    _style(document, "Header", 9, MUTED, before=0, after=0)
    _style(document, "Footer", 9, MUTED, before=0, after=0)
    _style(document, SOURCE, 9, MUTED, before=4, after=10)
    quote = _style(document, "Quote", 11, INK, before=8, after=8, line=1.2)
    quote.font.italic = True
    quote.paragraph_format.left_indent = Mm(6)
    _border(quote.element.get_or_add_pPr(), "left", HAIRLINE, 8, 10)
    title = document.styles["Title"].element.pPr
    for borders in title.findall(qn("w:pBdr")):
        title.remove(borders)
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(BLUE), True


def _boxes(document: Any) -> None:
    for name, bold, before, after in ((BOX_TITLE, True, 10, 0), (BOX, False, 0, 6)):
        style = _style(document, name, 10, INK, bold=bold, before=before, after=after, line=1.15)
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(4)
        style.paragraph_format.keep_with_next = bold
        properties = style.element.get_or_add_pPr()
        _border(properties, "left", BLUE, 20, 8)
        _shading(properties, BAND)


def _style(
    document: Any,
    name: str,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    before: float,
    after: float,
    line: float = 1.1,
) -> Any:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in ("Normal",) and style.base_style is None:
        style.base_style = styles["Normal"]
    font, form = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line
    form.alignment = WD_ALIGN_PARAGRAPH.LEFT
    style.hidden, style.quick_style, style.unhide_when_used = False, True, False
    for spacing in style.element.iter(qn("w:spacing")):  # the default Title is spaced out
        if spacing.getparent().tag == qn("w:rPr"):
            spacing.getparent().remove(spacing)
    return style


def _table(document: Any) -> None:
    _style(document, CELL, 9.5, INK, before=2, after=2, line=1.0)
    _style(document, CELL_HEAD, 9.5, INK, bold=True, before=2, after=2, line=1.0)
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    properties = element(style.element, "tblPr")
    borders = element(properties, "tblBorders")
    for side in ("bottom", "insideH"):
        element(borders, side, val="single", sz=4, space=0, color=HAIRLINE)
    margins = element(properties, "tblCellMar")
    for side in ("left", "right"):
        element(margins, side, w=85, type="dxa")
    first = element(style.element, "tblStylePr", type="firstRow")
    cell = element(first, "tcPr")
    element(element(cell, "tcBorders"), "bottom", val="single", sz=8, space=0, color=INK)


def _bullets(document: Any) -> None:
    """Write bullets as letters of the font, not as signs of the font Symbol."""
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        if level.find(qn("w:numFmt")).get(qn("w:val")) == "bullet":
            level.find(qn("w:lvlText")).set(qn("w:val"), "•")
            for properties in level.findall(qn("w:rPr")):
                level.remove(properties)


def _contents(document: Any) -> None:
    for level, indent, bold, before in ((1, 0, True, 8), (2, 5, False, 0), (3, 10, False, 0)):
        style = _style(document, f"toc {level}", 11, INK, bold=bold, before=before, after=3)
        style.paragraph_format.left_indent = Mm(indent)
        style.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    _style(document, "TOC Heading", 21, INK, bold=True, before=0, after=10)


def _properties(document: Any) -> None:
    """Let the file tell of no person and no machine."""
    moment = dt.datetime.combine(DAY, dt.time(12))
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.title = ""
    core.created = core.modified = moment
    core.revision, core.language = 1, LANGUAGE
    package = document.part.package
    for relation in list(package.rels.values()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[relation.rId]


if __name__ == "__main__":
    main()
