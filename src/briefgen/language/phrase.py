"""Phrase: a printed number in three parts, what stands before the digits, the digits, and what stands after them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A number being written; patterns are laid around it from the inside out."""

    before: str
    digits: str
    after: str

    def within(self, pattern: str, **words: str) -> Phrase:
        """The phrase at the place of `{number}` in a pattern, whose other placeholders are filled."""
        left, _, right = pattern.partition("{number}")
        return Phrase(left.format_map(words) + self.before, self.digits, self.after + right.format_map(words))

    def signed(self, minus: str) -> Phrase:
        """The phrase of a negative number."""
        return Phrase(minus + self.before, self.digits, self.after)

    def __str__(self) -> str:
        return self.before + self.digits + self.after


def contracted(text: str, contractions: Mapping[str, str]) -> str:
    """The text with words joined as the language joins them where a pattern brought them together (a el: al)."""
    for apart, joined in contractions.items():
        text = re.sub(rf"(?<!\w){re.escape(apart)}(?!\w)", joined, text)
    return text


def bare(text: str) -> Phrase:
    """A phrase of nothing but digits, or of the word that stands for them."""
    return Phrase("", text, "")
