"""Which activities are asked for: the choices of the page *Aktiviteter*, as they stand in the address.

Unlike a `gnv.view.View` it may be about all sub-goals at once, so it is written and read by itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from gnv.activities.form import Activity, State
from gnv.activities.overview import concerning, of_goal
from gnv.areas import REGION_DALARNA, Areas
from gnv.strategy import Strategy

STATE_CODES = {
    "planerad": State.PLANNED,
    "pagar": State.ONGOING,
    "klar": State.DONE,
    "avbruten": State.STOPPED,
}


@dataclass(frozen=True)
class Selection:
    """The choices. Their names are those of the query parameters.

    Attributes:
        delmal: number of the sub-goal; empty for all.
        kommun: code of the municipality, whose activities are shown beside the whole county's; 0020 for
            the whole county's alone; empty for all.
        lage: code of the state (`STATE_CODES`); empty for all.
        aktivitet: the activity that is open (`gnv.activities.overview.place_of`); empty for none.
    """

    delmal: str = ""
    kommun: str = ""
    lage: str = ""
    aktivitet: str = ""

    def change(self, **choices: str) -> Selection:
        """Return the selection with some choices made anew."""
        return dataclasses.replace(self, **choices)

    def query(self) -> dict[str, str]:
        """Return the query parameters; choices left open are left out."""
        return {name: choice for name, choice in dataclasses.asdict(self).items() if choice}

    def of(self, activities: tuple[Activity, ...]) -> tuple[Activity, ...]:
        """Return the activities that are asked for, in their order."""
        found = concerning(activities, self.kommun)
        if self.delmal:
            found = of_goal(found, int(self.delmal))
        return tuple(each for each in found if not self.lage or each.state is STATE_CODES[self.lage])


def parse_selection(query: Mapping[str, str], strategy: Strategy, areas: Areas) -> Selection:
    """Return the selection that query parameters ask for; what is not known is passed over.

    Whether the activity that is asked for stands is for the page to find out.
    """
    known = {
        "delmal": tuple(str(goal.number) for goal in strategy.goals),
        "kommun": (*areas.dalarna, REGION_DALARNA),
        "lage": tuple(STATE_CODES),
    }
    said = {name: query.get(name, "") for name in known}
    chosen = {name: value if value in known[name] else "" for name, value in said.items()}
    return Selection(**chosen, aktivitet=query.get("aktivitet", ""))
