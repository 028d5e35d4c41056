"""Translated: Atlantis with its records of translations, and its briefs as a translator's file."""

from __future__ import annotations

from briefgen.build.door import Door
from briefgen.build.translating import ENDINGS, exported_from, marked_in, taken_into
from briefgen.diagnostics import ContentError, Diagnostic, ordered
from conftest import atlantis_door

NAMES = ("roll", "strait", "tides", "texts/two-counts")
"""Everything in Atlantis that is translated."""


def records_of(door: Door) -> dict[str, bytes]:
    """The file of translations of each brief and shared text, everything marked as translated."""
    return {path: content for name in NAMES for path, content in marked_in(door, name, None, ())[1].items()}


def exported(file: str, name: str) -> bytes:
    """A brief of Atlantis as a translator's file; the ending of the file's name tells the format."""
    form = next(form for form, ending in ENDINGS.items() if file.endswith(f".{ending}"))
    return exported_from(atlantis_door(), name, form, ("es-MX",))[0][1]


def imported(door: Door, file: str, content: bytes) -> tuple[Diagnostic, ...]:
    """What an import says is wrong with a file."""
    try:
        return ordered(problem for one in taken_into(door, file, content)[0] for problem in one.warnings)
    except ContentError as error:
        return error.diagnostics
