"""Geography: outlines of countries, lakes and inner borders, read from TopoJSON. Coordinates are degrees east and north."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefgen.charts.error import ChartError, ChartFault

Degrees = tuple[float, float]
Line = tuple[Degrees, ...]


@dataclass(frozen=True)
class Geography:
    """What a map is drawn from. `countries` has the closed rings of each, by ISO 3166-1 alpha-3; `edges` are the same
    outlines line by line, each with the countries that it bounds: one for a coast, two for a frontier. `borders` are lines
    between the provinces or states of a country.
    """

    countries: Mapping[str, tuple[Line, ...]]
    edges: tuple[tuple[frozenset[str], Line], ...]
    lakes: tuple[Line, ...]
    borders: Mapping[str, tuple[Line, ...]]


@lru_cache(maxsize=4)
def read_geography(text: str) -> Geography:
    """Reads a TopoJSON whose objects are `countries`, `lakes` and `borders`.

    Raises:
        ChartError: if there is no text.
    """
    if not text:
        raise ChartError(ChartFault.MISSING_DATA, "expected the outlines of countries for a map, found none")
    topology = json.loads(text)
    arcs = _arcs(topology)
    shapes = {shape["id"]: shape["arcs"] for shape in topology["objects"]["countries"]["geometries"]}
    owners: dict[int, set[str]] = {}
    for code, polygons in shapes.items():
        for arc in itertools.chain.from_iterable(ring for polygon in polygons for ring in polygon):
            owners.setdefault(max(arc, ~arc), set()).add(code)
    return Geography(
        countries={code: _rings(polygons, arcs) for code, polygons in shapes.items()},
        edges=tuple((frozenset(who), arcs[arc]) for arc, who in owners.items()),
        lakes=_rings(topology["objects"]["lakes"]["arcs"], arcs),
        borders={
            shape["id"]: tuple(_joined(line, arcs) for line in shape["arcs"])
            for shape in topology["objects"]["borders"]["geometries"]
        },
    )


def _arcs(topology: Mapping[str, Any]) -> tuple[Line, ...]:
    (x_step, y_step), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        xs, ys = itertools.accumulate(x for x, _ in steps), itertools.accumulate(y for _, y in steps)
        arcs.append(tuple((x * x_step + left, y * y_step + bottom) for x, y in zip(xs, ys, strict=True)))
    return tuple(arcs)


def _joined(indices: Sequence[int], arcs: Sequence[Line]) -> Line:
    """One line from arcs that follow each other; an index below zero means the arc backwards."""
    line: list[Degrees] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line.extend(arc[1:] if line else arc)
    return tuple(line)


def _rings(polygons: Sequence[Sequence[Sequence[int]]], arcs: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(_joined(ring, arcs) for polygon in polygons for ring in polygon)
