"""Transparency: what is blended on the press is blended in its own colours."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import counted, on, printed
from briefgen.press.preflight.ink import Family
from briefgen.press.preflight.marks import Leaf, Sheaf
from briefgen.press.preflight.wishes import Wishes


def check_transparency(name: str, sheaf: Sheaf, _: Wishes) -> Iterator[Diagnostic]:
    """B043: PDF/X-4 allows transparency; a page that says no blending space has that of the output intent."""
    intended = any(intent.profile is not None and intent.profile[16:20] == b"CMYK" for intent in sheaf.intents)
    for leaf in sheaf.leaves:
        live = [mark for mark in printed(leaf) if mark.live]
        if live and (space := _blending(leaf, intended=intended)):
            yield on(name, leaf.number, "B043", f"expected transparency that blends in CMYK, found {space}: {counted(live)}",
                     "name DeviceCMYK in the page's group, or flatten the page")


def _blending(leaf: Leaf, *, intended: bool) -> str:
    """The space that a page blends in, if it is not that of the press."""
    page, *inner = leaf.groups
    if page is None and not intended:
        return "no blending space"
    other = [space for space in (page, *inner) if space is not None and space.root.family is not Family.CMYK]
    return other[0].name if other else ""
