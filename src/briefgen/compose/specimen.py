"""Specimen: the look of a project on a few pages: its tokens, every component in all languages, every kind of chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from briefgen.compose.bibliography import bibliography
from briefgen.compose.composer import Composer
from briefgen.compose.document import MACROS, PAGE, Composed, behind, context_of, page_environment
from briefgen.compose.exhibits import chart_frame
from briefgen.compose.fiction import Fiction
from briefgen.compose.samples import CHART, EXHIBITS, MARGINAL, Subjects, samples_of
from briefgen.compose.setting import Exhibit, Printed, Setting
from briefgen.compose.swatches import measures, page_drawing, steps, style_lines, swatches
from briefgen.language.locale import Locale
from briefgen.language.typography import set_text
from briefgen.model.brief import Brief, BriefKind, Relationship
from briefgen.model.chart import Chart
from briefgen.model.drawing import Drawing
from briefgen.model.reference import QuantityIndex
from briefgen.model.tokens import Tokens
from briefgen.prose.blocks import BlockKind, Prose

SPECIMEN, GRID = "specimen.html.j2", "specimen-grid.svg"
INKS = ("colour", "grey")
COMPONENT, PLATE = "component-", "plate-"
"""What the marks of rows begin with; the number of the row follows."""
MOST_SOURCES = 4
_NUMBERED = {key: Exhibit("figure" if number < 2 else "table", number % 2 + 1 if number < 2 else number - 1)
             for number, key in enumerate(EXHIBITS)}


@dataclass(frozen=True, slots=True)
class Plate:
    """A chart of one kind as wide as a page, drawn in colour and in grey; `fiction` is what it is from if it is made up."""

    chart: Chart
    drawings: tuple[Drawing, ...]
    fiction: Fiction | None = None


@dataclass(frozen=True, slots=True)
class Studio:
    """What a specimen is made of, apart from its charts. `brief` lends its cover, its sources and its key numbers."""

    brief: Brief
    prose: Mapping[str, Prose]
    subjects: Subjects
    relationship: Relationship
    index: QuantityIndex
    locales: tuple[Locale, ...]
    tokens: Tokens
    templates: Mapping[str, str]
    version: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One component in one language, or one chart in one sort of inks."""

    tag: str
    html: Markup
    about: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A component, or a kind of chart, by the name that authors type."""

    name: str
    cells: tuple[Cell, ...]


def compose_specimen(studio: Studio, drawings: Mapping[str, Mapping[str, Drawing]], plates: tuple[Plate, ...]) -> Composed:
    """One HTML page. `drawings` are those of the components, by locale and chart.

    A chart's picture is asked for as `TAG--NAME` within the components, and as `colour--NAME` and `grey--NAME` in its plate.
    """
    environment, first, tokens = page_environment(studio.templates), studio.locales[0], studio.tokens
    macros = environment.get_template(MACROS).module
    printed: list[Printed] = []
    rows = _rows(studio, drawings, environment, macros, printed)
    project = studio.relationship.project
    name = set_text(project.name[first.tag], first)
    _, width, height = page_drawing(tokens)
    context = {
        "lang": first.tag, "title": f"{name}: {first.message('specimen')}", "publisher": project.publisher[first.tag],
        "description": first.message("specimen_tokens_note"), "keywords": "", "version": studio.version,
        "heads": _heads(studio.locales), "words": _words(studio.locales), "names": _names(studio),
        "styles": style_lines(tokens), "swatches": swatches(tokens), "measures": measures(tokens.page),
        "steps": steps(tokens.page), "grid": GRID, "grid_width": width, "grid_height": height, "rows": rows,
        "plates": tuple(_plate_row(plate, number, studio, macros) for number, plate in enumerate(plates, 1)),
    }
    body = environment.get_template(SPECIMEN).render(**context)
    html = environment.get_template(PAGE).render(body=Markup(body), **context)
    charts = tuple(f"{locale.tag}--{key}" for locale in studio.locales for key in (CHART, MARGINAL))
    return Composed(html, body, tuple(printed), charts, (), 0)


def specimen_sheet(tokens: Tokens, languages: int) -> str:
    """What follows from the project: pages on which languages stand side by side have the width of a page for each.

    The frames of charts in grey are grey.
    """
    width, height = tokens.page.trim.width * languages, tokens.page.trim.height
    grey = tokens.in_grey().colour
    return (f"\n@page specimen-facing {{ size: {width}pt {height}pt }}\n"
            f".specimen-plate .specimen-cell:last-child .caption-label {{ color: {grey['brick'].rgb} }}\n")


def _heads(locales: tuple[Locale, ...]) -> dict[str, tuple[Cell, ...]]:
    """The headings of the specimen in each language."""
    names = ("specimen", "specimen_type", "specimen_colours", "specimen_grid", "specimen_spacing", "specimen_components",
             "specimen_charts", "specimen_tokens_note", "specimen_ink_total", "specimen_contrast", "in_grey")
    return {name: tuple(Cell(one.tag, Markup(set_text(one.message(name), one))) for one in locales) for name in names}


def _words(locales: tuple[Locale, ...]) -> tuple[Cell, ...]:
    """A word of each language that has ascenders, descenders and, where the language has them, accents."""
    return tuple(Cell(one.tag, Markup(set_text(one.message("page"), one))) for one in locales)


def _names(studio: Studio) -> tuple[Cell, ...]:
    project = studio.relationship.project
    return tuple(Cell(one.tag, Markup("{}").format(set_text(project.name[one.tag], one))) for one in studio.locales)


def _rows(
    studio: Studio, drawings: Mapping[str, Mapping[str, Drawing]], environment: Any, macros: Any, printed: list[Printed]
) -> tuple[Row, ...]:
    """Every component, its languages side by side."""
    columns = [tuple(_column(studio, locale, drawings[locale.tag], environment, macros, printed)) for locale in studio.locales]
    return tuple(Row(parts[0][0], tuple(cell for _, cell in parts)) for parts in zip(*columns, strict=True))


def _column(
    studio: Studio, locale: Locale, drawings: Mapping[str, Drawing], environment: Any, macros: Any, printed: list[Printed]
) -> Iterator[tuple[str, Cell]]:
    """(name, component) in one language; notes and sources come last, since they are those of the others."""
    tag = locale.tag
    setting = Setting(studio.subjects.relationship, studio.index, locale, _NUMBERED, {}, studio.brief.source)
    book = studio.brief.model_copy(update={"kind": BriefKind.BACKGROUNDER})
    imprint = tuple(line[tag] for line in studio.tokens.imprint)
    context = context_of(studio.brief, studio.prose[tag], setting, studio.version, imprint)

    def filled(template: str, **more: Any) -> Markup:
        return Markup(environment.get_template(template).render(**context, **more))

    def cell(html: Markup) -> Cell:
        told = html or Markup('<p class="specimen-unused">{}</p>').format(set_text(locale.message("specimen_unused"), locale))
        return Cell(tag, Markup(behind(told, f"{tag}--")))

    yield "cover", cell(Markup('<div class="specimen-cover">{}</div>').format(filled("cover.html.j2")))
    yield "masthead", cell(Markup(behind(filled("masthead.html.j2"), "masthead-")))
    composer = Composer(setting, drawings, macros, book)
    for sample in samples_of(studio.subjects, locale):
        if sample.blocks and sample.blocks[0].kind is BlockKind.SECTION:
            yield sample.name, cell(Markup("").join(html for _, html in composer.sections(sample.blocks)))
        else:
            yield sample.name, cell(composer.run(sample.blocks))
    used = list(setting.sources)[:MOST_SOURCES] or [studio.brief.source]
    sources = bibliography(used, studio.relationship, locale, studio.templates)
    yield "notes", cell(filled("notes.html.j2", notes=tuple(setting.notes)) if setting.notes else Markup(""))
    yield "bibliography", cell(filled("bibliography.html.j2", sources=sources))
    yield "imprint", cell(Markup('<div class="imprint">{}</div>').format(filled("imprint.html.j2")))
    printed += [Printed(f"{tag}--{one.anchor}", one.quantity, one.text, tag, one.place, one.exhibit) for one in setting.printed]


def _plate_row(plate: Plate, number: int, studio: Studio, macros: Any) -> Row:
    """A kind of chart in the frame of its page, in colour and in grey. A made-up one has no source."""
    locale, cells = studio.locales[0], []
    relationship = plate.fiction.relationship if plate.fiction else studio.relationship
    index = plate.fiction.index if plate.fiction else studio.index
    for inks, drawing in zip(INKS, plate.drawings, strict=True):
        exhibits = {plate.chart.id: Exhibit("figure", number)}
        setting = Setting(relationship, index, locale, exhibits, {}, studio.brief.source)
        shown = replace(drawing, sources=()) if plate.fiction else drawing
        html = behind(str(macros.chart(chart_frame(plate.chart, shown, setting), shown)), f"{inks}--")
        cells.append(Cell(locale.tag, Markup(html), locale.message(f"in_{inks}")))
    return Row(f"kind: {plate.chart.kind}", tuple(cells))
