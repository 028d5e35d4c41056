"""Edition and medium: in which languages a file speaks, and what it is made for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

PARALLEL, TUMBLE = "parallel", "tumble"
"""The editions in two languages: paragraph beside paragraph, and back to back."""


class Medium(StrEnum):
    """What a file is made for.

    `office` is for screens and office printers, `archive` for keeping (PDF/A, with the charts' data inside), `press` for a
    print shop, `booklet` for folding: sheets with their pages in the order of the fold.
    """

    OFFICE = "office"
    ARCHIVE = "archive"
    PRESS = "press"
    BOOKLET = "booklet"


class TrimSize(StrEnum):
    """A size of the finished page."""

    LETTER = "letter"
    A4 = "a4"


POINTS: Mapping[TrimSize, tuple[str, str]] = {TrimSize.LETTER: ("612", "792"), TrimSize.A4: ("595.276", "841.89")}
"""Width and height in points; A4 is 210 by 297 mm."""

_OF_TUMBLE = (Medium.OFFICE, Medium.PRESS, Medium.BOOKLET)


@dataclass(frozen=True, slots=True, order=True)
class Product:
    """One file: a brief (or `meetings/` and a meeting's folder) in an edition, for a medium, on a trim.

    `trim` is empty for the trim of the look itself.
    """

    slug: str
    edition: str
    medium: Medium
    trim: str = ""

    @property
    def form(self) -> str:
        """The edition, the medium and, where it is not the look's own, the trim: `en-CA.press`, `parallel.booklet-a4`."""
        return f"{self.edition}.{self.medium}{f'-{self.trim}' if self.trim else ''}"

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return f"{self.slug}.{self.form}"

    def on(self, medium: Medium, edition: str = "") -> Product:
        """The same for another medium, or in another edition too."""
        return Product(self.slug, edition or self.edition, medium, self.trim)


def media_of(edition: str) -> tuple[Medium, ...]:
    """The media that an edition is made for."""
    return _OF_TUMBLE if edition == TUMBLE else tuple(Medium)


def editions_of(locales: tuple[str, ...]) -> tuple[str, ...]:
    """All editions of a project in these locales."""
    return (*locales, PARALLEL, TUMBLE) if len(locales) > 1 else locales
