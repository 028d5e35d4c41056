"""Segment: the words of one block as they were typed, under a key that other blocks do not change."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.diagnostics import Location
from briefgen.model.translation import Translations
from briefgen.prose import Block, BlockKind, Passage, Prose

FRONT = ("title", "standfirst", "subject", "keywords")
_BLANKS = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of a block, or of a field of the front matter; `key` names it within its file."""

    key: str
    words: str
    place: Location

    @property
    def text(self) -> str:
        """The words on one line: how lines are broken is not part of what they say."""
        return on_one_line(self.words)

    @property
    def digest(self) -> str:
        """What the block's words are known by: twelve hexadecimal digits."""
        return digest_of(self.words)

    @property
    def in_front(self) -> bool:
        """Whether it is a field of the front matter."""
        return self.key in FRONT


@dataclass(frozen=True, slots=True)
class Edition:
    """A file of prose in one locale: its text, and its segments in their order."""

    locale: str
    file: str
    text: str
    passage: Passage
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A brief or a shared text in its first locale and in another one, with what is recorded of the translation.

    `name` is that of the brief, or `texts/NAME`; `translated` is None as long as there is no file.
    """

    name: str
    source: Edition
    locale: str
    translated: Edition | None
    record: Translations | None


def on_one_line(words: str) -> str:
    """The words with each run of blanks and line ends as one space; no-break spaces stay."""
    return _BLANKS.sub(" ", words).strip()


def digest_of(words: str) -> str:
    """The first twelve hexadecimal digits of SHA-256 of the words on one line."""
    return hashlib.sha256(on_one_line(words).encode()).hexdigest()[:12]


def segments_of(passage: Passage) -> tuple[Segment, ...]:
    """The segments of a prose, in reading order: the front matter first, then each block that has words.

    A key is the label of the section or heading that a block stands under, what the block is, and its number there. So a
    block that is added changes the keys of those that follow it under the same label, and no others.
    """
    front = tuple(_front(passage)) if isinstance(passage, Prose) else ()
    return (*front, *_keyed(passage.blocks))


def _front(prose: Prose) -> Iterator[Segment]:
    for name in FRONT:
        value = getattr(prose.front, name)
        if value:
            yield Segment(name, ", ".join(value) if name == "keywords" else value, Location(prose.file, 1, 1))


def _keyed(blocks: tuple[Block, ...]) -> Iterator[Segment]:
    scope, counts = "", Counter[str]()
    for block, within in _with_words(blocks, ""):
        if block.label:
            scope, counts = f"{block.label}/", Counter[str]()
        if block.label:
            yield Segment(f"{scope}title", block.words, block.location)
            continue
        name = _name(block, within)
        counts[name] += 1
        yield Segment(f"{scope}{name}-{counts[name]}", block.words, block.location)


def _with_words(blocks: tuple[Block, ...], within: str) -> Iterator[tuple[Block, str]]:
    """Each block whose words are translated, with what it stands in: the innermost directive, or a list."""
    for block in blocks:
        translated = bool(block.inlines) and (block.directive is None or block.directive == "sidebar")
        if translated and block.words:
            yield block, within
        inner = str(block.directive) if block.directive else within
        yield from _with_words(block.children, inner or ("entry" if block.kind is BlockKind.LIST else ""))


def _name(block: Block, within: str) -> str:
    if block.directive:
        return f"{block.directive}-title"
    return "heading" if block.kind in (BlockKind.SECTION, BlockKind.HEADING) else within or "paragraph"


@dataclass(frozen=True, slots=True)
class Span:
    """Where the words of a segment stand in the text of their file, in characters from 0."""

    start: int
    end: int


def spans_of(edition: Edition) -> Mapping[str, Span]:
    """The span of each segment, by key; one whose words cannot be found as they were typed is left out."""
    starts = [0]
    for line in edition.text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    lines = edition.text.split("\n")
    spans = {}
    for segment in edition.segments:
        span = _front_span(segment.key, edition.text) if segment.in_front else _span(segment, lines, starts)
        if span is not None:
            spans[segment.key] = span
    return spans


def _span(segment: Segment, lines: list[str], starts: list[int]) -> Span | None:
    typed, first = segment.words.split("\n"), segment.place.line - 1
    columns = [lines[first + n].find(words) if first + n < len(lines) else -1 for n, words in enumerate(typed)]
    if min(columns) < 0:
        return None
    return Span(starts[first] + columns[0], starts[first + len(typed) - 1] + columns[-1] + len(typed[-1]))


def _front_span(name: str, text: str) -> Span | None:
    """The value of a field of the front matter: to the end of its line and of those that are indented below it."""
    front = text.find("\n---", 3)
    field = re.compile(rf"^{name}:[ \t]*(?P<value>[^\r\n]*(?:\r?\n(?:[ \t]+|-[ \t])[^\r\n]*)*)", re.MULTILINE)
    match = field.search(text, 0, front + 1)
    return Span(*match.span("value")) if match else None


def typed_in_front(name: str, words: str) -> str:
    """A field's words as YAML: between double quotes; keywords as a list."""
    if name == "keywords":
        return "[" + ", ".join(json.dumps(word.strip(), ensure_ascii=False) for word in words.split(",") if word.strip()) + "]"
    return json.dumps(words, ensure_ascii=False)
