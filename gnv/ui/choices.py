"""The choices of a page: sub-goal, measure, area, year, gender and how the map is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

import streamlit as st

from gnv.areas import REGION_DALARNA
from gnv.charts.theme import TEXTS
from gnv.compare import Position, position_symbol
from gnv.compare.position import HIGH_TO_LOW
from gnv.story import Story
from gnv.strategy import Direction, Goal, Indicator
from gnv.ui import cache
from gnv.ui.address import bind, chooser, keep_view
from gnv.ui.cache import World
from gnv.ui.frame import plain
from gnv.view import LEVEL, POSITION, View, first_measure, period_of, visning_of
from gnv.words import value_text

GENDERS = {"T": "Alla", "K": "Kvinnor", "M": "Män"}
_SHOWINGS = {POSITION: "Läge", LEVEL: "Nivå"}
_GROUPS = (
    ("per-kommun", "Per kommun"),
    ("per-region", "Region Dalarna"),
    ("utan-varde", "Inget värde ännu"),
)
WHOLE_COUNTY = ""
_TILE_NOTE = (
    "Antal kommuner som är ▲ bättre, ● i nivå eller ▼ sämre än mitten (△ högre, ▽ lägre om inget är bättre). "
    "Ett ensamt tecken är Region Dalarnas läge bland regionerna, – betyder inget värde ännu."
)
_SCORE_NOTE = " Självskattningens siffra är kommunernas ovägda medel."


def settle(world: World, view: View, story: Story) -> View:
    """Return the view with a period that its measure does not have put back to the default."""
    asked = period_of(view)
    if asked and asked != story.period:
        view = view.change(**{period_key(story): ""})
        keep_view(view, world)
    return view


def period_key(story: Story) -> str:
    """Return the choice that a period stands in: the year, or a self-assessment's round."""
    return "omg" if story.indicator.self_assessed else "ar"


def goals(world: World, view: View) -> None:
    """Show the five sub-goals as tiles, each with the county's symbols per key figure."""
    goal_tiles(world, view, _tile_labels(world))
    assessed = any(goal.self_assessment.id in world.mapped for goal in world.strategy.goals)
    st.caption(_TILE_NOTE + (_SCORE_NOTE if assessed else ""))


def goal_tiles(world: World, view: View, labels: dict[int, str]) -> None:
    """Show the five sub-goals as tiles, one of which is chosen.

    Args:
        labels: each sub-goal's number to what its tile says, in Markdown.
    """
    bind("delmal", view.delmal)
    st.segmented_control(
        "Delmål",
        list(labels),
        key="delmal",
        format_func=labels.__getitem__,
        required=True,
        on_change=_chosen(world, "delmal", partial(goal_choices, world)),
        label_visibility="collapsed",
        width="stretch",
    )


def goal_choices(world: World, number: int) -> dict[str, object]:
    """Return the choices that follow from choosing a sub-goal: its first measure, latest year."""
    measure = first_measure(world.strategy.goal(number), world.mapped)
    return {"delmal": number, "jfr": "mitten", **measure_choices(measure)}


def measure_choices(measure: str) -> dict[str, object]:
    """Return the choices that follow from choosing a measure: years and classes are its own."""
    return {"matt": measure, "ar": "", "visning": ""}


def _chosen(world: World, key: str, choices_of: Callable[..., dict[str, object]]) -> Callable[[], None]:
    """Return a callback that writes a widget's value, unless it was emptied, as choices."""

    def write() -> None:
        value = st.session_state[key]
        if value is not None:
            chooser(world)(**choices_of(value))

    return write


@lru_cache(maxsize=2)
def _tile_labels(world: World) -> dict[int, str]:
    return {goal.number: _tile_label(world, goal) for goal in world.strategy.goals}


def _tile_label(world: World, goal: Goal) -> str:
    rows = [
        f":small[*{plain(indicator.short_name)}* **{_marks(world, indicator)}**]"
        for indicator in goal.measures
        if not indicator.self_assessed or indicator.id in world.mapped
    ]
    return f"**{goal.number}. {plain(goal.name)}** {' '.join(rows)}"


def _marks(world: World, indicator: Indicator) -> str:
    """Return the county's symbols for a key figure: how many are where, or where the region is."""
    if indicator.id not in world.mapped:
        return position_symbol(Position.NONE)
    story = cache.story(world, indicator.id)
    if indicator.self_assessed:
        return plain(value_text(indicator, story.county_mean))
    if story.regional:
        line = story.line(REGION_DALARNA)
        return _mark(line.position if line else Position.NONE, "")
    marks = [
        _mark(position, str(story.counts[position])) for position in HIGH_TO_LOW if story.counts[position]
    ]
    return " ".join(marks)


def _mark(position: Position, count: str) -> str:
    return f':color[{position_symbol(position)}{count}]{{foreground="{TEXTS[position]}"}}'


def measures(world: World, view: View) -> None:
    """Show the sub-goal's measures as chips in three groups."""
    with st.container(key="matt", horizontal=True, gap="medium"):
        for group, label, members in _chip_groups(world, view.delmal):
            _chips(world, view, group, label, members)


@lru_cache(maxsize=16)
def _chip_groups(world: World, number: int) -> list[tuple[str, str, dict[str, str]]]:
    """Return each group that has members: its key, its label, and the members' labels by id."""
    measures = world.strategy.goal(number).measures
    groups = [
        (
            group,
            label,
            {each.id: _chip_label(world, each) for each in measures if _group(world, each) == group},
        )
        for group, label in _GROUPS
    ]
    return [found for found in groups if found[2]]


def _chips(world: World, view: View, group: str, label: str, members: dict[str, str]) -> None:
    key = f"matt-{group}"
    bind(key, view.matt if view.matt in members else None)
    st.pills(
        label,
        list(members),
        key=key,
        format_func=members.__getitem__,
        on_change=_chosen(world, key, measure_choices),
    )


def _group(world: World, indicator: Indicator) -> str:
    if indicator.id not in world.mapped:
        return "utan-varde"
    return "per-kommun" if indicator.municipal else "per-region"


def _chip_label(world: World, indicator: Indicator) -> str:
    name = plain(indicator.short_name)
    why = world.absent.get(indicator.id)
    if why is not None:
        return f"{name} :small[{why}]"
    return f"{name} :small[{cache.story(world, indicator.id).label}]"


def area(world: World, view: View) -> None:
    """Show the list of municipalities, the same choice as a click in the map or the table."""
    options = (WHOLE_COUNTY, *world.areas.dalarna, REGION_DALARNA)
    bind("kommun", view.kommun)
    st.selectbox(
        "Kommun",
        options,
        key="kommun",
        format_func=lambda code: world.areas.name(code) if code else "Hela länet",
        on_change=_chosen(world, "kommun", lambda code: {"kommun": code}),
        placeholder="Välj kommun",
        width=210,
    )


def period(world: World, story: Story) -> None:
    """Show the years, or the self-assessment's rounds, that have a value, latest first."""
    if not story.periods:
        return
    key, default = period_key(story), cache.story(world, story.indicator.id, story.gender).period
    bind(key, story.period)
    st.selectbox(
        "Omgång" if story.indicator.self_assessed else "År",
        story.periods[::-1],
        key=key,
        format_func=story.labels.__getitem__,
        on_change=_chosen(world, key, lambda period: {key: "" if period == default else period}),
        placeholder="Välj",
        width=150 if story.indicator.self_assessed else 105,
    )


def gender(world: World, story: Story) -> None:
    """Show women, men and all, where the key figure is divided so."""
    if len(story.genders) < 2:
        return
    bind("kon", story.gender)
    st.segmented_control(
        "Kön",
        list(story.genders),
        key="kon",
        format_func=GENDERS.__getitem__,
        required=True,
        on_change=_chosen(world, "kon", lambda gender: {"kon": gender}),
    )


def showing(world: World, view: View, indicator: Indicator) -> None:
    """Show the two ways to see the map, where there is a direction to judge by."""
    if indicator.direction is Direction.NONE:
        return
    bind("visning", visning_of(view, indicator))
    st.segmented_control(
        "Karta visar",
        list(_SHOWINGS),
        key="visning",
        format_func=_SHOWINGS.__getitem__,
        required=True,
        on_change=_chosen(world, "visning", lambda shown: {"visning": "" if shown == POSITION else shown}),
    )


def area_chooser(world: World, story: Story) -> Callable[[str], None]:
    """Return what a click on an area does: it chooses a municipality, or compares with a region."""

    def choose(code: str) -> None:
        if not story.regional:
            chooser(world, kommun=code)()
        else:
            chooser(world, jfr="mitten" if code == REGION_DALARNA else code)()

    return choose
