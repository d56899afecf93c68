"""All that the page *Jämför* is drawn with, each part drawn when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from gnv.areas import Areas
from gnv.charts.region_rows import region_table
from gnv.charts.sheet import sheet_table
from gnv.charts.side_by_side import side_table
from gnv.compare import Tested
from gnv.profile import Profile
from gnv.sheet import Sheet
from gnv.side_by_side import Side
from gnv.strategy import Strategy
from gnv.view import View

Trends = Callable[[Profile], Mapping[str, Tested]]


class SheetScene:
    """The county's sheet as a view shows it: markup that is never changed once drawn."""

    def __init__(self, sheet: Sheet, view: View, areas: Areas) -> None:
        self.sheet, self.view = sheet, view
        self._areas = areas

    @cached_property
    def county(self) -> str:
        """The sheet of municipalities as HTML."""
        return sheet_table(self.sheet, self._areas, self.view.matt, self.view.kommun)

    @cached_property
    def regions(self) -> str:
        """Dalarna among the regions as HTML."""
        return region_table(self.sheet, self.view.matt, self.view.kommun)


class SideScene:
    """Areas side by side: markup that is never changed once drawn."""

    def __init__(
        self, profiles: Sequence[Profile], rows: Sequence[Side], trends: Trends, strategy: Strategy
    ) -> None:
        self.profiles, self.rows = tuple(profiles), tuple(rows)
        self._trends, self._strategy = trends, strategy

    @property
    def trends(self) -> tuple[Mapping[str, Tested], ...]:
        """Each area's trends by key figure."""
        return tuple(self._trends(profile) for profile in self.profiles)

    @cached_property
    def table(self) -> str:
        """The table as HTML, the trends in it."""
        return side_table(self.rows, self.profiles, self.trends, self._strategy)
