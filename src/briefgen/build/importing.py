"""Importing: the sources of a reference manager become records of `data/sources.yaml`: all that are new, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build.check import read_locales
from briefgen.build.door import Door, open_door, read_given
from briefgen.diagnostics import ContentError, Diagnostic, Location, UsageError, errors, ordered
from briefgen.language.locale import Locale
from briefgen.language.typography import QUOTATION_MARKS, check_typography
from briefgen.load import Loaded, load_project
from briefgen.load.documents import Document, read_document
from briefgen.load.records import read_record
from briefgen.model.source import Source
from briefgen.publish import replace_files
from briefgen.references import Entry, NotAnExport, base_id, read_bibtex, read_csl_json, record_lines

FILE = "data/sources.yaml"
LARGEST_EXPORT = 4 * 1024 * 1024
_BOM = "\ufeff".encode()
_LANGUAGES = {"english": "en", "canadian": "en", "american": "en", "british": "en", "inglés": "en", "spanish": "es",
              "mexican": "es", "español": "es", "castellano": "es", "french": "fr", "français": "fr", "canadien": "fr",
              "portuguese": "pt",
              "português": "pt", "brazilian": "pt", "german": "de", "ngerman": "de", "italian": "it"}
"""How reference managers and LaTeX name languages where they do not give a tag."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of an export: new ids, those that were there already, the new lines, and the fields left out, by id."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    text: str
    left_out: Mapping[str, tuple[str, ...]]


def import_sources(root: Path, path: Path, *, dry: bool) -> Imported:
    """Adds the sources of a file to the project; with `dry`, says only what would be added.

    Raises:
        UsageError: if the file is not there or cannot be written; ContentError: if it, or an entry of it, cannot be imported.
    """
    door = open_door(root)
    imported, files = imported_into(door, path.name, read_given(path, LARGEST_EXPORT))
    if not dry and files:
        try:
            replace_files(root, files)
        except OSError as error:
            told = f"expected a file that can be written: {error.strerror}"
            raise UsageError([Diagnostic("E004", Location(FILE), told, "check its permissions")]) from None
    return imported


def imported_into(door: Door, file: str, content: bytes) -> tuple[Imported, dict[str, bytes]]:
    """As `import_sources`, from what came in at the door: the file that changes, by its path.

    Raises:
        ContentError: if the export, or an entry of it, cannot be imported.
    """
    loaded, problems = load_project(door.files)
    told = [problem for problem in problems if problem.location.file in (FILE, "briefgen.yaml")]
    if loaded is None or errors(told):
        raise ContentError(ordered(told or problems))
    locales, faults = read_locales(door, loaded.relationship.project.locales)
    if errors(faults):
        raise ContentError(ordered(faults))
    placed = _Placing(loaded, locales)
    found, problems = _entries(file, content)
    problems = (*problems, *(problem for entry in found for problem in placed.place(entry)))
    if errors(problems):
        raise ContentError(ordered(problems))
    old = door.files[FILE]
    lines = [line for identity in placed.added for line in ("", *placed.lines(identity))]
    ending = "\r\n" if b"\r\n" in old else "\n"
    addition = "".join(f"{line}{ending}" for line in lines)
    new = old + (b"" if old.endswith(b"\n") else ending.encode()) + addition.encode()
    left_out = {key: entry.left_out for key, (entry, _) in placed.added.items() if entry.left_out}
    imported = Imported(tuple(placed.added), tuple(placed.known), "\n".join(lines[1:]), left_out)
    if not lines:
        return imported, {}
    _read_back(old, new, placed)
    return imported, {FILE: new}


def _entries(file: str, content: bytes) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    try:
        text = content.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        told = f"expected UTF-8, found the byte 0x{error.object[error.start]:02x}"
        raise ContentError([Diagnostic("E025", Location(file, line, 1), told, "export the sources in UTF-8")]) from None
    try:
        return (read_csl_json if text.lstrip()[:1] in ("[", "{") else read_bibtex)(file, text)
    except NotAnExport as error:
        raise ContentError([error.diagnostic]) from None


class _Placing:
    """Finds for each entry the record that it is already, or an id of its own."""

    def __init__(self, loaded: Loaded, locales: Mapping[str, Locale]) -> None:
        self.loaded, self.locales = loaded, locales
        self.tags = loaded.relationship.project.locales
        self.there: dict[str, Source] = dict(loaded.relationship.sources)
        self.added: dict[str, tuple[Entry, Source]] = {}
        self.known: dict[str, None] = {}
        self.works: dict[str, list[str]] = {}
        for key, source in self.there.items():
            self._remember(key, source)

    def place(self, entry: Entry) -> Iterator[Diagnostic]:
        """Adds an entry, or says why it cannot be added; one that is there already is passed over."""
        base = base_id(entry.data, entry.key)
        new, problems = self._record(entry, base)
        yield from problems
        if new is None:
            return
        for key in self._alike(base, new):
            other = self.there[key]
            if _is_same_work(other, new):
                field = _difference(other, new)
                if field is None:
                    self.known[key] = None
                else:
                    yield self._otherwise(entry, key, field)
                return
        identity = self._free(base)
        self.there[identity] = new
        self.added[identity] = entry, new
        self._remember(identity, new)

    def lines(self, identity: str) -> Iterator[str]:
        """The lines of a new record."""
        entry, source = self.added[identity]
        spoken = self._language(entry.language)
        originals = frozenset(tag for tag in self.tags if tag != spoken)
        titles = {tag: source.title[tag] for tag in self.tags}
        return record_lines(identity, entry.data, titles, originals)

    def _record(self, entry: Entry, identity: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
        title = {tag: _set(entry.data["title"], self.locales[tag]) for tag in self.tags}
        data = {**entry.data, "title": title}
        places = Document(entry.place.file, data, {(): entry.place}, {})
        record, problems = read_record(Source, data, places, (), id=identity)
        return record, tuple(Diagnostic("E026", entry.place, problem.message, problem.hint) for problem in problems)

    def _language(self, told: str) -> str | None:
        """The project's locale of a language, or None: the first that has it, if the export names no region."""
        word = told.strip().lower().replace("_", "-")
        wanted = _LANGUAGES.get(word, word)
        exact = (tag for tag in self.tags if tag.lower() == wanted)
        return next(exact, next((tag for tag in self.tags if tag.partition("-")[0] == wanted.partition("-")[0]), None))

    def _remember(self, key: str, source: Source) -> None:
        for work in dict.fromkeys(_works(source)):
            self.works.setdefault(work, []).append(key)

    def _alike(self, base: str, new: Source) -> Iterable[str]:
        """The records that may be the same work: with its title, its address or its id."""
        found = dict.fromkeys(key for work in _works(new) for key in self.works.get(work, ()))
        identity = base
        number = 1
        while identity in self.there:
            found[identity] = None
            number += 1
            identity = f"{base}_{number}"
        return found

    def _free(self, base: str) -> str:
        number, identity = 1, base
        while identity in self.there:
            number += 1
            identity = f"{base}_{number}"
        return identity

    def _otherwise(self, entry: Entry, key: str, field: str) -> Diagnostic:
        there = self.added[key][0].place if key in self.added else self.loaded.places.of("sources", key)
        told = f"expected the source \"{key}\" as it stands at {there}, found another \"{field}\""
        return Diagnostic("E027", entry.place, told,
                          "an import changes nothing: change the one or the other by hand, or take the entry out")


def _works(source: Source) -> Iterator[str]:
    """By what two records are recognized as one work."""
    if source.doi:
        yield f"doi {_bare(source.doi)}"
    if source.url:
        yield f"url {source.url}"
    for _, title in source.title.entries:
        yield f"title {_bare(title)} {str(source.issued or '')[:4]}"


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _given(source: Source) -> dict[str, Any]:
    """The fields that an export can give."""
    ours = ("id", "title", "actor", "cited_in", "note")
    return {name: value for name in Source.model_fields if name not in ours and (value := getattr(source, name))}


def _titles(source: Source) -> set[str]:
    return {_bare(title) for _, title in source.title.entries}


def _is_same_work(there: Source, new: Source) -> bool:
    if there.doi and new.doi:
        return _bare(there.doi) == _bare(new.doi)
    return bool(_titles(there) & _titles(new)) or (there.url == new.url is not None) or _given(there) == _given(new)


def _difference(there: Source, new: Source) -> str | None:
    """The first field in which a record differs from an entry, as the file spells it; what only we can know is not compared."""
    if not _titles(there) & _titles(new):
        return "title"
    ours, theirs = _given(there), _given(new)
    if there.actor and "publisher" not in ours:
        theirs.pop("publisher", None)
    for name in Source.model_fields:
        if name in theirs and ours.get(name) != theirs[name]:
            return Source.model_fields[name].alias or name
    return None


def _set(title: str, locale: Locale) -> str:
    """A title with a locale's quotation marks and ellipses, and a colon where it has no such dash."""
    opening, closing = locale.rules.typography.quotes
    marks = f"\"{QUOTATION_MARKS}"
    title = re.sub(f"(?<!\\w)[{marks}]([^{marks}]+)[{marks}](?!\\w)", rf"{opening}\1{closing}", title)
    title = title.replace("...", "…")
    dashed, colon = (re.sub(r"(?<=\S) [-–—]{1,3} (?=\S)", mark, title) for mark in (" – ", ": "))
    return colon if any("dash" in flaw.message for flaw in check_typography(dashed, locale)) else dashed


def _read_back(old: bytes, new: bytes, placed: _Placing) -> None:
    """The file as it would be written says what it said, and the new records besides.

    Raises:
        ContentError: if it does not, because the file is not written as one record below the other.
    """
    before, _ = read_document(FILE, old)
    after, problems = read_document(FILE, new)
    if before is not None and after is not None and not errors(problems) and isinstance(after.data, dict):
        records = {key: read_record(Source, after.data.get(key), after, (key,), id=key)[0] for key in placed.added}
        kept = {key: data for key, data in after.data.items() if key not in placed.added}
        wanted = {key: source.model_copy(update={"id": key}) for key, (_, source) in placed.added.items()}
        if kept == before.data and records == wanted:
            return
    told = "expected records one below the other, found a file that cannot be added to"
    raise ContentError([Diagnostic("E025", Location(FILE), told, "write each record under its id, on lines of its own")])
