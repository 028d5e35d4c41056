"""The grid: what a block lacks to a whole number of lines, so that the text after it stands on the baseline grid again."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal

WHITE_BELOW: Mapping[str, tuple[str, Decimal]] = {
    "exhibit": ("padding-bottom", Decimal("0.35")),
    "lead": ("padding-bottom", Decimal("0.35")),
    "pull-quote": ("margin-bottom", Decimal(1)),
    "sidebar": ("margin-bottom", Decimal(1)),
    "people": ("padding-bottom", Decimal("0.35")),
    "key-panel": ("padding-bottom", Decimal(0)),
    "margin": ("padding-bottom", Decimal(0)),
    "balance": ("padding-bottom", Decimal(0)),
    "outlook": ("padding-bottom", Decimal("0.25")),
    "masthead": ("padding-bottom", Decimal(2)),
    "beside": ("padding-bottom", Decimal(0)),
    "decisions": ("padding-bottom", Decimal(0)),
    "questions": ("margin-bottom", Decimal(0)),
    "register": ("padding-bottom", Decimal(0)),
    "marginalia": ("margin-bottom", Decimal(1)),
    "pair": ("padding-bottom", Decimal("0.5")),
}
"""For each class of block the property that takes the difference, and how many lines of white stand below it at least.
White above the next block swallows a margin, so most blocks are filled with padding; the ending of a section within its
rule. A box with a ground or a rule beside it takes a margin of a whole line or more, which nothing swallows."""


def grid_sheet(heights: Mapping[str, tuple[str, float]], baseline: Decimal) -> str:
    """A style sheet that fills each block, given by class and height in points, up to a multiple of the baseline."""
    rules = []
    for key, (kind, height) in sorted(heights.items()):
        if kind in WHITE_BELOW:
            name, lines = WHITE_BELOW[kind]
            white = lines * baseline
            filled = white + lacking(Decimal(str(round(height, 2))) + white, baseline)
            rules.append(f'[data-grid="{key}"] {{ {name}: {filled}pt }}')
    return "\n" + "\n".join(rules)


def ends_sheet(ends: Mapping[str, tuple[float, float]], baseline: Decimal) -> str:
    """A style sheet that fills the last part of each block that goes on over a page, by its height and its padding below.

    Points; a page begins on the grid, so what such a block lacks is what its last part lacks.
    """
    rules = []
    for key, (height, padding) in sorted(ends.items()):
        if lack := lacking(Decimal(str(round(height, 2))), baseline):
            rules.append(f'[data-grid="{key}"] {{ padding-bottom: {Decimal(str(round(padding, 2))) + lack}pt !important }}')
    return "\n" + "\n".join(rules) if rules else ""


def lacking(height: Decimal, baseline: Decimal) -> Decimal:
    """What a height in points lacks to the next multiple of the baseline; 0 on a multiple."""
    return (height / baseline).to_integral_value(ROUND_CEILING) * baseline - height
