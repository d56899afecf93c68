"""A server whose page fails, to see what a person is shown."""

from pathlib import Path

import streamlit as st

from gnv.ui.server import MIDDLEWARE, tell_of_error

app = st.App(
    Path(__file__).with_name("failing_page.py"), middleware=MIDDLEWARE, on_script_error=tell_of_error
)
