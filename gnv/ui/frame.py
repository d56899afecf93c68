"""The frame around every page: title, navigation, style, and a notice where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from gnv.problems import Problem, ProblemError
from gnv.ui import cache, focus, person

TITLE = "God och nära vård i Dalarna"
_FOLDER = Path(__file__).parent
# Where a bare address would become a link in spite of the signs before it; an unseen joiner keeps it words.
_BARE_LINK = re.compile(r"(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
_JOINER = "\u2060"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>$:~|#])")


def show(pages: Sequence[StreamlitPage], corner: Callable[[], None]) -> None:
    """Show the page that the address names, in its frame.

    Args:
        pages: all pages, in the order of the navigation.
        corner: shows what stands in the frame's corner; not in Mötesläge.
    """
    meeting = st.query_params.get("mote") == "1"
    st.set_page_config(page_title=TITLE, page_icon=str(_FOLDER / "ikon.png"), layout="wide")
    st.logo(_FOLDER / "logotyp.png", size="large")
    page = st.navigation(list(pages), position="hidden" if meeting else "top")
    try:
        notices(cache.world().problems)
        if not meeting:
            corner()
    except ProblemError as error:
        st.error(told(error.problem))
        return
    page.run()
    focus.move()


def notices(problems: Sequence[Problem]) -> None:
    """Show what is wrong and what to do about it; the rest of the page stands."""
    for problem in problems[:3]:
        st.warning(told(problem))
    if len(problems) > 3:
        st.warning(f"… och {len(problems) - 3} till. Se dem alla med: python -m gnv check")


def plain(text: str) -> str:
    """Return a text in which nothing is taken for Markdown."""
    return _SPECIAL.sub(r"\\\1", _BARE_LINK.sub(_JOINER, text))


def told(problem: Problem) -> str:
    """Return a problem as Markdown: what is wrong, then what to do, as far as the person may know."""
    if problem.outward and not person.current().contributes:
        return plain(problem.outward)
    return f"**{plain(problem.what)}** {plain(problem.remedy)}"
