"""The regional action plan on the page *Planer*: a year's priorities, and changing them."""

from __future__ import annotations

import streamlit as st

from gnv.access import Person
from gnv.activities.priority import Priority
from gnv.activities.priority_fields import years
from gnv.areas import REGION_DALARNA
from gnv.charts.action_plan import action_plan_heading
from gnv.settings import settings
from gnv.store.place import has_store
from gnv.ui import cache, database, person, plans_files
from gnv.ui.address import bind, chooser
from gnv.ui.cache import World
from gnv.ui.pick import pick
from gnv.view import View

_DESK = "prioriteringsutkast"  # as `gnv.ui.priority_form.KEY`
_CHOICE = "handlingsplan-ar"


def show(world: World, view: View, who: Person) -> None:
    """Show a year's priorities, or the form in which one is written."""
    year = year_of(world, view)
    may_change = who.may_change(REGION_DALARNA)
    desk = st.session_state.get(_DESK)
    with st.container(key="handlingsplan"):
        if desk is not None and desk.draft is not None and may_change:
            from gnv.ui import priority_form

            priority_form.show(world)
        else:
            _priorities(world, year, who, may_change=may_change)


def year_of(world: World, view: View) -> str:
    """Return the year that is asked for where it is one of the strategy's, else this year or the last."""
    known = years(world.strategy)
    now = str(world.today.year)
    return next(asked for asked in (view.handlingsplan, now, known[-1]) if asked in known)


def _priorities(world: World, year: str, who: Person, *, may_change: bool) -> None:
    found = cache.priorities(world, year)
    st.html(action_plan_heading(year, found))
    with st.container(key="handlingsplan-val", horizontal=True, vertical_alignment="bottom"):
        _years(world, year)
        if may_change:
            st.button(
                "Registrera prioritering",
                key="registrera-prioritering",
                icon=":material/add:",
                on_click=_register,
                args=(year,),
            )
        if found:
            menu = st.popover(
                "Ladda ned", icon=":material/download:", key="ladda-ned-handlingsplan", on_change="rerun"
            )
            if menu.open:
                with menu:
                    plans_files.show_priorities(world, found, year)
    _messages(year)
    if found:
        with st.container(key="prioriteringar"):
            table = cache.action_plan_table(world, found, year, may_change=may_change)
            pick(table, "prioriteringar-val", lambda chosen: _open(found, chosen))
    _past(who)


def _years(world: World, year: str) -> None:
    bind(_CHOICE, year)
    st.segmented_control(
        "År",
        years(world.strategy),
        key=_CHOICE,
        required=True,
        on_change=lambda: chooser(world, handlingsplan=st.session_state[_CHOICE])(),
    )


def _messages(year: str) -> None:
    """Say what was done last with the year's plan, and show what is about to be withdrawn of it."""
    desk = st.session_state.get(_DESK)
    if desk is not None and (desk.about is None or desk.about[0] == year):
        from gnv.activities.planned import PRIORITIES
        from gnv.ui import form_parts

        form_parts.done(desk)
        form_parts.leaving(desk, PRIORITIES, lambda each: f"{each.title}, {each.state}", "prio")


def _register(year: str) -> None:
    from gnv.ui import priority_form  # the database's library is loaded by who writes

    priority_form.begin(None, year)


def _open(shown: tuple[Priority, ...], chosen: str) -> None:
    from gnv.ui import priority_form

    key = next((each.unit.key for each in shown if each.id == chosen), None)
    stood = cache.planned(cache.world()).priorities.get(key) if key else None
    if stood is not None and person.current().may_change(REGION_DALARNA):
        priority_form.begin(stood, stood.form.year)


def _past(who: Person) -> None:
    if not has_store(settings()):
        return
    from gnv.activities.planned import PRIORITIES, blank_priority
    from gnv.ui import form_parts, priority_form

    def blank(by: Person, submission: int) -> tuple[str, ...]:
        return blank_priority(database.store(), by, submission)

    form_parts.past(priority_form.priority_desk(), PRIORITIES, who, blank, "handlingsplan")
