"""Painter: follows a content stream from operators to marks on paper; which operators there are is handed to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from briefgen.press.preflight.faces import Setting
from briefgen.press.preflight.geometry import Box, Matrix, times
from briefgen.press.preflight.ink import Paint, Space
from briefgen.press.preflight.limits import (
    BROKEN,
    CALL,
    DEEPEST,
    MOST_INSTRUCTIONS,
    MOST_MARKS,
    TooMuch,
    Unreadable,
    check_size,
    matrix_of,
)
from briefgen.press.preflight.marks import Face, Kind, Mark, Picture
from briefgen.press.preflight.outline import Outline
from briefgen.press.preflight.shades import paints_of
from briefgen.press.preflight.state import Colour, State, first_state

SHORT_ENOUGH = 20_000
"""Instructions of a stream that is kept in case it is drawn again."""


Operator = Callable[["Painter", Any], None]


@dataclass(slots=True)
class Drawn:
    """What a page turned out to hold."""

    marks: list[Mark] = field(default_factory=list)
    faces: dict[Face, None] = field(default_factory=dict)
    groups: list[Space | None] = field(default_factory=list)
    damage: list[str] = field(default_factory=list)
    screening: list[str] = field(default_factory=list)

    def screens(self, found: pikepdf.Object) -> None:
        """Notes what a graphics state has to say of the device: curves, and where the dots of its screens begin."""
        for key in ("/TR", "/TR2", "/HTP"):
            if key in found and (key != "/TR2" or found[key] != "/Default") and key[1:] not in self.screening:
                self.screening.append(key[1:])

    def group(self, grouped: bool, space: Space | None) -> None:  # noqa: FBT001  (what `group_space` returns)
        """Notes the blending space of a group within the page."""
        if grouped and space is not None and space not in self.groups:
            self.groups.append(space)


@dataclass(slots=True)
class Stock:
    """What is read once for all pages of a file, by the number of its object, and how much may still be read."""

    operators: Mapping[str, Operator]
    instructions: int = MOST_INSTRUCTIONS
    marks: int = MOST_MARKS
    settings: dict[tuple[int, int], Setting] = field(default_factory=dict)
    pictures: dict[tuple[int, int], Picture] = field(default_factory=dict)
    streams: dict[tuple[int, int], list[Any]] = field(default_factory=dict)


class Painter:
    """Follows one stream; one that it calls is followed by a painter of its own, which writes to the same `drawn`."""

    def __init__(self, stock: Stock, drawn: Drawn, resources: Any, state: State, within: tuple[Any, ...] = ()) -> None:
        self.stock, self.drawn, self.state = stock, drawn, state
        self.resources = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
        self.within = within
        self.stack: list[State] = []
        self.outline = Outline()
        self.clipping = False
        self.text: Matrix = (1, 0, 0, 1, 0, 0)
        self.line: Matrix = self.text
        self.named: dict[tuple[str, str], Any] = {}

    def run(self, stream: Any) -> None:
        """Follows a page or a stream to its end; what cannot be read of it is noted, and the rest goes on.

        Raises:
            TooMuch: if the file holds more than is read.
        """
        for instruction in self._instructions(stream):
            self.stock.instructions -= 1
            if self.stock.instructions < 0:
                raise TooMuch(f"expected at most {MOST_INSTRUCTIONS} instructions, found more")
            name = str(instruction.operator)
            try:
                if (act := self.stock.operators.get(name)) is not None:
                    act(self, instruction.operands)
            except TooMuch:
                raise
            except BROKEN as error:
                self.note(f"{name}: {error}")

    def note(self, damage: str) -> None:
        if damage not in self.drawn.damage:
            self.drawn.damage.append(damage)

    def _instructions(self, stream: Any) -> Iterable[Any]:
        key = stream.objgen if isinstance(stream, pikepdf.Object) else (0, 0)
        if key in self.stock.streams:
            return self.stock.streams[key]
        parts = stream.obj.get("/Contents") if isinstance(stream, pikepdf.Page) else stream
        for part in parts if isinstance(parts, pikepdf.Array) else [parts]:
            if isinstance(part, pikepdf.Stream):
                check_size(part)
        found = list(pikepdf.parse_content_stream(stream)) if parts is not None else []
        if key[0] and len(found) <= SHORT_ENOUGH:
            self.stock.streams[key] = found
        return found

    def resource(self, kind: str, name: Any, read: Callable[[Any], Any]) -> Any:
        """A named resource, read once."""
        key = (kind, str(name))
        if key not in self.named:
            table = self.resources.get(kind)
            if not isinstance(table, pikepdf.Dictionary) or name not in table:
                raise Unreadable(f"expected {name} among the resources, found none")
            self.named[key] = read(table[name])
        return self.named[key]

    def put(self, kind: Kind, box: Box | None, paint: Paint, colour: Colour, **more: Any) -> None:
        """Makes a mark, cut by the clip; one that nobody sees is none."""
        state = self.state
        if box is None or state.clip.width <= 0 or state.clip.height <= 0 or colour.alpha * state.group_alpha <= 0:
            return
        seen = (state.veil or box).within(state.clip)
        if not seen.finite or seen.width < 0 or seen.height < 0 or (seen.width == 0 and seen.height == 0):
            return
        self.stock.marks -= 1
        if self.stock.marks < 0:
            raise TooMuch(f"expected at most {MOST_MARKS} marks, found more")
        blend = state.blend if state.blend != "Normal" else state.group_blend
        self.drawn.marks.append(Mark(kind, seen, paint, overprint=colour.overprint, mode=state.mode, blend=blend,
                                     alpha=colour.alpha * state.group_alpha, masked=state.masked, **more))

    def fill(self, box: Box | None, kind: Kind, **more: Any) -> None:
        """Makes a mark in the colour for fills, or pours the pattern that stands in its place."""
        colour = self.state.fill
        if colour.pattern is None:
            self.put(kind, box, colour.paint, colour, **more)
        elif box is not None:
            self._pour(box.within(self.state.clip), colour)

    def _pour(self, box: Box, colour: Colour) -> None:
        """A pattern within a box: the colours of a gradient, or one tile, whose marks stand for all of the box."""
        pattern = colour.pattern
        if int(pattern.get("/PatternType", 0)) == 2:
            for paint in paints_of(pattern.Shading, self.resources):
                self.put(Kind.SHADE, box, paint, colour)
            return
        matrix = times(matrix_of(pattern.get("/Matrix")), self.state.base)
        inner = first_state(matrix, box)
        inner.veil, inner.base = box, self.state.base
        if int(pattern.get("/PaintType", 1)) == 2:
            inner.fill.paint = inner.stroke.paint = colour.paint
        self.call(pattern, inner)

    def call(self, stream: Any, state: State, resources: Any = None) -> None:
        """Follows another stream, unless it is one that is being followed."""
        key = stream.objgen
        if key in self.within or len(self.within) >= DEEPEST:
            self.note("expected a form that does not hold itself, found one")
            return
        self.stock.instructions -= CALL
        own = stream.get("/Resources", resources if resources is not None else self.resources)
        Painter(self.stock, self.drawn, own, state, (*self.within, key)).run(stream)
