"""Texts: the operators that set text; each string becomes a mark as wide as its letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pikepdf

from briefgen.press.preflight.faces import HIGHEST, LOWEST, Setting, setting_of
from briefgen.press.preflight.geometry import Box, moved_box, stretches, times
from briefgen.press.preflight.limits import Unreadable, matrix_of, numbers
from briefgen.press.preflight.marks import Kind
from briefgen.press.preflight.painter import Operator, Painter
from briefgen.press.preflight.state import first_state

LEAST_SIZE = 1.0
"""Points; what is smaller is not meant to be read, such as the words that a running head takes over."""
_SPACE = 32


def _begin(self: Painter, _: Any) -> None:
    self.text = self.line = (1, 0, 0, 1, 0, 0)


def _set(name: str, by: float = 1.0) -> Operator:
    """An operator that sets one number of the text state."""
    def act(self: Painter, operands: Any) -> None:
        (value,) = numbers(operands)
        setattr(self.state, name, int(value) if name == "rendering" else value * by)

    return act


def _font(self: Painter, operands: Any) -> None:
    def read(font: Any) -> Setting:
        key = font.objgen
        if key not in self.stock.settings or not key[0]:
            self.stock.settings[key] = setting_of(font)
        return self.stock.settings[key]

    self.state.setting = self.resource("/Font", operands[0], read)
    (self.state.size,) = numbers(operands)


def _move(self: Painter, operands: Any) -> None:
    x, y = numbers(operands)
    self.text = self.line = times((1, 0, 0, 1, x, y), self.line)


def _move_leading(self: Painter, operands: Any) -> None:
    self.state.leading = -numbers(operands)[1]
    _move(self, operands)


def _place(self: Painter, operands: Any) -> None:
    self.text = self.line = matrix_of(operands)


def _next_line(self: Painter, _: Any = None) -> None:
    self.text = self.line = times((1, 0, 0, 1, 0, -self.state.leading), self.line)


def _show(self: Painter, operands: Any) -> None:
    _run(self, [operands[0]])


def _show_parts(self: Painter, operands: Any) -> None:
    _run(self, operands[0])


def _show_next(self: Painter, operands: Any) -> None:
    _next_line(self)
    _run(self, [operands[-1]])


def _show_spaced(self: Painter, operands: Any) -> None:
    self.state.word_space, self.state.letter_space = numbers(operands)
    _show_next(self, operands)


def _run(self: Painter, parts: Any) -> None:
    """Strings and the kerns between them, as one mark."""
    state = self.state
    setting = state.setting
    if setting is None:
        raise Unreadable("expected a font before text, found none")
    at, end, words = 0.0, 0.0, []
    for part in parts:
        if isinstance(part, (pikepdf.String, str, bytes)):
            text = bytes(part) if not isinstance(part, str) else part.encode("latin-1", "replace")
            words.append(setting.said(text))
            at, end = _advanced(self, setting, text, at, end)
        else:
            at -= sum(numbers([part])) / 1000 * state.size * state.stretch
    said = "".join(words)
    if end > 0:
        _print(self, setting, end, said.strip())
    self.text = times((1, 0, 0, 1, at, 0), self.text)


def _advanced(self: Painter, setting: Setting, text: bytes, at: float, end: float) -> tuple[float, float]:
    """How far a string leads, and where the last letter of it ends that is no space."""
    state, widths, words = self.state, setting.widths, setting.words
    for code in setting.codes(text):
        space = words.get(code) in (" ", "\u00a0") or (code == _SPACE and not setting.wide)
        at += widths.get(code, setting.usual) * setting.unit * state.size * state.stretch
        end = end if space else at
        at += (state.letter_space + (state.word_space if code == _SPACE and not setting.wide else 0.0)) * state.stretch
    return at, end


def _print(self: Painter, setting: Setting, end: float, said: str) -> None:
    state = self.state
    matrix = times(self.text, state.matrix)
    size = abs(state.size) * stretches(matrix)[1] * (setting.unit * 1000 if setting.glyphs else 1)
    if size < LEAST_SIZE or state.rendering in (3, 7):
        return
    low, high = sorted((LOWEST * state.size + state.rise, HIGHEST * state.size + state.rise))
    box = moved_box(matrix, Box(0, low, end, high))
    self.drawn.faces[setting.face] = None
    if state.rendering in (1, 5):
        self.put(Kind.TEXT, box, state.stroke.paint, state.stroke, size=size, words=said, face=setting.face.name)
    else:
        self.fill(box, Kind.TEXT, size=size, words=said, face=setting.face.name)
    for glyph in setting.glyphs:
        inner = first_state(matrix, box.within(state.clip))
        inner.veil, inner.fill.paint = box, state.fill.paint
        self.call(glyph, inner)


OPERATORS: Mapping[str, Callable[[Painter, Any], None]] = {
    "BT": _begin, "Tf": _font, "Td": _move, "TD": _move_leading, "Tm": _place, "T*": _next_line,
    "Tc": _set("letter_space"), "Tw": _set("word_space"), "Tz": _set("stretch", 0.01), "Ts": _set("rise"),
    "TL": _set("leading"), "Tr": _set("rendering"),
    "Tj": _show, "TJ": _show_parts, "'": _show_next, '"': _show_spaced,
}
