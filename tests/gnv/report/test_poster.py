"""One page of key figures: it always is one page, and can be read by all."""

import io
import struct

import pypdf
import pytest

from gnv.charts.theme import contrast
from gnv.compare.position import Position, position_symbol
from gnv.report.poster import Panel, Poster, Tile, _told, poster_pdf, poster_png
from tests.gnv.report.documents import ALT, DAY, HOSTILE, PUBLISHER, SVG
from tests.gnv.report.test_pdf import standards, tags, text_of


def tile(number: int, position: Position, name: str = "Trygghet på äldreboende") -> Tile:
    mark = f"{position_symbol(position)} {position}".strip()
    return Tile(f"{name} {number}", f"{number},4 %", ("2022, +3,2 sedan 2020", "Riket 86 %"), mark, position)


def poster(
    panels: int = 5, lead: tuple[str, ...] = ("En mening.",), name: str = "Trygghet", **more
) -> Poster:
    positions = list(Position)
    rows = (
        tuple(tile(row * 4 + place, positions[(row + place) % 6], name) for place in range(4))
        for row in range(panels)
    )
    made = tuple(Panel(f"{row + 1}. Nära för mig", tiles) for row, tiles in enumerate(rows))
    return Poster("Älvdalen", "De 20 nyckeltalen", DAY, PUBLISHER, lead, made, ("Källa: Kolada.",), **more)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return poster_pdf(poster(picture=(SVG, ALT)))


@pytest.fixture(scope="module")
def reader(printed) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(printed))


def test_it_is_one_page_with_every_figure(reader):
    assert len(reader.pages) == 1
    said = text_of(reader)
    for number in range(20):
        assert f"{number},4 %" in said
    for position in Position:
        assert position_symbol(position) in said or position is Position.NONE
    assert "Källa: Kolada." in said
    assert "15 mars 2026" in said


def test_it_is_tagged_and_keeps_to_the_standards(reader):
    found = tags(reader.root_object["/StructTreeRoot"]["/K"])
    order = [tag[1:] for tag, _ in found if tag in ("/Title", "/H1", "/Figure")]
    assert order == ["Title", "Figure", "H1", "H1", "H1", "H1", "H1"]
    assert [alt for _, alt in found if alt] == [ALT]
    assert standards(reader) == {"pdfaid:part", "pdfuaid:part"}
    assert reader.root_object["/Lang"] == "sv-SE"


def test_the_same_poster_gives_the_same_bytes(printed):
    assert poster_pdf(poster(picture=(SVG, ALT))) == printed


@pytest.mark.slow
@pytest.mark.parametrize(
    "made",
    [
        poster(0),
        poster(1),
        poster(
            5, ("En lång mening om läget. " * 12,) * 3, "Samtalsbehandling för barn och unga med depression"
        ),
        poster(2, name="Å" * 60),
        Poster(
            "T", "", DAY, PUBLISHER, (), (Panel("Tom", ()), Panel("En", (tile(1, Position.LEVEL),), "Not."))
        ),
    ],
    ids=["no panel", "one", "crowded", "long word", "uneven"],
)
def test_it_always_is_one_page(made):
    assert len(pypdf.PdfReader(io.BytesIO(poster_pdf(made))).pages) == 1


@pytest.mark.slow
def test_texts_are_never_taken_for_markup():
    made = Poster(
        HOSTILE[0],
        HOSTILE[1],
        DAY,
        HOSTILE[2],
        HOSTILE[:2],
        (Panel(HOSTILE[3], (Tile(HOSTILE[4], HOSTILE[7], HOSTILE[5:7], HOSTILE[8]),), HOSTILE[9]),),
        HOSTILE,
    )
    said = text_of(pypdf.PdfReader(io.BytesIO(poster_pdf(made))))
    for text in HOSTILE:
        assert " ".join(text.split()) in said


def test_what_is_missing_stands_back_and_a_value_without_class_does_not():
    missing, valued = Tile("A", "–", ("under utveckling",), missing=True), Tile("B", "5 %", ("2022",))
    (told,) = _told(Poster("T", "", DAY, PUBLISHER, (), (Panel("P", (missing, valued)),)))["panels"]
    gone, there = told["tiles"]
    assert gone["ground"] == "#ffffff" != there["ground"]
    assert contrast(gone["colour"], "#ffffff") < contrast(there["colour"], there["ground"])
    assert contrast(gone["colour"], "#ffffff") >= 4.5


def test_as_png_it_is_an_a4_page():
    png = poster_png(poster(), ppi=100)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == pytest.approx((827, 1169), abs=1)
