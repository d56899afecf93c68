"""The county's sheet, made for tests: of the shipped figures, or of made ones."""

from __future__ import annotations

from functools import lru_cache

from gnv.areas import Areas
from gnv.assessed import tell_scores
from gnv.measured import tell
from gnv.observations import Observations, absence
from gnv.sheet import Sheet, county_sheet
from gnv.story import Story
from gnv.strategy import Indicator, Strategy


class Sheets:
    """Sheets of the same figures; each story is told once."""

    def __init__(self, strategy: Strategy, observations: Observations, areas: Areas) -> None:
        self._strategy, self._observations, self._areas = strategy, observations, areas
        self._absent = {
            measure.id: why
            for measure in strategy.measures
            if (why := absence(measure, observations, areas)) is not None
        }
        self._told = lru_cache(maxsize=None)(self._tell)

    def _tell(self, indicator: Indicator, gender: str, year: str) -> Story:
        return tell(indicator, self._observations, self._areas, gender=gender, period=year)

    def _rate(self, measure: Indicator, period: str) -> Story:
        return tell_scores(measure, self._observations, self._areas, self._strategy.scale, period=period)

    def __call__(self, **asked: str) -> Sheet:
        """Return the sheet that is asked for: gender, year, order."""
        return county_sheet(
            self._strategy,
            self._observations,
            self._areas,
            self._absent,
            self._told,
            self._rate,
            **asked,
        )
