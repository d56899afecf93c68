"""An activity: what is done for which sub-goals, where, when, by whom, and what came of it.

An activity's form is all that is known of it and replaces the one before it. It is known by its id, which is
made from its first title and stays when the title changes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gnv.areas import REGION_DALARNA
from gnv.intake.choices import Principal
from gnv.ledger.kind import Key
from gnv.tabular.columns import normal

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 60
_SWEDISH = str.maketrans("åäöéü", "aaoeu")


class State(StrEnum):
    """How far an activity has come."""

    PLANNED = "planerad"
    ONGOING = "pågår"
    DONE = "klar"
    STOPPED = "avbruten"


@dataclass(frozen=True)
class Subject:
    """Which activity a form is about.

    Attributes:
        municipality: four digits; 0020 for one of the whole county.
        id: what it is known by within the municipality.
        name: its title.
    """

    municipality: str
    id: str
    name: str
    round: str = ""
    principal: str = ""

    @property
    def key(self) -> Key:
        """What makes a form replace another."""
        return (self.round, self.municipality, self.principal, self.id)

    @property
    def label(self) -> str:
        """How a sentence names it."""
        return f"”{self.name}”"


@dataclass(frozen=True)
class Activity:
    """All that is known of an activity.

    Attributes:
        id: what it is known by within its municipality (`id_of` its first title).
        title: what people call it.
        municipality: four digits; 0020 for the whole county.
        goals: numbers of the sub-goals that it is for, at least one.
        principals: who does it.
        target_group: for whom; may be empty, as the texts below.
        starts: its first day.
        ends: its last day; none where that is open.
        state: how far it has come.
        responsible: the function that answers for it, never a person's name.
        result: what came of it.
        went_well, was_hard: what has been learnt.
        judgement: what it has meant for the sub-goals (*bedömning mot delmålet*).
        plan: the plan that it belongs to.
    """

    id: str
    title: str
    municipality: str
    goals: tuple[int, ...]
    principals: tuple[Principal, ...]
    target_group: str
    starts: dt.date
    ends: dt.date | None
    state: State
    responsible: str = ""
    result: str = ""
    went_well: str = ""
    was_hard: str = ""
    judgement: str = ""
    plan: str = ""

    @property
    def unit(self) -> Subject:
        """Which activity it is."""
        return Subject(self.municipality, self.id, self.title)

    @property
    def serves_all(self) -> bool:
        """Whether it is the whole county's."""
        return self.municipality == REGION_DALARNA

    def says_the_same_as(self, other: Activity) -> bool:
        """Return whether two forms of an activity say the same."""
        return self == other

    def fields(self) -> dict[str, str]:
        """Return what is stored besides id, title and municipality, as texts."""
        return {
            "goals": ",".join(map(str, self.goals)),
            "principals": ",".join(self.principals),
            "target_group": self.target_group,
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat() if self.ends else "",
            "state": self.state,
            "responsible": self.responsible,
            "result": self.result,
            "went_well": self.went_well,
            "was_hard": self.was_hard,
            "judgement": self.judgement,
            "plan": self.plan,
        }


def from_fields(subject: Subject, said: Mapping[str, str]) -> Activity:
    """Return an activity from what is stored of it.

    Raises:
        KeyError, ValueError: where that is no activity.
    """
    return Activity(
        id=subject.id,
        title=subject.name,
        municipality=subject.municipality,
        goals=tuple(int(number) for number in said["goals"].split(",")),
        principals=tuple(Principal(each) for each in said["principals"].split(",") if each),
        target_group=said["target_group"],
        starts=dt.date.fromisoformat(said["starts"]),
        ends=dt.date.fromisoformat(said["ends"]) if said["ends"] else None,
        state=State(said["state"]),
        responsible=said["responsible"],
        result=said["result"],
        went_well=said["went_well"],
        was_hard=said["was_hard"],
        judgement=said["judgement"],
        plan=said["plan"],
    )


def at_odds(state: State, starts: dt.date, ends: dt.date | None, today: dt.date) -> str:
    """Return what in an activity's days its state does not go with; empty where they go together."""
    if state is State.PLANNED and starts < today:
        return f"starten {starts} har varit"
    if state in (State.ONGOING, State.DONE) and starts > today:
        return f"den startar först {starts}"
    if state is State.ONGOING and ends is not None and ends < today:
        return f"slutet {ends} har varit"
    return ""


def id_of(title: str) -> str:
    """Return the id that a title gives (Träffpunkt för äldre -> traffpunkt-for-aldre)."""
    latin = _NOT_IN_ID.sub("-", title.casefold().translate(_SWEDISH)).strip("-")
    return latin[:_LONGEST_ID].strip("-") or normal(title)
