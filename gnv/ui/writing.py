"""What a person is writing in the app, whatever it is about, until they save it or give it up.

The one thing that is kept of it in the session. It is changed in place, so that a second click finds what
the first has done. Several texts can be written at a time; none pushes another aside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from gnv.access import Person
from gnv.ledger import submissions
from gnv.ledger.fields import source_of
from gnv.ledger.kind import Key, Kind
from gnv.ledger.submissions import StaleError
from gnv.ledger.versions import Version, versions
from gnv.problems import Problem, ProblemError
from gnv.store.blanking import blank_fields, blank_note
from gnv.submitted import blanked_text
from gnv.ui import database

KEY = "skrivbok"
_CLEARED = "Allt drogs tillbaka på en gång."


@dataclass(frozen=True)
class Field:
    """One of the texts that a piece has."""

    key: str
    label: str
    longest: int
    height: int
    hint: str = ""


@dataclass(frozen=True, eq=False)
class Followed:
    """Something whose versions are kept and can be followed back.

    Attributes:
        place: what tells it apart, in letters that a CSS class may have.
        what: what it is called (*analysen*).
        without: what is so where no version of it stands (*finns ingen analys*).
        code: of the municipality that a person must be allowed to change.
        kind: of its submissions.
        key: of its subject.
        shown: makes HTML of a form.
    """

    place: str
    what: str
    without: str
    code: str
    kind: Kind[Any]
    key: Key
    shown: Callable[[Any], str]

    def history(self) -> tuple[Version[Any], ...]:
        """Return all versions, the latest first. Raises ProblemError where the database cannot be read."""
        return versions(self.kind, database.store(), self.key)

    def stands(self) -> Version[Any] | None:
        """Return the version that stands, or none. Raises ProblemError."""
        return next((each for each in self.history() if each.standing), None)


@dataclass(frozen=True, eq=False)
class Piece(Followed):
    """Something that can be written.

    Attributes:
        fields: its texts.
        start: what a new one begins with, by field.
        made: makes the form of what is filled in; ProblemError where it cannot be stored.
    """

    fields: tuple[Field, ...]
    start: Mapping[str, str]
    made: Callable[[Mapping[str, str]], Any]


@dataclass
class Draft:
    """A piece as a person is writing it.

    Attributes:
        said: what is filled in, by field.
        seen: the submission that stood when they began, or that they have been shown since; 0 for none.
        turn: number of the form's fields; new ones show what the draft says.
        theirs: what someone else has saved meanwhile.
        gone: whether someone else has withdrawn what stood.
        warnings: what ought to be looked at, as it has been shown.
        problem: why it could not be saved.
    """

    said: dict[str, str]
    seen: int
    turn: int
    theirs: Version[Any] | None = None
    gone: bool = False
    warnings: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass
class WritingDesk:
    """What lies on a person's desk.

    Attributes:
        drafts: place to what is being written there.
        turn: number of the latest draft.
        place: where something was done last.
        done: what was done there, in Swedish.
        failed: why it could not be done.
    """

    drafts: dict[str, Draft] = field(default_factory=dict)
    turn: int = 0
    place: str = ""
    done: str = ""
    failed: Problem | None = None

    def begin(self, piece: Piece, earlier: Version[Any] | None = None) -> None:
        """Begin to write on an earlier version, or on what stands, or on what a new one begins with."""
        self._tell(piece, "")
        try:
            stands = piece.stands()
        except ProblemError as error:
            self.failed = error.problem
            return
        chosen = earlier or stands
        said = chosen.form.fields() if chosen else piece.start
        self._open(piece, {each.key: said[each.key] for each in piece.fields}, stands)

    def _open(self, piece: Piece, said: dict[str, str], stands: Version[Any] | None) -> None:
        self.turn += 1
        self.drafts[piece.place] = Draft(said, stands.submission if stands else 0, self.turn)

    def give_up(self, piece: Piece) -> None:
        """Throw a draft away."""
        self.drafts.pop(piece.place, None)
        self._tell(piece, "")

    def take_theirs(self, piece: Piece) -> None:
        """Put what someone else has saved in the draft's place."""
        draft = self.drafts[piece.place]
        if draft.theirs is not None:
            said = draft.theirs.form.fields()
            self._open(piece, {each.key: said[each.key] for each in piece.fields}, draft.theirs)

    def save(self, piece: Piece, who: Person, said: Mapping[str, str]) -> None:
        """Let a draft stand, once, unless something is to be looked at or someone else came between."""
        draft = self.drafts.get(piece.place)
        if draft is None:  # a second click
            return
        draft.said, draft.problem = dict(said), None
        self._tell(piece, "")
        try:
            form = piece.made(said)
            if not self._looked_at(draft, tuple(form.concerns())):
                return
            seen = {piece.key: draft.seen}
            found = submissions.publish(piece.kind, database.store(), who, source_of(form), [form], seen=seen)
        except StaleError:
            self._overtake(piece, draft)
        except ProblemError as error:
            draft.problem = error.problem
        else:
            del self.drafts[piece.place]
            self._tell(piece, "Sparat." if found else "Inget är ändrat: det stod så redan.")

    def _looked_at(self, draft: Draft, warnings: tuple[str, ...]) -> bool:
        """Return whether a person has been shown all that they ought to look at; show it otherwise."""
        known, draft.warnings = draft.warnings, warnings
        return set(warnings) <= set(known)

    def _overtake(self, piece: Piece, draft: Draft) -> None:
        """Keep the draft, and put beside it what stands now."""
        draft.theirs = piece.stands()
        draft.gone = draft.theirs is None
        draft.seen = draft.theirs.submission if draft.theirs else 0

    def withdraw(self, piece: Followed, who: Person, number: int, left: int, note: str) -> None:
        """Withdraw a version.

        Args:
            piece: whose.
            who: withdraws.
            number: of the version.
            left: the version that they were told would stand instead; 0 for none.
            note: why, in their words.
        """

        def act() -> str:
            submissions.withdraw(piece.kind, database.store(), who, [number], note, {number: left})
            return "Draget tillbaka."

        self.act(piece.place, act)

    def clear(self, piece: Piece, who: Person, seen: int) -> None:
        """Withdraw every version of a piece, the one that the person saw being the latest."""

        def act() -> str:
            left = [each.submission for each in piece.history() if each.withdrawn is None]
            if left[:1] != [seen]:
                what = (
                    f"Någon annan har ändrat {piece.what} sedan du öppnade sidan. Inget är draget tillbaka."
                )
                raise ProblemError(Problem(what, "Läs hur det står nu, och försök igen om det ska bort."))
            submissions.withdraw(piece.kind, database.store(), who, left, _CLEARED)
            return f"Nu {piece.without}. Det som stod finns kvar i historiken."

        self.act(piece.place, act)

    def blank(self, piece: Piece, who: Person, version: Version[Any]) -> None:
        """Blank a version's texts and why it was withdrawn, and tell what still holds them."""

        def act() -> str:
            store = database.store()
            blank_note(store, who, version.upload)
            remains = blank_fields(store, who, version.submission, [each.key for each in piece.fields])
            return blanked_text(remains)

        self.act(piece.place, act)

    def act(self, place: str, action: Callable[[], str]) -> None:
        """Do something at a place, and keep what it says has been done, or why it could not be."""
        self.place, self.done, self.failed = place, "", None
        try:
            self.done = action()
        except ProblemError as error:
            self.failed = error.problem

    def _tell(self, piece: Followed, done: str) -> None:
        self.place, self.done, self.failed = piece.place, done, None


def writing_desk() -> WritingDesk:
    """Return the desk of the session."""
    found: WritingDesk = st.session_state.setdefault(KEY, WritingDesk())
    return found
