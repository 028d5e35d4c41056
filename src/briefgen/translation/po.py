"""PO: an exchange as a file for Weblate, Poedit and other editors of gettext catalogues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.diagnostics import Location
from briefgen.language.pofile import NotAPo, PoEntry, read_entries, written_po
from briefgen.translation.exchange import Entry, Exchange, not_an_exchange

_NAMED = re.compile(r"\{([0-9]{1,4})\} = (.*?)(?=\{[0-9]{1,4}\} = |$)")
_LANGUAGE = re.compile(r"([a-z]{2,3})[-_]([A-Z]{2})")


def po_text(exchange: Exchange) -> str:
    """The file: the context of a message is the block's key, its notes tell what each placeholder stands for."""
    header = {
        "Project-Id-Version": exchange.name, "Language": exchange.locale.replace("-", "_"),
        "X-Source-Language": exchange.source_locale.replace("-", "_"), "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
    }
    return written_po(header, [_po_entry(exchange.name, entry) for entry in exchange.entries])


def _po_entry(name: str, entry: Entry) -> PoEntry:
    notes = tuple(f"{{{number}}} = {role}" for number, role in sorted(entry.roles.items()))
    fuzzy = bool(entry.target) and not entry.finished
    origin = (entry.place.file, entry.place.line)
    return PoEntry(f"{name}:{entry.key}", entry.source, entry.target, notes, fuzzy, entry.previous, origin)


def read_po_file(file: str, text: str) -> tuple[Exchange, ...]:
    """The exchanges in a PO file: one for each brief or shared text that its contexts name.

    Raises:
        NotAnExchange: if it cannot be read, or does not say which block and which language it is for.
    """
    try:
        header, found = read_entries(text)
    except NotAPo as error:
        raise not_an_exchange(Location(file, error.line, 1), str(error)) from None
    locale, source = (_tag(header.get(name, "")) for name in ("Language", "X-Source-Language"))
    if not locale:
        raise not_an_exchange(Location(file, 1, 1), "expected the header Language with language and region, found none",
                              "write \"Language: es_MX\\n\" into the header")
    entries: dict[str, list[Entry]] = {}
    for entry in found:
        entries.setdefault(entry.context.rpartition(":")[0], []).append(_entry(file, entry))
    if not entries or "" in entries:
        raise not_an_exchange(Location(file, 1, 1), "expected messages whose msgctxt is a brief's block, found none")
    return tuple(Exchange(name, "", source, locale, tuple(own)) for name, own in entries.items())


def _tag(language: str) -> str:
    match = _LANGUAGE.fullmatch(language.strip())
    return f"{match[1]}-{match[2]}" if match else ""


def _entry(file: str, entry: PoEntry) -> Entry:
    return Entry(
        entry.context.rpartition(":")[2], entry.source, entry.target, _roles(entry.notes),
        bool(entry.target) and not entry.fuzzy, Location(file, entry.line, 1),
    )


def _roles(notes: Sequence[str]) -> dict[int, str]:
    """What the notes say that each placeholder stands for; an editor may have broken their lines."""
    return {int(number): role.strip() for number, role in _NAMED.findall(" ".join(notes))}
