"""A year as finished facts: all that an annual report is written, drawn and counted of.

Nothing in them is later than the year. They are made of one edition and one moment of the database, so the
same of these always give the same report.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import pandas as pd

from gnv.activities.coverage import Covered, coverage
from gnv.activities.form import Activity
from gnv.activities.overview import in_order
from gnv.activities.plan import Plan
from gnv.activities.priority import Priority
from gnv.analyses.form import Analysis
from gnv.areas import REGION_DALARNA, Areas
from gnv.assessed import tell_scores
from gnv.assessment.outcome import Outcome, outcome
from gnv.compare import Position, Tested
from gnv.frozen.material import Material
from gnv.lenses import Question, questions
from gnv.measured import tell
from gnv.observations import Observations
from gnv.profile import Examined, Profile, examiner, moving, profile
from gnv.standing import Standing
from gnv.story import Story
from gnv.strategy import Goal, Indicator, Strategy


@dataclass(frozen=True, eq=False)
class Known:
    """What stands now, with what has been computed of it: a report of the same need not do that again.

    Attributes:
        strategy, areas, observations: that stand.
        day: it is.
        told: a key figure to its story in the latest year.
        examined: a key figure, gender and kind of area to all that can be said of the values.
    """

    strategy: Strategy
    areas: Areas
    observations: Observations
    day: dt.date
    told: Callable[[Indicator], Story]
    examined: Examined

    @classmethod
    def of(cls, strategy: Strategy, areas: Areas, observations: Observations, day: dt.date) -> Known:
        """Return what is known when nothing has been computed yet; what is, is kept."""

        @cache
        def told(indicator: Indicator) -> Story:
            return tell(indicator, observations, areas, today=day)

        examined: Callable[..., pd.DataFrame] = cache(examiner(observations, areas, strategy))
        return cls(strategy, areas, observations, day, told, examined)


@dataclass(frozen=True)
class Deviation:
    """A standing that is not level, with whose it is."""

    area: str
    standing: Standing


@dataclass(frozen=True, eq=False)
class AnnualFacts:
    """What is known of a year.

    Attributes:
        year: the report's year; no value, round or activity is later.
        day: the day on which the figures were frozen, or are read.
        strategy, areas: as they stand.
        observations: until the year.
        activities: those with any day in the year, by their first day.
        analyses: of this year and earlier ones.
        plans: the local plans, whenever they hold.
        priorities: of the year's regional action plan.
        told: a key figure to its story in the latest year shown.
        examined: a key figure, gender and kind of area to all that can be said of the values.
    """

    year: int
    day: dt.date
    strategy: Strategy
    areas: Areas
    observations: Observations
    activities: tuple[Activity, ...]
    analyses: tuple[Analysis, ...]
    plans: tuple[Plan, ...]
    priorities: tuple[Priority, ...]
    told: Callable[[Indicator], Story]
    examined: Examined

    @cached_property
    def covered(self) -> Mapping[str, Covered]:
        """Per municipality, its local plans as of the year's last day, or the day where that is to come."""
        last = min(self.day, dt.date(self.year, 12, 31))
        return coverage(self.plans, self.areas.dalarna, last)

    @cached_property
    def shown_analyses(self) -> tuple[Analysis, ...]:
        """The analyses of the report's year, and of the year of the figure that they are of."""
        periods = {about: story.period for about, story in self.stories.items()}
        return tuple(each for each in self.analyses if each.year in (str(self.year), periods.get(each.about)))

    @cached_property
    def stories(self) -> Mapping[str, Story]:
        """Per key figure, its story in the latest year shown."""
        return {each.id: self.told(each) for each in self.strategy.indicators}

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """The 15 municipalities and Region Dalarna, against the middle."""
        codes = (*self.areas.dalarna, REGION_DALARNA)
        return {
            code: profile(code, self.observations, self.areas, self.strategy, self.examined) for code in codes
        }

    @cached_property
    def trends(self) -> Mapping[str, Mapping[str, Tested]]:
        """Per area and key figure, the trend as seen from the year shown."""
        return {code: moving(self.own_standings(code)) for code in self.profiles}

    def own_standings(self, code: str) -> tuple[Standing, ...]:
        """Return an area's own standings, also those without a value."""
        return tuple(each for each in self.profiles[code].standings if each.code == code)

    def standings(self, indicator: Indicator) -> tuple[Standing, ...]:
        """Return where the municipalities stand in a key figure, or Region Dalarna where only regions do."""
        codes = self.areas.dalarna if indicator.municipal else (REGION_DALARNA,)
        return tuple(
            each for code in codes for each in self.own_standings(code) if each.indicator is indicator
        )

    @cached_property
    def region(self) -> tuple[Standing, ...]:
        """Where Region Dalarna stands among the regions, in the key figures in which it has a value."""
        return tuple(each for each in self.own_standings(REGION_DALARNA) if each.value is not None)

    def shown(self, goal: Goal) -> tuple[Story, ...]:
        """Return the stories of a sub-goal's key figures that have a value."""
        return tuple(self.stories[each.id] for each in goal.indicators if self.stories[each.id].with_value)

    def deviations(self, position: Position, most: int = 10) -> tuple[Deviation, ...]:
        """Return the deviations of a class over the 16 areas: lasting ones first, then the furthest."""
        found = [
            Deviation(code, each)
            for code in self.profiles
            for each in self.own_standings(code)
            if each.position is position
        ]
        found.sort(key=lambda each: (not each.standing.lasting, -abs(each.standing.distance or 0.0)))
        return tuple(found[:most])

    @cached_property
    def ratings(self) -> Mapping[int, Story]:
        """Per sub-goal, its self-assessment in the round shown."""
        scale = self.strategy.scale
        return {
            goal.number: tell_scores(
                goal.self_assessment, self.observations, self.areas, scale, today=self.day
            )
            for goal in self.strategy.goals
        }

    @cached_property
    def outcome(self) -> Outcome:
        """The results of the latest round until the year."""
        return outcome(self.observations.scores, "", self.strategy.scale, self.areas.dalarna)

    @cached_property
    def questions(self) -> Sequence[tuple[Profile, Question]]:
        """Where self-assessment and key figures differ, by municipality."""
        return [
            (own, question)
            for code in self.areas.dalarna
            for own in (self.profiles[code],)
            for question in questions(own, self.trends[code])
        ]


def gather(
    material: Material,
    known: Known,
    plans: Iterable[Plan] = (),
    priorities: Iterable[Priority] = (),
) -> AnnualFacts:
    """Return what is known of a year.

    Args:
        material: what the report is frozen to, or would be.
        known: what stands now.
        plans: the local plans that stood.
        priorities: those of the year's regional action plan that stood.
    """
    report, areas = material.report, known.areas
    own = Known.of(material.strategy, areas, material.observations.until(report.year), report.day)
    told, examined = _at_hand(own, known)
    return AnnualFacts(
        year=report.year,
        day=report.day,
        strategy=material.strategy,
        areas=areas,
        observations=own.observations,
        activities=in_order(each for each in material.activities if has_days_in(each, report.year)),
        analyses=tuple(each for each in material.analyses if int(each.year) <= report.year),
        plans=tuple(plans),
        priorities=tuple(each for each in priorities if each.year == str(report.year)),
        told=told,
        examined=examined,
    )


def _at_hand(own: Known, known: Known) -> tuple[Callable[[Indicator], Story], Examined]:
    """Return what tells and examines a report's key figures: as it is known where nothing of it differs."""
    if own.strategy is not known.strategy:
        return own.told, own.examined

    def by(indicator: Indicator, *, dated: bool) -> Known:
        genders = ("T", "K", "M")
        same = all(
            own.observations.of(indicator.id, gender) is known.observations.of(indicator.id, gender)
            for gender in genders
        )
        return known if same and (not dated or own.day == known.day) else own

    def told(indicator: Indicator) -> Story:
        return by(indicator, dated=True).told(indicator)

    def examined(indicator: Indicator, gender: str, regional: bool, alone: str) -> pd.DataFrame:
        return by(indicator, dated=False).examined(indicator, gender, regional, alone)

    return told, examined


def has_days_in(activity: Activity, year: int) -> bool:
    """Return whether an activity's days have any in common with a year."""
    ended = activity.ends is not None and activity.ends.year < year
    return activity.starts.year <= year and not ended
