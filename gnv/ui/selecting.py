"""Which activities are asked for: read from the address into the page's widgets, and written back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gnv.selection import Selection, parse_selection
from gnv.ui.address import enter
from gnv.ui.cache import World

_KEPT = "urval"


def read_selection(world: World) -> Selection:
    """Return the selection that the address asks for; without any choice the session's latest."""
    enter("aktiviteter")
    query = st.query_params.to_dict()
    kept = st.session_state.get(_KEPT)
    found = parse_selection(query, world.strategy, world.areas)
    if not query and isinstance(kept, Selection):
        found = kept
    keep(found)
    return found


def keep(selection: Selection) -> None:
    """Write a selection to the session and to the address, where it differs."""
    st.session_state[_KEPT] = selection
    if selection.query() != st.query_params.to_dict():
        st.query_params.from_dict(selection.query())


def chooser(**choices: str) -> Callable[[], None]:
    """Return a callback that makes choices."""

    def choose() -> None:
        kept: Selection = st.session_state[_KEPT]
        keep(kept.change(**choices))

    return choose
