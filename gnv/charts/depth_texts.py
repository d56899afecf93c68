"""Facts and remarks on a key figure as HTML lists, in which the page *Om* is a link."""

from __future__ import annotations

from collections.abc import Iterable

from gnv.charts.markup import Node, html_text, node
from gnv.explained import Fact
from gnv.view import link

_ABOUT = "sidan Om"


def facts_list(found: Iterable[Fact]) -> str:
    """Return facts as an HTML list of terms."""
    root = node(None, "dl", class_="gnv-fakta")
    for fact in found:
        group = node(root, "div")
        node(group, "dt", fact.term)
        for said in fact.said:
            if said:
                linked(node(group, "dd"), said)
    return html_text(root)


def bullets(said: Iterable[str]) -> str:
    """Return sentences as an HTML list."""
    root = node(None, "ul", class_="gnv-noter")
    for sentence in said:
        linked(node(root, "li"), sentence)
    return html_text(root)


def linked(parent: Node, said: str) -> None:
    """Add a sentence in which the page *Om* is a link."""
    before, found, after = said.partition(_ABOUT)
    parent.text = f"{before}sidan " if found else said
    if found:
        node(parent, "a", "Om", href=link("om")).tail = after
