"""A form that a person is filling in on a page, what is found wrong with it, and what was done last.

What lies on a desk is the one thing that a page keeps in the session. It is changed in place, never set
anew, so that a second click finds what the first has done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from gnv.access import Person
from gnv.activities.filled import Told
from gnv.activities.merging import Merged, merged
from gnv.ledger.fallback import form_without
from gnv.ledger.fields import FieldFormT, source_of
from gnv.ledger.kind import Key, Kind
from gnv.ledger.submissions import StaleError, Standing, publish, withdraw
from gnv.problems import Problem, ProblemError
from gnv.submitted import blanked_text
from gnv.ui import database


@dataclass
class Draft(Generic[FieldFormT]):
    """What is being written.

    Attributes:
        said: what is filled in, by field.
        stood: what stood when it was opened, or what the person has been shown since; none for something new.
        seen: the submission in which it stood; 0 for none.
        doing: what is done with what stood, as the form's heading says.
        problems: what has to be mended.
        concerns: what ought to be looked at; who saves the same again has seen it.
        failed: why it could not be stored.
        overtaken: how it goes together with what someone else has let stand meanwhile; none where nobody has.
        withdrawn: whether someone else has withdrawn it meanwhile.
        own: what they would have let stand.
        began: what was filled in when it was opened.
    """

    said: dict[str, Any]
    stood: FieldFormT | None = None
    seen: int = 0
    doing: str = "Ändra"
    problems: tuple[Problem, ...] = ()
    concerns: tuple[Problem, ...] = ()
    failed: Problem | None = None
    overtaken: Merged | None = None
    withdrawn: bool = False
    own: FieldFormT | None = None
    began: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Remember what it began with."""
        self.began = dict(self.said)

    def settle(self, told: Told[FieldFormT]) -> FieldFormT | None:
        """Return what is filled in; none where something has to be mended, or looked at first."""
        looked_at, self.concerns = self.concerns, told.concerns
        self.problems, self.failed = told.problems, None
        return None if told.form is None or told.concerns != looked_at else told.form

    def overtake(self, own: FieldFormT, now: Draft[FieldFormT] | None) -> None:
        """Hold what the person wants against what someone else has let stand meanwhile; nothing is lost.

        Args:
            own: what they want to store.
            now: the draft of what stands; none where it has been withdrawn.
        """
        self.own, self.withdrawn, self.overtaken, self.seen = own, now is None, None, 0
        if now is not None:
            self.overtaken = merged(self.began, self.said, now.said)
            self.said, self.began = self.overtaken.said, now.said
            self.stood, self.seen = now.stood, now.seen


@dataclass
class Leaving(Generic[FieldFormT]):
    """What is about to be withdrawn, and what would stand instead."""

    submission: int
    form: FieldFormT
    instead: int
    before: FieldFormT | None


@dataclass
class FormDesk(Generic[FieldFormT]):
    """What lies there.

    Attributes:
        turn: number of the form's fields; new ones show what the draft says.
        draft: what is being written; none where nothing is.
        leaving: what is about to be withdrawn; none where nothing is.
        done: what was done last, in Swedish.
        about: what that was done with; none where nothing has been done.
        failed: why something could not be done.
    """

    turn: int = 0
    draft: Draft[FieldFormT] | None = None
    leaving: Leaving[FieldFormT] | None = None
    done: str = ""
    about: Key | None = None
    failed: Problem | None = None

    def begin(self, draft: Draft[FieldFormT] | None) -> None:
        """Put a draft on the desk, in place of what lies there; or none."""
        self.turn += 1
        self.draft, self.leaving, self.done, self.about, self.failed = draft, None, "", None, None

    def take_theirs(self) -> None:
        """Begin anew with what someone else has let stand."""
        if self.draft is not None:
            self.begin(Draft(dict(self.draft.began), self.draft.stood, self.draft.seen))

    def save(
        self,
        kind: Kind[FieldFormT],
        who: Person,
        form: FieldFormT,
        opened: Callable[[], Draft[FieldFormT] | None],
    ) -> None:
        """Let what is written stand, once, unless someone else has changed it meanwhile.

        Args:
            kind: of which kind it is.
            who: saves.
            form: what is written.
            opened: gives the draft of what stands now; none where nothing does.
        """
        draft = self.draft
        if draft is None:
            return
        key = form.unit.key
        try:
            upload = publish(kind, database.store(), who, source_of(form), [form], seen={key: draft.seen})
        except ProblemError as error:
            if isinstance(error, StaleError) and draft.stood is not None:
                draft.overtake(form, opened())
                self.turn += 1
            else:
                draft.failed = error.problem
            return
        self.begin(None)
        self.about = key
        said = f"Sparat. {form.unit.label} gäller nu."
        self.done = said if upload else "Inget var ändrat, så inget nytt är sparat."

    def leave(self, kind: Kind[FieldFormT], stood: Standing[FieldFormT]) -> None:
        """Look at what would stand if something were withdrawn."""
        self.begin(None)
        self.about = stood.form.unit.key
        try:
            instead, before = form_without(kind, database.store(), stood.submission)
            self.leaving = Leaving(stood.submission, stood.form, instead, before)
        except ProblemError as error:
            self.failed = error.problem

    def withdraw(self, kind: Kind[FieldFormT], who: Person, note: str) -> None:
        """Withdraw what is about to be, unless something else would stand than the person was told."""
        leaving = self.leaving
        if leaving is None:
            return
        seen = {leaving.submission: leaving.instead}
        try:
            withdraw(kind, database.store(), who, [leaving.submission], note, seen)
        except ProblemError as error:
            self.failed = error.problem
        else:
            self.begin(None)
            self.about, self.done = leaving.form.unit.key, f"{leaving.form.unit.label} är draget tillbaka."

    def blank(self, act: Callable[[], Iterable[str]]) -> None:
        """Blank texts, and tell what still holds them."""
        self.begin(None)
        try:
            self.done = blanked_text(act())
        except ProblemError as error:
            self.failed = error.problem
