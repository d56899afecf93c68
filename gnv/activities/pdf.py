"""The gate for PDF files that people upload: whole PDFs to be read, and nothing that runs.

A plan is a text. A file with scripts, actions that start programs, forms that send, or other files inside
has nothing to do with that and could harm whoever downloads it, so it is refused, not warned about. An
encrypted one is refused too: not everybody can read it, and it cannot be looked through. What is compressed
is unpacked as far as the objects of the file stand there; pictures and pages are not looked into.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from gnv.problems import Problem, ProblemError

MEGABYTES = 10
_LARGEST = MEGABYTES * 1_000_000
_MOST_UNPACKED = 50_000_000
_TAIL = 1024  # where readers look for the end
_HEADER = re.compile(rb"%PDF-[12]\.[0-9]")
_END = b"endstream"


def _named(*names: str) -> bytes:
    """Return a pattern for names in a PDF, where a letter may stand as its number (/J#61vaScript)."""
    letters = ("".join(f"(?:{sign}|#(?i:{ord(sign):02x}))" for sign in name) for name in names)
    return f"/(?:{'|'.join(letters)})".encode()


_ENCRYPTED = re.compile(_named("Encrypt") + rb"\b")
# Long names only: a short one would turn up by chance among the bytes of a picture.
_ACTIVE = {
    _named("JavaScript", "Rendition") + rb"\b": "skript (JavaScript)",
    _named("Launch") + rb"\b": "en åtgärd som startar program",
    _named("GoToR", "GoToE") + rb"\b": "en länk till en fil på en dator",
    _named("EmbeddedFile"): "andra filer inuti",
    _named("RichMedia") + rb"\b": "inbäddade program",
    _named("SubmitForm", "ImportData") + rb"\b": "ett formulär som skickar eller hämtar uppgifter",
    _named("XFA") + rb"\s*(?:\[|[0-9]+ [0-9]+ R)": "ett formulär med program i (XFA)",
}
# A stream with objects says its kind, and where the first of them begins.
_MARKS = re.compile(
    rb"(?P<packed>" + _named("ObjStm", "First") + rb"\b)|endobj|(?<!end)(?P<stream>stream)\s*"
)
_CANNOT = "är packad på ett sätt som inte kan granskas"
_SAVE_ANEW = "Spara dokumentet på nytt som vanlig PDF (Skriv ut till PDF), och ladda upp den."


def check_pdf(content: bytes) -> None:
    """Raise ProblemError unless a file is a whole PDF, not too large and without anything active."""
    if not content:
        raise _refused("är tom", "Välj filen igen.")
    if len(content) > _LARGEST:
        size = -(-len(content) // 1_000_000)
        raise _refused(
            f"är {size} MB, och får vara högst {MEGABYTES}",
            "Spara den med mindre bilder, eller lägg den på er webbplats och ange länken.",
        )
    if not _HEADER.match(content):
        raise _refused("är ingen PDF, vad den än heter", "Spara dokumentet som PDF och ladda upp den.")
    tail = content[-_TAIL:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise _refused("är avkortad: slutet på en PDF saknas", "Hämta eller spara den på nytt.")
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise _refused("är också ett arkiv (ZIP)", _SAVE_ANEW)
    for part in (content, *_unpacked(content)):
        _look_through(part)


def _look_through(part: bytes) -> None:
    if _ENCRYPTED.search(part):
        raise _refused("är krypterad eller lösenordsskyddad", "Spara den utan skydd.")
    for pattern, what in _ACTIVE.items():
        if re.search(pattern, part):
            raise _refused(f"har {what}, vilket en plan inte behöver", _SAVE_ANEW)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield the compressed objects of a PDF, unpacked."""
    left, packed = _MOST_UNPACKED, False
    for found in _MARKS.finditer(content):
        if found["packed"] or not (packed and found["stream"]):
            packed = bool(found["packed"])
            continue
        packed = False
        unpacking = zlib.decompressobj()
        try:
            part = unpacking.decompress(content[found.end() : content.find(_END, found.end())], left)
        except zlib.error as error:
            raise _refused(_CANNOT, _SAVE_ANEW) from error
        left -= len(part)
        if left <= 0 or unpacking.unconsumed_tail:
            raise _refused("blir orimligt stor uppackad", _SAVE_ANEW)
        if not unpacking.eof:
            raise _refused(_CANNOT, _SAVE_ANEW)
        yield part


def _refused(what: str, remedy: str) -> ProblemError:
    return ProblemError(Problem(f"Filen {what}. Den är inte sparad.", remedy))
