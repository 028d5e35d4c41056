"""Geometry: boxes and matrices of a page, in points; the axes of PDF, y upwards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

MM = 72 / 25.4
"""Points in a millimetre."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle along the axes."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def finite(self) -> bool:
        """Whether all four edges are numbers: a hostile matrix makes others."""
        return all(map(math.isfinite, (self.left, self.bottom, self.right, self.top)))

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether another box lies within this one, but for `slack` points."""
        return (other.left >= self.left - slack and other.bottom >= self.bottom - slack
                and other.right <= self.right + slack and other.top <= self.top + slack)

    def meets(self, other: Box) -> bool:
        """Whether the two have an area in common."""
        return (self.left < other.right and other.left < self.right
                and self.bottom < other.top and other.bottom < self.top)

    def within(self, other: Box) -> Box:
        """What the two have in common; of no or negative size if that is nothing."""
        return Box(max(self.left, other.left), max(self.bottom, other.bottom),
                   min(self.right, other.right), min(self.top, other.top))

    def grown(self, by: float) -> Box:
        """The box with every edge moved outwards."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def has(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a point lies in it."""
        return (self.left - slack <= x <= self.right + slack) and (self.bottom - slack <= y <= self.top + slack)


ENDLESS = Box(-1e9, -1e9, 1e9, 1e9)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point in the space that the matrix leads to."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def box_around(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box that holds all points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def moved_box(matrix: Matrix, box: Box) -> Box:
    """The box around a rectangle in the space that the matrix leads to."""
    corners = ((box.left, box.bottom), (box.right, box.bottom), (box.left, box.top), (box.right, box.top))
    return box_around(moved(matrix, x, y) for x, y in corners)


def stretches(matrix: Matrix) -> tuple[float, float]:
    """How long a unit along x and along y becomes."""
    a, b, c, d, _, _ = matrix
    return math.hypot(a, b), math.hypot(c, d)


def least_stretch(matrix: Matrix) -> float:
    """How wide a line of width one becomes where it becomes thinnest: the lesser singular value."""
    a, b, c, d, _, _ = matrix
    half, det = (a * a + b * b + c * c + d * d) / 2, abs(a * d - b * c)
    if not (math.isfinite(half) and math.isfinite(det)):
        return math.inf
    return math.sqrt(max(0.0, half - math.sqrt(max(0.0, half * half - det * det))))
