"""Scalars: where in a YAML file a character of a text stands, through its quotes, its escapes and its folded lines.

Nothing is read a second time unless there is a mistake to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.diagnostics import Location

_BREAK = re.compile(r"[ \t]*\n(?:[ \t]*\n)*[ \t]*")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_JOINED = re.compile(r"\\\n[ \t]*")
_HEADER = re.compile(r"[|>][-+]?([1-9]?)[^\n]*\n")
_FIRST_LINE = re.compile(r"(?:[ \t]*\n)*( *)")
_EMPTY_LINE = re.compile(r"[ ]*\n")
_OUTER = re.compile(r" *(?:- +(?![|>]))*")
"""What stands before the key of a block text."""


@dataclass(frozen=True, slots=True)
class Files:
    """The project's files, by path, in which exact places are looked up."""

    content: Mapping[str, bytes]

    def within(self, start: Location, offset: int) -> Location:
        """The place of a text's character, from 0, where the text's YAML begins at `start`; `start` if it is not there."""
        source = self.content.get(start.file, b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")
        lines = source.split("\n")
        if not 0 < start.line <= len(lines):
            return start
        begin = sum(len(line) + 1 for line in lines[:start.line - 1]) + start.column - 1
        for number, place in enumerate(_places(source, begin)):
            if number == offset:
                before = source[:place]
                return Location(start.file, before.count("\n") + 1, place - before.rfind("\n"))
        return start


def _places(source: str, begin: int) -> Iterator[int]:
    """The place in the source of each character of the text that begins there, as YAML reads it."""
    style = source[begin:begin + 1]
    if style in ("|", ">"):
        return _block(source, begin, style)
    if style in ("'", '"'):
        return _flow(source, begin + 1, style)
    return _flow(source, begin, "")


def _flow(source: str, at: int, quote: str) -> Iterator[int]:
    """A plain or quoted text: one end of line is a space, more are one less; a quote is doubled or escaped.

    A plain text is not ended here: the offsets that are asked for lie within it.
    """
    while at < len(source):
        if quote == '"' and (joined := _JOINED.match(source, at)):
            at = joined.end()
        elif quote == '"' and (escape := _ESCAPE.match(source, at)):
            yield at
            at = escape.end()
        elif ending := _BREAK.match(source, at):
            yield from [at] * max(1, ending[0].count("\n") - 1)
            at = ending.end()
        elif quote and source.startswith(quote, at):
            if quote == '"' or not source.startswith("''", at):
                return
            yield at
            at += 2
        else:
            yield at
            at += 1


def _block(source: str, begin: int, style: str) -> Iterator[int]:
    """A block text, line by line, without the indent of its first line; in a folded one, an end of line may be a space."""
    header = _HEADER.match(source, begin)
    at = header.end() if header else len(source)
    indent = _indent(source, begin, at, header[1] if header else "")
    while at < len(source):
        ended = source.find("\n", at)
        end = len(source) if ended < 0 else ended
        yield from range(min(at + indent, end), end)
        at, blank = end + 1, 0
        while style == ">" and (empty := _EMPTY_LINE.match(source, at)):
            at, blank = empty.end(), blank + 1
        deeper = source[at + indent:at + indent + 1] in (" ", "\t")
        yield from [end] * (blank + 1 if deeper else blank or 1)


def _indent(source: str, begin: int, at: int, told: str) -> int:
    """How many spaces each line of a block text begins with: as its header says, or as many as its first line has."""
    if told:
        outer = _OUTER.match(source, source.rfind("\n", 0, begin) + 1)
        return int(told) + (len(outer[0]) if outer else 0)
    first = _FIRST_LINE.match(source, at)
    return len(first[1]) if first else 0
