"""What a file or an upload may be about, and how the page *Ladda upp* speaks of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gnv import registered, submitted, uploads
from gnv.activities.form import Subject
from gnv.activities.submissions import ACTIVITIES
from gnv.areas import Areas
from gnv.assessment.submissions import SELF_ASSESSMENTS
from gnv.ledger.fallback import Fallback
from gnv.ledger.history import Submission, Upload
from gnv.ledger.kind import Kind
from gnv.received import About, Preview, Reading, taken_for
from gnv.strategy import Strategy
from gnv.words import number

Differences = Sequence[Any]  # of one matter's preview


@dataclass(frozen=True)
class Matter:
    """How one kind of submissions is spoken of.

    Attributes:
        kind: as the ledger knows it.
        one, several: what a submission is called.
        subjects: what submissions are about, in the plural, as a heading.
        file_text, preview_text, publish_text, publish_explanation: of a file, as in `gnv.uploads`.
        parts: what publishing would change, in tables with their captions.
        share_columns, share_rows, difference_columns, difference_rows: likewise.
        upload_text, submissions_table, consequences: of what has been published, as in `gnv.submitted`.
    """

    kind: Kind[Any]
    one: str
    several: str
    subjects: str
    file_text: Callable[[Any], str]
    preview_text: Callable[[Any], str]
    publish_text: Callable[[Any], str]
    publish_explanation: Callable[[Any], str]
    parts: Callable[[Any], list[tuple[str, Differences]]]
    share_columns: Sequence[str]
    share_rows: Callable[[Any, Areas], list[list[str]]]
    difference_columns: Sequence[str]
    difference_rows: Callable[[Differences, Strategy, Areas], list[list[str]]]
    upload_text: Callable[[Upload], str]
    submissions_table: Callable[[Upload, Areas], pd.DataFrame]
    consequences: Callable[[Sequence[Submission], Mapping[int, Fallback], Areas], list[str]]

    def counted(self, count: int) -> str:
        """Return a count of submissions (1 aktivitet, 12 aktiviteter)."""
        return uploads.counted(count, self.one, self.several)


def _answer_parts(weighed: Preview) -> list[tuple[str, Differences]]:
    fallen = [each for each in weighed.differences if getattr(each, "falls_away", False)]
    changed = [each for each in weighed.differences if each not in fallen]
    return [
        (f"{number(len(fallen))} svar som faller bort", fallen),
        (f"{number(len(changed))} svar som ändras", changed),
    ]


def _activity_parts(weighed: Preview) -> list[tuple[str, Differences]]:
    found = weighed.differences
    return [(f"{uploads.counted(len(found), 'uppgift', 'uppgifter')} som ändras", found)]


ANSWERS = Matter(
    kind=SELF_ASSESSMENTS,
    one="svar",
    several="svar",
    subjects="Verksamheter",
    file_text=uploads.file_text,
    preview_text=uploads.preview_text,
    publish_text=uploads.publish_text,
    publish_explanation=uploads.publish_explanation,
    parts=_answer_parts,
    share_columns=uploads.SHARE_COLUMNS,
    share_rows=uploads.share_rows,
    difference_columns=uploads.DIFFERENCE_COLUMNS,
    difference_rows=uploads.difference_rows,
    upload_text=submitted.upload_text,
    submissions_table=submitted.submissions_table,
    consequences=submitted.consequences,
)
REGISTERED = Matter(
    kind=ACTIVITIES,
    one="aktivitet",
    several="aktiviteter",
    subjects="Aktiviteter",
    file_text=registered.file_text,
    preview_text=registered.preview_text,
    publish_text=registered.publish_text,
    publish_explanation=registered.publish_explanation,
    parts=_activity_parts,
    share_columns=registered.SHARE_COLUMNS,
    share_rows=registered.share_rows,
    difference_columns=registered.DIFFERENCE_COLUMNS,
    difference_rows=registered.difference_rows,
    upload_text=registered.upload_text,
    submissions_table=registered.submissions_table,
    consequences=registered.consequences,
)
_BY_ABOUT = {About.ANSWERS: ANSWERS, About.ACTIVITIES: REGISTERED}


def of_reading(reading: Reading) -> Matter:
    """Return what a file is about."""
    return _BY_ABOUT[taken_for(reading)]


def of_upload(upload: Upload) -> Matter:
    """Return what an upload is about: that of its submissions, of which it has at least one."""
    return REGISTERED if isinstance(upload.submissions[0].unit, Subject) else ANSWERS
