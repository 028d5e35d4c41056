"""Merge: a translator's file back into the prose; blocks that did not change keep every byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from briefgen.diagnostics import Diagnostic
from briefgen.prose import Passage, Prose, parse_passage, parse_prose
from briefgen.translation.exchange import Entry, Exchange, counterparts, same_blocks
from briefgen.translation.placeholders import Masked, masked, masked_like, misplaced, unmasked
from briefgen.translation.segments import (
    FRONT,
    Edition,
    Pair,
    Segment,
    digest_of,
    on_one_line,
    segments_of,
    spans_of,
    typed_in_front,
)

_FRONT = re.compile(r"---\r?\n.*?\n---\r?\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a translator's file makes of a translation.

    `text` is the whole file, None if it stays as it is; `changed` and `done` are the keys of the blocks that have other
    words and that are finished, `left` how many are not.
    """

    text: str | None
    changed: tuple[str, ...]
    done: frozenset[str]
    left: int
    problems: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Sorted:
    """The entries of a file, sorted by what becomes of them."""

    changed: dict[str, str] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    places: dict[str, Entry] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)


def merged(pair: Pair, exchange: Exchange) -> Merged:
    """The translation with what a file changes in it; with everything that is wrong with the file."""
    source = {segment.key: segment for segment in pair.source.segments}
    theirs = counterparts(pair)
    found = _Sorted()
    for entry in exchange.entries:
        if entry.key in found.places:
            found.problems.append(Diagnostic("T018", entry.place, f"expected each block once, found \"{entry.key}\" again",
                                             f"the first stands at {found.places[entry.key].place}; keep one of the two"))
            continue
        found.places[entry.key] = entry
        if entry.key not in source:
            found.problems.append(Diagnostic("T014", entry.place, f"expected a block of {pair.name}, found \"{entry.key}\"",
                                             "it is no longer there: export again, and let your tool take over what fits"))
        else:
            ours = masked(source[entry.key].words)
            known = masked_like(theirs[entry.key].words, ours) if entry.key in theirs else Masked("", {})
            _sort(entry, source[entry.key], ours, known, found)
    text = None
    if found.changed and not any(d.severity == "error" for d in found.problems):
        text = _text(pair, theirs, found)
    done = frozenset(found.done)
    return Merged(text, tuple(found.changed), done, len(source) - len(done), tuple(found.problems))


def _sort(entry: Entry, segment: Segment, ours: Masked, known: Masked, found: _Sorted) -> None:
    """Puts one entry where it belongs: changed, done, or left as it was."""
    if digest_of(unmasked(entry.source, entry.roles)) != segment.digest:
        found.problems.append(Diagnostic(
            "T016", entry.place, f"expected the text of {segment.place} as it reads now, found another one; the block is left",
            "export again, and let your tool take over what fits"))
        return
    target = on_one_line(entry.target)
    if not target or (target == known.text and not entry.finished):
        return
    for slip in misplaced(target, ours.roles):
        found.problems.append(Diagnostic("T015", entry.place, slip.message, "move placeholders, but keep each of them once"))
    if target != known.text:
        found.changed[entry.key] = unmasked(target, {**ours.roles, **known.roles})
    if entry.finished:
        found.done.add(entry.key)


def _text(pair: Pair, theirs: Mapping[str, Segment], found: _Sorted) -> str | None:
    """The file with its changed blocks: in their places, or in the source's shape where the blocks are not the same."""
    new = {key: typed_in_front(key, words) if key in FRONT else words for key, words in found.changed.items()}
    base = pair.source
    if pair.translated is not None and same_blocks(pair):
        base = pair.translated
    else:
        new = {**_as_typed(pair.translated, theirs), **new}
        missing = [segment for segment in base.segments if segment.key not in new]
        for segment in missing:
            place = found.places[segment.key].place if segment.key in found.places else segment.place
            found.problems.append(Diagnostic(
                "T019", place, f"expected a translation of \"{segment.key}\", found none",
                f"the blocks of {pair.source.locale} and {pair.locale} are no longer the same; translate all that are new"))
        if missing:
            return None
    text, lines = _replaced(base, new)
    words = {**{key: segment.words for key, segment in theirs.items()}, **found.changed}
    found.problems.extend(_check_read_back(pair, base, text, words, lines, found))
    return text


def _as_typed(edition: Edition | None, segments: Mapping[str, Segment]) -> dict[str, str]:
    """What stands in a file for each of some segments, to the byte; they may have other keys there."""
    spans = spans_of(edition) if edition else {}
    return {
        key: edition.text[spans[segment.key].start:spans[segment.key].end]
        for key, segment in segments.items() if edition and segment.key in spans
    }


def _replaced(base: Edition, new: Mapping[str, str]) -> tuple[str, Mapping[str, int]]:
    """The text of an edition with other words for some of its segments, and the line at which each segment begins."""
    parts, lines, at = list[str](), dict[str, int](), 0
    for key, span in sorted(spans_of(base).items(), key=lambda pair: pair[1].start):
        parts.append(base.text[at:span.start])
        lines[key] = 1 + sum(part.count("\n") for part in parts)
        parts.append(new.get(key, base.text[span.start:span.end]))
        at = span.end
    return "".join((*parts, base.text[at:])), lines


def _check_read_back(
    pair: Pair, base: Edition, text: str, words: Mapping[str, str], lines: Mapping[str, int], found: _Sorted
) -> Iterator[Diagnostic]:
    """Words that Markdown takes for something else, and what must not stand in prose; told where the translator wrote it."""
    passage, problems = _parsed(pair, base, text)
    read = [(segment.key, segment.text) for segment in segments_of(passage) if not segment.in_front]
    meant = [(s.key, on_one_line(words.get(s.key, s.words))) for s in base.segments if not s.in_front]
    for number, (key, wanted) in enumerate(meant):
        there, told = read[number] if number < len(read) else ("", "nothing")
        if (there, told) != (key, wanted):
            above = (known for known, _ in reversed(meant[: number + 1]) if known in found.changed)
            place = found.places[next(above, next(iter(found.changed)))].place
            message = f"expected \"{_short(wanted)}\" to be read as it is written, found \"{_short(told)}\""
            yield Diagnostic("T017", place, message, "a block must not begin with #, -, +, > or a number and a point")
            return
    before = {(d.code, d.message) for d in _parsed(pair, base, base.text)[1]}
    for problem in problems:
        if (problem.code, problem.message) not in before:
            before_it = [key for key, line in lines.items() if line <= problem.location.line and key in found.places]
            yield replace(problem, location=found.places[before_it[-1]].place if before_it else problem.location)


def _short(words: str) -> str:
    return words if len(words) <= 48 else words[:47] + "…"


def _parsed(pair: Pair, base: Edition, text: str) -> tuple[Passage, tuple[Diagnostic, ...]]:
    if not isinstance(base.passage, Prose):
        return parse_passage(pair.name, pair.locale, base.file, text)
    match = _FRONT.match(text)
    end = match.end() if match else 0
    return parse_prose(pair.name, pair.locale, base.file, base.passage.front, text[end:], text.count("\n", 0, end) + 1)
