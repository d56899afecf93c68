"""The panels of the map page: heading, choices, map, summary, trend and table."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gnv.charts import summary
from gnv.charts.scene import Scene
from gnv.observations import Status
from gnv.reasons import reasons
from gnv.story import Story
from gnv.ui import cache, choices, downloads
from gnv.ui.address import chooser
from gnv.ui.cache import World
from gnv.ui.copy_link import copy_link
from gnv.ui.pick import pick, picture
from gnv.ui.why import why_button
from gnv.view import LEVEL, View, full_query, visning_of


def show(world: World, view: View, story: Story) -> None:
    """Show a measure: all panels where it has values, else the reason why it has none."""
    why = world.absent.get(story.indicator.id)
    if why is not None:
        _reason(world, story, why)
        return
    scene = cache.scene(world, view)
    with st.container(key="scen-region" if story.regional else "scen"):
        top = st.container(key="topp", horizontal=True)
        with st.container(key="karta"):
            pick(scene.map, "karta-val", choices.area_chooser(world, story))
        with st.container(key="sammanfattning"):
            st.html(scene.summary)
            if not view.mote:
                why_button(lambda: _why(view, story), "varfor")
        with st.container(key="trend"):
            _trend(scene)
        with st.container(key="tabell"):
            pick(scene.table, "tabell-val", choices.area_chooser(world, story))
        with top:
            _top(world, view, story)


def _reason(world: World, story: Story, why: Status) -> None:
    """Show, in place of the map, why a measure has no values."""
    st.html(summary.title(story.indicator, world.strategy.goal(story.indicator.goal)))
    with st.container(key="karta"), st.container(key="sammanfattning"):
        st.html(summary.absence_text(story.indicator, why, world.observations.edition.provenance))


def _why(view: View, story: Story) -> tuple[str, ...]:
    return reasons(story, view.kommun, level=visning_of(view, story.indicator) == LEVEL)


def _top(world: World, view: View, story: Story) -> None:
    with st.container(key="rubrik"):
        st.html(summary.title(story.indicator, world.strategy.goal(story.indicator.goal)))
    if not view.mote:
        with st.container(key="val", horizontal=True, vertical_alignment="bottom"):
            _choices(world, view, story)


def _choices(world: World, view: View, story: Story) -> None:
    choices.area(world, view)
    choices.period(world, story)
    choices.gender(world, story)
    choices.showing(world, view, story.indicator)


def choice_row() -> DeltaGenerator:
    """Return the row that holds the measures and, to the right, the tools."""
    return st.container(key="matt-rad", horizontal=True, vertical_alignment="bottom")


def tools(world: World, view: View, story: Story) -> None:
    """Show what can be done with the view: copy its link, show it large, download it."""
    period = {choices.period_key(story): story.period}
    settled = view.change(**period, kon=story.gender, visning=visning_of(view, story.indicator))
    with st.container(key="verktyg", horizontal=True, horizontal_alignment="right", gap="small"):
        copy_link(full_query(settled))
        st.button(
            "Mötesläge",
            icon=":material/present_to_all:",
            on_click=chooser(world, mote=True),
            help="Stor text för projektor. Piltangenterna byter delmål och kommun.",
        )
        if story.with_value:
            menu = st.popover("Ladda ned", icon=":material/download:", key="ladda-ned", on_change="rerun")
            if menu.open:
                with menu:
                    downloads.show(cache.scene(world, view))


def _trend(scene: Scene) -> None:
    picture(scene.trend, "trend-bild")
    if not scene.view.mote:
        values = st.expander("Visa som tabell", key="trend-varden", on_change="rerun")
        if values.open:
            values.html(scene.trend_table)
