"""The annual report's sections as something that can be written, and its freezings to be followed back."""

from __future__ import annotations

from collections.abc import Mapping

from gnv.annual.prose import read_text, text_html, written
from gnv.annual.sections import Section
from gnv.annual.shown import Annual, frozen_html
from gnv.areas import REGION_DALARNA
from gnv.frozen.report import report_topic
from gnv.frozen.submissions import REPORTS, TEXTS
from gnv.frozen.texts import LONGEST, SectionText, edited, text_key
from gnv.ui.writing import Field, Followed, Piece

FREEZING = "frysning"  # where it is told what became of freezing
_HEIGHT = 320


def freezings(year: int) -> Followed:
    """Return what a year's report has been frozen to."""
    return Followed(
        place=FREEZING,
        what="frysningen",
        without="är berättelsen inte påbörjad, och räknas på det som gäller nu",
        code=REGION_DALARNA,
        kind=REPORTS,
        key=report_topic(year).key,
        shown=frozen_html,
    )


def section_place(year: int, section: Section) -> str:
    """Return what tells a section's text from others on the desk."""
    return f"text-{year}-{section.id}"


def section_piece(annual: Annual, section: Section) -> Piece:
    """Return the text of a section, which begins with the drafted one."""
    number = annual.stood.submission if annual.stood else 0

    def made(said: Mapping[str, str]) -> SectionText:
        return edited(annual.year, section.id, section.title, said["text"], number)

    return Piece(
        place=section_place(annual.year, section),
        what="texten",
        without="gäller utkastet igen",
        code=REGION_DALARNA,
        kind=TEXTS,
        key=text_key(annual.year, section.id),
        fields=(Field("text", f"Texten i {section.title}", LONGEST, _HEIGHT),),
        start={"text": written(annual.drafts.get(section.id, ()))},
        made=made,
        shown=lambda form: text_html(read_text(form.text)),
    )
