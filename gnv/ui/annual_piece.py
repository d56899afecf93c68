"""A section of the annual report as something that can be written."""

from __future__ import annotations

from collections.abc import Mapping

from gnv.annual.prose import HELP, read_text, text_html, written
from gnv.annual.sections import Section
from gnv.annual.shown import Annual
from gnv.areas import REGION_DALARNA
from gnv.frozen.submissions import TEXTS
from gnv.frozen.texts import LONGEST, SectionText, edited, text_key
from gnv.ui.writing import Field, Piece

_HEIGHT = 320


def section_piece(annual: Annual, section: Section) -> Piece:
    """Return the text of a section, which begins with the drafted one."""
    number = annual.stood.submission if annual.stood else 0

    def made(said: Mapping[str, str]) -> SectionText:
        return edited(annual.year, section.id, section.title, said["text"], number)

    return Piece(
        place=f"text-{annual.year}-{section.id}",
        what="texten",
        code=REGION_DALARNA,
        kind=TEXTS,
        key=text_key(annual.year, section.id),
        fields=(Field("text", HELP, LONGEST, _HEIGHT),),
        start={"text": written(annual.drafts.get(section.id, ()))},
        made=made,
        shown=lambda form: text_html(read_text(form.text)),
    )
