"""Areas side by side as an HTML table: values with positions, and lines over time on scales they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gnv.areas import DALARNA_PREFIX, REGION_DALARNA
from gnv.charts.markup import Node, html_text, node
from gnv.charts.picture import Scale
from gnv.charts.theme import BAND, INK, MUTED, OUTLINE, TEXTS
from gnv.charts.time_axis import segments
from gnv.compare import Tested, position_symbol, reading
from gnv.observations import Status
from gnv.profile import Profile
from gnv.side_by_side import Side
from gnv.standing import Standing
from gnv.story import Series
from gnv.strategy import Strategy
from gnv.view import link
from gnv.words import (
    MISSING,
    OWN_WORK,
    SOURCE,
    against,
    difference_text,
    distance_text,
    joined,
    number,
    span,
    unit_caption,
    value_text,
)

_WIDTH, _HEIGHT, _EDGE = 150.0, 40.0, 5.0
_NOTE = (
    "Symbol: läge mot mitten det år som står bredvid värdet. Linjerna i en rad har samma skala och samma "
    "år; streckad lodrät linje: strategin börjar. Avbruten linje: år utan värde, eller en brytning i serien. "
    "Ordet under linjen är trenden över tio år. Att något ökar eller minskar sägs bara när värdena har gått "
    "åt samma håll så tydligt att slumpen sällan ger det (Kendalls tau, p < 0,05, minst fem värden)."
)


def side_table(
    rows: Sequence[Side],
    profiles: Sequence[Profile],
    trends: Sequence[Mapping[str, Tested]],
    strategy: Strategy,
) -> str:
    """Return the areas' table: a row per key figure that any of them has a value of, below its sub-goal.

    Args:
        rows: `gnv.side_by_side.sides` of the profiles.
        trends: each area's trends by key figure.
    """
    panel = node(None, "div", class_="gnv-panel")
    frame = node(panel, "div", class_="gnv-blad-ram", tabindex="0", role="region", aria_label="Sida vid sida")
    root = node(frame, "table", class_="gnv-tabell sidor")
    names = [profile.name for profile in profiles]
    node(root, "caption", f"{joined(names)} sida vid sida", class_="gnv-dold")
    head = node(node(root, "thead"), "tr")
    node(head, "th", "Nyckeltal", scope="col", class_="namn")
    for profile in profiles:
        _area_heading(node(head, "th", scope="col"), profile)
    for goal in strategy.goals:
        own = [row for row in rows if row.indicator.goal == goal.number and row.has_values]
        if own:
            body = node(root, "tbody")
            cell = node(node(body, "tr", class_="delmal"), "th", colspan=len(profiles) + 1, scope="rowgroup")
            node(cell, "span", f"{goal.number}. {goal.name}")
            for row in own:
                _row(body, row, profiles, trends, strategy)
    node(panel, "p", f"{_NOTE} {SOURCE} (värden). {OWN_WORK} (läge, trend).", class_="not")
    left_out = [row for row in rows if not row.has_values]
    if left_out:
        node(panel, "p", _left_out(left_out), class_="not")
    return html_text(panel)


def _area_heading(cell: Node, profile: Profile) -> None:
    """Name an area, with a link to its own page where it has one."""
    if profile.code == REGION_DALARNA or profile.code.startswith(DALARNA_PREFIX):
        choices = {"kon": profile.gender if profile.gender != "T" else "", "ar": profile.year}
        node(cell, "a", profile.name, href=link("kommun", kommun=profile.code, **choices), target="_self")
    else:
        cell.text = profile.name


def _left_out(rows: Sequence[Side]) -> str:
    """Name the key figures that none of the areas has a value of, with the reason."""
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        reasons = dict.fromkeys(str(cell.status) for cell in row.cells)
        by_reason.setdefault(" eller ".join(reasons), []).append(row.indicator.short_name)
    said = (f"{joined(names)} ({why})" for why, names in by_reason.items())
    return f"Utan värde för de valda områdena: {'; '.join(said)}."


def _row(
    body: Node,
    row: Side,
    profiles: Sequence[Profile],
    trends: Sequence[Mapping[str, Tested]],
    strategy: Strategy,
) -> None:
    indicator = row.indicator
    line = node(body, "tr")
    name = node(line, "th", scope="row", class_="namn")
    node(name, "a", indicator.short_name, href=link("nyckeltal", matt=indicator.id), target="_self")
    x, y = _scales(row.points, strategy)
    rolling = f", medel över {indicator.rolling_years} år" if indicator.rolling_years > 1 else ""
    node(name, "small", f"{unit_caption(indicator)}{rolling}")
    ends = "–".join(dict.fromkeys(number(end, indicator.decimals) for end in (y.low, y.high)))
    node(name, "small", f"linjernas skala {ends}, {span(int(x.low), int(x.high))}")
    for cell, profile, tested in zip(row.cells, profiles, trends, strict=True):
        _cell(line, cell, profile, tested.get(indicator.id), x, y, strategy)


def _scales(points: Series, strategy: Strategy) -> tuple[Scale, Scale]:
    """Return the years and the values that all lines of a row are drawn on, the strategy's start within."""
    years, values = zip(*points, strict=True)
    start = float(strategy.starts.year)
    first, last = min(*years, start), max(*years, start)
    low, high = min(values), max(values)
    return (
        Scale(first, last if last > first else first + 1, _EDGE, _WIDTH - _EDGE),
        Scale(low, high if high > low else low + 1, _HEIGHT - _EDGE, _EDGE),
    )


def _cell(
    row: Node,
    each: Standing,
    profile: Profile,
    tested: Tested | None,
    x: Scale,
    y: Scale,
    strategy: Strategy,
) -> None:
    cell = node(row, "td", class_="sida" if each.value is not None else "sida saknas")
    if each.value is None:
        node(cell, "span", MISSING, aria_hidden="true")
        year = f" {each.period}" if each.period and each.status is not Status.REGION_ONLY else ""
        node(cell, "small", f"{each.status}{year}")
    else:
        _value(cell, each, profile)
    if each.series:
        _line(cell, each, profile, x, y, strategy)
    if each.value is not None:
        node(cell, "small", _movement(each, tested), class_="rorelse")


def _value(cell: Node, each: Standing, profile: Profile) -> None:
    """Write value, position and year; the whole sentence stands in the title."""
    line = node(cell, "div", title=standing_sentence(each, profile.name))
    symbol = node(line, "span", position_symbol(each.position), class_="symbol", aria_hidden="true")
    symbol.set("style", f"color:{TEXTS[each.position]}")
    node(line, "span", value_text(each.indicator, each.value), class_="varde")
    node(line, "small", f"{each.period}, {each.position or 'inget läge'}")


def standing_sentence(each: Standing, name: str) -> str:
    """Return an area's value in full words, with what it is compared with and the distance."""
    said = f"{each.indicator.name} {each.period}: {name} har {value_text(each.indicator, each.value)}"
    if not each.position or each.difference is None:
        return f"{said}. Inget läge anges."
    side = "över" if each.difference > 0 else "under"
    away = f"{distance_text(each.indicator, each.difference)} {side}" if each.difference else "samma värde"
    return f"{said}: {against(each.position, each.reference, each.reference_n)} ({away})."


def _movement(each: Standing, tested: Tested | None) -> str:
    """Return the trend as the direction reads it; of a rolling mean the change between whole periods."""
    indicator = each.indicator
    if tested is not None:
        return reading(tested.trend, indicator.direction)
    if each.rolling_change is None or each.rolling_from is None:
        return "ingen tidigare period"
    first = each.rolling_from - indicator.rolling_years + 1
    return f"{difference_text(indicator, each.rolling_change)} sedan {span(first, each.rolling_from)}"


def _line(cell: Node, each: Standing, profile: Profile, x: Scale, y: Scale, strategy: Strategy) -> None:
    """Draw an area's values over time, cut at gaps and breaks, with the strategy's start."""
    (first, start), (last, end) = each.series[0], each.series[-1]
    indicator = each.indicator
    said = (
        f"{profile.name}: {value_text(indicator, start)} {first:.0f}, {value_text(indicator, end)} {last:.0f}"
    )
    root = node(
        cell,
        "svg",
        viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        class_="gnv-gnistlinje",
        role="img",
        aria_label=said,
    )
    node(root, "path", d=f"M0 {_HEIGHT - 0.5:g}H{_WIDTH:g}", stroke=BAND)
    begins = x(float(strategy.starts.year))
    node(root, "path", d=f"M{begins:.1f} 0V{_HEIGHT:g}", stroke=OUTLINE, stroke_dasharray="2 3")
    for piece in segments(each.series, indicator.breaks):
        if len(piece) > 1:
            path = "M" + "L".join(f"{x(time):.1f} {y(value):.1f}" for time, value in piece)
            node(root, "path", d=path, fill="none", stroke=MUTED, stroke_width=1.8, stroke_linejoin="round")
    for time, value in each.series:
        shown = str(int(time)) == each.period
        radius, fill = (3.4, INK) if shown else (1.5, MUTED)
        dot = node(root, "circle", cx=f"{x(time):.1f}", cy=f"{y(value):.1f}", r=radius, fill=fill)
        node(dot, "title", f"{profile.name} {time:.0f}: {value_text(indicator, value)}")
