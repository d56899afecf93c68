"""What is wrong and what to do about it, as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file or a setting.

    Attributes:
        what: a Swedish sentence that names the file, the row and the value.
        remedy: a Swedish sentence that says what to do.
        outward: what is told instead to those who only read, where the problem names places that are not
            theirs to know; empty where it may be told to all.
    """

    what: str
    remedy: str
    outward: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}"


class ProblemError(Exception):
    """Raised where a problem stops the work; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
