"""The page *Årsberättelse*: what a year's report is frozen to, its sections, and writing them."""

from __future__ import annotations

import streamlit as st

from gnv.access import Person
from gnv.annual.prose import HELP, text_html
from gnv.annual.sections import Section
from gnv.annual.shown import Annual, heading_html, sections_html, status_html, text_of
from gnv.areas import REGION_DALARNA
from gnv.frozen.report import years
from gnv.ledger.submissions import StaleError
from gnv.problems import Problem, ProblemError
from gnv.settings import settings
from gnv.ui import cache, database, focus, one_pagers, person, report_files
from gnv.ui.address import bind
from gnv.ui.cache import World
from gnv.ui.copy_link import copy_link
from gnv.ui.frame import plain, told
from gnv.ui.pick import pick

_YEAR, _SECTION = "ar", "avsnitt"  # the address's parameters
_CHOICE = "berattelse-ar"
_DESK = "skrivbok"  # as `gnv.ui.writing.KEY`
_PURPOSE = (
    "Strategin följs upp varje år på tre sätt: nyckeltal, självskattning och aktiviteter. Varje avsnitt "
    "börjar som ett *utkast*, meningar som skrivs av siffrorna. Orden kan ni ändra; siffrorna ligger fast "
    "när berättelsen är *påbörjad*."
)
_WHAT_FREEZING_DOES = (
    "Då fryses siffrorna som de är i dag, så att de inte ändras medan ni skriver. De kan frysas om senare."
)


def show(world: World) -> None:
    """Show the report of the year that is chosen: its frame at once, the drafts when they are written."""
    year = _year(world)
    with st.container(key="berattelse"):
        with st.container(key="topp", horizontal=True, vertical_alignment="bottom"):
            with st.container(key="rubrik"):
                st.title(f"Årsberättelse {year}", anchor=False)
            with st.container(key="val", horizontal=True, vertical_alignment="bottom"):
                _choose(world, year)
                copy_link({_YEAR: str(year)})
        st.markdown(_PURPOSE)
        annual = cache.annual(world, year)
        who = person.current()
        may = who.may_change(REGION_DALARNA) and database.version(settings())[1] is None
        with st.container(key="frysning"):
            _state(annual, who, may=may)
        files = st.container(key="rapportfiler", horizontal=True, gap="small")
        if annual.facts is not None and not annual.drafted:
            with st.spinner("Utkasten skrivs av siffrorna …"):
                annual.drafts  # noqa: B018 - kept by what it belongs to
        _sections(annual, who, may=may)
        if annual.facts is not None:
            with files:  # last, so that the sections stand while a file is made
                report_files.show(world, year)
                one_pagers.show(annual.facts)


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
        if annual.problem is None:
            what = "påbörja den" if annual.stood is None else "ändra texterna och frysa om siffrorna"
            st.caption(f"Den som får skriva för Region Dalarna kan {what}.")
        return
    # Loaded here: where nobody writes no page needs a database.
    from gnv.ui import writing_form
    from gnv.ui.annual_piece import FREEZING, freezings

    writing_form.outcome(FREEZING)
    if annual.stood is None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                "Påbörja årsberättelsen och frys siffrorna",
                key="paborja",
                type="primary",
                on_click=_freeze,
                args=(annual.year, 0),
            )
            st.caption(_WHAT_FREEZING_DOES, width="stretch")
        return
    again = st.expander("Frys om", icon=":material/ac_unit:", key="frys-om", on_change="rerun")
    if again.open:
        with again:
            _freezing_anew(annual, annual.stood.submission)
    past = st.expander(
        "Frysningarnas historik", icon=":material/history:", key="frysningar", on_change="rerun"
    )
    if past.open:
        with past:
            writing_form.history(freezings(annual.year), who)


def _freezing_anew(annual: Annual, seen: int) -> None:
    """Say what freezing the report anew would change, and let a person do it."""
    if not annual.news:
        st.markdown("Inget har ändrats sedan siffrorna frystes: en ny frysning ger samma berättelse.")
        return
    st.markdown(
        "Fryser du om räknas berättelsen på det som gäller nu:\n"
        + "\n".join(f"- {plain(line)}" for line in annual.news)
        + "\n\nRedigerade texter står kvar som de är: läs igenom dem efteråt. Frysningen som gäller nu finns "
        "kvar bland de tidigare, och kan tas tillbaka."
    )
    st.button("Frys om", key="frys-om-nu", on_click=_freeze, args=(annual.year, seen))


def _freeze(year: int, seen: int) -> None:
    from gnv.frozen.submissions import begin
    from gnv.ui.annual_piece import FREEZING
    from gnv.ui.writing import writing_desk

    def act() -> str:
        try:
            upload = begin(database.store(), settings(), person.current(), year, cache.world().today, seen)
        except StaleError as error:
            what = "Någon annan har fryst berättelsen sedan du öppnade sidan. Inget mer är ändrat."
            raise ProblemError(Problem(what, "Se efter vad som gäller nu, och frys om vid behov.")) from error
        return f"Siffrorna för {year} är frysta." if upload else "Inget är ändrat: det var redan fryst så."

    writing_desk().act(FREEZING, act)


def _sections(annual: Annual, who: Person, *, may: bool) -> None:
    """Show all sections in order; the one that is being edited with its form, in its place."""
    found = annual.sections
    unsaved = _unsaved(annual) if may else ()
    chosen = annual.section(st.query_params.get(_SECTION, "")) if may else None
    at = found.index(chosen) if chosen else len(found)
    pick(sections_html(annual, found[:at], may=may, unsaved=unsaved), "text-fore", _open)
    if chosen is not None:
        with st.container(key="redigering", border=True):
            _editor(annual, chosen, who)
        pick(sections_html(annual, found[at + 1 :], may=may, unsaved=unsaved), "text-efter", _open)


def _unsaved(annual: Annual) -> tuple[str, ...]:
    """Return the ids of the sections that the person is writing."""
    desk = st.session_state.get(_DESK)
    if desk is None:
        return ()
    from gnv.ui.annual_piece import section_place

    return tuple(each.id for each in annual.sections if section_place(annual.year, each) in desk.drafts)


def _open(section: str) -> None:
    from gnv.ui import writing_form
    from gnv.ui.annual_piece import section_piece
    from gnv.ui.writing import writing_desk

    annual = cache.annual(cache.world(), _year(cache.world()))
    chosen = annual.section(section)
    if chosen is None:
        return
    st.query_params[_SECTION] = section
    st.query_params[_YEAR] = str(annual.year)
    piece = section_piece(annual, chosen)
    if piece.place in writing_desk().drafts:
        focus.ask(f".st-key-skrivruta-{piece.place} textarea")
    else:
        writing_form.start(piece)


def _editor(annual: Annual, section: Section, who: Person) -> None:
    from gnv.ui import writing_form
    from gnv.ui.annual_piece import section_piece
    from gnv.ui.writing import writing_desk

    piece, edited = section_piece(annual, section), annual.texts.get(section.id)
    st.html(heading_html(annual, section))
    writing = piece.place in writing_desk().drafts
    if writing:
        st.caption(f"{plain(HELP)} {writing_form.CAUTION}")
    else:
        st.html(text_html(text_of(annual, section) or ()))
    writing_form.show(piece, "Ändra texten")
    with st.container(horizontal=True, gap="small"):
        if edited is not None and not writing:
            st.button(
                "Gå tillbaka till utkastet",
                key="till-utkastet",
                on_click=writing_desk().clear,
                args=(piece, who, edited.submission),
            )
        st.button("Stäng", key="stang-avsnitt", type="tertiary", on_click=_close, args=(section,))
    past = st.expander("Historik", key=f"historik-{piece.place}", on_change="rerun")
    if past.open:
        with past:
            writing_form.history(piece, who)


def _close(section: Section) -> None:
    st.query_params.pop(_SECTION, None)
    focus.ask(f".gnv-berattelse button[data-area='{section.id}']")
