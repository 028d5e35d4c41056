"""Folder: a meeting's folder set once more, for a print shop or on another trim."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefgen.build.edition import Printed, finished
from briefgen.build.finishing import Plant
from briefgen.build.pack import PackTask
from briefgen.build.target import Report
from briefgen.model.edition import Product


@dataclass(frozen=True, slots=True)
class FolderTask:
    """A folder for the media of its products, which share a trim."""

    pack: PackTask
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
        return tuple(self._made(product, report) for product in self.products)

    def _made(self, product: Product, report: Report) -> Printed:
        briefs = tuple(replace(task, medium=product.medium.value) for task in self.pack.briefs)
        made = replace(self.pack, briefs=briefs).make(report)
        return finished(product, made.pages, made.files[made.path], made.warnings, self.plant, report)
