"""The stages load and check: everything that can be known to be wrong before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.build.citing import check_citations
from briefgen.build.door import Door, ink_table, open_door, weights_of
from briefgen.build.lingual import check_records, check_translations, check_words_of_terms
from briefgen.build.order import Report
from briefgen.build.views import View, unused_corrections, views_of
from briefgen.diagnostics import Diagnostic, Location, errors, nearest, ordered
from briefgen.findings import check_mirrors, derive
from briefgen.language.claims import check_claims, check_exhibit_claims, check_typed, check_wordings, true_words
from briefgen.language.locale import Locale, parse_locale
from briefgen.language.numbers import missing_units
from briefgen.language.parity import check_parity
from briefgen.language.rules import LocaleError
from briefgen.language.wording import Exactly, check_text, check_words
from briefgen.load import Loaded, load_project
from briefgen.load.exceptions import read_exceptions, without_accepted
from briefgen.load.references import values
from briefgen.load.scalars import Files
from briefgen.load.theme import check_theme
from briefgen.model.brief import Relationship
from briefgen.model.record import LocalText
from briefgen.model.reference import QuantityIndex
from briefgen.prose import (
    Passage,
    Prose,
    check_circles,
    check_exhibits,
    check_parts,
    check_prose,
    expanded,
    pages_referred_to,
    parse_passage,
    parse_prose,
)
from briefgen.prose.references import check_quantity, exhibits, labels_of
from briefgen.prose.reporters import check_exhibit_reporters, check_reporters, reporters_of
from briefgen.prose.sharing import carried_by
from briefgen.prose.vanishing import check_vanishing

Key = tuple[str, str]
"""A brief or a shared text, and a locale."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check stage hands on: content that is whole, and the warnings that it leaves."""

    loaded: Loaded
    index: QuantityIndex
    locales: Mapping[str, Locale]
    prose: Mapping[tuple[str, str], Prose]
    warnings: tuple[Diagnostic, ...]
    accepted: tuple[Diagnostic, ...] = ()
    views: Mapping[str, View] = field(default_factory=dict)

    def view(self, slug: str) -> View:
        """What a brief knows: as of a day of its own, or of the project's."""
        return self.views.get(slug) or View(self.loaded.relationship, self.index)


def check(root: Path, report: Report) -> tuple[Checked | None, tuple[Diagnostic, ...]]:
    """The stages load and check alone."""
    report("load", "")
    door = open_door(root)
    report("check", "")
    return check_project(door)


def check_project(door: Door) -> tuple[Checked | None, tuple[Diagnostic, ...]]:
    """Loads and checks a project: all mistakes at once, by place; nothing to build from if there is an error."""
    loaded, problems = load_project(door.files)
    found = list(problems)
    if loaded is None:
        return None, ordered(found)
    exactly = Files(door.files).within
    locales, faults = read_locales(door, loaded.relationship.project.locales)
    found += faults
    index, derived = derive(loaded.relationship, loaded.places, lambda finding: true_words(finding, locales))
    found += (*derived, *check_wordings(loaded.relationship, index, locales, loaded.places))
    found += check_exhibit_claims(loaded.relationship, index, locales, loaded.places)
    found += check_mirrors(loaded.relationship, index, loaded.places)
    prose, written, partial, faults = _read_prose(loaded)
    found += faults
    views, faults = views_of(loaded, prose)
    found += faults
    found += _check_briefs(loaded, prose, partial, {slug: view.index for slug, view in views.items()}, index, locales,
                           exactly)
    found += check_exhibits(loaded.relationship, index, loaded.places)
    found += _check_data_words(loaded, locales, exactly)
    found += check_theme(loaded.tokens, loaded.places, ink_table(door.files), weights_of(door.fonts))
    found += _check_key_numbers(loaded, index, views)
    found += (*_unused(loaded, prose), *unused_corrections(loaded, index, prose))
    found += (*check_words_of_terms(loaded, prose, exactly), *check_records(loaded), *check_citations(door, loaded))
    if not errors(found):
        found += check_translations(loaded, written)
    exemptions, faults = read_exceptions(door.files)
    told, accepted = without_accepted(ordered(found), exemptions, loaded.relationship.project.as_of)
    diagnostics = ordered((*told, *faults))
    if errors(diagnostics):
        return None, diagnostics
    return Checked(loaded, index, locales, prose, diagnostics, accepted, views), diagnostics


def _read_prose(
    loaded: Loaded,
) -> tuple[dict[Key, Prose], dict[Key, Passage], frozenset[Key], tuple[Diagnostic, ...]]:
    """Every brief's prose, with the texts that briefs share in their places; each file as it was written; and the editions
    that lack a shared text."""
    found: list[Diagnostic] = []
    passages: dict[tuple[str, str], Passage] = {}
    whole: set[tuple[str, str]] = set()
    for text in loaded.texts:
        key = text.name, text.locale
        passages[key], problems = parse_passage(text.name, text.locale, text.file, text.text)
        whole |= set() if any(problem.breaks for problem in problems) else {key}
        found += problems
    prose: dict[tuple[str, str], Prose] = {}
    written = {(f"texts/{name}", tag): passage for (name, tag), passage in passages.items()}
    carried: dict[tuple[str, str], frozenset[str]] = {}
    for file in loaded.prose:
        parsed, problems = parse_prose(file.slug, file.locale, file.file, file.front, file.text, file.first_line)
        written[file.slug, file.locale] = parsed
        carried[file.slug, file.locale] = carried_by(parsed, passages)
        prose[file.slug, file.locale], missing = expanded(parsed, passages)
        found += (*problems, *missing)
    found += _check_texts(loaded, passages, frozenset().union(*carried.values()))
    partial = frozenset(key for key, names in carried.items() if any((name, key[1]) not in whole for name in names))
    return prose, written, partial, tuple(found)


def _check_texts(
    loaded: Loaded, passages: Mapping[tuple[str, str], Passage], carried: frozenset[str]
) -> Iterator[Diagnostic]:
    """A shared text exists in every locale, and some brief carries it."""
    tags = loaded.relationship.project.locales
    for name in dict.fromkeys(name for name, _ in passages):
        first = next(passage for (other, _), passage in passages.items() if other == name)
        for tag in tags:
            if (name, tag) not in passages:
                yield Diagnostic("T001", Location(f"texts/{name}/{tag}.md"),
                                 f"expected the text {name} in {tag}, found no file",
                                 "write it, or take the locale out of briefgen.yaml")
        if name not in carried:
            yield Diagnostic("P017", Location(first.file), f"expected a brief that carries \"{name}\", found none",
                             "write :::{shared} " + name + ", or remove it")


def read_locales(door: Door, tags: tuple[str, ...]) -> tuple[dict[str, Locale], tuple[Diagnostic, ...]]:
    """The rules and messages of the project's locales."""
    locales, problems = {}, []
    for tag in tags:
        if tag not in door.locales:
            problems.append(
                Diagnostic(
                    "T006",
                    Location("briefgen.yaml"),
                    f"expected locale files for {tag}, found {_found_of(tag, door.files)}",
                    nearest(tag, door.locales),
                )
            )
            continue
        try:
            locales[tag] = parse_locale(tag, *door.locales[tag])
        except LocaleError as error:
            problems.append(Diagnostic("T006", Location(f"locales/{tag}"), str(error), "see docs/decisions on adding a locale"))
    return locales, tuple(problems)


def _found_of(tag: str, files: Mapping[str, bytes]) -> str:
    """What there is of a locale that is not whole."""
    return next((f"only {name}" for name in (f"locales/{tag}.toml", f"locales/{tag}.po") if name in files), "none")


def _check_briefs(
    loaded: Loaded, prose: Mapping[tuple[str, str], Prose], partial: frozenset[tuple[str, str]],
    own: Mapping[str, QuantityIndex], index: QuantityIndex, locales: Mapping[str, Locale], exactly: Exactly,
) -> Iterator[Diagnostic]:
    tags = loaded.relationship.project.locales
    reporters = reporters_of(loaded.relationship, index)
    yield from check_exhibit_reporters(reporters, loaded.places)
    labels: dict[str, frozenset[str]] = {}
    for (slug, _), edition in prose.items():
        labels[slug] = labels.get(slug, frozenset()) | labels_of(edition)
    for slug, brief in loaded.briefs.items():
        editions = [prose[slug, tag] for tag in tags if (slug, tag) in prose]
        for tag in tags:
            if (slug, tag) not in prose and not any(p.file == f"briefs/{slug}/{tag}.md" for p in loaded.prose):
                yield Diagnostic(
                    "T001",
                    Location(f"briefs/{slug}/{tag}.md"),
                    f"expected the prose of {slug} in {tag}, found no file or no front matter",
                    "write it, or take the locale out of briefgen.yaml",
                )
        for edition in editions:
            yield from check_prose(edition, loaded.relationship, own.get(slug, index), labels)
            yield from check_parts(edition, brief.kind)
            if edition.locale in locales:
                yield from check_words(edition, locales[edition.locale], loaded.places, exactly)
                yield from check_claims(edition, loaded.relationship, own.get(slug, index), locales[edition.locale])
                yield from check_typed(edition, locales[edition.locale])
            yield from check_reporters(edition, reporters)
        comparable = [edition for edition in editions if (slug, edition.locale) not in partial]
        for other in comparable[1:]:
            yield from check_parity(comparable[0], other)
    for tag in tags:
        editions_of = {slug: edition for (slug, locale), edition in prose.items() if locale == tag}
        yield from check_circles({slug: pages_referred_to(edition) for slug, edition in editions_of.items()}, editions_of)
    for slug, tag in prose:
        if slug not in loaded.briefs:
            yield Diagnostic(
                "D030",
                Location(f"briefs/{slug}/brief.yaml"),
                "expected a brief.yaml beside the prose, found none",
                "see docs/authoring.md",
            )
        if tag not in tags:
            yield Diagnostic(
                "T007",
                Location(f"briefs/{slug}/{tag}.md"),
                f"expected one of {', '.join(tags)}, found {tag}",
                "declare the locale in briefgen.yaml",
            )


def _check_data_words(loaded: Loaded, locales: Mapping[str, Locale], exactly: Exactly) -> Iterator[Diagnostic]:
    """Texts of the data and of the exhibits keep the house style too; and every unit has a word in every locale."""
    relationship = loaded.relationship
    for table in ("actors", "mechanisms", "agreements", "programmes", "events", "positions", "causes", "exchanges", "issues",
                  "commitments", "mirrors", "initiatives", "indicators", "findings", "sources", "charts", "tables", "meetings",
                  "corrections"):
        for key, record in getattr(relationship, table).items():
            for path, value, _ in values(record):
                if isinstance(value, LocalText):
                    for tag, text in value.entries:
                        if tag in locales:
                            place = loaded.places.of(table, key, *path, tag)
                            yield from check_text(text, locales[tag], place, (), typed_words=table in ("charts", "tables"),
                                                  exactly=exactly)
    for number, line in enumerate(loaded.tokens.imprint):
        for tag, text in line.entries:
            if tag in locales:
                place = loaded.places.of("tokens", "imprint", number, tag)
                yield from check_text(text, locales[tag], place, (), typed_words=False, exactly=exactly)
    units = frozenset(o.unit for o in relationship.observations())
    for tag, locale in locales.items():
        for unit in missing_units(units, locale):
            yield Diagnostic(
                "T006",
                Location(f"locales/{tag}"),
                f"expected words for the unit {unit}, found none",
                "add it to the locale's rules",
            )


def _check_key_numbers(loaded: Loaded, index: QuantityIndex, views: Mapping[str, View]) -> Iterator[Diagnostic]:
    """The numbers of each meeting's crib are quantities that the data knows."""
    for key, meeting in loaded.relationship.meetings.items():
        index_of = next((views[brief.slug].index for brief in meeting.briefs if brief.slug in views), index)
        for number, entry in enumerate(meeting.key_numbers):
            place = loaded.places.of("meetings", key, "key_numbers", number, "value")
            unresolved = tuple(check_quantity(entry.value, place, index_of))
            yield from unresolved or check_vanishing(index_of.resolve(entry.value), "number", place)


def _unused(loaded: Loaded, prose: Mapping[tuple[str, str], Prose]) -> Iterator[Diagnostic]:
    shown = {name for edition in prose.values() for name in exhibits(edition)}
    for table in ("charts", "tables"):
        for key in getattr(loaded.relationship, table):
            if key not in shown:
                yield Diagnostic(
                    "P017",
                    loaded.places.of(table, key),
                    f"expected a brief that shows \"{key}\", found none",
                    "show it, or remove it",
                )
    used = _used_sources(loaded.relationship)
    for key in loaded.relationship.sources:
        if key not in used and key not in {brief.source for brief in loaded.briefs.values()}:
            yield Diagnostic(
                "D036",
                loaded.places.of("sources", key),
                f"expected a use of the source \"{key}\", found none",
                "use it, or remove it",
            )


def _used_sources(relationship: Relationship) -> frozenset[str]:
    used = {o.source for o in relationship.observations()}
    for table in Relationship.model_fields:
        if table not in ("project", "findings", "charts"):
            for record in getattr(relationship, table).values():
                used |= {value for _, value, target in values(record) if target == "sources"}
    return frozenset(used)
