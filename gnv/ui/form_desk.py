"""A form that a person is filling in on a page, what is found wrong with it, and what was done last.

What lies on a desk is the one thing that a page keeps in the session. It is changed in place, never set
anew, so that a second click finds what the first has done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic

from gnv.access import Person
from gnv.activities.filled import Told
from gnv.ledger.fallback import form_without
from gnv.ledger.kind import FormT, Key, Kind
from gnv.ledger.submissions import Source, StaleError, Standing, publish, withdraw
from gnv.problems import Problem, ProblemError
from gnv.ui import database
from gnv.words import joined


@dataclass
class Draft(Generic[FormT]):
    """What is being written.

    Attributes:
        said: what is filled in, by field.
        stood: what stood when it was opened; none for something new.
        seen: the submission in which it stood; 0 for none.
        problems: what has to be mended.
        concerns: what ought to be looked at; who saves the same again has seen it.
        failed: why it could not be stored.
        overtaken: whether someone else has changed it meanwhile.
        now: what stands since then; none where it has been withdrawn.
        own: what they would have let stand.
    """

    said: dict[str, Any]
    stood: FormT | None = None
    seen: int = 0
    problems: tuple[Problem, ...] = ()
    concerns: tuple[Problem, ...] = ()
    failed: Problem | None = None
    overtaken: bool = False
    now: FormT | None = None
    own: FormT | None = None

    def settle(self, told: Told[FormT]) -> FormT | None:
        """Return what is filled in; none where something has to be mended, or looked at first."""
        looked_at, self.concerns = self.concerns, told.concerns
        self.problems = told.problems
        return None if told.form is None or told.concerns != looked_at else told.form


@dataclass
class Leaving(Generic[FormT]):
    """What is about to be withdrawn, and what would stand instead."""

    submission: int
    form: FormT
    instead: int
    before: FormT | None


@dataclass
class FormDesk(Generic[FormT]):
    """What lies there.

    Attributes:
        turn: number of the form's fields; new ones show what the draft says.
        draft: what is being written; none where nothing is.
        leaving: what is about to be withdrawn; none where nothing is.
        done: what was done last, in Swedish.
        failed: why something could not be done.
    """

    turn: int = 0
    draft: Draft[FormT] | None = None
    leaving: Leaving[FormT] | None = None
    done: str = ""
    failed: Problem | None = field(default=None)

    def begin(self, draft: Draft[FormT] | None) -> None:
        """Put a draft on the desk, in place of what lies there; or none."""
        self.turn += 1
        self.draft, self.leaving, self.done, self.failed = draft, None, "", None

    def save(
        self, kind: Kind[FormT], who: Person, form: FormT, stands: Callable[[], Mapping[Key, Standing[FormT]]]
    ) -> None:
        """Let what is written stand, once, unless someone else has changed it meanwhile.

        Args:
            kind: of which kind it is.
            who: saves.
            form: what is written.
            stands: gives what stands now.
        """
        draft = self.draft
        if draft is None:
            return
        said = repr(sorted(vars(form).items())).encode()
        source = Source("Formulär på sidan Planer", hashlib.sha256(said).hexdigest(), 1)
        try:
            upload = publish(kind, database.store(), who, source, [form], seen={form.unit.key: draft.seen})
        except StaleError:
            now = stands().get(form.unit.key)
            draft.overtaken, draft.own, draft.failed = True, form, None
            draft.now, draft.seen = (now.form, now.submission) if now else (None, 0)
        except ProblemError as error:
            draft.failed = error.problem
        else:
            self.begin(None)
            self.done = "Sparat." if upload else "Inget var ändrat, så inget nytt är sparat."

    def leave(self, kind: Kind[FormT], stood: Standing[FormT]) -> None:
        """Look at what would stand if something were withdrawn."""
        self.begin(None)
        try:
            instead, before = form_without(kind, database.store(), stood.submission)
            self.leaving = Leaving(stood.submission, stood.form, instead, before)
        except ProblemError as error:
            self.failed = error.problem

    def withdraw(self, kind: Kind[FormT], who: Person, note: str) -> None:
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
            self.done = "Draget tillbaka."

    def blank(self, act: Callable[[], Iterable[str]]) -> None:
        """Blank texts, and tell what still holds them."""
        self.begin(None)
        try:
            remains = joined(list(act()))
        except ProblemError as error:
            self.failed = error.problem
            return
        self.done = "Gallrat, och noterat att det är gjort."
        if remains:
            self.done += f" Texten finns kvar i {remains}: ta bort det om den ska vara helt borta."
