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
from briefgen.language.periods import day_text
from briefgen.language.typography import set_text
from briefgen.model.brief import Project
from briefgen.model.ticket import Face, Ticket

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
    """A line of the ticket: its label in each language, and what it says."""

    labels: tuple[Words, ...]
    says: tuple[Words, ...]


def compose_ticket(
    ticket: Ticket, project: Project, locales: tuple[Locale, ...], templates: Mapping[str, str], version: str
) -> str:
    """One HTML page; `locales` are those of the job, the first one is the page's own."""
    first = locales[0]
    context = {
        "ticket": ticket, "lang": first.tag, "title": f"{first.message('ticket')}: {ticket.name}",
        "publisher": project.publisher[first.tag], "description": first.message("ticket"), "keywords": "",
        "version": version,
        "kinds": _in_each(locales, lambda locale: locale.message("ticket")),
        "titles": tuple(Words(tag, text) for tag, text in zip(ticket.locales, ticket.title, strict=True)),
        "lines": tuple(_lines(ticket, project, locales)), "faces": _shown(ticket.faces), "all_faces": len(ticket.faces),
        "imposition": _in_each(locales, lambda locale: locale.message("ticket_imposition")),
        "turning": _in_each(locales, lambda locale: locale.message("ticket_turning")),
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
    texts: tuple[tuple[str, _Text], ...] = (
        ("ticket_copies", lambda locale: _copies(ticket, locale)),
        ("ticket_trim", lambda locale: _size(ticket, locale)),
        ("ticket_bleed", lambda locale: f"{number_text(ticket.bleed, locale)} mm"),
        ("ticket_pages", lambda locale: _pages(ticket, locale)),
        ("ticket_inks", lambda locale: _inks(ticket, locale)),
        ("ticket_binding", lambda locale: locale.message(f"binding_{ticket.binding}")),
        ("ticket_folding", lambda locale: locale.message(f"folding_{ticket.binding}")),
        ("ticket_paper", lambda locale: _papers(ticket, locale)),
        ("ticket_sheet", lambda locale: _sheets(ticket, locale)),
        ("ticket_fonts", lambda _: ", ".join(ticket.fonts)),
        ("index_language", lambda _: ", ".join(f"{one.name} ({one.tag})" for one in locales)),
        ("ticket_contact", lambda locale: _contact(project, locale)),
    )
    for msgid, text in texts:
        yield Line(_in_each(locales, partial(_message, msgid)), _in_each(locales, text))


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
    pages = locale.plural("page_count", ticket.pages)
    return f"{pages} + {locale.plural('blank_count', ticket.blanks)}" if ticket.blanks else pages


def _inks(ticket: Ticket, locale: Locale) -> str:
    names = ", ".join(locale.message(f"ink_{ink}") if ink in INKS else ink for ink in ticket.inks)
    if ticket.ink is None:
        return names
    return f"{names}; {locale.message('ticket_ink_total', value=number_text(Decimal(ticket.ink), locale))}"


def _papers(ticket: Ticket, locale: Locale) -> str:
    return "; ".join(
        locale.message(f"paper_{paper.part}", weight=number_text(Decimal(paper.weight), locale)) for paper in ticket.papers
    )


def _sheets(ticket: Ticket, locale: Locale) -> str:
    sheets = f"{ticket.stock}, {locale.plural('sheet_count', ticket.sheets)}"
    if not ticket.shift:
        return sheets
    return f"{sheets}; {locale.message('ticket_creep', value=number_text(ticket.shift, locale))}"


def _contact(project: Project, locale: Locale) -> str:
    return project.contact[locale.tag] if project.contact else project.publisher[locale.tag]


def _shown(faces: tuple[Face, ...]) -> tuple[Face, ...]:
    if len(faces) <= FACES_SHOWN:
        return faces
    return (*faces[: FACES_SHOWN - 4], *faces[-4:])
