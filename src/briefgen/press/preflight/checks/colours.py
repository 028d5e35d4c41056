"""Colours: none of a screen, spot colours told, and the colour of all plates nowhere within the trim."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import counted, on, printed
from briefgen.press.preflight.ink import FOUR, Family, Space
from briefgen.press.preflight.marks import Leaf, Mark, Sheaf
from briefgen.press.preflight.wishes import Wishes

HINT = "convert it to the CMYK of the output intent"


def check_colours(name: str, sheaf: Sheaf, _: Wishes) -> Iterator[Diagnostic]:
    """B034, B035, B048."""
    spots: dict[str, int] = {}
    for leaf in sheaf.leaves:
        marks = printed(leaf)
        yield from _foreign(name, leaf)
        marked = [mark for mark in marks if mark.paint.registration and leaf.trim.meets(mark.box)]
        if marked:
            yield on(name, leaf.number, "B048", f"expected the colour of all plates outside the trim, found {counted(marked)}",
                     "use black alone")
        for mark in marks:
            for ink in _named(mark):
                spots.setdefault(ink, leaf.number)
    if spots:
        inks = ", ".join(f"{ink} (from page {page})" for ink, page in sorted(spots.items()))
        yield on(name, 0, "B035", f"expected cyan, magenta, yellow and black, found further inks: {inks}",
                 "each is a plate of its own: keep it only if it was ordered")


def _named(mark: Mark) -> set[str]:
    space = mark.picture.space if mark.picture else None
    of_picture = {one for one in space.root.inks if one not in ("All", "None")} if space is not None else set()
    return ({*mark.paint.inks} | of_picture) - {*FOUR}


def _foreign(name: str, leaf: Leaf) -> Iterator[Diagnostic]:
    """Beside the bleed too: PDF/X asks it of the whole page, and marks are separated with it."""
    found: dict[str, list[Mark]] = {}
    for mark in leaf.marks:
        if mark.paint.foreign:
            found.setdefault(mark.paint.space.name, []).append(mark)
    for space, those in sorted(found.items()):
        yield on(name, leaf.number, "B034", f"expected colours of the press, found {space}: {counted(those)}", HINT)
    groups = sorted({group.name for group in leaf.groups if group is not None and _of_screen(group)})
    for space in groups:
        yield on(name, leaf.number, "B034", f"expected groups that blend in CMYK, found one in {space}",
                 "write DeviceCMYK as the group's colour space")


def _of_screen(space: Space) -> bool:
    return space.root.family is Family.FOREIGN
