"""What lies on a person's desk at the page *Ladda upp*: the file being checked, and what was done last.

The one thing that the page keeps in the session. It is changed in place, never set anew: Streamlit may end a
run that touches the session's state when a second click arrives, and a click must count once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import streamlit as st

from gnv import received, uploads
from gnv.access import Person
from gnv.intake.change import Change
from gnv.ledger.history import Upload
from gnv.ledger.submissions import StaleError, withdraw
from gnv.problems import Problem, ProblemError
from gnv.received import Preview, Reading
from gnv.settings import settings
from gnv.store.place import has_store
from gnv.submitted import blanked_text
from gnv.tabular.findings import Finding
from gnv.ui import database
from gnv.ui.cache import World
from gnv.ui.matters import ANSWERS, Matter

KEY = "skrivbord"


@dataclass(frozen=True)
class Receipt:
    """What was published, and how many of its rows were new, changed and unchanged."""

    upload: Upload
    rows: dict[Change, int]


@dataclass
class Desk:
    """What lies there.

    Attributes:
        turn: number of the uploader; a new one is empty.
        name: of the file being checked.
        problem: why the file is refused whole, or why it could not be weighed or published.
        read: what the file says by itself.
        reading: what it says in the light of what stands.
        preview: what publishing its sound rows would change.
        overtaken: whether someone else published in between, so that the preview was made anew.
        receipt: what was published last.
        done: what was done last in the history, in Swedish.
        failed: why it could not be done.
    """

    turn: int = 0
    name: str = ""
    problem: Problem | None = None
    read: Reading | None = None
    reading: Reading | None = None
    preview: Preview | None = None
    overtaken: bool = False
    receipt: Receipt | None = None
    done: str = ""
    failed: Problem | None = None

    def take(self, content: bytes, name: str, world: World, who: Person) -> None:
        """Read a file and weigh it against what stands."""
        self.clear()
        self.name = name
        try:
            self.read = received.read_file(content, name, world.strategy, world.areas, world.today)
        except ProblemError as error:
            self.problem = error.problem
        self.weigh(world, who)

    def clear(self) -> None:
        """Take everything off the desk, and empty the uploader."""
        self.turn += 1
        self.name = ""
        self.problem = self.read = self.reading = self.preview = self.receipt = None
        self.overtaken = False
        self.done = ""
        self.failed = None

    def errors(self, world: World, who: Person) -> tuple[Finding, ...]:
        """Return what stops the file: what is wrong in it, and the rows that the person may not change."""
        if self.reading is None:
            return ()
        refused = uploads.refused_municipalities(self.reading, who.may_change, world.areas)
        return tuple(sorted((*self.reading.errors, *refused), key=lambda finding: finding.row))

    def weigh(self, world: World, who: Person) -> None:
        """Tell what publishing the file's sound rows would change, against what stands now."""
        if self.read is None:
            return
        self.problem = self.preview = None
        self.reading = self.read
        try:
            store = database.store() if has_store(settings()) else None
            self.reading, weighed = received.weigh(store, self.read, world.areas)
            if errors := self.errors(world, who):
                _, weighed = received.weigh(store, uploads.sound_part(self.read, errors), world.areas)
        except ProblemError as error:
            self.problem = error.problem
            return
        self.preview = weighed

    def publish(self, world: World, who: Person, note: str) -> None:
        """Publish the file, once, unless something else has come to stand since it was weighed."""
        reading, weighed = self.reading, self.preview
        if reading is None or weighed is None or self.errors(world, who):
            return
        try:
            upload = received.publish(database.store(), who, reading, note, weighed.seen)
        except StaleError:
            self.weigh(world, who)
            self.overtaken = True
        except ProblemError as error:
            self.problem = error.problem
        else:
            if upload is None:
                self.weigh(world, who)
            else:
                self.clear()
                self.receipt = Receipt(upload, dict(weighed.rows))

    def withdraw(
        self, world: World, who: Person, seen: Mapping[int, int], note: str, matter: Matter = ANSWERS
    ) -> None:
        """Withdraw submissions, and weigh the file being checked anew.

        Args:
            world: what the pages ask.
            who: withdraws.
            seen: the submissions, and what they were told would stand instead of each (0 for nothing).
            note: why, in their words.
            matter: what the submissions are about.
        """
        with self._acting():
            count = withdraw(matter.kind, database.store(), who, tuple(seen), note, seen)
            if count:  # or it is a second click, and what was said of the first stands
                self.done = f"{matter.counted(count)} har dragits tillbaka."
                self.receipt = None
        self.weigh(world, who)

    def blank(self, act: Callable[[], Iterable[str]]) -> None:
        """Blank a text or a name, and tell what still holds it."""
        with self._acting():
            self.done = blanked_text(act())

    @contextlib.contextmanager
    def _acting(self) -> Iterator[None]:
        self.failed = None
        try:
            yield
        except ProblemError as error:
            self.done, self.failed = "", error.problem


def desk() -> Desk:
    """Return the desk of the session."""
    found: Desk = st.session_state.setdefault(KEY, Desk())
    return found
