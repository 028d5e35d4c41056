"""Objects: the operators that draw pictures, gradients and forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf

from briefgen.press.preflight.geometry import Box, moved_box, stretches, times
from briefgen.press.preflight.ink import CMYK, GREY, RGB, Family, Paint, Space
from briefgen.press.preflight.limits import matrix_of, numbers
from briefgen.press.preflight.marks import Kind, Picture
from briefgen.press.preflight.painter import Operator, Painter
from briefgen.press.preflight.pictures import picture_of
from briefgen.press.preflight.shades import paints_of
from briefgen.press.preflight.spaces import group_space, space_of
from briefgen.press.preflight.state import kept


def _object(self: Painter, operands: Any) -> None:
    found = self.resource("/XObject", operands[0], lambda one: one)
    kind = str(found.get("/Subtype"))
    if kind == "/Image":
        if found.objgen not in self.stock.pictures:
            self.stock.pictures[found.objgen] = picture_of(found, self.resources)
        _picture(self, self.stock.pictures[found.objgen], masked="/SMask" in found)
    elif kind == "/Form":
        _form(self, found)


def _inline(self: Painter, operands: Any) -> None:
    image = operands[0]
    known = {"/DeviceGray": GREY, "/DeviceRGB": RGB, "/DeviceCMYK": CMYK}
    named = image.obj.get("/ColorSpace", image.obj.get("/CS"))
    space = None if image.image_mask else known.get(str(image.colorspace))
    if space is None and not image.image_mask and isinstance(named, pikepdf.Name):
        space = space_of(named, self.resources)
    if space is None and not image.image_mask and image.indexed:
        space = Space("Indexed", Family.INDEXED, 1, base={3: RGB, 4: CMYK}.get(len(image.palette[1]) // 256, RGB))
    _picture(self, Picture(image.width, image.height, 1 if image.image_mask else image.bits_per_component, space))


def _picture(self: Painter, picture: Picture, *, masked: bool = False) -> None:
    """An image in the unit square; its resolution is the lesser of both directions."""
    state = self.state
    across, up = stretches(state.matrix)
    size = min(72 * picture.width / max(across, 1e-6), 72 * picture.height / max(up, 1e-6))
    box = moved_box(state.matrix, Box(0, 0, 1, 1))
    if picture.bits == 1 and picture.space is None:
        self.fill(box, Kind.PICTURE, picture=picture, size=size)
        return
    before, state.masked = state.masked, state.masked or masked
    self.put(Kind.PICTURE, box, Paint(picture.space or GREY, ()), state.fill, picture=picture, size=size)
    state.masked = before


def _shade(self: Painter, operands: Any) -> None:
    for paint in self.resource("/Shading", operands[0], lambda one: paints_of(one, self.resources)):
        self.put(Kind.SHADE, self.state.clip, paint, self.state.fill)


def _form(self: Painter, form: Any) -> None:
    state = kept(self.state)
    state.matrix = times(matrix_of(form.get("/Matrix")), state.matrix)
    corners = numbers(form.get("/BBox", pikepdf.Array()))
    if len(corners) == 4:
        left, bottom, right, top = corners
        box = Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        state.clip = state.clip.within(moved_box(state.matrix, box))
    state.base = state.matrix
    grouped, space = group_space(form, self.resources)
    self.drawn.group(grouped, space)
    if grouped:
        state.group_alpha, state.group_blend = (
            state.group_alpha * state.fill.alpha, state.blend if state.blend != "Normal" else state.group_blend)
        state.fill.alpha = state.stroke.alpha = 1.0
        state.blend = "Normal"
    self.call(form, state)


OPERATORS: Mapping[str, Operator] = {"Do": _object, "INLINE IMAGE": _inline, "sh": _shade}
