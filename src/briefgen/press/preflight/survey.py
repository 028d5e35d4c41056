"""Survey: what a job ticket says of a file: sizes, inks, fonts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.press.preflight.checks.coverage import coverages
from briefgen.press.preflight.checks.place import printed
from briefgen.press.preflight.geometry import MM
from briefgen.press.preflight.ink import FOUR
from briefgen.press.preflight.marks import Leaf, Sheaf


@dataclass(frozen=True, slots=True)
class Survey:
    """A file in a few words; lengths in points, ink in per cent.

    `trim` is width and height as a reader holds them, `bleed` what every side of every page has at least. `inks` are those
    that print within the bleed, the four in their usual order and then spot colours; `highest` is the most ink on one spot
    and `highest_page` where. `blended` are the pages with live transparency, `standard` what the file says it keeps to and
    `intent` the printing that it is meant for.
    """

    pages: int
    trim: tuple[float, float]
    bleed: float
    inks: tuple[str, ...]
    highest: float
    highest_page: int
    fonts: tuple[str, ...]
    blended: tuple[int, ...]
    foreign: tuple[str, ...]
    version: str
    standard: str
    intent: str = ""

    def __str__(self) -> str:
        width, height = (f"{points / MM:.1f}" for points in self.trim)
        highest = f", at most {self.highest:.0f} per cent on page {self.highest_page}" if self.highest_page else ""
        colours = ", ".join((*self.inks, *self.foreign)) or "no ink"
        blended = f", transparency on {_count(len(self.blended), 'page')}" if self.blended else ""
        standard = f", {self.standard}" if self.standard else ""
        return (f"{_count(self.pages, 'page')}, trim {width} x {height} mm, bleed {self.bleed / MM:.1f} mm, "
                f"{colours}{highest}, {_count(len(self.fonts), 'font')}{blended}, PDF {self.version}{standard}")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def surveyed(sheaf: Sheaf) -> Survey:
    """The survey of a file that was read."""
    leaves = sheaf.leaves
    inks = {ink for leaf in leaves for ink in _inks(leaf)}
    highest, page = max(((one.total, leaf.number) for leaf in leaves for one in coverages(leaf)), default=(0.0, 0),
                        key=lambda one: (round(one[0], 3), -one[1]))
    foreign = {mark.paint.space.name for leaf in leaves for mark in printed(leaf) if mark.paint.foreign}
    return Survey(
        pages=len(leaves), trim=leaves[0].size if leaves else (0.0, 0.0), bleed=min(map(_bleed, leaves), default=0.0),
        inks=(*(one for one in FOUR if one in inks), *sorted(inks - {*FOUR})),
        highest=highest, highest_page=page if highest else 0,
        fonts=tuple(sorted({face.name for leaf in leaves for face in leaf.faces})),
        blended=tuple(leaf.number for leaf in leaves if any(mark.live for mark in printed(leaf))),
        foreign=tuple(sorted(foreign)), version=sheaf.version,
        standard=sheaf.described.get("pdfxid:GTS_PDFXVersion", sheaf.told.get("GTS_PDFXVersion", "")), intent=_intent(sheaf))


def _intent(sheaf: Sheaf) -> str:
    """What the output intent is called: by its registered condition, or in the words of one that is not."""
    found = next((one for one in sheaf.intents if one.subtype == "GTS_PDFX"), None)
    if found is None:
        return ""
    return found.words if found.condition in ("", "Custom") and found.words else found.condition


def _inks(leaf: Leaf) -> Iterator[str]:
    for mark in printed(leaf):
        yield from (ink for ink, value in mark.paint.inks.items() if value)
        space = mark.picture.space.root if mark.picture and mark.picture.space else None
        if space is not None:
            yield from _of_space(space.family.value, space.inks)


def _of_space(family: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What a picture may print with."""
    return {"cmyk": FOUR, "grey": FOUR[3:], "named": tuple(one for one in names if one not in ("All", "None"))}.get(family, ())


def _bleed(leaf: Leaf) -> float:
    trim, bleed = leaf.trim, leaf.bleed.within(leaf.media)
    return max(0.0, min(trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top))
