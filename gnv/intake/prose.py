"""Texts that people write in the app: whole sentences, in several lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gnv.intake.texts import concerns
from gnv.problems import Problem, ProblemError
from gnv.tabular.values import text

_REFUSED = "Inget är sparat."


def prose(said: str, longest: int, name: str) -> str:
    """Return a text as it is stored: composed letters, plain line breaks, nothing invisible.

    Args:
        said: what the person wrote.
        longest: how many characters are let through.
        name: what the text is called (*Orsak*).

    Raises:
        ProblemError: where it is longer.
    """
    clean = text(said, max(longest, len(said)))
    if len(clean) > longest:
        what = f"{name} är {len(clean)} tecken, och får vara högst {longest}. {_REFUSED}"
        raise ProblemError(Problem(what, "Korta texten och spara igen."))
    return clean


def prose_concerns(texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what a person ought to look at in texts that can be stored: sentences with what to do.

    Args:
        texts: by what each is called.
    """
    for name, said in texts.items():
        for what, remedy in concerns(said):
            yield f"{name} {what} {remedy}"
