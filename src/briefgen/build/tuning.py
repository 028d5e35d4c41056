"""Tuning: single blocks set a little wider or narrower, so that no last line is too short and no rag or hyphen offends.

What was chosen is kept by the mark of each block, as a declaration of CSS. So every edition and medium repeats the very same
setting, by `tuned_sheet`, without a search.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.build.galley import lines_of, try_out
from briefgen.proof.typesetting import Fault, Line, Paragraph, faults_of, paragraphs_of

if TYPE_CHECKING:
    from briefgen.render import Layout, PageSetter

ROUNDS = 3
"""The pages are set again so many times at most: what moves a line may move a page's end."""
MORE_WHITE = 0.02
"""The squares of what pages lack to be full may grow by so much in all."""
_NARROWER = tuple(f"padding-right: {points}pt" for points in (2, 4, 6, 9, 12, 15, 18))
_SPACED = tuple(f"word-spacing: {part}em" for part in (".006", "-.006", ".012", "-.012", ".018", "-.018", ".025", "-.025"))
_TRACKED = tuple(f"letter-spacing: {part}em" for part in (".002", "-.002", ".004", "-.004"))
_UNBROKEN = ("hyphenate-limit-zone: 12%", "hyphenate-limit-zone: 20%", "hyphens: manual")
_WIDEST, _TIGHTEST = f"{_SPACED[-2]}; {_TRACKED[-2]}", f"{_SPACED[-1]}; {_TRACKED[-1]}"
DECLARATIONS = (
    "", *_NARROWER, *_SPACED, *_UNBROKEN, *_TRACKED, *(f"{one}; {_UNBROKEN[0]}" for one in (*_NARROWER[1::2], *_SPACED[2:4])),
    _WIDEST, _TIGHTEST,
)
"""What is tried on a paragraph, the least visible first: in a ragged column nobody sees a measure that is a little narrower.
Nothing at all comes before it, to see that the paragraph is set on trial as it is in the page."""
BALANCES = ("", *(f"padding-right: {share}%" for share in range(4, 31, 2)))
"""By how many hundredths of its measure a heading is narrowed, as long as it has no more lines."""
BALANCED = frozenset({"title", "standfirst"})
MOST_BALANCED = 4
"""A heading of more lines is no heading."""

SetPages = Callable[[Mapping[str, str]], "Layout"]


@dataclass(frozen=True, slots=True)
class Tuned:
    """A setting with what was changed in it, by the marks of blocks, and what is still wrong with its lines."""

    changes: Mapping[str, str]
    layout: Layout
    faults: tuple[Fault, ...]


def tune(setter: PageSetter, html: str, layout: Layout, set_pages: SetPages) -> Tuned:
    """The setting with as few faults as the changes that are tried can leave.

    `set_pages` sets all pages with some changes. The number of pages never changes, and no page gets emptier by more than
    a line. Raises what `set_pages` raises.
    """
    best = Tuned({}, layout, _faults(paragraphs := _paragraphs(layout)))
    spent = set[str]()
    for round_ in range(ROUNDS):
        wrong = sorted({fault.key for fault in best.faults} - spent)
        trials = {key: BALANCES if _is_display(paragraphs[key]) else DECLARATIONS for key in wrong if key in paragraphs}
        if not round_:
            trials |= {key: BALANCES for key, one in paragraphs.items() if _is_display(one) and key not in trials}
        found = _chosen(setter, html, trials, paragraphs)
        if not found:
            break
        spent |= set(trials)
        changes = {**best.changes, **found}
        tried = set_pages(changes)
        faults = _faults(after := _paragraphs(tried))
        if tried.pages == layout.pages and len(faults) <= len(best.faults) and _white(tried) < _white(layout) + MORE_WHITE:
            best, paragraphs = Tuned(changes, tried, faults), after
    return best


def _white(layout: Layout) -> float:
    return sum((1 - depth) ** 2 for depth in layout.depths[:-1])


def _paragraphs(layout: Layout) -> dict[str, Paragraph]:
    """The paragraphs that stand in a marked block, by their keys."""
    return {one.key: one for one in paragraphs_of(lines_of(layout.document)) if one.mark}


def _faults(paragraphs: Mapping[str, Paragraph]) -> tuple[Fault, ...]:
    return tuple(fault for paragraph in paragraphs.values() for fault in faults_of(paragraph))


def _is_display(paragraph: Paragraph) -> bool:
    """Whether a paragraph is set large, on lines that should be of one length."""
    return 1 < len(paragraph.lines) <= MOST_BALANCED and (
        paragraph.is_heading or paragraph.key.rpartition("--")[2] in BALANCED
    )


def _chosen(
    setter: PageSetter, html: str, trials: Mapping[str, tuple[str, ...]], paragraphs: Mapping[str, Paragraph]
) -> dict[str, str]:
    """The declaration that serves each paragraph best; none for one that nothing serves, or that is not set alike on trial."""
    found = try_out(setter, html, trials) if trials else {}
    chosen = {}
    for key, declarations in trials.items():
        tries = [_in_place(found.get((key, number), ()), paragraphs[key]) for number in range(len(declarations))]
        if tries[0] is not None and [line.text for line in tries[0].lines] == [line.text for line in paragraphs[key].lines]:
            number = _narrowest(tries) if declarations is BALANCES else _best(tries, paragraphs[key])
            if number:
                chosen[key] = declarations[number]
    return chosen


def _in_place(lines: tuple[Line, ...], paragraph: Paragraph) -> Paragraph | None:
    """A paragraph on trial, put where it stands in the page; None if it may not be as long as that."""
    more = len(lines) - len(paragraph.lines)
    if not lines or more > 1 or (more and not paragraph.lines[0].free):
        return None
    last = paragraph.lines[-1]
    places = [*paragraph.lines, *[replace(last, baseline=last.baseline + last.size)] * max(more, 0)]
    moved = paragraph.lines[0].left - lines[0].left
    return Paragraph(tuple(
        replace(line, page=at.page, baseline=at.baseline, left=line.left + moved, right=line.right + moved)
        for line, at in zip(lines, places, strict=False)
    ))


def _best(tries: Sequence[Paragraph | None], paragraph: Paragraph) -> int:
    """The first of the tries with the fewest faults; a line less or, after that, a line more only where nothing else helps."""
    length, ranked = len(paragraph.lines), []
    for number, tried in enumerate(tries):
        if tried is not None:
            more = len(tried.lines) - length
            ranked.append((len(faults_of(tried)), abs(more), more, number))
    least = min(ranked)
    return least[-1] if least[0] < len(faults_of(paragraph)) else 0


def _narrowest(tries: Sequence[Paragraph | None]) -> int:
    """The narrowest measure in which a heading has as many lines as before."""
    before = tries[0].lines if tries[0] else ()
    widths = {
        number: round(max(line.width for line in tried.lines), 1) for number, tried in enumerate(tries)
        if tried is not None and len(tried.lines) == len(before)
    }
    return min(widths, key=lambda number: (widths[number], number), default=0)
