"""Parallel: a brief in two languages side by side, through the stages draw, compose, render and proof."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.build.columns import areas_of, columns_sheet, whole_sheet, widths_of
from briefgen.build.door import close_to_the_system
from briefgen.build.grid import ends_sheet, grid_sheet
from briefgen.build.settle import Trial, settle
from briefgen.build.target import (
    Made,
    Report,
    Task,
    attached_to,
    chart_diagnostic,
    entry_of,
    look_of,
    printed_on,
    resources_of,
    written,
)
from briefgen.build.tuned import tuned_sheet
from briefgen.compose import Composed, Pair, Paired, Place, Side, compose_parallel
from briefgen.diagnostics import ContentError, Diagnostic, Location, ProofError, errors, ordered
from briefgen.model.chart import ChartKind, Width
from briefgen.model.drawing import Drawing
from briefgen.model.edition import Medium
from briefgen.model.tokens import PageTokens
from briefgen.prose.references import exhibits

if TYPE_CHECKING:
    from briefgen.render import Layout, PageSetter

BLANK = b'<svg xmlns="http://www.w3.org/2000/svg" width="1pt" height="1pt" viewBox="0 0 1 1"></svg>'
"""What carries the description of a chart in the second language: an element of the tree has one language."""
PRESS = Medium.PRESS.value
MOST_SETTINGS, MOST_PAGES = 6, 90
"""So many settings are tried, or as many as have so many pages together: pages in two languages take twice as long to set."""
MOST_ENDS = 3
_BROKEN = re.compile(r"Anchor defined twice: '([^']+)'")
NARROW = frozenset({ChartKind.MAP})
LEVEL = 0.3
"""Points that the tops of two blocks side by side may differ in height."""


@dataclass(frozen=True, slots=True)
class ParallelTask:
    """Everything that a worker needs to set a brief in several languages side by side: the tasks of its editions."""

    sides: tuple[Task, ...]

    @property
    def name(self) -> str:
        """The file's name without its ending: slug, edition, medium."""
        return f"{self.sides[0].brief.slug}.parallel.{self.sides[0].medium}"

    def make(self, report: Report) -> Made:
        """Makes the office file.

        Raises:
            ContentError: if a chart cannot be drawn well in both languages.
            ProofError: if the languages have not the same blocks, or the finished file failed a check.
            MachineError: if the engine is not there.
        """
        return self.office(self.pages(report), report)

    def pages(self, report: Report) -> Pages:
        """The pages as they settle, for whatever is made of them."""
        report("draw", self.name)
        drawings = drawn_in_both(self.sides)
        resources = {**resources_of(self.sides[0], drawings), "blank.svg": BLANK}
        report("compose", self.name)
        return settled(self, drawings, resources)

    def office(self, pages: Pages, report: Report) -> Made:
        """The file for screens and office printers.

        Raises:
            ProofError: if it failed a check.
        """
        first, trial, slug = self.sides[0], pages.trial, self.sides[0].brief.slug
        report("render", self.name)
        pdf, told = written(self.name, trial.composed, trial.layout, pages.resources)
        report("proof", self.name)
        warnings = _proof(self, pages, pdf, told)
        path = f"{slug}/{self.name}.pdf"
        files = {path: pdf}
        for drawing in pages.drawings.values():
            stem = f"{slug}/charts/{drawing.id}.parallel"
            files[f"{stem}.svg"], files[f"{stem}.csv"] = drawing.svg, drawing.csv.encode()
        entry = entry_of(first, trial.composed, trial.layout, path)
        entry |= {"title": " / ".join(side.prose.front.title for side in self.sides), "drift": dict(trial.drift)}
        entry |= {"refers_to": sorted({slug for side in self.sides for slug in side.refers_to})}
        return Made(slug, "parallel", path, trial.layout.pages, files, entry, warnings)

    def again(self, pages: Pages, medium: str) -> tuple[bytes, tuple[Diagnostic, ...]]:
        """The engine's file of the very same pages in the look of another medium.

        Raises:
            ProofError: if the engine failed, or the pages are not the same.
        """
        from briefgen.render import PageSetter

        css = look_of(replace(self.sides[0], medium=medium)) + pages.more
        layout = PageSetter(css, pages.resources).lay_out(self.name, pages.trial.composed.html)
        attached = attached_to(pages.drawings, self.sides[0]) if medium == "archive" else ()
        return written(self.name, pages.trial.composed, layout, pages.resources, medium, attached)


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages as they settled: charts, what a page may ask for, the setting, its rows, the widths of the columns in points,
    and the style sheet that makes them so beside the look."""

    drawings: Mapping[str, Drawing]
    resources: Mapping[str, bytes]
    trial: Trial
    pairs: tuple[Pair, ...]
    widths: tuple[float, ...]
    more: str


def drawn_in_both(sides: tuple[Task, ...]) -> dict[str, Drawing]:
    """The charts of a brief with their labels in the languages of both sides.

    A chart that stands in the margin or in the text column of the other editions takes the text column's width here, and so
    does a map: it is as high as its land is, and at full width leaves no room on a page where captions stand twice.

    Raises:
        ContentError: if one cannot be drawn well.
    """
    from briefgen.charts import ChartError, Scene, draw

    first, second = sides[0], sides[-1]
    scene = Scene(first.relationship, first.index, first.locale, first.tokens, first.fonts, first.geography,
                  beside=second.locale)
    drawings: dict[str, Drawing] = {}
    problems = []
    asked = {block.argument: Width(block.form) for block in first.prose.walk() if block.form}
    for name in exhibits(first.prose):
        if chart := first.relationship.charts.get(name):
            wide = asked.get(name, chart.width) is Width.FULL and chart.kind not in NARROW
            try:
                drawings[name] = draw(chart, scene, Width.FULL if wide else Width.COLUMN)
            except ChartError as error:
                tags = "+".join(side.locale.tag for side in (first, second))
                problems.append(chart_diagnostic(first.chart_places[name], tags, error))
    if problems:
        raise ContentError(problems)
    return drawings


def settled(task: ParallelTask, drawings: Mapping[str, Drawing], resources: Mapping[str, bytes]) -> Pages:
    """The pages with the exhibits where they leave the least white, and their lines tuned.

    Raises:
        ProofError: if they cannot be set.
    """
    close_to_the_system()
    from briefgen.build.tuning import tune

    first = task.sides[0]
    unset = _composed(task, drawings, {})
    widths, more = _columns(task, unset, resources)
    setter = _Setter(task.name, look_of(first) + more, resources)

    def set_pages(drift: Mapping[str, int]) -> tuple[Composed, Layout]:
        composed = _composed(task, drawings, drift).composed
        html, layout = setter.laid_out(composed.html, "")
        if errors(layout.diagnostics):
            raise ProofError(layout.diagnostics)
        return replace(composed, html=html), layout

    most = max(MOST_SETTINGS, MOST_PAGES // set_pages({})[1].pages)
    trial = settle(set_pages, exhibits(first.prose), first.tokens.page, most)
    html, ends, layout = _ended(setter, trial, first.tokens.page)
    tuned = tune(setter.pages(ends), html, layout, lambda changes: setter.laid_out(html, ends + tuned_sheet(changes))[1])
    sheet = ends + tuned_sheet(tuned.changes)
    html, layout = setter.laid_out(html, sheet)
    trial = replace(trial, composed=replace(trial.composed, html=html), layout=layout, tuned=tuned.changes)
    return Pages(drawings, resources, trial, unset.pairs, widths, more + sheet)


def _ended(setter: _Setter, trial: Trial, page: PageTokens) -> tuple[str, str, Layout]:
    """The pages with the end of every block that goes on over a page filled to whole lines, and the sheet that does so.

    What is filled may move a later block over a page, or back; then that one is looked at once more.
    """
    from briefgen.render import ends_of

    html, layout, sheet = trial.composed.html, trial.layout, ""
    for _ in range(MOST_ENDS):
        more = ends_sheet(ends_of(layout), page.baseline)
        if not more:
            break
        html, filled = setter.laid_out(html, sheet + more)
        if filled.pages > layout.pages:
            break
        layout, sheet = filled, sheet + more
    return html, sheet, layout


class _Setter:
    """Sets pages and keeps the words of a number on one page; what was set a moment ago is not set again."""

    def __init__(self, name: str, css: str, resources: Mapping[str, bytes]) -> None:
        self.name, self.css, self.resources = name, css, resources
        self.laid_out = functools.lru_cache(maxsize=4)(self._laid_out)
        self.pages = functools.lru_cache(maxsize=1)(self._pages)

    def _pages(self, sheet: str) -> PageSetter:
        from briefgen.render import PageSetter

        return PageSetter(self.css + sheet, self.resources)

    def _laid_out(self, html: str, sheet: str) -> tuple[str, Layout]:
        setter = self.pages(sheet)
        layout = setter.lay_out(self.name, html)
        if broken := broken_numbers(layout.diagnostics):
            html = unbroken(html, broken)
            layout = setter.lay_out(self.name, html)
        return html, layout


def _columns(task: ParallelTask, unset: Paired, resources: Mapping[str, bytes]) -> tuple[tuple[float, ...], str]:
    """The columns, as wide as the two texts need, and their style sheet: blocks of whole lines, rows too short to break."""
    from briefgen.render import PageSetter, places_of

    page, look = task.sides[0].tokens.page, look_of(task.sides[0])
    widths = widths_of(unset.letters, page)
    layout = PageSetter(look + columns_sheet(widths, page), resources).lay_out(task.name, unset.composed.html)
    widths = widths_of(areas_of(unset.pairs, places_of(layout), layout.lengths, widths), page)
    sheet = columns_sheet(widths, page)
    layout = PageSetter(look + sheet, resources).lay_out(task.name, unset.composed.html)
    sheet += grid_sheet(layout.heights, page.baseline) + whole_sheet(unset.pairs, layout.lengths, float(page.baseline))
    return widths, sheet


def broken_numbers(told: Iterable[Diagnostic]) -> tuple[str, ...]:
    """The ids of the numbers whose words the turn of a page parts: the engine finds them on both."""
    return tuple(dict.fromkeys(name for one in told for name in _BROKEN.findall(one.message)))


def unbroken(html: str, ids: Iterable[str]) -> str:
    """The page with the words of some numbers held together on a line."""
    for name in ids:
        html = html.replace(f'<data id="{name}"', f'<data class="together" id="{name}"')
    return html


def _composed(task: ParallelTask, drawings: Mapping[str, Drawing], drift: Mapping[str, int]) -> Paired:
    first = task.sides[0]
    sides = tuple(
        Side(side.prose, side.locale, unpaged(side.elsewhere), tuple(line[side.locale.tag] for line in side.tokens.imprint))
        for side in task.sides
    )
    return compose_parallel(
        first.brief, sides, first.relationship, first.index, drawings, first.templates, drift, first.version
    )


def unpaged(elsewhere: Mapping[tuple[str, str], Place]) -> dict[tuple[str, str], Place]:
    """Places in other briefs without their pages, which are those of editions in one language."""
    return {key: replace(place, page="") for key, place in elsewhere.items()}


def _proof(task: ParallelTask, pages: Pages, pdf: bytes, told: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    from briefgen.proof import facing_area, proof_depths, proof_html, proof_pdf, proof_typesetting
    from briefgen.render import places_of

    first, trial, layout = task.sides[0], pages.trial, pages.trial.layout
    free = frozenset(page for label, page in layout.anchors.items() if label == "contents") | frozenset({1})
    fonts = frozenset(font.family for font in first.fonts)
    found = ordered((
        *told,
        *proof_html(task.name, trial.composed.html, first.locale.tag),
        *(proof_pdf(task.name, pdf, printed_on(trial.composed, layout), fonts) if first.medium != PRESS else ()),
        *(proof_typesetting(task.name, pdf, facing_area(first.tokens, pages.widths)) if first.medium != PRESS else ()),
        *proof_depths(task.name, layout.depths, free),
        *proof_pairs(task.name, pages.pairs, places_of(layout)),
    ))
    if errors(found):
        raise ProofError(found)
    return found


def proof_pairs(
    name: str, pairs: tuple[Pair, ...], places: Mapping[str, tuple[tuple[int, float], ...]]
) -> tuple[Diagnostic, ...]:
    """Whether every block of each language stands in the file, and begins on each of its pages level with that beside it.

    `places` gives for each block the pages that it stands on, with how far down its first line begins there, in points.
    """
    found = []
    for pair in pairs:
        marks = [mark for mark in pair.marks if mark]
        if missing := [mark for mark in marks if mark not in places]:
            told = f"expected the block {missing[0]}, found it on no page"
            found.append(Diagnostic("B019", Location(name), told, "see whether its row is wider or higher than the page"))
        else:
            found += [wrong for one, other in pairwise(marks) for wrong in _not_level(name, (one, other), places)]
    return tuple(found)


def _not_level(
    name: str, marks: tuple[str, str], places: Mapping[str, tuple[tuple[int, float], ...]]
) -> Iterator[Diagnostic]:
    """Where two blocks side by side do not begin at one height; one that ends on an earlier page is no fault."""
    beside = dict(places[marks[1]])
    for number, (page, top) in enumerate(places[marks[0]]):
        if page not in beside and number:
            continue
        if page not in beside or abs(top - beside[page]) > LEVEL:
            where = f"{abs(top - beside[page]):.1f} points apart" if page in beside else "on another page"
            told = f"expected the blocks {marks[0]} and {marks[1]} level with each other, found them {where}"
            yield Diagnostic("B018", Location(f"{name}:{page}"), told, "look at what stands above them in one column alone")
