"""Appearances: what the manifest of a build tells of each number printed, and whether the build is that of the project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefgen.build.check import Checked
from briefgen.build.door import Door
from briefgen.build.entries import MEETINGS
from briefgen.build.plan import declared, input_digest
from briefgen.diagnostics import Diagnostic, Location, UsageError

FACTS = ("value", "unit", "multiplier", "period", "qualifier", "status", "sources", "vintages", "corrections")
"""What the manifest tells of a number besides its words and its page."""
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Appearance:
    """A number on a page of a document, in the words of one locale.

    `place` is where the prose asks for it (empty: not told), `exhibit` the chart or table that it stands in (empty: none);
    `facts` are texts, one for each of FACTS that the manifest has.
    """

    document: str
    page: int
    locale: str
    words: str
    reference: str
    place: str
    exhibit: str
    facts: Mapping[str, str]


def document_name(slug: str, edition: str) -> str:
    """A document as it is named on the command line: `backgrounder.en-CA`; a meeting's folder by its slug alone."""
    return slug if slug.startswith(MEETINGS) else f"{slug}.{edition}"


def documents(manifest: Mapping[str, Any]) -> dict[str, int]:
    """The documents of a build, by name, with their numbers of pages.

    Raises:
        UsageError: if the manifest does not have the form that its format promises.
    """
    return {document_name(slug, edition): int(entry["pages"]) for slug, edition, entry in _entries(manifest)}


def appearances(manifest: Mapping[str, Any]) -> tuple[Appearance, ...]:
    """Every number that a build printed, by document and page.

    Raises:
        UsageError: if the manifest does not have the form that its format promises.
    """
    try:
        return tuple(
            _appearance(document_name(slug, edition), edition, int(page), told)
            for slug, edition, entry in _entries(manifest)
            for page, rows in sorted(entry["printed"].items(), key=lambda pair: int(pair[0]))
            for told in rows
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError([_broken(error)]) from None


def _entries(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    try:
        yield from (
            (slug, edition, entry)
            for slug, editions in sorted(manifest["briefs"].items()) for edition, entry in sorted(editions.items())
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise UsageError([_broken(error)]) from None


def _broken(error: Exception) -> Diagnostic:
    return Diagnostic("E021", Location("manifest.json"), f"expected a manifest as briefgen writes it, found otherwise: {error}",
                      "it was edited by hand; run: briefgen build")


def _appearance(document: str, edition: str, page: int, told: Mapping[str, Any]) -> Appearance:
    facts = {name: _fact(told[name]) for name in FACTS if name in told} | {"corrections": _fact(told.get("corrections", []))}
    return Appearance(
        document, page, told.get("locale", edition), told["text"], told["quantity"], told.get("place", ""),
        told.get("exhibit", ""), facts,
    )


def _fact(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    told = (one if isinstance(one, str) else f"{one['observation']} {one['published']} to {one['value']}" for one in value)
    return ", ".join(dict.fromkeys(one for one in told if one))


def out_of_date(door: Door, checked: Checked, manifest: Mapping[str, Any] | None, file: str) -> tuple[Diagnostic, ...]:
    """A warning if the build is missing, or if the project or briefgen has changed since; `file` is the manifest's name."""
    if manifest is None:
        return (Diagnostic("E020", Location(file), "expected a build that tells what is printed where, found none",
                           "run: briefgen build"),)
    entries = {(slug, edition): entry for slug, edition, entry in _entries(manifest)}
    wanted = cache(lambda slug: input_digest(door, checked, slug))
    old = [document_name(*key) for key in declared(checked)
           if key not in entries or entries[key].get("inputs") != wanted(key[0])]
    if not old:
        return ()
    named = ", ".join(old[:MOST_NAMED]) + (", ..." if len(old) > MOST_NAMED else "")
    return (Diagnostic("E020", Location(file), f"expected the pages of the project as it is now, found older ones or none of "
                       f"{len(old)} document{'s' if len(old) > 1 else ''}: {named}", "run: briefgen build"),)
