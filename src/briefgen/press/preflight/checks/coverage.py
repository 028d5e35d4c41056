"""Coverage: how much ink lies on one spot, and small black text in more than one ink."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks.place import counted, on, printed
from briefgen.press.preflight.ink import laid, multiplied
from briefgen.press.preflight.marks import Kind, Leaf, Mark, Sheaf
from briefgen.press.preflight.wishes import Wishes

ROUNDING = 0.5
MOST_GROUNDS = 1000
_DARKER = ("Multiply", "Darken", "ColorBurn")


@dataclass(frozen=True, slots=True)
class Coverage:
    """A mark and all the ink that lies on the paper where it is, in per cent."""

    mark: Mark
    total: float


def check_coverage(name: str, sheaf: Sheaf, wishes: Wishes) -> Iterator[Diagnostic]:
    """B036, B047."""
    for leaf in sheaf.leaves:
        over = [one for one in coverages(leaf) if one.total > wishes.ink + ROUNDING and not one.mark.paint.registration]
        if over:
            worst = max(over, key=lambda one: one.total)
            yield on(name, leaf.number, "B036", f"expected at most {wishes.ink:g} per cent of ink, found {worst.total:.0f}: "
                     f"{counted([worst.mark, *(one.mark for one in over if one is not worst)])}",
                     "take colour out of the darkest parts, and let black carry them")
        rich = [mark for mark in printed(leaf) if mark.kind is Kind.TEXT and mark.size < wishes.small and mark.paint.rich_black]
        if rich:
            yield on(name, leaf.number, "B047",
                     f"expected small black text in black alone, found {rich[0].paint}: {counted(rich)}",
                     "plates are never quite in register: use 0/0/0/100")


def coverages(leaf: Leaf) -> Iterator[Coverage]:
    """All ink under and in each mark of a page, where it can be known: what overprints a plain ground adds to it."""
    grounds: list[tuple[Mark, Mapping[str, float]]] = []
    for mark in printed(leaf):
        if mark.kind is Kind.PICTURE and mark.picture is not None and mark.picture.space is not None:
            if mark.picture.ink is not None:
                yield Coverage(mark, mark.picture.ink)
            continue
        inks = _inks(mark, grounds)
        yield Coverage(mark, 100 * sum(inks.values()))
        if mark.plain and len(grounds) < MOST_GROUNDS:
            grounds.append((mark, inks))


def _inks(mark: Mark, grounds: list[tuple[Mark, Mapping[str, float]]]) -> Mapping[str, float]:
    blends = mark.blend in _DARKER
    if mark.paint.foreign or not (mark.overprint or blends):
        return mark.paint.inks
    ground = next((inks for one, inks in reversed(grounds) if one.box.holds(mark.box, 0.5)), {})
    return multiplied(ground, mark.paint) if blends else laid(ground, mark.paint, mode=mark.mode)
