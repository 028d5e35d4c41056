"""Key: what the marks of a chart mean, in rows below it, where words beside each mark have no room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_uppercase

from briefgen.charts.surface import Surface

SAMPLE_GAP, ENTRY_GAP = 4.0, 14.0  # between a sample and its words, and between entries
ABOVE = 5.0  # between the rule and the first row


@dataclass(frozen=True)
class Entry:
    """A sample and its words. `draw` is called with the sample's left edge and the height of its middle, in points."""

    text: str
    breadth: float
    draw: Callable[[float, float], None]


def draw_key(entries: Sequence[Entry], top: float, surface: Surface) -> float:
    """Sets the entries in rows below a thin line at `top`, in one colour; returns where they end. Nothing for no entries."""
    if not entries:
        return top
    style = surface.style("chart_small", colour="quiet")
    surface.stroke((0, top), (surface.width, top), colour="rule", weight=0.5)
    x, y, depth = 0.0, top + ABOVE + style.leading / 2, 0
    for entry in entries:
        left = entry.breadth + SAMPLE_GAP if entry.breadth else 0.0
        lines = surface.wrap(entry.text, style, surface.width - left)
        breadth = left + max(surface.text_width(line, style) for line in lines)
        if x and x + breadth > surface.width:
            x, y, depth = 0.0, y + (1 + depth) * style.leading, 0
        if entry.breadth:
            entry.draw(x, y)
        surface.words(lines, x + left, y + style.size * 0.33, style)
        x, depth = x + breadth + ENTRY_GAP, max(depth, len(lines) - 1)
    return y + (depth + 0.75) * style.leading


def lettered(count: int) -> tuple[str, ...]:
    """So many marks to stand for words where digits would read as values: A to Z, then AA to ZZ."""
    singles = tuple(ascii_uppercase)
    return (*singles, *map("".join, product(singles, repeat=2)))[:count]


def draw_numbered(
    texts: Sequence[str], top: float, columns: int, surface: Surface, *, signs: Sequence[str] = ()
) -> float:
    """Sets texts with their numbers from 1, or with `signs` instead, in columns read downwards; returns where they end."""
    signs = signs or [f"{order}" for order in range(1, len(texts) + 1)]
    number, style = surface.style("chart_small", weight=600), surface.style("chart_small", colour="quiet")
    indent = max((surface.text_width(sign, number) for sign in signs), default=0.0) + SAMPLE_GAP
    breadth = (surface.width - ENTRY_GAP * (columns - 1)) / columns
    blocks = [surface.wrap(text, style, breadth - indent) for text in texts]
    ends, index = [], 0
    for column, count in enumerate(_shares([len(block) for block in blocks], columns)):
        x, y = column * (breadth + ENTRY_GAP), top + style.size
        for block in blocks[index:index + count]:
            surface.words(signs[index], x, y, number)
            surface.words(block, x + indent, y, style)
            y += len(block) * style.leading + 1.5
            index += 1
        ends.append(y)
    return max(ends, default=top + style.size) - style.size + 1.5


def _shares(lines: Sequence[int], columns: int) -> list[int]:
    """How many blocks go into each column, so that the first are not shorter than the last."""
    counts, rest = [], list(lines)
    for left in range(columns, 0, -1):
        goal, count, filled = sum(rest) / left, 0, 0
        while count < len(rest) and (filled < goal or left == 1):
            filled += rest[count]
            count += 1
        counts.append(count)
        rest = rest[count:]
    return counts
