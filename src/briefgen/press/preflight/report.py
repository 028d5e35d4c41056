"""Report: a file examined, with its survey and all that a press would trip over."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.diagnostics import Diagnostic
from briefgen.press.preflight.checks import CHECKS
from briefgen.press.preflight.checks.place import on
from briefgen.press.preflight.limits import Unreadable
from briefgen.press.preflight.sheaf import read_sheaf
from briefgen.press.preflight.survey import Survey, surveyed
from briefgen.press.preflight.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file, by page; no survey of one that cannot be read."""

    survey: Survey | None
    diagnostics: tuple[Diagnostic, ...]


def examined(name: str, pdf: bytes, wishes: Wishes) -> Report:
    """Checks a file and surveys it in one reading. `name` is what diagnostics call it."""
    try:
        sheaf = read_sheaf(pdf)
    except Unreadable as unreadable:
        return Report(None, (on(name, 0, "B030", str(unreadable), "export the file again"),))
    found = [diagnostic for check in CHECKS for diagnostic in check(name, sheaf, wishes)]
    return Report(surveyed(sheaf), tuple(sorted(found, key=lambda one: (_page(one), one.code))))


def preflight(name: str, pdf: bytes, wishes: Wishes) -> tuple[Diagnostic, ...]:
    """Everything that a press would trip over, by page; what concerns the whole file first."""
    return examined(name, pdf, wishes).diagnostics


def survey(pdf: bytes) -> Survey:
    """What a job ticket says of a file.

    Raises:
        Unreadable: if it is no PDF.
    """
    return surveyed(read_sheaf(pdf))


def _page(diagnostic: Diagnostic) -> int:
    page = diagnostic.location.file.rpartition(":")[2]
    return int(page) if page.isdecimal() else 0
