"""Who is asking, as the server sees it; `gnv.access` decides what they may."""

from __future__ import annotations

import streamlit as st

from gnv.access import local
from gnv.settings import settings


def refusal() -> str:
    """Return why the person who is asking may not write, or nothing where they may."""
    return local.refusal(
        read_only=settings().read_only,
        bound_to=st.get_option("server.address") or "",
        headers=st.context.headers,
    )
