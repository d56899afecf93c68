"""The keyboard's focus, where what a person pressed goes away: without this it would begin the page anew."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st

_KEY = "fokus-vart"
_JS = (Path(__file__).parent / "focus.js").read_text("utf-8")
_component = st.components.v2.component("gnv_focus", js=_JS, isolate_styles=False)


def ask(where: str) -> None:
    """Let the focus be on the first element of a CSS selector when the page has run."""
    st.session_state[_KEY] = where


def move() -> None:
    """Move the focus where it has been asked to be; call it when the page has run."""
    where = st.session_state.pop(_KEY, None)
    if where is not None:
        _component(key="fokus", data={"where": where, "turn": time.time_ns()})
