"""All of Sweden on a map that can be explored, for whoever opens it: it costs WebGL and half a megabyte."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gnv.areas import REGION_DALARNA
from gnv.charts.deck import HEIGHT
from gnv.charts.national import is_national
from gnv.story import Story
from gnv.ui import cache
from gnv.ui.address import chooser, kept_view
from gnv.ui.cache import World
from gnv.ui.pick import picture
from gnv.view import compared_code

_KEY = "sverigekarta"


def show(world: World, story: Story) -> None:
    """Show a key figure in all of Sweden: a map, its legend and the same as a table.

    Call it only where a person has asked for it: the outlines of the 290 and pydeck are read then.
    """
    drawn = cache.national(world, story)
    if not is_national(drawn.story):
        picture(drawn.nothing, "sverige-saknas")
        return
    view = kept_view()
    with st.container(key="sverige"):
        st.pydeck_chart(
            cache.national_deck(drawn, view.kommun, compared_code(view)),
            height=HEIGHT,
            key=_KEY,
            on_select=_chooser(world, story),
            alt=drawn.alt,
        )
        st.html(drawn.legend)
    table = st.expander("Visa som tabell", key="sverige-tabell", on_change="rerun")
    if table.open:
        table.html(drawn.table)


def _chooser(world: World, story: Story) -> Callable[[], None]:
    """Return what a click on an area does: it chooses one of Dalarna's, or compares with another."""

    def choose() -> None:
        for clicked in st.session_state[_KEY].selection.objects.values():
            chooser(world, **_choice(world, story, clicked[0]["properties"]["kod"]))()

    return choose


def _choice(world: World, story: Story, code: str) -> dict[str, str]:
    """Return the choice that a click on an area makes."""
    if not story.regional and code in world.areas.dalarna:
        return {"kommun": code}
    return {"jfr": "mitten" if code == REGION_DALARNA else code}
