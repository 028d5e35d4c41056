"""Exchange: a brief's prose as a translator's file holds it, whatever its format: a source and a target for each block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic, Location
from briefgen.translation.memory import laid_beside, translated_from
from briefgen.translation.placeholders import masked, masked_like
from briefgen.translation.segments import Pair, Segment


@dataclass(frozen=True, slots=True)
class Entry:
    """One block: what it says in the source and in the translation (empty if it has none), roles as placeholders.

    `roles` are what the placeholders stand for, `finished` whether the translation is done, `previous` the source that it
    was made from where that has changed, `place` where the block stands: in the source, or in the file that was read.
    """

    key: str
    source: str
    target: str
    roles: Mapping[int, str]
    finished: bool
    place: Location
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """All blocks of a brief or a shared text (`name`), to be translated from one locale into another."""

    name: str
    source_file: str
    source_locale: str
    locale: str
    entries: tuple[Entry, ...]


class NotAnExchange(Exception):
    """A file that is none of those that briefgen exports; carries what is wrong with it."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        super().__init__(str(diagnostic))


def not_an_exchange(place: Location, message: str, hint: str = "") -> NotAnExchange:
    """What is raised where a file cannot be read."""
    return NotAnExchange(Diagnostic("T013", place, message, hint or "export the brief again, and translate that file"))


def exchange_of(pair: Pair) -> Exchange:
    """What a translator is handed. A block whose source has moved on keeps its translation, and is not finished."""
    record, source = pair.record, pair.source
    was = translated_from(source.segments, record, pair.locale)
    theirs = counterparts(pair)
    entries = []
    for segment, digest in zip(source.segments, was, strict=True):
        ours = masked(segment.words)
        old = record.texts.get(digest, "") if record and digest and digest != segment.digest else ""
        target = masked_like(theirs[segment.key].words, ours).text if segment.key in theirs else ""
        finished = digest == segment.digest and bool(target)
        entries.append(Entry(segment.key, ours.text, target, ours.roles, finished, segment.place, masked(old).text))
    return Exchange(pair.name, source.file, source.locale, pair.locale, tuple(entries))


def same_blocks(pair: Pair) -> bool:
    """Whether the translation has the blocks of the source, one by one."""
    ours = [segment.key for segment in pair.source.segments]
    return pair.translated is not None and ours == [segment.key for segment in pair.translated.segments]


def counterparts(pair: Pair) -> Mapping[str, Segment]:
    """The translation of each block of the source that has one, by the source's key.

    Where the two files no longer have the same blocks, the record tells which one was which; without it, the keys do.
    """
    if pair.translated is None:
        return {}
    theirs = pair.translated.segments
    recorded = pair.record.blocks.get(pair.locale, {}) if pair.record else {}
    if same_blocks(pair) or len(recorded) != len(theirs):
        known = {segment.key: segment for segment in theirs}
        return {segment.key: known[segment.key] for segment in pair.source.segments if segment.key in known}
    places = laid_beside(pair.source.segments, pair.record, pair.locale)
    return {
        segment.key: theirs[place] for segment, place in zip(pair.source.segments, places, strict=True) if place is not None
    }
