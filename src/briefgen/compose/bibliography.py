"""Bibliography: the sources of a brief, set in a CSL style by citeproc-py, in the terms of the reader's language."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup, escape

from briefgen.compose.citation_style import FIELDS, STYLE
from briefgen.compose.citations import short_text
from briefgen.diagnostics import ContentError, Diagnostic, Location
from briefgen.language.collation import sort_key
from briefgen.language.locale import Locale
from briefgen.language.periods import FIRST_SEASON, date_text
from briefgen.language.typography import set_text
from briefgen.model.brief import Relationship
from briefgen.model.period import DatePrecision, EventDate
from briefgen.model.source import CslName, Source

_AS_WRITTEN = ("container_title", "edition", "volume", "issue", "number", "page", "publisher_place", "release", "doi", "url")
_TAGS = {
    "Italic": "i", "Oblique": "i", "Bold": "b", "Light": "span", "Underline": "u", "Superscript": "sup", "Subscript": "sub",
    "SmallCaps": "span",
}
_MARKS = {kind: (chr(0xE010 + 2 * number), chr(0xE011 + 2 * number)) for number, kind in enumerate(_TAGS)}
"""Characters of no language, which stand for an element until the text around them is escaped."""
_MARK = re.compile("[\ue010-\ue01f]")
_STOPS = re.compile("(?<=\\.)([\ue010-\ue01f]+)\\.")
_ADDRESS = re.compile("(https?://[^\\s\ue010-\ue01f]*[^\\s\ue010-\ue01f.,;])")
_SCHEME = re.compile("^https?://")
_UNBROKEN = 44
"""An address of so many characters at most is set on one line; a longer one may need two."""
_FAILURES = (
    AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError, AssertionError, NameError, SyntaxError,
)
"""What citeproc-py raises at a style that it cannot follow."""


def bibliography(
    used: Iterable[str], relationship: Relationship, locale: Locale, templates: Mapping[str, str]
) -> tuple[Markup, ...]:
    """The sources that a brief used and those that these are cited in, each set in the style, in the locale's own order.

    `templates` hold the style and the terms of the locale.

    Raises:
        ContentError: if the style cannot be followed.
    """
    keys = listed(used, relationship, locale)
    return tuple(entry(relationship.sources[key], relationship, locale, templates) for key in keys)


def listed(used: Iterable[str], relationship: Relationship, locale: Locale) -> tuple[str, ...]:
    """The ids of the sources that a brief used and of those that these are cited in, in the locale's own order."""
    keys = dict.fromkeys(used)
    for key in tuple(keys):
        if outer := relationship.sources[key].cited_in:
            keys[outer] = None
    return tuple(sorted(keys, key=lambda key: _sort_text(relationship.sources[key], relationship, locale)))


def entry(source: Source, relationship: Relationship, locale: Locale, templates: Mapping[str, str]) -> Markup:
    """One source as its bibliography prints it.

    Raises:
        ContentError: if the style cannot be followed.
    """
    try:
        text = _rendered(csl_record(source, relationship, locale), templates[STYLE], templates[f"{locale.tag}.xml"], locale.tag)
    except _FAILURES as error:
        told = f"expected a style that can be followed, found one that fails for the source \"{source.id}\" ({locale.tag})"
        raise ContentError([Diagnostic("R006", Location("styles"), told, f"citeproc-py: {error}"[:200])]) from None
    return _marked_up(_joined(text, (*source.author, *source.editor), locale), locale)


def csl_record(source: Source, relationship: Relationship, locale: Locale) -> dict[str, Any]:
    """A source in CSL's variables, in the reader's language where it has words of ours."""
    who, publisher = (*source.author, *source.editor), _publisher(source, relationship, locale)
    texts = {FIELDS[field]: getattr(source, field) for field in _AS_WRITTEN}
    texts |= {"title": source.title[locale.tag], "publisher": publisher}
    if source.cited_in:
        texts["source"] = short_text(relationship.sources[source.cited_in], relationship, locale)
    if source.note:
        texts["note"] = source.note[locale.tag]
    if publisher in (texts["title"], *(name.literal for name in who)):
        texts["publisher"] = None
    record: dict[str, Any] = {variable: _MARK.sub("", text).strip() for variable, text in texts.items() if text}
    for role, names in (("author", source.author), ("editor", source.editor)):
        if names:
            record[role] = [_name(name) for name in names]
    for variable, date in (("issued", source.issued), ("accessed", source.accessed)):
        if date:
            record[variable] = csl_date(date, locale)
    return {"id": "source", "type": source.type.value, "language": locale.tag, **record}


def csl_date(date: EventDate, locale: Locale) -> dict[str, Any]:
    """A date as CSL has it; in the locale's words where CSL has no such precision, or the language its own first day."""
    year, month, day = date.first
    if date.precision is DatePrecision.YEAR:
        return {"date-parts": [[year]]}
    if date.precision is DatePrecision.MONTH:
        return {"date-parts": [[year, month]]}
    if date.precision is DatePrecision.SEASON:
        return {"date-parts": [[year]], "season": (month - FIRST_SEASON) // 3 + 1}
    if date.precision is DatePrecision.DAY and (day > 1 or locale.rules.dates.first_day == "1"):
        return {"date-parts": [[year, month, day]]}
    return {"literal": date_text(date, locale, short=False)}


def _publisher(source: Source, relationship: Relationship, locale: Locale) -> str | None:
    """The publisher by the name that it has in the reader's language; beside an author, as it is written."""
    name = relationship.actors[source.actor].name[locale.tag] if source.actor else None
    written_first = source.author or source.editor
    return (source.publisher or name) if written_first else (name or source.publisher)


def _name(name: CslName) -> dict[str, str]:
    if name.literal:
        return {"literal": _MARK.sub("", name.literal)}
    return {key: _MARK.sub("", text) for key, text in name.model_dump(by_alias=True).items() if text}


def _sort_text(source: Source, relationship: Relationship, locale: Locale) -> tuple[object, ...]:
    title = source.title[locale.tag]
    names = [" ".join(filter(None, (name.literal or name.family, name.given))) for name in source.author or source.editor]
    who = ", ".join(names) or _publisher(source, relationship, locale) or title
    return (sort_key(who, locale), sort_key(title, locale), source.id)


def _formatter() -> SimpleNamespace:
    """What citeproc-py formats with: marks around the text, which is escaped later and as a whole."""

    def marking(opening: str, closing: str) -> Any:
        return lambda text: f"{opening}{text}{closing}" if str(text) else ""

    return SimpleNamespace(preformat=str, **{kind: marking(*marks) for kind, marks in _MARKS.items()})


@lru_cache(maxsize=8)
def _style(style: str, terms: str, tag: str) -> Any:
    """The root of a style, with the terms of one locale and of no other."""
    from citeproc import SCHEMA_PATH
    from citeproc.frontend import CitationStylesXML
    from lxml import etree

    root = CitationStylesXML(io.BytesIO(style.encode()), validate=False).root
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    if not schema.validate(root.getroottree()):
        raise ValueError("; ".join(f"line {fault.line}: {fault.message}" for fault in list(schema.error_log)[:1]))
    within = [root.xpath_search(f"./cs:locale[{test}]") for test in
              (f"@xml:lang='{tag}'", f"@xml:lang='{tag.partition('-')[0]}'", "not(@xml:lang)")]
    root.locales = [found[0] for found in within if found]
    root.locales.append(CitationStylesXML(io.BytesIO(terms.encode()), validate=False).root)
    for locale in root.locales:
        locale.style = root
    return root


def _rendered(record: Mapping[str, Any], style: str, terms: str, tag: str) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography
    from citeproc.source.json import CiteProcJSON

    root = _style(style, terms, tag)
    made = CitationStylesBibliography(SimpleNamespace(root=root), CiteProcJSON([record]), _formatter())
    made.register(Citation([CitationItem(record["id"])]))
    return "".join(map(str, root.bibliography.render(made.items)))


def _joined(text: str, names: tuple[CslName, ...], locale: Locale) -> str:
    """The text with the words between names as the language has them before some sounds: y Ana, but e Inés."""
    lists = locale.rules.lists
    for name in names:
        first = name.given or name.literal or name.family or ""
        for exception in lists.exceptions:
            if re.match(exception.before, first, re.IGNORECASE):
                text = text.replace(f"{lists.last}{first}", f"{exception.last}{first}")
    return text


def _marked_up(text: str, locale: Locale) -> Markup:
    """The set text in the locale's typography, as HTML; an address keeps every character after its scheme."""
    text = _STOPS.sub(r"\1", re.sub(" {2,}", " ", text))
    text = _within_quotations(text, locale)
    pieces = enumerate(_ADDRESS.split(text))
    html = "".join(_address(part) if number % 2 else str(escape(set_text(part, locale))) for number, part in pieces)
    for kind, (opening, closing) in _MARKS.items():
        small = ' class="sc"' if kind == "SmallCaps" else ""
        html = html.replace(opening, f"<{_TAGS[kind]}{small}>").replace(closing, f"</{_TAGS[kind]}>")
    return Markup(html)


def _address(text: str) -> str:
    """An address as a reader types it, as HTML: without its scheme, and unbroken where it is short."""
    address = _SCHEME.sub("", text)
    html = str(escape(address))
    return f'<span class="together">{html}</span>' if len(address) <= _UNBROKEN else html


def _within_quotations(text: str, locale: Locale) -> str:
    """The text with the locale's inner quotation marks where a quoted title quotes."""
    (opening, closing), inner = locale.rules.typography.quotes, locale.rules.typography.inner_quotes
    letters, depth = [], 0
    for letter in text:
        if letter == opening != closing:
            depth += 1
            letters.append(inner[0] if depth > 1 else letter)
        elif letter == closing != opening:
            letters.append(inner[1] if depth > 1 else letter)
            depth = max(0, depth - 1)
        else:
            letters.append(letter)
    return "".join(letters)
