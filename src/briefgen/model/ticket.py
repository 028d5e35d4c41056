"""Ticket: what a print shop is told about a job, beside the file that it prints."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from briefgen.model.period import EventDate
from briefgen.model.record import LocalText


class Binding(StrEnum):
    """How the leaves are held together.

    `flat` is one leaf, `fold` one folded sheet, `staple` saddle stitch, `glue` perfect binding.
    """

    FLAT = "flat"
    FOLD = "fold"
    STAPLE = "staple"
    GLUE = "glue"


class PaperPart(StrEnum):
    """What a paper is for: all of a document, or its inside and its cover."""

    WHOLE = "whole"
    INSIDE = "inside"
    COVER = "cover"


@dataclass(frozen=True, slots=True)
class Paper:
    """A suggestion: for which part, and the weight in g/m2."""

    part: PaperPart
    weight: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in the small drawing of a sheet: its folio (empty on a blank), and whether it stands on its head."""

    folio: str
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """A side of a sheet in the drawing: the sheet's number, the side's letter (A is the front), its pages from the left."""

    sheet: int
    letter: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that the ticket goes with: its name, its length in bytes, its SHA-256 in hexadecimal digits."""

    name: str
    length: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """When and where the copies are wanted."""

    date: EventDate
    place: LocalText


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job. Lengths in mm; `ink` is the most ink on one spot in per cent, None where nobody has measured it.

    `file_pages` are those of the file; `pages` are those with something on them and `blanks` the others, in the file or added
    for the fold. `standard` is what the file keeps to and `intent` the printing that it is meant for, each empty where it says
    none. `stock` is the name of the sheet, `stock_size` its short and its long side, and `shift` how far the innermost pages
    are moved against creep. `bleed` is that of the pages beyond their trim.
    """

    name: str
    title: tuple[str, ...]
    locales: tuple[str, ...]
    as_of: datetime.date
    width: Decimal
    height: Decimal
    bleed: Decimal
    file_pages: int
    pages: int
    blanks: int
    standard: str
    intent: str
    inks: tuple[str, ...]
    ink: int | None
    fonts: tuple[str, ...]
    binding: Binding
    papers: tuple[Paper, ...]
    stock: str
    stock_size: tuple[Decimal, Decimal]
    sheets: int
    shift: Decimal
    copies: int | None
    delivery: Delivery | None
    faces: tuple[Face, ...]
    enclosures: tuple[Enclosure, ...]
