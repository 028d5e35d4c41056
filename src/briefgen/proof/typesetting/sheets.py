"""Sheets: what only the whole page shows: headings near a foot, white holes, rivers, and lines off the baseline grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from briefgen.proof.typesetting.faults import FEWEST_TOGETHER, Fault
from briefgen.proof.typesetting.lines import HEADINGS, Line, Paragraph, TypeArea
from briefgen.proof.typesetting.pages import Sheet

DEEPEST_HOLE = 6.0
"""Within the text column there are at most so many lines of white in a row."""
DEEPEST_FOOT = 0.34
"""At the foot of a page that the text goes on from, at most so much of the type area's height is white."""
LONGEST_RIVER, LONGEST_THREAD = 3, 6
"""So many lines in a row may have a wide space at one place; so many may have any space there."""
WIDE_SPACE = 0.36
"""A space between words is wide from so much of the size of the type."""
OFF_GRID = 0.3
"""Points by which a line of running text may stand off the grid."""


def sheet_faults(sheets: Sequence[Sheet], paragraphs: Sequence[Paragraph], area: TypeArea) -> Iterator[Fault]:
    """Everything that is wrong with pages as wholes."""
    for sheet, following in zip(sheets, [*sheets[1:], None], strict=True):
        yield from _strays(sheet, area)
        yield from _holes(sheet, following, area)
    for paragraph in paragraphs:
        yield from _rivers(paragraph)
    yield from _off_grid(paragraphs, area)


def _column(sheet: Sheet, area: TypeArea) -> list[tuple[float, float]]:
    """(top, bottom) of all that stands in the text column, within the type area."""
    left, right, foot = area.left, area.left + area.width, area.top + area.height
    return sorted(
        (max(top, area.top), min(bottom, foot)) for start, top, end, bottom in sheet.ink
        if start < right and end > left and bottom > area.top and top < foot
    )


def _strays(sheet: Sheet, area: TypeArea) -> Iterator[Fault]:
    """Headings with less than two lines below them."""
    for line in sheet.lines:
        if line.kind in HEADINGS and _is_last(line, sheet.lines):
            below = max((bottom for _, bottom in _column(sheet, area)), default=0.0) - line.baseline
            if below < (FEWEST_TOGETHER - 0.5) * area.leading:
                yield Fault("B055", line, f"expected {FEWEST_TOGETHER} lines below a heading, found it at the foot of the page")


def _is_last(line: Line, lines: Sequence[Line]) -> bool:
    return not any(other.paragraph == line.paragraph and other.baseline > line.baseline for other in lines)


def _holes(sheet: Sheet, following: Sheet | None, area: TypeArea) -> Iterator[Fault]:
    spans = _column(sheet, area)
    if not spans or not sheet.lines:
        return
    deepest = area.top
    for top, bottom in spans:
        if top - deepest > DEEPEST_HOLE * area.leading:
            yield Fault("B056", _above(sheet, deepest), f"expected at most {DEEPEST_HOLE:g} lines of white in the text column, "
                                                        f"found {(top - deepest) / area.leading:.1f}")
        deepest = max(deepest, bottom)
    white = (area.top + area.height - deepest) / area.height
    if following is not None and white > DEEPEST_FOOT and following.lines and following.lines[0].kind not in HEADINGS:
        yield Fault("B056", _above(sheet, deepest), f"expected a page that is full before the text goes on, found {white:.0%} "
                                                    "of it white at the foot")


def _above(sheet: Sheet, height: float) -> Line:
    """The last line above a height; the first one of the page if none is."""
    above = [line for line in sheet.lines if line.baseline <= height + 1]
    return max(above, key=lambda line: line.baseline) if above else sheet.lines[0]


def _rivers(paragraph: Paragraph) -> Iterator[Fault]:
    """Spaces that stand below each other, line after line; each river once, at the line where it is too long."""
    told = False
    runs: dict[tuple[float, float], tuple[int, int]] = {}
    for line in paragraph.lines:
        found: dict[tuple[float, float], tuple[int, int]] = {}
        for gap in line.gaps:
            before = [run for other, run in runs.items() if _meet(gap, other)]
            wide = gap[1] - gap[0] >= WIDE_SPACE * line.size
            found[gap] = (1 + max((run[0] for run in before), default=0) if wide else 0,
                          1 + max((run[1] for run in before), default=0))
        runs = found
        for wide_run, run in found.values():
            if not told and (wide_run > LONGEST_RIVER or run > LONGEST_THREAD):
                told = True
                yield Fault("B057", line, "expected words that cover the spaces above them, "
                                          f"found a river of {max(wide_run, run)} lines")


def _meet(gap: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two spaces cover each other by half of the narrower one."""
    return min(gap[1], other[1]) - max(gap[0], other[0]) >= min(gap[1] - gap[0], other[1] - other[0]) / 2


def _off_grid(paragraphs: Sequence[Paragraph], area: TypeArea) -> Iterator[Fault]:
    """The first line of each paragraph of running text that stands off the grid on which most lines stand."""
    running = [[line for line in one.lines if is_running(line, area)] for one in paragraphs if one.kind == "p"]
    offsets = Counter(round(offset_of(line, area), 1) for lines in running for line in lines)
    if not offsets:
        return
    grid = offsets.most_common(1)[0][0]
    for lines in running:
        for line in lines:
            off = (offset_of(line, area) - grid + area.leading / 2) % area.leading - area.leading / 2
            if abs(off) > OFF_GRID:
                yield Fault("B060", line, f"expected a baseline on the grid of {area.leading:g} points, "
                                          f"found it {off:+.1f} points off")
                break


def is_running(line: Line, area: TypeArea) -> bool:
    """Whether a line is one of running text: in its size, from the left edge of a text column."""
    within = any(left - 2 < line.left < left + 2 * area.size for left in area.facing or (area.left,))
    return abs(line.size - area.size) < 0.05 and within and "Serif" in line.font


def offset_of(line: Line, area: TypeArea) -> float:
    """How far a baseline stands below the last multiple of the leading, counted from the top of the type area."""
    return (line.baseline - area.top) % area.leading
