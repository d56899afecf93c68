"""Elements: whatever a name holds, it stays a name."""

from functools import lru_cache
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnv.charts.markup import html_text, node, svg_text

HOSTILE = [
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "' onmouseover='alert(1)",
    "Å & Ö",
    "&lt;b&gt;",
    "]]><svg onload=alert(1)>",
    "</title></svg><script>x</script>",
]


def elements(markup: str, tag: str) -> list[Element]:
    """Return the elements of a tag in SVG, or in HTML without void elements, in their order."""
    return [found for found in _tree(markup).iter() if found.tag.rpartition("}")[2] == tag]


@lru_cache(maxsize=16)
def _tree(markup: str) -> Element:
    return fromstring(f"<div>{markup}</div>")


def said(element: Element) -> str:
    """Return all the text within an element."""
    return "".join(element.itertext())


class Reader(HTMLParser):
    """Reads HTML as a page does, and sees whether every element is closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.misplaced: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.misplaced.append(tag)

    def handle_data(self, data):
        self.text += data


def read(markup: str) -> Reader:
    """Return HTML as a page reads it, having seen that it is well-formed."""
    reader = Reader()
    reader.feed(markup)
    reader.close()
    assert reader.misplaced == []
    assert reader.open == []
    return reader


def test_attributes_are_named_as_in_markup():
    made = node(None, "a", class_="x", data_area="2080", aria_label="Falun", href=None, tabindex=0)
    assert made.attrib == {"class": "x", "data-area": "2080", "aria-label": "Falun", "tabindex": "0"}


def test_a_node_is_put_last_below_its_parent():
    root = node(None, "g")
    first, second = node(root, "a", "ett"), node(root, "b")
    assert list(root) == [first, second]
    assert first.text == "ett"
    assert second.text is None


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("write", [svg_text, html_text])
def test_a_hostile_name_stays_text(name, write):
    root = node(None, "g", class_=name)
    node(root, "text", name, aria_label=name).tail = name
    seen = read(write(root))
    assert [tag for tag, _ in seen.tags] == ["g", "text"]
    assert seen.tags[0][1]["class"] == name
    assert seen.tags[1][1] == {"aria-label": name}
    assert seen.text == name * 2


@given(st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cn"), exclude_characters="\x7f")))
def test_any_text_comes_back_from_svg(text):
    root = node(None, "svg", aria_label=text)
    node(root, "title", text)
    back = fromstring(svg_text(root))
    assert back.get("aria-label") == text
    assert (back[0].text or "") == text


def test_svg_can_stand_alone():
    assert 'xmlns="http://www.w3.org/2000/svg"' in svg_text(node(None, "svg"))
    assert fromstring(svg_text(node(None, "svg"))).tag == "{http://www.w3.org/2000/svg}svg"


def test_html_closes_empty_elements_as_pages_want():
    root = node(None, "table")
    node(root, "td")
    assert "<td></td>" in html_text(root)
