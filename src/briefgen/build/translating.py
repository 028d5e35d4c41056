"""Translating: a brief handed to a translator and taken back, and its blocks marked as translated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.build.door import Door, open_door, read_given
from briefgen.diagnostics import ContentError, Diagnostic, Location, UsageError, errors, nearest, ordered
from briefgen.language.parity import check_parity
from briefgen.load import load_project
from briefgen.load.project import ProseFile, TextFile
from briefgen.model.translation import Translations
from briefgen.prose import Passage, parse_passage, parse_prose
from briefgen.publish import replace_files
from briefgen.translation import Edition, Exchange, Pair, Segment, exchange_of, marked, merged, record_text, segments_of
from briefgen.translation.exchange import NotAnExchange
from briefgen.translation.memory import record_file
from briefgen.translation.po import po_text, read_po_file
from briefgen.translation.xliff import read_xliff, xliff_text
from briefgen.translation.xliff_1 import xliff_1_text

WRITERS: Mapping[str, Callable[[Exchange], str]] = {"po": po_text, "xliff": xliff_text, "xliff-1.2": xliff_1_text}
"""The formats of a translator's file."""
ENDINGS: Mapping[str, str] = {"po": "po", "xliff": "xliff", "xliff-1.2": "xlf"}
"""The ending of a file's name, by its format."""
LARGEST_FILE = 16 * 1024 * 1024
_BOM = "\ufeff".encode()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one brief or shared text in one locale, in numbers of blocks."""

    name: str
    locale: str
    blocks: int
    finished: int
    changed: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()


def mark(root: Path, name: str, key: str | None, locales: tuple[str, ...]) -> tuple[Done, ...]:
    """Marks one block of a brief, or all of them, as translated from the source as it reads now.

    Raises:
        UsageError: if there is no such brief, block or locale; ContentError: if its files cannot be laid side by side.
    """
    done, files = marked_in(open_door(root), name, key, locales)
    _write(root, files)
    return done


def marked_in(
    door: Door, name: str, key: str | None, locales: tuple[str, ...]
) -> tuple[tuple[Done, ...], dict[str, bytes]]:
    """What `mark` does to a project: the files that it changes, by path."""
    project = _Project(door)
    done = []
    record = project.loaded.translations.get(name)
    for locale in project.locales(locales):
        pair = project.pair(name, locale)
        project.refuse_other_blocks(pair)
        keys = [segment.key for segment in pair.source.segments]
        if key is not None and key not in keys:
            told = f"expected a block of {name}, found \"{key}\""
            raise UsageError([Diagnostic("T014", Location(key), told, nearest(key, keys))])
        record = marked(pair.source.segments, record, locale, _among(None if key is None else {key}))
        done.append(Done(name, locale, len(keys), len(keys) if key is None else 1))
    files = {record_file(name): record_text(record).encode()} if record is not None and done else {}
    return tuple(done), files


def _among(keys: Iterable[str] | None) -> Callable[[Segment], bool]:
    chosen = None if keys is None else frozenset(keys)
    return lambda segment: chosen is None or segment.key in chosen


def export(root: Path, name: str, form: str, locales: tuple[str, ...]) -> tuple[tuple[Exchange, bytes], ...]:
    """What a translator is handed, for each locale: the exchange, and the bytes of its file.

    Raises:
        UsageError: if there is no such brief or locale; ContentError: if its prose cannot be read.
    """
    return exported_from(open_door(root), name, form, locales)


def exported_from(door: Door, name: str, form: str, locales: tuple[str, ...]) -> tuple[tuple[Exchange, bytes], ...]:
    """As `export`, from what came in at the door."""
    project = _Project(door)
    exchanges = [exchange_of(project.pair(name, locale)) for locale in project.locales(locales)]
    return tuple((exchange, WRITERS[form](exchange).encode()) for exchange in exchanges)


def save(path: Path, content: bytes) -> None:
    """Writes a translator's file; a UsageError if the system refuses."""
    _write(path.parent, {path.name: content})


def take(root: Path, path: Path) -> tuple[Done, ...]:
    """Takes a translator's file back into the prose and its record: all of it, or nothing.

    Raises:
        UsageError: if the file is not there; ContentError: if it does not fit the project.
    """
    door = open_door(root)
    taken, files = taken_into(door, path.name, read_given(path, LARGEST_FILE))
    problems = tuple(problem for one in taken for problem in one.warnings)
    if errors(problems):
        raise ContentError(ordered(problems))
    _write(root, files)
    return taken


def taken_into(door: Door, file: str, content: bytes) -> tuple[tuple[Done, ...], dict[str, bytes]]:
    """What a translator's file does to a project: the files that it changes, by path, and what is wrong (as warnings).

    Raises:
        ContentError: if the file cannot be read, or names a brief that the project does not have.
    """
    project = _Project(door)
    try:
        exchanges = read_xliff(file, content) if _looks_like_xml(content) else read_po_file(file, _text(file, content))
    except NotAnExchange as error:
        raise ContentError([error.diagnostic]) from None
    files: dict[str, bytes] = {}
    records: dict[str, Translations] = {}
    taken = []
    for exchange in exchanges:
        known = exchange.locale in project.tags[1:] and exchange.name in project.names
        if not known:
            wanted = f"a brief of the project in one of {', '.join(project.tags[1:])}"
            raise ContentError([Diagnostic("T014", Location(file, 1, 1), f"expected {wanted}, found \"{exchange.name}\" in "
                                           f"{exchange.locale}", nearest(exchange.name, project.names))])
        pair = project.pair(exchange.name, exchange.locale)
        result = merged(pair, exchange)
        written = {} if result.text is None else {project.file(pair): project.bytes_of(project.file(pair), result.text)}
        earlier = records.get(pair.name, pair.record)  # one file may hold several languages of a brief
        record = records[pair.name] = marked(pair.source.segments, earlier, exchange.locale, _among(result.done))
        if record != pair.record and (result.done or pair.record):
            written[record_file(pair.name)] = record_text(record).encode()
        changes = {name: new for name, new in written.items() if door.files.get(name) != new}
        files |= changes
        blocks = len(pair.source.segments)
        taken.append(Done(pair.name, pair.locale, blocks, len(result.done), result.changed, tuple(changes), result.problems))
    return tuple(taken), files


def _looks_like_xml(content: bytes) -> bool:
    return content.removeprefix(_BOM).lstrip()[:1] == b"<" or content[:2] in (b"\xff\xfe", b"\xfe\xff")


def _text(file: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        told = f"expected UTF-8, found the byte 0x{content[error.start]:02x}"
        raise NotAnExchange(Diagnostic("T013", Location(file, line, 1), told, "save the file as UTF-8")) from None


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    try:
        replace_files(root, files)
    except OSError as error:
        message, place = f"expected a file that can be written: {error.strerror}", Location(str(error.filename or root))
        raise UsageError([Diagnostic("E004", place, message, "check its permissions")]) from None


class _Project:
    """The prose of a project, read without the checks that a file in the middle of its translation could not pass."""

    def __init__(self, door: Door) -> None:
        loaded, problems = load_project(door.files)
        if loaded is None:
            raise ContentError(ordered(problems))
        self.door, self.loaded, self.problems = door, loaded, problems
        self.tags = loaded.relationship.project.locales
        self.names = tuple(dict.fromkeys((*loaded.briefs, *(f"texts/{text.name}" for text in loaded.texts))))

    def locales(self, asked: tuple[str, ...]) -> tuple[str, ...]:
        """The locales that are meant: those asked for, or all that are translated into."""
        known = self.tags[1:]
        if unknown := [tag for tag in asked if tag not in known]:
            raise UsageError([Diagnostic("T007", Location(tag), f"expected a locale that is translated into, found \"{tag}\"",
                                         nearest(tag, known)) for tag in unknown])
        return asked or known

    def pair(self, name: str, locale: str) -> Pair:
        """A brief or a shared text in the first locale and in another one.

        Raises:
            UsageError: if there is none of that name; ContentError: if its prose cannot be read.
        """
        if name not in self.names:
            hint = nearest(name, self.names)
            raise UsageError([Diagnostic("E005", Location(name), f"expected a brief or texts/NAME, found \"{name}\"", hint)])
        source, translated = self._edition(name, self.tags[0]), self._edition(name, locale)
        if source is None:
            raise _absent(name, self.tags[0])
        return Pair(name, source, locale, translated, self.loaded.translations.get(name))

    def _edition(self, name: str, locale: str) -> Edition | None:
        file = f"{_folder(name)}/{locale}.md"
        if file not in self.door.files:
            return None
        prose = next((one for one in self.loaded.prose if one.file == file), None)
        text = next((one for one in self.loaded.texts if one.file == file), None)
        told = [problem for problem in self.problems if problem.location.file == file]
        if (prose is None and text is None) or errors(told):
            raise ContentError(ordered(told))
        passage, problems = self._parsed(name, locale, prose, text)
        if hiding := tuple(problem for problem in problems if problem.breaks):
            raise ContentError(ordered(hiding))
        return Edition(locale, file, self.door.files[file].decode("utf-8-sig"), passage, segments_of(passage))

    def _parsed(
        self, name: str, locale: str, prose: ProseFile | None, text: TextFile | None
    ) -> tuple[Passage, tuple[Diagnostic, ...]]:
        if prose is not None:
            return parse_prose(name, locale, prose.file, prose.front, prose.text, prose.first_line)
        if text is not None:
            return parse_passage(name, locale, text.file, text.text)
        raise LookupError(name)

    def refuse_other_blocks(self, pair: Pair) -> None:
        """Blocks can only be marked where both files have the same ones."""
        if pair.translated is None:
            raise _absent(pair.name, pair.locale)
        other = tuple(d for d in check_parity(pair.source.passage, pair.translated.passage) if d.code in ("T002", "T003"))
        if other or len(pair.source.segments) != len(pair.translated.segments):
            raise ContentError(ordered(other))

    def file(self, pair: Pair) -> str:
        """The path of a pair's translation."""
        return f"{_folder(pair.name)}/{pair.locale}.md"

    def bytes_of(self, file: str, text: str) -> bytes:
        """A text as its file holds it, with the mark of byte order that it had."""
        return (_BOM if self.door.files.get(file, b"").startswith(_BOM) else b"") + text.encode()


def _absent(name: str, locale: str) -> ContentError:
    place = Location(f"{_folder(name)}/{locale}.md")
    return ContentError([Diagnostic("T001", place, f"expected the prose of {name} in {locale}, found no file")])


def _folder(name: str) -> str:
    return name if name.startswith("texts/") else f"briefs/{name}"
