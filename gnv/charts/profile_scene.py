"""All that an area's profile is drawn with, each part drawn when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from gnv import portrait, standing_words
from gnv.activities.form import Activity
from gnv.areas import Areas
from gnv.charts import profile_lists, profile_tables, spine_table
from gnv.charts.markup import html_text, links, node
from gnv.charts.picture import Frame
from gnv.charts.spine import spine_picture
from gnv.compare import Tested
from gnv.lenses import questions
from gnv.lessons import learn_from
from gnv.observations import Observations
from gnv.profile import Profile, weak_points
from gnv.reasons import Spread, Yardstick, reasons_against
from gnv.standing import Standing
from gnv.strategy import Strategy
from gnv.view import link
from gnv.words import SOURCE, value_text


class ProfileScene:
    """A profile as its page shows it: markup that is never changed once drawn.

    Attributes:
        own: the profile.
    """

    def __init__(
        self,
        own: Profile,
        strategy: Strategy,
        areas: Areas,
        observations: Observations,
        trends: Callable[[Profile], Mapping[str, Tested]] | None,
        activities: tuple[Activity, ...] = (),
    ) -> None:
        """Take what the scene is drawn of.

        Args:
            trends: what finds the trends of a profile; none where the scene is drawn before they are known.
            activities: all that stand.
        """
        self.own, self._strategy, self._areas, self._observations = own, strategy, areas, observations
        self._trends_of, self._activities = trends, activities

    @property
    def trends(self) -> Mapping[str, Tested]:
        """What moves; found when it is first asked for."""
        return self._trends_of(self.own) if self._trends_of else {}

    def untold(self) -> ProfileScene:
        """Return the scene without what it takes scipy to say."""
        return ProfileScene(self.own, self._strategy, self._areas, self._observations, None, self._activities)

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The years in which any of the key figures has a value, latest first."""
        found = {int(year) for each in self.own.standings for year, _ in each.series}
        return tuple(str(year) for year in sorted(found, reverse=True))

    @cached_property
    def summary(self) -> str:
        """The sentences that sum up the profile."""
        root = node(None, "div", class_="gnv-sammanfattning")
        lead, *rest = portrait.summary(self.own, self.trends if self._trends_of else None, self._areas)
        node(root, "p", lead, class_="huvud")
        for sentence in rest:
            node(root, "p", sentence)
        fetched = bool(self._observations.edition.provenance.groups)
        for hint in portrait.hints(self.own, fetched=fetched):
            said = node(root, "p", f"{hint} ", class_="not")
            node(said, "a", "Gå till Om", href="om")
        return html_text(root)

    @cached_property
    def lenses(self) -> str:
        """The lenses of each sub-goal, and the way to what is planned."""
        found = questions(self.own, self.trends)
        drawn = profile_lists.lenses(
            self.own, self._strategy.goals, found, self.trends, self._areas, self._activities
        )
        named = "Regional handlingsplan" if self.own.regional else f"Lokal plan, {self.own.name}"
        return drawn + links([(named, link("planer", kommun=self.own.code))])

    @cached_property
    def spine(self) -> str:
        """The spine chart as a table."""
        return spine_table.spine_table(self.own, self._strategy.goals, self._areas)

    def framed_spine(self) -> str:
        """Return the spine chart as SVG with heading and source, for a picture that leaves the page."""
        compared = portrait.compared_with(self.own, self._areas)
        year, whose = self.own.year or "senaste året", standing_words.WHOSE[self.own.gender]
        heading = ", ".join(part for part in (f"{self.own.name} mot {compared}", whose, year) if part)
        frame = Frame(heading, spine_table.reading_note(self.own))
        return spine_picture(
            spine_table.picture_blocks(self.own, self._strategy.goals, self._areas), heading, frame
        )

    @cached_property
    def deviations(self) -> str:
        """The most important deviations, both ways."""
        return profile_lists.deviations(self.own, self.trends, self._areas)

    @cached_property
    def lessons(self) -> str:
        """Whom to learn from; who has improved is among them, so that it takes the trends."""
        if self._trends_of is None:
            return profile_lists.lessons_awaited()
        found = [
            (weak, learn_from(weak, self._observations, self._areas, self.own.gender))
            for weak in weak_points(self.own)
        ]
        return profile_lists.lessons(self.own, found)

    @cached_property
    def genders(self) -> str:
        """Women and men."""
        return profile_tables.genders(self.own)

    @cached_property
    def changes(self) -> str:
        """What has changed since the strategy began."""
        return profile_tables.changes(self.own)

    @cached_property
    def reasons(self) -> str:
        """Why each key figure has its colour."""
        root = node(None, "div", class_="gnv-varfor-alla")
        for each in self.own.standings:
            if each.value is None:
                continue
            node(root, "h4", f"{each.indicator.short_name} {each.period}")
            steps = node(root, "ol", class_="gnv-varfor")
            for sentence in self._reasons_of(each):
                node(steps, "li", sentence)
        return html_text(root)

    def _reasons_of(self, each: Standing) -> tuple[str, ...]:
        name = self._areas.name(each.code)
        first = f"{name} har {value_text(each.indicator, each.value)}. {SOURCE}, {each.indicator.id}."
        if each.value is None or not each.reference or each.spread is None:
            why = standing_words.why_unplaced(self.own, each, self._areas)
            return first, f"{why[:1].upper()}{why[1:]}."
        basis = standing_words.comparator_basis(self.own.choice)
        yardstick = Yardstick(
            standing_words.comparator_name(each, self.own.choice, self._areas),
            each.against.value,
            basis,
            each.against.n if basis else None,
        )
        spread = Spread(each.spread, each.reference, each.reference_n)
        against = reasons_against(
            each.indicator, each.value, yardstick, each.against.position, spread, each.period
        )
        return (first, *against)
