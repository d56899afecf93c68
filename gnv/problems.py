"""What is wrong and what to do about it, as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file or a setting.

    Attributes:
        what: a Swedish sentence that names the file, the row and the value.
        remedy: a Swedish sentence that says what to do.
    """

    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}"


class ProblemError(Exception):
    """Raised where a problem stops the work; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
