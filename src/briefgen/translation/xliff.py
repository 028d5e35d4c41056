"""XLIFF 2.0: an exchange as a file for tools of computer-aided translation. No DTD, no entities, no network."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from briefgen.diagnostics import Location
from briefgen.translation.exchange import Entry, Exchange, not_an_exchange

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
DEEPEST = 32
_TOKEN = re.compile(r"(\{[0-9]{1,4}\})")


def xliff_text(exchange: Exchange) -> str:
    """The file: a unit for each block, named by its key; placeholders are `ph` that point at the role they stand for."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang="{html.escape(exchange.source_locale)}" '
        f'trgLang="{html.escape(exchange.locale)}">\n'
        f'  <file id="f1" original="{html.escape(exchange.name)}">\n'
    )
    units = (line for number, entry in enumerate(exchange.entries, 1) for line in _unit(number, entry))
    return head + "".join(f"    {line}\n" for line in units) + "  </file>\n</xliff>\n"


def _unit(number: int, entry: Entry) -> Iterator[str]:
    yield f'<unit id="u{number}" name="{html.escape(entry.key)}">'
    yield f'  <notes>\n        <note category="place">{html.escape(str(entry.place), quote=False)}</note>'
    if entry.previous:
        yield f'    <note category="previous">{html.escape(entry.previous, quote=False)}</note>'
    yield "  </notes>"
    if entry.roles:
        data = "".join(f'<data id="d{n}">{html.escape(role, quote=False)}</data>' for n, role in sorted(entry.roles.items()))
        yield f"  <originalData>{data}</originalData>"
    state = "final" if entry.finished else "initial"
    yield f'  <segment id="s1" state="{state}">'
    yield f'    <source xml:space="preserve">{_inline(entry.source, entry.roles)}</source>'
    if entry.target:
        yield f'    <target xml:space="preserve">{_inline(entry.target, entry.roles)}</target>'
    yield "  </segment>\n    </unit>"


def _inline(text: str, roles: Mapping[int, str]) -> str:
    parts = []
    for part in _TOKEN.split(text):
        number = int(part[1:-1]) if _TOKEN.fullmatch(part) else 0
        if number in roles:
            told = html.escape(roles[number])
            parts.append(f'<ph id="{number}" dataRef="d{number}" equiv="{told}" disp="{told}" canCopy="no" canDelete="no"/>')
        else:
            parts.append(html.escape(part, quote=False))
    return "".join(parts)


@dataclass(slots=True)
class _Element:
    """An element of XML, with where it begins; `children` are elements and texts."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[_Element | str] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator[_Element]:
        """The elements directly below, of these names, in order."""
        yield from (child for child in self.children if isinstance(child, _Element) and child.name in names)

    def text(self) -> str:
        """All words below."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def read_xliff(file: str, content: bytes) -> tuple[Exchange, ...]:
    """The exchanges in an XLIFF 2.0 file: one for each brief or shared text that its `file` elements name.

    Raises:
        NotAnExchange: if it is not XML, has a DTD, or is not XLIFF 2.0 for a language with its region.
    """
    root = _parsed(file, content)
    version = root.attributes.get("version", "")
    if root.name != "xliff" or not version.startswith("2."):
        found = f"{root.name} {version}".strip()
        raise not_an_exchange(_place(file, root), f"expected XLIFF 2.0, found {found}", "save the file as XLIFF 2.0")
    locale, source = root.attributes.get("trgLang", ""), root.attributes.get("srcLang", "")
    if not re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", locale):
        raise not_an_exchange(_place(file, root), f"expected trgLang with language and region, found \"{locale}\"",
                              "write trgLang=\"es-MX\"")
    entries: dict[str, list[Entry]] = {}
    for part in root.elements("file"):
        entries.setdefault(part.attributes.get("original", ""), []).extend(_entries(file, part))
    return tuple(Exchange(name, "", source, locale, tuple(own)) for name, own in entries.items())


def _place(file: str, element: _Element) -> Location:
    return Location(file, element.line, element.column)


def _entries(file: str, part: _Element) -> Iterator[Entry]:
    """The units of a file, and of the groups that a tool may have put them in."""
    for unit in part.elements("unit", "group"):
        if unit.name == "group":
            yield from _entries(file, unit)
            continue
        roles = {
            int(data.attributes["id"][1:]): data.text()
            for original in unit.elements("originalData") for data in original.elements("data")
            if re.fullmatch(r"d[0-9]{1,4}", data.attributes.get("id", ""))
        }
        segments = tuple(unit.elements("segment", "ignorable"))
        sources = [text for segment in segments for text in segment.elements("source")]
        targets = [text for segment in segments for text in segment.elements("target")]
        states = {segment.attributes.get("state", "initial") for segment in unit.elements("segment")}
        target = "".join(_words(text) for text in targets)
        place = _place(file, targets[0] if targets else unit)
        finished = bool(target.strip()) and "initial" not in states
        yield Entry(unit.attributes.get("name", ""), "".join(_words(text) for text in sources), target, roles, finished, place)


def _words(element: _Element) -> str:
    """The words of a source or a target, with placeholders as numbers; markup that is not ours shows as a brace."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.name == "ph":
            number = child.attributes.get("dataRef", "")[1:] or child.attributes.get("id", "")
            parts.append(f"{{{number}}}")
        elif child.name == "mrk":
            parts.append(_words(child))
        elif child.name not in ("sm", "em"):
            parts.append(f"{{{child.name}}}" + _words(child))
    return "".join(parts)


class _Refused(Exception):
    """XML that is not read, whatever it holds."""


class _Tree:
    """Builds elements from what the parser meets."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="|")
        self.root = _Element("", {}, 1, 1)
        self.open = [self.root]
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.words
        self.parser.StartDoctypeDeclHandler = self.refuse

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if len(self.open) > DEEPEST:
            raise _Refused(f"expected at most {DEEPEST} levels, found more")
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        element = _Element(name.rpartition("|")[2], attributes, line, column)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, _name: str) -> None:
        """An element closes."""
        self.open.pop()

    def words(self, text: str) -> None:
        """Words within an element."""
        self.open[-1].children.append(text)

    def refuse(self, *_declared: object) -> None:
        """A DTD begins, in which entities could be declared."""
        raise _Refused("expected XML without a DTD, found one")


def _parsed(file: str, content: bytes) -> _Element:
    tree = _Tree()
    try:
        tree.parser.Parse(content, True)  # noqa: FBT003  (the signature of the standard library)
    except expat.ExpatError as error:
        told = f"expected XML; {expat.errors.messages.get(error.code, 'it cannot be read')}"
        raise not_an_exchange(Location(file, error.lineno, error.offset + 1), told) from None
    except (_Refused, ValueError, LookupError) as error:
        place = Location(file, tree.parser.CurrentLineNumber, tree.parser.CurrentColumnNumber + 1)
        raise not_an_exchange(place, str(error)) from None
    return next(tree.root.elements(*(c.name for c in tree.root.children if isinstance(c, _Element))))
