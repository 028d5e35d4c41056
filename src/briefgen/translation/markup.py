"""Markup: a translator's XML as elements and words, each with its place. No DTD, no entities, no network."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from briefgen.diagnostics import Location
from briefgen.translation.exchange import not_an_exchange

DEEPEST = 32
TOKEN = re.compile(r"(\{[0-9]{1,4}\})")
"""A placeholder in a text: its number in braces."""


@dataclass(slots=True)
class Element:
    """An element of XML, with where it begins; `children` are elements and texts."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    children: list[Element | str] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator[Element]:
        """The elements directly below, of these names, in order."""
        yield from (child for child in self.children if isinstance(child, Element) and child.name in names)

    def text(self) -> str:
        """All words below."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def place(self, file: str) -> Location:
        """Where the element begins in its file."""
        return Location(file, self.line, self.column)


class _Refused(Exception):
    """XML that is not read, whatever it holds."""


class _Tree:
    """Builds elements from what the parser meets."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator="|")
        self.root = Element("", {}, 1, 1)
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
        element = Element(name.rpartition("|")[2], attributes, line, column)
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


def parsed(file: str, content: bytes) -> Element:
    """The root of an XML file.

    Raises:
        NotAnExchange: if it is not XML, has a DTD, or is too deep.
    """
    tree = _Tree()
    try:
        tree.parser.Parse(content, True)  # noqa: FBT003  (the signature of the standard library)
    except expat.ExpatError as error:
        told = f"expected XML; {expat.errors.messages.get(error.code, 'it cannot be read')}"
        raise not_an_exchange(Location(file, error.lineno, error.offset + 1), told) from None
    except (_Refused, ValueError, LookupError) as error:
        place = Location(file, tree.parser.CurrentLineNumber, tree.parser.CurrentColumnNumber + 1)
        raise not_an_exchange(place, str(error)) from None
    return next(tree.root.elements(*(c.name for c in tree.root.children if isinstance(c, Element))))


def inline(text: str, roles: Mapping[int, str], placeholder: Callable[[int, str], str]) -> str:
    """A text as XML, each placeholder that stands for a role as `placeholder` writes it, by its number and its role."""
    parts = []
    for part in TOKEN.split(text):
        number = int(part[1:-1]) if TOKEN.fullmatch(part) else 0
        parts.append(placeholder(number, roles[number]) if number in roles else html.escape(part, quote=False))
    return "".join(parts)


def words_of(
    element: Element, placeholders: Mapping[str, Callable[[Element], str]], silent: frozenset[str] = frozenset()
) -> str:
    """The words of a source or a target, with placeholders as numbers; markup that is not ours shows as a brace.

    `placeholders` tell a placeholder's number, by the name of its element; what is `silent` shows as nothing.
    """
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.name in placeholders:
            parts.append(f"{{{placeholders[child.name](child)}}}")
        elif child.name == "mrk":
            parts.append(words_of(child, placeholders, silent))
        elif child.name not in silent:
            parts.append(f"{{{child.name}}}" + words_of(child, placeholders, silent))
    return "".join(parts)
