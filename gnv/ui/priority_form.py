"""The form in which a priority of the regional action plan is registered or changed."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from gnv.activities import fields
from gnv.activities.form import State
from gnv.activities.planned import PRIORITIES
from gnv.activities.priority import Priority
from gnv.activities.priority_fields import LABELS, read_priority, said_of
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from gnv.problems import Problem
from gnv.ui import cache, focus, form_parts, person
from gnv.ui.cache import World
from gnv.ui.form_desk import Draft, FormDesk
from gnv.ui.frame import plain
from gnv.underway import MARKS

KEY = "prioriteringsutkast"
_PREFIX = "prio"  # of the fields' keys
_TEXT_HEIGHT = 120
_TWICE = Problem(
    "En prioritering med den titeln är redan registrerad för året.",
    "Öppna den och ändra den, eller ge den här en annan titel.",
)


def priority_desk() -> FormDesk[Priority]:
    """Return the desk of the session."""
    found: FormDesk[Priority] = st.session_state.setdefault(KEY, FormDesk())
    return found


def begin(stood: Standing[Priority] | None, year: str) -> None:
    """Open a priority that stands, or a new one of a year."""
    new = Draft[Priority]({**said_of(None), "goals": [], "year": year})
    priority_desk().begin(_draft_of(stood) if stood else new)
    focus.ask(".st-key-prioriteringsformular input")


def _draft_of(stood: Standing[Priority]) -> Draft[Priority]:
    form = stood.form
    return Draft({**said_of(form), "goals": list(form.goals), "year": form.year}, form, stood.submission)


def _opened(key: Key) -> Draft[Priority] | None:
    """Return the draft of a priority that stands now, none where it does not."""
    stood = cache.planned(cache.world()).priorities.get(key)
    return _draft_of(stood) if stood else None


def show(world: World) -> None:
    """Show the draft that is being written, with what is wrong with it, and the button that saves it."""
    here = priority_desk()
    draft = here.draft
    if draft is None:
        return
    with st.container(key="prioriteringsformular"):
        year = draft.said["year"]
        doing = f"Ändra ”{plain(draft.stood.title)}”" if draft.stood else "Registrera en prioritering"
        st.header(f"{doing} {year}", anchor=False)
        with st.container(key="prioriteringsfalt"):
            _fields(world, here, draft)
        form_parts.messages(draft, LABELS, _told)
        with st.container(key="prioriteringsknappar", horizontal=True, gap="small"):
            label = form_parts.save_label(draft)
            st.button(label, key="spara-prioritering", type="primary", on_click=_save)
            if draft.overtaken is not None:
                st.button(
                    "Ta det som gäller nu i stället", key="ta-deras-prioritering", on_click=here.take_theirs
                )
            if draft.stood is not None:
                st.button("Dra tillbaka", key="dra-prioritering", on_click=_leave)
            st.button(
                "Avbryt utan att spara",
                key="avbryt-prioritering",
                type="tertiary",
                on_click=form_parts.give_up,
                args=(here, ".st-key-registrera-prioritering button"),
            )


def _fields(world: World, here: FormDesk[Priority], draft: Draft[Priority]) -> None:
    """Show the fields, and keep in the draft what is filled in."""
    said = draft.said

    def kept(name: str) -> dict[str, Any]:
        return form_parts.kept(here, _PREFIX, name)

    def line(name: str, label: str, longest: int = fields.LONGEST_LINE, hint: str = "") -> None:
        said[name] = st.text_input(
            label, said.get(name, ""), max_chars=longest, placeholder=hint, **kept(name)
        )

    line("title", "Prioritering *", fields.LONGEST_TITLE, "Vad som ska komma först")
    goals = {goal.number: f"{goal.number}. {goal.name}" for goal in world.strategy.goals}
    said["goals"] = st.pills(
        "Delmål *",
        list(goals),
        selection_mode="multi",
        default=said["goals"],
        format_func=goals.__getitem__,
        **kept("goals"),
    )
    marks = {str(state): f"{MARKS[state]} {state}" for state in State}
    said["state"] = st.segmented_control(
        "Läge *",
        list(marks),
        default=said["state"],
        format_func=marks.__getitem__,
        required=True,
        **kept("state"),
    )
    line("target_group", "Målgrupp", hint="Till exempel äldre med hemtjänst")
    line("decided_by", "Beslutad av")
    line("decided", "Beslutad den", hint="2025-12-04, eller tomt om beslutet inte är fattat")
    said["text"] = st.text_area(
        "Vad som ska göras",
        said.get("text", ""),
        max_chars=fields.LONGEST_TEXT,
        height=_TEXT_HEIGHT,
        placeholder="Aktiviteterna, med egna ord",
        **kept("text"),
    )


def _told(priority: Priority) -> dict[str, str]:
    return {"title": priority.title, **priority.fields()}


def _save() -> None:
    here, world = priority_desk(), cache.world()
    draft = here.draft
    if draft is None:  # a second click
        return
    said = draft.said
    form_parts.keep_all(here, _PREFIX)
    told = read_priority(said, said["goals"], said["year"], world.strategy, world.today, draft.stood)
    form = draft.settle(told)
    if form is None:
        return
    if draft.stood is None and _opened(form.unit.key) is not None:
        draft.problems = (_TWICE,)
        return
    here.save(PRIORITIES, person.current(), form, partial(_opened, form.unit.key))


def _leave() -> None:
    here = priority_desk()
    stood = here.draft.stood if here.draft else None
    stands = cache.planned(cache.world()).priorities.get(stood.unit.key) if stood else None
    if stands is not None:
        here.leave(PRIORITIES, stands)
