"""The page *Om*."""

from __future__ import annotations

import streamlit as st

from gnv.ui.cache import World


def show(world: World) -> None:
    """Show the page."""
    st.title("Om", anchor=False)
