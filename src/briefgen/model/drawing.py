"""Drawing: a finished chart, as charts hand it out and pages and folders take it in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in one locale or in two: SVG and CSV, what it says in words, and what was drawn.

    `width` and `height` are points; `sources` are source ids and `quantities` are references, each once, in order of use;
    `texts` are pairs of a quantity's id and the text that the chart prints for it. `alt` and `texts` are those of the
    first locale; `alts` and `said` have them for each, by its tag.
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
    alts: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
