"""The activity that a person is writing at the page *Aktiviteter*, and what they saved last.

The one thing that the page keeps in the session. It is changed in place, so that a second click finds what
the first has done.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from gnv.access import Person
from gnv.activities.draft import Draft, Said, closing_draft, draft_of, new_draft
from gnv.activities.form import Activity
from gnv.activities.overview import place_of
from gnv.activities.submissions import ACTIVITIES
from gnv.ledger.submissions import Source, StaleError, publish
from gnv.problems import ProblemError
from gnv.ui import cache, database
from gnv.ui.cache import World

KEY = "aktivitetsutkast"
FORM = Source("Formuläret på sidan Aktiviteter", "", 1)


@dataclass
class ActivityDesk:
    """What lies there.

    Attributes:
        turn: number of the form's fields; new ones show what the draft says.
        draft: what is being written; none where nothing is.
        saved: the place of what was saved last, until something else is begun.
        changed: whether saving it changed anything.
    """

    turn: int = 0
    draft: Draft | None = None
    saved: str = ""
    changed: bool = False

    def begin(self, draft: Draft | None) -> None:
        """Put a draft on the desk, in place of what lies there; or none."""
        self.turn += 1
        self.draft, self.saved = draft, ""

    def save(self, world: World, who: Person, said: Said) -> Activity | None:
        """Let the draft stand, once, unless something has to be mended or someone else has changed it.

        Args:
            world: what the pages ask.
            who: saves.
            said: what is filled in.

        Returns:
            What stands then; none where it could not be saved.
        """
        draft = self.draft
        if draft is None:
            return None
        draft.said, draft.problem = said, None
        stands = cache.registered(world)
        own = draft.weighed(world.strategy, world.areas, world.today, stands)
        if own is None:
            return None
        key = own.unit.key
        try:
            upload = publish(ACTIVITIES, database.store(), who, FORM, [own], seen={key: draft.seen})
        except StaleError:
            stands = cache.registered(cache.world())
            draft.overtake(own, stands.get(key))
            draft.weighed(world.strategy, world.areas, world.today, stands)
            self.turn += 1
            return None
        except ProblemError as error:
            draft.problem = error.problem
            return None
        self.begin(None)
        self.saved, self.changed = place_of(own), upload is not None
        return own

    def open(self, world: World, place: str, *, closing: bool = False) -> None:
        """Open an activity that stands, to change or to close it."""
        for stands in cache.registered(world).values():
            if place_of(stands.form) == place:
                self.begin(closing_draft(stands, world.today) if closing else draft_of(stands))

    def register(self, municipality: str) -> None:
        """Begin a new activity, of a municipality; "" for one that is to be chosen."""
        self.begin(new_draft(municipality))


def activity_desk() -> ActivityDesk:
    """Return the desk of the session."""
    found: ActivityDesk = st.session_state.setdefault(KEY, ActivityDesk())
    return found
