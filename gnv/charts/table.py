"""The benchmarking table as HTML: a row per area that can be chosen, sorted and read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from gnv.charts.markup import Node, html_text, node
from gnv.charts.picture import Scale
from gnv.charts.theme import BAND, FILLS, INK, MUTED, OUTLINE, TEXTS
from gnv.charts.time_axis import pieces
from gnv.compare.position import position_symbol
from gnv.sentences import heading
from gnv.sheet import best_first
from gnv.story import Line, Story
from gnv.words import (
    COUNTY_MEAN,
    MISSING,
    OWN_WORK,
    SOURCE,
    difference_text,
    reference_phrase,
    unit_caption,
    value_text,
)

_NOTE = (
    f"{SOURCE} (värde, riket). {OWN_WORK} (läge, mot mitten, mot riket, förändring, plats, ovägt medel, "
    "median). Grå zon: i nivå med mitten. Plats 1 är bäst, eller högst där varken högt eller lågt är "
    "bättre."
)
_BAR_WIDTH, _BAR_HEIGHT = 96.0, 16.0
_SPARK_WIDTH, _SPARK_HEIGHT = 104.0, 26.0


def benchmark_table(story: Story, chosen: str | None, compared: str | None = None) -> str:
    """Return the table of a story: value, position, distances, change, place and development.

    Sorted best first, or highest first where neither is better; areas without a value last.

    Args:
        chosen: the code whose row is marked.
        compared: the code that it is compared with, marked too.
    """
    panel = node(None, "div", class_="gnv-panel")
    node(panel, "h3", "Plats bland de andra")
    root = node(node(panel, "div", class_="gnv-rulle"), "table", class_="gnv-tabell")
    node(root, "caption", f"{heading(story)}, {unit_caption(story.indicator)}")
    head = node(node(root, "thead"), "tr")
    for name, label, kind in _columns(story):
        header(head, name, label, kind)
    body = node(root, "tbody")
    widest = max((abs(line.difference or 0.0) for line in story.lines), default=0.0)
    reach = max(widest, story.spread or 0.0)
    for line in best_first(story):
        mark = {chosen: "vald", compared: "jamford"}.get(line.code)
        _row(body, story, line, reach, mark)
    footer(node(root, "tfoot"), story, len(_columns(story)))
    node(panel, "p", _NOTE, class_="not")
    return html_text(panel)


def _columns(story: Story) -> list[tuple[str, str, str]]:
    since = _change_years(story)
    change = f"Förändring från {next(iter(since))}" if len(since) == 1 else "Förändring"
    return [
        ("namn", "Region" if story.regional else "Kommun", "text"),
        ("varde", "Värde", "tal"),
        ("lage", "Läge", "text"),
        ("mitten", "Mot mitten", "tal"),
        ("riket", "Mot riket", "tal"),
        ("forandring", change, "tal"),
        ("plats", "Plats", "tal"),
        ("utveckling", "Utveckling", ""),
    ]


def _change_years(story: Story) -> set[str]:
    """Return the years that the lines' changes are counted from."""
    return {line.change_from for line in story.lines if line.change_from}


def header(parent: Node, name: str, label: str, kind: str) -> None:
    """Add a column's heading; one of a kind (text, tal) can be sorted by."""
    cell = node(parent, "th", class_=name, scope="col", aria_sort="none" if kind else None)
    if kind:
        node(cell, "button", label, type="button", data_sort=kind)
    else:
        cell.text = label


def _row(parent: Node, story: Story, line: Line, reach: float, mark: str | None) -> None:
    indicator = story.indicator
    row = area_row(parent, line, mark)
    if line.value is None:
        node(row, "td", MISSING, class_="varde", data_v="")
        node(row, "td", line.status, class_="lage saknas", data_v="", colspan=5)
    else:
        node(row, "td", value_text(indicator, line.value), class_="varde", data_v=line.value)
        _position(row, line)
        _distance(row, story, line, reach)
        number_cell(row, "riket", difference_text(indicator, line.to_national), line.to_national)
        _change(row, story, line)
        number_cell(row, "plats", str(line.rank), line.rank)
    sparkline(node(row, "td", class_="utveckling"), story, line)


def area_row(parent: Node, line: Line, mark: str | None) -> Node:
    """Add an area's row, which can be chosen, with its name; marked as chosen or as compared with."""
    row = node(
        parent,
        "tr",
        data_area=line.code,
        class_=mark,
        aria_current="true" if mark == "vald" else None,
    )
    name = node(row, "th", scope="row", class_="namn", data_v=line.name)
    node(name, "button", line.short_name, type="button", data_area=line.code)
    return row


def _position(row: Node, line: Line) -> None:
    cell = node(row, "td", class_="lage", data_v=line.position)
    symbol = node(cell, "span", position_symbol(line.position), class_="symbol", aria_hidden="true")
    symbol.set("style", f"color:{TEXTS[line.position]}")
    symbol.tail = f" {line.position or 'inget läge'}"


def number_cell(row: Node, name: str, text: str, value: float | None) -> None:
    """Add a number as people read it, with the value it is sorted by."""
    node(row, "td", text, class_=name, data_v="" if value is None else value)


def _change(row: Node, story: Story, line: Line) -> None:
    cell = node(row, "td", class_="forandring", data_v="" if line.change is None else line.change)
    cell.text = difference_text(story.indicator, line.change)
    if len(_change_years(story)) > 1 and line.change_from:
        node(cell, "small", f" från {line.change_from}")


def _distance(row: Node, story: Story, line: Line, reach: float) -> None:
    """Draw the distance to the middle as a bar from the middle, with the level zone behind."""
    cell = node(row, "td", class_="mitten", data_v="" if line.difference is None else line.difference)
    if line.difference is None or not reach:
        cell.text = MISSING
        return
    picture = node(
        cell,
        "svg",
        viewBox=f"0 0 {_BAR_WIDTH:g} {_BAR_HEIGHT:g}",
        class_="stapel",
        aria_hidden="true",
    )
    centre, unit = _BAR_WIDTH / 2, (_BAR_WIDTH / 2 - 1) / reach
    if story.spread:
        zone = min(story.spread * unit, centre)
        _rect(picture, centre - zone, 2 * zone, BAND, inset=0)
    length = abs(line.difference) * unit
    start = centre if line.difference > 0 else centre - length
    _rect(picture, start, length, FILLS[line.position] if line.position else OUTLINE, inset=3)
    node(picture, "path", d=f"M{centre:g} 0V{_BAR_HEIGHT:g}", stroke=INK, stroke_width=1)
    node(cell, "span", difference_text(story.indicator, line.difference), class_="tal")


def _rect(parent: Node, x: float, width: float, fill: str, *, inset: float) -> None:
    node(
        parent,
        "rect",
        x=f"{x:.1f}",
        y=f"{inset:g}",
        width=f"{width:.1f}",
        height=f"{_BAR_HEIGHT - 2 * inset:g}",
        fill=fill,
    )


def sparkline(cell: Node, story: Story, line: Line) -> None:
    """Draw an area's values over time; all rows share both axes."""
    times = [time for time, _ in story.course.low] or sorted(story.times)
    if not line.series or not times:
        return
    x = Scale(min(times), max(times) if len(times) > 1 else times[0] + 1, 4, _SPARK_WIDTH - 4)
    low, high = story.bounds
    y = Scale(low, high if high > low else low + 1, _SPARK_HEIGHT - 4, 4)

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return x(point[0]), y(point[1])

    picture = node(
        cell,
        "svg",
        viewBox=f"0 0 {_SPARK_WIDTH:g} {_SPARK_HEIGHT:g}",
        class_="gnista",
        role="img",
        aria_label=_spark_words(story, line),
    )
    for piece in pieces(story, line.series):
        own = [place(point) for point in piece]
        if len(own) == 1:
            _dot(picture, own[0], 1.4, MUTED)
        else:
            path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in own)
            node(picture, "path", d=path, fill="none", stroke=MUTED, stroke_width=1.5)
    for point in line.series:
        if story.is_shown(point[0]):
            _dot(picture, place(point), 2.8, INK)


def _dot(parent: Node, at: tuple[float, float], radius: float, fill: str) -> None:
    node(parent, "circle", cx=f"{at[0]:.1f}", cy=f"{at[1]:.1f}", r=radius, fill=fill)


def _spark_words(story: Story, line: Line) -> str:
    (first, start), (last, end) = line.series[0], line.series[-1]
    indicator = story.indicator
    years = (story.label_at(first), story.label_at(last))
    return f"{value_text(indicator, start)} {years[0]}, {value_text(indicator, end)} {years[1]}"


def footer(parent: Node, story: Story, columns: int) -> None:
    """Add what stands beside the areas: the county's mean, the middle, Riket and the region."""
    indicator = story.indicator
    beside: list[tuple[str, float | None]] = []
    if story.county_mean is not None:
        beside.append((COUNTY_MEAN, story.county_mean))
    if story.reference:
        name = reference_phrase(story.reference, story.reference_n)
        beside.append((f"{name[0].upper()}{name[1:]} (median)", story.middle))
    if story.national is not None:
        beside.append(("Riket", story.national))
    if story.region is not None and not story.regional:
        beside.append((story.region_name, story.region))
    for name, value in beside:
        row = node(parent, "tr")
        node(row, "th", name, scope="row", class_="namn")
        node(row, "td", value_text(indicator, value), class_="varde")
        node(row, "td", colspan=columns - 2)


def plain_table(headings: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> str:
    """Return a simple table as HTML that scrolls sideways, the first column naming its row."""
    frame = node(None, "div", class_="gnv-rulle", tabindex="0", role="group", aria_label=caption)
    root = node(frame, "table", class_="gnv-tabell enkel")
    node(root, "caption", caption)
    head = node(node(root, "thead"), "tr")
    for name in headings:
        node(head, "th", name, scope="col")
    body = node(root, "tbody")
    for cells in rows:
        row = node(body, "tr")
        node(row, "th", cells[0], scope="row", class_="namn")
        for cell in cells[1:]:
            node(row, "td", cell)
    return html_text(frame)
