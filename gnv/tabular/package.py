"""Look into an XLSX archive before a workbook is built from it.

A few kilobytes can unpack to gigabytes, so the declared sizes are weighed before anything is unpacked
(``zipfile`` never unpacks a part beyond its declared size), and every part is surveyed before it is believed.
"""

from __future__ import annotations

import io
import zipfile

from gnv.problems import ProblemError
from gnv.tabular.cells import refusal
from gnv.tabular.survey import Survey

MOST_UNPACKED = 60_000_000
MOST_TIMES_PACKED = 100
ALWAYS_UNPACKED = 5_000_000
MOST_ELEMENTS = 2_000_000  # of XML; 50,000 rows of 12 cells are at most 1,850,000
MOST_CELLS = 16_384  # in a row; Excel has no more
MOST_SHEETS = 50

_BOUNDED_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STRICT = b"http://purl.oclc.org/ooxml/"
_CHUNK = 65_536
_SAVE_AS_XLSX = "Öppna filen där den är gjord och spara den som Excel-arbetsbok (.xlsx)."


def inspect(content: bytes) -> bool:
    """Return whether the workbook has formulas without a stored value.

    Raises:
        ProblemError: where it is no XLSX file, holds macros or would unpack into too much.
        zipfile.BadZipFile: where it is broken.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _refuse_bomb(archive, len(content))
        _refuse_other_kinds(archive)
        return _survey(archive).unvalued_formula


def _refuse_bomb(archive: zipfile.ZipFile, packed: int) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise refusal("filen är skyddad med lösenord.", "Ta bort lösenordet och spara den igen.")
    unpacked = sum(part.file_size for part in parts)
    dense = unpacked > ALWAYS_UNPACKED and unpacked > MOST_TIMES_PACKED * packed
    unbounded = any(part.compress_type not in _BOUNDED_METHODS for part in parts)
    if unpacked > MOST_UNPACKED or dense or unbounded:
        raise _bomb()


def _bomb() -> ProblemError:
    return refusal(
        "filen är orimligt stor när den packas upp.",
        "Kopiera enbart raderna med svar till en ny arbetsbok och spara den som XLSX.",
    )


def _refuse_other_kinds(archive: zipfile.ZipFile) -> None:
    names = {name.lower() for name in archive.namelist()}
    if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
        raise refusal("filen har formatet ODS (OpenDocument).", _SAVE_AS_XLSX)
    if "xl/workbook.xml" in archive.namelist() and _STRICT in archive.read("xl/workbook.xml"):
        raise refusal("filen har formatet strikt Open XML.", _SAVE_AS_XLSX)
    if "xl/workbook.bin" in names:
        raise refusal("filen har Excels binära format (.xlsb).", _SAVE_AS_XLSX)
    if not any(name.startswith("xl/") for name in names):
        raise refusal("filen är ett ZIP-arkiv eller ett annat dokument, inte ett kalkylblad.", _SAVE_AS_XLSX)
    macros = any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names)
    if macros or b"macroenabled" in archive.read("[Content_Types].xml").lower():
        raise refusal("arbetsboken är gjord för makron (.xlsm) och tas inte emot.", _SAVE_AS_XLSX)


def _survey(archive: zipfile.ZipFile) -> Survey:
    survey = Survey()
    for part in archive.infolist():
        survey.begin()
        with archive.open(part) as stream:
            while survey.goes_on and (chunk := stream.read(_CHUNK)):
                survey.read(chunk)
                _refuse_excess(survey)
    return survey


def _refuse_excess(survey: Survey) -> None:
    if survey.defines_entities:
        raise refusal(
            "filen innehåller XML-definitioner (DOCTYPE) som inte hör hemma i ett kalkylblad.", _SAVE_AS_XLSX
        )
    if survey.elements > MOST_ELEMENTS or survey.widest > MOST_CELLS:
        raise _bomb()
    if survey.sheets > MOST_SHEETS:
        raise refusal(
            f"arbetsboken har fler än {MOST_SHEETS} blad.", "Spara bladet med svar som en egen arbetsbok."
        )
