"""Entry: one source of an export in the fields of our records, each with its place."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.diagnostics import Diagnostic, Location
from briefgen.model.period import parse_event_date

LONGEST_TEXT = 2_000
"""Characters of a title or a name; what is longer is an abstract, and is left out."""
MOST_NAMES = 200
_UNSEEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f"
                     "\ue000-\uf8ff\ufeff\ufff0-\uffff\ud800-\udfff]")


class NotAnExport(ValueError):
    """A file that cannot be read as the format that it seems to be; carries where and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Entry:
    """A source of an export: its key there, our fields as `sources.yaml` spells them but for the title's locales.

    `language` is what the export says of the title's language, `left_out` the fields that our records do not have.
    """

    key: str
    place: Location
    data: Mapping[str, Any]
    language: str
    left_out: tuple[str, ...]


class Text:
    """The text of a file, with the line and column of each of its characters."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> Location:
        """Where a character stands."""
        line = bisect_right(self._lines, offset)
        return Location(self.file, line, offset - self._lines[line - 1] + 1)

    def unreadable(self, offset: int, message: str, hint: str = "export the sources again") -> NotAnExport:
        """What is wrong with the file at a character."""
        return NotAnExport(Diagnostic("E025", self.place(offset), message, hint))


def tidy(text: str) -> str:
    """A text without what nobody sees, in composed characters and single spaces."""
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", text)).split())


def wrong(place: Location, message: str, hint: str) -> Diagnostic:
    """Something in an entry that cannot be imported."""
    return Diagnostic("E026", place, message, hint)


def date_of(text: str, place: Location) -> tuple[str, tuple[Diagnostic, ...]]:
    """A date as it is, or what is wrong with it."""
    try:
        return str(parse_event_date(text)), ()
    except ValueError as error:
        return "", (wrong(place, str(error), "mend the date in the reference manager"),)
