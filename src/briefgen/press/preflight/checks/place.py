"""Place: where a check found something, and how it tells what it found."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.diagnostics import Diagnostic, Location
from briefgen.press.preflight.geometry import MM, Box
from briefgen.press.preflight.marks import Kind, Leaf, Mark

LONGEST_WORDS = 40
_WORDS = {Kind.FILL: "an area", Kind.STROKE: "a line", Kind.TEXT: "text", Kind.PICTURE: "a picture", Kind.SHADE: "a gradient"}


def on(name: str, page: int, code: str, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic at a page of a file; page 0 is the file as a whole."""
    return Diagnostic(code, Location(f"{name}:{page}" if page else name), message, hint)


def counted(marks: Iterable[Mark]) -> str:
    """How many marks, and which is the first: `3 times, the first text "Canada" at 20 by 41 mm`."""
    many = list(marks)
    if not many:
        return "none"
    return f"{shown(many[0])}" if len(many) == 1 else f"{len(many)} times, the first {shown(many[0])}"


def shown(mark: Mark) -> str:
    """A mark, with its words if it has any, and where its lower left corner is on the page."""
    said = f' "{mark.words[:LONGEST_WORDS]}"' if mark.words else ""
    return f"{_WORDS[mark.kind]}{said} {at(mark.box)}"


def at(box: Box) -> str:
    """Where a box begins, in millimetres from the left and from below, on the page's own axes."""
    return f"at {box.left / MM:.0f} by {box.bottom / MM:.0f} mm"


def millimetres(points: float) -> str:
    return f"{points / MM:.4g} mm"


def printed(leaf: Leaf) -> list[Mark]:
    """The marks that reach the paper within the bleed; crop marks and what is written beside them are none of it."""
    area = leaf.bleed
    return [mark for mark in leaf.marks if area.meets(mark.box) or (area.holds(mark.box) and _thin(mark.box))]


def _thin(box: Box) -> bool:
    """Whether it has no area: a rectangle of no height is printed nevertheless, as thin as the device can."""
    return box.width == 0 or box.height == 0


def bare(mark: Mark) -> bool:
    """Whether it leaves the paper white."""
    return mark.kind is not Kind.PICTURE and mark.paint.white
