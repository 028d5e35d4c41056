"""Citation style: what a CSL style prints and which terms of a language it needs, known without setting anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

NAMESPACE = "http://purl.org/net/xbiblio/csl"
STYLE = "sources.csl"
"""The name of the style among the templates; the terms of a locale stand beside it as `TAG.xml`."""
FIELDS: Mapping[str, str] = {
    "author": "author", "editor": "editor", "container_title": "container-title", "edition": "edition", "volume": "volume",
    "issue": "issue", "number": "number", "page": "page", "publisher": "publisher", "actor": "publisher",
    "publisher_place": "publisher-place", "issued": "issued", "accessed": "accessed", "release": "version", "doi": "DOI",
    "url": "URL", "cited_in": "source", "note": "note", "title": "title",
}
"""The CSL variable that each field of a source is handed on in."""
DEEPEST = 60
_PRINTING = ("text", "number", "date", "names")
_LANGUAGE = "http://www.w3.org/XML/1998/namespace|lang"

Term = tuple[str, str]
"""A term and its form; the long form is empty."""


class NotAStyle(ValueError):
    """A text that is no CSL style, or no CSL locale: what was expected and found, and where."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


@dataclass(slots=True)
class _Element:
    name: str
    attributes: Mapping[str, str]
    line: int
    column: int
    children: list[_Element] = field(default_factory=list)

    def walk(self) -> Iterator[_Element]:
        yield self
        for child in self.children:
            yield from child.walk()

    def named(self, name: str) -> Iterator[_Element]:
        return (child for child in self.children if child.name == name)

    def wrong(self, message: str) -> NotAStyle:
        return NotAStyle(message, self.line, self.column)


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A style: the CSL variables that its bibliography prints, the terms and forms of dates that it takes from a locale.

    `own_terms` are those that the style brings itself, by language or locale (empty: for all).
    """

    variables: frozenset[str]
    terms: frozenset[Term]
    dates: frozenset[str]
    own_terms: Mapping[str, frozenset[Term]]


@dataclass(frozen=True, slots=True)
class CitationTerms:
    """What a CSL locale file has: its terms with their forms, and the forms of its dates."""

    terms: frozenset[Term]
    dates: frozenset[str]


def missing_terms(style: CitationStyle, terms: CitationTerms, tag: str) -> tuple[str, ...]:
    """What the style needs and neither it nor the locale has, in words; nothing is taken from another language."""
    own = frozenset().union(*(style.own_terms.get(key, frozenset()) for key in (tag, tag.partition("-")[0], "")))
    lacking = [f"{name} ({form})" if form else name for name, form in sorted(style.terms - own - terms.terms)]
    return (*lacking, *(f"a date of the form {form}" for form in sorted(style.dates - terms.dates)))


@lru_cache(maxsize=16)
def read_style(text: str) -> CitationStyle:
    """What a style prints and needs.

    Raises:
        NotAStyle: if the text is not XML, no independent CSL style with a bibliography, or one whose macros do not resolve.
    """
    root = _parsed(text)
    if root.name != "style":
        raise root.wrong(f"expected a CSL style, found <{root.name}>")
    layouts = [layout for one in root.named("bibliography") for layout in one.named("layout")]
    if not layouts:
        raise root.wrong("expected a style with a <bibliography>, found none")
    macros = {macro.attributes.get("name", ""): macro for macro in root.named("macro")}
    used: list[_Element] = []
    _follow(layouts[0], macros, (), used, {})
    own = {one.attributes.get(_LANGUAGE, ""): frozenset(_terms_of(one)) for one in root.named("locale")}
    return CitationStyle(
        frozenset(variable for one in used if one.name in _PRINTING for variable in one.attributes.get("variable", "").split()),
        frozenset(_needed(used)),
        frozenset(one.attributes["form"] for one in used if one.name == "date" and "form" in one.attributes),
        own,
    )


@lru_cache(maxsize=16)
def read_terms(text: str) -> CitationTerms:
    """What a CSL locale has.

    Raises:
        NotAStyle: if the text is not XML, or no CSL locale.
    """
    root = _parsed(text)
    if root.name != "locale":
        raise root.wrong(f"expected a CSL locale, found <{root.name}>")
    dates = frozenset(one.attributes.get("form", "") for one in root.named("date"))
    return CitationTerms(frozenset(_terms_of(root)), dates)


def _terms_of(root: _Element) -> Iterator[Term]:
    for terms in root.named("terms"):
        for term in terms.named("term"):
            form = term.attributes.get("form", "long")
            yield term.attributes.get("name", ""), "" if form == "long" else form


def _follow(
    element: _Element, macros: Mapping[str, _Element], within: tuple[str, ...], used: list[_Element],
    followed: dict[str, None],
) -> None:
    """Gathers the elements that a layout comes to, each macro once."""
    for one in element.walk():
        used.append(one)
        name = one.attributes.get("macro")
        if name is None or one.name != "text":
            continue
        if name in within:
            raise one.wrong(f"expected macros that do not call themselves, found \"{name}\" within \"{name}\"")
        if name not in macros:
            raise one.wrong(f"expected a macro of the style, found \"{name}\"")
        if name not in followed:
            _follow(macros[name], macros, (*within, name), used, followed)
            followed[name] = None


def _needed(used: Iterable[_Element]) -> Iterator[Term]:
    for one in used:
        form = one.attributes.get("form", "long")
        shape = "" if form == "long" else form
        if one.name == "text" and "term" in one.attributes:
            yield one.attributes["term"], shape
        elif one.name == "label" and "variable" in one.attributes:
            yield one.attributes["variable"], shape
        elif one.name == "names" and (label := next(one.named("label"), None)):
            form = label.attributes.get("form", "long")
            yield from ((role, "" if form == "long" else form) for role in _labelled(one) if role != "author")
        elif one.name == "name" and one.attributes.get("and") == "text":
            yield "and", ""
        elif one.name == "date":
            months = [part for part in one.named("date-part") if part.attributes.get("name") == "month"]
            if one.attributes.get("form") == "text" or any(part.attributes.get("form", "long") == "long" for part in months):
                yield from ((f"month-{month:02}", "") for month in range(1, 13))
        if one.attributes.get("quotes") == "true":
            yield from (("open-quote", ""), ("close-quote", ""))


def _labelled(names: _Element) -> list[str]:
    """The roles that a label stands beside: those of the names, and of the names that take their place."""
    inner = [one for instead in names.named("substitute") for one in instead.named("names")]
    return [role for one in (names, *inner) for role in one.attributes.get("variable", "").split()]


def _parsed(text: str) -> _Element:
    """The elements of an XML text of CSL's namespace. No DTD, no entities, no network."""
    parser = expat.ParserCreate(namespace_separator="|")
    top = _Element("", {}, 1, 1)
    opened = [top]

    def wrong(message: str) -> NotAStyle:
        return NotAStyle(message, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def start(name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition("|")
        if space != NAMESPACE and len(opened) == 1:
            raise wrong(f"expected an element of {NAMESPACE}, found <{local}>")
        if len(opened) > DEEPEST:
            raise wrong(f"expected at most {DEEPEST} levels")
        element = _Element(local, dict(attributes), parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        opened[-1].children.append(element)
        opened.append(element)

    def end(_name: str) -> None:
        opened.pop()

    def doctype(*_declared: object) -> None:
        raise wrong("expected no document type, found one")

    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, doctype
    try:
        parser.Parse(text.encode(), True)  # noqa: FBT003  (it takes no names)
    except expat.ExpatError as error:
        told = expat.errors.messages.get(error.code, "it cannot be read")
        raise NotAStyle(f"expected XML; {told}", error.lineno, error.offset + 1) from None
    return top.children[0]
