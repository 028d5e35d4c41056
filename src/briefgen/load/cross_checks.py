"""Cross checks: what can be known to be wrong only once every file has been read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from briefgen.diagnostics import Diagnostic, Path, Places, nearest
from briefgen.load.references import check_indicator, check_record, check_text, known_ids, record_keys
from briefgen.load.vintages import check_vintages
from briefgen.model.brief import Brief, Project, Relationship
from briefgen.model.edition import editions_of
from briefgen.model.record import Table
from briefgen.model.tokens import Tokens


def _check_meetings(relationship: Relationship, briefs: Table[Brief], places: Places) -> Iterator[Diagnostic]:
    """What a meeting hands out exists, in the languages that it asks for; it begins in the order of its agenda."""
    tags = relationship.project.locales
    for key, meeting in relationship.meetings.items():
        packed: list[tuple[Path, str]] = [(("briefs", n, "slug"), one.slug) for n, one in enumerate(meeting.briefs)]
        packed += [
            (("agenda", n, "briefs", m), slug) for n, one in enumerate(meeting.agenda) for m, slug in enumerate(one.briefs)
        ]
        for path, slug in packed:
            if slug not in briefs:
                yield Diagnostic("D024", places.of("meetings", key, *path), f"expected a known brief, found \"{slug}\"",
                                 nearest(slug, briefs), needs=(f"briefs/{slug}",))
            elif slug not in (held := [brief.slug for brief in meeting.briefs]):
                yield Diagnostic("D024", places.of("meetings", key, *path), f"expected a brief of the folder, found \"{slug}\"",
                                 nearest(slug, held))
        for number, one in enumerate(meeting.briefs):
            for place, tag in enumerate(one.locales):
                if tag not in tags:
                    yield Diagnostic("T007", places.of("meetings", key, "briefs", number, "locales", place),
                                     f"expected one of {', '.join(tags)}, found {tag}", "declare the locale in briefgen.yaml")
        for number, (before, after) in enumerate(pairwise(meeting.agenda), 1):
            if after.begins <= before.begins:
                yield Diagnostic("D037", places.of("meetings", key, "agenda", number, "begins"),
                                 f"expected a time after {before.begins}, found {after.begins}", "put the agenda in order")


def cross_checks(relationship: Relationship, briefs: Table[Brief], places: Places) -> Iterator[Diagnostic]:
    """References between files, texts in every locale, periods and units that fit their measures."""
    known = known_ids(relationship)
    index = relationship.known().index({})
    project = relationship.project
    for partner in project.partners:
        if partner not in known["countries"]:
            yield Diagnostic(
                "D021",
                places.of("project", "partners"),
                f"expected a known country, found \"{partner}\"",
                nearest(partner, known["countries"]),
                needs=record_keys("actors", partner),
            )
    for path, text in (
        ("name", project.name),
        ("publisher", project.publisher),
        *((f"themes.{k}", v) for k, v in project.themes.items()),
    ):
        yield from check_text(text, places.of("project", *path.split(".")), project.locales)
    for name in tuple(field for field in Relationship.model_fields if field != "project"):
        for key, record in getattr(relationship, name).items():
            yield from check_record(name, record, key, relationship, known, index, places)
    for indicator in relationship.indicators.values():
        yield from check_indicator(indicator, places)
    yield from _check_meetings(relationship, briefs, places)
    yield from check_vintages(relationship, briefs, places)
    yield from _check_editions(project, briefs, places)
    for slug, brief in briefs.items():
        if brief.initiative not in relationship.initiatives:
            yield Diagnostic(
                "D024",
                places.of("briefs", slug, "initiative"),
                f"expected a known initiative, found \"{brief.initiative}\"",
                nearest(brief.initiative, relationship.initiatives),
                needs=record_keys("initiatives", brief.initiative),
            )
        if brief.theme and brief.theme not in project.themes:
            yield Diagnostic(
                "D022",
                places.of("briefs", slug, "theme"),
                f"expected a theme of the project, found \"{brief.theme}\"",
                nearest(brief.theme, project.themes),
                needs=("project",),
            )
        if brief.source not in relationship.sources:
            yield Diagnostic("D020", places.of("briefs", slug, "source"), f"expected a known source, found \"{brief.source}\"",
                             nearest(brief.source, relationship.sources), needs=record_keys("sources", brief.source))


def _check_editions(project: Project, briefs: Table[Brief], places: Places) -> Iterator[Diagnostic]:
    """The editions that are printed are locales of the project, or made of them."""
    known = editions_of(project.locales)
    named: list[tuple[Path, str]] = [(("project", "editions", n), edition) for n, edition in enumerate(project.editions)]
    named += [(("briefs", slug, "editions", n), edition)
              for slug, brief in briefs.items() for n, edition in enumerate(brief.editions)]
    for path, edition in named:
        if edition not in known:
            yield Diagnostic("D070", places.of(*path), f"expected an edition of the project, found \"{edition}\"",
                             nearest(edition, known), needs=("project",))


def check_imprint(tokens: Tokens, locales: tuple[str, ...], places: Places) -> Iterator[Diagnostic]:
    """The imprint's own lines, and what a theme says of its organisation, exist in every locale."""
    for field, text in tokens.organisation.items():
        yield from check_text(text, places.of("tokens", field), locales)
    for number, line in enumerate(tokens.imprint):
        yield from check_text(line, places.of("tokens", "imprint", number), locales)
