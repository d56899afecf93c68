"""All that the self-assessment's results are drawn with, each part drawn when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from gnv import impressions
from gnv.areas import REGION_DALARNA, Areas
from gnv.assessment.outcome import COUNTY, Outcome
from gnv.charts import choropleth, rating_maps, rating_table, spread, trend
from gnv.charts.markup import html_text, node
from gnv.charts.picture import Frame
from gnv.charts.projection import Shapes
from gnv.charts.table import plain_table
from gnv.reasons import reasons
from gnv.sentences import area_sentences, county_sentences, course_heading, region_sentence
from gnv.story import Story
from gnv.strategy import Strategy
from gnv.view import View
from gnv.words import ASSESSED_SOURCE, scale_text


class RatingScene:
    """A round's results as a view shows them: markup that is never changed once drawn.

    Attributes:
        result: the round's facts.
        stories: per sub-goal, its self-assessment over the rounds.
        view: the choices that it is drawn for.
    """

    def __init__(
        self,
        result: Outcome,
        stories: Mapping[int, Story],
        view: View,
        strategy: Strategy,
        areas: Areas,
        drawing: Shapes,
        small: Shapes,
    ) -> None:
        self.result, self.stories, self.view = result, stories, view
        self.goals = strategy.goals
        self._strategy, self._areas, self._drawing, self._small = strategy, areas, drawing, small
        self._goal = strategy.goal(view.delmal)
        self._story = stories[view.delmal]
        # Where none but units that serve the whole county have answered, they are what there is to see.
        self._area = view.kommun or (COUNTY if result.answered else REGION_DALARNA)

    @property
    def source(self) -> str:
        """Where the figures come from; that they are invented, where they are."""
        said = f"{ASSESSED_SOURCE}, {self._story.label}."
        return f"{impressions.EXAMPLE}. {said}" if self.view.exempel else said

    @property
    def area_name(self) -> str:
        """What the area shown beside the map is called."""
        return impressions.area_name(self._areas, self._area)

    @cached_property
    def map(self) -> str:
        """The map panel of the chosen sub-goal."""
        return self._panel(self._map(None), f"{self.source} Inom parentes: antal verksamheter.")

    def framed_map(self) -> str:
        """Return the map as SVG with heading and source, for a picture that leaves the page."""
        note = f"{self.source} Inom parentes: antal verksamheter."
        return self._map(Frame(impressions.heading(self.result, self._goal), note))

    def _map(self, frame: Frame | None) -> str:
        return choropleth.choropleth(
            self._drawing,
            self._areas.by_code,
            rating_maps.cells(self.result, self._goal.number),
            chosen=self.view.kommun,
            title=f"Karta: {impressions.heading(self.result, self._goal)}",
            keys=choropleth.level_keys(self._story),
            keys_title=choropleth.legend_title(self._story, level=True),
            frame=frame,
        )

    @cached_property
    def small_maps(self) -> str:
        """The five sub-goals' maps as HTML."""
        alts = {goal.number: " ".join(county_sentences(self.stories[goal.number])[:2]) for goal in self.goals}
        return rating_maps.small_maps(self._small, self.result, self.goals, alts)

    def framed_small_maps(self) -> str:
        """Return the five maps as one SVG with heading and source."""
        heading = f"Självskattning per delmål, {self._story.label}"
        note = f"Skalan {scale_text(self.result.scale)}, ljust är lågt; grått är ej besvarat."
        frame = Frame(heading, f"{self.source} {note}")
        return rating_maps.small_maps_picture(self._small, self.result, self.goals, heading, frame)

    @cached_property
    def summary(self) -> str:
        """The sentences as HTML: the county's, then the chosen area's."""
        root = node(None, "div", class_="gnv-sammanfattning")
        lead, *rest = county_sentences(self._story)
        node(root, "p", lead, class_="huvud")
        number = self._goal.number
        rest += [
            impressions.county_agreement(self.result, number),
            impressions.county_change(self.result, number),
        ]
        node(root, "p", " ".join(filter(None, rest)))
        own = self._own_sentences()
        if own:
            node(root, "p", " ".join(filter(None, own)), class_="vald")
        return html_text(root)

    def _own_sentences(self) -> tuple[str, ...]:
        area, number = self.view.kommun, self._goal.number
        if not area:
            return ()
        said = area_sentences(self._story, area) or (region_sentence(self._story),)
        more = (impressions.area_level, impressions.principals)
        return (said[0], *(tell(self.result, area, number) for tell in more), *said[1:])

    def reasons(self) -> tuple[str, ...]:
        """Return why the chosen area, or where none is chosen the map, has its colours."""
        said = reasons(self._story, self.view.kommun, level=True)
        return (f"{impressions.EXAMPLE}.", *said) if self.view.exempel else said

    @cached_property
    def spread(self) -> str:
        """The units' spread: the chart and how to read it."""
        title = node(None, "h2", f"Hur verksamheterna svarar: {self.area_name}")
        note = f"Varje prick är en verksamhet, strecket är medel. {impressions.WEIGHTS}"
        return html_text(title) + self._panel(self._spread(None), note)

    def framed_spread(self) -> str:
        """Return the spread as SVG with heading and source."""
        heading = f"Hur verksamheterna svarar: {self.area_name}, {self._story.label}"
        note = f"{self.source} Varje prick är en verksamhet, strecket är medel."
        return self._spread(Frame(heading, note))

    def _spread(self, frame: Frame | None) -> str:
        said = [
            f"{goal.name}: {impressions.score_words(self.result, self.result.score(self._area, goal.number))}"
            for goal in self.goals
        ]
        name = f"Verksamheternas poäng, {self.area_name}. {'; '.join(said)}."
        return spread.spread(self.result, self._area, self.goals, self._goal.number, name, frame)

    @cached_property
    def units(self) -> str:
        """The area's units and their scores as an HTML table."""
        headings, rows = rating_table.unit_rows(self.result, self._areas, self.goals, self._area)
        return plain_table(headings, rows, f"Verksamheternas poäng, {self.area_name}, {self._story.label}")

    @cached_property
    def lines(self) -> tuple[trend.TrendLine, ...]:
        """The lines of the chart over rounds."""
        return trend.trend_lines(self._story, self._area)

    @cached_property
    def trend(self) -> str:
        """The rounds: the chart and how to read it."""
        chart = trend.trend_chart(self._story, self.lines, self._strategy)
        return f"<h2>Omgångarna</h2>{self._panel(chart, self._trend_note)}"

    @property
    def _trend_note(self) -> str:
        coverage = impressions.rounds_coverage(self.result, self._goal.number)
        return f"{trend.trend_note(self._story)} {coverage}".strip()

    def framed_trend(self) -> str:
        """Return the rounds as SVG with heading and source."""
        frame = Frame(course_heading(self._story), f"{self.source} {self._trend_note}".strip())
        return trend.trend_chart(self._story, self.lines, self._strategy, frame)

    @cached_property
    def trend_table(self) -> str:
        """The rounds as an HTML table."""
        headings, rows = trend.trend_table(self._story, self.lines)
        return plain_table(headings, rows, course_heading(self._story))

    @cached_property
    def table(self) -> str:
        """The table of all municipalities and sub-goals as HTML."""
        source = f"{self.source} {impressions.AGREEMENT}"
        return rating_table.rating_table(
            self.result, self._areas, self.goals, self.view.kommun, self._goal.number, source
        )

    @cached_property
    def coverage(self) -> str:
        """Who has answered and who has not, in words, as HTML."""
        root = node(None, "div", class_="gnv-tackning")
        node(root, "h2", "Vilka har svarat")
        for sentence in (*impressions.coverage(self.result, self._areas), impressions.silence(self.result)):
            if sentence:
                node(root, "p", sentence)
        return html_text(root)

    @cached_property
    def silent(self) -> str:
        """The units that have not answered as an HTML table."""
        headings, rows = rating_table.silent_rows(self.result, self._areas, self._area)
        return plain_table(headings, rows, f"Har inte svarat, {self.area_name}, {self._story.label}")

    @cached_property
    def comments(self) -> str:
        """What the area's units have written, as an HTML table; empty where they have written nothing."""
        headings, rows = rating_table.comment_rows(self.result, self._areas, self.goals, self._area)
        name = f"Kommentarer, {self.area_name}, {self._story.label}"
        return plain_table(headings, rows, name) if rows else ""

    @staticmethod
    def _panel(picture: str, note: str) -> str:
        """Return a finished picture with a note below, where there is one."""
        said = html_text(node(None, "p", note, class_="not")) if note else ""
        return f'<div class="gnv-bilder">{picture}</div>{said}'
