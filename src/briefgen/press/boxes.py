"""Boxes: the sizes of a press file's pages (ISO 32000-1, 14.11.2), in points from the lower left of the MediaBox."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.tokens import Trim

BLEED = 8.504  # 3 mm, rounded up
MARGIN = 30.0  # from the trim to the edge of the MediaBox: room for the bleed, the marks and the slug line
TOLERANCE = 0.01  # of the engine's boxes

Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Boxes:
    """A page of `width` by `height` points after trimming: TrimBox within BleedBox within MediaBox."""

    width: float
    height: float

    @property
    def media(self) -> Rectangle:
        """The whole page with its marks; its lower left corner is the origin."""
        return (0.0, 0.0, round(self.width + 2 * MARGIN, 3), round(self.height + 2 * MARGIN, 3))

    @property
    def trim(self) -> Rectangle:
        """The finished page."""
        return (MARGIN, MARGIN, round(MARGIN + self.width, 3), round(MARGIN + self.height, 3))

    @property
    def bleed(self) -> Rectangle:
        """The finished page and the colour that is cut off."""
        left, bottom, right, top = self.trim
        return (round(left - BLEED, 3), round(bottom - BLEED, 3), round(right + BLEED, 3), round(top + BLEED, 3))


def boxes_of(trim: Trim) -> Boxes:
    """The boxes of pages with that trim."""
    return Boxes(float(trim.width), float(trim.height))
