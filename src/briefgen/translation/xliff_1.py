"""XLIFF 1.2: the same exchange for the many tools that know no later version."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping

from briefgen.translation.exchange import Entry, Exchange, not_an_exchange
from briefgen.translation.markup import Element, inline, words_of

VERSION_1 = "1.2"
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
LOCALE = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
DONE = frozenset({"translated", "signed-off", "final"})
"""The states of a target that is finished; all others ask for more work."""


def xliff_1_text(exchange: Exchange) -> str:
    """The file: a unit for each block, named by its key; placeholders are `ph` that hold the role they stand for."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<xliff xmlns="{NAMESPACE}" version="{VERSION_1}">\n'
        f'  <file original="{html.escape(exchange.name)}" source-language="{html.escape(exchange.source_locale)}" '
        f'target-language="{html.escape(exchange.locale)}" datatype="plaintext">\n    <body>\n'
    )
    units = (line for number, entry in enumerate(exchange.entries, 1) for line in _unit(number, entry))
    return head + "".join(f"      {line}\n" for line in units) + "    </body>\n  </file>\n</xliff>\n"


def _unit(number: int, entry: Entry) -> Iterator[str]:
    approved = "yes" if entry.finished else "no"
    yield f'<trans-unit id="u{number}" resname="{html.escape(entry.key)}" approved="{approved}" xml:space="preserve">'
    yield f"  <source>{inline(entry.source, entry.roles, _placeholder)}</source>"
    if entry.target:
        state = "final" if entry.finished else "needs-review-translation"
        yield f'  <target state="{state}">{inline(entry.target, entry.roles, _placeholder)}</target>'
    yield f'  <note from="place">{html.escape(str(entry.place), quote=False)}</note>'
    if entry.previous:
        yield f'  <note from="previous">{html.escape(entry.previous, quote=False)}</note>'
    yield "</trans-unit>"


def _placeholder(number: int, role: str) -> str:
    return f'<ph id="{number}">{html.escape(role, quote=False)}</ph>'


def read_version_1(file: str, root: Element) -> tuple[Exchange, ...]:
    """The exchanges under the root of an XLIFF 1.2 file: one for each brief or shared text, and language.

    Raises:
        NotAnExchange: if a `file` element does not name a language with its region.
    """
    entries: dict[tuple[str, str, str], list[Entry]] = {}
    for part in root.elements("file"):
        locale = part.attributes.get("target-language", "")
        if not LOCALE.fullmatch(locale):
            raise not_an_exchange(part.place(file), f"expected target-language with language and region, found \"{locale}\"",
                                  "write target-language=\"es-MX\"")
        key = part.attributes.get("original", ""), part.attributes.get("source-language", ""), locale
        own = entries.setdefault(key, [])
        for body in part.elements("body"):
            own.extend(_entries(file, body))
    return tuple(Exchange(name, "", source, locale, tuple(own)) for (name, source, locale), own in entries.items())


def _entries(file: str, part: Element) -> Iterator[Entry]:
    """The units of a body, and of the groups that a tool may have put them in."""
    for unit in part.elements("trans-unit", "group"):
        if unit.name == "group":
            yield from _entries(file, unit)
            continue
        source, target = (next(unit.elements(name), None) for name in ("source", "target"))
        said, words = (words_of(one, PLACEHOLDERS) if one else "" for one in (source, target))
        state = target.attributes.get("state", "") if target else ""
        done = state in DONE if state else unit.attributes.get("approved") == "yes"
        yield Entry(
            unit.attributes.get("resname", ""), said, words, _roles(source) if source else {},
            bool(words.strip()) and done, (target or unit).place(file),
        )


def _roles(element: Element) -> dict[int, str]:
    """What the source says that each placeholder stands for, however deep a tool has marked it."""
    found: dict[int, str] = {}
    for child in element.elements("ph", "mrk", "g"):
        if child.name != "ph":
            found |= _roles(child)
        elif re.fullmatch(r"[0-9]{1,4}", child.attributes.get("id", "")):
            found[int(child.attributes["id"])] = child.text()
    return found


def _numbered(element: Element) -> str:
    return element.attributes.get("id", "")


PLACEHOLDERS: Mapping[str, Callable[[Element], str]] = {"ph": _numbered, "x": _numbered}
