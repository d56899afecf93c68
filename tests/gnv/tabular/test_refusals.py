"""Every bad input has a sentence of its own, and is refused before it costs anything."""

from __future__ import annotations

import re
import struct
import zipfile

import openpyxl
import pytest
import xlsxwriter

from gnv.problems import ProblemError
from gnv.tabular import package
from gnv.tabular.reading import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS, read_sheet
from tests.gnv.tabular.files import (
    HEADINGS,
    ROW,
    changed,
    csv_file,
    saved,
    unzipped,
    with_sheet_data,
    written,
    xlsx_file,
    zipped,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b"]>"
)
CONTENT_TYPES = "[Content_Types].xml"


def refused(content: bytes, name: str = "svar.csv"):
    with pytest.raises(ProblemError) as caught:
        read_sheet(content, name)
    return caught.value.problem


def with_part(name, content=b"x"):
    return zipped({**unzipped(xlsx_file()), name: content})


def declared_macros():
    return changed(
        xlsx_file(),
        CONTENT_TYPES,
        lambda old: old.replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    )


def with_laughs(part):
    def change(old):
        body = old.split(b"?>", 1)[1] if old.startswith(b"<?xml") else old
        return LAUGHS + body

    return changed(with_shared_texts(), part, change)


def with_shared_texts():
    return written(lambda book: book.add_worksheet().write_row(0, 0, HEADINGS))


def utf16_laughs():
    def change(old):
        text = (LAUGHS.split(b"?>", 1)[1] + old.split(b"?>", 1)[-1]).decode()
        return ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")

    return changed(xlsx_file(), "xl/workbook.xml", change)


def encrypted_zip():
    content = bytearray(xlsx_file())
    for start in (m.start() for m in re.finditer(rb"PK\x01\x02", bytes(content))):
        content[start + 8] |= 1
    return bytes(content)


def strict():
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return changed(
        xlsx_file(),
        "xl/workbook.xml",
        lambda old: old.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    )


def many_sheets():
    book = openpyxl.Workbook()
    for _ in range(package.MOST_SHEETS):
        book.create_sheet()
    return saved(book)


BAD = {
    "no bytes": (b"", "filen är tom"),
    "only a mark": (b"\xef\xbb\xbf", "filen är tom"),
    "only blank lines": (b"\r\n;;\r\n \r\n", "filen är tom"),
    "workbook without cells": (xlsx_file([]), "filen är tom"),
    "only headings": (b"omg\xc3\xa5ng;kommun\r\n;\r\n", "har rubriker men inga rader"),
    "workbook with only headings": (xlsx_file([HEADINGS]), "har rubriker men inga rader"),
    "too many bytes": (b"a;b\n" * (MOST_BYTES // 4) + b"1", r"filen är större än 5.000 kB"),
    "too many rows": (b"a;b\n" + b"1;2\n" * (MOST_ROWS + 1), r"fler än 50.000 rader"),
    "too many columns": (csv_file([range(MOST_COLUMNS + 1)]), "rad 1 har fler än 100 kolumner"),
    "workbook with too many columns": (
        xlsx_file([["a"], range(MOST_COLUMNS + 1)]),
        "rad 2 har fler än 100 kolumner",
    ),
    "long cell": (b"a;b\n1;" + b"x" * (LONGEST_CELL + 1), r"rad 2, kolumn B: cellen har 5.001 tecken"),
    "long cell in workbook": (
        xlsx_file([HEADINGS, ["x" * (LONGEST_CELL + 1)]]),
        r"rad 2, kolumn A: cellen har 5.001 tecken",
    ),
    "macros": (with_part("xl/vbaProject.bin"), "makron"),
    "old macros": (with_part("xl/macrosheets/sheet1.xml"), "makron"),
    "declared macros": (declared_macros(), "makron"),
    "password": (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "lösenord"),
    "old xls": (OLE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600), r"\.xls"),
    "encrypted zip": (encrypted_zip(), "lösenord"),
    "ods": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        "ODS",
    ),
    "xlsb": (with_part("xl/workbook.bin"), "xlsb"),
    "strict": (strict(), "strikt Open XML"),
    "docx": (zipped({CONTENT_TYPES: b"<Types/>", "word/document.xml": b"<x/>"}), "ZIP-arkiv"),
    "zip": (zipped({"svar.csv": b"a;b\n1;2\n"}), "ZIP-arkiv"),
    "empty zip": (zipped({}), "ZIP-arkiv"),
    "no content types": (zipped({"xl/workbook.xml": b"<x/>"}), "skadad"),
    "cut zip": (xlsx_file()[:-200], "skadad"),
    "broken sheet": (with_sheet_data(b"<row><c></row>"), "skadad"),
    "pdf": (b"%PDF-1.7\n1 0 obj\n", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(9), "bild"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(9), "bild"),
    "gzip": (b"\x1f\x8b\x08" + bytes(9), "komprimerad"),
    "nul bytes": (b"a;b\n1;\x002\n", "varken text"),
    "utf-16 without mark": ("a;b\n1;2\n".encode("utf-16-le"), "varken text"),
    "half utf-16": (b"\xff\xfea\x00;", "varken text"),
    "binary": (bytes(range(1, 256)) * 4, "varken text"),
    "control characters": (b"\x01\x02\x03\x04;\x05\n" * 9, "varken text"),
    "web page": (b"\r\n<html><table><tr><td>a</td></tr></table></html>", "webbsida"),
    "strange delimiter": (b"sep=|\na|b\n1|2\n", "”\\|” som avgränsare"),
    "open quote": (b'a;b\n1;2\n\n3;"4\n5;6\n', "rad 4: citattecknen"),
    "text after a quote": (b'a;b\n1;2\n"Solen" i Falun;4\n', "rad 3: citattecknen"),
    "quote that never ends": (b'a;b\n1;"' + b"x;y\n" * 50_000, "rad 2: citattecknen"),
    "laughs in the workbook": (with_laughs("xl/workbook.xml"), "DOCTYPE"),
    "laughs in the sheet": (with_laughs("xl/worksheets/sheet1.xml"), "DOCTYPE"),
    "laughs in the strings": (with_laughs("xl/sharedStrings.xml"), "DOCTYPE"),
    "laughs in UTF-16": (utf16_laughs(), "DOCTYPE"),
    "many sheets": (many_sheets(), "fler än 50 blad"),
}


@pytest.mark.parametrize(("content", "says"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_told_in_its_own_words(content, says):
    problem = refused(content, "min fil.csv")
    assert re.search(says, problem.what), problem.what
    assert problem.what.startswith("min fil.csv: ")
    assert problem.what.endswith(".")
    assert problem.remedy.endswith(".")


def test_as_much_as_is_promised_is_read():
    rows = [[f"k{column}" for column in range(MOST_COLUMNS)], ["x" * LONGEST_CELL]]
    for content in (csv_file(rows), xlsx_file(rows)):
        sheet = read_sheet(content, "svar")
        assert len(sheet.headings.cells) == MOST_COLUMNS
        assert sheet.rows[0].cells[0] == "x" * LONGEST_CELL
    assert len(read_sheet(b"a;b\n" + b"1;2\n" * MOST_ROWS, "svar.csv").rows) == MOST_ROWS


def test_a_real_workbook_with_macros_is_refused(tmp_path):
    (tmp_path / "vbaProject.bin").write_bytes(OLE + bytes(100))

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_row(0, 0, HEADINGS)
        book.add_vba_project(str(tmp_path / "vbaProject.bin"))

    assert "makron" in refused(written(fill), "svar.xlsm").what


def test_a_long_name_is_cut():
    assert len(refused(b"", "x" * 10_000).what) < 150


@pytest.mark.slow
def test_too_many_rows_in_a_workbook_are_refused():
    assert "rader" in refused(with_sheet_data(b"<row><c><v>1</v></c></row>" * (MOST_ROWS + 2))).what


@pytest.fixture
def unpacked(monkeypatch):
    """How many bytes have been unpacked from archives."""
    seen = []
    real = zipfile.ZipExtFile.read

    def read(self, n=-1):
        data = real(self, n)
        seen.append(len(data))
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", read)
    return seen


def test_a_bomb_is_refused_before_anything_is_unpacked(unpacked):
    bomb = with_part("xl/media/image1.png", bytes(70_000_000))
    assert len(bomb) < 200_000
    unpacked.clear()
    assert "packas upp" in refused(bomb).what
    assert unpacked == []


def test_a_dense_archive_is_refused_before_anything_is_unpacked(unpacked):
    bomb = with_part("xl/media/image1.png", bytes(package.ALWAYS_UNPACKED + 1_000_000))
    unpacked.clear()
    assert "packas upp" in refused(bomb).what
    assert unpacked == []


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_beyond_it(unpacked):
    size = 40_000_000
    bomb = with_part("xl/media/image1.png", bytes(size)).replace(
        struct.pack("<L", size), struct.pack("<L", 100)
    )
    unpacked.clear()
    assert "skadad" in refused(bomb).what
    assert sum(unpacked) < 200_000


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_bounds_are_refused(method, unpacked):
    bomb = zipped(unzipped(xlsx_file()), method)
    unpacked.clear()
    assert "packas upp" in refused(bomb).what
    assert unpacked == []


def test_a_workbook_of_too_many_elements_is_refused(monkeypatch):
    monkeypatch.setattr(package, "MOST_ELEMENTS", 1_000)
    assert "packas upp" in refused(with_sheet_data(b"<row/>" * 1_001)).what


def test_a_row_of_more_cells_than_there_can_be_is_refused():
    assert "packas upp" in refused(with_sheet_data(b"<row>" + b"<c/>" * 16_385 + b"</row>")).what


def test_nothing_but_the_problem_is_raised_whatever_fails(monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    monkeypatch.setattr(openpyxl, "load_workbook", fail)
    assert "skadad" in refused(xlsx_file()).what


def test_a_picture_in_a_workbook_is_let_pass():
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    assert read_sheet(with_part("xl/media/image1.png", picture), "svar.xlsx").rows[0].cells == tuple(ROW)
