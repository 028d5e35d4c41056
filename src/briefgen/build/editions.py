"""Editions: which numbers differ between two builds, on which pages, and which sentences hang on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from briefgen.build.appearances import FACTS, Appearance, appearances, documents
from briefgen.build.check import Checked
from briefgen.build.lineage import users_of
from briefgen.build.mentions import Told, told_of


class Fate(StrEnum):
    """What became of a number from one build to the next."""

    CHANGED = "changed"
    APPEARED = "appeared"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that differs, such as `value`: what it was and what it is."""

    fact: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A number in one document and locale: on which pages and in which words, each once, before and after."""

    document: str
    locale: str
    old_pages: tuple[int, ...]
    new_pages: tuple[int, ...]
    old_words: tuple[str, ...]
    new_words: tuple[str, ...]
    exhibits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hanging:
    """A sentence that prints a changed number, or a finding derived from it (`through`; empty: the number itself)."""

    told: Told
    through: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that differs: its facts, the documents that print it, and the sentences that hang on it."""

    reference: str
    fate: Fate
    changes: tuple[Change, ...]
    leaves: tuple[Leaf, ...]
    sentences: tuple[Hanging, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two builds side by side: the days that they speak of, documents that only one of them has, numbers that differ."""

    old_as_of: str
    new_as_of: str
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    differences: tuple[Difference, ...]

    def count(self, fate: Fate) -> int:
        """How many numbers met one fate."""
        return sum(one.fate is fate for one in self.differences)


def compared(old: Mapping[str, Any], new: Mapping[str, Any], checked: Checked | None) -> Comparison:
    """What differs between two manifests; without a checked project no sentences are told.

    Raises:
        UsageError: if one of them does not have the form that its format promises.
    """
    found = tuple(_differing(_by_reference(appearances(old)), _by_reference(appearances(new))))
    first, second = documents(old), documents(new)
    return Comparison(
        str(old.get("as_of", "")), str(new.get("as_of", "")), tuple(name for name in second if name not in first),
        tuple(name for name in first if name not in second), tuple(_with_sentences(found, checked, new)) if checked else found,
    )


_Rows = tuple[Appearance, ...]


def _differing(before: Mapping[str, _Rows], after: Mapping[str, _Rows]) -> Iterator[Difference]:
    """The numbers that differ: observations, whose references have a period, before the findings that follow from them."""
    for reference in sorted({*before, *after}, key=lambda one: ("@" not in one, one)):
        one, other = before.get(reference, ()), after.get(reference, ())
        changes, leaves = tuple(_changes(one, other)), tuple(_leaves(one, other))
        if changes or any(leaf.old_words != leaf.new_words for leaf in leaves):
            fate = Fate.CHANGED if one and other else Fate.APPEARED if other else Fate.VANISHED
            yield Difference(reference, fate, changes, leaves, ())


def _by_reference(printed: Iterable[Appearance]) -> dict[str, _Rows]:
    found: dict[str, list[Appearance]] = {}
    for one in printed:
        found.setdefault(one.reference, []).append(one)
    return {reference: tuple(rows) for reference, rows in found.items()}


def _changes(old: _Rows, new: _Rows) -> Iterator[Change]:
    """The facts that differ in a document that both builds have, or, if they share none, at all; each once."""
    before, after = ({one.document: one.facts for one in rows} for rows in (old, new))
    shared = [(before[name], after[name]) for name in before if name in after]
    pairs = shared or [(facts, other) for facts in list(before.values())[:1] for other in list(after.values())[:1]]
    found = dict.fromkeys(
        Change(fact, facts[fact], other[fact])
        for fact in FACTS for facts, other in pairs if fact in facts and fact in other and facts[fact] != other[fact]
    )
    yield from found


def _leaves(old: _Rows, new: _Rows) -> Iterator[Leaf]:
    for document, locale in dict.fromkeys((one.document, one.locale) for one in (*old, *new)):
        before, after = ([one for one in rows if (one.document, one.locale) == (document, locale)] for rows in (old, new))
        exhibits = dict.fromkeys(one.exhibit for one in (*before, *after) if one.exhibit)
        yield Leaf(document, locale, _pages(before), _pages(after), _words(before), _words(after), tuple(exhibits))


def _pages(rows: list[Appearance]) -> tuple[int, ...]:
    return tuple(sorted({one.page for one in rows}))


def _words(rows: list[Appearance]) -> tuple[str, ...]:
    """The different words in which a document prints a number, in an order of their own: what moves is no change."""
    return tuple(sorted({" ".join(one.words.split()) for one in rows}))


def _with_sentences(found: tuple[Difference, ...], checked: Checked, manifest: Mapping[str, Any]) -> Iterator[Difference]:
    """The same with sentences of the project as it is: those that print the number, then those of what is derived from it.

    A sentence that does both, or that prints two of them, hangs there once.
    """
    users = {one.reference: tuple(users_of(one.reference, checked)) for one in found}
    wanted = frozenset(key for reference, derived in users.items() for key in (reference, *derived))
    told = told_of(wanted, checked, manifest) if found else ()
    for one in found:
        hanging: dict[tuple[str, int, str], Hanging] = {}
        for reference, through in ((one.reference, ""), *((user, user) for user in users[one.reference])):
            for sentence in told:
                if sentence.reference == reference:
                    key = (sentence.place.file, sentence.place.line, sentence.sentence)
                    hanging.setdefault(key, Hanging(sentence, through))
        yield replace(one, sentences=tuple(hanging.values()))
