"""The county on one sheet as an HTML table: key figures by municipality, each cell with symbol and value.

What can be chosen carries ``data-area``: a cell (``ruta:U23521:2080``) or what the sheet is sorted by
(``ordning:U23521``, ``ordning:2080``, ``ordning:`` for its own order). The chosen cell's row is followed
by why it has its colour.
"""

from __future__ import annotations

from gnv.areas import Areas
from gnv.charts import compare_texts
from gnv.charts.cell_reasons import CLOSE, reasons_row
from gnv.charts.markup import Node, html_text, node
from gnv.charts.theme import FILLS, MISSING_FILL, PAPER, TEXTS, level_fill
from gnv.compare import position_symbol
from gnv.observations import Status
from gnv.sentences import area_sentences, heading
from gnv.sheet import Group, Sheet
from gnv.standing_words import WHOSE
from gnv.story import Line, Story
from gnv.strategy import Direction
from gnv.words import (
    MISSING,
    number,
    reference_phrase,
    unit_caption,
    value_text,
)

SORT, CELL = "ordning", "ruta"
# A soft hyphen for the one name that is wider than its column.
_BROKEN = {"Smedjebacken": "Smedje\u00adbacken"}
_AFTER = "efter-bladet"  # where those who step by the keyboard may go, past a hundred cells
_BESIDE = 2  # the columns Mitten and Riket


def chosen_part(part: str) -> tuple[str, ...]:
    """Return what a chosen part of the sheet is: its kind (`SORT`, `CELL`) and its codes."""
    return tuple(part.split(":"))


def sheet_table(sheet: Sheet, areas: Areas, measure: str, area: str) -> str:
    """Return the sheet as HTML: a legend, a row per key figure below its sub-goal, and how it is read.

    Args:
        measure, area: the cell that is marked; an area alone marks its column.
    """
    panel = node(None, "div", class_="gnv-panel")
    compare_texts.legend(panel, assessed=any(group.assessed for group in sheet.groups))
    _order_line(panel, sheet, areas)
    node(panel, "a", "Hoppa över tabellen", href=f"#{_AFTER}", class_="gnv-hoppa")
    frame = node(
        panel,
        "div",
        class_="gnv-blad-ram",
        tabindex="0",
        role="region",
        aria_label="Hela länet: tabell som kan rullas",
    )
    root = node(frame, "table", class_="gnv-blad")
    node(root, "caption", _caption(sheet), class_="gnv-dold")
    _head(root, sheet, areas, area)
    for group in sheet.groups:
        _group(root, sheet, group, measure, area)
    node(panel, "p", compare_texts.sheet_note(sheet), class_="not", id=_AFTER, tabindex="-1")
    return html_text(panel)


def _caption(sheet: Sheet) -> str:
    years = f"år {sheet.year}" if sheet.year else "varje nyckeltal för sitt senaste år"
    return f"Nyckeltal per delmål och kommun i Dalarna, {years}"


def _order_line(panel: Node, sheet: Sheet, areas: Areas) -> None:
    """Say what the sheet is sorted by, with a way back to its own order."""
    line = node(panel, "p", class_="gnv-ordning", role="status")
    story = sheet.row(sheet.order)
    if not sheet.order:
        line.text = (
            "Välj en ruta för att se varför den har sin färg, eller en rubrik för att sortera efter den."
        )
        return
    if story is not None:
        best = "högst" if story.indicator.direction is Direction.NONE else "bäst"
        line.text = f"Kommunerna i ordning efter {heading(story)}, {best} först. "
    else:
        line.text = f"Raderna i ordning efter hur långt {areas.name(sheet.order)} ligger från mitten. "
    node(line, "button", "Återställ ordningen", type="button", data_area=f"{SORT}:")


def _head(root: Node, sheet: Sheet, areas: Areas, area: str) -> None:
    row = node(node(root, "thead"), "tr")
    node(row, "th", "Nyckeltal", scope="col", class_="namn")
    node(row, "th", "Mitten", scope="col", class_="bredvid", title="Medianen i jämförelsegruppen")
    node(row, "th", "Riket", scope="col", class_="bredvid", title="Rikets eget värde, vägt efter folkmängd")
    for code in sheet.columns:
        name = areas.name(code)
        sorted_by = code == sheet.order
        cell = node(
            row,
            "th",
            scope="col",
            class_="vald" if code == area else None,
            aria_sort="descending" if sorted_by else "none",
        )
        node(
            cell,
            "button",
            _BROKEN.get(name, name),
            type="button",
            data_area=f"{SORT}:{'' if sorted_by else code}",
            title=f"Sortera raderna efter hur långt {name} ligger från mitten",
        )


def _group(root: Node, sheet: Sheet, group: Group, measure: str, area: str) -> None:
    body = node(root, "tbody")
    width = 1 + _BESIDE + len(sheet.columns)
    heading_row = node(body, "tr", class_="delmal")
    cell = node(heading_row, "th", colspan=width, scope="rowgroup")
    node(cell, "span", f"{group.goal.number}. {group.goal.name}")
    if not group.rows:
        row = node(body, "tr", class_="tom")
        node(row, "th", "Inga nyckeltal per kommun", scope="row", class_="namn")
        said = node(row, "td", colspan=width - 1)
        node(said, "span", "Delmålets nyckeltal finns bara för regioner: se Dalarna bland regionerna nedan.")
    for story in group.rows:
        _figure_row(body, sheet, story, measure, area)
        if measure == story.indicator.id and area in sheet.columns:
            reasons_row(body, width, story, area, sheet.year)
    if group.assessed:
        _assessed_row(body, sheet, group.assessed, measure, area)
        if measure == group.assessed.indicator.id and area in sheet.columns:
            reasons_row(body, width, group.assessed, area, sheet.year)


def _figure_row(body: Node, sheet: Sheet, story: Story, measure: str, area: str) -> None:
    indicator = story.indicator
    row = node(body, "tr")
    by_this = sheet.order == indicator.id
    falling = "ascending" if indicator.direction is Direction.LOW else "descending"
    name = node(row, "th", scope="row", class_="namn", aria_sort=falling if by_this else "none")
    node(
        name,
        "button",
        indicator.short_name,
        type="button",
        data_area=f"{SORT}:{'' if by_this else indicator.id}",
        title=f"{indicator.name}. {indicator.measures} Sortera kommunerna efter raden.",
    )
    node(name, "small", row_note(story))
    _middle_cell(row, story)
    _beside_cell(row, story.national, story, "Riket")
    for code in sheet.columns:
        line = story.line(code)
        if line is not None:
            _cell(row, story, line, chosen=(indicator.id, code) == (measure, area))


def row_note(story: Story) -> str:
    """Return a row's year, what it is counted in, and what a reader must know of it."""
    indicator = story.indicator
    said = [story.label if story.periods else "", WHOSE[story.gender], unit_caption(indicator)]
    if indicator.rolling_years > 1:
        said.append(f"medel över {indicator.rolling_years} år")
    if story.genders and story.gender not in story.genders:
        said.append("finns bara för alla")
    return ", ".join(part for part in said if part)


def _middle_cell(row: Node, story: Story) -> None:
    cell = _beside_cell(row, story.middle, story, "")
    if story.reference:
        phrase = reference_phrase(story.reference, story.reference_n)
        cell.set("title", f"{phrase[0].upper()}{phrase[1:]} {story.label}")
        node(cell, "small", f"n\u00a0{story.reference_n}")


def _beside_cell(row: Node, value: float | None, story: Story, name: str) -> Node:
    """Add a value that is compared with; it has no colour of its own."""
    missing = "saknar värde" if name else "För få värden för en mitt"
    title = f"{name} {value_text(story.indicator, value) if value is not None else missing}".strip()
    text = number(value, story.indicator.decimals)
    return node(row, "td", text, class_="bredvid", title=f"{title} {story.label}".strip())


def _cell(row: Node, story: Story, line: Line, *, chosen: bool) -> None:
    """Add a municipality's value, with its position by symbol and colour."""
    fill = FILLS[line.position] if line.value is None or line.position else PAPER
    button = _button(row, story, line, fill, chosen=chosen)
    if line.value is None:
        button.text = MISSING
        return
    symbol = node(button, "span", position_symbol(line.position), class_="symbol", aria_hidden="true")
    symbol.set("style", f"color:{TEXTS[line.position]}")
    node(button, "span", number(line.value, story.indicator.decimals), class_="varde")


def _button(row: Node, story: Story, line: Line, fill: str, *, chosen: bool) -> Node:
    said = cell_sentence(story, line)
    cell = node(row, "td", class_="vald" if chosen else None, style=f"background:{fill}")
    return node(
        cell,
        "button",
        type="button",
        data_area=CLOSE if chosen else f"{CELL}:{story.indicator.id}:{line.code}",
        title=said,
        aria_label=said,
        aria_pressed="true" if chosen else "false",
    )


def cell_sentence(story: Story, line: Line) -> str:
    """Return a cell in full words: of what, whose, when, how much, against whom, or why nothing."""
    own = area_sentences(story, line.code)[0]
    return own if line.value is None and story.indicator.self_assessed else f"{heading(story)}: {own}"


def _assessed_row(body: Node, sheet: Sheet, story: Story, measure: str, area: str) -> None:
    """Add what the sub-goal's units say of themselves: how high, never better or worse."""
    row = node(body, "tr", class_="skattad")
    name = node(row, "th", scope="row", class_="namn")
    node(name, "span", "Självskattning")
    ends = "–".join(number(end) for end in story.bounds)
    node(name, "small", f"{story.label}, poäng {ends}, utan läge")
    mean = node(row, "td", class_="bredvid", colspan=_BESIDE, title="Dalarnas kommuner, ovägt medel")
    mean.text = number(story.county_mean, story.indicator.decimals)
    node(mean, "small", f"medel av {len(story.with_value)}")
    low, high = story.bounds
    for code in sheet.columns:
        line = story.line(code)
        if line is None:
            continue
        chosen = (story.indicator.id, code) == (measure, area)
        share = None if line.value is None else (line.value - low) / (high - low)
        fill = MISSING_FILL if share is None else level_fill(share)
        button = _button(row, story, line, fill, chosen=chosen)
        text = number(line.value, story.indicator.decimals)
        node(button, "span", text, class_="varde" if line.value is not None else None)


def missing_reason(story: Story, status: Status) -> str:
    """Return why an area has no value in a row, in a few words."""
    if story.genders and story.gender not in story.genders:
        return "finns bara för alla, inte per kön"
    return str(status)
