"""Glyphs: which characters the fonts of a page lack; a line of text as outlines, for marks that must not need a font."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from briefgen.diagnostics import Diagnostic, Location


class _Characters(HTMLParser):
    """Every character of a page's text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.skipped = 0

    def handle_data(self, data: str) -> None:
        self.found.update(data)


_NOT_DRAWN = frozenset("\n\r\t\u00ad\u200b\u2060\u202f")


def missing_glyphs(name: str, html: str, resources: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Characters of a page that one of its fonts lacks: whichever family sets them must be able to."""
    parser = _Characters()
    parser.feed(html)
    for path, content in sorted(resources.items()):
        if path.endswith(".ttf"):
            for character in sorted(parser.found - _NOT_DRAWN - _covered(content)):
                yield Diagnostic(
                    "R003",
                    Location(name),
                    f"expected characters of the font {path}, found \"{character}\" (U+{ord(character):04X})",
                    "use another character, or a font that has it",
                )


@lru_cache(maxsize=32)
def _covered(content: bytes) -> frozenset[str]:
    font = TTFont(io.BytesIO(content), lazy=True)
    return frozenset(map(chr, font.getBestCmap()))


def lettering(font: bytes, text: str, size: float) -> bytes:
    """A line of text as outlines: operators of a content stream that fill it, from the origin, `size` in points.

    Characters that the font lacks are left out.
    """
    face = TTFont(io.BytesIO(font), lazy=True)
    glyphs, names, scale = face.getGlyphSet(), face.getBestCmap(), size / face["head"].unitsPerEm
    drawn, x = [], 0.0
    for glyph in (glyphs[names[ord(character)]] for character in text if ord(character) in names):
        pen = _OutlinePen(glyphs, scale, x)
        glyph.draw(pen)
        drawn += pen.operators
        x += glyph.width * scale
    return " ".join((*drawn, "f")).encode()


class _OutlinePen(BasePen):  # type: ignore[misc]
    """Writes a glyph as the operators of a content stream."""

    def __init__(self, glyphs: Any, scale: float, x: float) -> None:
        super().__init__(glyphs)
        self.scale, self.x = scale, x
        self.operators: list[str] = []

    def _write(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = (f"{self.x + x * self.scale:.3f} {y * self.scale:.3f}" for x, y in points)
        self.operators.append(" ".join((*numbers, operator)))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802  (the library's names)
        self._write("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._write("l", pt)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._write("c", *points)

    def _closePath(self) -> None:  # noqa: N802
        self.operators.append("h")
