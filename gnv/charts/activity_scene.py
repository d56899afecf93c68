"""All that the page of activities is drawn with, each part drawn when it is first asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property

from gnv.activities.form import Activity
from gnv.activities.overview import counted_states, doubtful, in_order, place_of
from gnv.areas import REGION_DALARNA, Areas
from gnv.charts import activity_lists, timeline
from gnv.charts.picture import Frame
from gnv.selection import STATE_CODES, Selection
from gnv.strategy import Strategy
from gnv.times import day_text
from gnv.underway import count_text, states_text


class ActivityScene:
    """The activities that a selection asks for: markup that is never changed once drawn.

    Attributes:
        shown: the activities, in their order.
        opened: the one that is open; none where none is, or it does not stand.
    """

    def __init__(
        self,
        activities: tuple[Activity, ...],
        selection: Selection,
        strategy: Strategy,
        areas: Areas,
        today: dt.date,
        knows_plan: Callable[[Activity], bool] = lambda _: True,
    ) -> None:
        """Take what is drawn: all activities that stand, and which of them are asked for.

        Args:
            knows_plan: tells whether the plan that an activity names is registered.
        """
        self.shown = in_order(selection.of(activities))
        self.opened = next((each for each in activities if place_of(each) == selection.aktivitet), None)
        self._selection, self._strategy, self._areas, self._today = selection, strategy, areas, today
        self._knows_plan = knows_plan

    @cached_property
    def lead(self) -> str:
        """How many there are, in words; for a municipality with those of the whole county."""
        said = f"**{count_text(len(self.shown))}**"
        if self.shown:
            said += f": {states_text(counted_states(self.shown))}."
        code = self._selection.kommun
        whole = sum(each.serves_all for each in self.shown)
        if code and code != REGION_DALARNA and whole:
            own = len(self.shown) - whole or "Ingen"
            said += f" {own} i {self._areas.name(code)} och {whole} för hela länet."
        odd = len(doubtful(self.shown, self._today))
        if odd:
            said += f" {odd} har ett läge som inte stämmer med dagarna."
        return said

    @property
    def _drawn(self) -> timeline.Timeline:
        chosen = self._selection.delmal
        goals = [goal for goal in self._strategy.goals if chosen in ("", str(goal.number))]
        return timeline.Timeline(
            self.shown, goals, self._strategy, self._areas, self._today, self._selection.aktivitet
        )

    @cached_property
    def timeline(self) -> str:
        """The activities over time, per sub-goal."""
        return timeline.timeline(self._drawn) if self.shown else timeline.nothing_found()

    def framed_timeline(self) -> str:
        """Return the same as SVG with heading and source, for a picture that leaves the page."""
        source = f"{timeline.legend_words()} Läget {day_text(self._today.isoformat())}."
        return timeline.timeline_picture(self._drawn, Frame(self.name, source))

    @property
    def name(self) -> str:
        """What the selection is called (Aktiviteter med läget klar, Falun och hela länet)."""
        said = activity_lists.TITLE
        if self._selection.lage:
            said += f" med läget {STATE_CODES[self._selection.lage]}"
        code = self._selection.kommun
        if not code:
            return said
        return f"{said}, {'' if code == REGION_DALARNA else f'{self._areas.name(code)} och '}hela länet"

    @cached_property
    def table(self) -> str:
        """The activities as a table."""
        return activity_lists.activity_table(
            self.shown, self._selection.aktivitet, self._strategy, self._areas
        )

    @cached_property
    def card(self) -> str:
        """All of the one that is open; only where one is."""
        if self.opened is None:
            return ""
        knows_plan = self._knows_plan(self.opened)
        return activity_lists.activity_card(
            self.opened, self._strategy, self._areas, self._today, knows_plan=knows_plan
        )
