"""The form in which an activity is registered, changed or closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

import streamlit as st

from gnv.access import Person
from gnv.activities import columns, fields
from gnv.activities.draft import Said, closing_said, new_said, read_activity, said_of
from gnv.activities.form import Activity, State
from gnv.activities.submissions import ACTIVITIES
from gnv.areas import REGION_DALARNA
from gnv.intake.choices import Principal
from gnv.intake.columns import CODE
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from gnv.strategy import Strategy
from gnv.tabular.columns import Column
from gnv.ui import cache, focus, form_parts, person, selecting
from gnv.ui.cache import World
from gnv.ui.form_desk import Draft, FormDesk
from gnv.underway import MARKS, where_text
from gnv.underway import told as told_in

KEY = "aktivitetsutkast"
_PREFIX = "akt"  # of the fields' keys
_LABELS = {column.key: column.name.capitalize() for column in columns.SAID}
_ELSEWHERE = "Gäller den en annan kommun: dra tillbaka den här och registrera den där."
_TEXTS = (
    (columns.RESULT, "Resultat", "Vad det gav."),
    (columns.WENT_WELL, "Vad gick bra", "Det som andra kan göra likadant."),
    (columns.WAS_HARD, "Vad var svårt", "Det som andra behöver tänka på."),
    (columns.JUDGEMENT, "Bedömning mot delmålet", "Vad aktiviteten betyder för delmålet, med era ord."),
)
_TEXT_HEIGHT = 120
Choice = TypeVar("Choice", int, str)


def activity_desk() -> FormDesk[Activity]:
    """Return the desk of the session."""
    found: FormDesk[Activity] = st.session_state.setdefault(KEY, FormDesk())
    return found


def register(municipality: str) -> None:
    """Begin a new activity, of a municipality; "" for one that is to be chosen."""
    _show(Draft(new_said(municipality)))


def begin(stood: Standing[Activity]) -> None:
    """Open an activity that stands, to change it."""
    _show(_draft_of(stood))


def close(world: World, stood: Standing[Activity]) -> None:
    """Open an activity that stands, to close it."""
    draft = _draft_of(stood)
    draft.doing, draft.said = "Avsluta", closing_said(stood.form, world.today)
    _show(draft)


def _show(draft: Draft[Activity]) -> None:
    activity_desk().begin(draft)
    focus.ask(".st-key-formular input")


def _draft_of(stood: Standing[Activity]) -> Draft[Activity]:
    return Draft(said_of(stood.form), stood.form, stood.submission)


def _opened(key: Key) -> Draft[Activity] | None:
    """Return the draft of an activity that stands now, none where it does not."""
    stood = cache.registered(cache.world()).get(key)
    return _draft_of(stood) if stood else None


def show(world: World, who: Person) -> None:
    """Show the draft that is being written, with what is wrong with it, and the button that saves it."""
    here = activity_desk()
    draft = here.draft
    if draft is None:
        return
    with st.container(key="formular"):
        title = f"{draft.doing} ”{draft.stood.title}”" if draft.stood else "Registrera en aktivitet"
        form_parts.heading(title)
        with st.container(key="falt"):
            draft.said = _fields(world, who, here, draft)
        form_parts.messages(draft, _LABELS, partial(_told, world.strategy))
        with st.container(key="formularknappar", horizontal=True, gap="small"):
            st.button(form_parts.save_label(draft), key="spara", type="primary", on_click=_save)
            if draft.overtaken is not None:
                st.button("Ta det som gäller nu i stället", key="ta-deras", on_click=here.take_theirs)
            st.button(
                "Avbryt utan att spara",
                key="avbryt",
                type="tertiary",
                on_click=form_parts.give_up,
                args=(here, ":is(.st-key-andra, .st-key-registrera) button"),
            )


def _told(strategy: Strategy, form: Activity) -> Mapping[str, str]:
    return {column.key: told_in(form, column, strategy) for column in columns.SAID}


def _fields(world: World, who: Person, here: FormDesk[Activity], draft: Draft[Activity]) -> Said:
    """Show the fields and return what is filled in."""
    said: Said = {}

    def kept(column: Column) -> dict[str, Any]:
        return form_parts.kept(here, _PREFIX, column.key)

    def line(column: Column, label: str, longest: int, hint: str = "", about: str | None = None) -> None:
        said[column.key] = st.text_input(
            label,
            draft.said[column.key],
            max_chars=longest,
            placeholder=hint,
            help=about,
            **kept(column),
        )

    line(columns.TITLE, "Aktivitet *", fields.LONGEST_TITLE, "Vad den kallas")
    said[CODE.key] = _municipality(world, who, draft, kept(CODE))
    names = {goal.number: f"{goal.number}. {goal.name}" for goal in world.strategy.goals}
    said[columns.GOALS.key] = _several("Delmål *", names, draft.said[columns.GOALS.key], kept(columns.GOALS))
    doers = {str(each): str(each) for each in Principal}
    said[columns.PRINCIPALS.key] = _several(
        "Huvudman *", doers, draft.said[columns.PRINCIPALS.key], kept(columns.PRINCIPALS)
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
            **kept(columns.STATE),
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
            max_chars=fields.LONGEST_TEXT,
            placeholder=hint,
            height=_TEXT_HEIGHT,
            **kept(column),
        )
    return said


def _municipality(world: World, who: Person, draft: Draft[Activity], kept: dict[str, Any]) -> str:
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
        placeholder="Välj",
        disabled=draft.stood is not None,
        help=_ELSEWHERE if draft.stood is not None else None,
        **kept,
    )
    return found or ""


def _several(
    label: str, names: dict[Choice, str], chosen: Sequence[Choice], kept: dict[str, Any]
) -> tuple[Choice, ...]:
    found = st.pills(
        label,
        list(names),
        selection_mode="multi",
        default=list(chosen),
        format_func=names.__getitem__,
        **kept,
    )
    return tuple(each for each in names if each in found)


def _save() -> None:
    here, world = activity_desk(), cache.world()
    draft = here.draft
    if draft is not None:  # or it is a second click, which may have ended the first one's run too early
        form_parts.keep_all(here, _PREFIX)
        stands = cache.registered(world)
        plans = [each.form for each in cache.planned(world).plans.values()]
        form = draft.settle(
            read_activity(draft.said, world.strategy, world.areas, world.today, stands, plans, draft.stood)
        )
        if form is not None:
            here.save(ACTIVITIES, person.current(), form, partial(_opened, form.unit.key))
    if here.about is not None:
        _, municipality, _, id_ = here.about
        selecting.chooser(aktivitet=f"{municipality}:{id_}")()
        focus.ask(".st-key-andra button")
