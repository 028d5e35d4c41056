"""Side by side: the parallel edition of a brief, for the media of its products."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.build.edition import Printed, finished
from briefgen.build.finishing import Plant, stem
from briefgen.build.parallel import Pages, ParallelTask
from briefgen.build.target import Report
from briefgen.model.edition import Medium, Product


@dataclass(frozen=True, slots=True)
class SideBySideTask:
    """A brief in two languages side by side, for the media of its products, which share a trim."""

    parallel: ParallelTask
    products: tuple[Product, ...]
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
        pages = self.parallel.pages(report)
        return tuple(self._made(product, pages, report) for product in self.products)

    def _made(self, product: Product, pages: Pages, report: Report) -> Printed:
        if product.medium is not Medium.OFFICE:
            report("render", product.name)
            pdf, told = self.parallel.again(pages, product.medium.value)
            return finished(product, pages.trial.layout.pages, pdf, told, self.plant, report)
        made = self.parallel.office(pages, report)
        path = f"{product.slug}/{stem(product)}.pdf"
        files = {path: made.files[made.path], **{name: more for name, more in made.files.items() if name != made.path}}
        return Printed(product, path, made.pages, files, {**made.entry, "file": path}, made.warnings)
