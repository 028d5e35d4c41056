"""Gallery: every declared chart at every width, in every locale, in colour and in grey, as one PDF and one HTML page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build.check import Checked, check_project
from briefgen.build.door import Door, close_to_the_system, open_door
from briefgen.build.target import chart_diagnostic, faces_of
from briefgen.build.workers import Report, Workers
from briefgen.compose import Hanging, Wall, compose_gallery, share_on, sheets_of, style_sheet
from briefgen.diagnostics import ContentError, Diagnostic, Location, ProofError, UsageError, errors, nearest, ordered
from briefgen.language.locale import Locale
from briefgen.language.typography import set_text
from briefgen.model.brief import Relationship
from briefgen.model.chart import Chart, Width
from briefgen.model.drawing import Drawing
from briefgen.model.reference import QuantityIndex
from briefgen.model.tokens import Tokens
from briefgen.model.typeface import FontFile
from briefgen.publish import INDEX, MANIFEST, check_folder, digest, hand_over, manifest_text

PDF, WEB = "gallery.pdf", (
    "body{margin:2rem;font:1rem/1.5 'Source Sans Pro',Helvetica,sans-serif;color:#1b1f24}h1,h2{font-weight:400;color:#17395c}"
    ".hung{display:inline-block;vertical-align:top;margin:0 2rem 2rem 0}figcaption,.wall-about{color:#5b6167;font-size:.85rem}"
    ".running-edition{display:none}img{max-width:100%}"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a gallery leaves: its pages, how many charts hang in it, and the folder."""

    folder: Path
    charts: int
    pages: int
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class WallTask:
    """All drawings of one chart in one locale."""

    chart: Chart
    relationship: Relationship
    index: QuantityIndex
    locale: Locale
    tokens: Tokens
    fonts: tuple[FontFile, ...]
    geography: str
    place: Location

    @property
    def name(self) -> str:
        """The chart and the locale."""
        return f"{self.chart.id}.{self.locale.tag}"

    def make(self, report: Report) -> Wall:
        """Draws the chart at each width, in colour and in grey.

        Raises:
            ContentError: if it cannot be drawn well at one of them.
        """
        from briefgen.charts import ChartError

        report("draw", self.name)
        hangings, problems = [], []
        for grey in (False, True):
            for width in Width:
                try:
                    drawing = self._drawn(width, self.tokens.in_grey() if grey else self.tokens)
                except ChartError as error:
                    problems.append(chart_diagnostic(self.place, f"{self.locale.tag}, {width}", error))
                    continue
                path = f"charts/{self.chart.id}.{width}.{self.locale.tag}{'.grey' if grey else ''}.svg"
                hangings.append(Hanging(drawing, path, width.value, grey, share_on(self.tokens.page, drawing)))
        if problems:
            raise ContentError(dict.fromkeys(problems))
        title = set_text(self.chart.title[self.locale.tag], self.locale)
        return Wall(self.chart.id, self.chart.kind.value, title, self.locale.tag, tuple(hangings))

    def _drawn(self, width: Width, tokens: Tokens) -> Drawing:
        from briefgen.charts import Scene, draw

        scene = Scene(self.relationship, self.index, self.locale, tokens, self.fonts, self.geography)
        return draw(self.chart, scene, width)


def show(root: Path, names: tuple[str, ...], out: Path, jobs: int, report: Report) -> Shown:
    """Draws the charts named (none means all) and hands the gallery over whole.

    Raises:
        UsageError: if a chart or the output folder is not what it should be.
        ContentError: if the content is wrong, or a chart cannot be drawn at some width; ProofError, if the pages are wrong.
    """
    report("load", "")
    door = open_door(root)
    check_folder(out)
    report("check", "")
    checked, diagnostics = check_project(door)
    if checked is None:
        raise ContentError(diagnostics)
    tasks = tuple(_task(door, checked, name, tag) for name in _named(names, checked) for tag in checked.locales)
    with Workers(jobs, report) as workers:
        walls = workers.make(tasks)
    pdf, pages = _page(door, checked, walls, report)
    report("publish", "")
    files = {hanging.path: hanging.drawing.svg for wall in walls for hanging in wall.hangings}
    files |= {PDF: pdf, INDEX: _html(door, checked, walls, "", WEB).encode()}
    outputs = {path: digest(content) for path, content in files.items()}
    manifest: dict[str, Any] = {"gallery": outputs, "versions": dict(door.versions)}
    hand_over(out, {**files, MANIFEST: manifest_text(manifest).encode()}, ())
    return Shown(out, len({wall.chart for wall in walls}), pages, diagnostics)


def _named(names: tuple[str, ...], checked: Checked) -> tuple[str, ...]:
    charts = checked.loaded.relationship.charts
    if unknown := [name for name in names if name not in charts]:
        raise UsageError(
            Diagnostic("E005", Location(name), f"expected a chart, found \"{name}\"", nearest(name, charts)) for name in unknown
        )
    return names or tuple(charts)


def _task(door: Door, checked: Checked, name: str, tag: str) -> WallTask:
    loaded = checked.loaded
    return WallTask(loaded.relationship.charts[name], loaded.relationship, checked.index, checked.locales[tag], loaded.tokens,
                    door.fonts, door.geography, loaded.places.of("charts", name))


def _html(door: Door, checked: Checked, walls: tuple[Wall, ...], base: str, style: str) -> str:
    locales = tuple(checked.locales.values())
    return compose_gallery(
        walls, checked.loaded.relationship, locales, door.templates, door.versions["briefgen"], base, style
    )


def _page(door: Door, checked: Checked, walls: tuple[Wall, ...], report: Report) -> tuple[bytes, int]:
    """The gallery as a tagged PDF, proof-read, and its pages."""
    close_to_the_system()
    from briefgen.press import mark_artifacts
    from briefgen.proof import proof_html, proof_pdf
    from briefgen.render import PageSetter, render

    report("render", "")
    html = _html(door, checked, walls, "briefgen:", "")
    sheets = sheets_of(door.look, "office")
    resources = {hanging.path: hanging.drawing.svg for wall in walls for hanging in wall.hangings}
    resources |= {f"fonts/{font.path.name}": font.path.read_bytes() for font in door.fonts}
    resources |= {name: text.encode() for name, text in door.look.items() if name.endswith(".svg")}
    layout = PageSetter(style_sheet(sheets, checked.loaded.tokens, faces_of(door.fonts)), resources).lay_out(PDF, html)
    rendered = render(PDF, html, layout, resources)
    pdf = mark_artifacts(rendered.pdf)
    report("proof", "")
    found = ordered((
        *layout.diagnostics, *rendered.diagnostics, *proof_html(PDF, html, next(iter(checked.locales))),
        *proof_pdf(PDF, pdf, (), frozenset(font.family for font in door.fonts)),
    ))
    if errors(found):
        raise ProofError(found)
    return pdf, layout.pages
