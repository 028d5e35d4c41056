"""Wording: the words of a prose or of the data held against a locale's typography; quantities typed as words are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from briefgen.diagnostics import Diagnostic, Location, Places, line_key
from briefgen.language.locale import Locale
from briefgen.language.typography import check_separators, check_typography, number_words
from briefgen.prose.blocks import Block, Prose, texts

Exactly = Callable[[Location, int], Location]
"""The place of a text's character, from 0, where the text begins; by default the text's own place."""


def at_its_start(place: Location, _offset: int) -> Location:
    """Where nothing more is known."""
    return place


def front_place(prose: Prose, places: Places | None, *path: str | int) -> Location:
    """The place of a field of the front matter; that of the file where it is not known."""
    known = places.locations.get(("front", prose.slug, prose.locale, *path)) if places else None
    return known or Location(prose.file, 1, 1)


def check_words(
    prose: Prose, locale: Locale, places: Places | None = None, exactly: Exactly = at_its_start
) -> Iterator[Diagnostic]:
    """Every typographic slip and every number typed as a word in a brief's prose."""
    for block in prose.walk():
        lines = in_block(block) if block.inlines else ()
        for text in texts(block.inlines):
            yield from check_text(text, locale, block.location, lines, typed_words=True)
    for name in ("title", "standfirst", "subject"):
        place = front_place(prose, places, name)
        yield from check_text(getattr(prose.front, name), locale, place, (), typed_words=False, exactly=exactly)


def check_text(
    text: str, locale: Locale, place: Location, lines: tuple[str, ...], *, typed_words: bool, exactly: Exactly = at_its_start
) -> Iterator[Diagnostic]:
    """One text; `lines` are the source lines that begin at `place`, so that a slip is reported where it stands.

    Without lines, `place` is that of a value of the data, and `exactly` finds the slip in it.
    """
    for flaw in (*check_typography(text, locale), *(() if lines else check_separators(text, locale))):
        yield Diagnostic(
            "T005",
            within(place, lines, text, flaw.offset) if lines else exactly(place, flaw.offset),
            flaw.message,
            f"the house style of {locale.tag}: see docs/style.md",
            needs=tuple(line_key(replace(place, line=place.line + number)) for number in range(len(lines))),
        )
    if typed_words:
        for word in number_words(text, locale):
            yield Diagnostic(
                "P005",
                within(place, lines, text, word.offset) if lines else exactly(place, word.offset),
                f"expected a reference, found the number \"{word.word}\" in words",
                "print it with {count}`...` or {obs}`... as words`, or say it without a number",
            )


def in_block(block: Block) -> tuple[str, ...]:
    """The source lines of a block, which begin at its place; blanks stand for the marks before its words."""
    lines = block.words.split("\n")
    margins = [block.location.column, *[1] * (len(lines) - 1)]
    columns = (*block.columns, *margins[len(block.columns):])
    return tuple(" " * (at - margin) + line for line, at, margin in zip(lines, columns, margins, strict=False))


def within(place: Location, lines: tuple[str, ...], text: str, offset: int) -> Location:
    """The place of an offset of a text in the lines that hold it, as near as the lines tell; a space may end a line there."""
    joined = "\n".join(lines)
    for size in (24, 12, 6, 3):
        before, after = text[max(0, offset - size):offset], text[offset:offset + size]
        if found := re.search(f"{_spread(before)}(?={_spread(after)})", joined):
            earlier = joined[:found.end()]
            number = earlier.count("\n")
            column = len(earlier) - earlier.rfind("\n")
            return Location(place.file, place.line + number, column + (place.column - 1 if number == 0 else 0))
    return place


def _spread(words: str) -> str:
    """An expression for words as the lines of a block have them."""
    return r"[ \n]+".join(map(re.escape, words.split(" ")))
