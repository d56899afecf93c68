"""Elements of SVG and HTML, built as a tree so that every text and attribute is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 - built, never parsed

Node = Element


def node(parent: Element | None, tag: str, text: str = "", **attributes: object) -> Element:
    """Return a new element, below a parent where one is given.

    Attributes that are none are left out; ``class_`` and ``data_area`` become ``class`` and
    ``data-area``.
    """
    named = {
        name.rstrip("_").replace("_", "-"): str(value)
        for name, value in attributes.items()
        if value is not None
    }
    element = Element(tag, named) if parent is None else SubElement(parent, tag, named)
    if text:
        element.text = text
    return element


def svg_text(root: Element) -> str:
    """Return an SVG tree as text that stands alone in a file and inline in a page."""
    root.set("xmlns", "http://www.w3.org/2000/svg")
    return tostring(root, encoding="unicode")


def html_text(root: Element) -> str:
    """Return an HTML tree as text."""
    return tostring(root, encoding="unicode", method="html")


def links(onward: Sequence[tuple[str, str]]) -> str:
    """Return links to other pages of the app as HTML.

    Args:
        onward: what each says, and where it leads (`gnv.view.link`).
    """
    root = node(None, "nav", class_="gnv-vidare", aria_label="Läs vidare")
    for text, address in onward:
        node(root, "a", text, href=address)
    return html_text(root)
