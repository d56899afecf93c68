"""A document holds what can be printed, and refuses what cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.report.columns import shares
from gnv.report.document import (
    HIGHEST_PICTURE_MM,
    TEXT_WIDTH_MM,
    Align,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    cleaned,
    paragraphs,
    printable,
    prose,
)
from tests.gnv.report.documents import ALT, SVG, TABLE, document


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("å ä ö – − ▲ 🙂 중", "å ä ö – − ▲ 🙂 중"),
        ("rad\r\nrad\rrad\u2028rad\x0brad", "rad\nrad\nrad\nrad\nrad"),
        ("a\x00b\x1bc\x7fd\x9fe", "abcde"),
        ("\ud800a\udfff", "a"),
        ("a\ufffe\uffff\ufdd0\U0001ffff", "a"),
        ("\u202egpj.exe\u2066", "gpj.exe"),
        ("a\tb\u00adc\u200dd", "a\tb\u00adc\u200dd"),
    ],
)
def test_only_what_can_be_printed_is_kept(text, printed):
    assert printable(text) == printed


@given(st.text())
def test_what_is_printable_fits_in_xml_and_stays_as_it_is(text):
    once = printable(text)
    assert printable(once) == once
    once.encode("utf-8")
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in once)


def test_texts_are_cleaned_however_deep_they_lie():
    assert cleaned({"a": ["b\x00", ("c\x01", 1, None)], "d": True}) == {"a": ["b", ["c", 1, None]], "d": True}


def test_what_a_person_wrote_becomes_paragraphs():
    assert paragraphs("  Ett.\r\nSamma.\r\n \t\r\n\r\nTvå.\n") == (
        Paragraph(prose("Ett.\nSamma.")),
        Paragraph(prose("Två.")),
    )
    assert paragraphs(" \n\n ") == ()


@pytest.mark.parametrize(
    "address", ["https://a.example/?b=1%20", "http://a", "mailto:a@b.example", "HTTPS://A"]
)
def test_a_link_leads_to_the_web_or_to_mail(address):
    assert Run("text", link=address).link == address


def test_an_address_is_written_as_addresses_are():
    assert Run("text", link="https://a.example/vård?å=1#b").link == "https://a.example/v%C3%A5rd?%C3%A5=1#b"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc", "a.example", " https://a", "https://a b"]
)
def test_a_link_leads_nowhere_else(address):
    with pytest.raises(ValueError, match="neither"):
        Run("text", link=address)


@pytest.mark.parametrize("level", [0, 4])
def test_there_are_three_levels_of_headings(level):
    with pytest.raises(ValueError, match="level"):
        Heading(level, "Rubrik")


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 1, 3)])
def test_no_level_is_left_out(levels):
    with pytest.raises(ValueError, match="level is missing"):
        document(*(Heading(level, "Rubrik") for level in levels))


def test_levels_may_go_up_freely():
    assert len(document(*(Heading(level, "Rubrik") for level in (1, 2, 3, 1, 2, 2))).headings) == 6


@pytest.mark.parametrize(
    ("svg", "alt", "width", "match"),
    [
        (SVG, " ", 1.0, "words"),
        (SVG, ALT, 0.0, "width"),
        (SVG, ALT, 1.1, "width"),
        ("<svg />", ALT, 1.0, "viewBox"),
        ('<svg viewBox="0 0 10 0"></svg>', ALT, 1.0, "size"),
    ],
)
def test_a_picture_has_words_and_a_size(svg, alt, width, match):
    with pytest.raises(ValueError, match=match):
        Picture(svg, alt, "Bild", width)


def test_a_picture_is_as_wide_as_asked_for():
    assert Picture(SVG, ALT, "Bild", 0.5).width_mm == TEXT_WIDTH_MM / 2


def test_a_picture_never_grows_out_of_its_page():
    tall = Picture('<svg viewBox="0 0 100 400"></svg>', ALT, "Bild")
    assert tall.width_mm * tall.proportion == pytest.approx(HIGHEST_PICTURE_MM)


@pytest.mark.parametrize(
    ("header", "rows", "align"),
    [((), (), ()), (("A", "B"), (("a",),), ()), (("A", "B"), (), (Align.END,))],
)
def test_a_table_is_whole(header, rows, align):
    with pytest.raises(ValueError, match="need"):
        Table("Tabell", header, rows, align)


def test_short_columns_share_the_width_by_what_stands_in_them():
    kommun, value, position = shares(TABLE)
    assert 0 < value < kommun
    assert 0 < position < kommun


def test_a_column_of_running_text_leaves_the_others_room_for_their_words():
    words = "Ord och fler ord i en lång text. " * 3
    header = ("Kommun", "Analys", "Medicinsk bedömning", "År", "Värde")
    found = shares(Table("Texter", header, (("Malung-Sälen", words, words, "2022", "1\u00a0234,5\u00a0%"),)))
    kommun, analysis, judged, year, value = (share * 86 / sum(found) for share in found)
    assert min(kommun - len("Malung-"), year - len("2022"), value - len("1 234,5 %")) > 1
    assert judged - len("bedömning") > 1
    assert analysis > kommun


def test_many_columns_share_what_there_is():
    found = shares(Table("Bred", ("Ett", *("Två ord",) * 39), ()))
    assert len(set(found)) == 2
    assert min(found) > 0
