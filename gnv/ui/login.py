"""Logging in and out: a corner of every page, and beside each thing that asks for a login."""

from __future__ import annotations

import streamlit as st

from gnv.access import Person
from gnv.access.login import Access, Login
from gnv.areas import REGION_DALARNA, Areas, swedish
from gnv.ui import cache, person
from gnv.ui.frame import notices, plain
from gnv.words import joined

KEY = "inloggning"
_LONGEST_LABEL = 18  # as much as the header has room for
_MATTERS = "självskattningar, aktiviteter, planer och analyser"
_REFRESH = "hämta nya värden från Kolada"


def corner() -> None:
    """Show who has logged in and what they may, or a button to do so; nothing where there is no login."""
    found = person.access()
    if found.login is Login.NONE:
        return
    with st.container(key=KEY):
        if found.login is Login.OFFERED:
            st.button("Logga in", key="logga-in", on_click=st.login)
        else:
            _logged_in(found)
    if found.person.administers:
        notices(found.problems)


def refused() -> None:
    """Say why the person who is asking may not write, with a button where logging in would help."""
    found = person.access()
    st.info(plain(found.person.refusal), icon=":material/lock:")
    if found.login is Login.OFFERED:
        st.button("Logga in", key="logga-in-har", type="primary", on_click=st.login)


def rights(who: Person, areas: Areas) -> str:
    """Return what a person may, in Swedish."""
    if not who.contributes:
        return who.refusal
    if who.administers:
        return "Administratör: du får göra allt, för alla kommuner och regionen."
    where = "alla kommuner och regionen"
    if who.municipalities is not None:
        where = joined(sorted((areas.name(code) for code in who.municipalities), key=swedish))
    county = "årsberättelsen och den regionala handlingsplanen, " if who.may_change(REGION_DALARNA) else ""
    return f"Bidragsgivare: du får ladda upp och skriva {_MATTERS} för {where}, {county}och {_REFRESH}."


def _logged_in(found: Access) -> None:
    who = found.person
    label = who.name if len(who.name) <= _LONGEST_LABEL else f"{who.name[: _LONGEST_LABEL - 1]}…"
    with st.popover(plain(label)), st.container(width=320):
        st.markdown(f"**{plain(who.name)}**")
        st.markdown(plain(rights(who, cache.world().areas)))
        st.button("Logga ut", key="logga-ut", on_click=person.log_out)
