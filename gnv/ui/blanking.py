"""Blank (gallra) a text or a name in the history: for administrators, and for good."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gnv import submitted
from gnv.assessment.submissions import Upload
from gnv.store.blanking import BLANKED, blank_comments, blank_note, blank_person
from gnv.ui import database, person
from gnv.ui.cache import World
from gnv.ui.desk import desk
from gnv.ui.frame import plain

_COMMENTS, _NOTE, _PERSON = "En verksamhets kommentarer", "Anteckningen och filnamnet", "En persons namn"


def show(world: World, upload: Upload) -> None:
    """Let an administrator choose what to blank, and say what will then be gone for good."""
    what = st.radio(
        "Vad ska gallras?", [_COMMENTS, _NOTE, _PERSON], key=f"gallra-{upload.id}", horizontal=True
    )
    if what == _COMMENTS:
        _comments(world, upload)
    elif what == _NOTE:
        gone = f"Anteckningen och filnamnet {plain(upload.source.name)} försvinner. Svaren berörs inte."
        _confirmation(upload, gone, blank_note, upload.id)
    else:
        _person(upload)


def _comments(world: World, upload: Upload) -> None:
    names = {each.id: submitted.unit_name(each, world.areas) for each in upload.submissions}
    chosen = st.selectbox(
        "Verksamhet", list(names), format_func=names.__getitem__, key=f"gallra-vilken-{upload.id}"
    )
    gone = (
        f"Alla kommentarer som {plain(names[chosen])} skrev i den här filen försvinner. Poängen berörs inte."
    )
    _confirmation(upload, gone, blank_comments, chosen)


def _person(upload: Upload) -> None:
    withdrawals = [each.withdrawn for each in upload.submissions if each.withdrawn is not None]
    people = {upload.identity: upload.person} | {each.identity: each.person for each in withdrawals}
    people.pop(BLANKED, None)
    if not people:
        st.markdown("Namnen är redan gallrade.")
        return
    shown = {identity: f"{name} ({identity})" for identity, name in people.items()}
    chosen = st.selectbox("Person", list(shown), format_func=shown.__getitem__, key=f"gallra-vem-{upload.id}")
    gone = f"{plain(shown[chosen])} försvinner ur hela historiken, inte bara här. Svaren berörs inte."
    _confirmation(upload, gone, blank_person, chosen)


def _confirmation(upload: Upload, gone: str, blank: Callable[..., tuple[str, ...]], target: object) -> None:
    """Say what will be gone, and blank it when that has been understood."""
    st.markdown(f"{gone} I stället står ordet *{BLANKED}*. Det går inte att ångra.")
    sure = st.checkbox("Ja, det ska bort för gott", key=f"gallra-saker-{upload.id}-{target}")
    st.button(
        "Gallra",
        key=f"gallra-nu-{upload.id}",
        disabled=not sure,
        on_click=_blank,
        args=(blank, target),
    )


def _blank(blank: Callable[..., tuple[str, ...]], target: object) -> None:
    who = person.current()
    desk().blank(lambda: blank(database.store(), who, target))
