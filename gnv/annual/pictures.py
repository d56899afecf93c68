"""The pictures of an annual report: the app's own charts, with captions in place of their frames."""

from __future__ import annotations

from functools import cached_property

from gnv.annual.facts import AnnualFacts
from gnv.areas import REGION_DALARNA
from gnv.charts import choropleth, rating_maps, strip, trend
from gnv.charts.choropleth import Cell, Key
from gnv.charts.projection import Shapes, shapes
from gnv.charts.rating_maps import SMALL_HEIGHT
from gnv.report.document import Picture
from gnv.sentences import county_sentences, course_heading, heading
from gnv.story import Story
from gnv.strategy import Direction
from gnv.words import ASSESSED_SOURCE, OWN_WORK, SOURCE, joined, scale_text

_MAP_WIDTH, _TREND_WIDTH, _STRIP_WIDTH = 0.72, 0.72, 0.52
_MAP_HEIGHT = 600.0  # so that its texts can be read in print


class Pictures:
    """Draws what a year's facts say."""

    def __init__(self, facts: AnnualFacts) -> None:
        self._facts = facts

    @cached_property
    def _large(self) -> Shapes:
        areas = self._facts.areas
        return shapes(areas.dalarna_outlines, areas.by_code, _MAP_HEIGHT)

    @cached_property
    def _small(self) -> Shapes:
        areas = self._facts.areas
        return shapes(areas.dalarna_outlines, areas.by_code, SMALL_HEIGHT, margin=2)

    def figure_map(self, story: Story) -> Picture:
        """Return the county's map of a municipal key figure: its position, or its level without one."""
        level = story.indicator.direction is Direction.NONE
        title = f"Karta: {heading(story)}"
        cells = choropleth.level_cells(story) if level else choropleth.position_cells(story)
        keys = choropleth.level_keys(story) if level else choropleth.position_keys(story)
        svg = self.county_map(title, cells, keys, choropleth.legend_title(story, level=level))
        own = "" if level else f" Läge: {OWN_WORK}."
        return Picture(
            svg,
            f"{title}. {' '.join(county_sentences(story))}",
            f"{heading(story)} i Dalarnas kommuner. {source(story)}{own}",
            _MAP_WIDTH,
        )

    def county_map(self, title: str, cells: dict[str, Cell], keys: tuple[Key, ...], keys_title: str) -> str:
        """Return the county's map of any classed areas as SVG."""
        names = self._facts.areas.by_code
        return choropleth.choropleth(self._large, names, cells, title=title, keys=keys, keys_title=keys_title)

    def coverage_map(
        self, title: str, cells: dict[str, Cell], keys: tuple[Key, ...], caption: str
    ) -> Picture:
        """Return the county's map of who has what."""
        said = "; ".join(f"{self._facts.areas.name(code)}: {cell.spoken}" for code, cell in cells.items())
        return Picture(self.county_map(title, cells, keys, ""), f"{title}. {said}.", caption, _MAP_WIDTH)

    def course(self, story: Story) -> Picture:
        """Return a measure over time."""
        chosen = REGION_DALARNA if story.regional or story.course.region else ""
        lines = trend.trend_lines(story, chosen)
        own = "" if story.indicator.self_assessed else f" Medel och mitt: {OWN_WORK}."
        note = trend.trend_note(story)
        return Picture(
            trend.trend_chart(story, lines, self._facts.strategy),
            trend.trend_alt(story, lines),
            f"{course_heading(story)} över tid. {note} {source(story)}{own}".replace("  ", " "),
            _TREND_WIDTH,
        )

    def regions(self, story: Story) -> Picture:
        """Return the regions in order."""
        caption = f"{heading(story)} i regionerna. {source(story)} Läge och mitt: {OWN_WORK}."
        return Picture(strip.strip(story), strip.strip_alt(story), caption, _STRIP_WIDTH)

    def self_assessment(self) -> Picture:
        """Return the sub-goals' self-assessment as small maps."""
        facts, result = self._facts, self._facts.outcome
        said = [" ".join(county_sentences(story)[:2]) for story in facts.ratings.values()]
        label = next(iter(facts.ratings.values())).label
        name = f"Självskattning per delmål, {label}"
        svg = rating_maps.small_maps_picture(self._small, result, facts.strategy.goals, name)
        scale = f"Skalan {scale_text(result.scale)}, ljust är lågt; grått är ej besvarat."
        return Picture(svg, f"{name}. {' '.join(said)}", f"{name}. {scale} {ASSESSED_SOURCE}, {label}.")


def source(story: Story) -> str:
    """Return where a story's figures come from and when they were fetched."""
    if story.indicator.self_assessed:
        return f"{ASSESSED_SOURCE}, {story.label}."
    if not story.retrieved:
        return f"{SOURCE}, {story.indicator.id}."
    return f"{SOURCE}, {story.indicator.id}, hämtat {joined(story.retrieved)}."
