"""The parts that forms on a page share: what is wrong, what someone else did, taking back, the history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from gnv.access import Person
from gnv.activities.merging import Merged
from gnv.charts.markup import html_text, node
from gnv.charts.table import plain_table
from gnv.ledger.fields import FieldFormT
from gnv.ledger.history import Submission, Upload, history
from gnv.ledger.kind import Kind
from gnv.ledger.submissions import LONGEST_NOTE
from gnv.problems import Problem
from gnv.store.blanking import BLANKED, blank_unit, is_blanked
from gnv.times import time_text
from gnv.ui import database, focus, person
from gnv.ui.form_desk import Draft, FormDesk
from gnv.ui.frame import plain, told
from gnv.words import MISSING, joined

_CAUTION = "Fälten med * måste fyllas i. Skriv aldrig namn, e-post eller annat som pekar ut en person."
_CLASH_COLUMNS = ("Uppgift", "Gäller nu", "Ditt, i formuläret")
_HISTORY_COLUMNS = ("När", "Vad", "Läge", "Vem")
_MOST_UPLOADS = 30
_TEXTS, _NAME = "Texterna", "Namnet, i hela historiken"


def heading(doing: str) -> None:
    """Say what is done in a form, and what must be and must not be written in it."""
    root = node(None, "div", class_="gnv-rubrik")
    node(root, "h1", doing)
    node(root, "p", _CAUTION, class_="not")
    st.html(html_text(root))


def done(desk: FormDesk[Any]) -> None:
    """Say what was done last, or why it could not be."""
    if desk.failed is not None and desk.leaving is None:
        st.error(told(desk.failed))
    elif desk.done:
        st.success(plain(desk.done), icon=":material/check:")


def kept(desk: FormDesk[Any], prefix: str, name: str) -> dict[str, Any]:
    """Return what every field has: a key of its own, and that what is filled in is kept.

    It is kept also where the page is left before the form has run again.

    Args:
        desk: where the draft lies.
        prefix: what the keys of the form's fields begin with.
        name: of the field.
    """
    return {"key": f"{prefix}-{desk.turn}-{name}", "on_change": _keep, "args": (desk, prefix, name)}


def keep_all(desk: FormDesk[Any], prefix: str) -> None:
    """Keep what is filled in in every field: a button may be told of before the field left for it."""
    for name in list(desk.draft.said) if desk.draft else ():
        _keep(desk, prefix, name)


def _keep(desk: FormDesk[Any], prefix: str, name: str) -> None:
    if desk.draft is not None:
        said = desk.draft.said
        found = st.session_state.get(f"{prefix}-{desk.turn}-{name}", said.get(name))
        said[name] = "" if found is None else found


def give_up(desk: FormDesk[Any], where: str) -> None:
    """Throw a draft away, and let the keyboard's focus be at the first element of a CSS selector."""
    desk.begin(None)
    focus.ask(where)


def save_label(draft: Draft[Any]) -> str:
    """Return what the button that saves says."""
    if draft.overtaken is not None or draft.withdrawn:
        return "Spara mitt"
    return "Spara ändå" if draft.concerns and not draft.problems else "Spara"


def messages(
    draft: Draft[FieldFormT], labels: Mapping[str, str], told_of: Callable[[FieldFormT], Mapping[str, str]]
) -> None:
    """Say what has to be mended, what ought to be looked at, and what someone else has done meanwhile.

    Args:
        draft: what is being written.
        labels: what its fields are called, those that are told.
        told_of: gives what a form says in each of them, in words.
    """
    if draft.withdrawn:
        st.warning(
            "**Någon annan drog tillbaka det här medan du skrev.** Det du har skrivit står kvar. Sparar du "
            "gäller det igen."
        )
    if draft.overtaken is not None:
        _overtaken(draft, draft.overtaken, labels, told_of)
    if draft.problems:
        st.error(f"**Inget är sparat.** Rätta det här först:\n{_listed(draft.problems)}")
    if draft.concerns:
        st.warning(f"**Titta på det här innan du sparar:**\n{_listed(draft.concerns)}")
    if draft.failed is not None:
        st.error(told(draft.failed))


def _listed(problems: Sequence[Problem]) -> str:
    return "\n".join(f"- {plain(each.what)} {plain(each.remedy)}" for each in problems)


def _overtaken(
    draft: Draft[FieldFormT],
    found: Merged,
    labels: Mapping[str, str],
    told_of: Callable[[FieldFormT], Mapping[str, str]],
) -> None:
    """Show what stands now beside the person's own, where both have changed something."""
    st.warning(
        "**Någon annan ändrade det här medan du skrev. Inget av ditt är sparat, och inget är borta.** "
        "Titta igenom och spara om det stämmer."
    )
    taken = [labels[name] for name in found.taken if name in labels]
    if taken:
        st.markdown(
            f"Det här har de ändrat men inte du, och det är infört i formuläret: **{plain(joined(taken))}**."
        )
    if found.disputed and draft.stood is not None and draft.own is not None:
        now, own = told_of(draft.stood), told_of(draft.own)
        rows = [
            [label, now[name] or MISSING, own[name] or MISSING]
            for name, label in labels.items()
            if name in found.disputed
        ]
        with st.container(key="krock"):
            st.html(plain_table(_CLASH_COLUMNS, rows, "Det här har ni båda ändrat"))


def leaving(
    desk: FormDesk[FieldFormT], kind: Kind[FieldFormT], described: Callable[[FieldFormT], str], key: str
) -> None:
    """Say what would stand if it were withdrawn, and let the person say why.

    Args:
        desk: where it lies.
        kind: of which kind it is.
        described: tells a form in a few words.
        key: what the widgets' keys begin with.
    """
    found = desk.leaving
    if found is None:
        return
    with st.container(key=f"{key}-tillbaka", border=True):
        st.markdown(f"**Dra tillbaka ”{plain(found.form.unit.name)}”?**")
        if found.before is None:
            st.markdown("Då finns ingen tidigare uppgift, och den visas inte längre. Historiken behålls.")
        else:
            st.markdown(f"Då gäller den tidigare uppgiften igen: {plain(described(found.before))}.")
        st.text_input("Varför? Det står i historiken.", key=f"{key}-skal", max_chars=LONGEST_NOTE)
        if desk.failed is not None:
            st.error(told(desk.failed))
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Dra tillbaka",
                key=f"{key}-dra-tillbaka",
                type="primary",
                on_click=_withdraw,
                args=(desk, kind, f"{key}-skal"),
            )
            st.button("Avbryt", key=f"{key}-behall", type="tertiary", on_click=desk.begin, args=(None,))


def _withdraw(desk: FormDesk[FieldFormT], kind: Kind[FieldFormT], key: str) -> None:
    desk.withdraw(kind, person.current(), " ".join(str(st.session_state.get(key, "")).split()))


def past(
    desk: FormDesk[Any],
    kind: Kind[Any],
    who: Person,
    blank_texts: Callable[[Person, int], tuple[str, ...]],
    key: str,
) -> None:
    """Show what has been published and withdrawn, the latest first; it is asked for when it is opened."""
    inner = st.expander("Historik", key=f"{key}-historik", on_change="rerun")
    if not inner.open:
        return
    with inner:
        uploads = history(kind, database.store(), _MOST_UPLOADS)
        if not uploads:
            st.markdown("Inget har registrerats än.")
            return
        rows = [_history_row(upload, each, who) for upload in uploads for each in upload.submissions]
        columns = _HISTORY_COLUMNS if who.contributes else _HISTORY_COLUMNS[:-1]
        st.html(plain_table(columns, rows, f"Det senaste, högst {_MOST_UPLOADS} ändringar"))
        if who.administers:
            _blanking(desk, uploads, blank_texts, key)


def _history_row(upload: Upload, submission: Submission, who: Person) -> list[str]:
    said = "ändrades" if submission.replaced is not None else "registrerades"
    if submission.withdrawn is not None:
        by = f" av {submission.withdrawn.person}" if who.contributes else ""
        state = f"drogs tillbaka {time_text(submission.withdrawn.time)}{by}: {submission.withdrawn.note}"
    else:
        state = "gäller" if submission.standing else "ersatt"
    row = [time_text(upload.time), f"{submission.unit.name} {said}", state]
    return [*row, upload.person] if who.contributes else row


def _blanking(
    desk: FormDesk[Any],
    uploads: Sequence[Upload],
    blank_texts: Callable[[Person, int], tuple[str, ...]],
    key: str,
) -> None:
    """Let an administrator choose what to blank, and say what will then be gone for good."""
    st.markdown("**Gallra**")
    found = {
        each.id: f"{each.unit.name}, {time_text(upload.time)}"
        for upload in uploads
        for each in upload.submissions
    }
    chosen = st.selectbox("Uppgift", list(found), format_func=found.__getitem__, key=f"{key}-gallra")
    what = st.radio("Vad ska gallras?", [_TEXTS, _NAME], key=f"{key}-gallra-vad", horizontal=True)
    if is_blanked(found[chosen].split(",")[0]) and what == _NAME:
        st.markdown("Namnet är redan gallrat.")
        return
    st.markdown(
        f"I stället står *{BLANKED}*. Det går inte att ångra. Säkerhetskopior rörs inte: de som ligger i "
        "tjänstens mapp räknas upp efteråt, andra behöver ni själva söka upp."
    )
    sure = st.checkbox("Ja, det ska bort för gott", key=f"{key}-saker-{chosen}-{what}")
    st.button(
        "Gallra",
        key=f"{key}-gallra-nu",
        disabled=not sure,
        on_click=_blank,
        args=(desk, blank_texts if what == _TEXTS else _blank_name, chosen),
    )


def _blank(desk: FormDesk[Any], act: Callable[[Person, int], tuple[str, ...]], submission: int) -> None:
    who = person.current()
    desk.blank(lambda: act(who, submission))


def _blank_name(who: Person, submission: int) -> tuple[str, ...]:
    return blank_unit(database.store(), who, submission)
