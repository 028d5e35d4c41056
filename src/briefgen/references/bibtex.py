"""BibTeX: entries with the place of every field; names and months are pybtex's, accents are those of LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefgen.diagnostics import Diagnostic, Location, nearest
from briefgen.references.entry import LONGEST_TEXT, MOST_NAMES, Entry, Text, date_of, tidy, wrong
from briefgen.references.latex import NotPlain, plain

LONGEST_VALUE = 20_000
DEEPEST = 20
TYPES: Mapping[str, str] = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "proceedings": "book",
    "manual": "report", "inbook": "chapter", "incollection": "chapter", "inreference": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "techreport": "report", "report": "report",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "online": "webpage",
    "electronic": "webpage", "www": "webpage", "misc": "document", "booklet": "document", "unpublished": "manuscript",
    "dataset": "dataset", "legislation": "legislation", "jurisdiction": "legal_case",
}
"""Our type of each type of BibTeX and BibLaTeX."""
TEXTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",), "container-title": ("journaltitle", "journal", "booktitle"), "edition": ("edition",),
    "volume": ("volume",),
    "page": ("pages",), "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("location", "address"), "release": ("version",), "DOI": ("doi",), "URL": ("url",),
}
"""The fields of BibTeX that each of ours is read from, the first that is there."""
_READ = frozenset({"subtitle", "number", "issue", "author", "editor", "year", "month", "day", "date", "urldate", "language",
                   "langid", "howpublished", "type", *(name for names in TEXTS.values() for name in names)})
_COMMAND = re.compile(r"@\s*(?P<name>[A-Za-z]+)\s*(?P<opening>[{(])")
_KEY = re.compile(r"\s*(?P<key>[^\s,{}()\"#%=]*)")
_NAME = re.compile(r"\s*(?P<name>[A-Za-z@!$&*+./:;<>?\[\]^_`|-][\w@!$&*+./:;<>?\[\]^`|-]*)\s*=", re.ASCII)
_WORD = re.compile(r"\s*(?P<word>[A-Za-z0-9_.:+-]+)", re.ASCII)
_SPACE = re.compile(r"\s*")
_BRACES, _QUOTED = re.compile("[{}]"), re.compile("[\"{}]")
_ADDRESS = re.compile(r"\\url\{([^{}]*)\}|(https?://\S+)")


def read_bibtex(file: str, content: str) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """The entries of an export, and what is wrong with those that cannot be imported.

    Raises:
        NotAnExport: if the file is not BibTeX.
    """
    entries, problems = [], []
    for one in _Scanner(Text(file, content)).commands():
        reading = _Reading(one)
        entry = reading.entry()
        problems += reading.problems
        entries += [entry] if not reading.problems else []
    return tuple(entries), tuple(problems)


@dataclass(slots=True)
class _Raw:
    """An entry as it is written: its fields in lower case, in LaTeX."""

    kind: str
    key: str
    place: Location
    fields: dict[str, str] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)


class _Scanner:
    """Goes through a file once; what stands between entries is a comment."""

    def __init__(self, text: Text) -> None:
        from pybtex.database.input.bibtex import month_names

        self.text, self.at = text, 0
        self.words = dict(month_names)

    def commands(self) -> Iterator[_Raw]:
        found = False
        while match := _COMMAND.search(self.text.text, self.at):
            self.at, name, found = match.end(), match["name"].lower(), True
            closing = "}" if match["opening"] == "{" else ")"
            if name == "comment":
                self._braced(closing)
            elif name == "preamble":
                self._value()
                self._expect(closing)
            elif name == "string":
                word, _ = self._name()
                self.words[word] = self._value()
                self._expect(closing)
            else:
                yield self._entry(name, match.start(), closing)
        if not found:
            told = "expected entries of BibTeX or CSL-JSON, found none"
            raise self.text.unreadable(0, told, "export the sources as CSL JSON")

    def _entry(self, kind: str, start: int, closing: str) -> _Raw:
        key = _KEY.match(self.text.text, self.at)
        self.at = key.end() if key else self.at
        raw = _Raw(kind, key["key"][:200] if key else "", self.text.place(start))
        while self._next() == ",":
            self.at += 1
            if self._next() == closing:
                break
            name, at = self._name()
            if name in raw.fields:
                raise self.text.unreadable(at, f"expected each field once, found \"{name[:40]}\" again")
            raw.fields[name], raw.places[name] = self._value(), self.text.place(at)
        self._expect(closing)
        return raw

    def _next(self) -> str:
        space = _SPACE.match(self.text.text, self.at)
        self.at = space.end() if space else self.at
        return self.text.text[self.at:self.at + 1]

    def _expect(self, mark: str) -> None:
        found = self._next()
        if found != mark:
            told = f"\"{found}\"" if found else "the end of the file"
            hint = "close the braces, and part fields with commas"
            raise self.text.unreadable(self.at, f"expected \"{mark}\", found {told}", hint)
        self.at += 1

    def _name(self) -> tuple[str, int]:
        match = _NAME.match(self.text.text, self.at)
        if match is None:
            self._next()
            raise self.text.unreadable(self.at, "expected the name of a field and \"=\", found something else")
        self.at = match.end()
        return match["name"].lower(), match.start("name")

    def _value(self) -> str:
        parts = [self._part()]
        while self._next() == "#":
            self.at += 1
            parts.append(self._part())
            if sum(map(len, parts)) > LONGEST_VALUE:
                raise self.text.unreadable(self.at, f"expected at most {LONGEST_VALUE} characters in a field")
        return "".join(parts)

    def _part(self) -> str:
        mark, start = self._next(), self.at
        if mark in ("{", '"'):
            self.at += 1
            text = self._braced("}") if mark == "{" else self._quoted()
            if len(text) > LONGEST_VALUE:
                raise self.text.unreadable(start, f"expected at most {LONGEST_VALUE} characters in a field, found {len(text)}")
            return text
        word = _WORD.match(self.text.text, self.at)
        if word is None:
            raise self.text.unreadable(self.at, "expected a value, found something else")
        self.at = word.end()
        known = word["word"] if word["word"].isdigit() else self.words.get(word["word"].lower())
        if known is None:
            raise self.text.unreadable(start, f"expected a value or a word of @string, found \"{word['word'][:40]}\"",
                                       "put the value in braces")
        return known

    def _braced(self, closing: str) -> str:
        marks = _BRACES if closing == "}" else re.compile("[()]")
        return self._until(marks, closing, "{" if closing == "}" else "(")

    def _quoted(self) -> str:
        return self._until(_QUOTED, '"', "{")

    def _until(self, marks: re.Pattern[str], closing: str, opening: str) -> str:
        """The text up to the mark that closes it, braces within it counted."""
        start, depth = self.at, 0
        for match in marks.finditer(self.text.text, self.at):
            if match[0] == closing and depth == 0:
                self.at = match.end()
                return self.text.text[start:match.start()]
            depth += 1 if match[0] == opening else -1 if match[0] in ("}", ")") else 0
            if depth < 0 or depth > DEEPEST:
                told = "a brace too many" if depth < 0 else f"more than {DEEPEST} levels of braces"
                raise self.text.unreadable(match.start(), f"expected \"{closing}\", found {told}")
        raise self.text.unreadable(start - 1, f"expected a value that is closed by \"{closing}\", found the end of the file",
                                   "close the braces")


class _Reading:
    """One entry being read."""

    def __init__(self, raw: _Raw) -> None:
        self.raw = raw
        self.problems: list[Diagnostic] = []
        self.left_out: list[str] = []

    def entry(self) -> Entry:
        raw = self.raw
        data: dict[str, Any] = {"type": self._type()}
        data |= {ours: text for ours, names in TEXTS.items() if (text := self._first(names))}
        if subtitle := self._text("subtitle"):
            data["title"] = f"{data.get('title', '')}: {subtitle}".removeprefix(": ")
        if "page" in data:
            data["page"] = re.sub(r"\s*[-\u2010-\u2015]+\s*", "-", data["page"])
        if "URL" not in data and (address := _ADDRESS.search(raw.fields.get("howpublished", ""))):
            data["URL"] = (address[1] or address[2])[:LONGEST_TEXT]
        if number := self._first(("issue", "number")):
            data["issue" if data["type"].startswith("article") else "number"] = number
        if data["type"] == "document" and "URL" in data:
            data["type"] = "webpage"
        data |= {role: names for role in ("author", "editor") if (names := tuple(self._names(role)))}
        data |= {ours: date for ours, date in (("issued", self._issued()), ("accessed", self._date("urldate"))) if date}
        if "title" not in data and not self.problems:
            self.problems.append(wrong(raw.place, "expected a title, found none", "give it one in the reference manager"))
        left_out = (*(name[:40] for name in raw.fields if name not in _READ), *self.left_out)
        return Entry(raw.key, raw.place, data, self._first(("language", "langid")), left_out)

    def _wrong(self, name: str, message: str, hint: str = "mend it in the reference manager") -> None:
        self.problems.append(wrong(self.raw.places.get(name, self.raw.place), message, hint))

    def _type(self) -> str:
        kind = TYPES.get(self.raw.kind)
        if kind is None:
            self.problems.append(wrong(self.raw.place, f"expected a type that a brief cites, found \"@{self.raw.kind[:40]}\"",
                                       nearest(self.raw.kind[:40], TYPES)))
        return kind or "document"

    def _first(self, names: tuple[str, ...]) -> str:
        return next((text for name in names if (text := self._text(name))), "")

    def _text(self, name: str) -> str:
        value = self.raw.fields.get(name, "")
        if len(value) > LONGEST_TEXT:
            self._wrong(name, f"expected at most {LONGEST_TEXT} characters, found {len(value)}")
            return ""
        if name in ("url", "doi"):
            return tidy(value.replace("\\_", "_").replace("\\%", "%").replace("\\&", "&").replace("{", "").replace("}", ""))
        try:
            return tidy(plain(value))
        except NotPlain as error:
            self._wrong(name, f"expected text, found \"{error}\" of LaTeX", "write the character itself, in UTF-8")
            return ""

    def _names(self, role: str) -> Iterator[dict[str, str]]:
        from pybtex.bibtex.utils import split_name_list
        from pybtex.database import Person
        from pybtex.exceptions import PybtexError

        value = " ".join(self.raw.fields.get(role, "").split())
        if len(value) > LONGEST_TEXT or value.lower().count(" and ") >= MOST_NAMES:
            self._wrong(role, f"expected at most {LONGEST_TEXT} characters and {MOST_NAMES} names, found more")
            return
        try:
            for name in split_name_list(value) if value else ():
                if name.lower() == "others":
                    self.left_out.append(f"others ({role})")
                elif parts := {key: tidy(plain(text)) for key, text in _name_parts(name, Person).items() if text.strip()}:
                    yield parts
        except NotPlain as error:
            self._wrong(role, f"expected a name, found \"{error}\" of LaTeX", "write the character itself, in UTF-8")
        except PybtexError as error:
            self._wrong(role, f"expected names parted by \"and\": {tidy(str(error))[:120]}", "Family, Given and Family, Given")

    def _issued(self) -> str:
        if "date" in self.raw.fields:
            return self._date("date")
        year, month, day = (self._text(name) for name in ("year", "month", "day"))
        if not year:
            return ""
        text = year
        if month:
            text += f"-{_month(month)}"
            text += f"-{day:>02}" if day else ""
        date, problems = date_of(text, self.raw.places["year"])
        self.problems += problems
        return date

    def _date(self, name: str) -> str:
        text = self._text(name)
        if not text:
            return ""
        date, problems = date_of(text, self.raw.places[name])
        self.problems += problems
        return date


def _month(text: str) -> str:
    """A month's number in two digits, from its number or its English name; anything else as it is, which is no date."""
    from pybtex.database.input.bibtex import month_names

    if text.isdigit():
        return f"{text:>02}"
    number = next((at for at, (short, _) in enumerate(month_names.items(), 1) if text.lower().startswith(short)), None)
    known = number is not None and text.strip(".").lower() in list(month_names.values())[number - 1].lower()
    return f"{number:02}" if known else text


def _name_parts(name: str, person: Any) -> dict[str, str]:
    """A name's parts; a name in braces is that of an institution, however many words it has."""
    if name.startswith("{") and name.endswith("}") and _encloses(name):
        return {"literal": name[1:-1]}
    parsed = person(name)
    parts = {
        "family": parsed.last_names, "given": [*parsed.first_names, *parsed.middle_names],
        "non-dropping-particle": parsed.prelast_names, "suffix": parsed.lineage_names,
    }
    found = {key: " ".join(words) for key, words in parts.items() if words}
    return found if found.get("family", "").strip() else {"literal": name}


def _encloses(name: str) -> bool:
    """Whether the first brace is closed by the last one."""
    depth = 0
    for match in _BRACES.finditer(name):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(name)
    return False
