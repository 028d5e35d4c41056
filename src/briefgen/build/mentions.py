"""Mentions: where prose, exhibits and records refer to numbers, and the sentences that hang on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from briefgen.build.check import Checked
from briefgen.compose import Place, mentions, places_in
from briefgen.diagnostics import Location
from briefgen.load.references import values
from briefgen.model.brief import Relationship
from briefgen.model.record import LocalText
from briefgen.model.reference import QuantityIndex
from briefgen.prose import Prose, pages_referred_to
from briefgen.prose.blocks import QUANTITY_ROLES, references
from briefgen.prose.marks import numbers_named
from briefgen.prose.parser import parse_inline

UNTOLD = "…"
"""What a sentence has for the page of another brief that no build has set."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that prints a number: the number, the place where the prose asks for it, its locale, and its words."""

    reference: str
    place: Location
    locale: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A record that names a number: its table and id, and the place where it does."""

    reference: str
    record: str
    place: Location


def told_of(wanted: Set[str], checked: Checked, manifest: Mapping[str, Any] | None) -> tuple[Told, ...]:
    """Every sentence of every brief that prints one of some numbers, by place; the text that briefs share is told once."""
    found: dict[tuple[str, Location], Told] = {}
    for (slug, tag), prose in checked.prose.items():
        if wanted & _asked_for(prose, checked.view(slug).index):
            for one in _read(slug, tag, checked, manifest or {}):
                if one.reference in wanted:
                    found.setdefault((one.reference, one.place), one)
    return tuple(sorted(found.values(), key=lambda told: (told.place, told.reference)))


def _asked_for(prose: Prose, index: QuantityIndex) -> frozenset[str]:
    return frozenset(
        index.resolve(reference.target).id
        for block in prose.walk() for reference in references(block.inlines) if reference.role in QUANTITY_ROLES
    )


def _read(slug: str, tag: str, checked: Checked, manifest: Mapping[str, Any]) -> Iterator[Told]:
    view, source = checked.view(slug), checked.loaded.briefs[slug].source
    elsewhere, locale = _elsewhere(slug, tag, checked, manifest), checked.locales[tag]
    for one in mentions(checked.prose[slug, tag], view.relationship, view.index, locale, elsewhere, source):
        yield Told(one.quantity, one.place, tag, one.sentence)


def _elsewhere(slug: str, tag: str, checked: Checked, manifest: Mapping[str, Any]) -> dict[tuple[str, str], Place]:
    """The other briefs that a prose names, with the pages of the last build."""
    titles = {other: prose.front.title for (other, locale), prose in checked.prose.items() if locale == tag}
    places = {(other, ""): Place(title, "", "") for other, title in titles.items()}
    for other in sorted({other for other, _ in pages_referred_to(checked.prose[slug, tag])}):
        labels = manifest.get("briefs", {}).get(other, {}).get(tag, {}).get("labels", {})
        view = checked.view(other)
        found = places_in(checked.prose[other, tag], view.relationship, view.index, checked.locales[tag])
        for label, title in found.items():
            places[other, label] = Place(titles[other], title, str(labels.get(label, UNTOLD)))
    return places


def shown_of(wanted: Set[str], checked: Checked) -> tuple[Shown, ...]:
    """Every chart, table, record and meeting that names one of some numbers, by place."""
    relationship, found = checked.loaded.relationship, dict[tuple[str, str], Shown]()
    for table in Relationship.model_fields:
        if table not in ("project", "findings", "indicators"):
            for key, record in getattr(relationship, table).items():
                for place, reference in _named(table, key, record, checked):
                    if reference in wanted:
                        found.setdefault((reference, f"{table}.{key}"), Shown(reference, f"{table}.{key}", place))
    return tuple(sorted(found.values(), key=lambda shown: (shown.place, shown.reference)))


def _named(table: str, key: str, record: Any, checked: Checked) -> Iterator[tuple[Location, str]]:
    """The numbers that a record names: in a field, or by a role in one of its texts."""
    places = checked.loaded.places
    for path, value, target in values(record):
        if isinstance(value, LocalText):
            for tag, text in value.entries if table in ("charts", "tables") else ():
                for reference in references(parse_inline(text, places.of(table, key, *path, tag))[0]):
                    if reference.role in QUANTITY_ROLES:
                        yield reference.location, checked.index.resolve(reference.target).id
        elif target == "observations":
            yield places.of(table, key, *path), checked.index.resolve(value).id
    if table == "meetings":
        for number, entry in enumerate(record.key_numbers):
            yield places.of(table, key, "key_numbers", number, "value"), checked.index.resolve(entry.value).id
    elif table == "charts":
        yield from ((places.of(table, key, *path), one) for path, one in numbers_named(record, checked.index))
