"""The list of pages and the frame around them."""

import streamlit as st

from gnv.ui import frame, login

PAGES = (
    st.Page("pages/karta.py", title="Karta", default=True),
    st.Page("pages/nyckeltal.py", title="Nyckeltal"),
    st.Page("pages/kommun.py", title="Kommun"),
    st.Page("pages/jamfor.py", title="Jämför"),
    st.Page("pages/sjalvskattning.py", title="Självskattning"),
    st.Page("pages/aktiviteter.py", title="Aktiviteter"),
    st.Page("pages/planer.py", title="Planer"),
    st.Page("pages/arsberattelse.py", title="Årsberättelse"),
    st.Page("pages/ladda_upp.py", title="Ladda upp", url_path="ladda-upp"),
    st.Page("pages/om.py", title="Om"),
)

frame.show(PAGES, login.corner)
