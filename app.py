"""The server: ``streamlit run app.py`` starts everything, with the language and headers it needs."""

from pathlib import Path

import streamlit as st

from gnv.ui.server import MIDDLEWARE, ROUTES, tell_of_error, warm

app = st.App(
    Path(__file__).with_name("main.py"),
    lifespan=warm,
    routes=ROUTES,
    middleware=MIDDLEWARE,
    on_script_error=tell_of_error,
)
