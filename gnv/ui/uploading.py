"""The page *Ladda upp*: the file that is dropped there, and the history of those before it."""

from __future__ import annotations

import functools
import importlib
import threading
from collections.abc import Callable

import streamlit as st

from gnv.access import Person
from gnv.activities import template as activities
from gnv.assessment import template as assessment
from gnv.problems import ProblemError
from gnv.report import exports
from gnv.settings import settings
from gnv.store.place import has_store
from gnv.ui import login, person
from gnv.ui.cache import World
from gnv.ui.downloads import File, offer
from gnv.ui.frame import told

_INTRODUCTION = """
Här tas kalkylblad med självskattningar eller aktiviteter emot. Du får först se vad som är fel i filen och vad
som skulle ändras: inget sparas förrän du publicerar, och det kan dras tillbaka.
"""
_DESK = "skrivbord"  # as `gnv.ui.desk.KEY`
# What cannot be read is let in too, so that the refusal can say what to do about it.
_TYPES = ("csv", "xlsx", "txt", "tsv", "xls", "xlsm", "xlsb", "ods", "pdf")
_MEGABYTES = 5
_TEMPLATES = ("självskattningar", "aktiviteter")


def show(world: World) -> None:
    """Show what the page is for, the uploader with what lies on the desk, and the history."""
    with st.container(key="ladda-upp"):
        st.title("Ladda upp", anchor=False)
        st.markdown(_INTRODUCTION)
        _templates(world)
        who = person.current()
        if who.contributes:
            _desk(world, who)
        else:
            login.refused()
        st.header("Historik", anchor=False)
        _history(world, who)


def _templates(world: World) -> None:
    """Offer the file to fill in, for what is chosen."""
    with st.container(key="mallar", horizontal=True, gap="small"):
        chosen = st.segmented_control(
            "Mall för",
            _TEMPLATES,
            default=_TEMPLATES[0],
            key="mall",
            required=True,
            label_visibility="collapsed",
        )
        stem, book, csv = _makers(world, chosen)
        files = [
            File("Mall för Excel (XLSX)", "mall.xlsx", exports.XLSX_TYPE, book),
            File("Mall som CSV", "mall.csv", "text/csv", csv),
        ]
        offer((stem,), files)


def _makers(world: World, chosen: str) -> tuple[str, Callable[[], bytes], Callable[[], bytes]]:
    """Return what a template's files are called, and what makes the workbook and the CSV file."""
    strategy, areas = world.strategy, world.areas
    if chosen == _TEMPLATES[1]:
        return "aktiviteter", lambda: activities.template_xlsx(strategy, areas), activities.template_csv
    return (
        "sjalvskattning",
        lambda: assessment.template_xlsx(strategy, areas),
        lambda: assessment.template_csv(strategy),
    )


def _desk(world: World, who: Person) -> None:
    """Show the uploader, and the file that was dropped there last."""
    _begin_loading()
    turn = st.session_state[_DESK].turn if _DESK in st.session_state else 0
    with st.container(key="slapp"):
        file = st.file_uploader(
            "Släpp en fil med självskattningar eller aktiviteter här, eller välj den",
            type=_TYPES,
            key=f"fil-{turn}",
            max_upload_size=_MEGABYTES,
        )
    if file is not None:
        from gnv.ui.desk import desk

        with st.spinner("Läser filen …"):
            desk().take(file.getvalue(), file.name, world, who)
        st.rerun()
    if _DESK in st.session_state:
        from gnv.ui import checking

        checking.show(world, who)


@functools.cache
def _begin_loading() -> threading.Thread:
    """Begin, once, to load what reads files: it takes its time, which neither a visit nor a drop should."""
    thread = threading.Thread(target=_load, daemon=True)
    thread.start()
    return thread


def _load() -> None:
    """Load what a dropped file needs, while the person looks for it."""
    for name in ("gnv.ui.desk", "gnv.store.engine", "openpyxl"):
        importlib.import_module(name)


def _history(world: World, who: Person) -> None:
    if not has_store(settings()):
        st.markdown("Inget har laddats upp än.")
        return
    from gnv.ui import history

    try:
        history.show(world, who)
    except ProblemError as error:
        st.markdown("Historiken kan inte läsas.")
        if error.problem not in world.problems:  # or the frame has told of it already
            st.error(told(error.problem))
