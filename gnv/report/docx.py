"""A document as DOCX, for people to go on writing in: real headings, captions, fields and alt texts."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from gnv.report import document as parts
from gnv.report import wordml
from gnv.report.columns import shares
from gnv.report.document import TEXT_WIDTH_MM, Document, printable
from gnv.report.package import repacked
from gnv.report.press import drawn
from gnv.report.template import BOX, BOX_TITLE, CELL, CELL_HEAD, LINK, SOURCE, TABLE
from gnv.times import day_text

_DOTS_PER_INCH = 220.0
_MM_PER_INCH = 25.4
_PAGES_TO_COME = "Sidnumren kommer när innehållet uppdateras: högerklicka på det och välj Uppdatera fält."
_TWENTIETHS_PER_MM = 1440 / _MM_PER_INCH


def docx(document: Document, template: bytes) -> bytes:
    """Return a document as a DOCX file in a template's styles, the same bytes each time.

    Args:
        template: as `gnv.report.template.load_template` gives it.

    Raises:
        PressError: where a picture could not be drawn.
    """
    images = drawn([(picture.on_paper, _scale(picture)) for picture in document.pictures])
    file = python_docx.Document(io.BytesIO(template))
    _empty(file)
    writer = _Writer(file, document, images)
    writer.write()
    _tell_of(file, document)
    stream = io.BytesIO()
    file.save(stream)
    return repacked(stream.getvalue(), document.day)


def _scale(picture: parts.Picture) -> float:
    """Return how many pixels a drawing unit gets."""
    return picture.width_mm / _MM_PER_INCH * _DOTS_PER_INCH / picture.units[0]


def _empty(file: Any) -> None:
    """Remove what a template says: its pages, headers and styles remain."""
    body = file.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)


def _tell_of(file: Any, document: Document) -> None:
    """Let the file's properties tell of the document, and of no person."""
    about = file.core_properties
    about.title, about.subject = printable(document.title)[:255], printable(document.subtitle)[:255]
    about.author = about.last_modified_by = printable(document.publisher)[:255]
    about.comments = about.keywords = about.category = ""
    about.created = about.modified = dt.datetime.combine(document.day, dt.time(12))
    about.revision, about.language = 1, parts.LANGUAGE
    for section in file.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                wordml.fill_fields(part, "TITLE", printable(document.title))


class _Writer:
    """Writes a document's parts one after another into an empty file."""

    def __init__(self, file: Any, document: Document, images: Sequence[bytes]) -> None:
        self._file, self._document = file, document
        self._images = iter(images)
        self._styles = {style.name: style.style_id for style in file.styles}
        self._figures = self._tables = self._headings = 0
        self._new_page = False

    def write(self) -> None:
        """Write the front and every part."""
        self._front()
        for block in self._document.blocks:
            self._block(block)

    def _block(self, block: parts.Block) -> None:
        match block:
            case parts.Heading():
                self._headings += 1
                wordml.mark(self._said(block.text, f"Heading {block.level}"), self._headings)
            case parts.Paragraph():
                self._prose(block.runs, "Normal")
            case parts.Bullets():
                for item in block.items:
                    self._prose(item, "List Bullet")
            case parts.Box():
                self._box(block)
            case parts.Source():
                self._said(block.text, SOURCE)
            case parts.Picture():
                self._picture(block)
            case parts.Table():
                self._table(block)
            case parts.PageBreak():
                self._new_page = True
            case parts.Contents():
                self._contents(block)

    def _front(self) -> None:
        document = self._document
        title = self._said(document.title, "Title")
        if not document.cover:
            title.paragraph_format.space_before = Pt(0)
        if document.subtitle:
            self._said(document.subtitle, "Subtitle")
        self._said(f"{document.publisher}, {day_text(document.day.isoformat())}", SOURCE)
        self._new_page = document.cover

    def _paragraph(self, style: str) -> WordParagraph:
        paragraph: WordParagraph = self._file.add_paragraph()
        wordml.set_style(paragraph, self._styles[style])
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            paragraph.paragraph_format.space_before = Pt(0)
            self._new_page = False
        return paragraph

    def _said(self, text: str, style: str) -> WordParagraph:
        paragraph = self._paragraph(style)
        paragraph.add_run(printable(text))
        return paragraph

    def _prose(self, runs: parts.Prose, style: str) -> None:
        paragraph = self._paragraph(style)
        for run in runs:
            text = printable(run.text)
            if run.link:
                written = wordml.add_link(paragraph, run.link, text, self._styles[LINK])
            else:
                written = paragraph.add_run(text)
            written.bold, written.italic = run.strong or None, run.emphasis or None

    def _box(self, box: parts.Box) -> None:
        quote = box.tone is parts.Tone.QUOTE
        if box.title:
            title = self._said(box.title, SOURCE if quote else BOX_TITLE)
            title.paragraph_format.keep_with_next = True
            if quote:
                title.paragraph_format.space_after = Pt(0)
        for runs in box.paragraphs:
            self._prose(runs, "Quote" if quote else BOX)

    def _picture(self, picture: parts.Picture) -> None:
        self._figures += 1
        paragraph = self._paragraph("Normal")
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.line_spacing = 1.0
        image = paragraph.add_run().add_picture(io.BytesIO(next(self._images)), width=Mm(picture.width_mm))
        wordml.describe(image, f"Figur {self._figures}", printable(picture.alt))
        self._caption("Figur", self._figures, picture.caption)

    def _table(self, table: parts.Table) -> None:
        self._tables += 1
        form = self._caption("Tabell", self._tables, table.caption).paragraph_format
        form.keep_with_next, form.space_after = True, Pt(2)
        looks = (self._styles[TABLE], self._styles[CELL_HEAD], self._styles[CELL])
        width = round(TEXT_WIDTH_MM * _TWENTIETHS_PER_MM)
        made = wordml.table_element(_printable_table(table), shares(table), width, looks)
        self._file.element.body.insert_element_before(made, "w:sectPr")
        # A paragraph parts it from a table that follows, and from the next text.
        for left, note in enumerate(table.notes or ("",), start=1 - len(table.notes)):
            form = self._said(note, SOURCE).paragraph_format
            if left < 0:
                form.keep_with_next, form.space_after = True, Pt(0)

    def _caption(self, kind: str, number: int, text: str) -> WordParagraph:
        caption = self._paragraph("Caption")
        caption.add_run(f"{kind} ").bold = True
        wordml.add_field(caption, rf"SEQ {kind} \* ARABIC", str(number), bold=True)
        caption.add_run(".").bold = True
        caption.add_run(f" {printable(text)}")
        return caption

    def _contents(self, contents: parts.Contents) -> None:
        """Write a field that Word fills in, and meanwhile the headings without their pages.

        A document can ask Word to fill it in at opening, but then Word warns of other files before it shows
        anything. So the last line in the field tells how, and is gone when it has been filled in.
        """
        self._said(contents.title, "TOC Heading")
        entry = None
        for number, heading in enumerate(self._document.headings, start=1):
            if heading.level <= contents.depth:
                first = entry is None
                entry = self._paragraph(f"toc {heading.level}")
                wordml.add_entry(entry, number, printable(heading.text))
                if first:
                    wordml.begin_contents(entry, contents.depth)
        if entry is not None:
            wordml.end_contents(self._said(_PAGES_TO_COME, SOURCE))


def _printable_table(table: parts.Table) -> parts.Table:
    return parts.Table(
        printable(table.caption).replace("\n", " "),
        tuple(map(printable, table.header)),
        tuple(tuple(map(printable, row)) for row in table.rows),
        table.align,
        table.notes,
    )
