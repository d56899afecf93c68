"""All of Sweden on one map that can be explored: its areas as GeoJSON, and the words beside it.

A map of Sweden is drawn from a `Story` whose lines are all areas of its kind, so that the classes, the
colours, the legend and the sentences are those of the other maps.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from gnv.areas import DALARNA_PREFIX, REGION_DALARNA, Areas, Outline
from gnv.charts.choropleth import (
    Cell,
    Key,
    level_cells,
    level_keys,
    position_cells,
    position_keys,
)
from gnv.charts.markup import html_text, node
from gnv.charts.projection import polygons
from gnv.charts.table import plain_table
from gnv.charts.theme import INK, OUTLINE
from gnv.compare.position import Position, position_symbol, positions
from gnv.observations import Observations, Status
from gnv.sentences import county_sentences, heading
from gnv.story import Line, Story
from gnv.strategy import Direction
from gnv.view import link
from gnv.words import OWN_WORK, SOURCE, against, number, reference_phrase, value_text

Feature = dict[str, Any]
_MOVE = (
    "Zooma med mushjulet, två fingrar eller + och −. Flytta kartan genom att dra eller med piltangenterna."
)
_CHOOSE = {
    False: "Klicka på en av Dalarnas kommuner för att välja den, på en annan kommun för att jämföra med den.",
    True: "Klicka på en region för att jämföra med den.",
}
_OWN = "Dalarna har svart gräns."
_DECIMALS = 3  # of a degree, some fifty metres: finer than the boundaries are
_METRES_PER_DEGREE = 111_320
_SHARE = 0.4  # of an area's frame, for a text in it
_LETTER = 0.6  # width of a letter, as a share of its height


def of_sweden(story: Story, observations: Observations, areas: Areas) -> Story:
    """Return a story whose lines are all areas of its kind: a region key figure's already are.

    The lines hold value and position; place, change and series are left out. The bounds are those of all
    municipalities over all years. Where only Dalarna's have a value the story is returned as it is.
    """
    if story.regional:
        return story
    observed = observations.of(story.indicator.id, story.gender)
    municipal = observed.loc[observed["area"].isin(areas.municipalities)]
    shown = municipal.loc[municipal["period"].eq(story.period)]
    values = dict(zip(shown["area"].tolist(), shown["value"].tolist(), strict=True))
    if all(map(_is_own, values)):
        return story
    classes = _classes(story, values)

    def line(code: str) -> Line:
        value, status = values.get(code), Status.VALUE
        if value is None:
            status = observations.status_of_missing(
                story.indicator.id, story.gender, code, story.period, areas.municipalities
            )
        gap = None if value is None or story.middle is None else value - story.middle
        position = classes.get(code, Position.NONE)
        return Line(code, areas.name(code), value, status, position, gap, *(None,) * 4, ())

    bounds = (float(municipal["value"].min()), float(municipal["value"].max()))
    return dataclasses.replace(story, lines=tuple(line(code) for code in areas.municipalities), bounds=bounds)


def _classes(story: Story, values: Mapping[str, float]) -> dict[str, Position]:
    """Return where each value lies against the story's middle."""
    middle = math.nan if story.middle is None else story.middle
    gaps = pd.Series(list(values.values()), dtype=float) - middle
    spread = pd.Series([story.spread] * len(values), dtype=float)
    return dict(zip(values, positions(gaps, spread, story.indicator.direction), strict=True))


def is_national(story: Story) -> bool:
    """Return whether an area outside Dalarna has a value."""
    return any(not _is_own(line.code) for line in story.with_value)


def _is_own(code: str) -> bool:
    return code == REGION_DALARNA or code.startswith(DALARNA_PREFIX)


@dataclass(frozen=True, eq=False)
class National:
    """What a map of Sweden is drawn with; each part is made when it is first asked for.

    Attributes:
        story: of all areas of its kind (`of_sweden`).
        areas: names, outlines and where a text fits.
    """

    story: Story
    areas: Areas

    @cached_property
    def by_level(self) -> bool:
        """Whether the colours are the values on one hue, as no area can be better or worse."""
        judged = any(line.position for line in self.story.lines)
        return self.story.indicator.direction is Direction.NONE or not judged

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """How each area is drawn."""
        return (level_cells if self.by_level else position_cells)(self.story)

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """The legend's entries."""
        return (level_keys if self.by_level else position_keys)(self.story)

    @cached_property
    def outlines(self) -> Mapping[str, Outline]:
        """The areas' outlines: the regions', or those of the 290."""
        return self.areas.region_outlines if self.story.regional else self.areas.municipality_outlines

    @cached_property
    def features(self) -> list[Feature]:
        """The areas as GeoJSON features, in the order of names."""
        return [self._feature(line) for line in self.story.lines]

    def _feature(self, line: Line) -> Feature:
        shape = {
            "type": "MultiPolygon",
            "coordinates": [_rounded(p) for p in polygons(self.outlines[line.code])],
        }
        return {
            "type": "Feature",
            "geometry": shape,
            "properties": {
                "kod": line.code,
                "namn": line.name,
                "varde": self._value(line),
                "lage": self._position(line),
                "fyllning": rgb(self.cells[line.code].fill),
            },
        }

    @cached_property
    def borders(self) -> list[Feature]:
        """Every area's border, then Dalarna's, which is stronger, above."""
        rings: dict[bool, Outline] = {False: [], True: []}
        for code, outline in self.outlines.items():
            rings[_is_own(code)].extend(outline)
        return [border(rings[False], OUTLINE, 0.5), border(rings[True], INK, 1.4)]

    def _value(self, line: Line) -> str:
        """Return a line's value with its year, or why there is none."""
        year = self.story.label
        if line.value is None:
            return f"Inget värde {year}: {line.status}"
        return f"{value_text(self.story.indicator, line.value)} {year}"

    def _class(self, line: Line) -> str:
        """Return a line's class with its symbol, or why it has no value."""
        if line.value is None:
            return line.status
        return f"{position_symbol(line.position)} {line.position}" if line.position else "inget läge"

    def _position(self, line: Line) -> str:
        """Return a line's class and whom it is compared with; nothing where there is no value."""
        if not line.position:
            return "" if line.value is None else self._class(line)
        compared = against(line.position, self.story.reference, self.story.reference_n)
        return f"{position_symbol(line.position)} {compared}"

    @cached_property
    def signs(self) -> list[dict[str, Any]]:
        """The symbol of each area, or its value where colours are levels: where, what, and how large."""
        return [
            {
                "plats": list(self.areas.by_code[code].label),
                "text": text,
                "hojd": _text_height(outline, text),
            }
            for code, outline in self.outlines.items()
            if (text := self._sign(self.cells[code]))
        ]

    def _sign(self, cell: Cell) -> str:
        return cell.symbol or cell.label

    @property
    def alt(self) -> str:
        """What the map shows, for those who do not see it."""
        return f"Karta över {self._all}: {heading(self.story)}. Samma värden står i tabellen under kartan."

    @property
    def nothing(self) -> str:
        """That there is nothing to show beyond Dalarna, and what would change that, as HTML."""
        root = node(None, "p", class_="gnv-saknas")
        root.text = (
            f"{heading(self.story)} finns här bara för Dalarna. Kartan visar {self._all} "
            "så snart någon på sidan "
        )
        node(root, "a", "Om", href=link("om")).tail = " har hämtat nya värden från Kolada."
        return html_text(root)

    @property
    def _all(self) -> str:
        if self.story.regional:
            return f"Sveriges {len(self.areas.regions)} regioner"
        return f"Sveriges {len(self.areas.municipalities)} kommuner"

    @cached_property
    def legend(self) -> str:
        """The legend and what the colours mean, as HTML."""
        root = node(None, "div", class_="gnv-sverige")
        node(root, "h4", "Nivå, alla år" if self.by_level else f"Mot {self._compared}")
        entries = node(root, "ul")
        for key in self.keys:
            entry = node(entries, "li")
            node(entry, "span", class_="ruta", style=f"background:{key.fill}", aria_hidden="true")
            node(entry, "span", key.text)
        for sentence in county_sentences(self.story):
            node(root, "p", sentence)
        node(root, "p", self._rule, class_="not")
        node(root, "p", f"{_MOVE} {_CHOOSE[self.story.regional]} {_OWN}", class_="not")
        return html_text(root)

    @property
    def _rule(self) -> str:
        """Return what decides a colour, of how many, and whose figures they are."""
        story = self.story
        counted = f"{len(story.with_value)} av {self._all} har ett värde {story.label}."
        if self.by_level:
            return f"Ju mörkare, desto högre värde. {counted} {SOURCE}."
        middle, spread = story.middle or 0.0, story.spread or 0.0
        low, high = (number(end, story.indicator.decimals + 1) for end in (middle - spread, middle + spread))
        rule = (
            f"Färg och tecken visar läget mot {self._compared}, {value_text(story.indicator, middle)}. "
            f"I nivå är värden mellan {low} och {high}."
        )
        return f"{rule} {counted} {OWN_WORK}."

    @property
    def _compared(self) -> str:
        return reference_phrase(self.story.reference, self.story.reference_n)

    @cached_property
    def table(self) -> str:
        """All areas as a table, the highest value first, those without one last."""
        lines = sorted(self.story.lines, key=lambda line: (line.value is None, -(line.value or 0.0)))
        rows = [
            (line.name, value_text(self.story.indicator, line.value), self._class(line)) for line in lines
        ]
        kind = "Region" if self.story.regional else "Kommun"
        compared = f", läge mot {self._compared}" if self.story.reference else ""
        caption = f"{heading(self.story)}, {self._all}, högst värde först{compared}"
        return plain_table((kind, "Värde", "Läge"), rows, caption)


def border(outline: Outline, colour: str, width: float) -> Feature:
    """Return an outline as a GeoJSON line of a colour and a width in pixels."""
    return {
        "type": "Feature",
        "geometry": {"type": "MultiLineString", "coordinates": _rounded(outline)},
        "properties": {"linje": rgb(colour), "bredd": width},
    }


def _rounded(outline: Outline) -> Outline:
    return [[(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in ring] for ring in outline]


def rgb(colour: str) -> list[int]:
    """Return a colour's channels, 0 to 255."""
    return list(bytes.fromhex(colour.removeprefix("#")))


def _text_height(outline: Outline, text: str) -> int:
    """Return the height in metres of a text that fits in an area's largest ring, by its frame."""
    sizes = []
    for ring in outline:
        xs, ys = zip(*ring, strict=True)
        across = (max(xs) - min(xs)) * math.cos(math.radians(sum(ys) / len(ys)))
        sizes.append((across * _METRES_PER_DEGREE, (max(ys) - min(ys)) * _METRES_PER_DEGREE))
    width, height = max(sizes, key=math.prod)
    return int(min(height * _SHARE, width * _SHARE / (len(text) * _LETTER)))
