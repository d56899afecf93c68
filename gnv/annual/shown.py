"""The annual report as its page shows it: what it is frozen to, and its sections with their texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from gnv.annual.draft import draft
from gnv.annual.facts import AnnualFacts
from gnv.annual.prose import Text, put_text, read_text
from gnv.annual.sections import Section, sections
from gnv.charts.markup import Node, html_text, node
from gnv.frozen.report import Report
from gnv.frozen.texts import SectionText
from gnv.ledger.submissions import Standing
from gnv.problems import Problem
from gnv.strategy import Strategy
from gnv.times import day_text
from gnv.words import joined, number

_KINDS = {
    "självskattning": ("självskattning", "självskattningar"),
    "aktivitet": ("aktivitet", "aktiviteter"),
    "analys": ("analys", "analyser"),
    "lokal plan": ("lokal plan", "lokala planer"),
    "prioritering": ("prioritering", "prioriteringar"),
}
_SHORT_HASH = 8


@dataclass(frozen=True, eq=False)
class Annual:
    """A year's report.

    Attributes:
        year: that it is about.
        strategy: its sections are those of; the one that stands where the frozen one cannot be read.
        stood: what it is frozen to; none where it has not been begun.
        facts: of the year, as they are frozen or else stand; none where they cannot be read.
        problem: why they cannot.
        texts: what people have written in place of drafts, by the sections' ids.
        news: what has come since it was frozen, and would change it if it were frozen anew.
    """

    year: int
    strategy: Strategy
    stood: Standing[Report] | None
    facts: AnnualFacts | None
    problem: Problem | None
    texts: Mapping[str, Standing[SectionText]]
    news: tuple[str, ...] = ()

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in the report's order."""
        return sections(self.strategy)

    @property
    def drafted(self) -> bool:
        """Whether the drafts have been written, which takes a second."""
        return "drafts" in vars(self)

    @cached_property
    def drafts(self) -> Mapping[str, Text]:
        """The drafted text of every section, by its id; none where the facts cannot be read."""
        if self.facts is None:
            return {}
        return {each.id: draft(each, self.facts) for each in self.sections}

    def section(self, id_: str) -> Section | None:
        """Return the section of an id; none for an unknown one."""
        return next((each for each in self.sections if each.id == id_), None)

    def state(self, section: Section) -> str:
        """Return whether a section's text is drafted or edited, and of which figures."""
        found = self.texts.get(section.id)
        if found is None:
            return "Utkast"
        now = self.stood.submission if self.stood else 0
        return (
            "Redigerad" if found.form.report == now else "Redigerad före den senaste frysningen: läs igenom"
        )


def status_lines(annual: Annual) -> tuple[str, ...]:
    """Return what a report is frozen to, or that it is not, and what it is made from, in Swedish."""
    lines: list[str] = []
    if annual.stood is not None:
        lines.append(
            f"Påbörjad. Siffrorna är frysta {_day(annual.stood.form)}: samma berättelse ger samma siffror "
            "senare, vad som än laddas upp eller hämtas."
        )
        lines.append(_sources(annual.stood.form, annual.facts))
    elif annual.facts is not None:
        lines.append(
            f"Årsberättelsen för {annual.year} är inte påbörjad. Texterna nedan är utkast av det som gäller "
            "nu, och ändras när nya uppgifter kommer."
        )
    else:
        lines.append(
            f"Det går inte att se nu om årsberättelsen för {annual.year} är påbörjad. Inget av den är borta."
        )
    if annual.facts is not None:
        lines.append(_counts(annual.facts))
    if annual.news:
        lines.append(f"Nyare uppgifter finns, som inte är med: {joined(annual.news)}.")
    return tuple(lines)


def frozen_html(report: Report) -> str:
    """Return what a report was frozen to, as its history shows it."""
    return html_text(node(None, "p", f"Siffrorna frystes {_day(report)}. {_sources(report)}"))


def _day(report: Report) -> str:
    return day_text(report.day.isoformat())


def _sources(report: Report, facts: AnnualFacts | None = None) -> str:
    """Return which figures and which strategy a report is frozen to; of its facts when they were fetched."""
    fetched = facts.observations.edition.values["retrieved"].astype(str).max() if facts else ""
    when = f", de senaste hämtade {day_text(fetched)}" if fetched else ""
    edition = report.edition[:_SHORT_HASH] or "utan värden"
    return f"Koladas värden: utgåva {edition}{when}. Strategin: version {report.strategy_version}."


def _counts(facts: AnnualFacts) -> str:
    """Return how much a report is made from."""
    known = sum(bool(story.with_value) for story in facts.stories.values())
    own = sum(story.period == str(facts.year) for story in facts.stories.values())
    units = len(facts.outcome.units)
    parts = [
        f"{known} av {len(facts.strategy.indicators)} nyckeltal har värde, {own} av dem för {facts.year}",
        f"{number(units)} {'verksamhet' if units == 1 else 'verksamheter'} i självskattningen",
        _counted(len(facts.activities), "aktivitet"),
        _counted(len(facts.analyses), "analys"),
    ]
    return f"Underlaget: {joined(parts)}."


def changes(before: Report, now: Report, written: Counter[str]) -> tuple[str, ...]:
    """Return what freezing a report anew would take in, each in a few Swedish words.

    Args:
        before: what it is frozen to.
        now: what it would be.
        written: how much has been published or withdrawn meanwhile, by name of kind.
    """
    found = []
    if before.edition != now.edition:
        earlier = before.edition[:_SHORT_HASH] or "ingen"
        later = now.edition[:_SHORT_HASH] or "utan värden"
        found.append(f"nya värden från Kolada (utgåva {later}, förut {earlier})")
    if before.strategy_text != now.strategy_text:
        found.append(f"en ändrad strategi (version {now.strategy_version}, förut {before.strategy_version})")
    for kind, count in sorted(written.items()):
        found.append(_counted(count, kind, "ny eller ändrad " if count == 1 else "nya eller ändrade "))
    return tuple(found)


def _counted(count: int, kind: str, which: str = "") -> str:
    one, several = _KINDS.get(kind, (kind, kind))
    return f"{number(count)} {which}{one if count == 1 else several}"


def status_html(annual: Annual) -> str:
    """Return `status_lines` as HTML."""
    root = node(None, "div", class_="gnv-frysning", data_lage="fryst" if annual.stood else "utkast")
    for line in status_lines(annual):
        node(root, "p", line)
    return html_text(root)


def sections_html(
    annual: Annual, shown: Sequence[Section], *, may: bool, unsaved: Collection[str] = ()
) -> str:
    """Return sections in order, each with its text, its state and, for those who may, what edits it.

    Args:
        annual: the report.
        shown: some of its sections, one after another; a part's heading stands before its first one. Where
            they are all, links to them stand first.
        may: whether the person may edit.
        unsaved: ids of the sections that the person is writing and has not saved.
    """
    root = node(None, "div", class_="gnv-berattelse")
    if len(shown) == len(annual.sections):
        _contents(root, shown)
    firsts = _firsts(annual.sections)
    for each in shown:
        if each.id in firsts:
            node(root, "h2", each.part)
        _section(root, annual, each, may=may, unsaved=each.id in unsaved)
    return html_text(root)


def _contents(root: Node, shown: Sequence[Section]) -> None:
    """Put links to the sections, part by part."""
    folded = node(node(root, "nav", class_="innehall", aria_label="Avsnitt"), "details")
    node(folded, "summary", "Gå till ett avsnitt")
    listed = node(folded, "dl")
    for part, own in groupby(shown, key=lambda each: each.part):
        node(listed, "dt", part)
        links = node(listed, "dd")
        for each in own:
            node(links, "a", each.title, href=f"#avsnitt-{each.id}")


def heading_html(annual: Annual, section: Section) -> str:
    """Return the heading that stands above a section that is being edited, its part's before the first."""
    root = node(None, "div", class_="gnv-berattelse")
    if section.id in _firsts(annual.sections):
        node(root, "h2", section.part)
    _heading(root, annual, section)
    return html_text(root)


def _firsts(found: Iterable[Section]) -> set[str]:
    firsts: dict[str, str] = {}
    for each in found:
        firsts.setdefault(each.part, each.id)
    return set(firsts.values())


def _section(root: Node, annual: Annual, section: Section, *, may: bool, unsaved: bool) -> None:
    block = node(
        root,
        "section",
        class_="avsnitt",
        id=f"avsnitt-{section.id}",
        tabindex="-1",
        aria_label=section.title,
    )
    top = _heading(block, annual, section)
    if unsaved:
        node(top, "span", "Du har en text här som inte är sparad", class_="osparad")
    if may:
        verb, rest = ("Fortsätt", "med texten") if unsaved else ("Ändra", "texten")
        label = f"{verb} {rest} i {section.title}"
        node(top, "button", verb, type="button", data_area=section.id, aria_label=label)
    text = text_of(annual, section)
    if text is None:
        node(block, "p", "Utkastet kan inte göras nu.", class_="not")
    elif text:
        put_text(block, text)
    else:
        node(block, "p", "Avsnittet har inget att säga om året.", class_="not")


def _heading(parent: Node, annual: Annual, section: Section) -> Node:
    top = node(parent, "div", class_="topp")
    node(top, "h3", section.title)
    node(top, "span", annual.state(section), class_="lage")
    return top


def text_of(annual: Annual, section: Section) -> Text | None:
    """Return a section's text, as edited or else drafted; none where it cannot be drafted."""
    found = annual.texts.get(section.id)
    return annual.drafts.get(section.id) if found is None else read_text(found.form.text)
