"""The template of reports in Word: shipped, or the users' own copy."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from gnv.problems import Problem, ProblemError, reason
from gnv.report.package import MOST_UNPACKED, unpacked_size
from gnv.settings import Settings

FOLDER, FILE_NAME = "mallar", "arsberattelse.docx"
MOST_BYTES = 10_000_000

SOURCE, BOX, BOX_TITLE = "Källa", "Faktaruta", "Faktaruta rubrik"
CELL, CELL_HEAD, TABLE = "Tabelltext", "Tabellhuvud", "Rapporttabell"
LINK = "Hyperlink"
# As Word shows them in Swedish; built-in styles have English names inside the file.
STYLES = {
    "Normal": "Normal",
    "Title": "Rubrik",
    "Subtitle": "Underrubrik",
    "Heading 1": "Rubrik 1",
    "Heading 2": "Rubrik 2",
    "Heading 3": "Rubrik 3",
    "List Bullet": "Punktlista",
    "Caption": "Beskrivning",
    "Quote": "Citat",
    "TOC Heading": "Innehållsförteckningsrubrik",
    "toc 1": "Innehåll 1",
    "toc 2": "Innehåll 2",
    "toc 3": "Innehåll 3",
    LINK: "Hyperlänk",
    **{own: own for own in (SOURCE, BOX, BOX_TITLE, CELL, CELL_HEAD, TABLE)},
}
_REMEDY = (
    f"Rätta mallen, eller ta bort den: då används den som följer med. Läs mer i data/{FOLDER}/README.md."
)


def load_template(where: Settings) -> tuple[bytes, Problem | None]:
    """Return the template in force; the shipped one, and why, where the users' own cannot be used.

    Raises:
        ProblemError: where the shipped one cannot be used either.
    """
    own, shipped = (folder / FOLDER / FILE_NAME for folder in (where.local, where.shipped))
    if not own.is_file():
        return read_template(shipped), None
    try:
        return read_template(own), None
    except ProblemError as error:
        what = f"Den egna rapportmallen används inte: {error.problem.what}"
        return read_template(shipped), Problem(what, error.problem.remedy)


def read_template(path: Path) -> bytes:
    """Return a template that holds every style that reports use.

    Raises:
        ProblemError: where it does not, or is no DOCX file.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _refusal(f"den är större än {MOST_BYTES // 1_000_000} MB.")
        content = path.read_bytes()
    except OSError as error:
        raise _refusal(f"den kan inte läsas ({reason(error)}).") from error
    _check(content)
    return content


def _check(content: bytes) -> None:
    try:
        too_large = unpacked_size(content) > MOST_UNPACKED
    except zipfile.BadZipFile as error:
        raise _refusal("den är inte en DOCX-fil.") from error
    if too_large:
        raise _refusal("den är orimligt stor när den packas upp.")
    there = _styles(content)
    missing = [shown for name, shown in STYLES.items() if name not in there]
    if missing:
        named = ", ".join(f"”{style}”" for style in missing)
        raise _refusal(f"den saknar formatmallarna {named}.")


def _styles(content: bytes) -> set[str]:
    """Return the names of a file's styles."""
    import docx

    try:
        file = docx.Document(io.BytesIO(content))
        return {style.name for style in file.styles if style.name}
    except Exception as error:  # whatever a damaged file makes python-docx and lxml raise
        raise _refusal("den är skadad, eller inte sparad som Word-dokument (.docx).") from error


def _refusal(what: str) -> ProblemError:
    return ProblemError(Problem(f"{FILE_NAME}: {what}", _REMEDY))
