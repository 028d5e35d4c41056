"""Overprint: black text prints over its ground, and white never does."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import bare, counted, on, printed
from briefgen.press.preflight.marks import Kind, Mark, Sheaf
from briefgen.press.preflight.wishes import Wishes


def check_overprint(name: str, sheaf: Sheaf, _: Wishes) -> Iterator[Diagnostic]:
    """B041, B042."""
    for leaf in sheaf.leaves:
        marks = printed(leaf)
        if lost := [mark for mark in marks if mark.overprint and bare(mark)]:
            yield on(name, leaf.number, "B041", f"expected white to knock out, found that it overprints: {counted(lost)}",
                     "white that overprints vanishes: take the overprint off")
        if cut := [mark for mark in marks if mark.kind is Kind.TEXT and _knocks_out(mark)]:
            yield on(name, leaf.number, "B042",
                     f"expected black text to overprint in mode 1, found that it knocks out: {counted(cut)}",
                     "where plates are out of register, a light rim shows around each letter")


def _knocks_out(mark: Mark) -> bool:
    return mark.paint.pure_black and not (mark.overprint and mark.mode == 1)
