"""Ticketing: the job ticket beside a press file, as a page and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from briefgen.build.target import Task, look_of, resources_of
from briefgen.compose import compose_ticket
from briefgen.diagnostics import Diagnostic, ProofError, errors
from briefgen.language.locale import Locale

if TYPE_CHECKING:
    from briefgen.model.ticket import Ticket
    from briefgen.press.preflight import Survey


def ticket_files(
    name: str, pdf: bytes, survey: Survey, task: Task, locales: tuple[Locale, ...], titles: tuple[str, ...],
    tumbled: tuple[int, int] | None,
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """`NAME.ticket.pdf` and `NAME.ticket.json` by name, and what the proof has to say of the page.

    Raises:
        ProofError: if no sheet holds the pages, or the engine fails.
    """
    from briefgen.press import ticket_json

    project = task.relationship.project
    ticket = _ticket(name, pdf, survey, task, locales, titles, tumbled)
    page, told = _page(ticket, task, locales)
    return {f"{name}.ticket.pdf": page, f"{name}.ticket.json": ticket_json(ticket, project.publisher, project.contact)}, told


def _ticket(
    name: str, pdf: bytes, survey: Survey, task: Task, locales: tuple[Locale, ...], titles: tuple[str, ...],
    tumbled: tuple[int, int] | None,
) -> Ticket:
    from briefgen.press import Finish, Found, SheetWish, Work, copies_wanted, planned, signature_for, ticket_of

    tags = tuple(one.tag for one in locales)
    wish = SheetWish(finish=Finish.TRIMMED, signature=signature_for(survey.pages))
    relationship = task.relationship
    copies = copies_wanted(relationship.project.copies, relationship.meetings.values(), task.brief.slug, tags)
    work = Work(name, titles, tags, relationship.project.as_of, survey.pages, copies, tumbled)
    found = Found(tuple(ink.lower() for ink in survey.inks), round(survey.highest), survey.fonts, survey.bleed)
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
