"""The file on the desk: what is wrong with it, what publishing it would change, and the button that does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from gnv import uploads
from gnv.access import Person
from gnv.assessment.results import round_time
from gnv.charts.table import plain_table
from gnv.ledger.submissions import LONGEST_NOTE
from gnv.problems import Problem
from gnv.received import Preview, Reading
from gnv.registered import activities_text
from gnv.report import exports
from gnv.strategy import SELF_ASSESSMENT
from gnv.tabular.findings import Finding
from gnv.times import time_text
from gnv.ui import cache, matters, person
from gnv.ui.cache import World
from gnv.ui.desk import Receipt, desk
from gnv.ui.downloads import File, offer
from gnv.ui.frame import plain, told
from gnv.ui.matters import Differences, Matter
from gnv.words import number

_MOST_DIFFERENCES = 40
_MOST_LINKS = 3
_LONGEST_STEM = 60
_NOTE = "anteckning"


def show(world: World, who: Person) -> None:
    """Show what lies on the desk."""
    here = desk()
    with st.container(key="granskning"):
        if here.receipt is not None:
            _receipt(world, here.receipt)
        if here.name:
            _file(world, who)


def _file(world: World, who: Person) -> None:
    here = desk()
    with st.container(key="fil", horizontal=True, vertical_alignment="center"):
        described = f": {plain(_described(here.reading))}" if here.reading else ""
        st.markdown(f"**{plain(here.name)}**{described}")
        st.button("Ta bort filen", key="ta-bort", type="tertiary", on_click=here.clear)
    if here.reading is None:
        if here.problem is not None:
            st.error(told(here.problem))
            st.markdown("Inget är sparat. Rätta till det och släpp filen igen.")
        return
    errors = here.errors(world, who)
    if errors:
        _errors(here.reading, errors, here.preview)
    elif here.preview is not None:
        _preview(world, here.reading, here.preview)
    if here.problem is not None:
        _failure(world, who, here.problem)


def _described(reading: Reading) -> str:
    return matters.of_reading(reading).file_text(reading)


def _failure(world: World, who: Person, problem: Problem) -> None:
    """Say why the database could not be asked or written, and let the person try again."""
    st.error(told(problem))
    st.button("Försök igen", key="forsok-igen", on_click=desk().weigh, args=(world, who))


def _errors(reading: Reading, errors: Sequence[Finding], rest: Preview | None) -> None:
    """Show what has to be mended, and what the other rows would change."""
    st.error(
        f"**{uploads.errors_headline(reading, errors)}.** Inget i filen är sparat. "
        f"{plain(uploads.first_error(errors))}{' …' if len(errors) > 1 else '.'}"
    )
    sound = uploads.sound_text(rest) if rest is not None else ""
    st.markdown(f"Rätta felen i kalkylbladet, spara det och släpp filen här igen. {sound}")
    _findings("fel", "Att rätta", errors)
    _mending_list(reading, errors)
    _warnings(reading)


def _findings(key: str, caption: str, findings: Sequence[Finding]) -> None:
    with st.container(key=key):
        st.html(plain_table(uploads.FINDING_COLUMNS, uploads.finding_rows(findings), caption))


def _mending_list(reading: Reading, errors: Sequence[Finding]) -> None:
    """Give everything that is to be mended or looked at as a file."""
    found = sorted((*errors, *reading.warnings), key=lambda finding: finding.row)
    _files(reading, "att-ratta", "Ladda ned listan", lambda: uploads.findings_table(found))


def _warnings(reading: Reading) -> None:
    if reading.warnings:
        said = uploads.counted(len(reading.warnings), "sak", "saker")
        st.subheader(f"{said} att titta på", anchor=False)
        st.markdown("De hindrar inte att filen publiceras.")
        _findings("varningar", "Att titta på", reading.warnings)


def _preview(world: World, reading: Reading, weighed: Preview) -> None:
    """Show what publishing would change, and the button that does it."""
    if desk().overtaken:
        st.warning(
            "**Någon annan hann publicera medan du granskade. Inget av ditt är sparat.** Så här blir det nu:"
        )
    if weighed.changes_nothing:
        st.info(
            "**Filen ändrar ingenting.** Allt i den gäller redan, så det finns inget att publicera.",
            icon=":material/check:",
        )
        _warnings(reading)
        return
    matter = matters.of_reading(reading)
    st.subheader(f"Om du publicerar: {matter.preview_text(weighed)}", anchor=False)
    _warnings(reading)
    _publishing(matter, reading, weighed)
    with st.container(key="svar" if matter is matters.ANSWERS else "uppgifter"):
        for caption, differences in matter.parts(weighed):
            _differences(world, matter, differences, caption)
    if len(weighed.differences) > _MOST_DIFFERENCES:
        _files(
            reading,
            "andringar",
            "Ladda ned alla ändringar",
            lambda: _difference_table(world, matter, weighed),
        )
    with st.container(key="per-kommun"):
        rows = matter.share_rows(weighed, world.areas)
        st.html(plain_table(matter.share_columns, rows, "Rader per kommun"))


def _differences(world: World, matter: Matter, differences: Differences, caption: str) -> None:
    if differences:
        rows = matter.difference_rows(differences[:_MOST_DIFFERENCES], world.strategy, world.areas)
        if more := max(0, len(differences) - _MOST_DIFFERENCES):
            rows.append([f"… och {number(more)} till", *[""] * (len(matter.difference_columns) - 1)])
        st.html(plain_table(matter.difference_columns, rows, caption))


def _difference_table(world: World, matter: Matter, weighed: Preview) -> pd.DataFrame:
    rows = matter.difference_rows(weighed.differences, world.strategy, world.areas)
    return pd.DataFrame(rows, columns=list(matter.difference_columns))


def _publishing(matter: Matter, reading: Reading, weighed: Preview) -> None:
    with st.container(key="publicering"), st.form("publicera-fil", border=False, enter_to_submit=False):
        st.text_input(
            f"Anteckning till historiken, om du vill (högst {LONGEST_NOTE} tecken)",
            key=_NOTE,
            max_chars=LONGEST_NOTE,
        )
        st.form_submit_button(
            matter.publish_text(weighed), type="primary", key="publicera", on_click=_publish
        )
        st.markdown(matter.publish_explanation(reading))


def _publish() -> None:
    note = st.session_state.get(_NOTE, "")
    desk().publish(cache.world(), person.current(), note)


def _receipt(world: World, receipt: Receipt) -> None:
    """Say what stands now, with links to where it is seen."""
    if matters.of_upload(receipt.upload) is matters.REGISTERED:
        _registered(receipt)
        return
    upload = receipt.upload
    units = {each.unit.key[1:] for each in upload.submissions}
    whose = uploads.units_text(len(units), {each.unit.municipality for each in upload.submissions})
    rounds = sorted({each.unit.round for each in upload.submissions}, key=round_time)
    st.success(
        f"**Publicerat {time_text(upload.time)}: {uploads.rows_text(receipt.rows)}.** "
        f"Svaren från {whose} gäller nu för {uploads.rounds_text(rounds)}. "
        "Blev något fel kan du dra tillbaka det i historiken här nedanför.",
        icon=":material/check:",
    )
    with st.container(key="vidare", horizontal=True, gap="small"):
        for period in rounds[: -_MOST_LINKS - 1 : -1]:
            _links(world, period, several=len(rounds) > 1)


def _registered(receipt: Receipt) -> None:
    """Say that activities stand now, with a link to where they are seen."""
    codes = {each.unit.municipality for each in receipt.upload.submissions}
    st.success(
        f"**Publicerat {time_text(receipt.upload.time)}: {uploads.rows_text(receipt.rows)}.** "
        f"{activities_text(len(receipt.upload.submissions), codes)} gäller nu som i filen. "
        "Blev något fel kan du dra tillbaka det i historiken här nedanför.",
        icon=":material/check:",
    )
    with st.container(key="vidare"):
        st.page_link("pages/aktiviteter.py", label="Se Aktiviteter", icon=":material/view_timeline:")


def _links(world: World, period: str, *, several: bool) -> None:
    query = {"delmal": str(world.strategy.goals[0].number), "matt": SELF_ASSESSMENT, "omg": period}
    when = f", {uploads.rounds_text([period])}" if several else ""
    st.page_link(
        "pages/sjalvskattning.py",
        label=f"Se Självskattning{when}",
        icon=":material/groups:",
        query_params=query,
    )
    st.page_link("pages/karta.py", label=f"Se kartan{when}", icon=":material/map:", query_params=query)


def _files(reading: Reading, suffix: str, label: str, make: Callable[[], pd.DataFrame]) -> None:
    """Give a table as XLSX and as CSV for Swedish Excel."""
    stem = reading.name.rpartition(".")[0] or reading.name

    def book() -> bytes:
        return exports.workbook([exports.Table(suffix, make())])

    def csv() -> bytes:
        return exports.excel_csv(exports.Table(suffix, make()))

    files = [
        File(f"{label} (XLSX)", f"{suffix}.xlsx", exports.XLSX_TYPE, book),
        File(f"{label} (CSV)", f"{suffix}.csv", "text/csv", csv),
    ]
    with st.container(key=f"filer-{suffix}", horizontal=True, gap="small"):
        offer((stem[:_LONGEST_STEM],), files)
