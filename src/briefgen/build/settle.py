"""Settle: where the exhibits of a brief stand, so that pages are full. Their numbers and their order never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefgen.compose import Composed
from briefgen.model.tokens import PageTokens

if TYPE_CHECKING:
    from briefgen.render import Layout

MOST_SETTINGS = 24
THIN = 0.84
FULL_ENOUGH = 0.88
PARTED = 0.06
"""What it is worth to keep the end of a chapter on one page: as much as the white of a page that is three quarters full."""
STEPS = (1, -1, 2, 3)
"""How many paragraphs an exhibit may move down, or up, in the order in which they are tried."""

SetPages = Callable[[Mapping[str, int]], tuple[Composed, "Layout"]]


@dataclass(frozen=True, slots=True)
class Trial:
    """One way of setting a brief: which exhibits moved, what came of it, what was tuned in its lines at the end, and
    the sheet that fills blocks up to whole lines."""

    drift: Mapping[str, int]
    composed: Composed
    layout: Layout
    holes: tuple[tuple[int, str], ...]
    tuned: Mapping[str, str] = field(default_factory=dict)
    grid: str = ""

    @property
    def badness(self) -> float:
        """White at the feet of pages, the larger the worse, the length, and endings parted: what the best has least of."""
        depths = self.layout.depths
        white = sum((1 - depth) ** 2 for depth in depths[:-1])
        return white + 0.3 * (len(depths) - 1 + depths[-1]) + PARTED * len(parted(self.layout))


def settle(set_pages: SetPages, names: tuple[str, ...], page: PageTokens, most: int = MOST_SETTINGS) -> Trial:
    """The best of the settings that were tried, of which there are `most` at most.

    `set_pages` sets the brief with some exhibits moved. Where a page ends early because an exhibit did not fit, that
    exhibit is tried a little lower, and a little higher; the first page first, since all that follows depends on it. A
    move that fills its page is kept even if a later page is the worse for it, since that page's turn comes.
    """
    tries = _Tries(set_pages, names, page, most)
    best = _filled(tries)
    return _improved(tries, best)


class _Tries:
    """Counts the settings; none is made twice."""

    def __init__(self, set_pages: SetPages, names: tuple[str, ...], page: PageTokens, most: int) -> None:
        self.set_pages, self.names, self.page, self.most = set_pages, names, page, most
        self.done: dict[tuple[tuple[str, int], ...], float] = {}

    @property
    def over(self) -> bool:
        return len(self.done) >= self.most

    def known(self, drift: Mapping[str, int]) -> bool:
        """Whether these places were tried before."""
        return _key(drift) in self.done

    def __call__(self, drift: Mapping[str, int]) -> Trial:
        composed, layout = self.set_pages(dict(_key(drift)))
        trial = Trial(dict(_key(drift)), composed, layout, holes_of(layout, self.names, self.page))
        self.done[_key(drift)] = trial.badness
        return trial


def _key(drift: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((name, step) for name, step in drift.items() if step))


def _filled(tries: _Tries) -> Trial:
    """Closes the holes that exhibits leave, from the front; the best of all that was tried on the way."""
    best = current = tries({})
    left_alone = set[str]()
    while not tries.over:
        hole = next(((at, name) for at, name in current.holes if name not in left_alone), None)
        if hole is None:
            break
        left_alone.add(hole[1])
        for step in STEPS:
            trial = tries({**current.drift, hole[1]: step})
            best = min(best, trial, key=lambda one: one.badness)
            if all(page > hole[0] for page, _ in trial.holes):
                current = trial
                break
    return best


def _improved(tries: _Tries, best: Trial) -> Trial:
    """Moves exhibits near pages that are still thin, or part an ending, as long as that makes the whole better."""
    moved = True
    while moved and not tries.over:
        moved = False
        for drift in _near_poor_pages(best, tries.names):
            if tries.over:
                break
            if tries.known(drift):
                continue
            trial = tries(drift)
            if trial.badness < best.badness - 1e-6:
                best, moved = trial, True
                break
    return best


def _near_poor_pages(best: Trial, names: tuple[str, ...]) -> Iterator[Mapping[str, int]]:
    layout = best.layout
    ends = parted(layout)
    pages = {name: layout.anchors[name] for name in names if name in layout.anchors}
    first = min(pages.values(), default=layout.pages)
    for poor in range(first, layout.pages):
        if layout.depths[poor - 1] < THIN or poor in ends:
            for name, page in pages.items():
                if poor - 1 <= page <= poor + 1:
                    here = best.drift.get(name, 0)
                    yield from ({**best.drift, name: step} for step in (*STEPS, 0) if step != here)


def parted(layout: Layout) -> tuple[int, ...]:
    """The pages that end between what a chapter comes to and what could be decided about it."""
    begins = ((page, layout.anchors.get(f"balance.{name.split('.')[1]}", page))
              for name, page in layout.anchors.items() if name.startswith("outlook."))
    return tuple(sorted(page - 1 for page, balance in begins if page != balance))


def holes_of(layout: Layout, names: tuple[str, ...], page: PageTokens) -> tuple[tuple[int, str], ...]:
    """(page, exhibit) for each page that ends early because the exhibit did not fit and begins the next page."""
    top = float(page.margins.top) + 2 * float(page.baseline)
    found = []
    for name in names:
        number = layout.anchors.get(name, 0)
        if number > 1 and layout.tops[name] <= top and layout.depths[number - 2] < FULL_ENOUGH:
            found.append((number - 1, name))
    return tuple(sorted(found))
