"""A priority of the regional action plan (*regional handlingsplan*): what is put first in a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from gnv.activities.form import State
from gnv.activities.plan import day_of, day_said
from gnv.areas import REGION_DALARNA
from gnv.ledger.topic import Topic

LEADERSHIP = "systemledningen"


@dataclass(frozen=True)
class Priority:
    """All that is known of a priority; a later form of the same year and id replaces it.

    Attributes:
        year: the action plan that it belongs to.
        id: what it is known by within the year (`gnv.activities.form.id_of` its first title).
        title: what people call it.
        goals: numbers of the sub-goals that it is for, at least one.
        target_group: for whom; may be empty, as the texts below.
        text: what is to be done, its activities.
        state: how far it has come.
        decided_by: the body that has decided it, never a person.
        decided: the day on which it did; none where that is still to come.
    """

    year: str
    id: str
    title: str
    goals: tuple[int, ...]
    state: State
    target_group: str = ""
    text: str = ""
    decided_by: str = LEADERSHIP
    decided: dt.date | None = None

    @property
    def unit(self) -> Topic:
        """Which priority it is; the action plan is the whole county's."""
        return Topic(self.year, REGION_DALARNA, self.id, self.title)

    def says_the_same_as(self, other: Priority) -> bool:
        """Return whether two forms of a priority say the same."""
        return self == other

    def fields(self) -> dict[str, str]:
        """Return what is stored besides year, id and title, as texts."""
        return {
            "goals": ",".join(map(str, self.goals)),
            "target_group": self.target_group,
            "text": self.text,
            "state": self.state,
            "decided_by": self.decided_by,
            "decided": day_said(self.decided),
        }


def from_fields(topic: Topic, said: Mapping[str, str]) -> Priority:
    """Return a priority from what is stored of it.

    Raises:
        KeyError, ValueError: where that is no priority.
    """
    return Priority(
        year=topic.round,
        id=topic.id,
        title=topic.name,
        goals=tuple(int(number) for number in said["goals"].split(",")),
        target_group=said["target_group"],
        text=said["text"],
        state=State(said["state"]),
        decided_by=said["decided_by"],
        decided=day_of(said["decided"]),
    )
