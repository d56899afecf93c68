"""The page *Aktiviteter*: its choices, the activities over time and as a table, and the one that is open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from gnv.access import Person
from gnv.activities.form import Activity, State
from gnv.areas import REGION_DALARNA
from gnv.charts import activity_lists
from gnv.charts.activity_scene import ActivityScene
from gnv.selection import STATE_CODES, Selection
from gnv.settings import settings
from gnv.ui import activity_files, cache, database, login, person
from gnv.ui.address import bind
from gnv.ui.cache import World
from gnv.ui.copy_link import copy_link
from gnv.ui.pick import pick, picture
from gnv.ui.selecting import chooser
from gnv.underway import MARKS, where_text

_DESK = "aktivitetsutkast"  # as `gnv.ui.activity_form.KEY`
_ALL = "Alla"
_CLOSED = (State.DONE, State.STOPPED)


def show(world: World, selection: Selection) -> None:
    """Show the activities, or the form in which one is written."""
    who = person.current()
    desk = st.session_state.get(_DESK)
    with st.container(key="aktiviteter"):
        if desk is not None and desk.draft is not None and who.contributes:
            from gnv.ui import activity_form

            activity_form.show(world, who)
        elif database.version(settings())[1] is not None:
            st.title(activity_lists.TITLE, anchor=False)
            st.markdown("Aktiviteterna kan inte läsas.")
        elif cache.activities(world):
            _activities(world, selection, who)
        else:
            _invitation(who)


def _invitation(who: Person) -> None:
    """Show what activities are and what to do, where none has been registered."""
    st.html(activity_lists.heading())
    _last_done(None)
    picture(activity_lists.invitation(), "inbjudan-bild")
    _register_button(who, "")
    _how_to_write(who)


def _activities(world: World, selection: Selection, who: Person) -> None:
    scene = cache.activity_scene(world, selection)
    with st.container(key="topp", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="rubrik"):
            st.html(activity_lists.heading())
        with st.container(key="val", horizontal=True, vertical_alignment="bottom"):
            _choices(world, selection, scene)
            _register_button(who, selection.kommun)
    with st.container(key="aktivitetsyta"):
        if scene.opened is not None:
            with st.container(key="aktivitet"):
                _opened(scene, scene.opened, who)
        with st.container(key="tidslinje"):
            if scene.opened is None:
                _last_done(None)
            st.markdown(scene.lead)
            pick(scene.timeline, "tidslinje-val", _open)
        if scene.shown:
            with st.container(key="tabell"):
                pick(scene.table, "tabell-val", _open)
    _how_to_write(who)


def _choices(world: World, selection: Selection, scene: ActivityScene) -> None:
    goals = {"": _ALL} | {str(goal.number): f"{goal.number}. {goal.name}" for goal in world.strategy.goals}
    _select("delmal", "Delmål", selection.delmal, goals, 190)
    codes = (REGION_DALARNA, *world.areas.dalarna)
    areas = {"": _ALL} | {code: where_text(code, world.areas) for code in codes}
    _select("kommun", "Kommun", selection.kommun, areas, 150)
    marks = {code: f"{MARKS[state]} {state}" for code, state in STATE_CODES.items()}
    bind("lage", selection.lage or None)
    st.pills(
        "Läge",
        list(marks),
        format_func=marks.__getitem__,
        key="lage",
        on_change=lambda: chooser(lage=st.session_state["lage"] or "")(),
    )
    copy_link(selection.query())
    menu = st.popover("Ladda ned", icon=":material/download:", key="ladda-ned", on_change="rerun")
    if menu.open:
        with menu:
            activity_files.show(world, selection, scene)


def _select(choice: str, label: str, chosen: str, names: Mapping[str, str], width: int) -> None:
    """Show a choice as a list; one emptied by hand is left as it was."""
    key = f"{choice}-urval"
    bind(key, chosen)

    def write() -> None:
        if st.session_state[key] is not None:
            chooser(**{choice: st.session_state[key]})()

    st.selectbox(
        label,
        list(names),
        key=key,
        format_func=names.__getitem__,
        on_change=write,
        placeholder="Välj",
        width=width,
    )


def _open(place: str) -> None:
    chooser(aktivitet=place)()


def _opened(scene: ActivityScene, activity: Activity, who: Person) -> None:
    """Show all of the activity that is open, and what can be done with it."""
    _last_done(activity)
    st.html(scene.card)
    with st.container(key="aktivitetsknappar", horizontal=True, gap="small"):
        may_change, act = who.may_change(activity.municipality), partial(_act, activity)
        if may_change:
            st.button("Ändra", key="andra", icon=":material/edit:", on_click=act, args=("andra",))
            if activity.state not in _CLOSED:
                st.button("Avsluta", key="avsluta", icon=":material/check:", on_click=act, args=("avsluta",))
        st.button("Stäng", key="stang", icon=":material/close:", on_click=chooser(aktivitet=""))
        if may_change:
            st.button("Dra tillbaka", key="dra", type="tertiary", on_click=act, args=("dra",))
    if who.contributes and not may_change:
        st.caption("Du får inte ändra den här. Be den som sköter tjänsten om rätt till kommunen.")


def _last_done(opened: Activity | None) -> None:
    """Say what was done last with the activity that is open, or that is gone, and what is about to be done.

    Args:
        opened: none where none is open.
    """
    desk = st.session_state.get(_DESK)
    if desk is None:
        return
    from gnv.activities.submissions import ACTIVITIES
    from gnv.ui import form_parts

    if opened is None or desk.about == opened.unit.key:
        form_parts.done(desk)
    if opened is not None and desk.leaving is not None and desk.leaving.form.unit.key == opened.unit.key:
        form_parts.leaving(desk, ACTIVITIES, lambda each: f"{each.title}, {each.state}", "aktivitet")


def _register_button(who: Person, municipality: str) -> None:
    if who.contributes:
        chosen = municipality if who.may_change(municipality) else ""
        st.button(
            "Registrera aktivitet",
            key="registrera",
            type="primary",
            icon=":material/add:",
            on_click=_register,
            args=(chosen,),
        )


def _register(municipality: str) -> None:
    from gnv.ui import activity_form  # the database's library is loaded by who writes

    activity_form.register(municipality)


def _act(activity: Activity, doing: str) -> None:
    """Begin to change, close or withdraw an activity, unless someone else has withdrawn it meanwhile."""
    from gnv.activities.submissions import ACTIVITIES
    from gnv.ui import activity_form

    world = cache.world()
    stood = cache.registered(world).get(activity.unit.key)
    if stood is None:
        return
    if doing == "dra":
        activity_form.activity_desk().leave(ACTIVITIES, stood)
    elif doing == "avsluta":
        activity_form.close(world, stood)
    else:
        activity_form.begin(stood)


def _how_to_write(who: Person) -> None:
    """Say to who may not write how to get the right."""
    if not who.contributes:
        with st.container(key="ratt"):
            login.refused()
