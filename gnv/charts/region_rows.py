"""Dalarna among the regions as an HTML table: a row per key figure, with every region as a dot."""

from __future__ import annotations

from gnv.areas import REGION_DALARNA
from gnv.charts.cell_reasons import CLOSE, reasons_row
from gnv.charts.markup import Node, html_text, node
from gnv.charts.picture import Scale
from gnv.charts.sheet import CELL, cell_sentence, missing_reason, row_note
from gnv.charts.theme import BAND, FILLS, INK, MUTED, NATIONAL, OUTLINE, TEXTS
from gnv.compare import Position, position_symbol
from gnv.sheet import Sheet
from gnv.story import Line, Story
from gnv.view import link
from gnv.words import MISSING, OWN_WORK, SOURCE, difference_text, difference_unit, number, value_text

_WIDTH, _HEIGHT, _EDGE = 240.0, 30.0, 9.0
_COLUMNS = (
    ("namn", "Nyckeltal"),
    ("remsa", "Regionerna, varje prick en region"),
    ("varde", "Dalarna"),
    ("mitten", "Mitten"),
    ("riket", "Riket"),
    ("avstand", "Mot mitten"),
    ("lage", "Läge"),
)
_NOTE = (
    "Stor symbol: Region Dalarna. Grå zon: i nivå med mitten, så långt som är vanligt åt varje håll. "
    "Tunt streck: mitten. Kort lila streck: riket. Varje remsa har sin egen skala, från lägsta till "
    "högsta region."
)


def region_table(sheet: Sheet, measure: str, area: str) -> str:
    """Return the key figures that only regions have, with where Dalarna lies among them.

    Args:
        measure, area: the cell that is marked.
    """
    panel = node(None, "div", class_="gnv-panel")
    frame = node(
        panel, "div", class_="gnv-rulle", tabindex="0", role="region", aria_label="Dalarna bland regionerna"
    )
    root = node(frame, "table", class_="gnv-tabell regioner")
    node(root, "caption", "Region Dalarna bland Sveriges regioner", class_="gnv-dold")
    head = node(node(root, "thead"), "tr")
    for name, label in _COLUMNS:
        node(head, "th", label, class_=name, scope="col")
    body = node(root, "tbody")
    known = [story for story in sheet.regional if _own(story) is not None]
    for story in known:
        chosen = (story.indicator.id, REGION_DALARNA) == (measure, area)
        _row(body, story, chosen=chosen)
        if chosen:
            reasons_row(body, len(_COLUMNS), story, REGION_DALARNA, sheet.year)
    for story in sheet.regional:
        if story not in known:
            _empty_row(body, story)
    node(panel, "p", f"{_NOTE} {SOURCE} (värden, riket). {OWN_WORK} (mitten, läge).", class_="not")
    return html_text(panel)


def _own(story: Story) -> Line | None:
    """Return Dalarna's line where it has a value."""
    line = story.line(REGION_DALARNA)
    return line if line is not None and line.value is not None else None


def _name(row: Node, story: Story) -> None:
    cell = node(row, "th", scope="row", class_="namn")
    indicator = story.indicator
    kon = story.gender if story.gender != "T" else ""
    node(cell, "a", indicator.short_name, href=link("nyckeltal", matt=indicator.id, kon=kon), target="_self")
    node(cell, "small", f"Delmål {indicator.goal}. {row_note(story)}")


def _empty_row(body: Node, story: Story) -> None:
    row = node(body, "tr", class_="tom")
    _name(row, story)
    line = story.line(REGION_DALARNA)
    why = missing_reason(story, line.status) if line else MISSING
    node(row, "td", f"Inget värde: {why}.", class_="saknas", colspan=len(_COLUMNS) - 1)


def _row(body: Node, story: Story, *, chosen: bool) -> None:
    indicator, line = story.indicator, _own(story)
    if line is None:
        return
    row = node(body, "tr", class_="vald" if chosen else None)
    _name(row, story)
    _strip(node(row, "td", class_="remsa"), story, line)
    node(row, "td", value_text(indicator, line.value), class_="varde")
    middle = node(row, "td", value_text(indicator, story.middle), class_="mitten")
    if story.reference_n:
        node(middle, "small", f"n\u00a0{story.reference_n}")
    node(row, "td", value_text(indicator, story.national), class_="riket")
    _distance(row, story, line)
    _position(row, story, line, chosen=chosen)


def _distance(row: Node, story: Story, line: Line) -> None:
    cell = node(row, "td", difference_text(story.indicator, line.difference), class_="avstand")
    if line.difference is not None and (unit := difference_unit(story.indicator, line.difference)):
        node(cell, "small", unit)


def _position(row: Node, story: Story, line: Line, *, chosen: bool) -> None:
    """Add the position in words; choosing it tells why."""
    said = cell_sentence(story, line)
    button = node(
        node(row, "td", class_="lage"),
        "button",
        type="button",
        data_area=CLOSE if chosen else f"{CELL}:{story.indicator.id}:{line.code}",
        title=said,
        aria_label=f"{line.position or 'inget läge'}. {said}",
        aria_pressed="true" if chosen else "false",
    )
    symbol = node(button, "span", position_symbol(line.position), class_="symbol", aria_hidden="true")
    symbol.set("style", f"color:{TEXTS[line.position]}")
    symbol.tail = f" {line.position or 'inget läge'}"


def _strip(cell: Node, story: Story, own: Line) -> None:
    """Draw every region on the row's own scale: the level zone and the middle behind, Dalarna in front."""
    values = [line.value for line in story.with_value if line.value is not None]
    if story.national is not None:
        values.append(story.national)
    low, high = min(values), max(values)
    x = Scale(low, high if high > low else low + 1, _EDGE, _WIDTH - _EDGE)
    said = f"{len(story.with_value)} regioner från {number(min(values), story.indicator.decimals)} till "
    root = node(
        cell,
        "svg",
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        role="img",
        class_="gnv-prickar",
        aria_label=f"{said}{value_text(story.indicator, max(values))}",
    )
    centre = _HEIGHT / 2
    if story.middle is not None and story.spread is not None:
        start = max(x(story.middle - story.spread), 0.0)
        end = min(x(story.middle + story.spread), _WIDTH)
        node(root, "rect", x=f"{start:.1f}", y=3, width=f"{end - start:.1f}", height=_HEIGHT - 6, fill=BAND)
        node(root, "path", d=f"M{x(story.middle):.1f} 2V{_HEIGHT - 2:g}", stroke=MUTED, stroke_width=1.5)
    for line in story.with_value:
        if line.code != own.code:
            _dot(root, story, line, x, centre)
    if story.national is not None:
        _national(root, story, x(story.national))
    _dalarna(root, own, x(own.value or 0.0), centre)


def _dot(root: Node, story: Story, line: Line, x: Scale, y: float) -> None:
    dot = node(
        root,
        "circle",
        cx=f"{x(line.value or 0.0):.1f}",
        cy=y,
        r=3.6,
        fill=FILLS[line.position],
        stroke=TEXTS[line.position] if line.position else OUTLINE,
        stroke_width=0.9,
    )
    node(dot, "title", f"{line.name}: {value_text(story.indicator, line.value)}")


def _national(root: Node, story: Story, x: float) -> None:
    tick = node(root, "path", d=f"M{x:.1f} {_HEIGHT - 9:g}V{_HEIGHT:g}", stroke=NATIONAL, stroke_width=3)
    node(tick, "title", f"Riket: {value_text(story.indicator, story.national)}")


def _dalarna(root: Node, own: Line, x: float, y: float) -> None:
    """Draw Dalarna as its position's symbol, large and dark, with a white rim."""
    node(
        root,
        "text",
        position_symbol(own.position if own.position else Position.LEVEL),
        x=f"{x:.1f}",
        y=f"{y:g}",
        dy="0.36em",
        text_anchor="middle",
        font_size=19,
        fill=INK,
        stroke="#ffffff",
        stroke_width=3,
        paint_order="stroke",
    )
