"""A picture or a table whose areas can be chosen: the one piece of JavaScript that maps need.

The markup comes from `gnv.charts`, which escapes every text; nothing that a person has typed or
uploaded is passed on as it is. A link in it to another page of the app (`gnv.view.link`) opens that page
without loading the whole app anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_JS = (Path(__file__).parent / "pick.js").read_text("utf-8")
_component = st.components.v2.component("gnv_pick", js=_JS, isolate_styles=False)


def pick(markup: str, key: str, on_pick: Callable[[str], None]) -> None:
    """Show markup and call ``on_pick`` with the ``data-area`` of the part that a person chooses.

    Args:
        markup: SVG or HTML from `gnv.charts`.
        key: unique on the page.
        on_pick: called before the page runs again.
    """

    def picked() -> None:
        area = st.session_state[key].get("area")
        if isinstance(area, str):
            on_pick(area)

    _component(key=key, data={"html": markup}, on_area_change=picked)


def picture(markup: str, key: str) -> None:
    """Show markup of which only links can be chosen (`st.html` leaves out every SVG)."""
    _component(key=key, data={"html": markup})
