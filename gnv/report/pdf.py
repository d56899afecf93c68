"""A document as PDF for publishing: tagged, with bookmarks, in our own letters, its pictures as vectors."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from gnv.report.columns import shares
from gnv.report.document import Block, Document, Picture, Table, cleaned
from gnv.report.press import pdf_file
from gnv.times import day_text

_TEMPLATE = "rapport.typ"


def pdf(document: Document) -> bytes:
    """Return a document as a PDF file, the same bytes each time.

    Raises:
        PressError: where it could not be made.
    """
    return pdf_file(_TEMPLATE, _told(document), document.day)


def _told(document: Document) -> dict[str, Any]:
    """Return a document as the template reads it."""
    day = document.day
    told = {
        "title": document.title,
        "subtitle": document.subtitle,
        "publisher": document.publisher,
        "said_day": day_text(day.isoformat()),
        "blocks": [_block(block) for block in document.blocks],
    }
    return {**cleaned(told), "day": [day.year, day.month, day.day], "cover": document.cover}


def _block(block: Block) -> dict[str, Any]:
    told = asdict(block)
    if isinstance(block, Picture):
        told["width"] = block.width_mm
    elif isinstance(block, Table):
        told["align"] = block.aligned
        told["columns"] = shares(block)
        told["together"] = block.is_short
    return {"kind": type(block).__name__.lower(), **told}
