"""FontFile: one file of a font family."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font: family, file, weight from 100 to 900, upright or italic."""

    family: str
    path: Path
    weight: int
    italic: bool
