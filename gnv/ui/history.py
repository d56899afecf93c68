"""The history on the page *Ladda upp*: what was published, what became of it, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from gnv import submitted
from gnv.access import Person
from gnv.charts.table import plain_table
from gnv.ledger.fallback import fallbacks
from gnv.ledger.fields import WRITTEN_HERE
from gnv.ledger.history import Submission, Upload
from gnv.ledger.submissions import LONGEST_NOTE
from gnv.report import exports
from gnv.store.audit import entries
from gnv.times import time_text
from gnv.ui import blanking, cache, database, matters, person
from gnv.ui.cache import World
from gnv.ui.desk import desk
from gnv.ui.downloads import File, offer
from gnv.ui.frame import plain, told

_PAGE = 20
_BEFORE = "fore"  # the address's parameter: only uploads before this one
_MOST_UNITS = 100
_WITHDRAW, _BLANK = "Dra tillbaka", "Gallra"
_WHOLE, _ALLOWED = "Hela uppladdningen", "Allt du får dra tillbaka"
_SHORT_HASH = 8
_LOG = "handelselogg"
_LOG_COLUMNS = ("När", "Vem", "Vad", "Till vad", "Hur mycket")
_MOST_ENTRIES = 100


def show(world: World, who: Person) -> None:
    """Show a page of uploads, the latest first.

    Raises:
        ProblemError: where the database cannot be read.
    """
    before = _asked()
    found = cache.uploads(_PAGE + 1, before)
    here = desk()
    with st.container(key="historik"):
        if here.failed is not None:
            st.error(told(here.failed))
        if here.done:
            st.success(plain(here.done), icon=":material/check:")
        if not found:
            st.markdown("Inget har laddats upp än." if before is None else "Det finns inga äldre.")
        for upload in found[:_PAGE]:
            _upload(world, who, upload)
        _turning(found, before)
    if who.administers:
        _log()


def _log() -> None:
    """Let an administrator read who did what; it is asked for when it is opened."""
    log = st.expander("Händelselogg", key=_LOG, on_change="rerun")
    if log.open:
        rows = [
            [time_text(each.time), each.person, each.action, each.subject, each.detail]
            for each in entries(database.store(), _MOST_ENTRIES)
        ]
        log.html(plain_table(_LOG_COLUMNS, rows, f"De senaste händelserna, högst {_MOST_ENTRIES}"))


def _asked() -> int | None:
    said = st.query_params.get(_BEFORE, "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


def _turning(found: Sequence[Upload], before: int | None) -> None:
    """Show the ways to older uploads and back to the latest."""
    with st.container(horizontal=True, gap="small"):
        if before is not None:
            st.button("Visa de senaste", key="senaste", on_click=_turn, args=(None,))
        if len(found) > _PAGE:
            st.button("Visa äldre", key="aldre", on_click=_turn, args=(found[_PAGE - 1].id,))


def _turn(before: int | None) -> None:
    if before is None:
        st.query_params.pop(_BEFORE, None)
    else:
        st.query_params[_BEFORE] = str(before)


def _upload(world: World, who: Person, upload: Upload) -> None:
    """Show one upload; more of it, and what can be done with it, when it is asked for."""
    with st.container(key=f"uppladdning-{upload.id}", border=True):
        # A file is often named after who sent it.
        name = upload.source.name if who.contributes else f"Uppladdning {upload.id}"
        by = f" av {plain(upload.person)}" if who.contributes else ""
        st.markdown(f"**{plain(name)}**, {time_text(upload.time)}{by}")
        is_file = upload.source.name != WRITTEN_HERE
        file = f"Fil {upload.source.hash[:_SHORT_HASH]}." if is_file else ""
        said = plain(matters.of_upload(upload).upload_text(upload))
        st.markdown(f"**{submitted.state_text(upload)}.** {said} {file}")
        if upload.note and who.contributes:
            st.markdown(f"Anteckning: {plain(upload.note)}")
        for line in submitted.withdrawal_lines(upload, world.areas, names=who.contributes):
            st.markdown(plain(line))
        panels = _panels(world, who, upload)
        chosen = st.pills("Visa", list(panels), key=f"visa-{upload.id}", label_visibility="collapsed")
        if chosen:
            panels[chosen]()


def _panels(world: World, who: Person, upload: Upload) -> dict[str, Callable[[], None]]:
    """Return what can be opened under an upload, by what its button says."""
    panels: dict[str, Callable[[], None]] = {
        matters.of_upload(upload).subjects: lambda: _units(world, upload)
    }
    left = [
        each
        for each in upload.submissions
        if each.withdrawn is None and who.may_change(each.unit.municipality)
    ]
    if left:
        panels[_WITHDRAW] = lambda: _withdrawing(world, upload, left)
    if who.administers:
        panels[_BLANK] = lambda: blanking.show(world, upload)
    return panels


def _units(world: World, upload: Upload) -> None:
    matter = matters.of_upload(upload)
    table = matter.submissions_table(upload, world.areas)
    rows = table.head(_MOST_UNITS).values.tolist()
    if len(table) > _MOST_UNITS:
        rows.append([f"… och {len(table) - _MOST_UNITS} till", *[""] * (len(table.columns) - 1)])
    st.html(plain_table(list(table.columns), rows, "Vad uppladdningen sa om"))
    if len(table) > _MOST_UNITS:

        def book() -> bytes:
            return exports.workbook([exports.Table(matter.subjects, table)])

        name = f"{matter.subjects.lower()}.xlsx"
        offer((f"uppladdning-{upload.id}",), [File("Alla (XLSX)", name, exports.XLSX_TYPE, book)])


def _withdrawing(world: World, upload: Upload, left: Sequence[Submission]) -> None:
    """Let a person choose what to withdraw, and say what would stand instead before they do."""
    chosen = _chosen(world, upload, left)
    if not chosen:
        return
    matter = matters.of_upload(upload)
    left_then = fallbacks(matter.kind, database.store(), upload.id)
    lines = matter.consequences(chosen, left_then, world.areas)
    seen = {each.id: left_then[each.id].submission if each.id in left_then else 0 for each in chosen}
    st.markdown("Då blir det så här:\n" + "\n".join(f"- {plain(line)}" for line in lines))
    key = f"skal-{upload.id}"
    with st.form(f"tillbaka-{upload.id}", border=False, enter_to_submit=False):
        st.text_input("Varför? Det står i historiken.", key=key, max_chars=LONGEST_NOTE)
        pressed = st.form_submit_button(
            f"Dra tillbaka {matter.counted(len(chosen))}",
            key=f"dra-tillbaka-{upload.id}",
            type="primary",
            on_click=_withdraw,
            args=(upload, seen, key),
        )
        if pressed and desk().failed is None:
            st.warning("Skriv varför. Inget är ändrat.")


def _chosen(world: World, upload: Upload, left: Sequence[Submission]) -> list[Submission]:
    if len(left) == 1:
        return list(left)
    remains = sum(each.withdrawn is None for each in upload.submissions)
    matter = matters.of_upload(upload)
    everything = _WHOLE if len(left) == remains else _ALLOWED
    how = st.radio(
        "Vad ska dras tillbaka?",
        [everything, f"Några {matter.several}"],
        key=f"vad-{upload.id}",
        horizontal=True,
        captions=[matter.counted(len(left)), "välj i listan"],
    )
    if how == everything:
        return list(left)
    names = {each.id: submitted.unit_name(each, world.areas) for each in left}
    picked = st.multiselect(
        matter.several.capitalize(),
        list(names),
        format_func=names.__getitem__,
        key=f"vilka-{upload.id}",
        placeholder=f"Välj {matter.several}",
        select_all=False,
    )
    return [each for each in left if each.id in picked]


def _withdraw(upload: Upload, seen: Mapping[int, int], key: str) -> None:
    note = " ".join(st.session_state.get(key, "").split())
    if note:
        here = desk()
        here.withdraw(cache.world(), person.current(), seen, note, matters.of_upload(upload))
        if here.failed is None:  # close the panel, or a second click could withdraw what is left
            st.session_state[f"visa-{upload.id}"] = None
