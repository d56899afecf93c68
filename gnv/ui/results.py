"""The page *Självskattning*: its choices and what stands where."""

from __future__ import annotations

import streamlit as st

from gnv import impressions
from gnv.assessment.outcome import COUNTY, Outcome
from gnv.assessment.results import round_label
from gnv.charts import rating_texts
from gnv.charts.rating_scene import RatingScene
from gnv.strategy import Goal
from gnv.ui import cache, choices, results_panels
from gnv.ui.address import bind, chooser
from gnv.ui.cache import World
from gnv.ui.copy_link import copy_link
from gnv.ui.frame import plain
from gnv.view import View, full_query

_IN_LINK = ("delmal", "omg", "kommun", "exempel")


def show(world: World, view: View) -> None:
    """Show a round's results, or, where there are no answers at all, what the self-assessment is."""
    result = cache.outcome_of(world, view)
    if not result.period:
        _invitation(world)
        return
    scene = cache.rating_scene(world, view)
    _top(world, view, scene)
    with st.container(key="delmal-rad"):
        _goals(world, view, result)
        results_panels.small_maps(scene)
    results_panels.show(world, view, scene)


def _invitation(world: World) -> None:
    """Show what the self-assessment is and what to do, where nothing has been answered."""
    with st.container(key="inbjudan"):
        st.title(rating_texts.TITLE, anchor=False)
        st.html(rating_texts.invitation())
        st.button("Visa exempel", key="visa-exempel", type="primary", on_click=chooser(world, exempel=True))


def _top(world: World, view: View, scene: RatingScene) -> None:
    if view.exempel:
        _banner(world)
    with st.container(key="topp", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="rubrik"):
            st.html(rating_texts.title())
        with st.container(key="val", horizontal=True, vertical_alignment="bottom"):
            _rounds(world, scene.result)
            choices.area(world, view)
            copy_link(_link(view, scene.result))
            results_panels.downloads(world, scene)


def _link(view: View, result: Outcome) -> dict[str, str]:
    """Return every choice of the page for a link, the round shown too."""
    said = full_query(view.change(omg=result.period))
    return {name: said[name] for name in _IN_LINK if name in said}


def _banner(world: World) -> None:
    with st.container(key="exempel", horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{impressions.EXAMPLE}.** Ingen verksamhet har svarat så här, och inget av det är lagrat."
        )
        st.button("Sluta visa exempel", key="dolj-exempel", on_click=chooser(world, exempel=False))


def _goals(world: World, view: View, result: Outcome) -> None:
    """Show the five sub-goals as tiles, each with the county's score."""
    labels = {goal.number: _goal_label(result, goal) for goal in world.strategy.goals}
    choices.goal_tiles(world, view, labels)


def _goal_label(result: Outcome, goal: Goal) -> str:
    score = result.score(COUNTY, goal.number)
    if score is None:
        said = impressions.NOT_ANSWERED
    else:
        mean = impressions.score_text(score.mean)
        said = f"**{mean}** i medel, {score.municipalities} av {len(result.dalarna)} kommuner"
    return f"**{goal.number}. {plain(goal.name)}** :small[{said}]"


def _rounds(world: World, result: Outcome) -> None:
    """Show the rounds that have been answered, latest first."""
    latest = result.periods[-1]
    bind("omg", result.period)

    def choose() -> None:
        chosen = st.session_state["omg"]
        if chosen is not None:
            chooser(world, omg="" if chosen == latest else chosen)()

    st.selectbox(
        "Omgång",
        result.periods[::-1],
        key="omg",
        format_func=round_label,
        on_change=choose,
        placeholder="Välj omgång",
        width=150,
    )
