"""Inquiry: a project and the builds that somebody asks about, brought together for `trace` and `diff`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.build.appearances import Appearance, appearances, documents, out_of_date
from briefgen.build.check import Checked, check_project
from briefgen.build.door import Door, open_door
from briefgen.build.editions import Comparison, compared
from briefgen.build.lineage import words_of
from briefgen.build.search import found
from briefgen.build.trace import Cited, Trace, cited, on_page, traced
from briefgen.diagnostics import ContentError, Diagnostic, Location, UsageError, errors
from briefgen.publish import MANIFEST, manifest_at, read_manifest


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several numbers that may be meant: its reference, its words, and the pages that print it."""

    reference: str
    words: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leafed:
    """A number as it stands on the page that was asked for, with its sources."""

    appearance: Appearance
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A checked project and what its last build printed (no manifest: nothing is known); warnings about the two."""

    checked: Checked
    manifest: Mapping[str, Any] | None
    printed: tuple[Appearance, ...]
    warnings: tuple[Diagnostic, ...]

    def trace(self, asked: str) -> Trace | tuple[Choice, ...]:
        """Everything behind a number, or, if it may be several, a choice of them.

        Raises:
            UsageError: if it is none.
        """
        references = found(asked, self.checked, self.printed)
        if len(references) == 1:
            return traced(references[0], self.checked, self.printed, self.manifest)
        return tuple(self._choice(reference) for reference in references)

    def page(self, asked: str) -> tuple[Leafed, ...]:
        """The numbers of a page such as `backgrounder.en-CA:7`, in the order of their places in the document.

        Raises:
            UsageError: if there is no such page, or no build that could tell.
        """
        rows = on_page(asked, self.printed, documents(self.manifest or {"briefs": {}}))
        known = self.checked.loaded.relationship.sources
        return tuple(
            Leafed(row, tuple(cited(one, self.checked) for one in row.facts.get("sources", "").split(", ") if one in known))
            for row in rows
        )

    def _choice(self, reference: str) -> Choice:
        pages = dict.fromkeys(f"{one.document}:{one.page}" for one in self.printed if one.reference == reference)
        words = words_of(self.checked.index.resolve(reference), next(iter(self.checked.locales.values())))
        return Choice(reference, words, tuple(pages))


def inquire(root: Path, build: Path | None) -> Inquiry:
    """Checks a project and reads its last build: `build` is a manifest or its folder, by default `build/` in the project.

    Raises:
        ContentError: if the content is wrong.
        UsageError: if `build` is named and is none.
    """
    door = open_door(root)
    checked, diagnostics = check_project(door)
    if checked is None:
        raise ContentError(diagnostics)
    manifest = manifest_at(build) if build else read_manifest(root / "build")
    told = out_of_date(door, checked, manifest, str(build or f"build/{MANIFEST}"))
    return Inquiry(checked, manifest, appearances(manifest) if manifest else (), told)


def compare(old: Path, new: Path | None, root: Path | None) -> tuple[Comparison, tuple[Diagnostic, ...]]:
    """What differs between two builds, by default from `old` to the project's last; `root` is the project, if there is one.

    Raises:
        UsageError: if one of the two is no manifest.
    """
    before, after = manifest_at(old), manifest_at(new or (root or Path()) / "build")
    checked, warnings = _project(root, after, str(new or f"build/{MANIFEST}"))
    return compared(before, after, checked), warnings


def _project(root: Path | None, manifest: Mapping[str, Any], file: str) -> tuple[Checked | None, tuple[Diagnostic, ...]]:
    """The project whose sentences are told, or a warning that there is none."""
    if root is None:
        return None, (_untold(file, "found none", "run it within the project, or name it with --project DIR"),)
    door = _door(root)
    checked, diagnostics = check_project(door) if isinstance(door, Door) else (None, door)
    if checked is None:
        count = len(errors(diagnostics))
        return None, (_untold(file, f"found {count} error{'s' if count > 1 else ''} in it", "run: briefgen check"),)
    return checked, out_of_date(door, checked, manifest, file) if isinstance(door, Door) else ()


def _door(root: Path) -> Door | tuple[Diagnostic, ...]:
    try:
        return open_door(root)
    except UsageError:
        raise
    except ContentError as error:
        return error.diagnostics


def _untold(file: str, what: str, hint: str) -> Diagnostic:
    return Diagnostic("E024", Location(file), f"expected a project whose sentences can be told, {what}", hint)
