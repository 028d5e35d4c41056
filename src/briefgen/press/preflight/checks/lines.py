"""Lines: none thinner than a press can hold, whether they are strokes or thin areas."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import counted, on, printed
from briefgen.press.preflight.marks import Kind, Mark, Sheaf
from briefgen.press.preflight.wishes import Wishes

ROUNDING = 0.005
LONG = 3.0
"""Points from which a thin area is a line, and no part of a letter."""


def check_lines(name: str, sheaf: Sheaf, wishes: Wishes) -> Iterator[Diagnostic]:
    """B039."""
    for leaf in sheaf.leaves:
        thin = [mark for mark in printed(leaf) if (width := width_of(mark)) is not None and width < wishes.line - ROUNDING]
        if thin:
            yield on(name, leaf.number, "B039", f"expected lines of at least {wishes.line:g} pt, "
                     f"found {width_of(thin[0]) or 0:.2g} pt: {counted(thin)}", "a thinner line breaks up on the press")


def width_of(mark: Mark) -> float | None:
    """How wide a line is, in points; None of what is no line."""
    if mark.kind is Kind.STROKE:
        return mark.size
    short, long = sorted((mark.box.width, mark.box.height))
    return short if mark.kind is Kind.FILL and long >= LONG else None
