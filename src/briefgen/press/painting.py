"""Painting: the colours that a content stream has set, as `q` and `Q` save and restore them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.press.inks import Cmyk

FILL, STROKE = "fill", "stroke"


@dataclass(frozen=True, slots=True)
class Paint:
    """The state of one moment: the space that each side's colour is in, and whether it overprints; None is not known."""

    fill_space: str = ""
    stroke_space: str = ""
    fill_over: bool | None = None
    stroke_over: bool | None = None


class Painting:
    """Follows a stream, and tells the graphics states that it needs so that black ink overprints and all else does not."""

    def __init__(self) -> None:
        self.now = Paint()
        self._saved: list[Paint] = []

    def save(self) -> None:
        """`q`."""
        self._saved.append(self.now)

    def restore(self) -> None:
        """`Q`; one too many changes nothing."""
        if self._saved:
            self.now = self._saved.pop()

    def choose(self, side: str, space: str) -> None:
        """A colour space for fills or strokes."""
        self.now = replace(self.now, fill_space=space) if side == FILL else replace(self.now, stroke_space=space)

    def space(self, side: str) -> str:
        """The colour space of fills or strokes; empty if the stream has named none."""
        return self.now.fill_space if side == FILL else self.now.stroke_space

    def lay(self, side: str, ink: Cmyk | None) -> str:
        """Takes a new ink (None: a pattern) and tells the name of the graphics state to set, empty if it is set already."""
        over = ink is not None and ink.is_black
        before = self.now
        self.now = replace(before, fill_over=over) if side == FILL else replace(before, stroke_over=over)
        if (before.fill_over if side == FILL else before.stroke_over) is over:
            return ""
        return state_name(bool(self.now.fill_over), bool(self.now.stroke_over))


def state_name(*sides: bool) -> str:
    """The resource that holds a graphics state: whether fills, and whether strokes, overprint."""
    return "/BriefgenOver" + "".join(side for side, over in zip(("Fill", "Stroke"), sides, strict=True) if over)


STATES = {state_name(fill, stroke): (fill, stroke) for fill in (False, True) for stroke in (False, True)}
