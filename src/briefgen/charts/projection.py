"""Projection: from degrees on the globe to points on a sheet, without lying about areas; and what of a line a sheet shows."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.charts.placement import Box, Point

EARTH = 6371.0  # kilometres: the mean radius
HORIZON = -0.6  # the cosine of the distance from the centre beyond which nothing is shown


@dataclass(frozen=True)
class Projection:
    """Lambert's azimuthal equal-area projection. `longitude` and `latitude` are its centre in degrees; a point of the sheet
    is `kilometres` wide, and the centre stands at `origin`.
    """

    longitude: float
    latitude: float
    kilometres: float
    origin: Point

    def place(self, longitude: float, latitude: float) -> Point | None:
        """The place on the sheet; None on the far side of the globe."""
        turn, rise, centre = math.radians(longitude - self.longitude), math.radians(latitude), math.radians(self.latitude)
        nearness = math.sin(centre) * math.sin(rise) + math.cos(centre) * math.cos(rise) * math.cos(turn)
        if nearness < HORIZON:
            return None
        factor = EARTH / self.kilometres * math.sqrt(2 / (1 + nearness))
        x = factor * math.cos(rise) * math.sin(turn)
        y = factor * (math.cos(centre) * math.sin(rise) - math.sin(centre) * math.cos(rise) * math.cos(turn))
        return self.origin[0] + x, self.origin[1] - y


def centred(places: Sequence[tuple[float, float]], box: Box, farthest: float, nearest: float) -> tuple[Projection, float]:
    """The projection that shows all places (degrees east and north) within the box, and the height that it fills there.

    A point of the sheet is at least `nearest` kilometres; the scale follows the width, but for heights above the box's.

    Raises:
        ValueError: if a point would be more than `farthest` kilometres.
    """
    longitude, latitude = _middle(places)
    loose = Projection(longitude, latitude, 1.0, (0.0, 0.0))
    spots = [spot for place in places if (spot := loose.place(*place))]
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    kilometres = max((right - left) / box.width, (bottom - top) / box.height, nearest)
    if len(spots) < len(places) or kilometres > farthest:
        raise ValueError(f"expected places within {farthest:g} kilometres a point, found {kilometres:.0f}")
    height = (bottom - top) / kilometres
    x = box.left + (box.width - (right - left) / kilometres) / 2 - left / kilometres
    return Projection(longitude, latitude, kilometres, (x, box.top - top / kilometres)), height


def _middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The direction of the sum of the outermost places, as vectors from the globe's centre."""
    latitudes = [latitude for _, latitude in places]
    around = _span([longitude for longitude, _ in places])
    return around, (min(latitudes) + max(latitudes)) / 2


def _span(longitudes: Sequence[float]) -> float:
    """The middle of the shortest arc that holds all longitudes, also across the date line."""
    ordered = sorted(longitude % 360 for longitude in longitudes)
    gaps = [(after - before, after) for before, after in zip(ordered, [*ordered[1:], ordered[0] + 360], strict=True)]
    gap, start = max(gaps)
    return (start + (360 - gap) / 2 + 180) % 360 - 180


def clipped_ring(ring: Iterable[Point], box: Box) -> tuple[Point, ...]:
    """The part of a polygon within a box (Sutherland-Hodgman); empty if there is none."""
    points = list(ring)
    for axis, edge, sign in ((0, box.left, 1), (0, box.right, -1), (1, box.top, 1), (1, box.bottom, -1)):
        kept: list[Point] = []
        for before, after in zip([*points[-1:], *points[:-1]], points, strict=True):
            inside, was = (after[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
            if inside is not was:
                share = (edge - before[axis]) / (after[axis] - before[axis])
                kept.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
            if inside:
                kept.append(after)
        points = kept
    return tuple(points)


def clipped_line(line: Sequence[Point], box: Box) -> list[tuple[Point, ...]]:
    """The parts of a line within a box, each of two points or more."""
    parts: list[list[Point]] = []
    for start, end in itertools.pairwise(line):
        piece = _clipped_segment(start, end, box)
        if piece is None:
            continue
        if parts and parts[-1][-1] == piece[0]:
            parts[-1].append(piece[1])
        else:
            parts.append(list(piece))
    return [tuple(part) for part in parts]


def _clipped_segment(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    enter, leave = 0.0, 1.0
    for step, room in ((-dx, x - box.left), (dx, box.right - x), (-dy, y - box.top), (dy, box.bottom - y)):
        if step == 0 and room < 0:
            return None
        if step < 0:
            enter = max(enter, room / step)
        elif step > 0:
            leave = min(leave, room / step)
    if enter >= leave:
        return None
    first = start if enter == 0 else (x + enter * dx, y + enter * dy)
    return first, end if leave == 1 else (x + leave * dx, y + leave * dy)
