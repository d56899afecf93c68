"""PDF for publishing: opened and read back, with what those who do not see need."""

import io
import re

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.report.document import Bullets, Contents, Heading, Paragraph, Picture, Run, Source, Table, prose
from gnv.report.pdf import pdf
from gnv.report.press import PressError, drawn
from tests.examples import examples
from tests.gnv.report.documents import ALT, HOSTILE, PUBLISHER, SVG, TABLE, document, whole

pytestmark = pytest.mark.slow


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def text_of(reader: pypdf.PdfReader) -> str:
    """The text of all pages, every kind of space one."""
    said = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", said.replace("\u200b", ""))


def tags(node, found=None) -> list[tuple[str, str]]:
    """Every tag of a structure tree with its alternative text, in reading order."""
    found = [] if found is None else found
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            tags(each, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append((str(node["/S"]), str(node.get("/Alt", ""))))
        if "/K" in node:
            tags(node["/K"], found)
    return found


def titles(outline) -> list:
    return [titles(each) if isinstance(each, list) else each.title for each in outline]


def standards(reader: pypdf.PdfReader) -> set[str]:
    told = reader.root_object["/Metadata"].get_object().get_data().decode()
    return set(re.findall(r"(pdf(?:ua|a)id:part)", told))


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf(whole())


@pytest.fixture(scope="module")
def reader(printed) -> pypdf.PdfReader:
    return read(printed)


def test_it_says_its_language_its_title_and_whose_it_is(reader):
    assert reader.root_object["/Lang"] == "sv-SE"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (reader.metadata.title, reader.metadata.author) == ("Årsberättelse 2025", PUBLISHER)


def test_it_is_tagged_in_reading_order(reader):
    assert reader.root_object["/MarkInfo"]["/Marked"]
    found = tags(reader.root_object["/StructTreeRoot"]["/K"])
    order = [tag for tag, _ in found if tag in ("/Title", "/H1", "/H2", "/H3", "/Figure", "/Table", "/L")]
    assert order == [
        "/Title",
        "/H1",
        "/H1",
        "/H2",
        "/Figure",
        "/Table",
        "/H3",
        "/L",
        "/H1",
        "/Figure",
        "/Table",
    ]
    assert [alt for tag, alt in found if tag == "/Figure"] == [ALT, ALT]
    assert [tag for tag, _ in found].count("/TH") == 6


def test_it_keeps_to_the_standards_for_archives_and_for_all_readers(reader):
    assert standards(reader) == {"pdfaid:part", "pdfuaid:part"}


def test_its_bookmarks_are_its_headings(reader):
    assert titles(reader.outline) == [
        "Innehåll",
        "Nyckeltal",
        ["Nära för mig", ["Vad som sticker ut"]],
        "Självskattning",
    ]


def test_the_contents_tell_the_pages(reader):
    assert re.search(r"Nyckeltal[ .]*3.*Nära för mig[ .]*3.*Självskattning[ .]*4", text_of(reader))


def test_its_texts_can_be_read_back(reader):
    said = text_of(reader)
    for expected in (
        "God och nära vård i Dalarna",
        "15 mars 2026",
        "Figur 1. Trygghet på äldreboende per kommun.",
        "Figur 2. Samma karta",
        "Tabell 1. Trygghet",
        "Tabell 2. Trygghet",
        "Malung-Sälen 1 234,5 ● i nivå",
        "Läge mot mitten av Sveriges 268 kommuner.",
        "Källa: Kolada, U23521.",
        "Att tänka på",
        "Vi ser att fler är trygga.",
        "3 (4)",
    ):
        assert expected in said


def test_its_pictures_are_drawings_with_real_letters(reader):
    assert not any(page.images for page in reader.pages)
    assert text_of(reader).count("Älvdalen") == 6  # two pictures, two tables, list, quotation


def test_its_letters_are_our_own_and_in_the_file(reader):
    described = {}
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            described[inner["/BaseFont"].split("+")[-1]] = inner["/FontDescriptor"].get_object()
    assert {"SourceSans3-Regular", "SourceSans3-SemiBold", "SourceSans3-Italic"} == set(described)
    assert all({"/FontFile2", "/FontFile3"} & set(each) for each in described.values())


def test_its_links_lead_where_they_say(reader):
    addresses = {
        note.get_object()["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    }
    assert addresses == {"https://www.kolada.se/?a=1&b=%C3%A5"}


def test_the_same_document_gives_the_same_bytes(printed):
    assert pdf(whole()) == printed


@pytest.mark.slow
def test_texts_are_never_taken_for_markup():
    said = text_of(
        read(
            pdf(
                document(
                    Heading(1, HOSTILE[0]),
                    *(Paragraph((Run(text), Run(text, strong=True, emphasis=True))) for text in HOSTILE),
                    Bullets(tuple(prose(text) for text in HOSTILE)),
                    Table(HOSTILE[1], HOSTILE[:3], (HOSTILE[3:6],), notes=HOSTILE),
                    Picture(SVG, HOSTILE[4], HOSTILE[5]),
                    Source(HOSTILE[6]),
                    title=HOSTILE[4],
                )
            )
        )
    )
    for text in HOSTILE:
        assert said.count(re.sub(r"\s+", " ", text)) >= 4, text


@pytest.mark.slow
@examples(10)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=40, max_size=40))
def test_whatever_is_written_can_be_printed(texts):
    rows = tuple(zip(texts[:20], texts[20:], strict=True))
    content = document(*(Paragraph(prose(text)) for text in texts), Table("Tabell", ("A", "B"), rows))
    assert pdf(content).startswith(b"%PDF")


@pytest.mark.slow
def test_signs_that_our_letters_lack_cost_the_claim_but_not_the_file(caplog):
    reader = read(pdf(document(Paragraph(prose("Bra 🙂 så")))))
    assert standards(reader) == set()
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert "Bra" in text_of(reader)
    assert "no claim" in caplog.text


@pytest.mark.slow
def test_a_long_table_repeats_its_header_on_every_page():
    rows = tuple((f"Kommun {number}", "1,5", "● i nivå") for number in range(150))
    reader = read(pdf(document(Table("Lång", TABLE.header, rows, TABLE.align))))
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 3
    assert all("Värde" in page for page in pages)
    assert "Kommun 149" in pages[-1]


@pytest.mark.slow
def test_a_short_table_stays_on_one_page_with_its_caption():
    rows = tuple((f"Kommun {number}", "1,5", "● i nivå") for number in range(15))
    filling = (Paragraph(prose("Ord. " * 600)),)  # some two thirds of a page
    reader = read(pdf(document(*filling, Table("Kort", TABLE.header, rows, TABLE.align))))
    (page,) = [page.extract_text() for page in reader.pages if "Kommun" in page.extract_text()]
    assert "Tabell 1" in page
    assert all(f"Kommun {number}" in page for number in range(15))


@pytest.mark.slow
def test_a_table_of_few_but_long_texts_goes_on_over_pages():
    rows = tuple((f"Kommun {number}", "Ett ord till. " * 120) for number in range(8))
    reader = read(pdf(document(Table("Texter", ("Kommun", "Analys"), rows))))
    assert len(reader.pages) > 1
    assert "Kommun 7" in text_of(reader)


@pytest.mark.slow
def test_words_without_an_end_stay_on_the_page():
    endless = "Å" * 400
    content = document(
        Heading(1, "Rubrik"), Paragraph(prose(endless)), Table("T", ("A", "B"), ((endless, "1"), ("b", "2")))
    )
    page = pypdfium2.PdfDocument(pdf(content))[0]
    right_edge = page.get_width() - 60
    text = page.get_textpage()
    assert max(text.get_charbox(place)[2] for place in range(text.count_chars())) <= right_edge


@pytest.mark.slow
@pytest.mark.parametrize("blocks", [(), (Contents(),), (Heading(1, "Bara en rubrik"),)])
def test_a_document_may_be_nearly_empty(blocks):
    assert len(read(pdf(document(*blocks))).pages) == 1


@pytest.mark.slow
def test_pages_are_drawn_in_our_colours():
    pages = pypdfium2.PdfDocument(pdf(whole()))
    assert len(pages) == 4
    page = pages[2].render(scale=1).to_pil().convert("RGB")
    colours = {colour for _, colour in page.getcolors(1 << 20)}
    assert {(0x93, 0xC0, 0xEA), (0xF3, 0xF6, 0xF9), (0x16, 0x27, 0x3A)} <= colours


def test_what_cannot_be_drawn_is_told():
    with pytest.raises(PressError, match="ended with 1"):
        drawn([("<svg", 2.0)])
