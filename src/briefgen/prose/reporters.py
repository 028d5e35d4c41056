"""Reporters: a number that two reporters count, and count otherwise, is never printed without saying whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic, Location, Places, line_key, quantity_keys
from briefgen.model.brief import Relationship
from briefgen.model.chart import Chart, ChartKind, DataTable
from briefgen.model.finding import observations_of
from briefgen.model.mirror import counted_by, flows, mirrored
from briefgen.model.record import LocalText
from briefgen.model.reference import QuantityIndex
from briefgen.model.relationship import ActorKind
from briefgen.prose.blocks import QUANTITY_ROLES, Inline, Prose, references, texts
from briefgen.prose.marks import drawn_labels, numbers_named
from briefgen.prose.parser import parse_inline

_OFFICIAL = frozenset({ActorKind.COUNTRY, ActorKind.GOVERNMENT, ActorKind.MINISTRY, ActorKind.AGENCY, ActorKind.OFFICE})
_SILENT = frozenset({"period"})
"""Forms that print no value."""


@dataclass(frozen=True, slots=True)
class Reporters:
    """Who counts what twice in a relationship, and how its languages name them."""

    relationship: Relationship
    index: QuantityIndex
    mirrors: frozenset[tuple[str, str, str]]

    def of(self, reference: str) -> frozenset[str]:
        """Whose count a quantity is, if another reporter counts the same; empty if nobody else does, or if it is both's."""
        try:
            quantity = self.index.resolve(reference)
        except LookupError:
            return frozenset()
        return counted_by(observations_of(quantity), self.mirrors)

    def unnamed(self, reference: str, inlines: Iterable[Sequence[Inline]], locale: str) -> tuple[str, ...]:
        """Those whose count a quantity is and whom none of some texts names."""
        said = tuple(tuple(text) for text in inlines)
        return tuple(key for key in sorted(self.of(reference)) if not any(self._names(key, text, locale) for text in said))

    def _names(self, key: str, inlines: tuple[Inline, ...], locale: str) -> bool:
        """Whether a text names a country, by its name, its adjective, or a ministry or an agency of it."""
        actors = self.relationship.actors
        for reference in references(inlines):
            actor = actors.get(reference.target) if reference.role == "actor" else None
            if actor and key in (reference.target, actor.country) and actor.kind in _OFFICIAL:
                return True
        country, text = actors.get(key), " ".join(texts(inlines))
        named = [country.name, country.acronym] if country else []
        whole = [re.escape(name[locale]) + r"(?!\w)" for name in named if name and locale in name.locales]
        begun = country.adjective if country else None
        stems = [re.escape(begun[locale])] if begun and locale in begun.locales else []
        return any(re.search(rf"(?<!\w){name}", text, re.IGNORECASE) for name in (*whole, *stems))


def reporters_of(relationship: Relationship, index: QuantityIndex) -> Reporters:
    """The reporters of a relationship, as far as they count one flow twice."""
    return Reporters(relationship, index, flows(mirrored(relationship.observations())))


def check_reporters(prose: Prose, reporters: Reporters) -> Iterator[Diagnostic]:
    """Every number in a paragraph, an entry or a key number whose reporter is not named there (P030)."""
    if not reporters.mirrors:
        return
    for block in prose.walk():
        for reference in references(block.inlines):
            if reference.role in QUANTITY_ROLES and reference.form not in _SILENT:
                for key in reporters.unnamed(reference.target, (block.inlines,), prose.locale):
                    yield _unnamed(reference.target, key, reference.location)


def check_exhibit_reporters(reporters: Reporters, places: Places) -> Iterator[Diagnostic]:
    """Every number of a chart or a table whose reporter neither its label, its row, its column nor the exhibit names (P030)."""
    if not reporters.mirrors:
        return
    for chart in reporters.relationship.charts.values():
        if chart.kind is not ChartKind.MIRROR:
            yield from _check_chart(chart, reporters, places)
    for table in reporters.relationship.tables.values():
        yield from _check_table(table, reporters, places)


def _check_chart(chart: Chart, reporters: Reporters, places: Places) -> Iterator[Diagnostic]:
    yield from _check_heads(chart, "charts", reporters, places)
    labels = dict(drawn_labels(chart))
    try:
        named = tuple(numbers_named(chart, reporters.index))
    except LookupError:
        return
    for path, reference in named:
        for locale in reporters.relationship.project.locales if reporters.of(reference) else ():
            said = [*_heads(chart), *(text for at, text in labels.items() if at[:-1] == path[:-1])]
            for key in reporters.unnamed(reference, _parsed(said, locale), locale)[:1]:
                yield _unnamed(reference, key, places.of("charts", chart.id, *path))


def _check_table(table: DataTable, reporters: Reporters, places: Places) -> Iterator[Diagnostic]:
    yield from _check_heads(table, "tables", reporters, places)
    for number, row in enumerate(table.rows):
        for at, (cell, column) in enumerate(zip(row, table.columns, strict=False)):
            for locale in (tag for tag, words in cell.entries if "`" in words):
                place = places.of("tables", table.id, "rows", number, at, locale)
                said = _parsed((*_heads(table), column.head, row[0], cell), locale)
                for reference in references(said[-1]) if said else ():
                    if reference.role in QUANTITY_ROLES and reference.form not in _SILENT:
                        for key in reporters.unnamed(reference.target, said, locale):
                            yield _unnamed(reference.target, key, place)


def _check_heads(exhibit: Chart | DataTable, name: str, reporters: Reporters, places: Places) -> Iterator[Diagnostic]:
    """The numbers that a title, a subtitle or a note prints."""
    heads = _heads(exhibit)
    if not any("`" in words for text in heads for _, words in text.entries):
        return
    for locale in reporters.relationship.project.locales:
        said = _parsed(heads, locale)
        for reference in (found for text in said for found in references(text)):
            if reference.role in QUANTITY_ROLES and reference.form not in _SILENT:
                for key in reporters.unnamed(reference.target, said, locale):
                    yield _unnamed(reference.target, key, places.of(name, exhibit.id))


def _heads(exhibit: Chart | DataTable) -> tuple[LocalText, ...]:
    return tuple(text for text in (exhibit.title, exhibit.subtitle, exhibit.note) if text)


def _parsed(said: Iterable[LocalText], locale: str) -> tuple[tuple[Inline, ...], ...]:
    return tuple(parse_inline(text[locale], Location("data"))[0] for text in said if locale in text.locales)


def _unnamed(reference: str, reporter: str, place: Location) -> Diagnostic:
    return Diagnostic("P030", place, f"expected a text that names {reporter}, who counted {reference}, found none",
                      "another reporter counts this flow otherwise: say whose number it is",
                      needs=(*quantity_keys(reference), line_key(place)))
