"""Analyses beside their figures: shown, written and followed back, on *Nyckeltal* and *Kommun* alike."""

from __future__ import annotations

import streamlit as st

from gnv.access import Person
from gnv.analyses.form import COUNTY, changed_by, topics
from gnv.areas import REGION_DALARNA
from gnv.charts.analysis_lists import place_name
from gnv.story import Story
from gnv.ui import cache, person
from gnv.ui.cache import World
from gnv.ui.pick import picture

_TOPIC, _YEAR = "analys-om", "analys-ar"


def beside_figure(world: World, story: Story, code: str) -> None:
    """Show what has been analysed of a figure, and let those who may write; nothing where there is neither.

    Args:
        world: what the page asks.
        story: the figure, in the year that is shown.
        code: the chosen area; "" for the whole county.
    """
    measure = story.indicator.id
    area = _area(code, regional=story.regional)
    shown = cache.figure_analyses(world, measure, area, story.period)
    who = person.current()
    may = bool(story.period) and who.may_change(changed_by(area))
    if not shown and not may:
        return
    with st.container(key="analys"):
        if shown:
            picture(shown, "analys-bild")
        if may:
            label = f"Skriv om {place_name(area, world.areas)} {story.period}"
            inner = st.expander(label, icon=":material/edit_note:", key="analys-skriv", on_change="rerun")
            if inner.open:
                with inner:
                    _write(world, who, measure, area, story.period)


def of_area(world: World, code: str) -> None:
    """Show an area's analyses, and let those who may write another; nothing where there is neither.

    Args:
        world: what the page asks.
        code: of a municipality, or 0020, whose page shows the whole county's too.
    """
    shown = cache.area_analyses(world, code)
    who = person.current()
    may = who.may_change(code)
    if not shown and not may:
        return
    with st.container(key="analys"):
        if shown:
            picture(shown, "analys-bild")
        if may:
            inner = st.expander(
                "Skriv en analys", icon=":material/edit_note:", key="analys-skriv", on_change="rerun"
            )
            if inner.open:
                with inner:
                    _choose(world, who, code)


def _area(code: str, *, regional: bool) -> str:
    """Return whose analysis is written: of a municipality, of Region Dalarna, or of the whole county."""
    if regional:
        return REGION_DALARNA
    return code or COUNTY


def _choose(world: World, who: Person, code: str) -> None:
    """Let a person choose what to write about, and of which year."""
    names = topics(world.strategy)
    with st.container(horizontal=True, gap="small"):
        about = st.selectbox(
            "Delmål eller nyckeltal", list(names), format_func=names.__getitem__, key=_TOPIC, width=360
        )
        years, shown = _years(world, about)
        year = st.selectbox("År", years, years.index(shown), key=f"{_YEAR}-{about}", width=120)
        area = code
        if code == REGION_DALARNA:
            area = st.selectbox(
                "Gäller",
                [REGION_DALARNA, COUNTY],
                format_func=lambda each: place_name(each, world.areas),
                key="analys-var",
                width=200,
            )
    _write(world, who, about, area, year)


def _years(world: World, about: str) -> tuple[list[str], str]:
    """Return the years that can be written about, the latest first, and the one that is shown elsewhere."""
    story = cache.story(world, about)
    own = {period[:4] for period in story.periods}
    since = {str(year) for year in range(world.strategy.starts.year, world.today.year + 1)}
    return sorted(own | since, reverse=True), story.period[:4] or str(world.today.year)


def _write(world: World, who: Person, about: str, area: str, year: str) -> None:
    # Loaded here, since a page on which nobody writes needs no database.
    from gnv.ui import writing_form
    from gnv.ui.analysis_piece import analysis_piece

    piece = analysis_piece(about, topics(world.strategy)[about], area, year)
    st.caption(
        "Det du skriver står genast vid siffran. I årsberättelsen är det med när den påbörjas eller fryses "
        f"om. {writing_form.CAUTION}"
    )
    stands = any((each.about, each.area, each.year) == (about, area, year) for each in cache.analyses(world))
    writing_form.show(piece, "Ändra analysen" if stands else "Skriv en analys")
    past = st.expander("Historik", key=f"historik-{piece.place}", on_change="rerun")
    if past.open:
        with past:
            writing_form.history(piece, who)
