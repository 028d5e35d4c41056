"""Columns: how wide each language's column is, so that both texts come to the same length; which rows may break."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefgen.compose import Pair
from briefgen.model.tokens import PageTokens

NARROWEST = 0.44
"""The part of both columns that one of them has at least, however short its text."""
SMALLEST_STEP = 0.5
BEYOND = 9.0
"""How far the ground of the first language reaches beyond the trim, so that a press file has its bleed."""
LEAST_BROKEN = 4
"""The lines that a cell has at least where its row breaks over two pages: two on each."""


def shares_of(extents: Sequence[int]) -> tuple[float, ...]:
    """The part of the width that each language's column takes, in proportion to its text, within limits; they add up to 1.

    `extents` are the letters of each text, or the area that it takes.
    """
    total = sum(extents)
    if not total or not all(extents):
        return tuple(1 / len(extents) for _ in extents)
    least = NARROWEST * 2 / len(extents)
    shares = [max(least, count / total) for count in extents]
    return tuple(share / sum(shares) for share in shares)


def widths_of(extents: Sequence[int], page: PageTokens) -> tuple[float, ...]:
    """The width of each column in points, without the gutters between them; all but the last are whole half points."""
    gutter = float(page.margin_column.gutter)
    room = float(page.full_width) - gutter * (len(extents) - 1)
    widths = [round(share * room / SMALLEST_STEP) * SMALLEST_STEP for share in shares_of(extents)[:-1]]
    return (*widths, room - sum(widths))


def areas_of(
    pairs: Iterable[Pair], places: Mapping[str, Sequence[tuple[int, float]]], lengths: Mapping[str, float],
    widths: Sequence[float],
) -> tuple[int, ...]:
    """The area that the running text of each language takes in set pages, of the rows that stand whole on one.

    A language whose words break less often takes more of it for as many letters.
    """
    whole = [pair for pair in pairs if pair.kind in ("paragraph", "bullet") and all(
        mark in lengths and len(places.get(mark, ())) == 1 for mark in pair.marks
    )]
    return tuple(
        round(width * sum(lengths[pair.marks[number]] for pair in whole)) for number, width in enumerate(widths)
    )


def columns_sheet(widths: Sequence[float], page: PageTokens) -> str:
    """A style sheet that gives the cells their widths, and the grounds of cover and masthead their edge between two columns."""
    gutter = float(page.margin_column.gutter)
    first, full, inset = widths[0] + gutter, float(page.full_width), 27.0
    within, edge = widths[0] * (1 - inset / full), float(page.margins.left) + first - gutter / 2 + BEYOND
    rules = [
        f".parallel .cell.one {{ width: {widths[0]:g}pt }}",
        f".parallel .sidebar .cell.one, .parallel .questions .cell.one {{ width: {within:.2f}pt }}",
        f".parallel .cover::before, .parallel .masthead::before {{ width: {edge:g}pt }}",
    ]
    return "\n" + "\n".join(rules)


def whole_sheet(pairs: Sequence[Pair], lengths: Mapping[str, float], leading: float) -> str:
    """A style sheet that keeps a row on one page where one of its cells has too few lines to be broken well."""
    rules = []
    for pair in pairs:
        lines = [round(lengths[mark] / leading) for mark in pair.marks if mark in lengths]
        if lines and min(lines) < LEAST_BROKEN and pair.kind in ("paragraph", "bullet"):
            rules.append(f'.cell:has(> [data-block="{pair.marks[0]}"]) {{ break-inside: avoid }}')
    return "\n" + "\n".join(rules)
