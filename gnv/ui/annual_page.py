"""The page *Årsberättelse*: what a year's report is frozen to, its sections, and writing them."""

from __future__ import annotations

import streamlit as st

from gnv.access import Person
from gnv.annual.prose import text_html
from gnv.annual.sections import Section
from gnv.annual.shown import Annual, changes, heading_html, sections_html, status_html, text_of
from gnv.areas import REGION_DALARNA
from gnv.frozen.report import years
from gnv.ledger.submissions import StaleError
from gnv.problems import Problem, ProblemError
from gnv.settings import settings
from gnv.ui import cache, database, one_pagers, person, report_files
from gnv.ui.address import bind
from gnv.ui.cache import World
from gnv.ui.copy_link import copy_link
from gnv.ui.frame import plain, told
from gnv.ui.pick import pick

_YEAR, _SECTION = "ar", "avsnitt"  # the address's parameters
_CHOICE = "berattelse-ar"
_FREEZING = "frysning"
_PURPOSE = (
    "Strategin följs upp varje år på tre sätt: nyckeltal, självskattning och aktiviteter. Här skrivs "
    "utkastet av siffrorna; orden kan ni ändra, siffrorna står fast när berättelsen är påbörjad."
)


def show(world: World) -> None:
    """Show the report of the year that is chosen."""
    annual = cache.annual(world, _year(world))
    who = person.current()
    may = who.may_change(REGION_DALARNA) and database.version(settings())[1] is None
    with st.container(key="berattelse"):
        with st.container(key="topp", horizontal=True, vertical_alignment="bottom"):
            with st.container(key="rubrik"):
                st.title(f"Årsberättelse {annual.year}", anchor=False)
            with st.container(key="val", horizontal=True, vertical_alignment="bottom"):
                _choose(world, annual.year)
                copy_link({_YEAR: str(annual.year)})
        st.markdown(_PURPOSE)
        with st.container(key="frysning"):
            _state(annual, who, may=may)
        with st.container(key="rapportfiler"):
            report_files.show(world, annual.year)
            if annual.facts is not None:
                one_pagers.show(annual.facts)
        _sections(annual, who, may=may)


def _year(world: World) -> int:
    """Return the year that the address asks for; otherwise the latest that is over."""
    known = years(world.strategy, world.today)
    asked = st.query_params.get(_YEAR, "")
    if asked.isdecimal() and int(asked) in known:
        return int(asked)
    return next((year for year in known if year < world.today.year), known[0])


def _choose(world: World, year: int) -> None:
    bind(_CHOICE, year)

    def write() -> None:
        st.query_params[_YEAR] = str(st.session_state[_CHOICE])
        st.query_params.pop(_SECTION, None)

    st.selectbox("År", years(world.strategy, world.today), key=_CHOICE, on_change=write, width=120)


def _state(annual: Annual, who: Person, *, may: bool) -> None:
    """Show what the report is frozen to, and let those who may freeze it."""
    if annual.problem is not None:
        st.error(told(annual.problem))
    st.html(status_html(annual))
    if not may:
        if annual.stood is None and not who.may_change(REGION_DALARNA):
            st.caption("Den som får skriva för Region Dalarna kan påbörja den.")
        return
    from gnv.ui import writing_form  # loaded here: where nobody writes no page needs a database

    writing_form.outcome(_FREEZING)
    if annual.stood is None:
        st.button(
            "Påbörja årsberättelsen och frys siffrorna",
            key="paborja",
            type="primary",
            on_click=_freeze,
            args=(annual.year, 0),
        )
        return
    again = st.expander("Frys om", icon=":material/ac_unit:", key="frys-om", on_change="rerun")
    if again.open:
        with again:
            _freezing_anew(annual)


def _freezing_anew(annual: Annual) -> None:
    """Say what freezing the report anew would change, and let a person do it."""
    from gnv.frozen.submissions import changed_since, freeze_now

    stood = annual.stood
    if stood is None:
        return
    store = database.store()
    try:
        now = freeze_now(store, settings(), annual.year, cache.world().today)
        found = changes(stood.form, now, changed_since(store, stood.form))
    except ProblemError as error:
        st.error(told(error.problem))
        return
    if not found:
        st.markdown("Inget har ändrats sedan siffrorna frystes: en ny frysning ger samma berättelse.")
        return
    st.markdown(
        "Fryser du om räknas berättelsen på det som gäller nu:\n"
        + "\n".join(f"- {plain(line)}" for line in found)
        + "\n\nRedigerade texter står kvar som de är: läs igenom dem efteråt. Den tidigare frysningen finns "
        "kvar i historiken."
    )
    st.button("Frys om", key="frys-om-nu", on_click=_freeze, args=(annual.year, stood.submission))


def _freeze(year: int, seen: int) -> None:
    from gnv.frozen.submissions import begin
    from gnv.ui.writing import writing_desk

    def act() -> str:
        try:
            upload = begin(database.store(), settings(), person.current(), year, cache.world().today, seen)
        except StaleError as error:
            what = "Någon annan har fryst berättelsen sedan du öppnade sidan. Inget mer är ändrat."
            raise ProblemError(Problem(what, "Se efter vad som gäller nu, och frys om vid behov.")) from error
        return f"Siffrorna för {year} är frysta." if upload else "Inget är ändrat: det var redan fryst så."

    writing_desk().act(_FREEZING, act)


def _sections(annual: Annual, who: Person, *, may: bool) -> None:
    """Show all sections in order; the one that is being edited with its form, in its place."""
    found = annual.sections
    chosen = annual.section(st.query_params.get(_SECTION, "")) if may else None
    at = found.index(chosen) if chosen else len(found)
    pick(sections_html(annual, found[:at], may=may), "text-fore", _open)
    if chosen is not None:
        with st.container(key="redigering", border=True):
            _editor(annual, chosen, who)
        pick(sections_html(annual, found[at + 1 :], may=may), "text-efter", _open)


def _open(section: str) -> None:
    from gnv.ui.annual_piece import section_piece
    from gnv.ui.writing import writing_desk

    annual = cache.annual(cache.world(), _year(cache.world()))
    chosen = annual.section(section)
    if chosen is None:
        return
    st.query_params[_SECTION] = section
    st.query_params[_YEAR] = str(annual.year)
    piece = section_piece(annual, chosen)
    if piece.place not in writing_desk().drafts:
        writing_desk().begin(piece)


def _editor(annual: Annual, section: Section, who: Person) -> None:
    from gnv.ui import writing_form
    from gnv.ui.annual_piece import section_piece
    from gnv.ui.writing import writing_desk

    piece = section_piece(annual, section)
    st.html(heading_html(annual, section))
    if piece.place in writing_desk().drafts:
        st.caption(writing_form.CAUTION)
    else:
        st.html(text_html(text_of(annual, section) or ()))
    writing_form.show(piece, "Ändra texten")
    st.button("Stäng", key="stang-avsnitt", type="tertiary", on_click=_close)
    past = st.expander("Historik", key=f"historik-{piece.place}", on_change="rerun")
    if past.open:
        with past:
            writing_form.history(piece, who)


def _close() -> None:
    st.query_params.pop(_SECTION, None)
