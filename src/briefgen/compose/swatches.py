"""Swatches: the tokens of a look as a page shows them: styles of type, colours with their contrasts, the page and its grid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from briefgen.model.edition import POINTS, TrimSize
from briefgen.model.legibility import READABLE
from briefgen.model.tokens import ColourToken, PageTokens, Tokens, TypeStyle

NUMERALS, ALPHABET = "0123456789", "abcdefghijklmnopqrstuvwxyz"
WIDEST, WIDE = Decimal(28), Decimal("12.6")
"""Up to these sizes a line has room for words and numerals, and for an alphabet too; larger styles show words alone."""
STEPS = ("0.25", "0.5", "0.75", "1", "1.5", "2")
"""Multiples of the baseline that stand between things."""
DRAWN = 118.0
"""The width in points of the drawing of the page."""


@dataclass(frozen=True, slots=True)
class StyleLine:
    """A style of type: its name, what it is made of in words, its CSS, and what stands after the words."""

    name: str
    made_of: str
    css: str
    numerals: str
    is_capitals: bool


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of contrast as it prints, and whether it suffices for text."""

    text: str
    is_enough: bool


@dataclass(frozen=True, slots=True)
class Swatch:
    """A colour: on the screen, in inks (per cent of cyan, magenta, yellow and black), in grey, and against what it meets.

    `ratios` are those with paper, either way round, and with text in ink on it.
    """

    name: str
    rgb: str
    inks: str
    total: str
    lightness: str
    grey: str
    ratios: tuple[Ratio, Ratio]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the page: the name by which style sheets ask for it, and its value in points."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Step:
    """A multiple of the baseline, drawn `points` high."""

    factor: str
    points: str


def points_text(value: Decimal) -> str:
    """A length in points, without zeros that say nothing."""
    return f"{value.normalize():f}"


def style_lines(tokens: Tokens) -> tuple[StyleLine, ...]:
    """All styles of type, the largest first."""
    ordered = sorted(tokens.type.items(), key=lambda pair: (-pair[1].size, pair[0]))
    return tuple(_style_line(name, style) for name, style in ordered)


def _style_line(name: str, style: TypeStyle) -> StyleLine:
    made_of = f"{style.family} {style.weight}, {points_text(style.size)}/{points_text(style.leading)}"
    tracking = f"; letter-spacing: {points_text(style.tracking)}em" if style.tracking else ""
    css = f"font: {style.weight} {style.size}pt/{style.leading}pt '{style.family}'{tracking}"
    after = " ".join((NUMERALS, ALPHABET)[: (style.size <= WIDEST) + (style.size <= WIDE)])
    return StyleLine(name, made_of, css, after, bool(style.tracking))


def swatches(tokens: Tokens) -> tuple[Swatch, ...]:
    """All colours, from the darkest to the lightest, so that the column of greys is a scale."""
    ordered = sorted(tokens.colour.items(), key=lambda pair: (pair[1].lightness, pair[0]))
    return tuple(_swatch(name, colour, tokens) for name, colour in ordered)


def _swatch(name: str, colour: ColourToken, tokens: Tokens) -> Swatch:
    inks = " ".join(points_text(ink) for ink in colour.cmyk)
    ratios = _ratio(colour, tokens.colour["paper"]), _ratio(colour, tokens.colour["ink"])
    total, lightness = points_text(colour.total_ink), f"{colour.lightness:.0f}"
    return Swatch(name, colour.rgb, inks, total, lightness, colour.in_grey().rgb, ratios)


def _ratio(one: ColourToken, other: ColourToken) -> Ratio:
    """Cut, not rounded, so that 4.49 never reads as enough."""
    ratio = one.contrast(other)
    return Ratio(f"{int(ratio * 10 + 1e-9) / 10:.1f}", ratio >= READABLE)


def measures(page: PageTokens) -> tuple[Measure, ...]:
    """The measures of the page, declared and worked out."""
    a4 = " × ".join(POINTS[TrimSize.A4])
    margins = " ".join(points_text(getattr(page.margins, side)) for side in ("top", "right", "bottom", "left"))
    found = (
        ("page.trim", f"{points_text(page.trim.width)} × {points_text(page.trim.height)}"), ("--trim a4", a4),
        ("page.margins", margins),
        ("page.margin_column", f"{points_text(page.margin_column.width)} + {points_text(page.margin_column.gutter)}"),
        ("page.text_width", points_text(page.text_width)), ("page.full_width", points_text(page.full_width)),
        ("page.baseline", points_text(page.baseline)),
    )
    return tuple(Measure(*pair) for pair in found)


def steps(page: PageTokens) -> tuple[Step, ...]:
    """The white that stands between things, as multiples of the baseline."""
    return tuple(Step(factor, points_text(Decimal(factor) * page.baseline)) for factor in STEPS)


def page_drawing(tokens: Tokens) -> tuple[str, float, float]:
    """The page to scale as SVG, with its width and height in points: columns, lines, and A4 around the same type area."""
    page = tokens.page
    other = page.on_trim(*(Decimal(side) for side in POINTS[TrimSize.A4]))
    width = max(float(page.trim.width), float(other.trim.width))
    height = max(float(page.trim.height), float(other.trim.height))
    scale = DRAWN / width
    shapes = "".join(_shapes(page, other, width / 2, height / 2, tokens))
    drawing = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{DRAWN:.4g}pt" height="{height * scale:.4g}pt" '
               f'viewBox="-2 -2 {width + 4:.6g} {height + 4:.6g}" fill="none">{shapes}</svg>')
    return drawing, DRAWN, height * scale


def _shapes(page: PageTokens, other: PageTokens, middle_x: float, middle_y: float, tokens: Tokens) -> Iterator[str]:
    """Both trims about one middle, the columns, and every fourth line of the grid."""
    rgb = {name: colour.rgb for name, colour in tokens.colour.items()}
    left, top = middle_x - float(page.trim.width) / 2, middle_y - float(page.trim.height) / 2
    area_top, area_bottom = top + float(page.margins.top), top + float(page.trim.height - page.margins.bottom)
    yield _box(middle_x - float(other.trim.width) / 2, middle_y - float(other.trim.height) / 2, float(other.trim.width),
               float(other.trim.height), f'stroke="{rgb["brick"]}" stroke-width="3" stroke-dasharray="14 9"')
    yield _box(left, top, float(page.trim.width), float(page.trim.height), f'stroke="{rgb["deep"]}" stroke-width="4"')
    columns = ((page.margins.left, page.margin_column.width, "mist"), (page.text_left, page.text_width, "pale"))
    for begins, wide, fill in columns:
        yield _box(left + float(begins), area_top, float(wide), area_bottom - area_top, f'fill="{rgb[fill]}"')
    starts, ends = left + float(page.margins.left), left + float(page.trim.width - page.margins.right)
    line = area_top
    while line <= area_bottom:
        yield f'<path d="M{starts:.6g} {line:.6g}H{ends:.6g}" stroke="{rgb["steel"]}" stroke-width="1.6"/>'
        line += 4 * float(page.baseline)


def _box(left: float, top: float, width: float, height: float, how: str) -> str:
    return f'<path d="M{left:.6g} {top:.6g}h{width:.6g}v{height:.6g}h{-width:.6g}z" {how}/>'
