"""Faces: the fonts of a file: whether they are inside it, and how wide and what their characters are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from briefgen.press.preflight.limits import BROKEN, check_size
from briefgen.press.preflight.marks import Face

USUAL_WIDTH = 500
MOST_WIDTHS = 70_000
HIGHEST, LOWEST = 0.75, -0.22
"""How far letters reach above and below their line, in ems; a font's own box is that of its tallest accent."""

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_ROW = {
    b"bfchar": re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>"),
    b"bfrange": re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A font as text is set in it: how wide each code is in thousandths of its size, and which words it stands for."""

    face: Face
    wide: bool
    """Whether a code has two bytes."""
    widths: Mapping[int, float]
    usual: float
    words: Mapping[int, str]
    unit: float = 0.001
    glyphs: tuple[pikepdf.Stream, ...] = field(default=(), compare=False)
    """The drawings of a Type 3 font."""

    def codes(self, text: bytes) -> Iterator[int]:
        """The codes of a string."""
        if not self.wide:
            return iter(text)
        return (int.from_bytes(text[at:at + 2], "big") for at in range(0, len(text), 2))

    def said(self, text: bytes) -> str:
        """A string as a reader would copy it; characters that the font does not name are left out or shown as they are."""
        return "".join(self.words.get(code, "" if self.wide else chr(code)) for code in self.codes(text))


def setting_of(font: pikepdf.Dictionary) -> Setting:
    """A font dictionary, read."""
    kind = str(font.get("/Subtype", "/?")).removeprefix("/")
    name = str(font.get("/BaseFont", font.get("/Name", "/?"))).removeprefix("/")
    inner = font.DescendantFonts[0] if kind == "Type0" else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    embedded = kind == "Type3" or any(file in descriptor for file in _FILES)
    face = Face(_SUBSET.sub("", name), kind, embedded, bool(_SUBSET.match(name)) or kind == "Type3")
    words = _words(font)
    if kind == "Type0":
        return Setting(face, wide=True, widths=_wide_widths(inner), usual=float(inner.get("/DW", 1000)), words=words)
    usual = float(descriptor.get("/MissingWidth", 0)) if "/Widths" in font else USUAL_WIDTH
    unit = abs(float(font.FontMatrix[0])) if kind == "Type3" else 0.001
    return Setting(face, wide=False, widths=_widths(font), usual=usual, words=words, unit=unit, glyphs=_glyphs(font, kind))


def _widths(font: pikepdf.Dictionary) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    found: Any = font.get("/Widths", [])
    return {first + number: float(width) for number, width in enumerate(found) if number < 256}


def _wide_widths(inner: pikepdf.Object) -> dict[int, float]:
    """`/W`: a code and the widths from it on, or two codes and the width of all between them."""
    found: dict[int, float] = {}
    parts: list[Any] = list(inner.get("/W", pikepdf.Array()))
    while len(parts) >= 2 and len(found) < MOST_WIDTHS:
        first, second = int(parts[0]), parts[1]
        if isinstance(second, pikepdf.Array):
            found |= {first + number: float(width) for number, width in enumerate(second)}
            parts = parts[2:]
        else:
            last = min(int(second), first + MOST_WIDTHS)
            found |= dict.fromkeys(range(first, last + 1), float(parts[2]))
            parts = parts[3:]
    return found


def _glyphs(font: pikepdf.Dictionary, kind: str) -> tuple[pikepdf.Stream, ...]:
    if kind != "Type3":
        return ()
    return tuple(one for _, one in zip(range(256), font.CharProcs.values(), strict=False) if isinstance(one, pikepdf.Stream))


def _words(font: pikepdf.Dictionary) -> dict[int, str]:
    """What each code stands for, by the font's `/ToUnicode`; nothing of one that cannot be read: it only names the words."""
    found: dict[int, str] = {}
    try:
        stream = font.get("/ToUnicode")
        if not isinstance(stream, pikepdf.Stream):
            return found
        check_size(stream)
        text = stream.read_bytes()
    except BROKEN:
        return found
    for kind, section in _SECTION.findall(text):
        for row in _ROW[kind].findall(section):
            if len(found) < MOST_WIDTHS:
                found |= dict(_rows(kind, row))
    return found


def _rows(kind: bytes, row: tuple[bytes, ...]) -> Iterator[tuple[int, str]]:
    first = _number(row[0])
    if kind == b"bfchar":
        yield first, _text(row[1])
    elif row[3]:
        yield from ((first + at, _text(one)) for at, one in enumerate(re.findall(rb"<([0-9A-Fa-f\s]*)>", row[3])))
    else:
        text = _text(row[2])
        for at in range(min(_number(row[1]) - first, 0xFFFF) + 1 if text else 0):
            yield first + at, text[:-1] + chr(min(0x10FFFF, ord(text[-1]) + at))


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split())[:8] or b"0", 16)


def _text(digits: bytes) -> str:
    packed = b"".join(digits.split())
    return bytes.fromhex(packed[:len(packed) // 2 * 2].decode()).decode("utf-16-be", "replace")
