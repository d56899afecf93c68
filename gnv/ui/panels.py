"""The panels of the map page: heading, choices, map, summary, trend and table."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from gnv.areas import REGION_DALARNA
from gnv.charts import choropleth, strip, summary, table, trend
from gnv.observations import Status, absence
from gnv.story import Story, heading
from gnv.strategy import Indicator
from gnv.ui import choices, downloads
from gnv.ui.address import chooser
from gnv.ui.cache import World
from gnv.ui.copy_link import copy_link
from gnv.ui.frame import plain
from gnv.ui.pick import pick
from gnv.view import LEVEL, View, compared_code, full_query, visning_of
from gnv.words import OWN_WORK, SOURCE, joined

_TEXT_SIZE, _MEETING_TEXT_SIZE = 14, 19
_TREND_HEIGHT, _MEETING_TREND_HEIGHT = 300, 340
_STRIP_HEIGHT = 500
_REGION_MAP = choropleth.MapStyle(height=470, texts=False, keys_below=False)


def show(world: World, view: View, story: Story) -> None:
    """Show a measure: all panels where it has values, else the reason why it has none."""
    why = absence(story.indicator, world.observations)
    if why is not None:
        _reason(world, view, story, why)
        return
    with st.container(key="scen-region" if story.regional else "scen"):
        _top(world, view, story)
        with st.container(key="karta"):
            _map(world, view, story)
        with st.container(key="sammanfattning"):
            st.html(summary.summary(story, view.kommun, world.areas))
        with st.container(key="trend"):
            _trend(world, view, story)
        with st.container(key="tabell"):
            _table(world, view, story)


def _reason(world: World, view: View, story: Story, why: Status) -> None:
    """Show, in place of the map, why a measure has no values."""
    _top(world, view, story)
    with st.container(key="karta"), st.container(key="sammanfattning"):
        st.html(summary.absence_text(story.indicator, why))


def _top(world: World, view: View, story: Story) -> None:
    with st.container(key="topp", horizontal=True):
        with st.container(key="rubrik"):
            _heading(world, story.indicator)
        if not view.mote:
            with st.container(key="val", horizontal=True, vertical_alignment="bottom"):
                _choices(world, view, story)


def choice_row() -> DeltaGenerator:
    """Return the row that holds the measures and, to the right, the tools."""
    return st.container(key="matt-rad", horizontal=True, vertical_alignment="bottom")


def _heading(world: World, indicator: Indicator) -> None:
    goal = world.strategy.goal(indicator.goal)
    st.title(plain(indicator.name), anchor=False)
    st.caption(
        f"{plain(indicator.measures)} Delmål {goal.number}, {plain(goal.name)}. "
        f"Strategins namn: *{plain(indicator.official_name)}*."
    )


def _choices(world: World, view: View, story: Story) -> None:
    choices.area(world, view)
    choices.year(world, story)
    choices.gender(world, story)
    if story.with_value:
        choices.showing(world, view, story.indicator)


def tools(world: World, view: View, story: Story) -> None:
    """Show what can be done with the view: copy its link, show it large, download it."""
    settled = view.change(ar=story.period, visning=visning_of(view, story.indicator))
    with st.container(key="verktyg", horizontal=True, horizontal_alignment="right", gap="small"):
        copy_link(full_query(settled))
        st.button(
            "Mötesläge",
            icon=":material/present_to_all:",
            on_click=chooser(world, mote=True),
            help="Stor text för projektor. Piltangenterna byter delmål och kommun.",
        )
        if story.with_value:
            with st.popover("Ladda ned", icon=":material/download:"):
                downloads.show(world, view, story)


def _map(world: World, view: View, story: Story) -> None:
    with st.container(key="karta-bild"):
        pick(map_markup(world, view, story), "karta-val", _area_chooser(world, story))
        if story.regional:
            spec = strip.strip_spec(story, size=_size(view) - 1)
            _chart(spec, "remsa", strip.strip_alt(story), height=_STRIP_HEIGHT)
    st.caption(f"{SOURCE}, {story.indicator.id}, hämtat {joined(story.retrieved)}. Läge: {OWN_WORK}.")


def map_markup(
    world: World, view: View, story: Story, frame: tuple[str, str] | None = None
) -> str:
    """Return the map of a story as SVG: the county's municipalities, or the regions.

    Args:
        frame: heading and source, for a picture that leaves the page.
    """
    level = visning_of(view, story.indicator) == LEVEL
    chosen = REGION_DALARNA if story.regional else view.kommun
    outlines = world.areas.region_outlines if story.regional else world.areas.dalarna_outlines
    cells = choropleth.level_cells(story) if level else choropleth.position_cells(story)
    keys = choropleth.level_keys(story) if level else choropleth.position_keys(story)
    return choropleth.choropleth(
        outlines,
        world.areas.by_code,
        cells,
        chosen=chosen,
        title=f"Karta: {heading(story)}",
        keys=keys,
        keys_title=choropleth.legend_title(story, level=level),
        frame=frame,
        style=_REGION_MAP if story.regional else choropleth.MapStyle(),
    )


def _area_chooser(world: World, story: Story) -> Any:
    """Return what a click on an area does: it chooses a municipality, or compares with a region."""

    def choose(code: str) -> None:
        if not story.regional:
            chooser(world, kommun=code)()
        elif code == REGION_DALARNA:
            chooser(world, jfr="mitten")()
        else:
            chooser(world, jfr=code)()

    return choose


def _trend(world: World, view: View, story: Story) -> None:
    lines = trend.trend_lines(story, view.kommun or None, compared_code(view))
    height = _MEETING_TREND_HEIGHT if view.mote else _TREND_HEIGHT
    spec = trend.trend_spec(story, lines, world.strategy, size=_size(view), height=height)
    st.subheader("Utveckling över tid", anchor=False)
    _chart(spec, "trend-diagram", trend.trend_alt(story, lines), height=height)
    st.caption(_trend_caption(view, story))
    if not view.mote:
        with st.expander("Visa som tabell"):
            headings, rows = trend.trend_table(story, lines)
            st.html(table.plain_table(headings, rows, heading(story)))


def _trend_caption(view: View, story: Story) -> str:
    among = "regionerna" if story.regional else "Dalarnas 15 kommuner"
    said = [f"Grått fält: från lägsta till högsta bland {among}."]
    if not story.regional and not view.kommun:
        said.append("Välj en kommun i kartan, listan eller tabellen för att se dess linje.")
    if story.regional:
        said.append("Välj en region i kartan eller tabellen för att jämföra med den.")
    if story.indicator.breaks:
        years = joined([str(year) for year in story.indicator.breaks])
        said.append(f"Linjen är bruten vid {years}: värdena går inte att jämföra över gränsen.")
    return " ".join(said)


def _table(world: World, view: View, story: Story) -> None:
    chosen = REGION_DALARNA if story.regional else view.kommun
    st.subheader("Plats bland de andra", anchor=False)
    pick(table.benchmark_table(story, chosen), "tabell-val", _area_chooser(world, story))
    st.caption(
        f"{SOURCE} (värde, riket). {OWN_WORK} (läge, mot mitten, mot riket, förändring, plats, ovägt "
        "medel, median). Grå zon: i nivå med mitten. Plats 1 är bäst, eller högst där varken högt "
        "eller lågt är bättre."
    )


def _chart(spec: dict[str, Any], key: str, alt: str, height: int) -> None:
    st.vega_lite_chart(
        spec=spec, key=key, theme=None, width="stretch", height=height, alt=alt
    )


def _size(view: View) -> int:
    return _MEETING_TEXT_SIZE if view.mote else _TEXT_SIZE
