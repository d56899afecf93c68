"""What a person has to mend, or ought to look at, in an uploaded table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding stops the file."""

    ERROR = "fel"
    WARNING = "varning"


@dataclass(frozen=True)
class Finding:
    """One thing found in a cell or a row.

    Attributes:
        row: number as the spreadsheet shows it; 0 where it concerns the whole file.
        column: the column's name; empty where it concerns the whole row.
        value: what stands in the cell, as text.
        message: a Swedish sentence that goes on from the column's name and so begins with the value
            or a verb: *7 ligger utanför skalan 1–5.*
        remedy: a Swedish sentence that says what to do.
        severity: whether it stops the file.
    """

    row: int
    column: str
    value: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"rad {self.row}" if self.row else "filen"
        said = " ".join(part for part in (self.column, self.message, self.remedy) if part)
        return f"{where}: {said}"
