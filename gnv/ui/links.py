"""Links between the app's own pages: kept until the page runs again, then followed.

Streamlit switches pages only while a page runs, not in the callback in which a click is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

_WANTED = "lank"


def follow(address: object) -> None:
    """Remember a link (`gnv.view.link`) that is to be followed; what is no text is passed over."""
    if isinstance(address, str):
        st.session_state[_WANTED] = address


def go(pages: Mapping[str, StreamlitPage]) -> None:
    """Go to the page of the link that was chosen, if one was and it is known.

    Args:
        pages: every page by its path, the first one's empty.
    """
    wanted = urlsplit(st.session_state.pop(_WANTED, "//"))
    page = pages.get(wanted.path.strip("./"))
    if page is not None and not wanted.netloc and (wanted.path or wanted.query):
        st.switch_page(page, query_params=dict(parse_qsl(wanted.query)))
