"""Tokens: the look in numbers, for pages and charts alike. Lengths in points unless a unit stands there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from briefgen.model.lightness import contrast_of, lightness_at, luminance_of
from briefgen.model.observation import DecimalField
from briefgen.model.record import LocalText, Record, ShortText

PIXEL = Decimal("0.75")
"""The engine's pixel in points."""
Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
Weight = Annotated[int, Field(ge=100, le=900)]


class Trim(Record):
    """The size of the finished page."""

    width: DecimalField
    height: DecimalField


class Margins(Record):
    """From the trim to the type area; the text column starts at `text_left`."""

    top: DecimalField
    right: DecimalField
    bottom: DecimalField
    left: DecimalField


class MarginColumn(Record):
    """The narrow column on the left, and the white between it and the text."""

    width: DecimalField
    gutter: DecimalField


class PageTokens(Record):
    """The page and its grid; every height is a multiple of `baseline`."""

    trim: Trim
    baseline: DecimalField
    margins: Margins
    margin_column: MarginColumn

    def on_trim(self, width: Decimal, height: Decimal) -> PageTokens:
        """The same type area on another trim, in points: what is larger or smaller is in the margins.

        So all lines and pages are the same, and a page number is right on either. Half is on each side, in whole pixels of the
        engine on the left; above it is a number of whole lines, so that what reaches up to the trim keeps to the grid.
        """
        more, wider = height - self.trim.height, width - self.trim.width
        aside = (wider / 2 / PIXEL).to_integral_value(ROUND_HALF_UP) * PIXEL
        above = (more / 2 / self.baseline).to_integral_value(ROUND_HALF_UP) * self.baseline
        margins = Margins(top=self.margins.top + above, right=self.margins.right + wider - aside,
                          bottom=self.margins.bottom + more - above, left=self.margins.left + aside)
        return self.model_copy(update={"trim": Trim(width=width, height=height), "margins": margins})

    @property
    def text_left(self) -> Decimal:
        """From the trim to the left edge of the text column."""
        return self.margins.left + self.margin_column.width + self.margin_column.gutter

    @property
    def text_width(self) -> Decimal:
        """The width of the text column."""
        return self.trim.width - self.margins.right - self.text_left

    @property
    def full_width(self) -> Decimal:
        """The width of margin column, gutter and text column together."""
        return self.trim.width - self.margins.left - self.margins.right

    @property
    def outdent(self) -> Decimal:
        """From the text column's left edge back to the margin column's."""
        return self.margin_column.width + self.margin_column.gutter


class TypeStyle(Record):
    """A style of type: family, size and leading in points, weight, tracking in em.

    `family` is one of the families that come with briefgen. `weight` goes from 100 to 900; 400 is regular, 600 semibold.
    """

    family: ShortText
    size: DecimalField
    leading: DecimalField
    weight: Weight = 400
    tracking: DecimalField = Decimal(0)


class ColourToken(Record):
    """A colour in RGB for screens and in CMYK (per cent of each ink) for the press.

    `rgb` is # and six digits, such as "#12403a"; `cmyk` is per cent of cyan, magenta, yellow and black.
    """

    rgb: Hex
    cmyk: tuple[DecimalField, DecimalField, DecimalField, DecimalField]

    @property
    def luminance(self) -> float:
        """How much light the RGB gives, from 0 (black) to 1 (white), as WCAG 2 reckons it."""
        return luminance_of(self.rgb)

    @property
    def lightness(self) -> float:
        """L* of the RGB, from 0 (black) to 100 (white): equal steps look alike."""
        return lightness_at(self.luminance)

    @property
    def total_ink(self) -> Decimal:
        """All inks together, in per cent."""
        return sum(self.cmyk, Decimal(0))

    def contrast(self, other: ColourToken) -> float:
        """The ratio of contrast of two colours, whichever is the ground: from 1 (alike) to 21 (black and white)."""
        return contrast_of(self.luminance, other.luminance)

    def in_grey(self) -> ColourToken:
        """The grey of the same lightness: what a copier makes of the colour."""
        luminance = self.luminance
        level = 12.92 * luminance if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
        shade = round(level * 255)
        black = (Decimal(255 - shade) * 100 / 255).quantize(Decimal(1), ROUND_HALF_UP)
        none = Decimal(0)
        return ColourToken(rgb=f"#{shade:02x}{shade:02x}{shade:02x}", cmyk=(none, none, none, black))


class Tokens(Record):
    """All tokens, and the lines that each brief prints in its imprint.

    `name`, `publisher` and `contact` are those of the organisation whose look it is; they win over those of `briefgen.yaml`, so
    that one file is a whole theme.
    """

    page: PageTokens
    type: Mapping[str, TypeStyle]
    colour: Mapping[str, ColourToken]
    imprint: tuple[LocalText, ...] = ()
    name: LocalText | None = None
    publisher: LocalText | None = None
    contact: LocalText | None = None

    @property
    def organisation(self) -> dict[str, LocalText]:
        """What the theme says of the organisation itself, by the field of the project whose place it takes."""
        said = {"name": self.name, "publisher": self.publisher, "contact": self.contact}
        return {field: text for field, text in said.items() if text is not None}

    def on_trim(self, width: Decimal, height: Decimal) -> Tokens:
        """The same look on another trim, in points."""
        return self.model_copy(update={"page": self.page.on_trim(width, height)})

    def in_grey(self) -> Tokens:
        """The same look without colour."""
        return self.model_copy(update={"colour": {name: colour.in_grey() for name, colour in self.colour.items()}})
