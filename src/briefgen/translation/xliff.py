"""XLIFF 2.0: an exchange as a file for tools of computer-aided translation; and the reading of either version."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping

from briefgen.translation.exchange import Entry, Exchange, not_an_exchange
from briefgen.translation.markup import Element, inline, parsed, words_of
from briefgen.translation.xliff_1 import LOCALE, VERSION_1, read_version_1

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"


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
    yield f'    <source xml:space="preserve">{inline(entry.source, entry.roles, _placeholder)}</source>'
    if entry.target:
        yield f'    <target xml:space="preserve">{inline(entry.target, entry.roles, _placeholder)}</target>'
    yield "  </segment>\n    </unit>"


def _placeholder(number: int, role: str) -> str:
    told = html.escape(role)
    return f'<ph id="{number}" dataRef="d{number}" equiv="{told}" disp="{told}" canCopy="no" canDelete="no"/>'


def read_xliff(file: str, content: bytes) -> tuple[Exchange, ...]:
    """The exchanges in an XLIFF file, 1.2 or 2.0: one for each brief or shared text that its `file` elements name.

    Raises:
        NotAnExchange: if it is not XML, has a DTD, or is not XLIFF for a language with its region.
    """
    root = parsed(file, content)
    version = root.attributes.get("version", "")
    if root.name != "xliff" or not (version == VERSION_1 or version.startswith("2.")):
        found = f"{root.name} {version}".strip()
        raise not_an_exchange(root.place(file), f"expected XLIFF 1.2 or 2.0, found {found}",
                              "save the file as XLIFF 1.2 or 2.0")
    if not any(root.elements("file")):
        raise not_an_exchange(root.place(file), "expected an element file, found none")
    if version == VERSION_1:
        return read_version_1(file, root)
    locale, source = root.attributes.get("trgLang", ""), root.attributes.get("srcLang", "")
    if not LOCALE.fullmatch(locale):
        raise not_an_exchange(root.place(file), f"expected trgLang with language and region, found \"{locale}\"",
                              "write trgLang=\"es-MX\"")
    entries: dict[str, list[Entry]] = {}
    for part in root.elements("file"):
        entries.setdefault(part.attributes.get("original", ""), []).extend(_entries(file, part))
    return tuple(Exchange(name, "", source, locale, tuple(own)) for name, own in entries.items())


def _entries(file: str, part: Element) -> Iterator[Entry]:
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
        said, target = ("".join(words_of(text, PLACEHOLDERS, SILENT) for text in texts) for texts in (sources, targets))
        place = (targets[0] if targets else unit).place(file)
        finished = bool(target.strip()) and "initial" not in states
        yield Entry(unit.attributes.get("name", ""), said, target, roles, finished, place)


def _numbered(element: Element) -> str:
    return element.attributes.get("dataRef", "")[1:] or element.attributes.get("id", "")


PLACEHOLDERS: Mapping[str, Callable[[Element], str]] = {"ph": _numbered}
SILENT = frozenset({"sm", "em"})
"""What only marks where something begins and ends."""
