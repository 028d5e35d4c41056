"""Boxes: the trim within the bleed, the bleed within the medium, and the same on all pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import millimetres, on
from briefgen.press.preflight.geometry import Box
from briefgen.press.preflight.marks import Leaf, Sheaf
from briefgen.press.preflight.wishes import Wishes

SLACK = 0.05
LARGEST = 14_400.0
LEAST = 72.0


def check_boxes(name: str, sheaf: Sheaf, _: Wishes) -> Iterator[Diagnostic]:
    """B031."""
    for leaf in sheaf.leaves:
        for message, hint in _of(leaf):
            yield on(name, leaf.number, "B031", message, hint)
    first = sheaf.leaves[0].size if sheaf.leaves else (0.0, 0.0)
    for leaf in sheaf.leaves[1:]:
        if max(abs(leaf.size[0] - first[0]), abs(leaf.size[1] - first[1])) > SLACK:
            yield on(name, leaf.number, "B031", f"expected the trim of page 1, {_size(first)}, found {_size(leaf.size)}",
                     "all pages of one job have one size, and lie the same way")


def _of(leaf: Leaf) -> Iterator[tuple[str, str]]:
    written = leaf.written
    if "MediaBox" not in written:
        yield "expected a MediaBox, found none", "every page has one"
        return
    if "TrimBox" not in written:
        yield "expected a TrimBox, found none", "it says where the page is cut"
    if "TrimBox" in written and "ArtBox" in written:
        yield "expected a TrimBox or an ArtBox, found both", "take the ArtBox out"
    nested = [key for key in ("TrimBox", "BleedBox", "MediaBox") if key in written]
    for inner, outer in pairwise(nested):
        if not written[outer].holds(written[inner], SLACK):
            yield f"expected the {inner} within the {outer}, found it outside", f"the {outer} is the larger one"
    if "CropBox" in written and not written["CropBox"].holds(leaf.bleed.within(leaf.media), SLACK):
        yield "expected a CropBox around the bleed, found one that cuts it off", "take the CropBox out"
    if not _sane(leaf.media) or not _sane(leaf.trim):
        yield f"expected boxes between 1 and 200 inches near the origin, found {_size((leaf.trim.width, leaf.trim.height))}", ""
    if leaf.unit != 1:
        yield f"expected a user unit of 1, found {leaf.unit:g}", "write lengths in points"


def _sane(box: Box) -> bool:
    return (LEAST <= box.width <= LARGEST and LEAST <= box.height <= LARGEST
            and max(map(abs, (box.left, box.bottom))) <= LARGEST)


def _size(size: tuple[float, float]) -> str:
    return f"{millimetres(size[0])} by {millimetres(size[1])}"
