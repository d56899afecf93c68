"""The form in which a text is written, what stands beside it when two write at once, and its history."""

from __future__ import annotations

from typing import Any

import streamlit as st

from gnv.access import Person
from gnv.ledger.submissions import LONGEST_NOTE
from gnv.ledger.versions import Version
from gnv.problems import ProblemError
from gnv.store.blanking import BLANKED
from gnv.times import time_text
from gnv.ui import focus, person
from gnv.ui.frame import plain, told
from gnv.ui.writing import Draft, Followed, Piece, writing_desk

_MOST_VERSIONS = 20
CAUTION = "Skriv aldrig namn, e-post eller annat som pekar ut en person."


def show(piece: Piece, begin: str) -> None:
    """Show the form of what is being written, or a button that begins it.

    Args:
        piece: what is written.
        begin: what the button says.
    """
    here = writing_desk()
    draft = here.drafts.get(piece.place)
    if draft is None:
        outcome(piece.place)
        st.button(begin, key=f"skriv-{piece.place}", on_click=start, args=(piece,))
        return
    with st.container(key=f"skrivruta-{piece.place}"):
        _overtaken(piece, draft)
        for each in piece.fields:
            draft.said[each.key] = st.text_area(
                plain(each.label),
                draft.said[each.key],
                key=_key(piece, draft, each.key),
                max_chars=each.longest,
                height=each.height,
                placeholder=each.hint,
                on_change=_keep,
                args=(piece, each.key),
            )
        _messages(draft)
        with st.container(horizontal=True, gap="small"):
            st.button(
                _save_label(draft), key=f"spara-{piece.place}", type="primary", on_click=_save, args=(piece,)
            )
            if draft.theirs is not None:
                st.button(
                    "Ta det som gäller nu i stället",
                    key=f"ta-deras-{piece.place}",
                    on_click=_take_theirs,
                    args=(piece,),
                )
            st.button(
                "Avbryt utan att spara",
                key=f"avbryt-{piece.place}",
                type="tertiary",
                on_click=_give_up,
                args=(piece,),
            )


def _keep(piece: Piece, field: str) -> None:
    """Keep what is filled in also where the person goes to another page before the form has run again."""
    draft = writing_desk().drafts.get(piece.place)
    if draft is not None:
        draft.said[field] = st.session_state.get(_key(piece, draft, field), draft.said[field])


def start(piece: Piece, earlier: Version[Any] | None = None) -> None:
    """Begin to write (`gnv.ui.writing.WritingDesk.begin`), with the cursor in the first text."""
    writing_desk().begin(piece, earlier)
    focus.ask(f".st-key-skrivruta-{piece.place} textarea")


def _take_theirs(piece: Piece) -> None:
    writing_desk().take_theirs(piece)
    focus.ask(f".st-key-skrivruta-{piece.place} textarea")


def _give_up(piece: Piece) -> None:
    writing_desk().give_up(piece)
    _leave(piece)


def _leave(piece: Piece) -> None:
    focus.ask(f".st-key-skriv-{piece.place} button")


def outcome(place: str) -> None:
    """Say what was done last, where that was here."""
    here = writing_desk()
    if here.place != place:
        return
    if here.failed is not None:
        st.error(told(here.failed))
    elif here.done:
        st.success(plain(here.done), icon=":material/check:")


def _key(piece: Piece, draft: Draft, field: str) -> str:
    return f"{piece.place}-{draft.turn}-{field}"


def _save(piece: Piece) -> None:
    here = writing_desk()
    draft = here.drafts.get(piece.place)
    if draft is not None:
        said = {
            each.key: st.session_state.get(_key(piece, draft, each.key), draft.said[each.key])
            for each in piece.fields
        }
        here.save(piece, person.current(), said)
        if piece.place not in here.drafts:
            _leave(piece)


def _save_label(draft: Draft) -> str:
    if draft.theirs is not None or draft.gone:
        return "Spara mitt"
    return "Spara ändå" if draft.warnings else "Spara"


def _messages(draft: Draft) -> None:
    if draft.warnings:
        st.warning(
            "**Titta på det här innan du sparar:**\n"
            + "\n".join(f"- {plain(each)}" for each in draft.warnings)
        )
    if draft.problem is not None:
        st.error(told(draft.problem))


def _overtaken(piece: Piece, draft: Draft) -> None:
    """Show what someone else has saved meanwhile, above the person's own."""
    if draft.gone:
        st.warning(
            f"**Någon annan drog tillbaka {piece.what} medan du skrev.** Det du har skrivit står kvar här. "
            "Sparar du det gäller det."
        )
    if draft.theirs is None:
        return
    st.warning(
        f"**{plain(draft.theirs.person)} sparade {piece.what} medan du skrev. Inget av ditt är sparat, och "
        "inget är borta.** Så här står det nu; din text står kvar nedanför. För in det som ska med och spara."
    )
    with st.container(key=f"deras-{piece.place}", border=True):
        st.html(piece.shown(draft.theirs.form))


def history(piece: Followed, who: Person) -> None:
    """Show every version, what became of it, and taking it back."""
    try:
        found = piece.history()
    except ProblemError as error:
        st.error(told(error.problem))
        return
    if not found:
        st.markdown("Inget har sparats här.")
    for index, version in enumerate(found[:_MOST_VERSIONS]):
        left = next((each for each in found[index + 1 :] if each.withdrawn is None), None)
        _version(piece, who, version, left)
    if len(found) > _MOST_VERSIONS:
        st.markdown(f"… och {len(found) - _MOST_VERSIONS} äldre.")


def _version(piece: Followed, who: Person, version: Version[Any], left: Version[Any] | None) -> None:
    with st.container(border=True):
        by = f" av {plain(version.person)}" if who.contributes else ""
        st.markdown(f"**{time_text(version.time)}**{by}. {_state(version, who)}")
        st.html(piece.shown(version.form))
        if version.standing and who.may_change(piece.code):
            _withdrawing(piece, version, left)
        if not isinstance(piece, Piece):
            return
        if not version.standing and who.may_change(piece.code):
            st.button(
                "Utgå från den här",
                key=f"utga-{piece.place}-{version.submission}",
                on_click=start,
                args=(piece, version),
            )
        if who.administers:
            _blanking(piece, version)


def _state(version: Version[Any], who: Person) -> str:
    gone = version.withdrawn
    if gone is None:
        return "Gäller." if version.standing else "Ersatt av senare."
    said = f"Tillbakadragen {time_text(gone.time)}"
    return f"{said} av {plain(gone.person)}. Skäl: {plain(gone.note)}" if who.contributes else f"{said}."


def _withdrawing(piece: Followed, version: Version[Any], left: Version[Any] | None) -> None:
    then = f"gäller {piece.what} från {time_text(left.time)} igen" if left else piece.without
    key = f"skal-{piece.place}-{version.submission}"
    with st.form(f"dra-{piece.place}", border=False, enter_to_submit=False):
        st.text_input(f"Varför dra tillbaka? Då {then}.", key=key, max_chars=LONGEST_NOTE)
        st.form_submit_button(
            "Dra tillbaka",
            key=f"dra-tillbaka-{piece.place}",
            on_click=_withdraw,
            args=(piece, version.submission, left.submission if left else 0, key),
        )


def _withdraw(piece: Followed, number: int, left: int, key: str) -> None:
    note = " ".join(st.session_state.get(key, "").split())
    writing_desk().withdraw(piece, person.current(), number, left, note)


def _blanking(piece: Piece, version: Version[Any]) -> None:
    number = version.submission
    sure = st.checkbox(
        f"Texten, anteckningen och skälet ska bort för gott. I stället står *{BLANKED}*.",
        key=f"gallra-saker-{piece.place}-{number}",
    )
    st.button(
        "Gallra",
        key=f"gallra-{piece.place}-{number}",
        disabled=not sure,
        on_click=_blank,
        args=(piece, version),
    )


def _blank(piece: Piece, version: Version[Any]) -> None:
    writing_desk().blank(piece, person.current(), version)
