"""Municipalities, regions and the country: names, neighbours and outlines, read from ``geo/``."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from gnv.problems import Problem, ProblemError

COUNTRY = "0000"
REGION_DALARNA = "0020"
DALARNA_PREFIX = "20"

_COUNTRY_FILE = "kommuner.json"

Point = tuple[float, float]
Outline = list[list[Point]]

_SWEDISH_ORDER = str.maketrans({"å": "{1", "ä": "{2", "ö": "{3", "é": "e", "ü": "u"})


class Kind(StrEnum):
    """What an area is."""

    MUNICIPALITY = "kommun"
    REGION = "region"
    COUNTRY = "riket"


@dataclass(frozen=True)
class Area:
    """An area that can have values.

    Attributes:
        code: Kolada's four digits.
        name: as SCB writes it; regions by their own names.
        kind: municipality, region or country.
        label: longitude and latitude of a point well inside, where a text fits.
    """

    code: str
    name: str
    kind: Kind
    label: Point = (0.0, 0.0)


@dataclass(frozen=True)
class Areas:
    """All areas, with outlines for the maps.

    Attributes:
        by_code: every area, the country included.
        neighbours: municipality or region to those of its kind that share at least 1 km of boundary.
        dalarna_outlines: rings of longitude and latitude for the 15.
        region_outlines: the same for the 21 regions.
        folder: whence they were read.
    """

    by_code: dict[str, Area]
    neighbours: dict[str, tuple[str, ...]]
    dalarna_outlines: dict[str, Outline] = field(repr=False)
    region_outlines: dict[str, Outline] = field(repr=False)
    folder: Path

    def name(self, code: str) -> str:
        """Return the name of a code, or the code itself where it is not known."""
        area = self.by_code.get(code)
        return area.name if area else code

    @cached_property
    def dalarna(self) -> tuple[str, ...]:
        """Codes of Dalarna's 15 municipalities in the order of their names."""
        return tuple(code for code in self.municipalities if code.startswith(DALARNA_PREFIX))

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        """Codes of Sweden's 290 municipalities in the order of their names."""
        return self._codes(Kind.MUNICIPALITY)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Codes of the 21 regions in the order of their names."""
        return self._codes(Kind.REGION)

    @cached_property
    def municipality_outlines(self) -> dict[str, Outline]:
        """The outlines of Sweden's 290, read when they are first asked for. Raises ProblemError."""
        with _told(self.folder):
            return _outlines(_read(self.folder / _COUNTRY_FILE), "kommuner")

    def of_level(self, *, municipal: bool) -> tuple[str, ...]:
        """Return the areas that a key figure is compared among: the 15, or the regions."""
        return self.dalarna if municipal else self.regions

    def _codes(self, kind: Kind) -> tuple[str, ...]:
        areas = [area for area in self.by_code.values() if area.kind is kind]
        return tuple(area.code for area in sorted(areas, key=lambda area: swedish(area.name)))


def swedish(text: str) -> str:
    """Return a key that sorts as Swedish does: å, ä, ö last, capitals not apart."""
    return text.casefold().translate(_SWEDISH_ORDER)


def load_areas(folder: Path) -> Areas:
    """Return the areas of a folder of boundaries, as ``geo/build.py`` writes them.

    Raises:
        ProblemError: where a file is missing or is not what the build writes.
    """
    with _told(folder):
        dalarna = _read(folder / "dalarna.json")
        regions = _read(folder / "regioner.json")
        country = _read(folder / _COUNTRY_FILE)
        neighbours = _read(folder / "grannar.json")
        found = [
            Area(COUNTRY, "Riket", Kind.COUNTRY),
            *_areas(regions, "regioner", Kind.REGION),
            *_areas(country, "kommuner", Kind.MUNICIPALITY),
        ]
        return Areas(
            by_code={area.code: area for area in found},
            neighbours={code: tuple(codes) for code, codes in neighbours.items()},
            dalarna_outlines=_outlines(dalarna, "kommuner"),
            region_outlines=_outlines(regions, "regioner"),
            folder=folder,
        )


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Tell of a file that is not what the build writes as a ProblemError."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise ProblemError(
            Problem(
                f"Kartfilerna i {folder.name} har fel innehåll ({error!r}).",
                "Bygg om dem med: python geo/build.py",
            )
        ) from error


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ProblemError(
            Problem(
                f"Kartfilen {path.name} kan inte läsas ({error}).",
                "Bygg om den med: python geo/build.py",
            )
        ) from error


def _areas(topology: dict[str, Any], name: str, kind: Kind) -> list[Area]:
    return [
        Area(
            code=geometry["id"],
            name=geometry["properties"]["name"],
            kind=kind,
            label=tuple(geometry["properties"]["label"]),
        )
        for geometry in topology["objects"][name]["geometries"]
    ]


def _outlines(topology: dict[str, Any], name: str) -> dict[str, Outline]:
    """Return the rings of every geometry (TopoJSON 1.0: delta-coded arcs, ~i reverses arc i)."""
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    outlines = {}
    for geometry in topology["objects"][name]["geometries"]:
        nested = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        outlines[geometry["id"]] = [_ring(ring, arcs) for polygon in nested for ring in polygon]
    return outlines


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + left, y * scale_y + bottom))
    return points


def _ring(indices: list[int], arcs: list[list[Point]]) -> list[Point]:
    ring: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring
