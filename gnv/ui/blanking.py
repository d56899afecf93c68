"""Blank (gallra) a text or a name in the history: for administrators, and for good."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gnv import submitted
from gnv.activities.submissions import blank_texts
from gnv.assessment.statements import own_statements
from gnv.ledger.history import Upload
from gnv.store.blanking import (
    BLANKED,
    blank_comments,
    blank_note,
    blank_person,
    blank_statement,
    blank_unit,
    is_blanked,
)
from gnv.ui import database, matters, person
from gnv.ui.cache import World
from gnv.ui.desk import desk
from gnv.ui.frame import plain
from gnv.uploads import clipped

_COMMENTS, _UNIT = "En verksamhets kommentarer", "En verksamhets namn"
_TEXTS, _TITLE = "En aktivitets texter", "En aktivitets titel"
_STATEMENT, _NOTE, _PERSON = "Ett eget påstående", "Anteckning, skäl och filnamn", "En persons namn"
_COMMENTS_GONE = "Alla kommentarer som {} skrev i den här filen försvinner. Poängen berörs inte."
_TEXTS_GONE = (
    "Alla texter utom titeln som den här uppladdningen sa om {} försvinner: målgrupp, ansvarig funktion, "
    "resultat, lärdomar, bedömning och plan. Delmål, dagar och läge berörs inte."
)
_UNIT_GONE = (
    "Namnet {} försvinner ur alla omgångar och hela historiken, inte bara här. Svaren gäller som förut och "
    "hör fortfarande ihop. Kommer det gamla namnet i en senare fil räknas det som en ny verksamhet. Står "
    "namnet också i en kommentar, en anteckning eller ett filnamn gallras det för sig."
)
_TITLE_GONE = (
    "Titeln {} försvinner ur hela historiken, inte bara här. Aktiviteten gäller som förut. Kommer den gamla "
    "titeln i en senare fil räknas det som en ny aktivitet. Står den också i en text, en anteckning eller "
    "ett filnamn gallras det för sig."
)
_NUMBERED = f"{BLANKED} och ett nummer"
_LONGEST = 200  # characters shown of a statement
_Blank = Callable[..., tuple[str, ...]]


def show(world: World, upload: Upload) -> None:
    """Let an administrator choose what to blank, and say what will then be gone for good."""
    answers = matters.of_upload(upload) is matters.ANSWERS
    own = [_COMMENTS, _UNIT, _STATEMENT] if answers else [_TEXTS, _TITLE]
    what = st.radio("Vad ska gallras?", [*own, _NOTE, _PERSON], key=f"gallra-{upload.id}", horizontal=True)
    if what == _COMMENTS:
        _words(world, upload, "Verksamhet", _COMMENTS_GONE, blank_comments)
    elif what == _TEXTS:
        _words(world, upload, "Aktivitet", _TEXTS_GONE, blank_texts)
    elif what == _UNIT:
        _name(world, upload, "Verksamhet", _UNIT_GONE)
    elif what == _TITLE:
        _name(world, upload, "Aktivitet", _TITLE_GONE)
    elif what == _STATEMENT:
        _statement(world, upload)
    elif what == _NOTE:
        gone = (
            f"Anteckningen, filnamnet {plain(upload.source.name)} och skälen till det som är draget tillbaka "
            "ur den här uppladdningen försvinner. Svaren berörs inte."
        )
        _confirmation(upload, gone, blank_note, upload.id)
    else:
        _person(upload)


def _submissions(world: World, upload: Upload) -> dict[int, str]:
    """Return the names of an upload's submissions, by their numbers."""
    return {each.id: submitted.unit_name(each, world.areas) for each in upload.submissions}


def _words(world: World, upload: Upload, subject: str, gone: str, blank: _Blank) -> None:
    """Let them choose a submission to blank the words of. ``gone`` has room for its name."""
    names = _submissions(world, upload)
    chosen = st.selectbox(
        subject, list(names), format_func=names.__getitem__, key=f"gallra-vilken-{upload.id}"
    )
    _confirmation(upload, gone.format(plain(names[chosen])), blank, chosen)


def _name(world: World, upload: Upload, subject: str, gone: str) -> None:
    """Let them choose a submission to blank the name of. ``gone`` has room for the name."""
    blanked = {each.id for each in upload.submissions if is_blanked(each.unit.name)}
    names = {number: name for number, name in _submissions(world, upload).items() if number not in blanked}
    if not names:
        st.markdown("Alla är redan gallrade.")
        return
    chosen = st.selectbox(subject, list(names), format_func=names.__getitem__, key=f"gallra-namn-{upload.id}")
    _confirmation(upload, gone.format(plain(names[chosen])), blank_unit, chosen, _NUMBERED)


def _statement(world: World, upload: Upload) -> None:
    own = own_statements(database.store(), upload.id, world.strategy)
    if not own:
        st.markdown("Här finns inga egna påståenden, bara formulärets.")
        return
    chosen = st.selectbox(
        "Påstående", own, format_func=lambda each: clipped(each, _LONGEST), key=f"gallra-eget-{upload.id}"
    )
    gone = (
        f"Påståendet {plain(clipped(chosen, _LONGEST))} försvinner ur alla svar där det står så, inte bara "
        "här. Poäng och kommentarer berörs inte."
    )
    _confirmation(upload, gone, blank_statement, chosen, _NUMBERED)


def _person(upload: Upload) -> None:
    withdrawals = [each.withdrawn for each in upload.submissions if each.withdrawn is not None]
    people = {upload.identity: upload.person} | {each.identity: each.person for each in withdrawals}
    people.pop(BLANKED, None)
    if not people:
        st.markdown("Namnen är redan gallrade.")
        return
    shown = {identity: f"{name} ({identity})" for identity, name in people.items()}
    chosen = st.selectbox("Person", list(shown), format_func=shown.__getitem__, key=f"gallra-vem-{upload.id}")
    gone = f"{plain(shown[chosen])} försvinner ur hela historiken, inte bara här. Svaren berörs inte."
    _confirmation(upload, gone, blank_person, chosen)


def _confirmation(
    upload: Upload,
    gone: str,
    blank: _Blank,
    target: object,
    instead: str = BLANKED,
) -> None:
    """Say what will be gone, and blank it when that has been understood."""
    st.markdown(
        f"{gone} I stället står *{instead}*. Det går inte att ångra. Säkerhetskopior rörs inte: de som "
        "ligger i tjänstens mapp räknas upp efteråt, andra behöver ni själva söka upp."
    )
    sure = st.checkbox("Ja, det ska bort för gott", key=f"gallra-saker-{upload.id}-{target}")
    st.button(
        "Gallra",
        key=f"gallra-nu-{upload.id}",
        disabled=not sure,
        on_click=_blank,
        args=(blank, target),
    )


def _blank(blank: _Blank, target: object) -> None:
    who = person.current()
    desk().blank(lambda: blank(database.store(), who, target))
