"""What the local plans are drawn with: the county's map of coverage, a row per plan, and one area's plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from gnv import plan_words
from gnv.activities.coverage import Coverage, Covered, activities_of, coverage, coverage_of
from gnv.activities.form import Activity
from gnv.activities.overview import place_of
from gnv.activities.plan import Plan
from gnv.areas import REGION_DALARNA, Areas
from gnv.charts.choropleth import Cell, Key, choropleth
from gnv.charts.markup import Node, html_text, links, node
from gnv.charts.picture import Frame
from gnv.charts.projection import Shapes
from gnv.charts.table import header
from gnv.charts.theme import FILLS, MISSING_FILL, TEXTS
from gnv.compare.position import Position
from gnv.times import day_text
from gnv.view import link
from gnv.words import MISSING

SYMBOLS = {Coverage.VALID: "✓", Coverage.COMING: "○", Coverage.EXPIRED: "✗", Coverage.NONE: MISSING}
_POSITIONS = {
    Coverage.VALID: Position.BETTER,
    Coverage.COMING: Position.HIGHER,
    Coverage.EXPIRED: Position.WORSE,
    Coverage.NONE: Position.NONE,
}
_COLUMNS = (
    ("namn", "Kommun"),
    ("lage", "Läge"),
    ("plan", "Plan"),
    ("galler", "Gäller"),
    ("beslut", "Beslutad"),
    ("uppfoljd", "Senast uppföljd"),
)
_SOURCE = "Källa: de planer som har registrerats i tjänsten."
_TITLE = "Karta: vilka kommuner i Dalarna som har en gällande lokal plan"


class PlanScene:
    """What is drawn of the plans that stand, each part when it is first asked for.

    Attributes:
        covered: what each of the 15 has, by code.
        chosen: the code of the area that is chosen, empty for none.
        plans: its plans, those that hold first.
        any: whether any plan is registered at all.
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        activities: Sequence[Activity],
        chosen: str,
        areas: Areas,
        drawing: Shapes,
        today: dt.date,
    ) -> None:
        self._activities, self._areas, self._drawing, self._today = activities, areas, drawing, today
        self.chosen = chosen
        self.covered = coverage(plans, areas.dalarna, today)
        self._regional = coverage(plans, [REGION_DALARNA], today)
        self.any = bool(plans)
        self.plans = {**self.covered, **self._regional}[chosen].plans if chosen else ()

    @cached_property
    def map(self) -> str:
        """The county, each municipality by what it has."""
        return f'<div class="gnv-bilder">{self._map(None)}</div>'

    def framed_map(self) -> str:
        """Return the same as SVG with heading and source, for a picture that leaves the page."""
        return self._map(Frame(self.said[0], f"{_SOURCE} {plan_words.NONE_KNOWN}"))

    def _map(self, frame: Frame | None) -> str:
        return choropleth(
            self._drawing,
            self._areas.by_code,
            {code: _cell(each, self._today) for code, each in self.covered.items()},
            chosen=self.chosen,
            title=_TITLE,
            keys=self._keys(),
            keys_title="Lokal plan, med sista år",
            frame=frame,
        )

    def _keys(self) -> list[Key]:
        found = [each.coverage for each in self.covered.values()]
        return [
            Key(FILLS[_POSITIONS[each]], f"{SYMBOLS[each]} {_key_text(each)}, {found.count(each)}")
            for each in Coverage
            if each in found
        ]

    @property
    def said(self) -> list[str]:
        """How many have a plan that holds, and what the others have, a sentence for each."""
        headline = plan_words.coverage_headline(self.covered, self._today)
        return [headline, *plan_words.coverage_lines(self.covered, self._areas)]

    @cached_property
    def summary(self) -> str:
        """The same as HTML, below the page's name."""
        root = node(None, "div", class_="gnv-sammanfattning")
        node(root, "h1", "Planer")
        headline, *lines = self.said
        node(root, "p", headline, class_="huvud")
        for line in lines:
            node(root, "p", line)
        if any(each.coverage is Coverage.NONE for each in self.covered.values()):
            node(root, "p", plan_words.NONE_KNOWN, class_="not")
        return html_text(root)

    @cached_property
    def table(self) -> str:
        """A row per municipality and plan; those without a known plan have one too."""
        panel = node(None, "div", class_="gnv-panel")
        frame = node(panel, "div", class_="gnv-rulle")
        root = node(frame, "table", class_="gnv-tabell gnv-planer")
        node(root, "caption", f"Lokala planer per kommun, {day_text(self._today.isoformat())}")
        head = node(node(root, "thead"), "tr")
        for name, label in _COLUMNS:
            header(head, name, label, "text")
        body = node(root, "tbody")
        for code, plan in self.rows:
            self._row(body, code, plan)
        return html_text(panel)

    @property
    def rows(self) -> list[tuple[str, Plan | None]]:
        """Each municipality with each of its plans, those without a known one too; the region with its."""
        regional = {code: each for code, each in self._regional.items() if each.plans}
        return [
            (code, plan)
            for code, each in {**self.covered, **regional}.items()
            for plan in each.plans or (None,)
        ]

    def _row(self, body: Node, code: str, plan: Plan | None) -> None:
        row = node(
            body,
            "tr",
            data_area=code,
            class_="vald" if code == self.chosen else None,
            aria_current="true" if code == self.chosen else None,
        )
        name = self._areas.name(code)
        node(
            node(row, "th", scope="row", class_="namn", data_v=name),
            "button",
            name,
            type="button",
            data_area=code,
        )
        found = coverage_of(plan, self._today) if plan else Coverage.NONE
        cell = node(row, "td", class_="lage", data_v=str(list(Coverage).index(found)))
        mark = node(cell, "span", SYMBOLS[found], class_="symbol", aria_hidden="true")
        mark.set("style", f"color:{TEXTS[_POSITIONS[found]]}")
        mark.tail = f" {plan_words.STATE_WORDS.get(found, Coverage.NONE)}"
        if plan is None:
            for column, _ in _COLUMNS[2:]:
                node(row, "td", MISSING, class_=f"{column} saknas", data_v="")
            return
        _short(node(row, "td", class_="plan", data_v=plan.name), plan.name)
        self._validity(row, plan)
        decided = node(row, "td", class_="beslut", data_v=plan.decided or "")
        _short(decided, plan.decided_by or MISSING)
        if plan.decided:
            node(decided, "span", str(plan.decided), class_="dag")
        followed = plan.followed_up or ""
        node(row, "td", str(followed or MISSING), class_="uppfoljd", data_v=followed)

    def _validity(self, row: Node, plan: Plan) -> None:
        """Write a plan's days, so that a line breaks between them only."""
        cell = node(row, "td", class_="galler", data_v=plan.starts)
        for text in (f"{plan.starts}–", str(plan.ends or "tills vidare")):
            node(cell, "span", text, class_="dag")

    @cached_property
    def chosen_text(self) -> str:
        """The name of the chosen area, or how one is chosen; that there is no plan where there is none."""
        root = node(None, "div", class_="gnv-planval")
        if not self.chosen:
            how = "Välj en kommun i kartan eller tabellen för att läsa dess plan."
            node(root, "p", how if self.any else plan_words.WHAT_IT_IS, class_="not")
            return html_text(root)
        name = self._areas.name(self.chosen)
        node(root, "h2", name)
        if not self.plans:
            node(root, "p", plan_words.nothing_text(self.chosen, self._areas))
        onward = (
            (f"{name} i alla nyckeltal", link("kommun", kommun=self.chosen)),
            ("Aktiviteter", link("aktiviteter", kommun=self.chosen)),
        )
        return html_text(root) + links(onward)

    def facts(self, plan: Plan) -> str:
        """Return all that is known of a plan, with links to it and to its activities."""
        root = node(None, "div", class_="gnv-plan")
        node(root, "h3", plan.name)
        listed = node(root, "dl", class_="gnv-fakta")
        found = coverage_of(plan, self._today)
        validity = f"{plan_words.days_text(plan)} ({SYMBOLS[found]} {plan_words.STATE_WORDS[found]})"
        decided = plan_words.decided_text(plan.decided_by, plan.decided)
        followed = day_text(plan.followed_up.isoformat()) if plan.followed_up else "inte känt"
        for term, text in (
            ("Gäller", validity),
            ("Gäller för", plan_words.shared_text(plan, self._areas)),
            ("Beslutad av", "inte känt" if decided == MISSING else decided),
            ("Senast uppföljd", followed),
        ):
            _fact(listed, term, text)
        if plan.link:
            said = _fact(listed, "Länk", "" if plan.has_link else plan.link)
            if plan.has_link:
                node(said, "a", plan.link, href=plan.link, target="_blank", rel="noopener noreferrer")
        self._linked(listed, plan)
        return html_text(root)

    def _linked(self, listed: Node, plan: Plan) -> None:
        own = activities_of(plan, self._activities)
        if not own:
            _fact(listed, "Aktiviteter", "inga registrerade")
            return
        items = node(_fact(listed, "Aktiviteter", ""), "ul")
        for each in own:
            item = node(items, "li")
            node(
                item, "a", each.title, href=link("aktiviteter", aktivitet=place_of(each))
            ).tail = f", {each.state}"


def _short(parent: Node, text: str) -> None:
    """Add a text that is shown as its first lines; all of it stands where the area is chosen."""
    node(parent, "span", text, class_="kort", title=text)


def _cell(covered: Covered, day: dt.date) -> Cell:
    found = covered.coverage
    if not covered.plans:
        return Cell(MISSING_FILL, MISSING, str(Coverage.NONE), missing=True)
    plan = covered.plans[0]
    spoken = f"{found}: {plan.name}, {plan_words.validity_text(plan)}"
    return Cell(FILLS[_POSITIONS[found]], plan_words.year_text(plan, day), spoken, symbol=SYMBOLS[found])


def _key_text(found: Coverage) -> str:
    return plan_words.STATE_WORDS.get(found, str(Coverage.NONE))


def _fact(listed: Node, term: str, text: str) -> Node:
    """Add a fact and return where what it says stands."""
    pair = node(listed, "div")
    node(pair, "dt", term)
    return node(pair, "dd", text)
