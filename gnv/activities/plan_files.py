"""The PDF files of local plans: each named by its own hash, so that none is ever another's or written over.

A file is kept before the plan that names it is published. One that no plan came to name does no harm.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

from gnv.activities.pdf import check_pdf
from gnv.activities.plan import is_digest
from gnv.durable import flush_folder, put_whole
from gnv.problems import Problem, ProblemError, reason
from gnv.settings import Settings

FOLDER = "planer"
_LOG = logging.getLogger("gnv.store")


def keep(where: Settings, content: bytes) -> str:
    """Keep a PDF and return its SHA-256; one that is kept already is left as it is.

    Raises:
        ProblemError: where it is no PDF that can be taken in, or cannot be written.
    """
    check_pdf(content)
    digest = hashlib.sha256(content).hexdigest()
    place = plan_file(where, digest)
    try:
        if _is_kept(place, digest):
            return digest
        place.parent.mkdir(parents=True, exist_ok=True)
        put_whole(place, content, "plan", _LOG)
        flush_folder(place.parent)
    except OSError as error:
        raise ProblemError(
            Problem(
                f"Filen kan inte sparas i {place.parent} ({reason(error)}). Planen är inte publicerad.",
                "Ge tjänsten rätt att skriva där, eller frigör utrymme.",
                outward="Filen kan inte sparas. Planen är inte publicerad.",
            )
        ) from error
    return digest


def read(where: Settings, digest: str) -> bytes:
    """Return a PDF.

    Raises:
        ProblemError: where it is not there, or no longer as it was.
    """
    place = plan_file(where, digest)
    try:
        content = place.read_bytes()
    except OSError as error:
        raise _missing(place, "saknas") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise _missing(place, "är inte som den var")
    return content


def problem_of(where: Settings, digest: str) -> Problem | None:
    """Return why a PDF cannot be read, none where it can."""
    try:
        read(where, digest)
    except ProblemError as error:
        return error.problem
    return None


def plan_file(where: Settings, digest: str) -> Path:
    """Return where a PDF lies. Raises ValueError for what is no SHA-256, and so could lead elsewhere."""
    if not is_digest(digest):
        raise ValueError(f"No SHA-256: {digest!r}")
    return where.local / FOLDER / f"{digest}.pdf"


def _is_kept(place: Path, digest: str) -> bool:
    """Return whether a whole file is in place; a damaged one is to be put right by whoever has it."""
    return place.is_file() and hashlib.sha256(place.read_bytes()).hexdigest() == digest


def _missing(place: Path, why: str) -> ProblemError:
    return ProblemError(
        Problem(
            f"Planens PDF ({place}) {why}.",
            "Ladda upp den igen på planen, eller lägg tillbaka en säkerhetskopia.",
            outward=f"Planens PDF {why}. Den som sköter tjänsten kan lägga tillbaka den.",
        )
    )
