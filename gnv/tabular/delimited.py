"""Read CSV as it comes out of Swedish Excel, Google Sheets and form tools."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence

from gnv.tabular.cells import Cell, Source, refusal

DELIMITERS = (";", "\t", ",")
SAMPLE_CHARACTERS = 100_000
SAMPLE_ROWS = 50
LIKELY = 0.5
MOST_CONTROL = 0.01  # share of characters; a pasted one does no harm, many are no text

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_SEP_LINE = re.compile(r'"?sep=(.)"?[;,\t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_RESAVE = "Öppna filen i ett kalkylprogram och spara den som XLSX eller som CSV UTF-8."


def read_delimited(content: bytes, name: str) -> Source:
    """Return the table in a text with delimiters.

    Raises:
        ProblemError: where it is no such text; unbalanced quotes only as the rows are read.
    """
    text, encoding = decode(content)
    if text.lstrip().startswith("<"):
        raise refusal("filen är en webbsida eller XML, inte ett kalkylblad.", _RESAVE)
    text, delimiter = _without_sep_line(text)
    delimiter = delimiter or delimiter_of(text)
    return Source(name, _rows(text, delimiter), encoding, delimiter)


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises:
        ProblemError: where it is none of them, or not text.
    """
    encoding = _encoding_of(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _binary_refusal() from error
    if "\x00" in text or len(_CONTROL.findall(text)) > MOST_CONTROL * len(text):
        raise _binary_refusal()
    return text, encoding


def _encoding_of(content: bytes) -> str:
    if content.startswith(_UTF16_MARKS):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig" if content.startswith(_UTF8_MARK) else "utf-8"


def _binary_refusal() -> Exception:
    return refusal("filen är varken text (CSV) eller en arbetsbok (XLSX).", _RESAVE)


def _without_sep_line(text: str) -> tuple[str, str]:
    """Return the text without Excel's first line ``sep=;``, which no spreadsheet shows, and what it says."""
    line = _SEP_LINE.match(text)
    if line is None:
        return text, ""
    if line[1] not in DELIMITERS:
        raise refusal(f"filen anger ”{line[1]}” som avgränsare.", "Använd semikolon, komma eller tabb.")
    return text[line.end() :], line[1]


def delimiter_of(text: str) -> str:
    """Return the delimiter that splits the headings, and most rows into as many cells.

    Headings have no decimal commas. Where several fit, semicolon and tab go before comma, which is common in
    running text. (``csv.Sniffer`` knows no headings, and gives up on some files with quoted line breaks.)
    """
    fits = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    likely = [delimiter for delimiter, (share, _) in fits.items() if share >= LIKELY]
    return likely[0] if likely else max(fits, key=lambda delimiter: fits[delimiter])


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    """Return the share (0–1) of sampled rows with as many cells as the headings, and how many those are.

    The share is 0 where the headings are not split, 1 where there is nothing but delimiters.
    """
    reader = csv.reader(io.StringIO(text[:SAMPLE_CHARACTERS], newline=""), delimiter=delimiter)
    filled = (len(cells) for cells in reader if any(cell.strip() for cell in cells))
    try:
        widths = list(itertools.islice(filled, SAMPLE_ROWS + 1))
    except csv.Error:
        return 0.0, 0
    if not widths:
        return 1.0, 0
    headings, *rows = widths
    if headings < 2 or not rows:
        return 0.0, headings
    return sum(width == headings for width in rows) / len(rows), headings


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if cells:
                yield number, [cell or None for cell in cells]
    except csv.Error as error:
        raise refusal(
            f"rad {number + 1}: citattecknen går inte ihop.",
            "Låt varje citattecken som öppnar en text också stänga den, eller spara om filen som XLSX.",
        ) from error
