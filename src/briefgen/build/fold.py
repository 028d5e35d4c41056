"""Fold: files made from finished ones: two languages back to back, and the sheets of a booklet."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.build.edition import Printed, printed
from briefgen.build.finishing import Plant, examined, stem
from briefgen.build.target import Report
from briefgen.model.edition import Medium, Product


@dataclass(frozen=True, slots=True)
class FoldTask:
    """A product that is folded from others, whose finished files are in `parts`."""

    product: Product
    parts: tuple[bytes, ...]
    plant: Plant

    @property
    def name(self) -> str:
        """The name under which it is reported."""
        return self.product.name

    def make(self, report: Report) -> tuple[Printed, ...]:
        """Makes the file.

        Raises:
            ProofError: if the parts do not fit together, no paper holds them, or a press file has a fault.
        """
        report("render", self.name)
        if self.product.medium is Medium.BOOKLET:
            return (self._booklet(),)
        return (self._tumble(report),)

    def _booklet(self) -> Printed:
        from briefgen.press import SheetWish, impose_file, page_count, signature_for

        wish = SheetWish(signature=signature_for(page_count(self.parts[0])))
        about = self.plant.about(self.product)
        imposed = impose_file(self.parts[0], about.name, wish, self.plant.lettering, about)
        # how many pages stay blank is told by the job ticket: no edit of prose could always avoid it in every edition
        told = tuple(one for one in imposed.warnings if one.code != "B024")
        return printed(self.product, self.plant.title, page_count(imposed.pdf), imposed.pdf, told)

    def _tumble(self, report: Report) -> Printed:
        from briefgen.press import Half, page_count, tumble

        first, second = (Half(pdf, one.tag, one.name) for pdf, one in zip(self.parts, self.plant.locales, strict=True))
        press = self.product.medium is Medium.PRESS
        pdf = tumble(first, second, stem(self.product), self.plant.about(self.product) if press else None)
        pages = page_count(pdf)
        if not press:
            return printed(self.product, self.plant.title, pages, pdf, ())
        report("proof", self.name)
        done = examined(pdf, self.product, self.plant, (page_count(first.pdf), page_count(second.pdf)))
        return printed(self.product, self.plant.title, pages, done.pdf, done.warnings, done.beside)
