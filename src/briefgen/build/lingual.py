"""Lingual: what the check stage asks of translations and terms, once the rest of the content is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.diagnostics import Diagnostic, Location
from briefgen.language.terms import check_glossary, check_term_text, check_terms, wordlist
from briefgen.language.wording import Exactly
from briefgen.load import Loaded
from briefgen.load.references import values
from briefgen.model.record import LocalText
from briefgen.prose import Passage, Prose
from briefgen.translation import check_translated, segments_of
from briefgen.translation.memory import check_record, record_file

WORDED = ("charts", "tables", "findings", "positions", "issues", "commitments", "mirrors", "meetings")
"""The tables whose texts are the project's own words; names, titles and what was signed are others'."""


def check_words_of_terms(
    loaded: Loaded, prose: Mapping[tuple[str, str], Prose], exactly: Exactly
) -> Iterator[Diagnostic]:
    """Forbidden words in prose, in exhibits and in the project's own texts of the data."""
    relationship = loaded.relationship
    terms = relationship.glossary
    yield from check_glossary(terms, loaded.places)
    lists = {tag: wordlist(terms, tag) for tag in relationship.project.locales} if terms else {}
    for (_, tag), edition in prose.items():
        if tag in lists:
            yield from check_terms(edition, lists[tag], loaded.places, exactly)
    for table in WORDED if lists else ():
        for key, record in getattr(relationship, table).items():
            for path, value, _ in values(record):
                for tag, text in value.entries if isinstance(value, LocalText) else ():
                    if tag in lists:
                        place = loaded.places.of(table, key, *path, tag)
                        yield from check_term_text(text, lists[tag], place, (), exactly)


def check_records(loaded: Loaded) -> Iterator[Diagnostic]:
    """Whether each file of translations fits its own words and the project's locales."""
    tags = loaded.relationship.project.locales
    for name, record in loaded.translations.items():
        yield from check_record(name, record, tags, loaded.places)


def check_translations(loaded: Loaded, written: Mapping[tuple[str, str], Passage]) -> Iterator[Diagnostic]:
    """Translations that are older than their source; `written` is each file of prose before shared texts are put in.

    A project that keeps records keeps them for every brief and every shared text; one without any keeps none.
    """
    source, *others = loaded.relationship.project.locales
    for name in dict.fromkeys(name for name, _ in written) if loaded.translations else ():
        record = loaded.translations.get(name)
        if record is None and others:
            yield Diagnostic("T009", Location(record_file(name)), "expected a record of what was translated, found no file",
                             f"if the translation is up to date: briefgen translated {name}")
        for tag in others:
            if record is not None and (name, source) in written and (name, tag) in written:
                ours, theirs = (segments_of(written[name, each]) for each in (source, tag))
                yield from check_translated(name, ours, theirs, record, tag)
