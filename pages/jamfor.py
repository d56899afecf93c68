"""Jämför: the whole county on one sheet, and any areas side by side."""

import streamlit as st

from gnv.ui import address, cache

world = cache.world()
view = address.read_view(world, "jamfor")
st.title("Jämför")
