"""The tables of an area's profile: women and men, and what has changed since the strategy began."""

from __future__ import annotations

from collections.abc import Sequence

from gnv.charts.markup import Node, html_text, node
from gnv.charts.picture import Scale
from gnv.charts.profile_marks import figure_row, heading, keep_roles
from gnv.charts.theme import HAIRLINE, INK, MUTED, PAPER
from gnv.profile import Profile
from gnv.standing import Standing
from gnv.standing_words import STARTED, change_text, gap_text, jump_text, rolling_text, since_text
from gnv.strategy import Unit
from gnv.words import SOURCE, value_text

_WIDTH, _HEIGHT, _PAD = 150.0, 22.0, 8.0
_DIVIDED = (Unit.PERCENT, Unit.INDEX)


def genders(own: Profile) -> str:
    """Return women, men and the gap between them, per key figure that has both."""
    panel = node(None, "section", class_="gnv-panel")
    heading(panel, "Kvinnor och män")
    known = [each for each in own.standings if each.women is not None and each.men is not None]
    if not known:
        node(panel, "p", "Inget nyckeltal har värden för både kvinnor och män det året.", class_="not")
        return html_text(panel)
    root = node(panel, "table", class_="gnv-tabell kon")
    node(root, "caption", "Skillnaden är kvinnor − män, i nyckeltalets enhet, utan värdering")
    row = node(node(root, "thead"), "tr")
    heads = (("Nyckeltal", "namn"), ("År", "ar"), ("Kvinnor", "varde"), ("Män", "varde"))
    for name, class_ in (*heads, ("● kvinnor ○ män", "hantel"), ("Skillnad", "skillnad")):
        node(row, "th", name, scope="col", class_=class_)
    body = node(root, "tbody")
    for each in known:
        _gender_row(body, own, each, _scale(each, known))
    keep_roles(root)
    note = f"{SOURCE}. Prickarna: procent och index 0–100, annars från noll till det största värdet."
    node(panel, "p", note, class_="not")
    return html_text(panel)


def _gender_row(body: Node, own: Profile, each: Standing, x: Scale) -> None:
    row = figure_row(body, own, each)
    node(row, "td", value_text(each.indicator, each.women), class_="varde")
    node(row, "td", value_text(each.indicator, each.men), class_="varde")
    _dumbbell(node(row, "td", class_="hantel"), each, x)
    node(row, "td", gap_text(each), class_="skillnad")


def _scale(each: Standing, known: Sequence[Standing]) -> Scale:
    """Return the scale that a key figure shares with the others of its unit."""
    unit = each.indicator.unit
    alike = (other for other in known if other.indicator.unit is unit)
    most = 100.0 if unit in _DIVIDED else max(max(other.women or 0, other.men or 0) for other in alike)
    return Scale(0.0, most or 1.0, _PAD, _WIDTH - _PAD)


def _dumbbell(parent: Node, each: Standing, x: Scale) -> None:
    women, men = x(each.women or 0.0), x(each.men or 0.0)
    middle = _HEIGHT / 2
    picture = node(parent, "svg", viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}", class_="hantel", aria_hidden="true")
    node(picture, "path", d=f"M{_PAD:g} {middle:g}H{_WIDTH - _PAD:g}", stroke=HAIRLINE)
    node(picture, "path", d=f"M{women:.1f} {middle:g}H{men:.1f}", stroke=MUTED, stroke_width=3)
    for at, fill in ((men, PAPER), (women, INK)):
        node(
            picture, "circle", cx=f"{at:.1f}", cy=f"{middle:g}", r=5, fill=fill, stroke=INK, stroke_width=1.6
        )


def changes(own: Profile) -> str:
    """Return what has changed since the strategy began, and since the value before, in words."""
    panel = node(None, "section", class_="gnv-panel")
    heading(panel, "Sedan strategin började")
    known = [each for each in own.standings if each.value is not None]
    if not known:
        node(panel, "p", "Inget nyckeltal har ett värde det året.", class_="not")
        return html_text(panel)
    node(panel, "p", _since_lead(own, known))
    root = node(panel, "table", class_="gnv-tabell sedan")
    node(root, "caption", f"{STARTED[:1].upper()}{STARTED[1:]}; jämförs med det sista värdet 2018–2021")
    row = node(node(root, "thead"), "tr")
    heads = (("Nyckeltal", "namn"), ("År", "ar"), ("Sedan strategin började", ""), ("Senaste förändring", ""))
    for name, class_ in heads:
        node(row, "th", name, scope="col", class_=class_ or None)
    body = node(root, "tbody")
    for each in known:
        _change_row(body, own, each)
    keep_roles(root)
    return html_text(panel)


def _since_lead(own: Profile, known: Sequence[Standing]) -> str:
    told = [each for each in known if each.since is not None]
    if not told:
        return "Säger ännu inget om omställningen: inget nyckeltal har värden både före och efter starten."
    mine = [each for each in told if each.code == own.code]
    whose = "" if mine or own.regional else ", alla Region Dalarnas"
    early = any(int(each.period) <= own.starts for each in known)
    more = f" Värden från {own.starts} eller tidigare säger ännu inget om omställningen." if early else ""
    return (
        f"{len(told)} av {len(known)} nyckeltal har ett värde som kan jämföras med tiden före{whose}.{more}"
    )


def _change_row(body: Node, own: Profile, each: Standing) -> None:
    row = figure_row(body, own, each)
    node(row, "td", since_text(each), class_=None if each.since is not None else "saknas")
    cell = node(row, "td")
    rolling = each.indicator.rolling_years > 1
    cell.text = (f"Medel {rolling_text(each)}" if rolling else change_text(each)) or "–"
    jump = jump_text(each)
    if jump:
        node(cell, "small", jump, class_="hopp")
