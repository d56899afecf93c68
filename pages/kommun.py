"""Kommun: one municipality, or Region Dalarna: where it stands out, and whom to learn from."""

import streamlit as st

from gnv.ui import address, cache

world = cache.world()
view = address.read_view(world, "kommun")
st.title("Kommun")
