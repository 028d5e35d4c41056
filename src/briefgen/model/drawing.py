"""Drawing: a finished chart, as charts hand it out and pages and folders take it in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in one locale: SVG and CSV, what it says in words, and what was drawn.

    `width` and `height` are points; `sources` are source ids and `quantities` are references, each once, in order of use;
    `texts` are pairs of a quantity's id and the text that the chart prints for it.
    """

    id: str
    svg: bytes
    csv: str
    alt: str
    width: float
    height: float
    sources: tuple[str, ...]
    quantities: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
