"""From degrees to a drawing: the transverse Mercator projection, fitted to a height."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gnv.areas import Area, Outline, Point


@dataclass(frozen=True)
class Shapes:
    """Areas drawn flat, north upwards, in drawing units from the upper left corner.

    Attributes:
        width, height: of the whole, with its margins.
        paths: per code, the ``d`` of an SVG path.
        borders: per code, the same without its holes (Siljan), for an outline around it.
        labels: per code, where a text fits.
    """

    width: float
    height: float
    paths: dict[str, str]
    borders: dict[str, str]
    labels: dict[str, Point]


def shapes(
    outlines: Mapping[str, Outline], areas: Mapping[str, Area], height: float, margin: float = 4
) -> Shapes:
    """Return the outlines drawn at a height, in drawing units.

    Spherical transverse Mercator about the outlines' middle meridian: shapes and north are kept over
    a country as narrow as Sweden (Snyder, Map Projections, USGS 1987, eq. 8-1 and 8-3).
    """
    points = [point for outline in outlines.values() for ring in outline for point in ring]
    longitudes = [longitude for longitude, _ in points]
    meridian = math.radians((min(longitudes) + max(longitudes)) / 2)
    xs, ys = zip(*(_project(point, meridian) for point in points), strict=True)
    left, top = min(xs), max(ys)
    scale = (height - 2 * margin) / (top - min(ys))

    def place(point: Point) -> Point:
        x, y = _project(point, meridian)
        return (x - left) * scale + margin, (top - y) * scale + margin

    return Shapes(
        width=round((max(xs) - left) * scale + 2 * margin, 1),
        height=height,
        paths={code: _path(outline, place) for code, outline in outlines.items()},
        borders={code: _path(_without_holes(outline), place) for code, outline in outlines.items()},
        labels={code: place(areas[code].label) for code in outlines},
    )


def polygons(outline: Outline) -> list[Outline]:
    """Return an outline's polygons: the ring around each, then its holes, which turn the other way."""
    found: list[Outline] = []
    for ring in outline:
        if found and _turn(ring) * _turn(outline[0]) < 0:
            found[-1].append(ring)
        else:
            found.append([ring])
    return found


def _without_holes(outline: Outline) -> Outline:
    """Return the rings that turn the same way as the largest one; a hole turns the other way."""
    turns = [_turn(ring) for ring in outline]
    largest = max(turns, key=abs)
    return [ring for ring, turn in zip(outline, turns, strict=True) if turn * largest > 0]


def _turn(ring: list[Point]) -> float:
    """Return a ring's signed area (shoelace formula): its sign tells which way it turns."""
    following = [*ring[1:], ring[0]]
    return sum(x * y2 - x2 * y for (x, y), (x2, y2) in zip(ring, following, strict=True)) / 2


def _path(outline: Outline, place: Callable[[Point], Point]) -> str:
    parts = []
    for ring in outline:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(place, ring))
        parts.append(f"M{points}Z")
    return "".join(parts)


def _project(longitude_latitude: Point, meridian: float) -> Point:
    longitude, latitude = map(math.radians, longitude_latitude)
    x = math.atanh(math.cos(latitude) * math.sin(longitude - meridian))
    y = math.atan2(math.tan(latitude), math.cos(longitude - meridian))
    return x, y
