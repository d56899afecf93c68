"""The annual report as files, made when asked for."""

from __future__ import annotations

import logging

import streamlit as st

from gnv.report.press import PressError
from gnv.ui.cache import World, report_file

_FORMATS = {"docx": "Word, för att skriva vidare", "pdf": "PDF, för att publicera"}
_MIMES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_log = logging.getLogger(__name__)


def show(world: World, year: int) -> None:
    """Show a menu in which a year's report is made and downloaded, as it stands now."""
    menu = st.popover(
        "Ladda ned årsberättelsen", icon=":material/download:", key="berattelsefiler", on_change="rerun"
    )
    if menu.open:
        with menu:
            _offer(world, year)


def _offer(world: World, year: int) -> None:
    """Let a format be chosen, make the file and show the button that downloads it."""
    suffix = st.segmented_control(
        "Format",
        list(_FORMATS),
        default="docx",
        key="berattelse-format",
        format_func=str.upper,
        required=True,
    )
    st.caption(f"{_FORMATS[suffix]}. Texter som har redigerats är med; resten är utkastets.")
    try:
        with st.spinner("Berättelsen skrivs. Det tar några sekunder."):
            content = report_file(world, year, suffix)
    except PressError:
        _log.exception("The annual report could not be made.")
        st.error("Årsberättelsen kunde inte skrivas ut. Stäng och öppna rutan för att försöka igen.")
        return
    st.download_button(
        "Ladda ned",
        content,
        f"arsberattelse-{year}.{suffix}",
        _MIMES[suffix],
        key=f"ladda-berattelse-{suffix}",
        on_click="ignore",
        width="stretch",
    )
