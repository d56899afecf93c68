"""The gate for PDF files that people upload: whole PDFs to be read, and nothing that runs.

A plan is a text. A file with scripts, actions that start programs, forms that send, or other files inside
has nothing to do with that and could harm whoever downloads it, so it is refused, not warned about. An
encrypted one is refused too: not everybody can read it, and it cannot be looked through. What is compressed
is unpacked as far as the objects of the file stand there; pictures and pages are not looked into.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from gnv.problems import Problem, ProblemError

MEGABYTES = 10
_LARGEST = MEGABYTES * 1_000_000
_MOST_UNPACKED = 50_000_000
_TAIL = 1024  # where readers look for the end
_HEADER = re.compile(rb"%PDF-[12]\.[0-9]")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECTS = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_END = b"endstream"
_DICTIONARY = 2000  # bytes before a stream in which what it is stands
_ENCRYPTED = re.compile(rb"/Encrypt\b")
# Long names only: a short one would turn up by chance among the bytes of a picture.
_ACTIVE = {
    rb"/JavaScript\b": "skript (JavaScript)",
    rb"/Launch\b": "en åtgärd som startar program",
    rb"/EmbeddedFiles?\b": "andra filer inuti",
    rb"/RichMedia\b": "inbäddade program",
    rb"/(?:SubmitForm|ImportData)\b": "ett formulär som skickar eller hämtar uppgifter",
    rb"/XFA\s*(?:\[|[0-9]+ [0-9]+ R)": "ett formulär med program i (XFA)",
}
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
    for part in (content, *_unpacked(content)):
        _look_through(_HEX.sub(_sign, part))


def _look_through(part: bytes) -> None:
    if _ENCRYPTED.search(part):
        raise _refused("är krypterad eller lösenordsskyddad", "Spara den utan skydd.")
    for pattern, what in _ACTIVE.items():
        if re.search(pattern, part):
            raise _refused(f"har {what}, vilket en plan inte behöver", _SAVE_ANEW)


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield the compressed objects of a PDF, unpacked."""
    left = _MOST_UNPACKED
    for found in _STREAM.finditer(content):
        before = content[max(0, found.start() - _DICTIONARY) : found.start()]
        own = before[before.rfind(b" obj") + 1 :]
        if not _OBJECTS.search(_HEX.sub(_sign, own)):
            continue
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


def _sign(found: re.Match[bytes]) -> bytes:
    """Return the sign that a name in a PDF may write as a number (/J#61vaScript)."""
    return bytes([int(found[1], 16)])


def _refused(what: str, remedy: str) -> ProblemError:
    return ProblemError(Problem(f"Filen {what}. Den är inte sparad.", remedy))
