"""Bleed: room around the trim, colour in all of it where the page has colour at its edge, and no printer's marks in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import bare, millimetres, on, shown
from briefgen.press.preflight.geometry import MM, Box
from briefgen.press.preflight.marks import Kind, Leaf, Mark, Sheaf
from briefgen.press.preflight.wishes import Wishes

REACH = 0.5 * MM
"""A mark that ends so near to the trim was meant to reach it."""
SLACK = 0.3
STEPS = 8
THIN = 2.0
MOST_EDGES, MOST_COVERS = 500, 1000


class Side(NamedTuple):
    """A side of the page, turned so that it is the left one: the same arithmetic serves all four."""

    name: str
    axis: int
    sign: int

    def out(self, box: Box) -> float:
        """How far a box reaches to this side; smaller is further out."""
        low, high = ((box.left, box.right), (box.bottom, box.top))[self.axis]
        return low if self.sign > 0 else -high

    def back(self, box: Box) -> float:
        """Its other end, on the same scale."""
        low, high = ((box.left, box.right), (box.bottom, box.top))[self.axis]
        return high if self.sign > 0 else -low

    def along(self, box: Box) -> tuple[float, float]:
        """From where to where it goes along this side."""
        return ((box.bottom, box.top), (box.left, box.right))[self.axis]

    def point(self, depth: float, along: float) -> tuple[float, float]:
        """A point of the page, from its place on the scale of this side."""
        return (self.sign * depth, along) if self.axis == 0 else (along, self.sign * depth)


SIDES = (Side("left", 0, 1), Side("right", 0, -1), Side("bottom", 1, 1), Side("top", 1, -1))


def check_bleed(name: str, sheaf: Sheaf, wishes: Wishes) -> Iterator[Diagnostic]:
    """B032."""
    for leaf in sheaf.leaves if wishes.bleed else ():
        room = {side.name: side.out(leaf.trim) - side.out(leaf.bleed.within(leaf.media)) for side in SIDES}
        if (least := min(room.values())) < wishes.bleed - SLACK / 2:
            narrow = min(room, key=lambda one: room[one])
            yield on(name, leaf.number, "B032",
                     f"expected {millimetres(wishes.bleed)} of bleed, found {millimetres(max(0.0, least))} on the {narrow}",
                     "let the BleedBox, and all colour that touches the edge, go beyond the trim")
            continue
        for side in SIDES:
            if (short := _short(leaf, side)) is not None:
                yield on(name, leaf.number, "B032", f"expected colour in all of the bleed on the {side.name}, found that "
                         f"{shown(short)} ends at the trim", "extend it to the edge of the bleed")
        if (stray := _stray(leaf)) is not None:
            yield on(name, leaf.number, "B032", f"expected printer's marks outside the bleed, found {shown(stray)}",
                     "move the marks out, or make the MediaBox larger than the BleedBox")


def _short(leaf: Leaf, side: Side) -> Mark | None:
    """A mark that reaches the trim on a side and does not go on beyond it."""
    edge, outer = side.out(leaf.trim), side.out(leaf.bleed)
    ends = [mark for mark in leaf.marks
            if mark.kind is not Kind.TEXT and not bare(mark) and leaf.trim.meets(mark.box)
            and outer + SLACK < side.out(mark.box) <= edge + REACH and side.back(mark.box) > edge + REACH]
    if not ends:
        return None
    near = [mark for mark in leaf.marks if mark.plain or mark.kind in (Kind.PICTURE, Kind.SHADE)]
    near = [mark for mark in near if side.out(mark.box) < edge + 2 * REACH][-MOST_COVERS:]
    return next((mark for mark in islice(ends, MOST_EDGES) if not _goes_on(leaf, side, mark, near)), None)


def _goes_on(leaf: Leaf, side: Side, mark: Mark, near: list[Mark]) -> bool:
    """Whether the bleed beyond a mark has its colour: at points along it where it is seen, and at corners that it reaches."""
    edge, outer = side.out(leaf.trim), side.out(leaf.bleed)
    (low, high), (first, last) = side.along(mark.box), side.along(leaf.trim)
    out_first, out_last = side.along(leaf.bleed)
    inside = max(side.out(mark.box), edge) + SLACK
    start = out_first + SLACK if low < first + REACH else low + SLACK
    end = out_last - SLACK if high > last - REACH else high - SLACK
    for place in (start + (end - start) * step / STEPS for step in range(STEPS + 1)):
        seen = _top(near, *side.point(inside, min(max(place, low + SLACK), high - SLACK)))
        if seen is not None and seen is not mark and mark.plain:
            continue
        for depth in (outer + SLACK, (edge + outer) / 2, edge - SLACK):
            if not _alike(mark, _top(near, *side.point(depth, place))):
                return False
    return True


def _top(marks: list[Mark], x: float, y: float) -> Mark | None:
    """The mark that is seen at a point: the last one that covers it."""
    return next((mark for mark in reversed(marks) if mark.box.has(x, y, SLACK / 2)), None)


def _alike(mark: Mark, other: Mark | None) -> bool:
    """Whether two marks can be parts of one ground: areas of one colour, or pictures and gradients."""
    if other is None:
        return False
    if mark.kind in (Kind.PICTURE, Kind.SHADE):
        return other.kind in (Kind.PICTURE, Kind.SHADE)
    return _colour(mark) == _colour(other)


def _colour(mark: Mark) -> object:
    """A colour by what it lays down; one of a screen by what it says."""
    inks = {ink: round(value, 3) for ink, value in mark.paint.inks.items() if value}
    return mark.paint.values if mark.paint.foreign else inks


def _stray(leaf: Leaf) -> Mark | None:
    """A thin mark that lies in the bleed and never reaches the page: a crop mark, or one like it."""
    inner = leaf.bleed.grown(-SLACK)
    return next((mark for mark in leaf.marks if mark.kind in (Kind.STROKE, Kind.FILL) and not bare(mark)
                 and min(mark.box.width, mark.box.height) < THIN
                 and inner.meets(mark.box) and not leaf.trim.grown(SLACK).meets(mark.box)), None)
