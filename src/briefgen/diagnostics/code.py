"""Code: one kind of mistake, and whether it stops the build."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a diagnostic stops the build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of mistake: what it means, and what to do about it."""

    code: str
    title: str
    meaning: str
    severity: Severity = Severity.ERROR
