"""Typeface: the chart's family in the files that were given, its measures and its line breaks. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import TextToPath

from briefgen.charts.error import ChartError, ChartFault
from briefgen.charts.wording import Aside
from briefgen.model.typeface import FontFile

SMALLEST_SIZE = 7.4
BREAKABLE_SPACE = " "
_MEASURER = TextToPath()


@dataclass(frozen=True)
class Style:
    """How a label is set: size and leading in points, weight as in CSS, colour as the name of a token."""

    size: float
    leading: float
    weight: int
    colour: str
    italic: bool = False

    def of(self, line: str) -> Style:
        """The style in which a line is set: a line of the second language is in italics."""
        return replace(self, italic=True) if isinstance(line, Aside) else self


@dataclass(frozen=True)
class Typeface:
    """One family, in exactly the files given; the system's fonts are never searched."""

    family: str
    files: tuple[FontFile, ...]

    def face(self, style: Style) -> FontFile:
        """The file whose weight is nearest to the style's, upright or italic as asked.

        Raises:
            ChartError: if the family has no such face.
        """
        fitting = [f for f in self.files if f.family == self.family and f.italic == style.italic]
        if not fitting:
            slant = "italic" if style.italic else "upright"
            raise ChartError(ChartFault.FACE_MISSING, f"expected an {slant} face of {self.family} among the fonts given")
        return min(fitting, key=lambda f: (abs(f.weight - style.weight), f.weight))

    def properties(self, style: Style) -> FontProperties:
        """The face for matplotlib, by file and size."""
        return FontProperties(fname=self.face(style).path, size=style.size)

    def check_glyphs(self, text: str, style: Style) -> None:
        """Makes sure that the face can print every character.

        Raises:
            ChartError: naming the first character that it lacks.
        """
        face = self.face(style)
        known = _characters(face.path)
        for character in text:
            if ord(character) not in known:
                raise ChartError(
                    ChartFault.GLYPH_MISSING,
                    f"expected characters that {face.path.name} has, found U+{ord(character):04X} in \"{text}\"",
                )

    def width(self, text: str, style: Style) -> float:
        """The width of one line, unhinted, as it will be printed.

        Raises:
            ChartError: if the face lacks a character.
        """
        style = style.of(text)
        self.check_glyphs(text, style)
        return _width(text, self.face(style).path, style.size)

    def wrap(self, text: str, style: Style, measure: float) -> tuple[str, ...]:
        """Lines of at most `measure` points, balanced so that the last is not a lone word; breaks at plain spaces only.

        A word wider than the measure stands on a line of its own. Lines of the second language remain such.
        """
        greedy = self._fill(text, style, measure)
        if len(greedy) == 1:
            return greedy
        low, high = measure / 2, measure
        while high - low > 1:
            middle = (low + high) / 2
            if len(self._fill(text, style, middle)) == len(greedy):
                high = middle
            else:
                low = middle
        return self._fill(text, style, high)

    def _fill(self, text: str, style: Style, measure: float) -> tuple[str, ...]:
        lines: list[str] = []
        kind = Aside if isinstance(text, Aside) else str
        for word in map(kind, text.split(BREAKABLE_SPACE)):
            longer = kind(f"{lines[-1]} {word}") if lines else word
            if lines and self.width(longer, style) <= measure:
                lines[-1] = longer
            else:
                lines.append(word)
        return tuple(lines)


@lru_cache(maxsize=32)
def _characters(path: Path) -> frozenset[int]:
    return frozenset(int(code) for code in FT2Font(str(path)).get_charmap())


@lru_cache(maxsize=8192)
def _width(text: str, path: Path, size: float) -> float:
    return float(_MEASURER.get_text_width_height_descent(text, FontProperties(fname=path, size=size), ismath=False)[0])
