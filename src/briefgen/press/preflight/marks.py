"""Marks: everything that a page puts on paper, in the order in which it does, and what else a file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefgen.press.preflight.geometry import Box
from briefgen.press.preflight.ink import Paint, Space


class Kind(StrEnum):
    """What a mark is."""

    FILL = "fill"
    STROKE = "stroke"
    TEXT = "text"
    PICTURE = "picture"
    SHADE = "shade"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its samples, the space that they are in, and the most ink that any part of it asks for, in per cent."""

    width: int
    height: int
    bits: int
    space: Space | None
    ink: float | None = None
    """None where the samples cannot be read."""

    @property
    def flat(self) -> bool:
        """A swatch of one colour, whose resolution says nothing."""
        return self.width * self.height <= 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on paper.

    `box` is where, in points of the page's own space, cut by the clip. `size` is the width of a stroke, the size of a
    text, or the samples an inch of a picture, as they end up on paper; `plain` says that a fill is a rectangle.
    """

    kind: Kind
    box: Box
    paint: Paint
    size: float = 0.0
    overprint: bool = False
    mode: int = 0
    alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False
    plain: bool = False
    words: str = ""
    face: str = ""
    picture: Picture | None = None

    @property
    def live(self) -> bool:
        """Whether it must be blended with what lies under it."""
        return self.masked or self.alpha < 1 or self.blend not in ("Normal", "Compatible")


@dataclass(frozen=True, slots=True)
class Face:
    """A font that the text of a page is set in."""

    name: str
    kind: str
    embedded: bool
    subset: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its boxes as they are written, those that they come to, its marks, and what lies on it or around them."""

    number: int
    written: Mapping[str, Box]
    media: Box
    bleed: Box
    trim: Box
    turned: int
    unit: float
    marks: tuple[Mark, ...]
    faces: tuple[Face, ...]
    groups: tuple[Space | None, ...]
    """The blending space of the page's own transparency group, first, and of those within it; None where it says none."""
    notes: tuple[tuple[str, Box], ...]
    """The kinds of the annotations and where they lie."""
    screening: tuple[str, ...] = ()
    """What graphics states say of the device: `TR` and `TR2` are curves, `HTP` is where screens begin."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the trim in points, as a reader holds it."""
        width, height = self.trim.width * self.unit, self.trim.height * self.unit
        return (height, width) if self.turned % 180 else (width, height)


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent: its subtype, what it is made for, and the head of its profile, if it has one."""

    subtype: str
    condition: str
    profile: bytes | None
    channels: int
    words: str = ""
    """The condition as a reader would say it."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """A whole file, read."""

    version: str
    encrypted: bool
    identified: bool
    leaves: tuple[Leaf, ...]
    intents: tuple[Intent, ...]
    described: Mapping[str, str]
    """The file's XMP metadata, by prefix and name: `pdfxid:GTS_PDFXVersion`."""
    told: Mapping[str, str]
    """The file's information dictionary."""
    active: tuple[str, ...]
    """What a press file may not hold: scripts, actions, files inside it, forms."""
    damage: tuple[tuple[int, str], ...]
    """What could not be read, by page; 0 for the file as a whole."""
