"""Unison: one line for several languages, in which what all of them say stands once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from briefgen.compose.setting import held_spaces

_ENDS = re.compile(r"(?<=[,;.])(?<!&amp;)(?<!&lt;)(?<!&gt;)(?<!&#34;)(?<!&#39;)\s+(?![^<]*</(?:i|a|cite|span)>)")
"""Where a part of a line ends: at punctuation, but not within a title or a link."""
_OWN = re.compile(r' (?:id|href|title|lang|class)="[^"]*"')
_LAST = re.compile(r"(?<!\bn\.d)(?<!\bs\.f)[,;.]$")
"""The punctuation at the end of a part; that of an abbreviation stays."""


def in_unison(lines: Sequence[Markup], tags: Sequence[str]) -> Markup:
    """The lines of several languages as one: a part that all have in the same words once, another in each, with a stroke
    between them. What is not in the first language is marked with its own.

    Lines that have not as many parts as the first are given whole, one after another.
    """
    if all(alike(line, lines[0]) for line in lines):
        return held_spaces(lines[0])
    parts = [_ENDS.split(str(line)) for line in lines]
    if len({len(one) for one in parts}) > 1:
        parts = [[str(line)] for line in lines]
    columns = list(zip(*parts, strict=True))
    made = []
    for same, group in groupby(columns, key=lambda column: all(alike(one, column[0]) for one in column)):
        found = list(group)
        made.append(" ".join(column[0] for column in found) if same else _beside(found, tags))
    return held_spaces(Markup(" ".join(made)))


def alike(one: str, other: str) -> bool:
    """Whether two pieces of HTML say the same, whatever their ids and links."""
    return _OWN.sub("", str(one)) == _OWN.sub("", str(other))


def _beside(columns: list[tuple[str, ...]], tags: Sequence[str]) -> str:
    """Parts that differ: those of the first language, then those of the others, each without the last punctuation."""
    said = [" ".join(column[number] for column in columns) for number in range(len(tags))]
    ends = [_LAST.search(text) for text in said]
    end = ends[-1][0] if ends[-1] else ""
    bare = [_LAST.sub("", text) for text in said]
    others = (f'<span class="other" lang="{tag}">{text}</span>' for tag, text in zip(tags[1:], bare[1:], strict=True))
    return ' <span class="stroke">/</span> '.join((bare[0], *others)) + end
