"""CSL-JSON: what Zotero and others export, read with the place of every value; numbers stay texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.diagnostics import Diagnostic, Location, nearest
from briefgen.model.source import SourceType
from briefgen.references.entry import LONGEST_TEXT, MOST_NAMES, Entry, NotAnExport, Text, date_of, tidy, wrong

DEEPEST = 12
TEXTS: Mapping[str, str] = {
    "title": "title", "container-title": "container-title", "edition": "edition", "volume": "volume", "issue": "issue",
    "number": "number", "page": "page", "publisher": "publisher", "publisher-place": "publisher-place", "version": "release",
    "DOI": "DOI", "URL": "URL",
}
"""Our field of each text of CSL."""
NAMES, DATES = ("author", "editor"), ("issued", "accessed")
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
_SILENT = frozenset({"id", "type", "language", "citation-key", "title-short", "shortTitle"})
_ALIKE = {
    "post": "webpage", "post-weblog": "webpage", "regulation": "legislation", "pamphlet": "document",
    "standard": "document", "entry": "chapter", "entry-encyclopedia": "chapter", "entry-dictionary": "chapter",
    "periodical": "document",
}
_TOKEN = re.compile(r'[ \t\r\n]*(?:(?P<text>"[^"\\]*(?:\\.[^"\\]*)*")|(?P<mark>[\[\]{},:])|(?P<plain>[-+.\w]+))', re.DOTALL)
_RICH = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?: [^<>]{0,80})?>", re.IGNORECASE)


def read_csl_json(file: str, content: str) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """The entries of an export, and what is wrong with those that cannot be imported.

    Raises:
        NotAnExport: if the file is not JSON, or no list of sources.
    """
    text = Text(file, content)
    values = _Values(text)
    data = values.read()
    path: tuple[str | int, ...] = ()
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        data, path = data["items"], ("items",)
    if not isinstance(data, list):
        raise text.unreadable(0, "expected a list of sources, found something else", "export the sources as CSL JSON")
    entries, problems = [], []
    for number, one in enumerate(data):
        place = values.places[(*path, number)]
        if not isinstance(one, dict):
            problems.append(wrong(place, "expected a source with its fields, found something else", "export the sources again"))
            continue
        read = _Reading(one, {key: values.places[(*path, number, key)] for key in one}, place)
        entry = read.entry()
        problems += read.problems
        entries += [entry] if not read.problems else []
    return tuple(entries), tuple(problems)


class _Values:
    """Reads JSON, with the place of each value by its path."""

    def __init__(self, text: Text) -> None:
        self.text, self.at = text, 0
        self.places: dict[tuple[str | int, ...], Location] = {}

    def read(self) -> Any:
        value = self._value(self._next(), ())
        if self.text.text[self.at:].strip():
            raise self._wrong("expected the end of the file, found more")
        return value

    def _wrong(self, message: str) -> NotAnExport:
        rest = self.text.text[self.at:self.at + 1_000]
        return self.text.unreadable(self.at + len(rest) - len(rest.lstrip()), message)

    def _next(self) -> re.Match[str]:
        match = _TOKEN.match(self.text.text, self.at)
        if match is None:
            raise self._wrong("expected JSON, found something else")
        self.start, self.at = match.start(match.lastgroup or 0), match.end()
        return match

    def _value(self, token: re.Match[str], path: tuple[str | int, ...]) -> Any:
        self.places[path] = self.text.place(self.start)
        if len(path) > DEEPEST:
            raise self.text.unreadable(self.start, f"expected at most {DEEPEST} levels")
        if token["text"]:
            return self._string(token["text"])
        if token["plain"]:
            return self._plain(token["plain"])
        if token["mark"] == "[":
            return self._list(path)
        if token["mark"] == "{":
            return self._mapping(path)
        raise self.text.unreadable(self.start, f"expected a value, found \"{token['mark']}\"")

    def _plain(self, word: str) -> str | None:
        if not re.fullmatch(r"null|true|false|-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", word, re.ASCII):
            raise self.text.unreadable(self.start, f"expected a value, found \"{word[:40]}\"")
        return None if word == "null" else word

    def _string(self, token: str) -> str:
        try:
            return str(json.loads(token, strict=False))
        except ValueError as error:
            raise self.text.unreadable(self.start, f"expected a text of JSON: {str(error).partition(':')[0].lower()}") from None

    def _list(self, path: tuple[str | int, ...]) -> list[Any]:
        rows: list[Any] = []
        token = self._next()
        while token["mark"] != "]":
            rows.append(self._value(token, (*path, len(rows))))
            token = self._next()
            if token["mark"] == ",":
                token = self._next()
            elif token["mark"] != "]":
                raise self.text.unreadable(self.start, "expected \",\" or \"]\" after a value, found something else")
        return rows

    def _mapping(self, path: tuple[str | int, ...]) -> dict[str, Any]:
        rows: dict[str, Any] = {}
        token = self._next()
        while token["mark"] != "}":
            at = self.start
            key = self._string(token["text"]) if token["text"] else None
            if key is None or self._next()["mark"] != ":":
                raise self.text.unreadable(at, "expected a name and a colon, found something else")
            if key in rows:
                raise self.text.unreadable(at, f"expected each field once, found \"{key[:40]}\" again")
            rows[key] = self._value(self._next(), (*path, key))
            token = self._next()
            if token["mark"] == ",":
                token = self._next()
            elif token["mark"] != "}":
                raise self.text.unreadable(self.start, "expected \",\" or \"}\" after a value, found something else")
        return rows


class _Reading:
    """One source being read."""

    def __init__(self, data: Mapping[str, Any], places: Mapping[str, Location], place: Location) -> None:
        self.data, self.places, self.place = data, places, place
        self.problems: list[Diagnostic] = []

    def entry(self) -> Entry:
        ours: dict[str, Any] = {"type": self._type()}
        ours |= {field: text for name, field in TEXTS.items() if (text := self._text(name))}
        ours |= {name: names for name in NAMES if (names := tuple(self._names(name)))}
        ours |= {name: date for name in DATES if (date := self._date(name))}
        if "title" not in ours and not self.problems:
            self.problems.append(wrong(self.place, "expected a title, found none", "give it one in the reference manager"))
        known = {*TEXTS, *NAMES, *DATES, *_SILENT}
        key, language = self.data.get("citation-key") or self.data.get("id"), self.data.get("language")
        return Entry(str(key or "")[:200], self.place, ours, str(language or ""),
                     tuple(str(name)[:40] for name in self.data if name not in known))

    def _wrong(self, name: str, message: str, hint: str = "mend it in the reference manager") -> None:
        self.problems.append(wrong(self.places.get(name, self.place), message, hint))

    def _type(self) -> str:
        found = str(self.data.get("type") or "")[:60]
        kind = _ALIKE.get(found, found)
        if kind not in tuple(SourceType):
            self._wrong("type", f"expected a type that a brief cites, found \"{found}\"", nearest(found, list(SourceType)))
        return kind

    def _text(self, name: str) -> str:
        value = self.data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._wrong(name, f"expected a text for \"{name}\", found something else")
            return ""
        if len(value) > LONGEST_TEXT:
            self._wrong(name, f"expected at most {LONGEST_TEXT} characters, found {len(value)}")
            return ""
        return tidy(_RICH.sub("", value))

    def _names(self, role: str) -> Iterator[dict[str, str]]:
        names = self.data.get(role)
        if names is None:
            return
        if not isinstance(names, list) or not all(isinstance(one, dict) for one in names) or len(names) > MOST_NAMES:
            self._wrong(role, f"expected a list of at most {MOST_NAMES} names, found something else")
            return
        for one in names:
            texts = {key: tidy(one[key]) for key in (*_NAME_PARTS, "literal") if isinstance(one.get(key), str)}
            parts = {key: text for key, text in texts.items() if text}
            if any(len(part) > LONGEST_TEXT for part in parts.values()) or not (parts.get("family") or parts.get("literal")):
                self._wrong(role, "expected a name with family or literal, found none")
                return
            yield {"literal": parts["literal"]} if "literal" in parts else parts

    def _date(self, name: str) -> str:
        value = self.data.get(name)
        if value is None:
            return ""
        text = _date_text(value) if isinstance(value, dict) else None
        if text is None:
            self._wrong(name, f"expected a date for \"{name}\", found something else")
            return ""
        date, problems = date_of(text, self.places[name])
        self.problems += problems
        return date


def _date_text(value: Mapping[str, Any]) -> str | None:
    """A date of CSL in our notation; None if it is none, or one that is uncertain."""
    if value.get("circa") not in (None, "false", "0", ""):
        return None
    parts, season = value.get("date-parts"), value.get("season")
    if parts is None:
        found = value.get("raw") or value.get("literal")
        return found[:40] if isinstance(found, str) else None
    if not isinstance(parts, list) or not 1 <= len(parts) <= 2:
        return None
    texts = [_day_text(one) for one in parts]
    if season is not None:
        return f"{texts[0]}-2{season}" if season in ("1", "2", "3", "4") and len(parts) == 1 == len(parts[0]) else None
    return None if None in texts else "/".join(map(str, texts))


def _day_text(parts: Any) -> str | None:
    if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
        return None
    if not all(isinstance(part, str) and re.fullmatch("[0-9]{1,4}", part) for part in parts):
        return None
    return "-".join(f"{int(part):0{2 if number else 4}}" for number, part in enumerate(parts))
