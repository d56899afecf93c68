"""*Varför den här färgen?*: what an area's colour rests on, told when a person asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from gnv.charts.markup import html_text, node
from gnv.reasons import QUESTION


def why_button(sentences: Callable[[], Sequence[str]], key: str) -> None:
    """Show the question as a button that opens its answer.

    Args:
        sentences: asked for the answer when the button has been opened (`gnv.reasons`).
        key: unique on the page.
    """
    answer = st.popover(QUESTION, icon=":material/help:", type="tertiary", key=key, on_change="rerun")
    if answer.open:
        answer.html(_steps(sentences()))


def _steps(sentences: Sequence[str]) -> str:
    """Return the steps of an answer as an HTML list, which the keyboard reaches to scroll it."""
    root = node(None, "ol", class_="gnv-varfor", tabindex="0")
    for sentence in sentences:
        node(root, "li", sentence)
    return html_text(root)
