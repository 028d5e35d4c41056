"""Binding: how the sheets of a print run are held together."""

from __future__ import annotations

from enum import StrEnum


class Binding(StrEnum):
    """What becomes of the printed sheets; each asks for its own number of pages."""

    FLAT = "flat"
    """Single leaves, cut and not bound."""
    SADDLE = "saddle"
    """Folded sheets, nested and stapled through the fold."""
    PERFECT = "perfect"
    """Leaves glued at the spine."""
