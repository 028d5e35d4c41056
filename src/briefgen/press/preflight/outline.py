"""Outline: a path as it is drawn: the box around it, and whether it is one plain rectangle."""

from __future__ import annotations

from briefgen.press.preflight.geometry import Box, Matrix

SQUARE = 0.01
"""Points by which the sides of a rectangle may lean."""


class Outline:
    """A path under way, in points of the page's own space. Curves are taken as their control points, a little too large."""

    __slots__ = ("bottom", "curved", "left", "parts", "points", "right", "top")

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begins anew."""
        self.left = self.bottom = float("inf")
        self.right = self.top = float("-inf")
        self.parts, self.curved = 0, False
        self.points: list[tuple[float, float]] = []

    def add(self, matrix: Matrix, x: float, y: float) -> None:
        """A further point."""
        a, b, c, d, e, f = matrix
        px, py = a * x + c * y + e, b * x + d * y + f
        self.left, self.right = min(self.left, px), max(self.right, px)
        self.bottom, self.top = min(self.bottom, py), max(self.top, py)
        if len(self.points) < 6:
            self.points.append((px, py))

    def move(self, matrix: Matrix, x: float, y: float) -> None:
        """A new part of the path."""
        self.parts += 1
        self.add(matrix, x, y)

    def rectangle(self, matrix: Matrix, x: float, y: float, width: float, height: float) -> None:
        """A part that is a rectangle."""
        self.move(matrix, x, y)
        self.add(matrix, x + width, y)
        self.add(matrix, x + width, y + height)
        self.add(matrix, x, y + height)

    @property
    def box(self) -> Box | None:
        """The box around it; None if it is empty or no number."""
        box = Box(self.left, self.bottom, self.right, self.top)
        return box if box.finite else None

    @property
    def plain(self) -> bool:
        """Whether it is one rectangle along the axes."""
        points = self.points[:-1] if len(self.points) == 5 and self.points[0] == self.points[4] else self.points
        if self.curved or self.parts != 1 or len(points) != 4:
            return False
        return all(
            min(abs(x - self.left), abs(x - self.right)) < SQUARE and min(abs(y - self.bottom), abs(y - self.top)) < SQUARE
            for x, y in points)
