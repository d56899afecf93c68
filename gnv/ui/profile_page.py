"""The page *Kommun*: its choices and what stands where."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from gnv.areas import REGION_DALARNA
from gnv.charts.profile_scene import ProfileScene
from gnv.charts.profile_start import invitation, title
from gnv.reasons import QUESTION
from gnv.ui import analysis, cache, profile_files
from gnv.ui.address import bind, chooser, keep_view
from gnv.ui.cache import World
from gnv.ui.choices import GENDERS
from gnv.ui.copy_link import copy_link
from gnv.ui.pick import pick, picture
from gnv.view import View, full_query

LATEST = ""
_IN_LINK = ("kommun", "jfr", "ar", "kon", "omg", "mote")
_WIDTHS = {"kommun": 180, "jfr": 250, "ar": 150}


def show(world: World, view: View) -> None:
    """Show the profile of the area that is chosen, or the county to choose from."""
    if not view.kommun:
        _start(world)
        return
    view = _settle(world, view)
    with st.container(key="topp", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="rubrik"):  # before the profile, which takes longest the first time
            st.html(title(world.areas.name(view.kommun)))
        row = st.container(key="val", horizontal=True, vertical_alignment="bottom")
    view, scene = _scene(world, view)
    with row:
        _choices(world, view, scene)
    ready = cache.trends_at_hand()
    with st.container(key="profil"):
        _panels(world, view, scene if ready else scene.untold())
    if not ready:  # all but the trends is seen while scipy is loaded
        cache.load_trends()
        st.rerun()


def _settle(world: World, view: View) -> View:
    """Return the view with a comparator that its area cannot have put back to the middle."""
    return view if view.jfr in _comparators(world, view) else _kept(world, view.change(jfr="mitten"))


def _scene(world: World, view: View) -> tuple[View, ProfileScene]:
    """Return what is drawn, and the view of it: a year without any value is put back to the latest."""
    scene = cache.profile_scene(world, view)
    if view.ar in ("", *scene.years):
        return view, scene
    view = _kept(world, view.change(ar=LATEST))
    return view, cache.profile_scene(world, view)


def _kept(world: World, view: View) -> View:
    """Return a view that stands in the address from now on."""
    keep_view(view, world)
    return view


def _comparators(world: World, view: View) -> Mapping[str, str]:
    """Return whom the chosen area can be compared with, each choice with its name; never itself."""
    every = cache.comparators(world, regional=view.kommun == REGION_DALARNA)
    return {choice: name for choice, name in every.items() if choice != view.kommun}


def _choosable(world: World) -> tuple[str, ...]:
    return (*world.areas.dalarna, REGION_DALARNA)


def _start(world: World) -> None:
    """Show the county to choose from, as a map and as a list."""
    choose = chooser(world)
    with st.container(key="kommunval"):
        with st.container(key="kommunlista"):
            picture(invitation(world.areas), "kommunlista-bild")
            _select(world, "kommun", "Kommun", None, _choosable(world), world.areas.name)
        with st.container(key="karta"):
            pick(cache.start_map(world), "karta-val", lambda code: choose(kommun=code))


def _panels(world: World, view: View, scene: ProfileScene) -> None:
    """Show what there is to say, from above, so that nothing is pushed down when more is drawn."""
    with st.container(key="kolumn-bild"):
        with st.container(key="sammanfattning"):
            st.html(scene.summary)
        with st.container(key="linser"):
            picture(scene.lenses, "linser-bild")
        with st.container(key="rygg"):
            picture(scene.spine, "rygg-bild")
            why = st.expander(QUESTION, icon=":material/help:", key="varfor", on_change="rerun")
            if why.open:
                why.html(scene.reasons)
        if not view.mote:
            analysis.of_area(world, view.kommun)
    with st.container(key="avvikelser"):
        picture(scene.deviations + scene.lessons + scene.genders + scene.changes, "avvikelser-bild")


def _choices(world: World, view: View, scene: ProfileScene) -> None:
    choose = chooser(world)
    _select(world, "kommun", "Kommun", view.kommun, _choosable(world), world.areas.name)
    compared = _comparators(world, view)
    _select(world, "jfr", "Jämför med", view.jfr, tuple(compared), compared.__getitem__)
    years = (LATEST, *scene.years)
    _select(world, "ar", "År", view.ar, years, lambda year: year or "Senaste året")
    bind("kon", view.kon)
    st.segmented_control(
        "Kön",
        list(GENDERS),
        key="kon",
        format_func=GENDERS.__getitem__,
        required=True,
        on_change=lambda: choose(kon=st.session_state["kon"]),
    )
    said = full_query(view)
    copy_link({name: said[name] for name in _IN_LINK if name in said})
    menu = st.popover("Ladda ned", icon=":material/download:", key="ladda-ned", on_change="rerun")
    if menu.open:
        with menu:
            profile_files.show(world, scene)


def _select(
    world: World,
    key: str,
    label: str,
    chosen: str | None,
    options: tuple[str, ...],
    named: Callable[[str], str],
) -> None:
    """Show a choice as a list; one emptied by hand is left as it was."""
    bind(key, chosen)

    def write() -> None:
        if st.session_state[key] is not None:
            chooser(world)(**{key: st.session_state[key]})

    st.selectbox(
        label,
        options,
        key=key,
        format_func=named,
        on_change=write,
        placeholder="Välj kommun" if key == "kommun" else "Välj",
        width=_WIDTHS[key],
    )
