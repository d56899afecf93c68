"""The address and the widgets: choices are read from the URL into the widgets and written back.

The URL is where a view lives. A widget's change is written to it before the page runs again, and the
page sets every widget from it; so a link, the browser's back button and a click all do the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from gnv.ui.cache import World
from gnv.view import View, parse_view, short_query

_KEPT = "vy"
_PAGE, _BOUND = "sida", "bundna"


def read_view(world: World, page: str) -> View:
    """Return the view that the address asks for.

    An address without any choice gets the session's latest view, so that a person who has read
    another page comes back to where they were.

    Args:
        world: what can be asked for.
        page: the page that reads it.
    """
    enter(page)
    query = st.query_params.to_dict()
    kept = st.session_state.get(_KEPT)
    if not query and isinstance(kept, View):
        query = short_query(kept, world.strategy, world.mapped)
    view = parse_view(query, world.strategy, world.areas, world.mapped)
    keep_view(view, world)
    return view


def enter(page: str) -> None:
    """Forget what another page's widgets showed: this page's are new, also where they share a key."""
    if st.session_state.get(_PAGE) != page:
        for key in st.session_state.get(_BOUND, ()):
            st.session_state.pop(key, None)
        st.session_state[_PAGE], st.session_state[_BOUND] = page, set()


def keep_view(view: View, world: World) -> None:
    """Write a view to the session and to the address, where it differs."""
    st.session_state[_KEPT] = view
    query = short_query(view, world.strategy, world.mapped)
    if query != st.query_params.to_dict():
        st.query_params.from_dict(query)


def kept_view() -> View:
    """Return the view as the page that is shown has it; `read_view` comes first."""
    view: View = st.session_state[_KEPT]
    return view


def chooser(world: World, **fixed: Any) -> Callable[..., None]:
    """Return a callback that makes choices: those given here and those it is called with."""

    def choose(**choices: Any) -> None:
        keep_view(kept_view().change(**fixed, **choices), world)

    return choose


def bind(key: str, value: object) -> None:
    """Let a keyed widget show a value, whatever it showed before."""
    st.session_state.setdefault(_BOUND, set()).add(key)
    if st.session_state.get(key, _KEPT) != value:
        st.session_state[key] = value
