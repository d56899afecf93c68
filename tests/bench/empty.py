"""An empty Streamlit page: the floor that nothing can go below."""

import streamlit as st

st.write("Tom")
