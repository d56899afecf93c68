"""The page *Jämför*: the county on one sheet, Dalarna among the regions, and any areas side by side."""

from __future__ import annotations

from functools import partial

import streamlit as st

from gnv.areas import COUNTRY, REGION_DALARNA
from gnv.charts import compare_texts
from gnv.charts.cell_reasons import CLOSE
from gnv.charts.sheet import CELL, SORT, chosen_part
from gnv.charts.sheet_scene import SheetScene
from gnv.compare import Choice
from gnv.side_by_side import beside
from gnv.ui import cache, choices, compare_files
from gnv.ui.address import bind, chooser, keep_view
from gnv.ui.cache import World
from gnv.ui.copy_link import copy_link
from gnv.ui.pick import pick, picture
from gnv.view import MOST_AREAS, View, full_query

_IN_LINK = ("delmal", "matt", "kommun", "ar", "kon", "omraden", "ordning")
_OWN_YEARS = "Varje rads senaste"


def show(world: World, view: View) -> None:
    """Show the page's three parts; the last rests on trends, which take longest the first time."""
    scene = cache.sheet_scene(world, view)
    if view.ar and view.ar not in scene.sheet.years:
        view = view.change(ar="")
        keep_view(view, world)
        scene = cache.sheet_scene(world, view)
    codes = _side_codes(view)
    ready = not codes or cache.trends_at_hand()
    above = st.container(key="topp", horizontal=True, vertical_alignment="bottom")
    with st.container(key="lanet"):
        _sheet(world, scene)
    with above:
        _top(world, view, scene, codes)
    with st.container(key="regionerna"):
        st.html(compare_texts.regions_heading())
        pick(scene.regions, "regionerna-val", partial(choose_part, world))
    with st.container(key="sidor"):
        _side_by_side(world, view, codes, ready=ready)
    if not ready:  # the county and the regions are seen while scipy is loaded
        cache.load_trends()
        st.rerun()


def _sheet(world: World, scene: SheetScene) -> None:
    """Show the sheet, and what there is to fetch where it lacks the rest of the country."""
    with st.container(key="tabell"):
        pick(scene.county, "blad", partial(choose_part, world))
    more = compare_texts.more_to_fetch(scene.sheet)
    if more:
        picture(more, "hamta-mer")


def choose_part(world: World, part: str) -> None:
    """Make the choice that a part of a table stands for: a cell, an order, or no cell."""
    kind, *codes = chosen_part(part)
    choose = chooser(world)
    if kind == SORT and len(codes) == 1:
        choose(ordning=codes[0])
    elif kind == CELL and len(codes) == 2:
        measure = world.strategy.measure(codes[0])
        choose(matt=measure.id, delmal=measure.goal, kommun=codes[1])
    elif kind == CLOSE:
        choose(kommun="")


def _top(world: World, view: View, scene: SheetScene, codes: tuple[str, ...]) -> None:
    with st.container(key="rubrik"):
        st.html(compare_texts.title())
    with st.container(key="val", horizontal=True, vertical_alignment="bottom"):
        _years(world, view, scene)
        divided = max(scene.sheet.rows, key=lambda story: len(story.genders), default=None)
        if divided is not None:
            choices.gender(world, divided)
        said = full_query(view.change(omraden=codes))
        copy_link({name: said[name] for name in _IN_LINK if name in said})
        menu = st.popover("Ladda ned", icon=":material/download:", key="ladda-ned", on_change="rerun")
        if menu.open:
            with menu:
                compare_files.show(world, view, scene, codes)


def _years(world: World, view: View, scene: SheetScene) -> None:
    """Show the years that any key figure has, each key figure's own latest first."""
    options = ("", *scene.sheet.years[::-1])
    bind("ar", view.ar)

    def choose() -> None:
        year = st.session_state["ar"]
        if year is not None:
            chooser(world)(ar=year)

    st.selectbox(
        "År",
        options,
        key="ar",
        format_func=lambda year: year or _OWN_YEARS,
        on_change=choose,
        placeholder="Välj",
        width=190,
    )


def _side_codes(view: View) -> tuple[str, ...]:
    """Return the areas side by side: those chosen, else the chosen area and the country, else none."""
    return view.omraden[:MOST_AREAS] or ((view.kommun, COUNTRY) if view.kommun else ())


def _side_by_side(world: World, view: View, codes: tuple[str, ...], *, ready: bool) -> None:
    st.html(compare_texts.sides_heading())
    with st.container(key="omraden-rad", horizontal=True, vertical_alignment="bottom"):
        _areas(world, codes)
        _suggestions(world, view, codes)
    if not codes:
        st.html(compare_texts.invitation())
        return
    if len(codes) == 1:
        st.html(compare_texts.one_alone(world.areas.name(codes[0])))
    if len(view.omraden) > MOST_AREAS:
        st.html(compare_texts.too_many())
    table = cache.side_scene(world, codes, view).table if ready else compare_texts.sides_awaited()
    picture(table, "sida-vid-sida")


def _areas(world: World, codes: tuple[str, ...]) -> None:
    known = cache.known_areas(world)
    bind("omraden", list(codes))

    def choose() -> None:
        chooser(world)(omraden=tuple(st.session_state["omraden"]))

    st.multiselect(
        compare_texts.AREAS_LABEL,
        (*known, *(code for code in codes if code not in known)),
        key="omraden",
        format_func=world.areas.name,
        on_change=choose,
        placeholder="Välj kommuner, regioner eller riket",
    )


def _suggestions(world: World, view: View, codes: tuple[str, ...]) -> None:
    """Offer good first choices, each a button that fills in the areas."""
    for label, suggested in _suggested(world, view, codes).items():
        if suggested != codes:
            st.button(label, key=f"fyll-{'-'.join(suggested)}", on_click=chooser(world, omraden=suggested))


def _suggested(world: World, view: View, codes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return what can be put side by side with one click: label to areas."""
    own = view.kommun or next((code for code in codes if code in world.areas.dalarna), REGION_DALARNA)
    name, known = world.areas.name(own), frozenset(cache.known_areas(world))
    first = world.strategy.indicators[0]
    found = {
        f"{name} och grannarna": beside(
            Choice.NEIGHBOURS, own, first, world.observations, world.areas, known
        ),
        f"{name} och liknande": beside(Choice.SIMILAR, own, first, world.observations, world.areas, known),
        f"{name} och riket": (own, COUNTRY),
    }
    return {label: areas for label, areas in found.items() if len(areas) > 1}
