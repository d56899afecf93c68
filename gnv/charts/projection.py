"""From degrees to a drawing: the transverse Mercator projection, fitted to a box."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gnv.areas import Outline, Point


@dataclass(frozen=True)
class Fit:
    """A projection fitted to a height, north upwards.

    Attributes:
        meridian: central meridian, radians.
        left, top: projected coordinates of the drawing's upper left corner.
        scale: drawing units per projected unit.
        margin: free space around, drawing units.
        width, height: of the drawing with its margins, drawing units.
    """

    meridian: float
    left: float
    top: float
    scale: float
    margin: float
    width: float
    height: float

    def point(self, longitude_latitude: Point) -> Point:
        """Return where a point in degrees lies in the drawing."""
        x, y = _project(longitude_latitude, self.meridian)
        return (
            (x - self.left) * self.scale + self.margin,
            (self.top - y) * self.scale + self.margin,
        )

    def path(self, outline: Outline) -> str:
        """Return an outline as the ``d`` of an SVG path, one decimal."""
        parts = []
        for ring in outline:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(self.point, ring))
            parts.append(f"M{points}Z")
        return "".join(parts)


def fit(outlines: Mapping[str, Outline], height: float, margin: float = 4) -> Fit:
    """Return the projection that draws the outlines at a height, in drawing units.

    Spherical transverse Mercator about the outlines' middle meridian: shapes and north are kept over
    a country as narrow as Sweden (Snyder, Map Projections, USGS 1987, eq. 8-1 and 8-3).
    """
    points = [point for outline in outlines.values() for ring in outline for point in ring]
    longitudes = [longitude for longitude, _ in points]
    meridian = math.radians((min(longitudes) + max(longitudes)) / 2)
    xs, ys = zip(*_all(points, meridian), strict=True)
    scale = (height - 2 * margin) / (max(ys) - min(ys))
    width = (max(xs) - min(xs)) * scale + 2 * margin
    return Fit(meridian, min(xs), max(ys), scale, margin, width, height)


def _all(points: Iterable[Point], meridian: float) -> list[Point]:
    return [_project(point, meridian) for point in points]


def _project(longitude_latitude: Point, meridian: float) -> Point:
    longitude, latitude = map(math.radians, longitude_latitude)
    x = math.atanh(math.cos(latitude) * math.sin(longitude - meridian))
    y = math.atan2(math.tan(latitude), math.cos(longitude - meridian))
    return x, y
