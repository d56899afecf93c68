"""The form in which an activity is registered, changed or closed."""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from gnv.access import Person
from gnv.activities import columns, fields
from gnv.activities.draft import Draft, Said
from gnv.activities.form import State
from gnv.activities.overview import place_of
from gnv.areas import REGION_DALARNA
from gnv.charts.table import plain_table
from gnv.intake.cells import EMPTY
from gnv.intake.choices import Principal
from gnv.intake.columns import CODE
from gnv.tabular.columns import Column
from gnv.tabular.findings import Finding
from gnv.ui import cache, person, selecting
from gnv.ui.activity_desk import ActivityDesk, activity_desk
from gnv.ui.cache import World
from gnv.ui.frame import plain, told
from gnv.underway import MARKS, where_text
from gnv.underway import told as said_in
from gnv.words import joined

_CLASH_COLUMNS = ("Uppgift", "Gäller nu", "Ditt, i formuläret")
_TEXTS = (
    (columns.RESULT, "Resultat", "Vad det gav."),
    (columns.WENT_WELL, "Vad gick bra", "Det som andra kan göra likadant."),
    (columns.WAS_HARD, "Vad var svårt", "Det som andra behöver tänka på."),
    (columns.JUDGEMENT, "Bedömning mot delmålet", "Vad aktiviteten betyder för delmålet, med era ord."),
)
_TEXT_HEIGHT = 120
Choice = TypeVar("Choice", int, str)


def show(world: World, who: Person) -> None:
    """Show the draft that is being written, with what is wrong with it, and the button that saves it."""
    here = activity_desk()
    draft = here.draft
    if draft is None:
        return
    with st.container(key="formular"):
        st.header(_heading(draft), anchor=False)
        st.caption(
            "Fälten med * måste fyllas i. Skriv aldrig namn, e-post eller annat som pekar ut en person."
        )
        with st.container(key="falt"):
            draft.said = _fields(world, who, here, draft)
        _messages(world, draft)
        with st.container(key="formularknappar", horizontal=True, gap="small"):
            st.button(_save_label(draft), key="spara", type="primary", on_click=_save)
            if draft.overtaken is not None and draft.overtaken.disputed:
                st.button("Ta det som gäller nu i stället", key="ta-deras", on_click=_take_theirs)
            st.button(
                "Avbryt utan att spara", key="avbryt", type="tertiary", on_click=here.begin, args=(None,)
            )


def _heading(draft: Draft) -> str:
    if draft.stood is None:
        return "Registrera en aktivitet"
    return f"{'Avsluta' if draft.closing else 'Ändra'} ”{plain(draft.stood.title)}”"


def _save_label(draft: Draft) -> str:
    if draft.overtaken is not None or draft.withdrawn:
        return "Spara mitt"
    return "Spara ändå" if draft.warnings and not draft.errors else "Spara"


def _fields(world: World, who: Person, here: ActivityDesk, draft: Draft) -> Said:
    """Show the fields and return what is filled in."""
    said: Said = {}

    def key(column: Column) -> str:
        return f"akt-{here.turn}-{column.key}"

    def line(column: Column, label: str, longest: int, hint: str = "", about: str | None = None) -> None:
        said[column.key] = st.text_input(
            label,
            draft.said[column.key],
            key=key(column),
            max_chars=longest,
            placeholder=hint,
            help=about,
        )

    line(columns.TITLE, "Aktivitet *", fields.LONGEST_TITLE, "Vad den kallas")
    said[CODE.key] = _municipality(world, who, draft, key(CODE))
    names = {goal.number: f"{goal.number}. {goal.name}" for goal in world.strategy.goals}
    said[columns.GOALS.key] = _several("Delmål *", names, draft.said[columns.GOALS.key], key(columns.GOALS))
    doers = {str(each): str(each) for each in Principal}
    said[columns.PRINCIPALS.key] = _several(
        "Huvudman *", doers, draft.said[columns.PRINCIPALS.key], key(columns.PRINCIPALS)
    )
    line(columns.STARTS, "Startar *", fields.LONGEST_LINE, "2025-03-01")
    line(columns.ENDS, "Slutar", fields.LONGEST_LINE, "2025-12-31, eller tomt om slutet är öppet")
    marks = {str(state): f"{MARKS[state]} {state}" for state in State}
    said[columns.STATE.key] = (
        st.segmented_control(
            "Läge *",
            list(marks),
            default=draft.said[columns.STATE.key] or None,
            format_func=marks.__getitem__,
            key=key(columns.STATE),
        )
        or ""
    )
    line(columns.TARGET_GROUP, "Målgrupp", fields.LONGEST_LINE, "Till exempel äldre med hemtjänst")
    line(columns.RESPONSIBLE, "Ansvarig funktion", fields.LONGEST_LINE, "Till exempel enhetschef hemtjänsten")
    line(columns.PLAN, "Ingår i planen", fields.LONGEST_LINE, "Om den ingår i någon")
    for column, label, hint in _TEXTS:
        said[column.key] = st.text_area(
            label,
            draft.said[column.key],
            key=key(column),
            max_chars=fields.LONGEST_TEXT,
            placeholder=hint,
            height=_TEXT_HEIGHT,
        )
    return said


def _municipality(world: World, who: Person, draft: Draft, key: str) -> str:
    """Show where it is; what stands stays where it is, since that is part of what it is known by."""
    options = [code for code in (REGION_DALARNA, *world.areas.dalarna) if who.may_change(code)]
    chosen = draft.said[CODE.key]
    if chosen and chosen not in options:
        options.append(chosen)
    found = st.selectbox(
        "Kommun, eller hela länet *",
        options,
        index=options.index(chosen) if chosen else None,
        format_func=lambda code: where_text(code, world.areas),
        key=key,
        placeholder="Välj",
        disabled=draft.stood is not None,
    )
    return found or ""


def _several(
    label: str, names: dict[Choice, str], chosen: tuple[Choice, ...], key: str
) -> tuple[Choice, ...]:
    found = st.pills(
        label,
        list(names),
        selection_mode="multi",
        default=list(chosen),
        format_func=names.__getitem__,
        key=key,
    )
    return tuple(each for each in names if each in found)


def _messages(world: World, draft: Draft) -> None:
    """Say what has to be mended, what ought to be looked at, and what someone else has done meanwhile."""
    if draft.overtaken is not None:
        _overtaken(world, draft)
    if draft.withdrawn:
        st.warning(
            "**Någon annan drog tillbaka aktiviteten medan du skrev.** Det du har skrivit står kvar här. "
            "Sparar du det gäller aktiviteten igen."
        )
    if draft.errors:
        st.error(f"**Inget är sparat.** Rätta det här först:\n{_listed(draft.errors)}")
    if draft.warnings:
        st.warning(f"**Titta på det här innan du sparar:**\n{_listed(draft.warnings)}")
    if draft.problem is not None:
        st.error(told(draft.problem))


def _listed(findings: tuple[Finding, ...]) -> str:
    return "\n".join(f"- **{plain(each.column.capitalize())}** {_mending(each)}" for each in findings)


def _mending(finding: Finding) -> str:
    """Return what is wrong and what to do, which is plain where a field is empty."""
    if finding.message == EMPTY:
        return "måste fyllas i."
    return f"{plain(finding.message)} {plain(finding.remedy)}"


def _overtaken(world: World, draft: Draft) -> None:
    """Show what stands now beside the person's own, where both have changed the activity."""
    found, now = draft.overtaken, draft.stood
    if found is None or now is None:
        return
    st.warning(
        "**Någon annan ändrade aktiviteten medan du skrev. Inget av ditt är sparat, och inget är borta.** "
        "Titta igenom och spara om det stämmer."
    )
    if found.taken:
        names = joined([column.name for column in found.taken])
        st.markdown(f"Det här har de ändrat men inte du, och det är infört i formuläret: **{names}**.")
    if found.disputed:
        rows = [
            [
                column.name.capitalize(),
                said_in(now, column, world.strategy),
                said_in(found.form, column, world.strategy),
            ]
            for column in found.disputed
        ]
        with st.container(key="krock"):
            st.html(plain_table(_CLASH_COLUMNS, rows, "Det här har ni båda ändrat"))


def _save() -> None:
    here = activity_desk()
    if here.draft is None:  # a second click
        return
    said = dict(here.draft.said)
    for name in said:
        found = st.session_state.get(f"akt-{here.turn}-{name}", said[name])
        said[name] = tuple(found) if isinstance(found, list) else found or ""
    saved = here.save(cache.world(), person.current(), said)
    if saved is not None:
        selecting.chooser(aktivitet=place_of(saved))()


def _take_theirs() -> None:
    here = activity_desk()
    if here.draft is not None and here.draft.stood is not None:
        here.open(cache.world(), place_of(here.draft.stood))
