"""A target: one brief in one locale and one medium, through the stages draw, compose, render and proof."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from briefgen.build.door import close_to_the_system
from briefgen.build.grid import grid_sheet
from briefgen.build.settle import Trial, settle
from briefgen.build.tuned import tuned_sheet
from briefgen.compose import Composed, Place, compose_brief, link_words, sheets_of, style_sheet
from briefgen.diagnostics import ContentError, Diagnostic, Location, ProofError, errors, ordered
from briefgen.findings import operands_of
from briefgen.language.locale import Locale
from briefgen.model.brief import Brief, Relationship
from briefgen.model.chart import Width
from briefgen.model.drawing import Drawing
from briefgen.model.finding import Finding
from briefgen.model.observation import Observation
from briefgen.model.reference import QuantityIndex
from briefgen.model.tokens import Tokens
from briefgen.model.typeface import FontFile
from briefgen.prose import Directive, Prose
from briefgen.prose.references import exhibits, labels_of

if TYPE_CHECKING:
    from briefgen.render import Attached, Layout


Report = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Task:
    """Everything that a worker needs to make one target; nothing else comes in."""

    brief: Brief
    prose: Prose
    relationship: Relationship
    index: QuantityIndex
    locale: Locale
    tokens: Tokens
    fonts: tuple[FontFile, ...]
    templates: Mapping[str, str]
    sheets: Mapping[str, str]
    version: str
    medium: str
    chart_places: Mapping[str, Location]
    elsewhere: Mapping[tuple[str, str], Place]
    refers_to: tuple[str, ...]
    geography: str

    @property
    def name(self) -> str:
        """The file's name without its ending: slug, edition, medium."""
        return f"{self.brief.slug}.{self.locale.tag}.{self.medium}"

    def make(self, report: Report) -> Made:
        """Makes the target.

        Raises:
            ContentError: if a chart cannot be drawn well.
            ProofError: if the finished file failed a check.
            MachineError: if the engine is not there.
        """
        return _make(self, report)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished target: its files by path, and its entry in the manifest."""

    slug: str
    locale: str
    path: str
    pages: int
    files: Mapping[str, bytes]
    entry: Mapping[str, Any]
    warnings: tuple[Diagnostic, ...]


def _make(task: Task, report: Report) -> Made:
    report("draw", task.name)
    drawings = drawings_of(task)
    resources, css = resources_of(task, drawings), look_of(task)
    report("compose", task.name)
    trial = _settled(task, drawings, css, resources)
    composed, layout = trial.composed, trial.layout
    report("render", task.name)
    pdf, told = written(task.name, composed, layout, resources)
    report("proof", task.name)
    warnings = _proof(task, composed, layout, pdf, told)
    path = f"{task.brief.slug}/{task.name}.pdf"
    files = {path: pdf}
    for drawing in drawings.values():
        stem = f"{task.brief.slug}/charts/{drawing.id}.{task.locale.tag}"
        files[f"{stem}.svg"], files[f"{stem}.csv"] = drawing.svg, drawing.csv.encode()
    settled = {"drift": dict(trial.drift), "tuned": dict(trial.tuned), "grid": trial.grid}
    entry = {**entry_of(task, composed, layout, path), **settled}
    return Made(task.brief.slug, task.locale.tag, path, layout.pages, files, entry, warnings)


def drawings_of(task: Task) -> dict[str, Drawing]:
    """The charts that a brief shows, at the widths that it asks for.

    Raises:
        ContentError: if one cannot be drawn well.
    """
    from briefgen.charts import ChartError, Scene, draw

    scene = Scene(task.relationship, task.index, task.locale, task.tokens, task.fonts, task.geography)
    drawings: dict[str, Drawing] = {}
    widths = {block.argument: Width(block.form) for block in task.prose.walk() if block.form}
    problems = []
    for name in exhibits(task.prose):
        if chart := task.relationship.charts.get(name):
            try:
                drawings[name] = draw(chart, scene, widths.get(name))
            except ChartError as error:
                problems.append(chart_diagnostic(task.chart_places[name], task.locale.tag, error))
    if problems:
        raise ContentError(problems)
    return drawings


def chart_diagnostic(place: Location, locale: str, error: Exception) -> Diagnostic:
    """A chart that could not be drawn, at the place of its declaration."""
    hint = "shorten a label, give the chart more height, or another kind"
    return Diagnostic("C002", place, f"{getattr(error, 'detail', error)} ({locale})", hint)


def look_of(task: Task) -> str:
    """The style sheet of a target: every sheet of its medium's look, filled in from the tokens."""
    return style_sheet(sheets_of(task.sheets, task.medium), task.tokens, faces_of(task.fonts))


def resources_of(task: Task, drawings: Mapping[str, Drawing]) -> dict[str, bytes]:
    """The only files that a page may ask for: its charts, the fonts, the look's pictures."""
    resources = {f"charts/{name}.svg": drawing.svg for name, drawing in drawings.items()}
    resources |= {f"fonts/{font.path.name}": font.path.read_bytes() for font in task.fonts}
    pictures = {name: text for name, text in task.sheets.items() if name.endswith(".svg")}
    for name, text in pictures.items():
        resources[name] = style_sheet({name: text}, task.tokens, ()).encode()
    return resources


def faces_of(fonts: tuple[FontFile, ...]) -> list[tuple[str, str, int, bool]]:
    """A font face for each file: family, address, weight, whether it is italic."""
    return [(font.family, f"briefgen:fonts/{font.path.name}", font.weight, font.italic) for font in fonts]


def _settled(task: Task, drawings: Mapping[str, Drawing], css: str, resources: Mapping[str, bytes]) -> Trial:
    """The brief's pages, with its exhibits where they leave the least white."""
    close_to_the_system()
    from briefgen.build.tuning import tune
    from briefgen.render import PageSetter

    setter = PageSetter(css, resources)
    first = setter.lay_out(task.name, composed_of(task, drawings, {}).html)
    grid = grid_sheet(first.heights, task.tokens.page.baseline)
    css += grid
    setter = PageSetter(css, resources)

    @functools.lru_cache(maxsize=4)  # a move that has nothing to move past gives the same page again
    def laid_out(html: str) -> Layout:
        return setter.lay_out(task.name, html)

    def set_pages(drift: Mapping[str, int]) -> tuple[Composed, Layout]:
        composed = composed_of(task, drawings, drift)
        layout = laid_out(composed.html)
        if errors(layout.diagnostics):
            raise ProofError(layout.diagnostics)
        return composed, layout

    trial = settle(set_pages, _movable(task), task.tokens.page)
    html = trial.composed.html
    tuned = tune(setter, html, trial.layout, lambda one: PageSetter(css + tuned_sheet(one), resources).lay_out(task.name, html))
    return replace(trial, layout=tuned.layout, tuned=tuned.changes, grid=grid)


def _movable(task: Task) -> tuple[str, ...]:
    """The exhibits that may move: those in the margin stand beside their paragraph."""
    charts = task.relationship.charts
    widths = {block.argument: block.form for block in task.prose.walk() if block.directive is Directive.CHART}
    beside = {name for name, form in widths.items() if Width(form or charts[name].width) is Width.MARGIN}
    return tuple(name for name in exhibits(task.prose) if name not in beside)


def composed_of(task: Task, drawings: Mapping[str, Drawing], drift: Mapping[str, int]) -> Composed:
    """A brief's page with its exhibits where they settled."""
    return compose_brief(
        task.brief, task.prose, task.relationship, task.index, task.locale, drawings, task.templates, drift, task.version,
        elsewhere=task.elsewhere, imprint=tuple(line[task.locale.tag] for line in task.tokens.imprint),
    )


def written(
    name: str, composed: Composed, layout: Layout, resources: Mapping[str, bytes], medium: str = "office",
    attached: tuple[Attached, ...] = (),
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The finished file, and what the engine had to say. For the press it has no structure tree, and is still in RGB.

    For the archive it keeps what is `attached`.

    Raises:
        ProofError: if that was an error.
    """
    from briefgen.press import mark_artifacts
    from briefgen.render import ARCHIVE_VARIANT, PDF_VARIANT, render

    variant = {"press": None, "archive": ARCHIVE_VARIANT}.get(medium, PDF_VARIANT)
    rendered = render(name, composed.html, layout, resources, variant, attached)
    if errors(rendered.diagnostics):
        raise ProofError((*layout.diagnostics, *rendered.diagnostics))
    pdf = rendered.pdf if variant is None else mark_artifacts(rendered.pdf, link_words(composed.html))
    return pdf, (*layout.diagnostics, *rendered.diagnostics)


def attached_to(drawings: Mapping[str, Drawing], task: Task) -> tuple[Attached, ...]:
    """The data of each chart, as they are kept inside the archive's file."""
    from briefgen.render import Attached

    charts, day = task.relationship.charts, task.relationship.project.as_of
    return tuple(Attached(f"{name}.csv", one.csv.encode(), charts[name].title[task.locale.tag], day)
                 for name, one in drawings.items())


def _proof(task: Task, composed: Composed, layout: Layout, pdf: bytes, told: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    from briefgen.proof import proof_depths, proof_html, proof_length, proof_pdf, proof_typesetting, type_area

    free = frozenset(page for label, page in layout.anchors.items() if label == "contents") | frozenset({1})
    found = ordered((
        *told,
        *proof_html(task.name, composed.html, task.locale.tag),
        *proof_length(
            task.name, task.brief.pages, layout.depths, layout.room, float(task.tokens.page.baseline), layout.lengths
        ),
        *proof_pdf(task.name, pdf, printed_on(composed, layout), frozenset(font.family for font in task.fonts)),
        *proof_depths(task.name, layout.depths, free),
        *proof_typesetting(task.name, pdf, type_area(task.tokens)),
    ))
    if errors(found):
        raise ProofError(found)
    return found


def printed_on(composed: Composed, layout: Layout) -> tuple[tuple[str, int], ...]:
    """The words of each quantity printed as text, with its page; those of charts are outlines."""
    drawn = set(composed.charts)
    return tuple((p.text, layout.anchors[p.anchor]) for p in composed.printed if p.anchor not in drawn)


def entry_of(task: Task, composed: Composed, layout: Layout, path: str) -> dict[str, Any]:
    """The target's part of the manifest: page by page what is printed, with value, source and vintage."""
    pages: dict[str, list[dict[str, Any]]] = {}
    several = len({printed.locale for printed in composed.printed}) > 1
    for printed in composed.printed:
        told = {"text": printed.text, "where": printed.anchor, **_told(task.index.resolve(printed.quantity), task)}
        more = {"place": printed.place, "exhibit": printed.exhibit, "locale": printed.locale if several else ""}
        told |= {key: value for key, value in more.items() if value}
        pages.setdefault(str(layout.anchors[printed.anchor]), []).append(told)
    return {
        "title": task.prose.front.title, "file": path, "pages": layout.pages, "words": composed.words,
        "charts": list(composed.charts), "sources": list(composed.sources), "printed": pages,
        "labels": {label: layout.anchors[label] for label in sorted(labels_of(task.prose)) if label in layout.anchors},
        "refers_to": list(task.refers_to), "as_of": str(task.relationship.project.as_of),
    }


def _told(quantity: Any, task: Task) -> dict[str, Any]:
    observations = list(operands_of(quantity))
    sources = list(dict.fromkeys(o.source for o in observations))
    return {
        "quantity": quantity.id,
        "kind": "finding" if isinstance(quantity, Finding) else "observation",
        "value": str(quantity.value),
        "unit": quantity.unit,
        "multiplier": quantity.multiplier,
        "period": str(quantity.period),
        "qualifier": quantity.qualifier.value,
        "status": quantity.status.value,
        "sources": sources,
        "vintages": [str(o.vintage or "") for o in observations],
        "operands": [o.id for o in observations] if isinstance(quantity, Finding) else [],
        **_corrected(observations, task),
    }


def _corrected(observations: list[Observation], task: Task) -> dict[str, Any]:
    """What is corrected in a quantity, and by whom; nothing if nothing is."""
    found = [(o, task.relationship.corrections[o.correction]) for o in observations if o.correction]
    told = [
        {"observation": o.id, "published": str(o.published), "value": str(one.value), "reason": one.reason[task.locale.tag],
         "decided_by": one.decided_by, "date": str(one.date)}
        for o, one in found
    ]
    return {"corrections": told} if told else {}
