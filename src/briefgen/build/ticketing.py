"""Ticketing: the job ticket beside a press file, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.build.entries import MEETINGS
from briefgen.build.target import Task, look_of, resources_of
from briefgen.compose import compose_ticket
from briefgen.diagnostics import Diagnostic, ProofError, errors
from briefgen.language.locale import Locale
from briefgen.model.edition import Product
from briefgen.model.ticket import Delivery

if TYPE_CHECKING:
    from briefgen.model.ticket import Ticket
    from briefgen.press.preflight import Survey


@dataclass(frozen=True, slots=True)
class Commission:
    """What is printed: the product, its languages and what it is called in each; `spoken` are those that the ticket speaks.

    `tumbled` are the pages of either side, back to back.
    """

    product: Product
    locales: tuple[Locale, ...]
    titles: tuple[str, ...]
    spoken: tuple[Locale, ...]
    tumbled: tuple[int, int] | None = None

    @property
    def name(self) -> str:
        """The file's name without its ending and its folder."""
        return self.product.name.rpartition("/")[2]


def ticket_files(
    commission: Commission, pdf: bytes, survey: Survey, task: Task
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """`NAME.ticket.pdf` and `NAME.ticket.json` by name, and what the proof has to say of the page.

    Raises:
        ProofError: if no sheet holds the pages, or the engine fails.
    """
    from briefgen.press import ticket_json

    project, name = task.relationship.project, commission.name
    ticket = _ticket(commission, pdf, survey, task)
    page, told = _page(ticket, task, commission.spoken)
    return {f"{name}.ticket.pdf": page, f"{name}.ticket.json": ticket_json(ticket, project.publisher, project.contact)}, told


def _ticket(commission: Commission, pdf: bytes, survey: Survey, task: Task) -> Ticket:
    from briefgen.press import Finish, Found, SheetWish, Work, copies_wanted, planned, signature_for, ticket_of

    name, product = commission.name, commission.product
    wish = SheetWish(finish=Finish.TRIMMED, signature=signature_for(survey.pages))
    project, meetings = task.relationship.project, task.relationship.meetings
    copies = copies_wanted(project.copies, meetings.values(), product.slug, product.edition)
    meeting = meetings[product.slug.removeprefix(MEETINGS)] if product.slug.startswith(MEETINGS) else None
    work = Work(name, commission.titles, tuple(one.tag for one in commission.locales), project.as_of, survey.pages, copies,
                commission.tumbled, Delivery(meeting.date, meeting.place) if meeting else None)
    found = Found(tuple(ink.lower() for ink in survey.inks), round(survey.highest), survey.fonts, survey.bleed,
                  survey.standard, survey.intent)
    return ticket_of(work, planned(pdf, name, wish), found, {f"{name}.pdf": pdf})


def _page(ticket: Ticket, task: Task, locales: tuple[Locale, ...]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The page, set in the house's look."""
    from briefgen.press import mark_artifacts, proof_ticket
    from briefgen.render import PageSetter, render

    name = f"{ticket.name}.ticket"
    html = compose_ticket(ticket, task.relationship.project, locales, task.templates, task.version)
    resources: Mapping[str, bytes] = resources_of(task, {})
    layout = PageSetter(look_of(task), resources).lay_out(name, html)
    rendered = render(name, html, layout, resources)
    told = (*layout.diagnostics, *rendered.diagnostics, *proof_ticket(name, layout.pages))
    if errors(told):
        raise ProofError(told)
    return mark_artifacts(rendered.pdf), told
