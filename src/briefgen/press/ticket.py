"""Ticket: a job told from the arithmetic of its sheets and from its finished files, and the same as JSON."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal

from briefgen.diagnostics import Diagnostic, Location
from briefgen.model.meeting import Meeting
from briefgen.model.record import LocalText
from briefgen.model.ticket import Binding, Cell, Delivery, Enclosure, Face, Paper, PaperPart, Ticket
from briefgen.press.imposition import LONGEST_STAPLED, MM, Imposition, Side, creep

SCHEMA = 1
"""Counts up whenever a key of the JSON is taken away or comes to mean something else."""

_PAPERS: Mapping[Binding, tuple[Paper, ...]] = {
    Binding.FLAT: (Paper(PaperPart.WHOLE, 150),),
    Binding.FOLD: (Paper(PaperPart.WHOLE, 150),),
    Binding.STAPLE: (Paper(PaperPart.INSIDE, 100), Paper(PaperPart.COVER, 200)),
    Binding.GLUE: (Paper(PaperPart.INSIDE, 90), Paper(PaperPart.COVER, 250)),
}


@dataclass(frozen=True, slots=True)
class Work:
    """What is printed: name without ending, titles and locales of its languages, the day whose knowledge it prints.

    `tumbled` are the pages of either side of a tumble edition. `copies` and `delivery` None are left open.
    """

    name: str
    title: tuple[str, ...]
    locales: tuple[str, ...]
    as_of: datetime.date
    pages: int
    copies: int | None = None
    tumbled: tuple[int, int] | None = None
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a survey of the file found: inks by name, the most ink on one spot in per cent, fonts, bleed in points.

    `standard` is what the file says that it keeps to, `intent` the name of the printing that it is meant for.
    """

    inks: tuple[str, ...]
    ink: int | None
    fonts: tuple[str, ...]
    bleed: float
    standard: str = ""
    intent: str = ""


def ticket_of(work: Work, imposition: Imposition, found: Found, files: Mapping[str, bytes]) -> Ticket:
    """The ticket of a job; `files` are those that go to the shop with it, by name."""
    job, blanks = imposition.job, imposition.blanks
    pages = work.pages
    if work.tumbled is not None:
        blanks += work.pages - sum(work.tumbled)
        pages = sum(work.tumbled)
    binding = binding_for(pages)
    deepest, stock = max(sheet.depth for sheet in imposition.sheets), job.stock.size
    return Ticket(
        work.name, work.title, work.locales, work.as_of, _mm(job.trim.width), _mm(job.trim.height), _mm(found.bleed),
        work.pages, pages, blanks, found.standard, found.intent, found.inks, found.ink, tuple(sorted(found.fonts)), binding,
        _PAPERS[binding], job.stock.name, (_mm(stock.height), _mm(stock.width)), len(imposition.sheets),
        _hundredth(creep(deepest, job.caliper)), work.copies, work.delivery,
        tuple(_face(number, letter, side, work) for number, sheet in enumerate(imposition.sheets, 1)
              for letter, side in zip("AB", sheet.sides, strict=False)),
        tuple(Enclosure(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items())),
    )


def binding_for(pages: int) -> Binding:
    """What a printer would do with so many pages."""
    if pages <= 2:
        return Binding.FLAT
    if pages <= 4:
        return Binding.FOLD
    return Binding.STAPLE if pages <= LONGEST_STAPLED else Binding.GLUE


def copies_wanted(setting: int | None, meetings: Iterable[Meeting], slug: str, edition: str) -> int | None:
    """The number set for the project; else one for each participant of the meetings that hand the brief out in this edition.

    `slug` and `edition` are those of the product; of a meeting's own folder everybody gets one. None where neither says
    anything, as of an edition in both languages where a meeting hands out one in each.
    """
    if setting is not None:
        return setting
    handing = [meeting for meeting in meetings if _hands_out(meeting, slug, edition)]
    return sum(len(side.participants) for meeting in handing for side in meeting.delegations) or None


def _hands_out(meeting: Meeting, slug: str, edition: str) -> bool:
    if slug == f"meetings/{meeting.id}":
        return True
    return any(brief.slug == slug and edition in brief.locales for brief in meeting.briefs)


def ticket_json(ticket: Ticket, publisher: LocalText, contact: LocalText | None) -> bytes:
    """The ticket for a program: keys sorted, lengths in mm as text, so that 215.9 stays 215.9; the same ticket, the same bytes.

    The keys are described in docs/printing.md.
    """
    record = {
        "schema": SCHEMA, "name": ticket.name, "title": dict(zip(ticket.locales, ticket.title, strict=True)),
        "as_of": ticket.as_of.isoformat(), "publisher": dict(publisher.entries),
        "contact": dict(contact.entries) if contact else {},
        "trim_mm": {"width": f"{ticket.width:f}", "height": f"{ticket.height:f}"}, "bleed_mm": f"{ticket.bleed:f}",
        "standard": ticket.standard, "output_intent": ticket.intent, "file_pages": ticket.file_pages,
        "pages": ticket.pages, "blanks": ticket.blanks, "delivery": _delivery(ticket.delivery),
        "inks": list(ticket.inks), "total_ink_per_cent": ticket.ink,
        "fonts": list(ticket.fonts), "binding": ticket.binding.value, "copies": ticket.copies,
        "papers": [{"part": paper.part.value, "grams_per_m2": paper.weight} for paper in ticket.papers],
        "imposition": {
            "sheet": ticket.stock, "sheets": ticket.sheets, "creep_mm": f"{ticket.shift:f}", "turn": "short-edge",
            "sides": [
                {"sheet": face.sheet, "side": face.letter, "pages": [asdict(cell) for cell in face.cells]}
                for face in ticket.faces
            ],
        },
        "files": [{"name": one.name, "bytes": one.length, "sha256": one.sha256} for one in ticket.enclosures],
    }
    return (json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _delivery(wanted: Delivery | None) -> dict[str, object] | None:
    return {"date": str(wanted.date), "place": dict(wanted.place.entries)} if wanted else None


def proof_ticket(name: str, pages: int) -> tuple[Diagnostic, ...]:
    """B028 for a ticket that was set on more than one page."""
    if pages == 1:
        return ()
    found = f"expected a ticket of one page, found {pages}"
    return (Diagnostic("B028", Location(name), found, "shorten titles or the contact"),)


def _face(number: int, letter: str, side: Side, work: Work) -> Face:
    return Face(number, letter, tuple(_cell(placed.page, work) for placed in side.placed))


def _cell(page: int | None, work: Work) -> Cell:
    """A page as the reader counts it; a tumble edition counts the second language from its own cover."""
    if page is None or work.tumbled is None:
        return Cell("" if page is None else str(page))
    first, second = work.tumbled
    if page <= first:
        return Cell(str(page))
    from_behind = work.pages + 1 - page
    return Cell(str(from_behind), turned=True) if from_behind <= second else Cell("")


def _mm(points: float) -> Decimal:
    return (Decimal(repr(points)) / Decimal(72) * Decimal("25.4")).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _hundredth(points: float) -> Decimal:
    return Decimal(repr(points / MM)).quantize(Decimal("0.01"), ROUND_HALF_UP)
