"""Refreshing from Kolada on the page *Om*: the button, how far it has come, what it brought."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from gnv import news
from gnv.charts.table import plain_table
from gnv.kolada.changes import Change
from gnv.kolada.editions import FOLDER
from gnv.kolada.fetch import Progress
from gnv.kolada.record import Record, read_records
from gnv.kolada.refresh import return_to_shipped
from gnv.problems import ProblemError
from gnv.report import exports
from gnv.settings import settings
from gnv.times import time_text
from gnv.ui import cache, login, person, refresh_job
from gnv.ui.cache import World
from gnv.ui.frame import plain, told
from gnv.words import SOURCE, number

_MOST_ROWS = 200
_MOST_RECORDS = 50
_INTRODUCTION = """
Ett klick hämtar alla nyckeltal för hela Sverige: 290 kommuner, 21 regioner och riket, alla år, kvinnor och
män. Det tar under en minut. Ett nyckeltal som inte kan hämtas behåller sina äldre värden, och inget ändras
förrän allt är kontrollerat.
"""


def show(world: World) -> None:
    """Show who may refresh and how, what the latest refresh brought, and the log of them all."""
    records = read_records(settings().local / FOLDER)[:_MOST_RECORDS]
    with st.container(key="hamta"):
        job = refresh_job.latest()
        if job is not None and job.running:
            st.fragment(_running, run_every=1.0)(world)
        elif not person.current().contributes:
            login.refused()
        else:
            if job is not None and job.problem is not None and (not records or records[0].time <= job.ended):
                st.error(told(job.problem))
            _buttons(world, records)
        _log(world, records)


def _running(world: World) -> None:
    """Show how far the refresh has come; when it is done, show the page anew with what it brought."""
    job = refresh_job.latest()
    if job is None or not job.running:
        st.rerun()
    elif job.progress is None:
        st.progress(0.0, "Frågar Kolada …")
    else:
        progress = job.progress
        st.progress(progress.share, "Hämtar värden från Kolada. Du kan lämna sidan: hämtningen fortsätter.")
        st.html(_progress_table(world, progress))


def _progress_table(world: World, progress: Progress) -> str:
    names = {indicator.id: indicator.name for indicator in world.strategy.indicators}
    rows = []
    for kpi, total in progress.total.items():
        done = progress.done[kpi]
        state = "hämtat" if done == total else f"{done} av {total} områden"
        rows.append([names.get(kpi, "efterträdare"), kpi, state])
    return plain_table(["Nyckeltal", "Id", "Läge"], rows, "Så långt har hämtningen kommit")


def _buttons(world: World, records: list[Record]) -> None:
    st.markdown(_INTRODUCTION)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Hämta nya värden från Kolada",
            icon=":material/sync:",
            type="primary",
            key="hamta-nu",
            on_click=_start,
        )
        lossy = [each.id for each in records[0].everything if each.acceptable] if records else []
        if lossy:
            with st.popover("Godta bortfall", icon=":material/playlist_remove:"):
                _acceptance(world, lossy)
        if not world.observations.edition.shipped:
            with st.popover("Gå tillbaka", icon=":material/undo:"):
                st.markdown(
                    "De värden som följde med tjänsten börjar gälla igen. Det som har hämtats ligger kvar på "
                    "disken, och kan hämtas på nytt."
                )
                st.button("Låt de medföljande värdena gälla", key="ga-tillbaka", on_click=_return)


def _acceptance(world: World, lossy: list[str]) -> None:
    names = {indicator.id: indicator.short_name for indicator in world.strategy.indicators}
    st.markdown(
        "De här nyckeltalen behöll sina äldre värden, eftersom svaret saknade värden som fanns förut. "
        "Vet du att Kolada har tagit bort dem? Välj vilka svar som ska godtas."
    )
    chosen = st.pills(
        "Nyckeltal",
        lossy,
        selection_mode="multi",
        format_func=lambda kpi: f"{names.get(kpi, 'efterträdare')} ({kpi})",
        key="godta",
    )
    st.button("Hämta och godta", key="godta-nu", disabled=not chosen, on_click=_start, args=(tuple(chosen),))


def _start(accepted: Collection[str] = ()) -> None:
    if person.current().contributes:
        refresh_job.start(settings(), accepted)


def _return() -> None:
    if not person.current().contributes:
        return
    try:
        return_to_shipped(settings())
    except ProblemError as error:
        st.error(told(error.problem))


def _log(world: World, records: list[Record]) -> None:
    """Show the latest refresh, and any earlier one that is asked for."""
    if not records:
        st.markdown("Ingen hämtning har gjorts än. De medföljande värdena visas.")
        return
    st.subheader("Senaste hämtningen", anchor=False)
    _record(world, records[0], "senaste")
    if len(records) > 1:
        earlier = st.expander("Tidigare hämtningar", key="tidigare", on_change="rerun")
        if earlier.open:
            with earlier:
                chosen = st.selectbox(
                    "Hämtning",
                    records[1:],
                    format_func=lambda each: f"{time_text(each.time)}: {news.headline(each)}",
                    key="tidigare-val",
                )
                _record(world, chosen, "tidigare")


def _record(world: World, record: Record, key: str) -> None:
    """Show what one refresh did."""
    origin = f" från {plain(record.source.partition('://')[2])}" if record.source else ""
    st.markdown(f"{plain(time_text(record.time))}{origin}. **{plain(news.headline(record))}**")
    _lines([*news.remarks(record, world.today), *record.notes])
    if not record.source or not record.reached:
        return
    details = st.expander("Nyckeltal för nyckeltal", key=f"{key}-nyckeltal", on_change="rerun")
    if details.open:
        details.html(_outcome_table(world, record))
    changed = sum(each.new + each.revised + each.gone for each in record.everything)
    if changed:
        values = st.expander("Ändrade värden", key=f"{key}-varden", on_change="rerun")
        if values.open:
            with values:
                _changes(world, record, key)


def _outcome_table(world: World, record: Record) -> str:
    rows = [
        [
            news.outcome_name(each, world.strategy),
            each.id,
            news.outcome_status(each),
            number(each.rows),
            news.years_text(each),
            news.counts_text(each),
        ]
        for each in record.everything
    ]
    headings = ["Nyckeltal", "Id", "Läge", "Värden", "År", "Ändringar"]
    return plain_table(headings, rows, "Vad hämtningen gjorde med varje nyckeltal")


def _changes(world: World, record: Record, key: str) -> None:
    """Show which values were revised or removed, and give all changes as a file."""
    try:
        found = cache.changes(settings(), record.before, record.after)
    except ProblemError as error:
        st.warning(told(error.problem))
        return
    lines = news.change_lines(found, world.areas, _MOST_ROWS)
    new = int(found["change"].eq(Change.NEW).sum())
    added = f"{number(new)} värden är nya. " if new else ""
    st.markdown(added + ("Så här har äldre värden ändrats:" if lines else "Inga äldre värden har ändrats."))
    _lines(lines)

    def file() -> bytes:
        table = news.changes_table(found, world.strategy, world.areas)
        return exports.workbook([exports.Table("Ändringar", table, (SOURCE,))])

    st.download_button(
        "Alla ändringar (XLSX)",
        file,
        f"kolada-{record.time[:10]}-andringar.xlsx",
        exports.XLSX_TYPE,
        key=f"{key}-ladda",
        on_click="ignore",
    )


def _lines(lines: list[str]) -> None:
    if lines:
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))
