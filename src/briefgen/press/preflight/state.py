"""State: what a content stream has set by the time that it makes a mark."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from briefgen.press.preflight.faces import Setting
from briefgen.press.preflight.geometry import Box, Matrix
from briefgen.press.preflight.ink import GREY, Family, Paint, Space, paint_of

BLACK = paint_of(GREY, (0.0,))


@dataclass(slots=True)
class Colour:
    """A colour that is set, for fills or for strokes; `pattern` is drawn instead of it where there is one."""

    paint: Paint = BLACK
    pattern: Any = None
    overprint: bool = False
    alpha: float = 1.0


@dataclass(slots=True)
class State:
    """The graphics state, with that part of the text state that `q` and `Q` keep.

    `group_alpha` and `group_blend` are how the group around is laid on the page; `veil` is where a pattern's tile goes.
    """

    matrix: Matrix
    clip: Box
    base: Matrix
    fill: Colour
    stroke: Colour
    width: float = 1.0
    mode: int = 0
    blend: str = "Normal"
    masked: bool = False
    group_alpha: float = 1.0
    group_blend: str = "Normal"
    veil: Box | None = None
    setting: Setting | None = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    rise: float = 0.0
    leading: float = 0.0
    rendering: int = 0


def first_state(matrix: Matrix, clip: Box) -> State:
    """The state at the head of a page or of a pattern's tile."""
    return State(matrix, clip, matrix, Colour(), Colour())


def kept(state: State) -> State:
    """A copy that `q` puts aside: later changes do not reach it."""
    other = copy(state)
    other.fill, other.stroke = (Colour(one.paint, one.pattern, one.overprint, one.alpha) for one in (state.fill, state.stroke))
    return other


def first_paint(space: Space) -> Paint:
    """The colour that a space begins with: black, or the full ink."""
    if space.family is Family.CMYK:
        return paint_of(space, (0.0, 0.0, 0.0, 1.0))
    return paint_of(space, ((1.0 if space.family is Family.NAMED else 0.0),) * space.channels)
