"""Operators: those of a content stream that set the state and draw paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf

from briefgen.press.preflight.faces import setting_of
from briefgen.press.preflight.geometry import least_stretch, times
from briefgen.press.preflight.ink import CMYK, GREY, RGB, Family, Paint, Space, paint_of
from briefgen.press.preflight.limits import matrix_of, numbers
from briefgen.press.preflight.marks import Kind
from briefgen.press.preflight.painter import Operator, Painter
from briefgen.press.preflight.spaces import group_space, space_of
from briefgen.press.preflight.state import first_paint, kept

MOST_SAVED = 512


def _save(self: Painter, _: Any) -> None:
    if len(self.stack) < MOST_SAVED:
        self.stack.append(kept(self.state))


def _restore(self: Painter, _: Any) -> None:
    if self.stack:
        self.state = self.stack.pop()


def _concatenate(self: Painter, operands: Any) -> None:
    self.state.matrix = times(matrix_of(operands), self.state.matrix)


def _width(self: Painter, operands: Any) -> None:
    (self.state.width,) = numbers(operands)


def _extended(self: Painter, operands: Any) -> None:
    """`gs`: a dictionary of settings. `OP` alone speaks for fills too."""
    found, state = self.resource("/ExtGState", operands[0], lambda one: one), self.state
    self.drawn.screens(found)
    if "/LW" in found:
        state.width = float(found.LW)
    if "/OP" in found:
        state.stroke.overprint = bool(found.OP)
        state.fill.overprint = bool(found.get("/op", found.OP))
    elif "/op" in found:
        state.fill.overprint = bool(found.op)
    state.mode = int(found.get("/OPM", state.mode))
    state.fill.alpha = float(found.get("/ca", state.fill.alpha))
    state.stroke.alpha = float(found.get("/CA", state.stroke.alpha))
    if "/BM" in found:
        modes = found.BM if isinstance(found.BM, pikepdf.Array) else [found.BM]
        state.blend = str(modes[0]).removeprefix("/")
    if "/SMask" in found:
        state.masked = isinstance(found.SMask, pikepdf.Dictionary)
        if state.masked:
            self.drawn.group(*group_space(found.SMask.G, self.resources))
    if "/Font" in found:
        state.setting, state.size = setting_of(found.Font[0]), float(found.Font[1])


# Operators: colours


def _device(space: Space, *, stroke: bool) -> Operator:
    def act(self: Painter, operands: Any) -> None:
        colour = self.state.stroke if stroke else self.state.fill
        colour.paint, colour.pattern = paint_of(space, numbers(operands)), None

    return act


def _space(*, stroke: bool) -> Operator:
    def act(self: Painter, operands: Any) -> None:
        key = ("/ColorSpace", str(operands[0]))
        if key not in self.named:
            self.named[key] = space_of(operands[0], self.resources)
        colour = self.state.stroke if stroke else self.state.fill
        colour.paint, colour.pattern = first_paint(self.named[key]), None

    return act


def _colour(*, stroke: bool) -> Operator:
    def act(self: Painter, operands: Any) -> None:
        colour, values = self.state.stroke if stroke else self.state.fill, numbers(operands)
        space, last = colour.paint.space, operands[-1] if len(operands) else None
        if isinstance(last, pikepdf.Name):
            colour.pattern = self.resource("/Pattern", last, lambda one: one)
            base = space.base if space.family is Family.PATTERN else None
            colour.paint = Paint(space, values, paint_of(base, values).inks if base else {})
        else:
            colour.paint, colour.pattern = paint_of(space, values), None

    return act


# Operators: paths


def _point(self: Painter, operands: Any) -> None:
    a, b, c, d, e, f = self.state.matrix
    outline, values = self.outline, numbers(operands)
    if len(values) > 2:
        outline.curved = True
    for at in range(0, len(values) - 1, 2):
        outline.add((a, b, c, d, e, f), values[at], values[at + 1])


def _move(self: Painter, operands: Any) -> None:
    x, y = numbers(operands)
    self.outline.move(self.state.matrix, x, y)


def _rectangle(self: Painter, operands: Any) -> None:
    x, y, width, height = numbers(operands)
    self.outline.rectangle(self.state.matrix, x, y, width, height)


def _clip(self: Painter, _: Any) -> None:
    self.clipping = True


def _drawn(*, fill: bool, stroke: bool) -> Operator:
    def act(self: Painter, _: Any) -> None:
        box, state = self.outline.box, self.state
        try:
            if fill:
                self.fill(box, Kind.FILL, plain=self.outline.plain)
            if stroke and box is not None:
                width = state.width * least_stretch(state.matrix)
                self.put(Kind.STROKE, box.grown(width / 2), state.stroke.paint, state.stroke, size=width)
        finally:
            if self.clipping and box is not None:
                state.clip = state.clip.within(box)
            self.clipping = False
            self.outline.clear()

    return act


OPERATORS: Mapping[str, Operator] = {
    "q": _save, "Q": _restore, "cm": _concatenate, "w": _width, "gs": _extended,
    "g": _device(GREY, stroke=False), "rg": _device(RGB, stroke=False), "k": _device(CMYK, stroke=False),
    "G": _device(GREY, stroke=True), "RG": _device(RGB, stroke=True), "K": _device(CMYK, stroke=True),
    "cs": _space(stroke=False), "CS": _space(stroke=True),
    "sc": _colour(stroke=False), "scn": _colour(stroke=False), "SC": _colour(stroke=True), "SCN": _colour(stroke=True),
    "m": _move, "l": _point, "c": _point, "v": _point, "y": _point, "re": _rectangle, "W": _clip, "W*": _clip,
    "n": _drawn(fill=False, stroke=False), "S": _drawn(fill=False, stroke=True), "s": _drawn(fill=False, stroke=True),
    **dict.fromkeys(("f", "F", "f*"), _drawn(fill=True, stroke=False)),
    **dict.fromkeys(("B", "B*", "b", "b*"), _drawn(fill=True, stroke=True)),
}
