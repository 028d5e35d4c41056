"""Ticket: the job ticket of a printed file as one HTML page, with its labels in every language of the job."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

from markupsafe import Markup

from briefgen.compose.document import PAGE, page_environment
from briefgen.language.locale import Locale
from briefgen.language.numbers import number_text
from briefgen.language.periods import date_text, day_text
from briefgen.language.typography import set_text
from briefgen.model.brief import Project
from briefgen.model.ticket import Binding, Delivery, Face, Ticket

TICKET = "ticket.html.j2"
INKS = ("cyan", "magenta", "yellow", "black")
FACES_SHOWN = 24
"""So many sides are drawn; of a thicker pile the outer sheets and the innermost ones are."""


_Text = Callable[[Locale], str]
"""What is said, in a language."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one language, or in none where they are the same in all."""

    tag: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the ticket: its label in each language, and what it says; a rule to write on where it says nothing.

    `names` are said instead of words, none of them broken.
    """

    labels: tuple[Words, ...]
    says: tuple[Words, ...] = ()
    names: tuple[str, ...] = ()


def compose_ticket(
    ticket: Ticket, project: Project, locales: tuple[Locale, ...], templates: Mapping[str, str], version: str
) -> str:
    """One HTML page; `locales` are those that it speaks, those of the job among them; the first one is the page's own."""
    first = locales[0]
    context = {
        "ticket": ticket, "lang": first.tag, "title": f"{first.message('ticket')}: {ticket.name}",
        "publisher": project.publisher[first.tag], "description": first.message("ticket"), "keywords": "",
        "version": version,
        "kinds": _in_each(locales, lambda locale: locale.message("ticket")),
        "titles": tuple(Words(tag, text) for tag, text in zip(ticket.locales, ticket.title, strict=True)),
        "lines": tuple(_lines(ticket, project, locales)), "faces": _shown(ticket.faces), "all_faces": len(ticket.faces),
        "imposition": _in_each(locales, lambda locale: locale.message("ticket_imposition")),
        "turning": _in_each(locales, lambda locale: _turning(ticket, locale)),
        "files": _in_each(locales, lambda locale: locale.message("ticket_files")),
        "days": _in_each(locales, lambda one: one.message("data_as_of", date=day_text(ticket.as_of, one, short=False))),
    }
    environment = page_environment(templates)
    body = environment.get_template(TICKET).render(**context)
    return environment.get_template(PAGE).render(body=Markup(body), **context)


def _in_each(locales: tuple[Locale, ...], text: _Text) -> tuple[Words, ...]:
    """What is said in each language; once, and in no language, if it is the same in all of them."""
    said = tuple(Words(locale.tag, set_text(text(locale), locale)) for locale in locales)
    return (Words("", said[0].text),) if len({words.text for words in said}) == 1 else said


def _lines(ticket: Ticket, project: Project, locales: tuple[Locale, ...]) -> Iterator[Line]:
    for msgid, text in _texts(ticket, project, locales):
        says = _in_each(locales, text) if text is not None else ()
        yield Line(_in_each(locales, partial(_message, msgid)), says)
        if msgid == "ticket_sheet":
            yield Line(_in_each(locales, partial(_message, "ticket_fonts")), names=ticket.fonts)


def _texts(ticket: Ticket, project: Project, locales: tuple[Locale, ...]) -> tuple[tuple[str, _Text | None], ...]:
    """What each line says, by the msgid of its label; None where it is written in by hand."""
    contact, delivery = project.contact, ticket.delivery
    spoken = ", ".join(f"{one.name} ({one.tag})" for one in locales if one.tag in ticket.locales)
    return (
        ("ticket_copies", lambda locale: _copies(ticket, locale)),
        ("ticket_trim", lambda locale: _size(ticket, locale)),
        ("ticket_bleed", lambda locale: f"{number_text(ticket.bleed, locale)} mm"),
        ("ticket_pages", lambda locale: _pages(ticket, locale)),
        ("ticket_standard", lambda locale: _standard(ticket, locale)),
        ("ticket_inks", lambda locale: _inks(ticket, locale)),
        ("ticket_binding", lambda locale: locale.message(f"binding_{ticket.binding}")),
        ("ticket_folding", lambda locale: locale.message(f"folding_{ticket.binding}")),
        ("ticket_paper", lambda locale: _papers(ticket, locale)),
        ("ticket_sheet", lambda locale: _sheets(ticket, locale)),
        ("index_language", lambda _: spoken),
        ("ticket_publisher", lambda locale: project.publisher[locale.tag]),
        ("ticket_contact", (lambda locale: contact[locale.tag]) if contact else None),
        ("ticket_delivery", (lambda locale: _delivery(delivery, locale)) if delivery else None),
        ("ticket_proof", None),
    )


def _message(msgid: str, locale: Locale) -> str:
    return locale.message(msgid)


def _copies(ticket: Ticket, locale: Locale) -> str:
    return number_text(Decimal(ticket.copies), locale) if ticket.copies else locale.message("ticket_to_agree")


def _size(ticket: Ticket, locale: Locale) -> str:
    """In mm, and in inches to a hundredth, since paper in North America is ordered so."""
    mm = " × ".join(number_text(side, locale) for side in (ticket.width, ticket.height))
    inches = " × ".join(
        number_text((side / Decimal("25.4")).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0, locale)
        for side in (ticket.width, ticket.height)
    )
    return f"{mm} mm ({locale.message('ticket_inches', size=inches)})"


def _pages(ticket: Ticket, locale: Locale) -> str:
    """Of blanks, whether they are in the file or the shop has to add them."""
    within = ticket.file_pages - ticket.pages
    said = locale.plural("file_page_count", ticket.file_pages)
    if within:
        said += f", {locale.message('ticket_blanks_within', number=number_text(Decimal(within), locale))}"
    added = ticket.blanks - within
    return f"{said}; {locale.message('ticket_blanks_added', number=number_text(Decimal(added), locale))}" if added else said


def _standard(ticket: Ticket, locale: Locale) -> str:
    intent = locale.message("ticket_intent", name=ticket.intent) if ticket.intent else ""
    return "; ".join(filter(None, (ticket.standard, intent))) or "–"


def _inks(ticket: Ticket, locale: Locale) -> str:
    """As a shop writes them: how many in front and behind, and which."""
    spots = [ink for ink in ticket.inks if ink not in INKS]
    if set(INKS) <= set(ticket.inks):
        names = " + ".join(("CMYK", *spots))
    else:
        names = ", ".join(locale.message(f"ink_{ink}") if ink in INKS else ink for ink in ticket.inks)
    names = f"{len(ticket.inks)}/{len(ticket.inks) if ticket.file_pages > 1 else 0} {names}"
    if ticket.ink is None:
        return names
    return f"{names}; {locale.message('ticket_ink_total', value=number_text(Decimal(ticket.ink), locale))}"


def _papers(ticket: Ticket, locale: Locale) -> str:
    return "; ".join(
        locale.message(f"paper_{paper.part}", weight=number_text(Decimal(paper.weight), locale)) for paper in ticket.papers
    )


def _sheets(ticket: Ticket, locale: Locale) -> str:
    sheets = f"{_stock(ticket, locale)}, {locale.plural('sheet_count', ticket.sheets)}"
    if ticket.binding is Binding.STAPLE:
        inside = number_text(Decimal(ticket.sheets - 1), locale)
        sheets += f" ({locale.message('ticket_cover_and_inside', cover=number_text(Decimal(1), locale), inside=inside)})"
    if not ticket.shift:
        return sheets
    return f"{sheets}; {locale.message('ticket_creep', value=number_text(ticket.shift, locale))}"


def _stock(ticket: Ticket, locale: Locale) -> str:
    """Paper that is named by its inches says them, and either says its mm."""
    size = " × ".join(number_text(side, locale) for side in ticket.stock_size)
    inches = ticket.stock.split("x")
    name = locale.message("ticket_inches", size=" × ".join(inches)) if len(inches) == 2 else ticket.stock
    return f"{name} ({size} mm)"


def _turning(ticket: Ticket, locale: Locale) -> str:
    said = locale.message("ticket_turning")
    if not any(cell.turned for face in ticket.faces for cell in face.cells):
        return said
    return f"{said} {locale.message('ticket_shaded')}"


def _delivery(wanted: Delivery, locale: Locale) -> str:
    return f"{date_text(wanted.date, locale, short=False)}, {wanted.place[locale.tag]}"


def _shown(faces: tuple[Face, ...]) -> tuple[Face, ...]:
    if len(faces) <= FACES_SHOWN:
        return faces
    return (*faces[: FACES_SHOWN - 4], *faces[-4:])
