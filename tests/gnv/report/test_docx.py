"""DOCX for people to go on writing in: opened and read back with what Word builds upon."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence

import docx as python_docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from gnv.report import docx as room
from gnv.report.document import Bullets, Contents, Heading, Paragraph, Picture, Run, Table, prose
from gnv.report.docx import docx
from gnv.report.template import read_template
from tests.conftest import ROOT
from tests.examples import examples
from tests.gnv.report.documents import ALT, DAY, HOSTILE, PUBLISHER, SVG, TABLE, document, whole

pytestmark = pytest.mark.slow

TEMPLATE = read_template(ROOT / "data" / "mallar" / "arsberattelse.docx")


def read(content: bytes):
    return python_docx.Document(io.BytesIO(content))


def styled(file, style: str) -> list[str]:
    return [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == style]


def all_text(file) -> str:
    return "".join(text.text or "" for text in file.element.body.iter(qn("w:t")))


def fields(element) -> list[str]:
    return [field.get(qn("w:instr")).strip() for field in element.iter(qn("w:fldSimple"))]


@pytest.fixture(scope="module")
def written() -> bytes:
    return docx(whole(), TEMPLATE)


@pytest.fixture(scope="module")
def file(written):
    return read(written)


def test_its_headings_are_words_own(file):
    assert styled(file, "Title") == ["Årsberättelse 2025"]
    assert styled(file, "Heading 1") == ["Nyckeltal", "Självskattning"]
    assert styled(file, "Heading 2") == ["Nära för mig"]
    assert styled(file, "Heading 3") == ["Vad som sticker ut"]
    assert styled(file, "List Bullet") == ["Älvdalen: varaktigt bättre.", "Orsa: saknas."]


def test_its_captions_are_numbered_by_word(file):
    captions = [paragraph for paragraph in file.paragraphs if paragraph.style.name == "Caption"]
    shown = ["".join(text.text for text in caption._p.iter(qn("w:t"))) for caption in captions]
    assert shown == [
        "Figur 1. Trygghet på äldreboende per kommun.",
        "Tabell 1. Trygghet på äldreboende 2022",
        "Figur 2. Samma karta, mindre.",
        "Tabell 2. Trygghet på äldreboende 2022",
    ]
    assert [fields(caption._p)[0].split()[:2] for caption in captions] == [
        ["SEQ", "Figur"],
        ["SEQ", "Tabell"],
        ["SEQ", "Figur"],
        ["SEQ", "Tabell"],
    ]


def test_its_pictures_have_words_and_their_size(file):
    assert [shape._inline.docPr.get("descr") for shape in file.inline_shapes] == [ALT, ALT]
    assert [round(shape.width.mm) for shape in file.inline_shapes] == [150, 75]
    assert len({shape._inline.docPr.get("id") for shape in file.inline_shapes}) == 2


def test_its_pictures_are_sharp_enough_for_print(written):
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        widths = [
            int.from_bytes(archive.read(name)[16:20], "big")
            for name in archive.namelist()
            if name.startswith("word/media/")
        ]
    inches = 150 / 25.4
    assert max(widths) >= 200 * inches
    assert min(widths) >= 200 * inches / 2


def test_its_tables_hold_every_cell_and_repeat_their_header(file):
    assert len(file.tables) == 2
    for table in file.tables:
        assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [TABLE.header, *TABLE.rows]
        repeated = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeated == [True, False, False, False]
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == TABLE.caption


def test_a_short_table_is_kept_on_its_page_with_its_note(file):
    for table in file.tables:
        kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next or False for row in table.rows]
        assert kept == [True, True, True, True]


def test_its_language_is_swedish(written, file):
    languages = {
        language.get(qn("w:val"))
        for part in (file.styles.element, file.element)
        for language in part.iter(qn("w:lang"))
    }
    assert languages == {"sv-SE"}
    assert file.core_properties.language == "sv-SE"


def test_the_contents_are_a_field_that_word_fills_in(file):
    instructions = [code.text.strip() for code in file.element.body.iter(qn("w:instrText"))]
    assert instructions == [r'TOC \o "1-2" \h \z \u']
    marks = [each.get(qn("w:fldCharType")) for each in file.element.body.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]


def test_word_opens_it_without_a_question_and_the_contents_say_how_to_get_their_pages(file):
    assert file.settings.element.find(qn("w:updateFields")) is None
    (end,) = [
        each for each in file.element.body.iter(qn("w:fldChar")) if each.get(qn("w:fldCharType")) == "end"
    ]
    (line,) = [each.text for each in file.paragraphs if end in each._p.iter()]
    assert "Uppdatera fält" in line


def test_the_contents_lead_to_the_headings_meanwhile(file):
    marked = {
        start.get(qn("w:name")): "".join(text.text for text in start.getparent().iter(qn("w:t")))
        for start in file.element.body.iter(qn("w:bookmarkStart"))
    }
    entries = {
        link.get(qn("w:anchor")): "".join(text.text for text in link.iter(qn("w:t")))
        for link in file.element.body.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor"))
    }
    assert list(entries.values()) == ["Nyckeltal", "Nära för mig", "Självskattning"]
    assert entries.items() <= marked.items()


def test_its_pages_are_numbered_under_its_title(file):
    footer = file.sections[0].footer
    assert fields(footer._element) == ["TITLE", "PAGE", "NUMPAGES"]
    assert "Årsberättelse 2025" in "".join(text.text for text in footer._element.iter(qn("w:t")))


def test_it_tells_of_no_person_and_no_other_day(written, file):
    about = file.core_properties
    assert (about.title, about.author, about.last_modified_by) == ("Årsberättelse 2025", PUBLISHER, PUBLISHER)
    noon = dt.datetime.combine(DAY, dt.time(12), about.created.tzinfo)
    assert about.created == about.modified == noon
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {part.date_time[:3] for part in archive.infolist()} == {(DAY.year, DAY.month, DAY.day)}


def test_its_links_lead_where_they_say(file):
    outward = [each.target_ref for each in file.part.rels.values() if each.is_external]
    assert outward == ["https://www.kolada.se/?a=1&b=%C3%A5"]


def test_emphasis_is_words_own(file):
    runs = {run.text: run for paragraph in file.paragraphs for run in paragraph.runs}
    assert runs["fet"].bold
    assert not runs["fet"].italic
    assert runs["kursiv"].italic


def test_page_breaks_belong_to_what_follows(file):
    broken = [each.text for each in file.paragraphs if each.paragraph_format.page_break_before]
    assert broken == ["Innehåll", "Nyckeltal", "Självskattning"]
    assert not any(
        each.text == "" and each.style.name == "Normal" and not each.runs for each in file.paragraphs
    )


def test_the_same_document_gives_the_same_bytes(written):
    assert docx(whole(), TEMPLATE) == written


def test_texts_are_never_taken_for_markup_or_fields():
    file = read(
        docx(
            document(
                Heading(1, HOSTILE[0]),
                *(Paragraph((Run(text, strong=True),)) for text in HOSTILE),
                Bullets(tuple(prose(text) for text in HOSTILE)),
                Table(HOSTILE[8], HOSTILE[:3], (HOSTILE[3:6],), notes=HOSTILE),
                title=HOSTILE[5],
            ),
            TEMPLATE,
        )
    )
    said = all_text(file)
    assert [text for text in HOSTILE if said.count(text.replace("\n", "")) < 3] == []
    assert fields(file.element.body) == [r"SEQ Tabell \* ARABIC"]
    assert not list(file.element.body.iter(qn("w:instrText")))


@pytest.mark.slow
@examples(20)
@given(st.lists(st.text(max_size=60), min_size=4, max_size=4))
def test_whatever_is_written_can_be_opened(texts):
    first, second, third, fourth = texts
    content = document(
        Heading(1, first),
        Paragraph(prose(second)),
        Table(third, (first, second), ((third, fourth),)),
        title=f"Titel {fourth}",
    )
    cells = read(docx(content, TEMPLATE)).tables[0].rows[1].cells
    wanted = [room.printable(text).replace("\t", "") for text in (third, fourth)]
    assert [cell.text.replace("\t", "") for cell in cells] == wanted


@pytest.mark.parametrize("blocks", [(), (Contents(),), (Heading(1, "Bara en rubrik"),)])
def test_a_document_may_be_nearly_empty(blocks):
    assert styled(read(docx(document(*blocks), TEMPLATE)), "Title") == ["Årsberättelse 2025"]


def test_without_pictures_nothing_is_drawn(monkeypatch):
    asked: list[Sequence[object]] = []
    monkeypatch.setattr(room, "drawn", lambda pictures: asked.append(pictures) or [])
    docx(document(TABLE), TEMPLATE)
    assert asked == [[]]


def test_a_drawing_is_asked_for_in_the_pixels_of_print(monkeypatch):
    asked: list[tuple[str, float]] = []

    def note(pictures: Sequence[tuple[str, float]]) -> list[bytes]:
        asked.extend(pictures)
        raise InterruptedError

    monkeypatch.setattr(room, "drawn", note)
    with pytest.raises(InterruptedError):
        docx(document(Picture(SVG, ALT, "Bild")), TEMPLATE)
    ((svg, scale),) = asked
    assert re.findall(r"<rect [^>]*/>", svg)[0] == (
        '<rect x="-10" y="0" width="200" height="100" fill="#ffffff"/>'
    )
    assert scale * 200 == pytest.approx(220 * 150 / 25.4)


def test_a_long_table_is_one_table():
    rows = tuple((f"Kommun {number}", "1,5", "● i nivå") for number in range(150))
    (table,) = read(docx(document(Table("Lång", TABLE.header, rows, TABLE.align)), TEMPLATE)).tables
    assert len(table.rows) == 151


def test_every_paragraph_has_a_style_of_the_template(written):
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        body, styles = (archive.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', body))
    assert used <= set(re.findall(r'w:styleId="([^"]+)"', styles))
