"""Terms: words that a language must not use for a thing, by the project's glossary, wherever they stand in its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic, Location, Path, Places
from briefgen.language.characters import beginning_of, may_hold, plainly_spaced
from briefgen.language.wording import Exactly, at_its_start, front_place, in_block, within
from briefgen.model.translation import Term
from briefgen.prose.blocks import Passage, Prose, texts

_ROLE = re.compile(r"\{[a-z]+\}`[^`]*`")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What is wrong with one word, and what to write instead."""

    approved: str
    reason: str
    spared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wordlist:
    """The forbidden words of one locale, in small letters, and one expression that finds any of them."""

    words: Mapping[str, Forbidden]
    found: re.Pattern[str] | None
    phrases: tuple[str, ...] = ()


def wordlist(terms: Mapping[str, Term], locale: str) -> Wordlist:
    """The forbidden words of one locale, from the whole glossary."""
    words = {
        word.lower(): Forbidden(term.approved[locale], variant.reason, variant.spared)
        for term in terms.values() if locale in term.approved.locales
        for variant in term.forbidden.get(locale, ()) for word in variant.words
    }
    return Wordlist(words, _expression(tuple(words)) if words else None, tuple(words))


def _expression(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Finds the phrases as whole words, the longest first, however they are cased, in a text that is plainly spaced."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(" +".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w){beginning_of(longest_first)}(?:{joined})(?!\w)", re.IGNORECASE)


def forbidden_in(text: str, words: Wordlist) -> Iterator[tuple[str, int, Forbidden]]:
    """Each forbidden word of a text as it stands there, its place in characters from 0, and why; roles are left alone."""
    if words.found is None or not may_hold(text, words.phrases):
        return
    bare = _ROLE.sub(lambda match: " " * len(match[0]), text) if "`" in text else text
    plain = plainly_spaced(bare)
    for match in words.found.finditer(plain):
        rule = words.words[re.sub(" +", " ", match[0].lower())]
        spans = [spared.span() for spared in _expression(rule.spared).finditer(plain)] if rule.spared else []
        if not any(start <= match.start() and match.end() <= end for start, end in spans):
            yield bare[match.start():match.end()], match.start(), rule


def check_terms(
    passage: Passage, words: Wordlist, places: Places | None = None, exactly: Exactly = at_its_start
) -> Iterator[Diagnostic]:
    """Every forbidden word of a prose, front matter included."""
    for block in passage.walk():
        lines = in_block(block) if block.inlines else ()
        for text in texts(block.inlines):
            yield from check_term_text(text, words, block.location, lines)
    if isinstance(passage, Prose):
        for name in ("title", "standfirst", "subject"):
            yield from check_term_text(getattr(passage.front, name), words, front_place(passage, places, name), (), exactly)
        for number, word in enumerate(passage.front.keywords):
            yield from check_term_text(word, words, front_place(passage, places, "keywords", number), (), exactly)


def check_term_text(
    text: str, words: Wordlist, place: Location, lines: tuple[str, ...], exactly: Exactly = at_its_start
) -> Iterator[Diagnostic]:
    """One text; `lines` and `exactly` as for `check_text` of wording."""
    for found, offset, rule in forbidden_in(text, words):
        told = f"expected \"{rule.approved}\", found \"{found}\""
        where = within(place, lines, text, offset) if lines else exactly(place, offset)
        yield Diagnostic("T011", where, told, rule.reason)


def check_glossary(terms: Mapping[str, Term], places: Places) -> Iterator[Diagnostic]:
    """Words that the glossary both asks for and forbids in one language, or forbids twice."""
    seen: dict[tuple[str, str], str] = {}
    approved = {(tag, text.lower()): key for key, term in terms.items() for tag, text in term.approved.entries}
    for key, tag, path, word in _forbidden_words(terms):
        wanted, twice = approved.get((tag, word)), seen.setdefault((tag, word), key)
        if wanted or twice != key:
            other = f"approved by \"{wanted}\"" if wanted else f"forbidden by \"{twice}\" too"
            told = f"expected a word that is only forbidden here, found \"{word}\" {other}"
            yield Diagnostic("T012", places.of("glossary", key, "forbidden", tag, *path), told, "decide between the two terms")


def _forbidden_words(terms: Mapping[str, Term]) -> Iterator[tuple[str, str, Path, str]]:
    """Each forbidden word in small letters, with its term, its locale and its path below them."""
    for key, term in terms.items():
        for tag, variants in term.forbidden.items():
            for number, variant in enumerate(variants):
                for n, word in enumerate(variant.words):
                    yield key, tag, (number, "words", n), word.lower()
