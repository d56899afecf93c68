"""Reports and texts made by tests."""

from __future__ import annotations

import datetime as dt

from gnv.frozen.texts import SectionText, edited

TODAY = dt.date(2026, 3, 1)


def section_text(said: str = "Vår *egen* text.", section: str = "inledning", year: int = 2025) -> SectionText:
    return edited(year, section, "Inledning", said, 0)
