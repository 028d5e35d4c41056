"""Margins: no text where the knife may take it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import LONGEST_WORDS, millimetres, on
from briefgen.press.preflight.geometry import Box
from briefgen.press.preflight.marks import Kind, Leaf, Sheaf
from briefgen.press.preflight.wishes import Wishes

ROUNDING = 0.05
MOST_TOLD = 4


def check_margins(name: str, sheaf: Sheaf, wishes: Wishes) -> Iterator[Diagnostic]:
    """B045, B046."""
    for leaf in sheaf.leaves:
        near = [(distance, words) for distance, words in _distances(leaf) if distance < wishes.margin - ROUNDING]
        lost = [one for one in near if one[0] < wishes.cut - ROUNDING]
        if lost:
            yield on(name, leaf.number, "B045",
                     f"expected text at least {millimetres(wishes.cut)} from the trim, found {_told(lost)}",
                     "the knife may take it: move it in")
        elif near:
            yield on(name, leaf.number, "B046", f"expected text at least {millimetres(wishes.margin)} from the trim, "
                     f"found {_told(near)}", "it looks as if it were falling off the page: move it in")


def _distances(leaf: Leaf) -> Iterator[tuple[float, str]]:
    """How far each text stands from the trim; less than nothing if it crosses it. Beyond the bleed it is for the printer."""
    for mark in leaf.marks:
        if mark.kind is Kind.TEXT and leaf.bleed.meets(mark.box):
            yield distance(mark.box, leaf.trim), mark.words or f"text in {mark.face}"


def distance(box: Box, trim: Box) -> float:
    """From a box to the nearest edge of the trim, in points."""
    return min(box.left - trim.left, box.bottom - trim.bottom, trim.right - box.right, trim.top - box.top)


def _told(near: list[tuple[float, str]]) -> str:
    words = ", ".join(f'"{words[:LONGEST_WORDS]}" at {millimetres(points)}' for points, words in sorted(near)[:MOST_TOLD])
    return f"{words} and {len(near) - MOST_TOLD} more" if len(near) > MOST_TOLD else words
