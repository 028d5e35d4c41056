"""Spread: on which page of a specimen each row stands, so that every page is about as full as the others. Points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from briefgen.model.tokens import PageTokens

LINES = 4
"""The most white that is put between two rows, in lines, besides what stands there anyway."""


def breaks(heights: Sequence[float], room: float, first_room: float) -> tuple[int, ...]:
    """The rows that begin a page after the first: the fewest pages, and of those the ones that are most alike.

    A row that is higher than a page has one of its own. No row changes its place.
    """
    count = len(heights)

    @cache
    def best(start: int) -> tuple[int, float, tuple[int, ...]]:
        if start == count:
            return 0, 0.0, ()
        there, used, found = (room if start else first_room), 0.0, []
        for end in range(start + 1, count + 1):
            used += heights[end - 1]
            if used > there and end > start + 1:
                break
            pages, uneven, rest = best(end)
            found.append((pages + 1, uneven + (there - used) ** 2, (end, *rest) if end < count else ()))
        return min(found)

    return best(0)[2]


def spread_sheet(heights: Mapping[str, float], page: PageTokens, head: float) -> str:
    """Rules for the rows of one part, given in their order by the value of `data-grid`: pages, and even white between rows.

    `head` is the height of the part's heading on its first page.
    """
    names, room, line = tuple(heights), float(page.trim.height - page.margins.top - page.margins.bottom), float(page.baseline)
    starts = breaks(tuple(heights.values()), room, room - head)
    rules = [f'[data-grid="{names[at]}"] {{ break-before: page }}' for at in starts]
    for begin, end in zip((0, *starts), (*starts, len(names)), strict=True):
        white = (room if begin else room - head) - sum(heights[name] for name in names[begin:end])
        lines = min(int(white / line / max(end - begin - 1, 1)), LINES)
        if lines > 0 and end > begin + 1:
            rules += [f'[data-grid="{name}"] {{ padding-bottom: {(1 + lines) * line:g}pt }}' for name in names[begin:end - 1]]
    return "\n" + "\n".join(rules) + "\n"
