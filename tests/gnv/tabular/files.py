"""Spreadsheets as people's programs write them, made by the tests."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

import openpyxl
import xlsxwriter

from gnv.tabular.reading import Sheet, read_sheet

HEADINGS = ["omgång", "kommun", "poäng", "kommentar"]
ROW = ["2025-1", "Falun", 4.5, "bra"]


def csv_file(
    rows: Iterable[Sequence[object]],
    delimiter: str = ";",
    encoding: str = "utf-8-sig",
    line_end: str = "\r\n",
    quoting: int = csv.QUOTE_MINIMAL,
) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    return stream.getvalue().encode(encoding)


def xlsx_file(rows: Iterable[Sequence[object]] = (HEADINGS, ROW)) -> bytes:
    """Return a workbook by openpyxl: its formulas have no stored values, its texts stand in the cells."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def written(fill: Callable[[xlsxwriter.Workbook], None], **options: object) -> bytes:
    """Return a workbook by XlsxWriter, which writes what Excel writes."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as book:
        fill(book)
    return stream.getvalue()


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = unzipped(content)
    parts[part] = change(parts[part])
    return zipped(parts)


def with_sheet_data(data: bytes) -> bytes:
    """Return a workbook whose first sheet has the given XML as its rows."""
    pattern = re.compile(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
    new = b"<sheetData>" + data + b"</sheetData>"
    return changed(xlsx_file(), "xl/worksheets/sheet1.xml", lambda old: pattern.sub(lambda _: new, old))


def table(content: bytes, name: str = "svar.csv") -> list[list[object]]:
    sheet: Sheet = read_sheet(content, name)
    return [list(row.cells) for row in (sheet.headings, *sheet.rows)]
