"""Characters that cannot be told apart on a screen, by name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

NO_BREAK_SPACE = "\u00a0"
NARROW_NO_BREAK_SPACE = "\u202f"
APOSTROPHE = "\u2019"
EN_DASH = "\u2013"
MINUS = "\u2212"
HYPHEN = "-"
SPACES = f" {NO_BREAK_SPACE}{NARROW_NO_BREAK_SPACE}"


def plainly_spaced(text: str) -> str:
    """The text, as long as it was, with a plain space for each no-break space and each end of a line.

    An expression that need not allow for the others is made, and finds, in a fraction of the time.
    """
    return text.replace(NO_BREAK_SPACE, " ").replace(NARROW_NO_BREAK_SPACE, " ").replace("\n", " ")


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def words_in(text: str) -> frozenset[str]:
    """The words of a text, however they are cased."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=64)
def first_words(phrases: tuple[str, ...]) -> frozenset[str] | None:
    """The first word of each phrase; None if one of them begins with something else, so that its words tell nothing."""
    found = [_WORD.match(phrase.casefold()) for phrase in phrases]
    return None if None in found else frozenset(match[0] for match in found if match)


def may_hold(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text may hold one of some phrases as whole words: it has the first word of one.

    Nearly no text has, and to look for that takes a tenth of the time of looking for each phrase at each letter.
    """
    firsts = first_words(phrases)
    return firsts is None or not firsts.isdisjoint(words_in(text))


def beginning_of(words: Iterable[str]) -> str:
    """A lookahead for the first letters of some words; before a long list of them it spares trying each at every place.

    Nothing where a word begins with a space, which a text may have in another form.
    """
    letters = sorted({word[:1] for word in words})
    spaced = any(not one or one.isspace() for one in letters)
    return "" if spaced or not letters else f"(?=[{''.join(map(re.escape, letters))}])"
