"""Settle: where the exhibits of a brief stand, so that pages are full. Their numbers and their order never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.compose import Composed
from briefgen.model.tokens import PageTokens

if TYPE_CHECKING:
    from briefgen.render import Layout

MOST_SETTINGS = 24
FULL_ENOUGH = 0.88
STEPS = (1, -1, 2, 3)
"""How many paragraphs an exhibit may move down, or up, in the order in which they are tried."""

SetPages = Callable[[Mapping[str, int]], tuple[Composed, "Layout"]]


@dataclass(frozen=True, slots=True)
class Trial:
    """One way of setting a brief: which exhibits moved, and what came of it."""

    drift: Mapping[str, int]
    composed: Composed
    layout: Layout
    holes: tuple[tuple[int, str], ...]

    @property
    def badness(self) -> float:
        """White at the feet of pages, the larger the worse, and the length: what the best trial has least of."""
        depths = self.layout.depths
        white = sum((1 - depth) ** 2 for depth in depths[:-1])
        return white + 0.3 * (len(depths) - 1 + depths[-1])


def settle(set_pages: SetPages, names: tuple[str, ...], page: PageTokens) -> Trial:
    """The best of the settings that were tried.

    `set_pages` sets the brief with some exhibits moved. Where a page ends early because an exhibit did not fit, that
    exhibit is tried a little lower, and a little higher; the first page first, since all that follows depends on it. A
    move that fills its page is kept even if a later page is the worse for it, since that page's turn comes.
    """
    settings = 0

    def attempt(drift: Mapping[str, int]) -> Trial:
        nonlocal settings
        settings += 1
        composed, layout = set_pages(drift)
        return Trial(drift, composed, layout, holes_of(layout, names, page))

    best = current = attempt({})
    left_alone = set[str]()
    while settings < MOST_SETTINGS:
        hole = next(((at, name) for at, name in current.holes if name not in left_alone), None)
        if hole is None:
            break
        left_alone.add(hole[1])
        for trial in _tries(current, hole, attempt):
            best = min(best, trial, key=lambda one: one.badness)
            if all(page > hole[0] for page, _ in trial.holes):
                current = trial
                break
    return best


def _tries(current: Trial, hole: tuple[int, str], attempt: Callable[[Mapping[str, int]], Trial]) -> Iterator[Trial]:
    """The trials that move one exhibit, the least move first."""
    _, name = hole
    return (attempt({**current.drift, name: step}) for step in STEPS)


def holes_of(layout: Layout, names: tuple[str, ...], page: PageTokens) -> tuple[tuple[int, str], ...]:
    """(page, exhibit) for each page that ends early because the exhibit did not fit and begins the next page."""
    top = float(page.margins.top) + 2 * float(page.baseline)
    found = []
    for name in names:
        number = layout.anchors.get(name, 0)
        if number > 1 and layout.tops[name] <= top and layout.depths[number - 2] < FULL_ENOUGH:
            found.append((number - 1, name))
    return tuple(sorted(found))
