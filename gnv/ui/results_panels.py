"""The panels of the page *Självskattning*: maps, sentences, spread, table, rounds and coverage."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gnv.charts.rating_scene import RatingScene
from gnv.ui import person, results_files
from gnv.ui.address import chooser
from gnv.ui.cache import World
from gnv.ui.pick import pick, picture
from gnv.ui.why import why_button
from gnv.view import View


def small_maps(scene: RatingScene) -> None:
    """Show the five sub-goals' maps side by side, on the tiles where there is room."""
    with st.container(key="smakartor"):
        picture(scene.small_maps, "smakartor-bild")


def show(world: World, view: View, scene: RatingScene) -> None:
    """Show what the chosen sub-goal and area say."""
    choose = chooser(world)

    def choose_area(code: str) -> None:
        choose(kommun=code)

    with st.container(key="skattning"):
        with st.container(key="kolumn-karta"):
            with st.container(key="karta"):
                pick(scene.map, "karta-val", choose_area)
            with st.container(key="trend"):
                picture(scene.trend, "trend-bild")
                _opened("Visa som tabell", "trend-varden", lambda: scene.trend_table)
        with st.container(key="kolumn-text"):
            with st.container(key="sammanfattning"):
                st.html(scene.summary)
                if not view.mote:
                    why_button(scene.reasons, "varfor")
            with st.container(key="spridning"):
                picture(scene.spread, "spridning-bild")
                _opened("Visa som tabell", "spridning-varden", lambda: scene.units)
            with st.container(key="tackning"):
                _coverage(scene)
        with st.container(key="tabell"):
            pick(scene.table, "tabell-val", choose_area)


def _coverage(scene: RatingScene) -> None:
    st.html(scene.coverage)
    if scene.result.silent:
        _opened("Visa vilka verksamheter", "tysta", lambda: scene.silent)
    if scene.comments and person.current().contributes:
        _opened("Verksamheternas kommentarer", "kommentarer", lambda: scene.comments)


def _opened(label: str, key: str, markup: Callable[[], str]) -> None:
    """Show what is made only when a person opens it."""
    inner = st.expander(label, key=key, on_change="rerun")
    if inner.open:
        inner.html(markup())


def downloads(world: World, scene: RatingScene) -> None:
    """Show the menu of files."""
    menu = st.popover("Ladda ned", icon=":material/download:", key="ladda-ned", on_change="rerun")
    if menu.open:
        with menu:
            results_files.show(world, scene)
