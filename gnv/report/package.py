"""A DOCX file as a ZIP archive: looked into before it is believed, packed so that the same gives the same."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

MOST_UNPACKED = 40_000_000


def unpacked_size(content: bytes) -> int:
    """Return how large an archive says that it becomes.

    Raises:
        zipfile.BadZipFile: where it is none.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(part.file_size for part in archive.infolist())


def repacked(content: bytes, day: dt.date) -> bytes:
    """Return an archive whose parts are all of one day, and so tell nothing of when they were packed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for part in archive.infolist():
            told = zipfile.ZipInfo(part.filename, (max(day.year, 1980), day.month, day.day, 12, 0, 0))
            told.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(told, archive.read(part))
    return stream.getvalue()
