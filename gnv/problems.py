"""What is wrong and what to do about it, as a person reads it."""

from __future__ import annotations

import errno
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


_REASONS = {
    errno.ENOENT: "mappen eller filen finns inte",
    errno.EACCES: "rättigheter saknas",
    errno.EPERM: "rättigheter saknas",
    errno.EEXIST: "där ligger redan något annat",
    errno.EROFS: "platsen är skrivskyddad",
    errno.ENOSPC: "disken är full",
    errno.EDQUOT: "utrymmet är slut",
    errno.EFBIG: "filen får inte bli så stor",
    errno.EISDIR: "det är en mapp",
    errno.ENOTDIR: "det som skulle vara en mapp är en fil",
    errno.ENAMETOOLONG: "namnet är för långt",
}


def reason(error: BaseException) -> str:
    """Return in Swedish why the system refused; in its own words where it is none of the usual reasons."""
    said = getattr(error, "strerror", None) or type(error).__name__
    return _REASONS.get(getattr(error, "errno", None) or 0, said)
