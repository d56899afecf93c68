"""All that a view of a measure is drawn with, each part drawn when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from gnv.areas import REGION_DALARNA, Areas
from gnv.charts import choropleth, strip, summary, table, trend
from gnv.charts.projection import Shapes
from gnv.story import Story, heading
from gnv.strategy import Strategy
from gnv.view import LEVEL, View, compared_code, visning_of
from gnv.words import OWN_WORK, SOURCE

MAP_HEIGHT = 640.0
REGION_MAP_HEIGHT = 470.0
TREND_HEIGHT = 300
_MEETING_TREND_HEIGHT = 340
_TEXT_SIZE, _MEETING_TEXT_SIZE = 14, 19
_REGION_STYLE = choropleth.MapStyle(texts=False, keys_below=False)


class Scene:
    """A story as a view shows it: markup and specifications, never changed once drawn."""

    def __init__(
        self, story: Story, view: View, strategy: Strategy, areas: Areas, drawing: Shapes
    ) -> None:
        self.story, self.view = story, view
        self._strategy, self._areas, self._drawing = strategy, areas, drawing
        self._size = _MEETING_TEXT_SIZE if view.mote else _TEXT_SIZE
        self._chosen = REGION_DALARNA if story.regional else view.kommun

    @cached_property
    def map(self) -> str:
        """The map as SVG, for the page."""
        return self._map(None)

    def framed_map(self) -> str:
        """Return the map as SVG with heading and source, for a picture that leaves the page."""
        return self._map((heading(self.story), f"{SOURCE}. Läge: {OWN_WORK}."))

    def _map(self, frame: tuple[str, str] | None) -> str:
        story = self.story
        level = visning_of(self.view, story.indicator) == LEVEL
        return choropleth.choropleth(
            self._drawing,
            self._areas.by_code,
            choropleth.level_cells(story) if level else choropleth.position_cells(story),
            chosen=self._chosen,
            title=f"Karta: {heading(story)}",
            keys=choropleth.level_keys(story) if level else choropleth.position_keys(story),
            keys_title=choropleth.legend_title(story, level=level),
            frame=frame,
            style=_REGION_STYLE if story.regional else choropleth.MapStyle(),
        )

    @cached_property
    def summary(self) -> str:
        """The sentences as HTML."""
        return summary.summary(self.story, self.view.kommun, self._areas)

    @cached_property
    def table(self) -> str:
        """The benchmarking table as HTML."""
        return table.benchmark_table(self.story, self._chosen)

    @cached_property
    def lines(self) -> tuple[trend.TrendLine, ...]:
        """The trend's lines."""
        return trend.trend_lines(self.story, self.view.kommun or None, compared_code(self.view))

    @cached_property
    def trend(self) -> dict[str, Any]:
        """The trend as Vega-Lite, for the page."""
        height = _MEETING_TREND_HEIGHT if self.view.mote else TREND_HEIGHT
        return trend.trend_spec(
            self.story, self.lines, self._strategy, size=self._size, height=height
        )

    def framed_trend(self) -> dict[str, Any]:
        """Return the trend with heading and source, for a picture that leaves the page."""
        title = f"{heading(self.story)}. {SOURCE}"
        return trend.trend_spec(self.story, self.lines, self._strategy, title=title)

    @cached_property
    def trend_alt(self) -> str:
        """The trend in words."""
        return trend.trend_alt(self.story, self.lines)

    @cached_property
    def trend_table(self) -> str:
        """The trend's values as an HTML table."""
        headings, rows = trend.trend_table(self.story, self.lines)
        return table.plain_table(headings, rows, heading(self.story))

    @cached_property
    def strip(self) -> dict[str, Any]:
        """The regions in order as Vega-Lite, for the page."""
        return strip.strip_spec(self.story, size=self._size - 1)

    def framed_strip(self) -> dict[str, Any]:
        """Return the strip with heading and source, for a picture that leaves the page."""
        return strip.strip_spec(self.story, title=f"{heading(self.story)}. {SOURCE}")
