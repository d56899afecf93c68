"""Edited text: what its signs mean, and that nothing else does."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.annual.prose import read_text, text_html, written
from gnv.report.document import Bullets, Paragraph, Run


def paragraph(*runs: Run | str) -> Paragraph:
    return Paragraph(tuple(run if isinstance(run, Run) else Run(run) for run in runs))


def test_empty_lines_part_paragraphs_and_signs_make_lists():
    assert read_text("Ett.\nTvå.\n \n\nTre.") == (paragraph("Ett.\nTvå."), paragraph("Tre."))
    expected = (paragraph("Före:"), Bullets(((Run("a"),), (Run("b"),))), paragraph("Efter"))
    assert read_text("Före:\n- a\n* b\nEfter") == expected
    assert read_text("  \n\n ") == ()


def test_words_are_strong_or_emphasised():
    expected = paragraph("En ", Run("fet", strong=True), " och ", Run("sned text", emphasis=True), ".")
    assert read_text("En **fet** och *sned text*.") == (expected,)


@pytest.mark.parametrize(
    "said", ["2 * 3 * 4", "a*b*c", "**", "* ", "***", "**öppen", "* ej lista*", "-3 procent", "[x](http://y)"]
)
def test_other_signs_stand_as_they_are(said):
    shown = "".join(
        run.text
        for part in read_text(said)
        for runs in (part.items if isinstance(part, Bullets) else [part.runs])
        for run in runs
    )
    assert shown.strip("* ") == said.strip("* ")
    assert not any(run.link for part in read_text(said) if isinstance(part, Paragraph) for run in part.runs)


def test_what_is_drafted_is_read_back():
    text = (
        paragraph("Inledning."),
        Bullets(((Run("Bättre. ", strong=True), Run("Falun 97 %")), (Run("två"),))),
        paragraph(Run("sned", emphasis=True), " sist"),
    )
    again = read_text(written(text))
    assert written(again) == written(text)
    assert [type(part) for part in again] == [type(part) for part in text]
    assert again[1].items[0][0] == Run("Bättre.", strong=True)


@given(st.text(alphabet="ab *-\n<>&=\"'", max_size=60))
def test_any_text_is_read_and_a_second_reading_changes_nothing(said):
    once = written(read_text(said))
    assert written(read_text(once)) == once


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.said = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)

    def handle_data(self, data: str) -> None:
        self.said += data


def test_html_is_inert():
    tags = Tags()
    tags.feed(text_html(read_text("<script>alert(1)</script> *<b>x</b>*\n\n- <img src=x onerror=y>")))
    assert tags.found == {"div", "p", "span", "em", "ul", "li"}
    assert "<script>alert(1)</script>" in tags.said
    assert "<img src=x onerror=y>" in tags.said
