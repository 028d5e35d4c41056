"""Box, and the two ways in which labels find their places: spread along a line, or the best of several candidates."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Segment = tuple[Point, Point]


@dataclass(frozen=True)
class Box:
    """A rectangle in points, x to the right and y down the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def overlaps(self, other: Box) -> bool:
        """Whether the two have more than an edge in common."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def grown(self, margin: float) -> Box:
        """The box with a margin on all sides."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def within(self, width: float, height: float) -> bool:
        """Whether it lies on a page of that size."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height

    def inside(self, other: Box) -> bool:
        """Whether it lies within another one."""
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom

    def crosses(self, segment: Segment) -> bool:
        """Whether a segment passes through it (Liang-Barsky clipping)."""
        (x, y), (end_x, end_y) = segment
        enter, leave = 0.0, 1.0
        for step, room in ((x - end_x, x - self.left), (end_x - x, self.right - x),
                           (y - end_y, y - self.top), (end_y - y, self.bottom - y)):
            if step == 0 and room < 0:
                return False
            if step < 0:
                enter = max(enter, room / step)
            elif step > 0:
                leave = min(leave, room / step)
        return enter < leave


def flattened(curve: Sequence[Point], pieces: int = 16) -> tuple[Segment, ...]:
    """A Bezier curve (a start, then two controls and an end a piece) as straight segments, `pieces` for each piece."""
    points = [curve[0]]
    for start in range(0, len(curve) - 3, 3):
        points += [_on_curve(curve[start:start + 4], step / pieces) for step in range(1, pieces + 1)]
    return tuple(pairwise(points))


def _on_curve(controls: Sequence[Point], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (sum(w * p[0] for w, p in zip(weights, controls, strict=True)),
            sum(w * p[1] for w, p in zip(weights, controls, strict=True)))


@dataclass
class _Cluster:
    first: int
    total: float
    length: float
    count: int

    @property
    def start(self) -> float:
        return self.total / self.count


def spread(wanted: Sequence[float], lengths: Sequence[float], low: float, high: float) -> tuple[float, ...]:
    """Where intervals begin so that none overlap, all lie from `low` to `high`, and each centre is near its wanted place.

    `wanted` are centres, in ascending order; the result keeps that order. The displacement is the least in squares
    (pool adjacent violators). If the intervals are longer than the room, they run over `high`.
    """
    clusters: list[_Cluster] = []
    for index, (centre, length) in enumerate(zip(wanted, lengths, strict=True)):
        clusters.append(_Cluster(index, centre - length / 2, length, 1))
        while len(clusters) > 1 and _begin(clusters[-2], low, high) + clusters[-2].length > _begin(clusters[-1], low, high):
            _merge(clusters)
    starts: list[float] = []
    for cluster in clusters:
        place = _begin(cluster, low, high)
        for length in lengths[cluster.first:cluster.first + cluster.count]:
            starts.append(place)
            place += length
    return tuple(starts)


def _begin(cluster: _Cluster, low: float, high: float) -> float:
    return max(low, min(cluster.start, high - cluster.length))


def _merge(clusters: list[_Cluster]) -> None:
    later, earlier = clusters.pop(), clusters[-1]
    earlier.total += later.total - later.count * earlier.length
    earlier.length += later.length
    earlier.count += later.count


def best_box(candidates: Sequence[Box], boxes: Iterable[Box], segments: Iterable[Segment], page: Point | Box) -> int:
    """Which candidate hits least; the first among equals. Leaving the page counts most, then boxes, then segments.

    `page` is the room that there is, or its width and height if it begins at the sheet's corner.
    """
    others, lines = tuple(boxes), tuple(segments)
    room = page if isinstance(page, Box) else Box(0, 0, *page)

    def cost(index: int) -> float:
        box = candidates[index]
        outside = 0 if box.inside(room) else 1
        hit_boxes = sum(box.overlaps(other) for other in others)
        return outside * 1000 + hit_boxes * 100 + sum(box.crosses(line) for line in lines) * 10 + index * 0.1

    return min(range(len(candidates)), key=cost)


def segments_of(curve: Sequence[Point], pieces: int = 16) -> list[Segment]:
    """A cubic Bezier curve (a start, two controls, an end) as straight segments."""
    points = [point_of(curve, index / pieces) for index in range(pieces + 1)]
    return list(itertools.pairwise(points))


def point_of(curve: Sequence[Point], share: float) -> Point:
    """The point of a cubic Bezier curve at that share of its parameter, from 0 to 1."""
    rest = 1 - share
    weights = (rest**3, 3 * share * rest**2, 3 * share * share * rest, share**3)
    return (sum(w * x for w, (x, _) in zip(weights, curve, strict=True)),
            sum(w * y for w, (_, y) in zip(weights, curve, strict=True)))
