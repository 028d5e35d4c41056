"""PO files of a translator: their entries, written and read by way of Babel, with the line of each translation."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

_STRING = r"\"(?:[^\"\\]|\\.)*\""
# Of lines without the spaces around them: an expression that allowed spaces in two places would take for ever over many.
_LINE = re.compile(rf"(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s+)?{_STRING})?", re.DOTALL)
_PART = re.compile(r"(?P<name>msgctxt|msgid|msgstr)\s+\"(?P<text>.*)\"")
_MORE = re.compile(r"\"(?P<text>.*)\"")


@dataclass(frozen=True, slots=True)
class PoEntry:
    """A message with its context; `notes` are for the translator, `origin` file and line, `line` that of the msgstr."""

    context: str
    source: str
    target: str
    notes: tuple[str, ...]
    fuzzy: bool = False
    previous: str = ""
    origin: tuple[str, int] = ("", 0)
    line: int = 0


class NotAPo(ValueError):
    """A text that is no PO file; `line` is where it cannot be read, from 1."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def written_po(header: Mapping[str, str], entries: Sequence[PoEntry]) -> str:
    """A PO file; equal entries give equal bytes, because no day is written into it."""
    catalog = Catalog()
    for entry in entries:
        catalog.add(
            entry.source, entry.target, locations=[entry.origin], flags=["fuzzy"] if entry.fuzzy else [],
            auto_comments=list(entry.notes), previous_id=entry.previous, context=entry.context,
        )
    body = io.BytesIO()
    write_po(body, catalog, width=0, omit_header=True, include_previous=True)
    head = "".join(f"\"{name}: {value}\\n\"\n" for name, value in header.items())
    return f"msgid \"\"\nmsgstr \"\"\n{head}\n{body.getvalue().decode().strip()}\n"


def read_entries(text: str) -> tuple[Mapping[str, str], tuple[PoEntry, ...]]:
    """The header and the entries of a PO file, those with a context, in their order; the same one twice is told twice.

    Raises:
        NotAPo: at the first line that is no PO, or that Babel cannot read.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if not _LINE.fullmatch(line.strip()):
            raise NotAPo(number, f"expected a line of a PO file, found \"{line.strip()[:60]}\"")
    try:
        catalog = read_po([f"{line}\n" for line in lines], abort_invalid=True)
    except (PoFileError, ValueError, LookupError, TypeError) as error:
        raise NotAPo(getattr(error, "lineno", None) or 1, f"expected a PO file; {error}") from None
    messages = {(message.context or "", message.id): message for message in catalog if message.id}
    entries = []
    for context, source, at in _lines(lines):
        message = messages.get((context, source))
        if message is None and source:
            raise NotAPo(at, f"expected a message that can be read, found \"{source[:60]}\"")
        if context and message is not None:
            previous = message.previous_id[0] if message.previous_id else ""
            entries.append(PoEntry(context, source, str(message.string or ""), tuple(message.auto_comments),
                                   message.fuzzy, previous, line=at))
    return {name: value for name, value in catalog.mime_headers if f"{name}:" in text}, tuple(entries)


def _lines(lines: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Context, source and the line of the translation of each message, as they stand in the file."""
    parts: dict[str, str] = {}
    name, at = "", 0
    for number, line in enumerate((line.strip() for line in (*lines, "")), 1):
        if match := _PART.fullmatch(line):
            if name == "msgstr":
                yield parts.get("msgctxt", ""), parts.get("msgid", ""), at
                parts = {}
            name, at = match["name"], number
            parts[name] = _typed(match["text"])
        elif name and (match := _MORE.fullmatch(line)):
            parts[name] += _typed(match["text"])
        elif name == "msgstr":
            yield parts.get("msgctxt", ""), parts.get("msgid", ""), at
            parts, name = {}, ""


def _typed(text: str) -> str:
    marks = {"n": "\n", "t": "\t", "r": "\r"}
    return re.sub(r"\\(.)", lambda match: marks.get(match[1], match[1]), text)
