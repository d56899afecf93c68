"""Tell from its first bytes what a file is."""

from __future__ import annotations

from enum import Enum, auto

from gnv.tabular.cells import refusal

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"%PDF", "en PDF"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
    (b"GIF8", "en bild"),
    (b"II*\x00", "en bild"),
    (b"MM\x00*", "en bild"),
    (b"RIFF", "en bild eller ett ljud"),
    (b"\x1f\x8b", "en komprimerad fil"),
    (b"7z\xbc\xaf\x27\x1c", "en komprimerad fil"),
    (b"Rar!\x1a", "en komprimerad fil"),
    (b"{\\rtf", "ett textdokument"),
)


class Kind(Enum):
    """What can be read."""

    TEXT = auto()
    WORKBOOK = auto()


def kind_of(content: bytes) -> Kind:
    """Return what a file seems to be; a ZIP archive counts as a workbook until it is opened.

    Raises:
        ProblemError: where it is something that cannot be read.
    """
    if content.startswith(_ZIP):
        return Kind.WORKBOOK
    if content.startswith(_OLD_OFFICE):
        raise _old_office_refusal(content)
    for start, what in _OTHERS:
        if content.startswith(start):
            raise refusal(
                f"filen är {what}, inte ett kalkylblad.",
                "Ladda upp själva kalkylbladet, som XLSX eller CSV.",
            )
    return Kind.TEXT


def _old_office_refusal(content: bytes) -> Exception:
    if _ENCRYPTED in content:
        return refusal(
            "filen är skyddad med lösenord.",
            "Öppna den i Excel, ta bort lösenordet under Arkiv, Info, Skydda arbetsbok och spara den igen.",
        )
    return refusal(
        "filen har Excels gamla format (.xls).",
        "Öppna den i Excel och välj Spara som, Excel-arbetsbok (.xlsx).",
    )
