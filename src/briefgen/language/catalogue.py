"""Catalogue: the messages of a locale, read from gettext's PO format with symbolic msgids."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

from briefgen.language.messages import MESSAGES, PLACEHOLDERS, PLURALS
from briefgen.language.patterns import placeholders
from briefgen.language.rules import LocaleError
from briefgen.model.record import Table

__all__ = ["MESSAGES", "Catalogue", "MissingMessage", "parse_catalogue"]


class MissingMessage(KeyError):
    """A msgid that the catalogue does not have, or that was called without one of its values."""


@dataclass(frozen=True)
class Catalogue:
    """Messages by msgid, each with its forms: one, or as many as the language has plurals."""

    tag: str
    forms: Table[tuple[str, ...]]
    plural_rule: str

    def message(self, msgid: str, **values: str) -> str:
        """The message, with its placeholders filled.

        Raises:
            MissingMessage: if there is none, if it is a plural, or if a value is not given.
        """
        forms = self._forms(msgid)
        if msgid in PLURALS:
            raise MissingMessage(f"{self.tag}: message \"{msgid}\" needs a number")
        return self._filled(msgid, forms[0], values)

    def plural(self, msgid: str, n: int, digits: str, **values: str) -> str:
        """The message in the form that `n` takes; `digits` is how n prints, as `{n}`.

        Raises:
            MissingMessage: if there is none, if it is no plural, or if a value is not given.
        """
        forms = self._forms(msgid)
        if msgid not in PLURALS:
            raise MissingMessage(f"{self.tag}: message \"{msgid}\" takes no number")
        return self._filled(msgid, forms[plural_function(self.plural_rule)(n)], {**values, "n": digits})

    def _forms(self, msgid: str) -> tuple[str, ...]:
        if msgid not in self.forms:
            raise MissingMessage(f"{self.tag}: no message \"{msgid}\"")
        return self.forms[msgid]

    def _filled(self, msgid: str, text: str, values: dict[str, str]) -> str:
        try:
            return text.format_map(values)
        except KeyError as error:
            raise MissingMessage(f"{self.tag}: message \"{msgid}\" was not given {error}") from None


@lru_cache(maxsize=32)
def plural_function(rule: str) -> Callable[[int], int]:
    """The function of a Plural-Forms expression, by the standard library's reader of them."""
    return gettext.c2py(rule)


MOST_PLURALS = 6
"""No language has more; a form is made for each before anything is read."""
_PLURALS = re.compile(r"nplurals\s*=\s*([0-9]+)")


def parse_catalogue(tag: str, text: str) -> Catalogue:
    """Reads a catalogue.

    Raises:
        LocaleError: naming every message that is missing, empty, fuzzy, given twice, unknown, or whose placeholders are
            not those that the code fills.
    """
    if unread := _unread_lines(text):
        raise LocaleError(f"{tag}.po: not a catalogue: {'; '.join(unread)}")
    if (plurals := _PLURALS.search(text)) and int(plurals[1][:9]) > MOST_PLURALS:
        raise LocaleError(f"{tag}.po: expected at most {MOST_PLURALS} plural forms, found {plurals[1][:9]}")
    try:
        found = read_po(text.splitlines(keepends=True), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise LocaleError(f"{tag}.po: not a catalogue: {error}") from None
    if "plural-forms" not in {name.lower() for name, _ in found.mime_headers} or "Plural-Forms" not in text:
        raise LocaleError(f"{tag}.po: missing header Plural-Forms")
    messages = {_msgid(message): message for message in found if message.id}
    faults = [*_twice(text), *_absent(messages), *_unfit(messages, found.num_plurals)]
    if faults:
        raise LocaleError(f"{tag}.po: {'; '.join(faults)}")
    forms = {msgid: _strings(message) for msgid, message in messages.items()}
    return Catalogue(tag, Table(forms), found.plural_expr)


def _msgid(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> tuple[str, ...]:
    """Its forms; Babel wraps nothing, but gives an untranslated plural as empty texts."""
    strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
    return tuple(text or "" for text in strings)


_LINE = re.compile(r"#.*|\s*|(?:(?:msgid|msgid_plural|msgstr|msgstr\[\d\])\s+)?\"(?:[^\"\\]|\\.)*\"\s*")


def _unread_lines(text: str) -> tuple[str, ...]:
    """Lines that are no PO; of a text without its closing quote Babel drops the last letter and says nothing."""
    lines = enumerate(text.splitlines(), start=1)
    return tuple(f"line {number}: {line}" for number, line in lines if not _LINE.fullmatch(line))


def _twice(text: str) -> Iterator[str]:
    """Babel keeps the last of two messages with one msgid and says nothing."""
    counted = Counter(re.findall(r"^msgid \"(.+)\"", text, flags=re.MULTILINE))
    yield from (f"message {msgid} is given twice" for msgid, times in counted.items() if times > 1)


def _absent(messages: dict[str, Message]) -> Iterator[str]:
    yield from (f"missing message {msgid}" for msgid in sorted(MESSAGES - messages.keys()))
    yield from (f"unknown message {msgid}" for msgid in sorted(messages.keys() - MESSAGES))


def _unfit(messages: dict[str, Message], plurals: int) -> Iterator[str]:
    for msgid, message in messages.items():
        strings = _strings(message)
        if msgid not in MESSAGES:
            continue
        if len(strings) != (plurals if msgid in PLURALS else 1):
            yield f"message {msgid}: expected {plurals if msgid in PLURALS else 1} forms, found {len(strings)}"
        if not all(text.strip() for text in strings):
            yield f"empty message {msgid}"
        elif message.fuzzy:
            yield f"message {msgid} is marked fuzzy"
        else:
            yield from _misfilled(msgid, strings)


def _misfilled(msgid: str, strings: tuple[str, ...]) -> Iterator[str]:
    """A plural's form may leave out its number ("one page"), no message anything else."""
    expected = PLACEHOLDERS[msgid]
    for text in strings:
        try:
            found = placeholders(text)
        except ValueError as error:
            yield f"message {msgid}: {error}"
            continue
        if found | (expected & {"n"}) != expected:
            names = ", ".join(f"{{{name}}}" for name in sorted(expected)) or "no braces"
            yield f"message {msgid}: expected {names}, found \"{text}\""
