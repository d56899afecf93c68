"""Analyses as HTML: beside their figure, and an area's own in a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gnv.analyses.form import COUNTY, Analysis
from gnv.areas import REGION_DALARNA, Areas
from gnv.charts.markup import Node, html_text, node
from gnv.strategy import SELF_ASSESSMENT
from gnv.view import link

HEADING = "Analys"
_WHOSE = "Områdenas egna ord om vad som ligger bakom. Siffrorna säger inte varför."


def place_name(area: str, areas: Areas) -> str:
    """Return whose an analysis is: a municipality's, Region Dalarna's or the whole county's."""
    return "Hela länet" if area == COUNTY else areas.name(area)


def text_list(form: Analysis) -> str:
    """Return an analysis's texts alone."""
    root = node(None, "div", class_="gnv-analys")
    _texts(root, form)
    return html_text(root)


def beside_figure(shown: Sequence[Analysis], others: Sequence[Analysis], areas: Areas) -> str:
    """Return the analyses of a figure, and links to those of other areas and years; empty for none.

    Args:
        shown: of the area and the year that are shown, and the county's.
        others: of the same figure, for other areas and years.
        areas: whose names are told.
    """
    if not shown and not others:
        return ""
    root = node(None, "section", class_="gnv-panel gnv-analys")
    node(root, "h2", HEADING)
    node(root, "p", _WHOSE, class_="not")
    for each in shown:
        node(root, "h3", f"{place_name(each.area, areas)} {each.year}")
        _texts(root, each)
    if others:
        _others(root, others, areas, "Andra områden och år" if shown else "Inget här, men för")
    return html_text(root)


def of_area(found: Sequence[Analysis], names: Mapping[str, str], areas: Areas) -> str:
    """Return an area's analyses, each with a link to its figure; empty for none.

    Args:
        found: the area's, in the order in which they are shown.
        names: what can be analysed, id to name (`gnv.analyses.form.topics`).
        areas: whose names are told.
    """
    if not found:
        return ""
    root = node(None, "section", class_="gnv-panel gnv-analys")
    node(root, "h2", "Analyser")
    node(root, "p", _WHOSE, class_="not")
    for each in found:
        heading = node(root, "h3")
        node(heading, "a", names.get(each.about, each.name), href=_address(each))
        whose = f", {place_name(each.area, areas).lower()}" if each.area == COUNTY else ""
        node(heading, "small", f" {each.year}{whose}")
        _texts(root, each)
    return html_text(root)


def _texts(root: Node, form: Analysis) -> None:
    listed = node(root, "dl")
    for name, said in form.texts.items():
        node(listed, "dt", name)
        node(listed, "dd", said)


def _others(root: Node, others: Iterable[Analysis], areas: Areas, lead: str) -> None:
    line = node(root, "p", f"{lead}: ", class_="not")
    last: Node | None = None
    for each in others:
        if last is not None:
            last.tail = ", "
        last = node(line, "a", f"{place_name(each.area, areas)} {each.year}", href=_address(each))
    if last is not None:
        last.tail = "."


def _address(form: Analysis) -> str:
    """Return where the figure of an analysis is shown, in its area and year."""
    code = "" if form.area == COUNTY else form.area
    if form.about.startswith(SELF_ASSESSMENT):
        return link("sjalvskattning", delmal=form.about.rpartition("-")[2], kommun=code)
    return link("nyckeltal", matt=form.about, kommun=code if code != REGION_DALARNA else "", ar=form.year)
