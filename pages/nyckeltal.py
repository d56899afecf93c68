"""Nyckeltal: one key figure in depth."""

import streamlit as st

from gnv.ui import address, cache

world = cache.world()
view = address.read_view(world, "nyckeltal")
st.title("Nyckeltal")
