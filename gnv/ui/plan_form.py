"""The form in which a local plan is registered or changed, and its PDF is taken in."""

from __future__ import annotations

import dataclasses
from functools import partial
from typing import Any

import streamlit as st

from gnv import plan_words
from gnv.access import Person
from gnv.activities import fields, plan_files
from gnv.activities.pdf import MEGABYTES
from gnv.activities.plan import Plan
from gnv.activities.plan_fields import LABELS, LONGEST_LINK, read_plan, said_of
from gnv.activities.planned import PLANS
from gnv.areas import REGION_DALARNA
from gnv.ledger.kind import Key
from gnv.ledger.submissions import Standing
from gnv.problems import Problem, ProblemError
from gnv.settings import settings
from gnv.tabular.values import text
from gnv.ui import cache, focus, form_parts, person
from gnv.ui.address import chooser, kept_view
from gnv.ui.cache import World
from gnv.ui.form_desk import Draft, FormDesk
from gnv.ui.frame import plain

KEY = "planutkast"
_PREFIX = "plan"  # of the fields' keys
_LONGEST_FILE_NAME = 100
_SHORT_HASH = 8
_LINES = (
    ("starts", "Gäller från *", "2025-01-01", fields.LONGEST_LINE),
    ("ends", "Gäller till och med", "2027-12-31, eller tomt om den gäller tills vidare", fields.LONGEST_LINE),
    ("decided_by", "Beslutad av", "Organet, till exempel kommunstyrelsen", fields.LONGEST_LINE),
    ("decided", "Beslutad den", "2024-11-20", fields.LONGEST_LINE),
    ("followed_up", "Senast uppföljd", "2025-10-01", fields.LONGEST_LINE),
    ("link", "Länk till planen", "https://www.example.org/plan", LONGEST_LINK),
)
_TWICE = Problem(
    "En plan med det namnet är redan registrerad för de kommunerna.",
    "Öppna den och ändra den, eller ge den här ett annat namn.",
)


def plan_desk() -> FormDesk[Plan]:
    """Return the desk of the session."""
    found: FormDesk[Plan] = st.session_state.setdefault(KEY, FormDesk())
    return found


def begin(stood: Standing[Plan] | None, municipality: str = "") -> None:
    """Open a plan that stands, or a new one, of a municipality or of those that are to be chosen."""
    new = Draft[Plan]({"municipalities": [municipality] if municipality else []})
    plan_desk().begin(_draft_of(stood) if stood else new)
    focus.ask(".st-key-formular input")


def _draft_of(stood: Standing[Plan]) -> Draft[Plan]:
    plan = stood.form
    kept = {"municipalities": list(plan.municipalities), "file": plan.file, "file_name": plan.file_name}
    return Draft({**said_of(plan), **kept}, plan, stood.submission)


def _opened(key: Key) -> Draft[Plan] | None:
    """Return the draft of a plan that stands now, none where it does not."""
    stood = cache.planned(cache.world()).plans.get(key)
    return _draft_of(stood) if stood else None


def show(world: World, who: Person) -> None:
    """Show the draft that is being written, with what is wrong with it, and the button that saves it."""
    here = plan_desk()
    draft = here.draft
    if draft is None:
        return
    with st.container(key="formular"):
        form_parts.heading(f"Ändra ”{draft.stood.name}”" if draft.stood else "Registrera en lokal plan")
        with st.container(key="falt"):
            _fields(world, who, here, draft)
        _uploader(here, draft)
        form_parts.messages(draft, LABELS, partial(_told, world))
        with st.container(key="formularknappar", horizontal=True, gap="small"):
            st.button(form_parts.save_label(draft), key="spara", type="primary", on_click=_save)
            if draft.overtaken is not None:
                st.button("Ta det som gäller nu i stället", key="ta-deras", on_click=here.take_theirs)
            st.button(
                "Avbryt utan att spara",
                key="avbryt",
                type="tertiary",
                on_click=form_parts.give_up,
                args=(here, ".st-key-registrera-plan button"),
            )


def _fields(world: World, who: Person, here: FormDesk[Plan], draft: Draft[Plan]) -> None:
    """Show the fields, and keep in the draft what is filled in."""
    said = draft.said

    def kept(name: str) -> dict[str, Any]:
        return form_parts.kept(here, _PREFIX, name)

    name = said.get("name", "")
    said["name"] = st.text_input("Planens namn *", name, max_chars=fields.LONGEST_TITLE, **kept("name"))
    allowed = [code for code in (*world.areas.dalarna, REGION_DALARNA) if who.may_change(code)]
    said["municipalities"] = st.multiselect(
        "Kommuner *",
        allowed,
        [code for code in allowed if code in said["municipalities"]],
        format_func=world.areas.name,
        placeholder="Välj en, eller flera som delar planen",
        select_all=False,
        **kept("municipalities"),
    )
    for name, label, hint, longest in _LINES:
        said[name] = st.text_input(
            label, said.get(name, ""), max_chars=longest, placeholder=hint, **kept(name)
        )


def _uploader(here: FormDesk[Plan], draft: Draft[Plan]) -> None:
    """Show where the plan's PDF is dropped, and the one that it has."""
    kept = draft.said.get("file_name", "") if draft.said.get("file") else ""
    with st.container(key="slapp"):
        st.file_uploader(
            f"Planen som PDF, högst {MEGABYTES} MB" + (f". Nu: {plain(kept)}" if kept else ""),
            type=["pdf"],
            key=f"plan-fil-{here.turn}",
            max_upload_size=MEGABYTES,
        )
    if kept:
        st.checkbox("Ta bort PDF:en från planen", key=f"plan-utan-fil-{here.turn}")


def _told(world: World, plan: Plan) -> dict[str, str]:
    """Return what a plan says, by the keys of `LABELS`; files of one name are told apart by their hash."""
    file = f"{plan.file_name} ({plan.file[:_SHORT_HASH]})" if plan.has_file else ""
    shared = plan_words.shared_text(plan, world.areas)
    return {**plan.fields(), "name": plan.name, "municipalities": shared, "file": file}


def _save() -> None:
    here, who, world = plan_desk(), person.current(), cache.world()
    draft = here.draft
    if draft is None:  # a second click
        return
    form_parts.keep_all(here, _PREFIX)
    form = draft.settle(
        read_plan(
            draft.said,
            draft.said.get("municipalities", ()),
            world.strategy,
            world.areas,
            world.today,
            draft.stood,
        )
    )
    if form is None:
        return
    if draft.stood is None and _opened(form.unit.key) is not None:
        draft.problems = (_TWICE,)
        return
    try:
        _take_file(here, draft, form, who)
    except ProblemError as error:
        draft.problems = (error.problem,)
        return
    form = dataclasses.replace(
        form, file=draft.said.get("file", ""), file_name=draft.said.get("file_name", "")
    )
    here.save(PLANS, who, form, partial(_opened, form.unit.key))
    if here.draft is None and kept_view().kommun not in form.municipalities:
        chooser(world)(kommun=form.municipalities[0])  # so that what is saved is seen


def _take_file(here: FormDesk[Plan], draft: Draft[Plan], form: Plan, who: Person) -> None:
    """Keep the PDF that has been dropped, before the plan names it. Raises ProblemError."""
    if st.session_state.get(f"plan-utan-fil-{here.turn}"):
        draft.said |= {"file": "", "file_name": ""}
    file = st.session_state.get(f"plan-fil-{here.turn}")
    if file is not None and all(who.may_change(code) for code in form.owners):
        name = text(file.name[-_LONGEST_FILE_NAME:], _LONGEST_FILE_NAME)
        draft.said |= {"file": plan_files.keep(settings(), file.getvalue()), "file_name": name}
