"""All areas' one-pagers in one archive, made when asked for while the person sees how far it has come."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import streamlit as st

from gnv.report.one_pager_files import MIMES, archive, file_name, sheet_codes
from gnv.report.press import PressError
from gnv.ui.cache import annual_one_pager_file

if TYPE_CHECKING:
    from gnv.annual.facts import AnnualFacts

_log = logging.getLogger(__name__)


def show(facts: AnnualFacts) -> None:
    """Show a menu in which the one-pagers of the 15 and Region Dalarna are made of a year's report.

    They are made while the menu is open. Closing it, or leaving, ends that after the sheet at hand; those
    that are made are kept, so that it goes on from there.

    A report that is frozen gives the same pages as long as it stays so.
    """
    menu = st.popover("Alla på var sin sida", icon=":material/folder_zip:", key="ensidor", on_change="rerun")
    if menu.open:
        with menu:
            _offer(facts)


def _offer(facts: AnnualFacts) -> None:
    """Let a format be chosen, make what is missing and show the button that downloads all."""
    codes = sheet_codes(facts.areas)
    st.caption(
        f"En sida per kommun och en för Region Dalarna, till och med {facts.year}, {len(codes)} sidor i en "
        "zip-fil."
    )
    suffix = st.segmented_control(
        "Format", list(MIMES), default="pdf", key="ensidor-format", format_func=str.upper, required=True
    )
    try:
        files = _made(facts, codes, suffix)
    except PressError:
        _log.exception("The one-pagers could not be made.")
        st.error("Sidorna kunde inte skrivas ut. Stäng och öppna rutan för att försöka igen.")
        return
    name = f"sidor-{facts.year}-{suffix}.zip"
    st.download_button(
        "Ladda ned alla (zip)",
        lambda: archive(files, facts.day),
        name,
        "application/zip",
        key=f"ladda-{name}",
        on_click="ignore",
        width="stretch",
    )


def _made(facts: AnnualFacts, codes: tuple[str, ...], suffix: str) -> dict[str, bytes]:
    """Return the sheets as files by name, with a bar that tells how many are made."""
    bar = st.progress(0.0)
    files = {}
    for done, code in enumerate(codes):
        name = facts.areas.name(code)
        bar.progress(done / len(codes), f"{name}, {done + 1} av {len(codes)}")
        files[file_name(name, suffix)] = annual_one_pager_file(facts, code, suffix)
    bar.empty()
    return files
