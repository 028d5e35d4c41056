"""Specimen: the tokens, the components and the kinds of chart of a project, through the stages, as one PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.build.check import Checked, check_project
from briefgen.build.citing import citation_templates
from briefgen.build.door import Door, close_to_the_system, open_door
from briefgen.build.grid import grid_sheet
from briefgen.build.target import chart_diagnostic, faces_of, printed_on
from briefgen.build.workers import Report
from briefgen.compose import Composed, sheets_of, style_sheet
from briefgen.compose.fiction import fiction_for
from briefgen.compose.samples import CHART, MARGINAL, subjects_of
from briefgen.compose.specimen import COMPONENT, GRID, INKS, PLATE, Plate, Studio, compose_specimen, specimen_sheet
from briefgen.compose.spread import spread_sheet
from briefgen.compose.swatches import page_drawing
from briefgen.diagnostics import ContentError, Diagnostic, Location, ProofError, errors, ordered
from briefgen.language.locale import Locale
from briefgen.model.brief import Brief, BriefKind, Relationship
from briefgen.model.chart import Chart, ChartKind, Width
from briefgen.model.drawing import Drawing
from briefgen.model.reference import QuantityIndex
from briefgen.model.tokens import Tokens
from briefgen.prose import Directive
from briefgen.publish import MANIFEST, check_folder, digest, hand_over, manifest_text

if TYPE_CHECKING:
    from briefgen.render import Layout

PDF = "specimen.pdf"


@dataclass(frozen=True, slots=True)
class Specimen:
    """What a specimen leaves: the folder, its pages, and which kinds of chart are made up, since the project uses none."""

    folder: Path
    pages: int
    made_up: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]


def print_specimen(root: Path, out: Path, report: Report) -> Specimen:
    """Sets the specimen of a project and hands it over whole.

    Raises:
        UsageError: if the output folder is not what it should be.
        ContentError: if the content is wrong, or a chart cannot be drawn; ProofError, if the pages are wrong.
    """
    report("load", "")
    door = open_door(root)
    check_folder(out)
    report("check", "")
    checked, diagnostics = check_project(door)
    if checked is None:
        raise ContentError(diagnostics)
    studio = studio_of(door, checked)
    report("draw", "")
    artist = Artist(door, checked)
    plates = tuple(artist.plates())
    drawings = artist.drawings(studio)
    report("compose", "")
    composed = compose_specimen(studio, drawings, plates)
    report("render", "")
    pdf, layout, told = _page(door, studio, composed, _pictures(studio, drawings, plates))
    report("proof", "")
    _proof(door, studio, composed, layout, pdf, told)
    report("publish", "")
    manifest = {"specimen": {PDF: digest(pdf)}, "versions": dict(door.versions)}
    hand_over(out, {PDF: pdf, MANIFEST: manifest_text(manifest).encode()}, ())
    return Specimen(out, layout.pages, tuple(one.chart.kind.value for one in plates if one.fiction), diagnostics)


def studio_of(door: Door, checked: Checked) -> Studio:
    """What the pages are composed from: the brief with key numbers and a cover lends what is one brief's own."""
    loaded, locales = checked.loaded, tuple(checked.locales.values())
    brief = min(loaded.briefs.values(), key=lambda one: (not _has_keys(one, checked), one.kind is not BriefKind.BACKGROUNDER))
    view = checked.view(brief.slug)
    prose = {tag: checked.prose[brief.slug, tag] for tag in checked.locales}
    subjects = subjects_of(view.relationship, view.index, prose, locales, brief.initiative)
    return Studio(brief, prose, subjects, view.relationship, view.index, locales, loaded.tokens,
                  {**door.templates, **citation_templates(door)}, door.versions["briefgen"])


def _has_keys(brief: Brief, checked: Checked) -> bool:
    return any(block.directive in (Directive.KEY_NUMBERS, Directive.PANEL)
               for tag in checked.locales for block in checked.prose[brief.slug, tag].walk())


@dataclass(frozen=True, slots=True)
class Artist:
    """Draws what the specimen shows."""

    door: Door
    checked: Checked

    def plates(self) -> Iterator[Plate]:
        """One chart of each kind as wide as a page, in colour and in grey, in the project's first language.

        A kind that the project does not use is drawn from made-up values.

        Raises:
            ContentError: if one cannot be drawn.
        """
        loaded, locale = self.checked.loaded, next(iter(self.checked.locales.values()))
        made_up = fiction_for(loaded.relationship.project, tuple(self.checked.locales.values()))
        looks = (loaded.tokens, loaded.tokens.in_grey())
        for kind in ChartKind:
            of_kind = (one for one in loaded.relationship.charts.values() if one.kind is kind)
            own = min(of_kind, key=lambda one: tuple(Width).index(one.width), default=None)
            fiction = None if own else made_up
            relationship = fiction.relationship if fiction else loaded.relationship
            index = fiction.index if fiction else self.checked.index
            chart = own or made_up.charts[kind]
            drawings = (self._drawn(chart, chart.id, relationship, index, locale, look, Width.FULL) for look in looks)
            yield Plate(chart.model_copy(update={"width": Width.FULL}), tuple(drawings), fiction)

    def drawings(self, studio: Studio) -> dict[str, dict[str, Drawing]]:
        """The charts of the components, by locale and name."""
        charts, tokens = studio.subjects.relationship.charts, self.checked.loaded.tokens
        return {
            locale.tag: {
                key: self._drawn(charts[key], key, studio.subjects.relationship, studio.index, locale, tokens)
                for key in (CHART, MARGINAL) if key in charts
            }
            for locale in studio.locales
        }

    def _drawn(self, chart: Chart, name: str, relationship: Relationship, index: QuantityIndex, locale: Locale,
               tokens: Tokens, width: Width | None = None) -> Drawing:
        from briefgen.charts import ChartError, Scene, draw

        scene = Scene(relationship, index, locale, tokens, self.door.fonts, self.door.geography)
        try:
            return draw(chart, scene, width)
        except ChartError as error:
            loaded = self.checked.loaded
            place = loaded.places.of("charts", name) if name in loaded.relationship.charts else Location(PDF)
            raise ContentError([chart_diagnostic(place, locale.tag, error)]) from None


def _pictures(
    studio: Studio, drawings: Mapping[str, Mapping[str, Drawing]], plates: tuple[Plate, ...]
) -> dict[str, bytes]:
    found = {f"charts/{tag}--{name}.svg": one.svg for tag, held in drawings.items() for name, one in held.items()}
    found |= {f"charts/{inks}--{plate.chart.id}.svg": one.svg
              for plate in plates for inks, one in zip(INKS, plate.drawings, strict=True)}
    return {**found, GRID: page_drawing(studio.tokens)[0].encode()}


def _page(
    door: Door, studio: Studio, composed: Composed, pictures: Mapping[str, bytes]
) -> tuple[bytes, Layout, tuple[Diagnostic, ...]]:
    """The set pages as a tagged PDF, with every block filled up to whole lines."""
    close_to_the_system()
    from briefgen.press import mark_artifacts
    from briefgen.render import PageSetter, render

    tokens = studio.tokens
    own = {name.removeprefix("styles/"): content.decode("utf-8") for name, content in door.files.items()
           if name.startswith("styles/") and name.endswith((".css", ".svg"))}
    look = {**door.look, **own}
    resources = {**pictures, **{f"fonts/{font.path.name}": font.path.read_bytes() for font in door.fonts}}
    resources |= {name: style_sheet({name: text}, tokens, ()).encode() for name, text in look.items() if name.endswith(".svg")}
    css = style_sheet(sheets_of(look, "office"), tokens, faces_of(door.fonts)) + specimen_sheet(tokens, len(studio.locales))
    first = PageSetter(css, resources).lay_out(PDF, composed.html)
    css += grid_sheet(first.heights, tokens.page.baseline)
    css += _spread(PageSetter(css, resources).lay_out(PDF, composed.html).heights, tokens)
    layout = PageSetter(css, resources).lay_out(PDF, composed.html)
    rendered = render(PDF, composed.html, layout, resources)
    return mark_artifacts(rendered.pdf), layout, (*layout.diagnostics, *rendered.diagnostics)


def _spread(heights: Mapping[str, tuple[str, float]], tokens: Tokens) -> str:
    """Rules that fill the pages of components and of charts evenly; `heights` are those of all blocks that were measured."""
    head = float(tokens.type["h1"].leading + tokens.page.baseline)
    rows = {key: height for key, (_, height) in sorted(heights.items(), key=lambda one: _row_number(one[0]))}
    parts = ({key: height for key, height in rows.items() if key.startswith(part)} for part in (COMPONENT, PLATE))
    return "".join(spread_sheet(part, tokens.page, head) for part in parts if part)


def _row_number(key: str) -> int:
    return int(digits) if (digits := key.rpartition("-")[2]).isdigit() else 0


def _proof(
    door: Door, studio: Studio, composed: Composed, layout: Layout, pdf: bytes, told: tuple[Diagnostic, ...]
) -> None:
    from briefgen.proof import proof_html, proof_pdf

    found = ordered((
        *told, *proof_html(PDF, composed.html, studio.locales[0].tag),
        *proof_pdf(PDF, pdf, printed_on(composed, layout), frozenset(font.family for font in door.fonts)),
    ))
    if errors(found):
        raise ProofError(found)
