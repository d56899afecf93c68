"""Karta: the county by one measure, its trend, and every municipality's place among the others."""

import streamlit as st

from gnv.ui import address, cache, choices, meeting, panels
from gnv.view import period_of

world = cache.world()
view = address.read_view(world, "karta")
story = cache.story(world, view.matt, view.kon, period_of(view))
view = choices.settle(world, view, story)

above = st.container(key="over")
panels.show(world, view, story)  # first, though it stands below: what changes most is seen soonest
with above:
    if view.mote:
        meeting.controls(world, view)
    else:
        choices.goals(world, view)
        with panels.choice_row():
            choices.measures(world, view)
            panels.tools(world, view, story)
