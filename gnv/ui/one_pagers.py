"""All areas' one-pagers in one archive, made when asked for while the person sees how far it has come."""

from __future__ import annotations

import logging

import streamlit as st

from gnv.report.one_pager_files import MIMES, archive, file_name, sheet_codes
from gnv.report.press import PressError
from gnv.ui.cache import World, one_pager_file, profile_until

_log = logging.getLogger(__name__)


def show(world: World, until: str = "") -> None:
    """Show a menu in which the one-pagers of the 15 and Region Dalarna are made and downloaded.

    They are made while the menu is open. Closing it, or leaving, ends that after the sheet at hand; those
    that are made are kept, so that it goes on from there.

    Args:
        until: a year after which nothing is shown; empty for all.
    """
    menu = st.popover("Alla på var sin sida", icon=":material/folder_zip:", key="ensidor", on_change="rerun")
    if menu.open:
        with menu:
            _offer(world, until)


def _offer(world: World, until: str) -> None:
    """Let a format be chosen, make what is missing and show the button that downloads all."""
    codes = sheet_codes(world.areas)
    upto = f", till och med {until}" if until else ""
    st.caption(f"En sida per kommun och en för Region Dalarna{upto}, {len(codes)} sidor i en zip-fil.")
    suffix = st.segmented_control(
        "Format", list(MIMES), default="pdf", key="ensidor-format", format_func=str.upper, required=True
    )
    try:
        files = _made(world, codes, until, suffix)
    except PressError:
        _log.exception("The one-pagers could not be made.")
        st.error("Sidorna kunde inte skrivas ut. Stäng och öppna rutan för att försöka igen.")
        return
    name = f"sidor-{until or 'senaste'}-{suffix}.zip"
    st.download_button(
        "Ladda ned alla (zip)",
        lambda: archive(files, world.today),
        name,
        "application/zip",
        key=f"ladda-{name}",
        on_click="ignore",
        width="stretch",
    )


def _made(world: World, codes: tuple[str, ...], until: str, suffix: str) -> dict[str, bytes]:
    """Return the sheets as files by name, with a bar that tells how many are made."""
    bar = st.progress(0.0)
    files = {}
    for done, code in enumerate(codes):
        own = profile_until(world, code, until)
        bar.progress(done / len(codes), f"{own.name}, {done + 1} av {len(codes)}")
        files[file_name(own.name, suffix)] = one_pager_file(world, own, suffix)
    bar.empty()
    return files
