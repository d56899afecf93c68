"""How every area has developed: small multiples, or one chart with the others behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from gnv import explained
from gnv.activities.form import Activity
from gnv.areas import COUNTRY, REGION_DALARNA, Areas
from gnv.charts import multiples, trend
from gnv.charts.markup import html_text, node
from gnv.charts.meanwhile import meanwhile_list
from gnv.charts.multiples import Behind, Panel
from gnv.charts.picture import Frame
from gnv.charts.table import plain_table
from gnv.charts.theme import COMPARED, MUTED, TEXTS
from gnv.charts.trend import TrendLine
from gnv.compare import Position
from gnv.depth import Move
from gnv.explained import Moved, moved
from gnv.measured import series_of
from gnv.observations import Observations
from gnv.sentences import course_heading
from gnv.story import Line, Story
from gnv.strategy import Direction, Indicator, Strategy
from gnv.words import COUNTY_MEAN, OWN_WORK, SOURCE, joined, value_text

_READ = {"förbättras": Position.BETTER, "försämras": Position.WORSE}


class Development:
    """The areas' lines, as small multiples or as one chart: markup that is never changed once drawn.

    Attributes:
        story: the key figure in the year and gender shown.
        front: code of the area in front; empty for none.
        one_chart: whether one chart is shown in place of the small multiples.
    """

    def __init__(
        self,
        story: Story,
        front: str,
        beside: str,
        strategy: Strategy,
        areas: Areas,
        observations: Observations,
        moves: Callable[[], Mapping[str, Move]],
        *,
        one_chart: bool,
        activities: Sequence[Activity] = (),
    ) -> None:
        """Take what is drawn.

        Args:
            beside: code of the area that is compared with; empty for none.
            moves: how the areas have moved, asked for where it is told.
            activities: what was done meanwhile for the area in front, shown beside the one chart.
        """
        self.story, self.front, self.one_chart = story, front, one_chart
        self._beside, self._strategy, self._areas = beside, strategy, areas
        self._observations, self._moves, self._activities = observations, moves, activities

    @cached_property
    def compared_line(self) -> TrendLine | None:
        """The line of the area that the view compares with, inside Dalarna or not."""
        code = self._beside
        if not code or code == self.front:
            return None
        line = self.story.line(code)
        series = line.series if line else ()
        if line is None:
            observed = self._observations.of(self.story.indicator.id, self.story.gender)
            series = series_of(observed.loc[observed["area"].eq(code)]).get(code, ())
        return TrendLine(self._areas.name(code), series, COMPARED, 2.2) if series else None

    @cached_property
    def _common(self) -> TrendLine | None:
        course = self.story.course
        name, series = (
            ("regionernas mitt (median)", course.middle)
            if self.story.regional
            else (COUNTY_MEAN, course.mean)
        )
        return TrendLine(name, series, MUTED, 2.0) if series else None

    @cached_property
    def shown_lines(self) -> tuple[Line, ...]:
        """The areas that have a diagram each: those that are ranked, the one in front among them.

        Region Dalarna stands first among the regions, and among the municipalities when it is chosen.
        """
        story = self.story
        if story.regional:
            return tuple(sorted(story.lines, key=lambda line: line.code != REGION_DALARNA))
        if self.front == REGION_DALARNA and story.course.region:
            return (self._region_line, *story.lines)
        return story.lines

    @property
    def _region_line(self) -> Line:
        """Region Dalarna as a line beside the municipalities, with whom it is not compared."""
        story = self.story
        status = self._observations.status_of_missing(
            story.indicator.id, story.gender, REGION_DALARNA, story.period, self._areas.regions
        )
        return replace(
            story.lines[0],
            code=REGION_DALARNA,
            name=story.region_name,
            value=story.region,
            status=status,
            position=Position.NONE,
            **dict.fromkeys(("difference", "to_national", "rank", "change", "change_from")),
            series=story.course.region,
        )

    @cached_property
    def panel(self) -> str:
        """The small multiples, or the one chart, with how each area has moved."""
        return self._panel(self._moves())

    @cached_property
    def untold(self) -> str:
        """The same without how the areas have moved, which takes scipy to say."""
        return self._panel(None)

    def _panel(self, moves: Mapping[str, Move] | None) -> str:
        story = self.story
        note = node(None, "p", class_="not")
        if self.one_chart:
            lines = self.chart_lines
            chart = trend.trend_chart(
                story, lines, self._strategy, behind=self._rest, activities=self._activities
            )
            time = trend.time_scale(story, self._strategy, lines)
            listed = meanwhile_list(self._activities, story.indicator.goal, self.front, self._areas, time)
            said = [self._chart_note, explained.choose_hint(story, self.front)]
            note.text = " ".join(each for each in said if each)
            return f'<div class="gnv-ett">{chart}{self._chart_moves(moves)}</div>{html_text(note)}{listed}'
        panels = self._panels(moves)
        name = multiples.multiples_alt(story, panels)
        drawn = multiples.multiples(story, panels, self._behind, self._strategy, name)
        said = [
            multiples.axes_note(story, self._behind, self._strategy),
            *explained.breaks(story.indicator),
            explained.moves_note(story),
            explained.choose_hint(story, self.front),
        ]
        note.text = " ".join(said)
        return drawn + html_text(note)

    @property
    def _behind(self) -> Behind:
        return Behind(self._common, self.compared_line)

    @property
    def panels(self) -> list[Panel]:
        """The areas' diagrams, with how each has moved."""
        return self._panels(self._moves())

    def _panels(self, moves: Mapping[str, Move] | None) -> list[Panel]:
        return [self._diagram(line, moves) for line in self.shown_lines]

    def _diagram(self, line: Line, moves: Mapping[str, Move] | None) -> Panel:
        story = self.story
        said = None if moves is None or line.code not in moves else moved(story.indicator, moves[line.code])
        if line.value is not None:
            value = f"{story.label}: {value_text(story.indicator, line.value)}"
        elif line.series:
            time, last = line.series[-1]
            value = f"{story.label_at(time)}: {value_text(story.indicator, last)}"
        else:
            value = str(line.status)
        return Panel(
            code=line.code,
            name=line.short_name,
            series=line.series,
            value=value,
            sign=said.sign if said else "",
            words=said.words if said else "" if moves is None else f"inget värde {story.label}",
            colour=_colour(story.indicator, said),
            chosen=line.code == self.front,
            compared=line.code == self._beside != self.front,
        )

    @cached_property
    def chart_lines(self) -> tuple[TrendLine, ...]:
        """The lines of the one chart: the area in front, the one beside it, the mean, Riket."""
        lines = trend.trend_lines(self.story, self.front)
        other = self.compared_line
        if other is None or self._beside == COUNTRY:
            return lines
        own = 1 if self.front and lines and lines[0].width > 2.5 else 0
        return (*lines[:own], other, *lines[own:])

    @property
    def _rest(self) -> tuple[Line, ...]:
        """The areas that stand behind the others in the one chart."""
        return tuple(line for line in self.story.lines if line.code not in (self.front, self._beside))

    @property
    def _chart_note(self) -> str:
        whose = "regionerna" if self.story.regional else "kommunerna"
        return " ".join([f"Tunna linjer: de andra {whose}.", *explained.breaks(self.story.indicator)])

    def _chart_moves(self, moves: Mapping[str, Move] | None) -> str:
        """Return, below the one chart, how each area has moved: the areas by what is said of them."""
        if moves is None:
            return ""
        root = node(None, "div", class_="gnv-rorelser")
        listed = node(root, "ul")
        by_words: dict[tuple[str, str], list[str]] = {}
        for panel in self._panels(moves):
            by_words.setdefault((panel.sign, panel.words), []).append(panel.name)
        single = self.story.indicator.rolling_years > 1
        for (sign, words), names in sorted(by_words.items(), key=lambda each: -len(each[1])):
            item = node(listed, "li")
            said = f"{joined(names)}: {words}" if single else f"{words}: {joined(names)}"
            node(item, "span", sign, class_="tecken", aria_hidden="true").tail = f" {said}"
        node(root, "p", explained.moves_note(self.story), class_="not")
        return html_text(root)

    @cached_property
    def table(self) -> str:
        """All areas' values by year, as an HTML table."""
        headings, rows = trend.trend_table(self.story, self.every_line)
        return plain_table(headings, rows, course_heading(self.story))

    @property
    def every_line(self) -> tuple[TrendLine, ...]:
        """Every area's line and what they are read beside."""
        areas = (TrendLine(line.name, line.series, MUTED, 1.0) for line in self.shown_lines if line.series)
        beside = (line for line in trend.trend_lines(self.story, "") if line.series)
        return (*areas, *beside)

    def framed(self) -> str:
        """Return the small multiples, or the one chart, as SVG with heading and source."""
        story = self.story
        own = f"Medel, mitt och trend: {OWN_WORK}."
        if self.one_chart:
            frame = Frame(course_heading(story), f"{self._source} {own} {self._chart_note}")
            return trend.trend_chart(story, self.chart_lines, self._strategy, frame, self._rest)
        note = multiples.axes_note(story, self._behind, self._strategy)
        source = f"{self._source} {own} {note} {explained.moves_note(story)}"
        frame = Frame(course_heading(story), source)
        return multiples.framed_multiples(story, self.panels, self._behind, self._strategy, frame)

    @property
    def _source(self) -> str:
        return f"{SOURCE}, {self.story.indicator.id}, hämtat {joined(self.story.retrieved)}."


def _colour(indicator: Indicator, said: Moved | None) -> str:
    """Return the colour of a move: as the direction reads it, violet where there is none."""
    if said is None or not said.read or said.sign not in ("↗", "↘"):
        return MUTED  # nothing that has been tested
    return TEXTS[Position.HIGHER if indicator.direction is Direction.NONE else _READ[said.read]]
