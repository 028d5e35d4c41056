"""Document: one YAML file as mappings, lists and texts, with the place of every value.

YAML is read by its events, so that all scalars stay text (no `NO` that becomes False, no 12.50 that becomes 12.5) and
duplicate keys, anchors, aliases, tags and further documents are found where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from briefgen.diagnostics import Diagnostic, Location, Path

LARGEST_FILE = 2 * 1024 * 1024
DEEPEST_NESTING = 40
LONGEST_LINE = 10_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YAML_TAGS = "tag:yaml.org,2002:"
_INDENT_WITH_TAB = re.compile(r"^[ ]*\t", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a file: `data` in plain mappings, lists and texts; `values` and `keys` tell where each stands."""

    file: str
    data: Any
    values: dict[Path, Location] = field(default_factory=dict)
    keys: dict[Path, Location] = field(default_factory=dict)
    _by_key: dict[str | int, list[tuple[Path, Location]]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def places(self, path: Path) -> Iterable[tuple[Path, Location]]:
        """The path and the place of every value at or below the whole document, `()`, or one of its keys, `(key,)`."""
        if not path:
            return self.values.items()
        if not self._by_key:
            for inner, place in self.values.items():
                self._by_key.setdefault(inner[0] if inner else "", []).append((inner, place))
        return self._by_key.get(path[0], ())


class _Refused(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def decode(file: str, content: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file, or what is wrong with its bytes."""
    if len(content) > LARGEST_FILE:
        found = f"expected at most {LARGEST_FILE} bytes, found {len(content)}"
        return None, (Diagnostic("D013", Location(file), found, "split the file"),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        found = f"expected UTF-8, found the byte 0x{content[error.start]:02x}"
        return None, (Diagnostic("D001", Location(file, line, column), found, "save the file as UTF-8"),)
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(line_text) > LONGEST_LINE:
            found = f"expected at most {LONGEST_LINE} characters in a line, found {len(line_text)}"
            return None, (Diagnostic("D013", Location(file, number, 1), found, "break the line"),)
    return text, ()


def read_document(file: str, content: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Reads a YAML file; one of the two results is empty, except for mistakes that leave the rest readable."""
    text, problems = decode(file, content)
    if text is None:
        return None, problems
    if tab := _INDENT_WITH_TAB.search(text):
        line = text.count("\n", 0, tab.start()) + 1
        place = Location(file, line, tab.end() - tab.start())
        return None, (Diagnostic("D003", place, "expected spaces, found a tab", "indent with two spaces a level"),)
    reader = _Reader(file)
    try:
        data = reader.read(iter(_LOADER(text).get_event, None))
    except _Refused as refused:
        return None, (refused.diagnostic, *reader.problems)
    except yaml.YAMLError as error:
        return None, (_syntax(file, text, error),)
    if data is None:
        return None, (
            Diagnostic("D008", Location(file, 1, 1), "expected data, found an empty file", "remove the file, or fill it"),
        )
    return Document(file, data, reader.values, reader.keys), tuple(reader.problems)


def _syntax(file: str, text: str, error: yaml.YAMLError) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    opened = getattr(error, "context_mark", None)
    if mark is None and hasattr(error, "position"):
        before = text[: error.position]
        return Diagnostic("D002", Location(file, before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1),
                          f"expected YAML, found {problem}", "remove the character")
    context = str(getattr(error, "context", None) or "")
    if opened and mark and opened.line < mark.line and ("quoted" in context or "flow" in context):
        mark = opened
    place = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
    message, hint = _SYNTAX.get(problem, (f"expected YAML; {problem}", "check quotes, brackets and indents"))
    return Diagnostic("D002", place, message, hint)


_QUOTES = "close the quote; within double quotes, write \\\" for one"
_BRACKETS = "close the bracket, or put the text between quotes"
_SYNTAX: Mapping[str, tuple[str, str]] = {
    "found unexpected end of stream": ("expected a quote that is closed, found the end of the file", _QUOTES),
    "did not find expected ',' or '}'": ('expected "," or "}" after a value, found something else', _BRACKETS),
    "did not find expected ',' or ']'": ('expected "," or "]" after a value, found something else', _BRACKETS),
    "mapping values are not allowed in this context": (
        'expected a text without ": ", found one',
        "put the text between quotes",
    ),
    "did not find expected key": (
        "expected a field at the indent of those around it, found another indent",
        "line the fields up",
    ),
    "found unexpected ':'": ('expected a space after ":", found none', "write a space, or put the text between quotes"),
}
"""What YAML's reader says, in this project's words."""


class _Reader:
    """Builds a document from YAML's events."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.values: dict[Path, Location] = {}
        self.keys: dict[Path, Location] = {}
        self.problems: list[Diagnostic] = []

    def read(self, events: Iterator[yaml.Event]) -> Any:
        documents = 0
        data: Any = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(
                        "D007", event, "expected one document, found a second one", "remove the --- and what follows"
                    )
            elif isinstance(event, yaml.NodeEvent):
                data = self._node(event, events, ())
        return None if data == "" else data

    def _place(self, event: Any) -> Location:
        mark = event.start_mark
        return Location(self.file, mark.line + 1, mark.column + 1)

    def _refuse(self, code: str, event: yaml.Event, message: str, hint: str) -> _Refused:
        return _Refused(Diagnostic(code, self._place(event), message, hint))

    def _check(self, event: Any, path: Path) -> None:
        if event.anchor is None and type(event) is yaml.ScalarEvent and event.tag is None and len(path) <= DEEPEST_NESTING:
            return  # as nearly all are
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse("D005", event, f"expected a value, found the alias *{event.anchor}", "write the value out")
        if event.anchor is not None:
            raise self._refuse("D005", event, f"expected a value, found the anchor &{event.anchor}", "remove the anchor")
        if event.tag is not None and not (event.tag == "!" and isinstance(event, yaml.ScalarEvent) and event.style):
            raise self._refuse(
                "D006", event, f"expected a value without a tag, found {event.tag.replace(_YAML_TAGS, '!!')}", "remove the tag"
            )
        if len(path) > DEEPEST_NESTING:
            raise self._refuse("D013", event, f"expected at most {DEEPEST_NESTING} levels", "flatten the data")

    def _node(self, event: Any, events: Iterator[yaml.Event], path: Path) -> Any:
        self._check(event, path)
        self.values[path] = self._place(event)
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return event.value
        return self._sequence(events, path) if kind is yaml.SequenceStartEvent else self._mapping(events, path)

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Any]:
        rows: list[Any] = []
        for event in events:
            if type(event) is yaml.SequenceEndEvent:
                break
            rows.append(self._node(event, events, (*path, len(rows))))
        return rows

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        rows: dict[str, Any] = {}
        for event in events:
            if type(event) is yaml.MappingEndEvent:
                break
            self._check(event, path)
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refuse(
                    "D009", event, "expected a name before the colon, found a list or mapping", "use a plain key"
                )
            key, place = event.value, self._place(event)
            value_path = (*path, key)
            if key in rows:
                first = self.keys[value_path]
                self.problems.append(Diagnostic(
                    "D004", place, f"expected each key once, found \"{key}\" again",
                    f"the first stands at line {first.line}; keep one of the two"))
                self._node(next(events), events, (*path, "", key))
                continue
            self.keys[value_path] = place
            rows[key] = self._node(next(events), events, value_path)
        return rows
