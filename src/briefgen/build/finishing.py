"""Finishing: the engine's file becomes a press file that passes its own preflight, with a job ticket beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefgen.build.target import Task
from briefgen.build.ticketing import Commission, ticket_files
from briefgen.diagnostics import Diagnostic, ProofError, errors
from briefgen.language.locale import Locale
from briefgen.model.edition import Product

if TYPE_CHECKING:
    from briefgen.press import About


@dataclass(frozen=True, slots=True)
class Plant:
    """What a press file needs besides its pages.

    The ICC `profile` of the press, the bytes of the `face` that letters what stands outside the trim, the task of the brief
    on the trim of the job, the languages of the job, and what the file is called in each of them. `spoken` are the languages in
    which a print shop is written to, those of the job first.
    """

    profile: bytes
    face: bytes
    task: Task
    locales: tuple[Locale, ...]
    titles: tuple[str, ...]
    spoken: tuple[Locale, ...]

    @property
    def title(self) -> str:
        """What the file is called, in all its languages."""
        return " / ".join(dict.fromkeys(self.titles))

    def about(self, product: Product) -> About:
        """What a file says of itself."""
        from briefgen.press import About

        project, first = self.task.relationship.project, self.locales[0].tag
        return About(self.title, project.publisher[first], first, stem(product), project.as_of, self.task.version)

    def lettering(self, text: str, size: float) -> bytes:
        """A line of text as outlines, for what stands outside the trim."""
        from briefgen.glyphs import lettering

        return lettering(self.face, text, size)


@dataclass(frozen=True, slots=True)
class Finished:
    """A press file, what goes to the shop beside it by name, and what the preflight warns of."""

    pdf: bytes
    beside: Mapping[str, bytes]
    warnings: tuple[Diagnostic, ...]


def stem(product: Product) -> str:
    """The name of a product's file without its ending and without its folder."""
    return product.name.rpartition("/")[2]


def pressed(pdf: bytes, product: Product, plant: Plant) -> Finished:
    """The engine's file as a print shop takes it.

    Raises:
        ProofError: if a colour has no inks, or the file does not pass its own preflight.
    """
    from briefgen.press import inks_of, press_file

    tokens = plant.task.tokens
    file = press_file(pdf, inks_of(tokens), tokens.page.trim, plant.profile, plant.about(product), plant.lettering)
    return examined(file, product, plant)


def examined(pdf: bytes, product: Product, plant: Plant, tumbled: tuple[int, int] | None = None) -> Finished:
    """A press file that has passed the preflight, with its ticket. `tumbled` are the pages of either side, back to back.

    Raises:
        ProofError: if the preflight finds a fault.
    """
    from briefgen.press.preflight import Wishes
    from briefgen.press.preflight import examined as examine

    report = examine(stem(product), pdf, Wishes())
    if report.survey is None or errors(report.diagnostics):
        raise ProofError(report.diagnostics)
    commission = Commission(product, plant.locales, plant.titles, plant.spoken, tumbled)
    beside, told = ticket_files(commission, pdf, report.survey, plant.task)
    return Finished(pdf, beside, (*report.diagnostics, *told))


def plant_of(
    task: Task, profile: bytes, face: bytes, locales: tuple[Locale, ...], titles: tuple[str, ...], spoken: tuple[Locale, ...]
) -> Plant:
    """The plant of a brief's files; charts are not drawn again for it."""
    return Plant(profile, face, replace(task, medium="office"), locales, titles, spoken)
