"""Diagnostic, Location, Places and the errors that carry diagnostics: what is wrong, and where."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from briefgen.diagnostics.code import Severity
from briefgen.diagnostics.codes import CODES


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake at one place: what was expected and found, and a hint.

    `breaks` is what the mistake leaves unknown (a table, `table/id`, a prose file), `needs` what this diagnostic takes to
    be known: one whose needs are broken may be a mere consequence, and is not reported.
    """

    code: str
    location: Location
    message: str
    hint: str = ""
    breaks: str = field(default="", compare=False)
    needs: tuple[str, ...] = field(default=(), compare=False)
    strict: bool = field(default=False, compare=False)

    @property
    def severity(self) -> Severity:
        """Error or warning, as the table of codes has it; held strictly, every diagnostic is an error."""
        return Severity.ERROR if self.strict else CODES[self.code].severity

    def __str__(self) -> str:
        first = f"{self.location}: {self.severity} {self.code}: {self.message}"
        return f"{first}\n  hint: {self.hint}" if self.hint else first


class ContentError(Exception):
    """Stops a stage whose content is wrong; carries every diagnostic that was found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Diagnostic, ...]]]:
        return type(self), (self.diagnostics,)


class ProofError(ContentError):
    """Stops a build whose finished pages failed a check."""


class MachineError(ContentError):
    """Stops a build on a machine that lacks something."""


class UsageError(ContentError):
    """Stops a command whose words are off."""


Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where each value of each data file stands, by table, record id and path within the record."""

    locations: Mapping[Path, Location] = field(default_factory=dict)

    def of(self, *path: str | int) -> Location:
        """The location of a value, or of the nearest thing around it that has one."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.locations:
                return self.locations[path[:end]]
        return Location(str(path[0]) if path else "briefgen.yaml")


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each diagnostic once, by place; without those that only follow from another error, which is never dropped with them."""
    found = tuple(diagnostics)
    broken = frozenset(d.breaks for d in errors(found) if d.breaks)
    lines = frozenset(line_key(d.location) for d in found if d.code in LOST)
    files = frozenset(d.location.file for d in found if d.code not in ABSENT)
    kept = [d for d in found if not _follows(d, broken, lines, files)]
    if not errors(kept):
        kept = [*found]
    return tuple(sorted(set(kept), key=lambda d: (d.location, d.code, d.message)))


ABSENT, UNUSED = frozenset({"T001", "D030"}), frozenset({"D036", "D044", "P017"})
LOST = frozenset({"P002", "P006", "P007", "P008", "P009", "P010", "P014"})
"""Mistakes that leave something out of a line, so that nothing can be said of its references and its spaces."""


def _follows(diagnostic: Diagnostic, broken: frozenset[str], lines: frozenset[str], files: frozenset[str]) -> bool:
    if diagnostic.code in UNUSED:
        return bool(broken)
    if diagnostic.code in ABSENT and not diagnostic.breaks:
        return diagnostic.location.file in files
    return any(need in broken or need in lines for need in diagnostic.needs if need != diagnostic.breaks)


def line_key(location: Location) -> str:
    """What a mistake in prose breaks, apart from what it says: its line."""
    return f"{location.file}:{location.line}"


def quantity_keys(reference: str) -> tuple[str, ...]:
    """What must be known for a reference to an observation or a finding to mean something."""
    name = re.split("[:@]", reference)[0]
    return ("indicators", "findings", f"indicators/{name}", f"findings/{name}")


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that stop a build."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)


def strictly(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics, all of them errors."""
    return tuple(replace(d, strict=True) for d in diagnostics)


MOST_COMPARED, LONGEST_COMPARED = 2000, 100
"""So many words are compared, and so much of each, however many are wrong at once."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint that names what looks most like a word: `did you mean "a" or "b"?`, or the first few that there are."""
    options = list(known)[:MOST_COMPARED]
    close = difflib.get_close_matches(word[:LONGEST_COMPARED], options, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(f'"{option}"' for option in close) + "?"
    shown = ", ".join(options[:12]) + (", ..." if len(options) > 12 else "")
    return f"known: {shown}" if shown else ""
