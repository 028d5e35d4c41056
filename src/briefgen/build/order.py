"""Order: what a build is asked for, and what it leaves."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from briefgen.diagnostics import Diagnostic
from briefgen.model.edition import Medium, TrimSize

Report = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: briefs, editions, media and trims; none means the project's own, `everything` all that there are."""

    slugs: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    media: tuple[Medium, ...] = ()
    trims: tuple[TrimSize, ...] = ()
    everything: bool = False

    @property
    def is_the_projects(self) -> bool:
        """Whether the project's own editions, media and trims are meant."""
        return not (self.editions or self.media or self.trims or self.everything)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for, where to, by how many processes, and how strictly. No editions, media or trims: the project's own."""

    root: Path
    slugs: tuple[str, ...]
    editions: tuple[str, ...]
    out: Path
    jobs: int
    strict: bool = False
    media: tuple[Medium, ...] = ()
    trims: tuple[TrimSize, ...] = ()
    everything: bool = False

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        return Wish(self.slugs, self.editions, self.media, self.trims, self.everything)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the closing table."""

    slug: str
    edition: str
    pages: int
    path: Path
    fresh: bool


@dataclass(frozen=True, slots=True)
class Built:
    """What a build leaves: a line for each file asked for, the warnings, and how many more are accepted."""

    lines: tuple[Line, ...]
    warnings: tuple[Diagnostic, ...]
    accepted: int = 0

    @property
    def nothing_to_do(self) -> bool:
        """Whether every file was there already."""
        return not any(line.fresh for line in self.lines)


def default_jobs() -> int:
    """One process a core that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
