"""Wording: the words of a prose or of the data held against a locale's typography; quantities typed as words are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.diagnostics import Diagnostic, Location, line_key
from briefgen.language.locale import Locale
from briefgen.language.typography import check_separators, check_typography, number_words
from briefgen.prose.blocks import Block, Prose, texts


def check_words(prose: Prose, locale: Locale) -> Iterator[Diagnostic]:
    """Every typographic slip and every number typed as a word in a brief's prose."""
    for block in prose.walk():
        for text in texts(block.inlines):
            yield from check_text(text, locale, block.location, in_block(block), typed_words=True)
    for name in ("title", "standfirst", "subject"):
        yield from check_text(getattr(prose.front, name), locale, Location(prose.file, 1, 1), (), typed_words=False)


def check_text(
    text: str, locale: Locale, place: Location, lines: tuple[str, ...], *, typed_words: bool
) -> Iterator[Diagnostic]:
    """One text; `lines` are the source lines that begin at `place`, so that a slip is reported on its own line."""
    for flaw in (*check_typography(text, locale), *(() if lines else check_separators(text, locale))):
        yield Diagnostic(
            "T005",
            within(place, lines, text, flaw.offset),
            flaw.message,
            f"the house style of {locale.tag}: see docs/style.md",
            needs=tuple(line_key(replace(place, line=place.line + number)) for number in range(len(lines))),
        )
    if typed_words:
        for word in number_words(text, locale):
            yield Diagnostic(
                "P005",
                within(place, lines, text, word.offset),
                f"expected a reference, found the number \"{word.word}\" in words",
                "print it with {count}`...` or {obs}`... as words`, or say it without a number",
            )


def in_block(block: Block) -> tuple[str, ...]:
    """The source lines of a block, which begin at its place."""
    return tuple(block.words.split("\n"))


def within(place: Location, lines: tuple[str, ...], text: str, offset: int) -> Location:
    """The place of an offset of a text in the lines that hold it, as near as the lines tell."""
    for size in (24, 12, 6, 3):
        start = max(0, offset - size)
        piece = text[start:offset + size]
        for number, line in enumerate(lines):
            if piece in line:
                column = line.index(piece) + offset - start
                return Location(place.file, place.line + number, (place.column if number == 0 else 1) + column)
    return place
