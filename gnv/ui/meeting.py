"""Mötesläge: the same view, large, led from the keyboard."""

from __future__ import annotations

import streamlit as st

from gnv.areas import REGION_DALARNA
from gnv.ui import choices
from gnv.ui.address import chooser
from gnv.ui.cache import World
from gnv.ui.frame import plain
from gnv.view import View, stepped


def controls(world: World, view: View) -> None:
    """Show where the meeting is, with buttons that have the arrow keys as shortcuts."""
    goals = tuple(goal.number for goal in world.strategy.goals)
    codes = (choices.WHOLE_COUNTY, *world.areas.dalarna, REGION_DALARNA)
    goal = world.strategy.goal(view.delmal)
    measures = tuple(measure.id for measure in goal.measures)
    chosen = world.areas.name(view.kommun) if view.kommun else "Hela länet"
    with st.container(key="mote", horizontal=True, vertical_alignment="center", gap="small"):
        _step(world, "◀", "Left", choices.goal_choices(world, stepped(goals, view.delmal, -1)))
        st.markdown(f"**{goal.number}. {plain(goal.name)}**", width="content")
        _step(world, "▶", "Right", choices.goal_choices(world, stepped(goals, view.delmal, 1)))
        _step(world, "◀", "Up", {"kommun": stepped(codes, view.kommun, -1)})
        st.markdown(f"**{chosen}**", width="content")
        _step(world, "▶", "Down", {"kommun": stepped(codes, view.kommun, 1)})
        next_measure = choices.measure_choices(stepped(measures, view.matt, 1))
        _step(world, "Nästa mått", "M", next_measure)
        _step(world, "Avsluta mötesläge", "Esc", {"mote": False})


def _step(world: World, label: str, shortcut: str, made: dict[str, object]) -> None:
    st.button(label, key=f"mote-{shortcut}", shortcut=shortcut, on_click=chooser(world, **made))
