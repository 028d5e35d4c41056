"""Pressroom: files for a press, found by their name or by that of a brief, and examined."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefgen.build.door import find_project, press_files, read_given
from briefgen.diagnostics import Diagnostic, Location, UsageError
from briefgen.model.binding import Binding

POINTS_IN_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file as it is called, what it is in one line (nothing of one that cannot be read), and what is wrong with it."""

    name: str
    summary: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of the files: how they are bound, if that is known, and millimetres of bleed; 0 asks for none."""

    binding: Binding | None = None
    bleed: float = 3.0


def inspect(named: str, project: Path | None, job: Job) -> tuple[Inspection, ...]:
    """Examines a PDF, or all press files that the last build left of a brief.

    `project` is a folder in a project; it is asked for only where a brief is named.

    Raises:
        UsageError: if there is no such file and no such brief in print.
    """
    from briefgen.press.preflight import Wishes, examined
    from briefgen.press.preflight.limits import LARGEST_FILE

    wishes = Wishes(binding=job.binding, bleed=job.bleed * POINTS_IN_MM)
    found = []
    for name, path in _named(named, project):
        report = examined(name, read_given(path, LARGEST_FILE, "name a PDF"), wishes)
        found.append(Inspection(name, str(report.survey) if report.survey else "", report.diagnostics))
    return tuple(found)


def _named(named: str, project: Path | None) -> tuple[tuple[str, Path], ...]:
    """The files that are meant, each with the name that diagnostics call it by."""
    path = Path(named)
    if path.is_file() or path.suffix.lower() == ".pdf":
        return ((named, path),)
    root = find_project(project or Path.cwd())
    if files := press_files(root / "build", named):
        return tuple((file.relative_to(root).as_posix(), file) for file in files)
    raise UsageError([Diagnostic(
        "E005", Location(f"build/{named}"), f'expected a PDF, or a brief with press files in build/, found no "{named}"',
        f"run: briefgen build {named} --medium press; or name a file")])
