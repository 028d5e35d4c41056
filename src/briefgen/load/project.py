"""The whole project: settings, data, exhibits, briefs, prose files and tokens, from the bytes of its files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from briefgen.diagnostics import Diagnostic, Location, Path, Places
from briefgen.load.cross_checks import check_imprint, cross_checks
from briefgen.load.documents import Document, decode, read_document
from briefgen.load.overlays import check_overlay, lay_over
from briefgen.load.printing import check_inks, check_profile
from briefgen.load.records import read_record
from briefgen.model.brief import Brief, FrontMatter, Project, Relationship
from briefgen.model.chart import Chart, DataTable
from briefgen.model.correction import Correction
from briefgen.model.finding import FindingSpec
from briefgen.model.meeting import Meeting
from briefgen.model.numerals import typed_numbers
from briefgen.model.observation import Indicator
from briefgen.model.record import Record, Table
from briefgen.model.relationship import (
    Actor,
    Agreement,
    Cause,
    Commitment,
    Event,
    Exchange,
    Initiative,
    Issue,
    Mechanism,
    Mirror,
    Position,
    Programme,
)
from briefgen.model.source import Source
from briefgen.model.tokens import Tokens
from briefgen.model.translation import Term, Translations

SETTINGS = "briefgen.yaml"
TOKENS = "styles/tokens.yaml"
TABLES: Mapping[str, type[Record]] = {
    "sources": Source, "actors": Actor, "mechanisms": Mechanism, "agreements": Agreement, "programmes": Programme,
    "events": Event, "positions": Position, "causes": Cause, "exchanges": Exchange, "issues": Issue,
    "commitments": Commitment, "mirrors": Mirror, "initiatives": Initiative, "findings": FindingSpec, "glossary": Term,
    "corrections": Correction,
}
REQUIRED = ("sources", "actors")
_ID = re.compile(r"[a-z][a-z0-9_]*|[A-Z]{3}")
_FRONT = re.compile(r"---\r?\n(?P<front>.*?\n)---\r?\n", re.DOTALL)
_EXHIBIT_ID = re.compile(r"[a-z][a-z0-9-]*")
_LOCALE = re.compile(r"locales/[a-z]{2,3}-[A-Z]{2}\.(toml|po|xml)")
"""Read at the door, not here."""


@dataclass(frozen=True, slots=True)
class ProseFile:
    """The prose of a brief in one locale, not yet parsed; its first line is line `first_line` of the file."""

    slug: str
    locale: str
    file: str
    front: FrontMatter
    text: str
    first_line: int


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text that several briefs share, in one locale, not yet parsed."""

    name: str
    locale: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the load stage hands on."""

    relationship: Relationship
    tokens: Tokens
    briefs: Table[Brief]
    prose: tuple[ProseFile, ...]
    texts: tuple[TextFile, ...]
    places: Places
    warnings: tuple[Diagnostic, ...] = ()
    translations: Table[Translations] = field(default_factory=Table)


def load_project(files: Mapping[str, bytes]) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    """The project in a folder whose files are given by their path in it, with `/`; with everything that is wrong."""
    loader = _Loader(files)
    loaded = loader.load()
    return (None if loaded is None else loaded), tuple(loader.problems)


class _Loader:
    """Gathers records, places and problems while it goes through the files."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.problems: list[Diagnostic] = []
        self.locations: dict[Path, Location] = {}
        self.rows: dict[str, dict[str, Any]] = {name: {} for name in (*TABLES, "indicators", "charts", "tables", "meetings")}
        self.overlays: dict[str, Document] = {}
        self.used: set[str] = set()

    def load(self) -> Loaded | None:
        """Reads everything; None if the project cannot be put together."""
        self._read_overlays()
        project = self._single(SETTINGS, Project, "project")
        tokens = self._single(TOKENS, Tokens, "tokens")
        self._read_tables()
        briefs = self._read_briefs()
        prose, texts = tuple(self._read_prose()), tuple(self._read_texts())
        translations = Table(dict(self._read_translations()))
        self._unexpected()
        self.problems.extend(check_profile(self.files))
        for overlay in self.overlays.values():
            self.problems.extend(check_overlay(overlay, self.rows))
        if project is None or tokens is None:
            return None
        locales = (*project.locales, *(tag for tag in sorted(self.overlays) if tag not in project.locales))
        project = project.model_copy(update={"locales": locales})
        relationship = Relationship(project=project, **{name: Table(rows) for name, rows in self.rows.items()})
        places = Places(self.locations)
        self.problems.extend(cross_checks(relationship, briefs, places))
        self.problems.extend((*check_imprint(tokens, locales, places), *check_inks(tokens, places)))
        relationship = relationship.model_copy(update={"project": project.model_copy(update=tokens.organisation)})
        return Loaded(relationship, tokens, briefs, prose, texts, places, translations=translations)

    def _document(self, file: str, table: str) -> Document | None:
        self.used.add(file)
        document, problems = read_document(file, self.files[file])
        self.problems.extend(broken(problems, table) if document is None else problems)
        return document

    def _single(self, file: str, model: type[Any], table: str) -> Any:
        if file not in self.files:
            self.problems.append(
                Diagnostic("D030", Location(file), f"expected the file {file}, found none", "see docs/authoring.md")
            )
            return None
        document = self._document(file, table)
        if document is None:
            return None
        self.problems.extend(lay_over(document, (table,), self.overlays))
        self._remember(document, (), (table,))
        record, problems = read_record(model, document.data, document, ())
        self.problems.extend(problems)
        return record

    def _remember(self, document: Document, path: Path, table: Path) -> None:
        for inner, place in document.places(path):
            if inner[: len(path)] == path:
                self.locations[(*table, *inner[len(path):])] = place

    def _read_overlays(self) -> None:
        for file in self._matching(r"data/locales/([a-z]{2,3}-[A-Z]{2})\.yaml"):
            document = self._document(file, "locales")
            if document and isinstance(document.data, dict):
                self.overlays[PurePosixPath(file).stem] = document
            elif document:
                self.problems.append(
                    Diagnostic(
                        "D009",
                        document.values[()],
                        "expected a mapping of tables to texts, found a list or a text",
                        "begin with the name of a table, such as actors:",
                    )
                )

    def _matching(self, pattern: str) -> list[str]:
        return sorted(file for file in self.files if re.fullmatch(pattern, file))

    def _read_tables(self) -> None:
        for name, model in TABLES.items():
            file = f"data/{name}.yaml"
            if file in self.files:
                self._read_table(file, name, model)
            elif name in REQUIRED:
                self.problems.append(
                    Diagnostic("D030", Location(file), f"expected the file {file}, found none", "see docs/authoring.md", name)
                )
        for file in self._matching(r"data/indicators/[a-z0-9_-]+\.yaml"):
            self._read_table(file, "indicators", Indicator)
        for file in self._matching(r"charts/[a-z0-9_-]+\.yaml"):
            self._read_exhibits(file)
        for file in self._matching(r"meetings/[a-z0-9-]+\.yaml"):
            self._read_meeting(file)

    def _rows(self, file: str, name: str) -> Iterator[tuple[str, Any, Document]]:
        document = self._document(file, name)
        if document is None:
            return
        if not isinstance(document.data, dict):
            self.problems.append(
                Diagnostic(
                    "D009",
                    document.values[()],
                    "expected a mapping of ids to records, found a list or a text",
                    "begin each record with its id and a colon",
                    breaks=name,
                )
            )
            return
        self.problems.extend(lay_over(document, (name,), self.overlays))
        for key, data in document.data.items():
            yield key, data, document

    def _read_table(self, file: str, name: str, model: type[Record]) -> None:
        for key, data, document in self._rows(file, name):
            if not _ID.fullmatch(key):
                self.problems.append(Diagnostic("D019", document.keys[(key,)], f"expected an id, found \"{key}\"",
                                                "ids have lower-case letters, digits and _; countries three capitals", name))
            self._add(name, key, data, document, model)

    def _read_exhibits(self, file: str) -> None:
        for key, data, document in self._rows(file, "charts"):
            if not _EXHIBIT_ID.fullmatch(key):
                self.problems.append(Diagnostic("D019", document.keys[(key,)], f"expected an id, found \"{key}\"",
                                                "names of exhibits have lower-case letters, digits and -", "charts"))
            table = isinstance(data, dict) and data.get("kind") == "table"
            if table:
                data = {field: value for field, value in data.items() if field != "kind"}
            self._add("tables" if table else "charts", key, data, document, DataTable if table else Chart)

    def _read_meeting(self, file: str) -> None:
        slug = PurePosixPath(file).stem
        document = self._document(file, f"meetings/{slug}")
        if document is not None:
            self.problems.extend(lay_over(document, ("meetings", slug), self.overlays))
            self._remember(document, (), ("meetings", slug))
            record, problems = read_record(Meeting, document.data, document, (), id=slug)
            self.problems.extend(broken(problems, f"meetings/{slug}"))
            if record is not None:
                self.rows["meetings"][slug] = record

    def _add(self, name: str, key: str, data: Any, document: Document, model: type[Record]) -> None:
        first = self.locations.get((name, key))
        self._remember(document, (key,), (name, key))
        record, problems = read_record(model, data, document, (key,), id=key)
        self.problems.extend(broken(problems, f"{name}/{key}"))
        if key in self.rows[name]:
            self.problems.append(
                Diagnostic(
                    "D004",
                    document.keys[(key,)],
                    f"expected each id once, found \"{key}\" in a second file",
                    f"the first stands at {first}; keep one of the two",
                )
            )
        elif record is not None:
            self.rows[name][key] = record

    def _read_briefs(self) -> Table[Brief]:
        briefs: dict[str, Brief] = {}
        for file in self._matching(r"briefs/[a-z0-9-]+/brief\.yaml"):
            slug = PurePosixPath(file).parent.name
            if document := self._document(file, f"briefs/{slug}"):
                self._remember(document, (), ("briefs", slug))
                record, problems = read_record(Brief, document.data, document, (), slug=slug)
                self.problems.extend(broken(problems, f"briefs/{slug}"))
                if record is not None:
                    briefs[slug] = record
        return Table(briefs)

    def _read_prose(self) -> Iterator[ProseFile]:
        for file in self._matching(r"briefs/[a-z0-9-]+/[a-z]{2,3}-[A-Z]{2}\.md"):
            if (text := self._words(file)) and (prose := self._prose_file(file, text)):
                yield prose

    def _read_texts(self) -> Iterator[TextFile]:
        for file in self._matching(r"texts/[a-z0-9-]+/[a-z]{2,3}-[A-Z]{2}\.md"):
            if text := self._words(file):
                path = PurePosixPath(file)
                yield TextFile(path.parent.name, path.stem, file, text)

    def _read_translations(self) -> Iterator[tuple[str, Translations]]:
        """What each brief, by its slug, and each shared text, as `texts/NAME`, was translated from."""
        for file in self._matching(r"(briefs|texts)/[a-z0-9-]+/translations\.yaml"):
            name = file.removeprefix("briefs/").rpartition("/")[0]
            if document := self._document(file, f"translations/{name}"):
                self._remember(document, (), ("translations", name))
                record, problems = read_record(Translations, document.data, document, ())
                self.problems.extend(problems)
                if record is not None:
                    yield name, record

    def _words(self, file: str) -> str:
        """The text of a file of prose; empty if there is none to read."""
        self.used.add(file)
        text, problems = decode(file, self.files[file])
        self.problems.extend(problems)
        if text is not None and not text.strip():
            self.problems.append(
                Diagnostic("D008", Location(file, 1, 1), "expected prose, found an empty file", "write it, or remove the file")
            )
        return (text or "") if (text or "").strip() else ""

    def _prose_file(self, file: str, text: str) -> ProseFile | None:
        match = _FRONT.match(text)
        if not match:
            self.problems.append(
                Diagnostic(
                    "P001",
                    Location(file, 1, 1),
                    "expected front matter between two lines of ---, found none",
                    "begin with ---, title:, standfirst:, subject: and ---",
                )
            )
            return None
        document, problems = read_document(file, ("\n" + match["front"]).encode())
        self.problems.extend(problems)
        if document is None:
            return None
        front, problems = read_record(FrontMatter, document.data, document, ())
        self.problems.extend(problems)
        path = PurePosixPath(file)
        self._remember(document, (), ("front", path.parent.name, path.stem))
        if front is None:
            return None
        for name in ("title", "standfirst", "subject"):
            for _, number in typed_numbers(getattr(front, name)):
                self.problems.append(
                    Diagnostic(
                        "P004",
                        document.values[(name,)],
                        f"expected words, found the number \"{number}\"",
                        "titles hold no numbers; years are fine",
                    )
                )
        return ProseFile(path.parent.name, path.stem, file, front, text[match.end():], text.count("\n", 0, match.end()) + 1)

    def _unexpected(self) -> None:
        for file in sorted(self.files):
            ours = re.match(r"(data|charts|briefs|locales|texts|meetings)/", file)
            if ours and file not in self.used and not _LOCALE.fullmatch(file):
                self.problems.append(
                    Diagnostic("D035", Location(file), "expected only files that a stage reads", "rename or remove it")
                )


def broken(problems: Iterable[Diagnostic], what: str) -> Iterator[Diagnostic]:
    """The same problems, saying what cannot be known because of them."""
    return (replace(problem, breaks=what) for problem in problems)
