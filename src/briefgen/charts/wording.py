"""Wording: a text of a chart in one language or in two; one that both say alike is printed once.

A text in two languages is one string, first language first, with a line feed between the two; no text of one language
has a line feed. So it goes through a chart's arithmetic as a text of one language does, until it is broken into lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

Setting = TypeVar("Setting")

BETWEEN = "\n"
LONG_DASH = "\u2013"


class Aside(str):
    """A line of the second language, which is set in italics."""

    __slots__ = ()


def worded(texts: Sequence[str]) -> str:
    """The texts of one thing in each language as one text; once where they differ in nothing but spaces and dashes."""
    return texts[0] if len({"".join(text.split()).replace(LONG_DASH, "-") for text in texts}) == 1 else BETWEEN.join(texts)


def wordings(text: str) -> tuple[str, ...]:
    """A text in each of its languages: one text, or two."""
    return tuple(text.split(BETWEEN))


def wording(text: str, language: int) -> str:
    """A text in the language of that number; the text itself if both languages say it alike."""
    found = wordings(text)
    return found[min(language, len(found) - 1)]


def lines_of(text: str) -> tuple[str, ...]:
    """A text that is not broken further: a line for each language in which it differs."""
    if isinstance(text, Aside):
        return (text,)
    first, *others = wordings(text)
    return (first, *(Aside(other) for other in others))


def listed(separator: str, texts: Iterable[str]) -> str:
    """Texts joined into one, language by language."""
    gathered = tuple(texts)
    most = max((len(wordings(text)) for text in gathered), default=1)
    return worded([separator.join(wording(text, language) for text in gathered) for language in range(most)])


def told(parts: Sequence[tuple[tuple[str, ...], Setting]]) -> tuple[tuple[tuple[str, ...], Setting], ...]:
    """Lines with what they are set in, such as a value and its label: all of the first language, then those of the second."""
    firsts = [(tuple(line for line in lines if not isinstance(line, Aside)), setting) for lines, setting in parts]
    asides = [(tuple(line for line in lines if isinstance(line, Aside)), setting) for lines, setting in parts]
    return tuple((lines, setting) for lines, setting in (*firsts, *asides) if lines)
