"""All that a view of a measure is drawn with, each part drawn when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from gnv.activities.form import Activity
from gnv.areas import REGION_DALARNA, Areas
from gnv.charts import choropleth, score_table, strip, summary, table, trend
from gnv.charts.markup import html_text, links, node
from gnv.charts.meanwhile import meanwhile_list
from gnv.charts.picture import Frame
from gnv.charts.projection import Shapes
from gnv.sentences import age_sentence, course_heading, heading
from gnv.story import Story
from gnv.strategy import Strategy
from gnv.view import LEVEL, View, compared_code, link, visning_of
from gnv.words import ASSESSED_SOURCE, OWN_WORK, SOURCE, joined

MAP_HEIGHT = 640.0
REGION_MAP_HEIGHT = 470.0
_REGION_STYLE = choropleth.MapStyle(names=False, keys_below=False)


class Scene:
    """A story as a view shows it: markup that is never changed once drawn."""

    def __init__(
        self,
        story: Story,
        view: View,
        strategy: Strategy,
        areas: Areas,
        drawing: Shapes,
        activities: Sequence[Activity] = (),
    ) -> None:
        """Take what the scene is drawn of; the activities are those that stand beside its trend."""
        self.story, self.view, self._activities = story, view, activities
        self._strategy, self._areas, self._drawing = strategy, areas, drawing
        self._chosen = REGION_DALARNA if story.regional else view.kommun
        self._compared = compared_code(view) or ""
        self._level = visning_of(view, story.indicator) == LEVEL

    @property
    def _source(self) -> str:
        if self.story.indicator.self_assessed:
            return f"{ASSESSED_SOURCE}, {self.story.label}."
        return f"{SOURCE}, {self.story.indicator.id}, hämtat {joined(self.story.retrieved)}."

    @property
    def _map_source(self) -> str:
        return self._source if self._level else f"{self._source} Läge: {OWN_WORK}."

    @cached_property
    def map(self) -> str:
        """The map panel: the map, beside it the regions in order where there are regions."""
        strips = [self._strip(None)] if self.story.regional else []
        return self._panel(
            [self._map(None), *strips], f"{self._map_source} {age_sentence(self.story)}".strip()
        )

    def framed_map(self) -> str:
        """Return the map as SVG with heading and source, for a picture that leaves the page."""
        return self._map(Frame(heading(self.story), self._map_source))

    def _map(self, frame: Frame | None) -> str:
        story, level = self.story, self._level
        return choropleth.choropleth(
            self._drawing,
            self._areas.by_code,
            choropleth.level_cells(story) if level else choropleth.position_cells(story),
            chosen=self._chosen,
            compared=self._compared,
            title=f"Karta: {heading(story)}",
            keys=choropleth.level_keys(story) if level else choropleth.position_keys(story),
            keys_title=choropleth.legend_title(story, level=level),
            frame=frame,
            style=_REGION_STYLE if story.regional else choropleth.MapStyle(),
        )

    def framed_strip(self) -> str:
        """Return the regions in order as SVG with heading and source."""
        return self._strip(Frame(heading(self.story), f"{self._source} Läge och mitt: {OWN_WORK}."))

    def _strip(self, frame: Frame | None) -> str:
        return strip.strip(self.story, self._compared, frame)

    @cached_property
    def summary(self) -> str:
        """The sentences as HTML."""
        return summary.summary(self.story, self.view.kommun, self._areas)

    @cached_property
    def table(self) -> str:
        """The benchmarking table as HTML."""
        if self.story.indicator.self_assessed:
            return score_table.score_table(self.story, self._chosen)
        return table.benchmark_table(self.story, self._chosen, self._compared)

    @cached_property
    def lines(self) -> tuple[trend.TrendLine, ...]:
        """The trend's lines."""
        return trend.trend_lines(self.story, self._chosen, self._compared)

    @cached_property
    def trend(self) -> str:
        """The trend panel: where to read more, the chart and how to read it."""
        chart = trend.trend_chart(self.story, self.lines, self._strategy, activities=self._activities)
        note = f"{trend.trend_note(self.story)} {trend.trend_hint(self.story, self._chosen)}".strip()
        onward = "" if self.view.mote else links(self._onward())
        time = trend.time_scale(self.story, self._strategy, self.lines)
        goal = self.story.indicator.goal
        listed = meanwhile_list(self._activities, goal, self._chosen, self._areas, time)
        return f"{onward}<h3>Utveckling över tid</h3>{self._panel([chart], note)}{listed}"

    def _onward(self) -> list[tuple[str, str]]:
        """Return what the other pages say of the same: the measure in depth, and the area in all measures."""
        story, view = self.story, self.view
        if story.indicator.self_assessed:
            choices = {"delmal": str(view.delmal), "omg": story.period, "kommun": view.kommun}
            found = [("Mer om självskattningen", link("sjalvskattning", **choices))]
        else:
            choices = {"matt": view.matt, "ar": view.ar, "kon": view.kon, "kommun": view.kommun}
            found = [("Mer om nyckeltalet", link("nyckeltal", **choices))]
        whose = view.kommun or (REGION_DALARNA if story.regional else "")
        if whose:
            found.append((f"{self._areas.name(whose)} i alla nyckeltal", link("kommun", kommun=whose)))
        return found

    def framed_trend(self) -> str:
        """Return the trend as SVG with heading and source, for a picture that leaves the page."""
        own = "" if self.story.indicator.self_assessed else f"Medel och mitt: {OWN_WORK}. "
        source = f"{self._source} {own}{trend.trend_note(self.story)}".strip()
        frame = Frame(course_heading(self.story), source)
        return trend.trend_chart(self.story, self.lines, self._strategy, frame)

    @cached_property
    def trend_table(self) -> str:
        """The trend's values as an HTML table."""
        headings, rows = trend.trend_table(self.story, self.lines)
        return table.plain_table(headings, rows, course_heading(self.story))

    @staticmethod
    def _panel(pictures: list[str], note: str) -> str:
        """Return finished pictures side by side with a note below, where there is one."""
        said = html_text(node(None, "p", note, class_="not")) if note else ""
        return f'<div class="gnv-bilder">{"".join(pictures)}</div>{said}'
