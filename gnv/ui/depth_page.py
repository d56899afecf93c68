"""The page *Nyckeltal*: one key figure in depth, its choices and what stands where."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import streamlit as st

from gnv.areas import COUNTRY
from gnv.charts import depth_texts, summary
from gnv.charts.depth_scene import DepthScene
from gnv.charts.markup import html_text, node
from gnv.depth import first_figure
from gnv.explained import facts
from gnv.observations import Status
from gnv.reasons import reasons
from gnv.story import Story
from gnv.ui import analysis, cache, choices, depth_files, national_map
from gnv.ui.address import bind, chooser
from gnv.ui.cache import World
from gnv.ui.copy_link import copy_link
from gnv.ui.pick import pick, picture
from gnv.ui.why import why_button
from gnv.view import ONE_CHART, SMALL_MULTIPLES, View, compared_code, full_query, link

_DIAGRAMS = {SMALL_MULTIPLES: "Små diagram", ONE_CHART: "Ett diagram"}
_NOBODY = ""


def show(world: World, view: View) -> None:
    """Show a key figure; in place of a sub-goal's self-assessment, which is none, its first one."""
    asked = world.strategy.measure(view.matt)
    if asked.self_assessed:
        _elsewhere(view)
        view = view.change(matt=first_figure(world.strategy.goal(view.delmal), world.mapped).id, omg="")
    story = cache.story(world, view.matt, view.kon, view.ar)
    if not asked.self_assessed:
        view = choices.settle(world, view, story)
    why = world.absent.get(story.indicator.id)
    if why is not None:
        _reason(world, view, story, why)
        return
    scene = cache.depth(world, view)
    ready = story.indicator.rolling_years > 1 or cache.trends_at_hand()
    with st.container(key="djup"):
        top = st.container(key="topp", horizontal=True, vertical_alignment="bottom")
        with st.container(key="sammanfattning"):
            st.html(cache.scene(world, view.change(diagram="")).summary)
            if not view.mote:
                why_button(lambda: reasons(story, view.kommun, level=False), "varfor")
                analysis.beside_figure(world, story, view.kommun)
        with st.container(key="trend"):
            _development(world, story, scene, ready=ready)
        with st.container(key="spridning"):
            heading = "Regionerna i ordning" if story.regional else "Spridningen i Sverige"
            pick(_headed(heading, scene.spread), "spridning-val", choices.area_chooser(world, story))
        with st.container(key="tabell"):
            pick(
                cache.scene(world, view.change(diagram="")).table,
                "tabell-val",
                choices.area_chooser(world, story),
            )
        with st.container(key="kon-panel"):
            _women_and_men(scene)
        with st.container(key="fakta"):
            picture(_headed("Om nyckeltalet", scene.facts), "fakta-lista")
        with st.container(key="ord"):
            _remarks(scene, story)
        with st.container(key="sverige-panel"):
            _sweden(world, story)
        with top:
            _top(world, view, story, scene)
    if not ready:  # the pictures are seen while scipy is loaded; then they are drawn with the trends
        cache.load_trends()
        st.rerun()


def _elsewhere(view: View) -> None:
    """Show the way to the self-assessment, which is shown on a page of its own."""
    root = node(None, "p", "Självskattningen är inget nyckeltal. ", class_="gnv-hanvisning")
    query = {"delmal": str(view.delmal), "kommun": view.kommun, "omg": view.omg}
    address = link("sjalvskattning", **query)
    node(root, "a", "Gå till Självskattning", href=address).tail = " för delmålets självskattning."
    picture(html_text(root), "sjalvskattning-lank")


def _reason(world: World, view: View, story: Story, why: Status) -> None:
    """Show a key figure without values: why it has none, and what is known of it all the same."""
    provenance = world.observations.edition.provenance
    with st.container(key="djup"):
        with st.container(key="topp", horizontal=True, vertical_alignment="bottom"):
            _title(world, story)
            if not view.mote:
                _choose_another(world, view, story)
        with st.container(key="sammanfattning"):
            st.html(summary.absence_text(story.indicator, why, provenance))
        with st.container(key="fakta"):
            listed = depth_texts.facts_list(facts(story.indicator, provenance, world.today, None))
            picture(_headed("Om nyckeltalet", listed), "fakta-lista")


def _choose_another(world: World, view: View, story: Story) -> None:
    with st.container(key="verktyg", horizontal=True, horizontal_alignment="right", gap="small"):
        copy_link(full_query(view.change(matt=story.indicator.id)))
    with st.container(key="val", horizontal=True, vertical_alignment="bottom"):
        _measure(world, story)


def _headed(heading: str, markup: str) -> str:
    """Return markup below a heading."""
    return html_text(node(None, "h2", heading)) + markup


def _title(world: World, story: Story) -> None:
    with st.container(key="rubrik"):
        st.html(summary.title(story.indicator, world.strategy.goal(story.indicator.goal)))


def _top(world: World, view: View, story: Story, scene: DepthScene) -> None:
    _title(world, story)
    if view.mote:
        return
    with st.container(key="verktyg", horizontal=True, horizontal_alignment="right", gap="small"):
        copy_link(_link(view, story, scene))
        menu = st.popover("Ladda ned", icon=":material/download:", key="ladda-ned", on_change="rerun")
        if menu.open:
            with menu:
                depth_files.show(scene)
    with st.container(key="val", horizontal=True, vertical_alignment="bottom"):
        _measure(world, story)
        choices.area(world, view)
        _beside(world, view, story)
        choices.period(world, story)
        choices.gender(world, story)


def _link(view: View, story: Story, scene: DepthScene) -> dict[str, str]:
    """Return every choice of the page for a link."""
    shown = ONE_CHART if scene.development.one_chart else SMALL_MULTIPLES
    return full_query(
        view.change(
            matt=story.indicator.id, ar=story.period, kon=story.gender, omg="", visning="", diagram=shown
        )
    )


def _measure(world: World, story: Story) -> None:
    """Show all key figures, each with its sub-goal, in the strategy's order."""
    labels = _measure_labels(world)
    bind("matt", story.indicator.id)

    def choose() -> None:
        chosen = st.session_state["matt"]
        if chosen is not None:
            goal = world.strategy.measure(chosen).goal
            chooser(world)(delmal=goal, **choices.measure_choices(chosen))

    st.selectbox(
        "Nyckeltal",
        list(labels),
        key="matt",
        format_func=labels.__getitem__,
        on_change=choose,
        placeholder="Välj nyckeltal",
        width=360,
    )


@lru_cache(maxsize=2)
def _measure_labels(world: World) -> dict[str, str]:
    found = {}
    for goal in world.strategy.goals:
        for each in goal.indicators:
            why = world.absent.get(each.id)
            found[each.id] = f"{goal.number}. {goal.name}: {each.short_name}" + (f" ({why})" if why else "")
    return found


def _beside(world: World, view: View, story: Story) -> None:
    """Show the areas whose line can be put beside the others."""
    compared = compared_code(view) or _NOBODY
    codes = [_NOBODY, COUNTRY, *(line.code for line in story.lines)]
    if compared not in codes:
        codes.append(compared)
    bind("jfr", compared)

    def choose() -> None:
        code = st.session_state["jfr"]
        if code is not None:
            chooser(world, jfr="riket" if code == COUNTRY else code or "mitten")()

    st.selectbox(
        "Jämför med",
        codes,
        key="jfr",
        format_func=lambda code: world.areas.name(code) if code else "Ingen",
        on_change=choose,
        placeholder="Välj område",
        width=180,
    )


def _development(world: World, story: Story, scene: DepthScene, *, ready: bool) -> None:
    development = scene.development
    with st.container(key="trend-rad", horizontal=True, vertical_alignment="center"):
        st.html(_headed("Utveckling över tid", ""))
        shown = ONE_CHART if development.one_chart else SMALL_MULTIPLES
        bind("diagram", shown)
        st.segmented_control(
            "Diagram",
            list(_DIAGRAMS),
            key="diagram",
            format_func=_DIAGRAMS.__getitem__,
            required=True,
            on_change=lambda: chooser(world, diagram=st.session_state["diagram"])(),
            label_visibility="collapsed",
        )
    drawn = development.panel if ready else development.untold
    pick(drawn, "trend-val", choices.area_chooser(world, story))
    _opened("trend-varden", lambda: development.table)


def _women_and_men(scene: DepthScene) -> None:
    picture(_headed("Kvinnor och män", scene.gender), "kon-bild")
    if scene.genders is not None:
        _opened("kon-varden", lambda: scene.gender_table)


def _opened(key: str, markup: Callable[[], str]) -> None:
    """Show a table that is made only when a person opens it."""
    inner = st.expander("Visa som tabell", key=key, on_change="rerun")
    if inner.open:
        inner.html(markup())


def _remarks(scene: DepthScene, story: Story) -> None:
    said = scene.remarks + scene.revisions(cache.refreshed(story.indicator.id))
    picture(_headed("Att känna till om serien", said) + scene.onward, "ord-lista")


def _sweden(world: World, story: Story) -> None:
    inner = st.expander("Karta över Sverige", key="sverige-oppen", on_change="rerun")
    if inner.open:
        with inner:
            national_map.show(world, story)
