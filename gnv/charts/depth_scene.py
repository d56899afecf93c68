"""All that a key figure in depth is drawn with, each part drawn when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import pandas as pd

from gnv import explained
from gnv.activities.form import Activity
from gnv.areas import COUNTRY, REGION_DALARNA, Areas
from gnv.charts import gender, national_strip
from gnv.charts.depth_texts import bullets, facts_list, linked
from gnv.charts.development import Development
from gnv.charts.markup import html_text, node
from gnv.charts.picture import Frame
from gnv.charts.table import plain_table
from gnv.depth import Gendered, Move, Refreshed, gendered, jumping, jumps_of, years_missed, years_without
from gnv.observations import Observations
from gnv.sentences import heading
from gnv.story import Story
from gnv.strategy import Strategy
from gnv.view import ONE_CHART, View, compared_code, link
from gnv.words import OWN_WORK, SOURCE, joined


class DepthScene:
    """A key figure as a view shows it in depth: markup that is never changed once drawn."""

    def __init__(
        self,
        story: Story,
        view: View,
        strategy: Strategy,
        areas: Areas,
        observations: Observations,
        examined: Callable[[], pd.DataFrame],
        sweden: Callable[[], Story],
        moves: Callable[[], Mapping[str, Move]],
        activities: Sequence[Activity] = (),
    ) -> None:
        """Take what the scene is drawn of.

        Args:
            story: the key figure in the year and gender shown.
            view: whom it is shown for, beside whom, and as which diagram.
            observations: of the same edition.
            examined: all that can be said of the areas' values (`gnv.standing.examine`).
            sweden: the story of all of Sweden's areas (`gnv.charts.national.of_sweden`).
            moves: how the areas have moved (`gnv.depth.moves`).
            activities: those that stand beside the trend of the area in front.
        """
        self.story, self.view = story, view
        self._strategy, self._areas, self._observations = strategy, areas, observations
        self._examined, self._sweden = examined, sweden
        self.front = REGION_DALARNA if story.regional else view.kommun
        self._beside = compared_code(view) or ""
        self.development = Development(
            story,
            self.front,
            self._beside,
            strategy,
            areas,
            observations,
            moves,
            one_chart=view.diagram == ONE_CHART,
            activities=activities,
        )

    @cached_property
    def others(self) -> tuple[float, ...]:
        """The values of Sweden's areas beyond those of the story."""
        own = {line.code for line in self.story.lines}
        return tuple(line.value or 0.0 for line in self._sweden().with_value if line.code not in own)

    @cached_property
    def facts(self) -> str:
        """What is known of the key figure, as an HTML list of terms."""
        return facts_list(
            explained.facts(
                self.story.indicator, self._observations.edition.provenance, self.story.today, self.story
            )
        )

    @property
    def _source(self) -> str:
        return f"{SOURCE}, {self.story.indicator.id}, hämtat {joined(self.story.retrieved)}."

    @cached_property
    def spread(self) -> str:
        """The panel of the spread in Sweden."""
        note = node(None, "p", class_="not")
        linked(note, national_strip.strip_note(self.story, self.others))
        return self._strip(None) + html_text(note)

    def framed_spread(self) -> str:
        """Return the spread as SVG with heading and source."""
        source = (
            f"{self._source} Läge och mitt: {OWN_WORK}. {national_strip.strip_note(self.story, self.others)}"
        )
        return self._strip(Frame(heading(self.story), source))

    def _strip(self, frame: Frame | None) -> str:
        return national_strip.national_strip(self.story, self.others, self.front, self._beside, frame)

    @cached_property
    def genders(self) -> Gendered | None:
        """Women and men of the area in front; where it has none, of Riket or Region Dalarna."""
        stands_in = (REGION_DALARNA, COUNTRY) if self.story.regional else (COUNTRY,)
        codes = dict.fromkeys(code for code in (self.front, *stands_in) if code)
        return gendered(self.story.indicator, self._observations, codes)

    @cached_property
    def gender(self) -> str:
        """The panel of women and men."""
        found, story = self.genders, self.story
        root = node(None, "div")
        if found is None:
            fetched = story.indicator.id in self._observations.edition.provenance.listed
            why = explained.gender_absent(story.indicator, fetched=fetched)
            linked(node(root, "p", class_="gnv-tomt"), why)
            return html_text(root)
        name = self._areas.name(found.code)
        if self.front and found.code != self.front:
            whose = self._areas.name(self.front)
            node(root, "p", f"{whose} har inga värden för både kvinnor och män. {name} visas i stället.")
        elif not self.front:
            node(root, "p", f"{name} visas. Välj en kommun för att se dess kvinnor och män.")
        node(root, "p", explained.gender_sentence(story, found, name), class_="huvud")
        drawn = gender.gender_chart(story, found, name, self._strategy)
        said = "Skillnaden är kvinnors värde minus mäns, samma år, utan omdöme."
        return html_text(root) + drawn + html_text(node(None, "p", said, class_="not"))

    @cached_property
    def gender_table(self) -> str:
        """Women and men by year, as an HTML table; only where there are some."""
        if self.genders is None:
            return ""
        headings, rows = gender.gender_table(self.story, self.genders)
        name = f"{self.story.indicator.name}, {self._areas.name(self.genders.code)}"
        return plain_table(headings, rows, name)

    def framed_gender(self) -> str:
        """Return women and men as SVG with heading and source; only where there are some."""
        if self.genders is None:
            return ""
        name = self._areas.name(self.genders.code)
        source = f"{SOURCE}, {self.story.indicator.id}. Skillnad: {OWN_WORK}."
        frame = Frame(f"{self.story.indicator.name}, {name}", source)
        return gender.gender_chart(self.story, self.genders, name, self._strategy, frame)

    @cached_property
    def remarks(self) -> str:
        """What to know of the series, as an HTML list."""
        story, examined = self.story, self._examined()
        leapt = jumping(examined, story.period)
        said = explained.remarks(story, self._areas.name, without=years_without(story.periods), jumping=leapt)
        line = story.line(self.front)
        if line is not None:
            missed, jumps = years_missed(story, line.series), jumps_of(examined, line.code)
            said += explained.own_remarks(story, line, missed, jumps, jumping=bool(leapt))
        return bullets(dict.fromkeys(said)) if said else ""

    @property
    def onward(self) -> str:
        """A link to all key figures of the chosen area, else the one in front; empty where there is none."""
        code = self.view.kommun or self.front
        if not code:
            return ""
        root = node(None, "p", class_="gnv-vidare")
        jfr = "" if self.view.jfr == "mitten" else self.view.jfr
        kon = "" if self.story.gender == "T" else self.story.gender
        address = link("kommun", kommun=code, jfr=jfr, kon=kon)
        node(root, "a", f"{self._areas.name(code)} i alla nyckeltal", href=address)
        return html_text(root)

    def revisions(self, refreshed: Refreshed | None) -> str:
        """Return what the latest refresh changed in the key figure, as an HTML list."""
        return bullets(dict.fromkeys(explained.revisions(refreshed, self._areas)))
