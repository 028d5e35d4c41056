"""Trace: everything behind one printed number, and all the numbers behind one printed page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.build.appearances import Appearance
from briefgen.build.check import Checked
from briefgen.build.entries import MEETINGS
from briefgen.build.lineage import name_of, parts_of, recorded_at, users_of, vintages_recorded, words_of
from briefgen.build.mentions import Shown, Told, shown_of, told_of
from briefgen.compose.citations import publisher_text, short_text, sources_of
from briefgen.diagnostics import Diagnostic, Location, UsageError, nearest
from briefgen.findings import operands_of
from briefgen.model.finding import Finding, Quantity
from briefgen.model.observation import Observation

_PAGE = re.compile(r"(?P<document>[^\s:]+):(?P<page>[1-9][0-9]{0,3})")
_MEDIUM = re.compile(r"(?<=-[A-Z]{2})\.[a-z]+$")


@dataclass(frozen=True, slots=True)
class Cited:
    """A source: who published it, what it is called, when it was issued and read (empty: not told), what it was read in."""

    id: str
    publisher: str
    title: str
    issued: str
    accessed: str
    cited_in: str
    place: Location


@dataclass(frozen=True, slots=True)
class Published:
    """One of the values that a provider published for an observation: the date of its vintage, and whether it is taken."""

    vintage: str
    value: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """A value that is printed instead of the provider's: of which observation, both values, why, and where it is declared."""

    id: str
    observation: str
    published: str
    value: str
    reason: str
    place: Location


@dataclass(frozen=True, slots=True)
class Relative:
    """A number that another one is derived from or into: what it is, its words, where it stands, and what lies between."""

    reference: str
    name: str
    words: str
    place: Location
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A number both ways: where it comes from, and where it goes. `words` are (locale, text); `operation` is a finding's."""

    reference: str
    name: str
    operation: str
    words: tuple[tuple[str, str], ...]
    value: str
    unit: str
    multiplier: int
    period: str
    qualifier: str
    status: str
    vintage: str
    recorded: Location
    vintages: tuple[Published, ...]
    corrections: tuple[Corrected, ...]
    sources: tuple[Cited, ...]
    derived_from: tuple[Relative, ...]
    used_by: tuple[Relative, ...]
    printed: tuple[Appearance, ...]
    prose: tuple[Told, ...]
    shown: tuple[Shown, ...]


def traced(
    reference: str, checked: Checked, printed: Iterable[Appearance], manifest: Mapping[str, Any] | None
) -> Trace:
    """All that is known of a number of a checked project; `printed` is what a build printed."""
    quantity, first = checked.index.resolve(reference), next(iter(checked.locales))
    spec = checked.loaded.relationship.findings.get(reference)
    wanted = frozenset({reference})
    return Trace(
        reference=reference, name=name_of(quantity, checked, first),
        operation=str(quantity.operation) if isinstance(quantity, Finding) else "",
        words=tuple((tag, words_of(quantity, locale)) for tag, locale in checked.locales.items()),
        value=str(quantity.value), unit=quantity.unit, multiplier=quantity.multiplier, period=str(quantity.period),
        qualifier=quantity.qualifier.value, status=quantity.status.value,
        vintage=", ".join(dict.fromkeys(str(one.vintage) for one in operands_of(quantity) if one.vintage)),
        recorded=recorded_at(quantity, checked), vintages=tuple(_published(quantity, checked)),
        corrections=tuple(_corrected(quantity, checked)),
        sources=tuple(cited(source, checked) for source in sources_of([quantity])),
        derived_from=tuple(_relative(one, checked, ()) for one in parts_of(spec, checked)) if spec else (),
        used_by=tuple(_relative(one, checked, between) for one, between in users_of(reference, checked).items()),
        printed=tuple(one for one in printed if one.reference == reference),
        prose=told_of(wanted, checked, manifest), shown=shown_of(wanted, checked),
    )


def _published(quantity: Quantity, checked: Checked) -> Iterator[Published]:
    for vintage, value in vintages_recorded(quantity, checked).items():
        yield Published(vintage, value, isinstance(quantity, Observation) and str(quantity.vintage) == vintage)


def _corrected(quantity: Quantity, checked: Checked) -> Iterator[Corrected]:
    tag = next(iter(checked.locales))
    for one in operands_of(quantity):
        if one.correction:
            record = checked.loaded.relationship.corrections[one.correction]
            yield Corrected(record.id, one.id, str(one.published), str(one.value), record.reason[tag],
                            checked.loaded.places.of("corrections", record.id))


def cited(source: str, checked: Checked) -> Cited:
    """A source in the words of the project's first locale."""
    relationship = checked.loaded.relationship
    record, locale = relationship.sources[source], next(iter(checked.locales.values()))
    outer = short_text(relationship.sources[record.cited_in], relationship, locale) if record.cited_in else ""
    return Cited(
        source, publisher_text(record, relationship, locale), record.title[locale.tag], str(record.issued or ""),
        str(record.accessed or ""), outer, checked.loaded.places.of("sources", source),
    )


def _relative(reference: str, checked: Checked, between: tuple[str, ...]) -> Relative:
    quantity, (tag, locale) = checked.index.resolve(reference), next(iter(checked.locales.items()))
    return Relative(
        reference, name_of(quantity, checked, tag), words_of(quantity, locale), recorded_at(quantity, checked), between
    )


def on_page(asked: str, printed: Iterable[Appearance], pages: Mapping[str, int]) -> tuple[Appearance, ...]:
    """The numbers of a page that is named as `backgrounder.en-CA:7`; `pages` are the documents with their lengths.

    Raises:
        UsageError: if the page is not named so, or if no document has it.
    """
    match = _PAGE.fullmatch(asked)
    if match is None:
        raise UsageError([Diagnostic("E023", Location(asked[:40]), "expected a page such as backgrounder.en-CA:7, found "
                                     f"\"{asked[:40]}\"", "name the document, a colon and the page")])
    document, page = _MEDIUM.sub("", match["document"]), int(match["page"])
    document = document if document in pages else MEETINGS + document if MEETINGS + document in pages else document
    if document not in pages:
        raise UsageError([Diagnostic("E023", Location(asked), f"expected a document of the build, found \"{document}\"",
                                     nearest(document, pages))])
    if page > pages[document]:
        raise UsageError([Diagnostic("E023", Location(asked), f"expected a page from 1 to {pages[document]}, found {page}")])
    return tuple(one for one in printed if (one.document, one.page) == (document, page))
