"""Resolution: pictures with enough samples for the size at which they print."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import counted, on, printed
from briefgen.press.preflight.marks import Mark, Sheaf
from briefgen.press.preflight.wishes import Wishes


def check_resolution(name: str, sheaf: Sheaf, wishes: Wishes) -> Iterator[Diagnostic]:
    """B037, B038."""
    for leaf in sheaf.leaves:
        coarse: dict[str, list[tuple[float, Mark]]] = {"B037": [], "B038": []}
        for mark in printed(leaf):
            if mark.picture is None or mark.picture.flat:
                continue
            art = mark.picture.bits == 1
            wanted, least = (wishes.line_art, wishes.line_art / 2) if art else (wishes.resolution, wishes.least_resolution)
            if mark.size < wanted - 0.5:
                coarse["B037" if mark.size < least - 0.5 else "B038"].append((wanted, mark))
        for code, those in coarse.items():
            if those:
                wanted, worst = min(those, key=lambda one: one[1].size)
                yield on(name, leaf.number, code, f"expected {wanted:g} samples an inch, found {worst.size:.0f}: "
                         f"{counted(mark for _, mark in those)}", "use a larger picture, or print it smaller")
