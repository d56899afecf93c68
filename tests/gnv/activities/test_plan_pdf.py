"""What is taken in as a plan's PDF, and what is not."""

from __future__ import annotations

import io
import zipfile
import zlib

import pypdf
import pytest

from gnv.activities.pdf import MEGABYTES, check_pdf
from gnv.problems import ProblemError
from tests.gnv.activities.plans import PDF, pdf_with
from tests.gnv.assessment.forms import said

SCRIPT = b"5 0 obj <</S /JavaScript /JS (app.alert\\(1\\))>> endobj"
LARGEST = MEGABYTES * 1_000_000


def refusal(content):
    with pytest.raises(ProblemError) as error:
        check_pdf(content)
    return said(error.value.problem)


def written(writer):
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def blank_page():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    return writer


def test_a_whole_pdf_is_taken_in():
    check_pdf(PDF)
    check_pdf(written(blank_page()))
    check_pdf(pdf_with(b"<</Type /Font>>", packed=True))


@pytest.mark.slow
def test_a_file_of_the_largest_size_is_taken_in_and_one_byte_more_is_not():
    padded = PDF.replace(b"trailer", b"%" + bytes(LARGEST - len(PDF) - 2) + b"\ntrailer")
    check_pdf(padded)
    assert "11 MB" in refusal(padded.replace(b"trailer", b" trailer"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tom"),
        (b"MZ\x90\x00" + bytes(2000), "ingen PDF"),
        (b"PK\x03\x04" + PDF, "ingen PDF"),
        (b"MZ" + PDF, "ingen PDF"),
        (b"<html>" + PDF, "ingen PDF"),
        (b"%PDF-", "ingen PDF"),
        (PDF[:-7], "avkortad"),
        (PDF + bytes(2000), "avkortad"),
        (PDF.replace(b"startxref", b"startxxxx"), "avkortad"),
        (
            pdf_with(b"8 0 obj <</Filter /Standard>> endobj").replace(b"/Root", b"/Encrypt 8 0 R /Root"),
            "krypt",
        ),
    ],
)
def test_what_is_no_whole_pdf_is_refused_with_a_remedy(content, why):
    assert why in refusal(content)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("objects", "why"),
    [
        (SCRIPT, "skript"),
        (SCRIPT.replace(b"JavaScript", b"J#61vaScr#69pt"), "skript"),
        (b"<</S /Rendition /JS (app.alert\\(1\\))>>", "skript"),
        (b"<</S /Launch /F (cmd.exe)>>", "startar program"),
        (b"<</S /GoToR /F (\\\\\\\\example.org\\\\x.pdf)>>", "fil på en dator"),
        (b"<</Names <</EmbeddedFiles 9 0 R>>>>", "andra filer"),
        (b"<</Subtype /RichMedia>>", "inbäddade program"),
        (b"<</S /SubmitForm /F (http://example.org)>>", "formulär"),
        (b"<</AcroForm <</XFA [(a) 4 0 R]>>>>", "XFA"),
    ],
)
def test_what_runs_or_hides_is_refused_also_where_it_is_packed(objects, why, packed):
    assert why in refusal(pdf_with(objects, packed=packed))


@pytest.mark.parametrize(
    ("stands", "instead"),
    [
        (b"stream\r\n", b"stream\r"),
        (b"/Type /ObjStm", b"/Type /Obj#53tm"),
        (b"/Type /ObjStm", b"/Type 9 0 R"),
        (b"/N 1", b"/N 1 /Title (" + b"x" * 3000 + b")"),
    ],
)
def test_however_a_stream_of_objects_is_written_it_is_looked_into(stands, instead):
    packed = pdf_with(SCRIPT, packed=True)
    assert stands in packed
    assert "skript" in refusal(packed.replace(stands, instead))


def test_a_file_that_is_an_archive_too_is_refused():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("program.exe", b"MZ")
    assert "arkiv" in refusal(pdf_with(archive.getvalue()))


def test_what_a_library_puts_in_is_found():
    attached, protected = blank_page(), blank_page()
    attached.add_attachment("a.exe", b"MZ")
    protected.encrypt("hemligt", algorithm="RC4-128")
    assert "andra filer" in refusal(written(attached))
    assert "krypterad" in refusal(written(protected))


def test_what_is_packed_beyond_reason_or_understanding_is_refused(monkeypatch):
    monkeypatch.setattr("gnv.activities.pdf._MOST_UNPACKED", 10_000)
    bomb = zlib.compress(bytes(60_000))
    packed = pdf_with(b"x", packed=True)
    start = packed.index(b"stream\r\n") + 8
    end = packed.index(b"\r\nendstream")
    assert "orimligt" in refusal(packed[:start] + bomb + packed[end:])
    assert "granskas" in refusal(packed[:start] + b"nonsense" + packed[end:])
    assert "granskas" in refusal(packed[: end - 4] + packed[end:])


def test_a_word_among_the_bytes_of_a_picture_is_no_script():
    check_pdf(pdf_with(b"6 0 obj <</Subtype /Image>> stream\n/JS /AA \x00/Launcher\xff\nendstream endobj"))
