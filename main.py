"""The list of pages and the frame around them."""

import streamlit as st

from gnv.ui import frame, login

PAGES = (
    st.Page("pages/karta.py", title="Karta", default=True),
    st.Page("pages/om.py", title="Om"),
)

frame.show(PAGES, login.corner)
