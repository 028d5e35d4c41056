"""Land: the ground of a map: the partners' countries filled, the others in outline, lakes, frontiers and inner borders."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.geography import Geography, Line
from briefgen.charts.placement import Box, Point
from briefgen.charts.projection import Projection, clipped_line, clipped_ring
from briefgen.charts.surface import Surface

LEAST_STEP = 0.6  # points: a shorter step of an outline does not show
LEAST_PATCH = 0.6  # points: an island that is smaller both ways is left out
SHORE, FRONTIER, BORDER, FRAME = 0.5, 0.7, 0.35, 0.5  # weights of lines


def draw_land(
    geography: Geography, partners: Sequence[str], projection: Projection, sheet: Box, surface: Surface
) -> None:
    """Draws what the sheet shows of the world.

    Raises:
        ChartError: if the outline of a partner is not among the geography's.
    """
    for partner in partners:
        if partner not in geography.countries:
            raise ChartError(ChartFault.MISSING_DATA, f"expected an outline of the country {partner} for a map, found none")
    _fill(itertools.chain.from_iterable(geography.countries[code] for code in partners), "tint", projection, sheet, surface)
    others = (rings for code, rings in geography.countries.items() if code not in partners)
    _fill(itertools.chain.from_iterable(others), "paper", projection, sheet, surface)
    for partner in partners:
        _trace(geography.borders.get(partner, ()), "rule", BORDER, projection, sheet, surface)
    _fill(geography.lakes, "paper", projection, sheet, surface)
    _trace(geography.lakes, "mist", SHORE, projection, sheet, surface)
    for colour, ours in (("rule", False), ("mist", True)):
        lines = [(len(who) > 1, line) for who, line in geography.edges if ours is not who.isdisjoint(partners)]
        _trace((line for between, line in lines if not between), colour, SHORE, projection, sheet, surface)
        _trace((line for between, line in lines if between), colour, FRONTIER, projection, sheet, surface)
    half = FRAME / 2
    surface.stroke(
        (half, half), (sheet.right - half, half), (sheet.right - half, sheet.bottom - half), (half, sheet.bottom - half),
        (half, half), colour="rule", weight=FRAME,
    )


def _fill(rings: Iterable[Line], colour: str, projection: Projection, sheet: Box, surface: Surface) -> None:
    for ring in rings:
        shown = clipped_ring(_placed(ring, projection), sheet)
        if len(shown) > 2 and _extent(shown) > LEAST_PATCH:
            surface.patch(*shown, fill=colour)


def _trace(
    lines: Iterable[Line], colour: str, weight: float, projection: Projection, sheet: Box, surface: Surface
) -> None:
    for line in lines:
        points = _placed(line, projection)
        if len(points) > 1 and _extent(points) > LEAST_PATCH:
            for part in clipped_line(points, sheet):
                surface.stroke(*part, colour=colour, weight=weight)


def _placed(line: Line, projection: Projection) -> list[Point]:
    """The points of a line on the sheet, without steps too small to see; what is behind the globe is left out."""
    points: list[Point] = []
    last = len(line) - 1
    for index, degrees in enumerate(line):
        point = projection.place(*degrees)
        if point and (not points or index == last or math.dist(points[-1], point) >= LEAST_STEP):
            points.append(point)
    return points


def _extent(points: Sequence[Point]) -> float:
    xs, ys = zip(*points, strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))
