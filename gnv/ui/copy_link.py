"""*Kopiera länk*: puts the whole view, with every choice, on the clipboard as an address."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

_JS = (Path(__file__).parent / "copy_link.js").read_text("utf-8")
_component = st.components.v2.component("gnv_copy_link", js=_JS, isolate_styles=False)


def copy_link(query: Mapping[str, str]) -> None:
    """Show the button for a view's parameters."""
    _component(key="kopiera-lank", data={"query": dict(query)}, width="content")
