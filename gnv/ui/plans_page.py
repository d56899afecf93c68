"""The page *Planer*: which municipalities have a local plan, what it says, changing it; the action plan."""

from __future__ import annotations

import re
from functools import partial

import streamlit as st

from gnv import plan_words
from gnv.access import Person
from gnv.activities import plan_files
from gnv.activities.plan import Plan
from gnv.areas import swedish
from gnv.charts.plan_scene import PlanScene
from gnv.ledger.kind import Key
from gnv.settings import settings
from gnv.store.place import has_store
from gnv.ui import action_plan_page, cache, database, login, person, plans_files
from gnv.ui.address import chooser
from gnv.ui.cache import World
from gnv.ui.copy_link import copy_link
from gnv.ui.frame import plain
from gnv.ui.pick import pick, picture
from gnv.view import View
from gnv.words import joined

_DESK = "planutkast"  # as `gnv.ui.plan_form.KEY`
_UNSAFE = re.compile(r"[^\w-]+")
_LONGEST_NAME = 100


def show(world: World, view: View) -> None:
    """Show the local plans and the action plan, or the form in which a local plan is written."""
    who = person.current()
    desk = st.session_state.get(_DESK)
    if database.version(settings())[1] is not None:
        st.title("Planer", anchor=False)
        st.markdown("Planerna kan inte läsas.")
    elif desk is not None and desk.draft is not None and who.contributes:
        from gnv.ui import plan_form

        plan_form.show(world, who)
    else:
        _plans(world, view, who)
        action_plan_page.show(world, view, who)


def _plans(world: World, view: View, who: Person) -> None:
    scene = cache.plan_scene(world, view.kommun)
    choose = chooser(world)

    def choose_area(code: str) -> None:
        choose(kommun=code)

    with st.container(key="planer"):
        with st.container(key="karta"):
            pick(scene.map, "karta-val", choose_area)
        with st.container(key="plantext"):
            with st.container(key="sammanfattning"):
                st.html(scene.summary)
            with st.container(key="planrad", horizontal=True, gap="small"):
                _buttons(world, view, scene, who)
        with st.container(key="planval"):
            _chosen(world, scene, who)
        with st.container(key="tabell"):
            if scene.any:
                pick(scene.table, "tabell-val", choose_area)
            _past(who)
    if not who.contributes:
        with st.container(key="ratt"):
            login.refused()


def _buttons(world: World, view: View, scene: PlanScene, who: Person) -> None:
    if who.contributes:
        st.button(
            "Registrera plan",
            key="registrera-plan",
            type="primary",
            icon=":material/add:",
            on_click=_register,
            args=(view.kommun if who.may_change(view.kommun) else "",),
        )
    chosen = {"kommun": view.kommun} if view.kommun else {}
    copy_link({**chosen, "handlingsplan": action_plan_page.year_of(world, view)})
    menu = st.popover("Ladda ned", icon=":material/download:", key="ladda-ned", on_change="rerun")
    if menu.open:
        with menu:
            plans_files.show(world, scene)


def _chosen(world: World, scene: PlanScene, who: Person) -> None:
    """Show the plans of the chosen area, and what can be done with each."""
    picture(scene.chosen_text, "planval-bild")
    desk = st.session_state.get(_DESK)
    if desk is not None and _is_about(desk.about, scene):
        from gnv.activities.planned import PLANS
        from gnv.ui import form_parts

        form_parts.done(desk)
        form_parts.leaving(desk, PLANS, lambda each: plan_words.plan_text(each, world.areas), "plan")
    for number, plan in enumerate(scene.plans):
        refused = [world.areas.name(code) for code in plan.owners if not who.may_change(code)]
        with st.container(key=f"plan-{number}"):
            picture(scene.facts(plan), f"plan-fakta-{number}")
            with st.container(key=f"plan-knappar-{number}", horizontal=True, gap="small"):
                _download(world, plan, number)
                if not refused:
                    act = partial(_act, plan)
                    st.button("Ändra", key=f"andra-{number}", icon=":material/edit:", on_click=act)
                    st.button(
                        "Dra tillbaka", key=f"dra-{number}", type="tertiary", on_click=act, args=(True,)
                    )
            if refused and who.contributes:
                st.caption(
                    f"För att ändra den här planen krävs rätt till {joined(sorted(refused, key=swedish))}."
                )


def _is_about(key: Key | None, scene: PlanScene) -> bool:
    """Return whether what was done last was done with a plan of the chosen area, or with none."""
    return key is None or scene.chosen in key[1].split(",") or key in {plan.unit.key for plan in scene.plans}


def _download(world: World, plan: Plan, number: int) -> None:
    """Let the plan's PDF be fetched: always as a file, never shown within the app."""
    if not plan.has_file:
        return
    if cache.plan_file_problem(plan.file) is not None:
        said = f"Planens PDF ({plain(plan.file_name)}) saknas eller är skadad."
        st.warning(f"{said} Den som har filen kan ladda upp den igen.")
        return
    name = f"{plan.name}-{plan_words.shared_text(plan, world.areas)}"
    st.download_button(
        "Hämta planen (PDF)",
        partial(plan_files.read, settings(), plan.file),
        f"{_UNSAFE.sub('-', name)[:_LONGEST_NAME].strip('-')}.pdf",
        "application/pdf",
        key=f"hamta-{number}",
        icon=":material/download:",
        on_click="ignore",
    )


def _register(municipality: str) -> None:
    from gnv.ui import plan_form  # the database's library is loaded by who writes

    plan_form.begin(None, municipality)


def _act(plan: Plan, withdrawing: bool = False) -> None:
    """Open a plan, or look at what would stand without it."""
    from gnv.activities.planned import PLANS
    from gnv.ui import plan_form

    stood = cache.planned(cache.world()).plans.get(plan.unit.key)
    if stood is None:  # someone else has withdrawn it meanwhile
        return
    if withdrawing:
        plan_form.plan_desk().leave(PLANS, stood)
    else:
        plan_form.begin(stood)


def _past(who: Person) -> None:
    if not has_store(settings()):
        return
    from gnv.activities.planned import PLANS, blank_plan
    from gnv.ui import form_parts, plan_form

    def blank(by: Person, submission: int) -> tuple[str, ...]:
        return blank_plan(database.store(), settings(), by, submission)

    form_parts.past(plan_form.plan_desk(), PLANS, who, blank, "planer")
