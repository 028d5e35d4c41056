"""Collation: the order of words in a locale: letters first, then accents, then capitals; punctuation does not count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from briefgen.language.locale import Locale
from briefgen.language.rules import CollationRules

SortKey = tuple[tuple[tuple[str, int], ...], str, str]


def sort_key(text: str, locale: Locale) -> SortKey:
    """A key by which `sorted` orders texts: in Spanish ñ is a letter after n, in English it sorts as n."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(_letters(composed, locale.rules.collation)), composed.casefold(), composed.swapcase()


def _letters(text: str, rules: CollationRules) -> Iterator[tuple[str, int]]:
    for letter in text.casefold():
        if letter in rules.after:
            yield rules.after[letter], 1
            continue
        for plain in rules.expand.get(letter) or unicodedata.normalize("NFD", letter):
            if plain.isalnum() or plain.isspace():
                yield " " if plain.isspace() else plain, 0
