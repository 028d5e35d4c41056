"""Edition: a brief's pages set once more as they settled, and written for the other media and trims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from briefgen.build.door import close_to_the_system
from briefgen.build.finishing import Plant, pressed, stem
from briefgen.build.target import Report, Task, attached_to, composed_of, drawings_of, look_of, resources_of, written
from briefgen.build.tuned import tuned_sheet
from briefgen.compose import Composed
from briefgen.diagnostics import Diagnostic, Location, ProofError, errors
from briefgen.model.drawing import Drawing
from briefgen.model.edition import Medium, Product

if TYPE_CHECKING:
    from briefgen.render import Layout

NOTHING: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished product: its files by path, the first of them the document, and its entry in the manifest."""

    product: Product
    path: str
    pages: int
    files: Mapping[str, bytes]
    entry: Mapping[str, Any]
    warnings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class SetTask:
    """A brief in one locale, for the media of its products, which share a trim.

    `drift`, `tuned`, `grid` and the number of `pages` are how it settled.
    """

    task: Task
    products: tuple[Product, ...]
    drift: Mapping[str, int]
    tuned: Mapping[str, str]
    grid: str
    pages: int
    plant: Plant

    @property
    def name(self) -> str:
        """The name under which it is reported."""
        return self.products[0].name

    def make(self, report: Report) -> tuple[Printed, ...]:
        """Makes the files.

        Raises:
            ContentError, ProofError, MachineError: as for a brief.
        """
        report("draw", self.name)
        drawings = drawings_of(self.task)
        return tuple(self._made(product, drawings, report) for product in self.products)

    def _made(self, product: Product, drawings: Mapping[str, Drawing], report: Report) -> Printed:
        task = replace(self.task, medium=product.medium.value)
        report("compose", product.name)
        composed, layout, resources = self._repeated(task, drawings)
        report("render", product.name)
        attached = attached_to(drawings, task) if product.medium is Medium.ARCHIVE else ()
        pdf, told = written(product.name, composed, layout, resources, product.medium.value, attached)
        return finished(product, layout.pages, pdf, told, self.plant, report)

    def _repeated(self, task: Task, drawings: Mapping[str, Drawing]) -> tuple[Composed, Layout, Mapping[str, bytes]]:
        """The pages as they settled, set again without a search."""
        close_to_the_system()
        from briefgen.render import PageSetter

        css, resources = look_of(task), resources_of(task, drawings)
        css += self.grid + tuned_sheet(self.tuned)
        composed = composed_of(task, drawings, self.drift)
        layout = PageSetter(css, resources).lay_out(task.name, composed.html)
        if errors(layout.diagnostics):
            raise ProofError(layout.diagnostics)
        if layout.pages != self.pages:
            problem = f"expected the {self.pages} pages of the office file, found {layout.pages}"
            hint = "a style sheet moves lines on this medium or trim"
            raise ProofError([Diagnostic("B023", Location(task.name), problem, hint)])
        return composed, layout, resources


def finished(
    product: Product, pages: int, pdf: bytes, told: tuple[Diagnostic, ...], plant: Plant, report: Report
) -> Printed:
    """A product of the engine's pages; for the press in inks, examined, and with its ticket.

    Raises:
        ProofError: if a press file has a fault.
    """
    if product.medium is not Medium.PRESS:
        return printed(product, plant.title, pages, pdf, told)
    report("proof", product.name)
    press = pressed(pdf, product, plant)
    return printed(product, plant.title, pages, press.pdf, (*told, *press.warnings), press.beside)


def printed(
    product: Product, title: str, pages: int, pdf: bytes, told: tuple[Diagnostic, ...], beside: Mapping[str, bytes] = NOTHING
) -> Printed:
    """A product, and the files beside it by name."""
    path = f"{product.slug}/{stem(product)}.pdf"
    files = {path: pdf, **{f"{product.slug}/{name}": content for name, content in beside.items()}}
    return Printed(product, path, pages, files, {"title": title, "file": path, "pages": pages}, told)
